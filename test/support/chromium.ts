/** A headless Chromium: the one named by CHROMIUM_PATH, else the system's, else the one that came from npm. */
import { createReadStream, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress } from 'node:zlib'
import { createWriteStream } from 'node:fs'
import chromium from '@sparticuz/chromium'
import { chromium as playwright } from 'playwright-core'
import type { Browser } from 'playwright-core'

const systemPaths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

// Without a network of its own to call, Chromium must not try to.
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--hide-scrollbars',
]

export async function launchChromium(): Promise<Browser> {
  const installed = [process.env.CHROMIUM_PATH, ...systemPaths].find((path) => path && existsSync(path))
  if (installed) return playwright.launch({ executablePath: installed, args: quiet })
  const executablePath = await chromium.executablePath()
  const libraries = await sharedLibraries()
  return playwright.launch({
    executablePath,
    args: [...chromium.args.filter((arg) => arg !== '--single-process'), ...quiet],
    env: {
      ...(process.env as Record<string, string>),
      LD_LIBRARY_PATH: [libraries, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
    },
  })
}

/** The libraries that the npm package carries for machines that lack them (libnss3 and its kin). */
async function sharedLibraries(): Promise<string> {
  const folder = join(tmpdir(), `upstander-chromium-libraries-${process.getuid?.() ?? 0}`)
  if (!existsSync(folder)) {
    const archive = new URL('../../node_modules/@sparticuz/chromium/bin/al2023.tar.br', import.meta.url)
    const making = mkdtempSync(join(tmpdir(), 'upstander-chromium-making-'))
    await pipeline(
      createReadStream(archive),
      createBrotliDecompress(),
      createWriteStream(join(making, 'libraries.tar')),
    )
    mkdirSync(join(making, 'unpacked'))
    execFileSync('tar', ['-xf', join(making, 'libraries.tar'), '-C', join(making, 'unpacked')])
    try {
      renameSync(join(making, 'unpacked'), folder)
    } catch {
      // Another process unpacked them first.
    }
  }
  const inner = readdirSync(folder).find((name) => existsSync(join(folder, name, 'libnss3.so')))
  return inner ? join(folder, inner) : folder
}
