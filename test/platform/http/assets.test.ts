/** public/ is exactly what assets/ makes, small, and free of what belongs to gov.uk or needs an unsafe policy. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { buildAssets, listFiles } from '../../../assets/build.ts'

const committed = join(import.meta.dirname, '../../../public')
let built: string

beforeAll(async () => {
  built = await mkdtemp(join(tmpdir(), 'upstander-assets-'))
  await buildAssets(built)
}, 60_000)

afterAll(() => rm(built, { recursive: true, force: true }))

it('has the same files', async () => {
  const names = async (folder: string) => (await listFiles(folder)).map((file) => relative(folder, file))
  expect(await names(committed)).toEqual(await names(built))
})

it('has the same bytes: run `npm run build` after a change in assets/', async () => {
  const changed: string[] = []
  for (const file of await listFiles(built)) {
    // Another release of Node may compress otherwise; what comes out must be the same.
    const read = async (path: string) =>
      path.endsWith('.br') ? brotliDecompressSync(await readFile(path)) : readFile(path)
    const name = relative(built, file)
    if (!(await read(file)).equals(await read(join(committed, name)))) changed.push(name)
  }
  expect(changed).toEqual([])
})

it('has a compressed twin beside every style sheet and script', async () => {
  const files = await listFiles(committed)
  for (const file of files.filter((name) => /\.(css|js)$/.test(name))) {
    expect(files).toContain(`${file}.br`)
    expect(brotliDecompressSync(await readFile(`${file}.br`)).equals(await readFile(file))).toBe(true)
  }
})

// Every first visit pays for both: with a page of 10 kB they leave half of the 100 kB for its pictures.
it('is small', async () => {
  const size = async (name: string) => (await readFile(join(committed, name))).length
  expect(await size('css/site.css.br')).toBeLessThanOrEqual(24_000)
  expect(await size('js/site.js.br')).toBeLessThanOrEqual(12_000)
})

it('asks nobody else for anything, and carries neither crown nor Transport', async () => {
  const css = await readFile(join(committed, 'css/site.css'), 'utf8')
  expect(css).not.toMatch(/GDS Transport|@font-face|crown|@import|url\(["']?(https?:)?\/\//i)
  for (const file of (await listFiles(committed)).filter((name) => name.endsWith('.js'))) {
    const script = await readFile(file, 'utf8')
    expect(script).not.toMatch(/\beval\(|new Function\(/)
    // But for the scheme that the editor puts before what somebody typed.
    expect(script).not.toMatch(/["'`]https?:\/\/(?!www\.w3\.org|\$\{)/)
  }
})
