/** Builds public/ from assets/: one style sheet, the scripts, the images, and a brotli twin beside each text file. */
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { constants, brotliCompressSync } from 'node:zlib'
import { build } from 'esbuild'
import { Logger, compile } from 'sass'

const here = import.meta.dirname
const root = join(here, '..')

/** The same sources make the same bytes; what a former build left behind goes. */
export async function buildAssets(outDir: string): Promise<void> {
  for (const folder of ['css', 'js', 'images']) {
    await rm(join(outDir, folder), { recursive: true, force: true })
    await mkdir(join(outDir, folder), { recursive: true })
  }
  await buildStyles(join(outDir, 'css'))
  await buildScripts(join(outDir, 'js'))
  await cp(join(here, 'images'), join(outDir, 'images'), { recursive: true })
  for (const file of await listFiles(outDir)) if (/\.(css|js|svg)$/.test(file)) await compress(file)
}

async function buildStyles(outDir: string): Promise<void> {
  const { css } = compile(join(here, 'sass', 'site.scss'), {
    style: 'compressed',
    loadPaths: [root],
    // Only the libraries warn, about each other; a fault of ours is an error.
    logger: Logger.silent,
  })
  await writeFile(join(outDir, 'site.css'), `${css}\n`)
}

async function buildScripts(outDir: string): Promise<void> {
  const folder = join(here, 'scripts')
  const entryPoints = (await readdir(folder))
    .filter((file) => file.endsWith('.js'))
    .toSorted()
    .map((file) => join(folder, file))
  await build({
    entryPoints,
    outdir: outDir,
    absWorkingDir: root,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2020',
    legalComments: 'none',
    charset: 'utf8',
    logLevel: 'error',
  })
}

async function compress(file: string): Promise<void> {
  const text = await readFile(file)
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
  }
  await writeFile(`${file}.br`, brotliCompressSync(text, { params }))
}

/** Every file below the three folders that this script owns, sorted. */
export async function listFiles(outDir: string): Promise<string[]> {
  const files: string[] = []
  for (const folder of ['css', 'js', 'images'])
    for (const name of await readdir(join(outDir, folder))) files.push(join(outDir, folder, name))
  return files.toSorted()
}

if (process.argv[1] === import.meta.filename) {
  const outDir = join(root, 'public')
  await buildAssets(outDir)
  for (const file of await listFiles(outDir))
    if (file.endsWith('.br')) console.log(`${basename(file)}: ${(await readFile(file)).length} bytes`)
}
