/** Large things in pieces: cut and read again they are the same, wherever the cuts fall. */
import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { fromPieces, inPieces } from '../../src/lib/pieces.ts'
import { withZip } from '../../src/lib/zip-files.ts'
import { zipOf } from '../support/zip.ts'

async function* chunksOf(bytes: Buffer, sizes: number[]) {
  let at = 0
  for (let index = 0; at < bytes.length; index++) {
    const size = sizes[index % sizes.length]!
    yield bytes.subarray(at, at + size)
    at += size
  }
}

test('any chunks give the same pieces, and any part of them can be read', () =>
  fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 300 }),
      fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 4 }),
      fc.nat(300),
      fc.nat(300),
      async (size, sizes, a, b) => {
        const bytes = randomBytes(size)
        const pieces: Buffer[] = []
        for await (const piece of inPieces(chunksOf(bytes, sizes), 64)) pieces.push(piece)
        expect(Buffer.concat(pieces)).toEqual(bytes)
        expect(pieces.slice(0, -1).every((piece) => piece.length === 64)).toBe(true)
        const { read } = fromPieces(size, async (place) => pieces[place]!, 64)
        const [from, to] = [Math.min(a, b, size), Math.min(Math.max(a, b), size)]
        expect(await read(from, to - from)).toEqual(bytes.subarray(from, to))
        await expect(read(from, size - from + 1)).rejects.toThrow('bytes, not')
      },
    ),
    { numRuns: 50 },
  ))

test('a zip in pieces reads as the same zip in memory, and a damaged one is refused', async () => {
  const files = Object.fromEntries([1, 2, 3].map((index) => [`file-${index}`, randomBytes(index * 700)]))
  const zip = zipOf(files)
  const pieced = (bytes: Buffer) =>
    fromPieces(bytes.length, async (place) => bytes.subarray(place * 256, (place + 1) * 256), 256)
  const terms = { what: 'zip' as const, entries: 10, bytes: 10_000 }
  const read = await withZip(pieced(zip), terms, async (entries) =>
    Promise.all(entries.map(async ({ name, read }) => [name, await read()])),
  )
  expect(Object.fromEntries(read)).toEqual(files)
  const changed = Buffer.from(zip)
  changed[40] = changed[40]! ^ 1
  await expect(withZip(pieced(changed), terms, async ([entry]) => entry!.read())).rejects.toThrow('is damaged')
  for (const bytes of [zip.subarray(0, 500), Buffer.alloc(5), Buffer.alloc(300)])
    await expect(withZip(pieced(bytes), terms, async () => 'taken')).rejects.toThrow(/damaged|not a zip/)
})
