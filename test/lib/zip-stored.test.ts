/** A zip of stored files: its length is known before, and other programs read it. */
import { setTimeout as wait } from 'node:timers/promises'
import { unzipped } from '../support/zip.ts'
import { storedZip, storedZipLength } from '../../src/lib/zip-stored.ts'

const file = (name: string, bytes: Buffer) => ({ name, size: bytes.length, read: () => Promise.resolve(bytes) })

async function written(files: Parameters<typeof storedZip>[0]): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of storedZip(files)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

test('what is read back is what was put in, and the length was known', async () => {
  const files = [
    file('a.pdf', Buffer.from('first')),
    file('b.pdf', Buffer.alloc(70_000, 7)),
    file('c.pdf', Buffer.alloc(0)),
  ]
  const zip = await written(files)
  expect(zip.length).toBe(storedZipLength(files))
  expect(await unzipped(zip)).toEqual(
    new Map([
      ['a.pdf', Buffer.from('first')],
      ['b.pdf', Buffer.alloc(70_000, 7)],
      ['c.pdf', Buffer.alloc(0)],
    ]),
  )
  expect((await written([])).length).toBe(storedZipLength([]))
})

test('a file that is not as long as it was said to be ends the zip with a fault', async () => {
  await expect(written([{ ...file('a.pdf', Buffer.from('first')), size: 4 }])).rejects.toThrow('5 bytes and not 4')
})

test('it tells how long it waited for what it packs, and not for whoever takes it', async () => {
  const spending = async (reads: number, takes: number) => {
    const [spent, began] = [{ reading_milliseconds: 0 }, performance.now()]
    const file = { name: 'a', size: 1, read: () => wait(reads, Buffer.from('a')) }
    for await (const _ of storedZip([file, file], spent)) await wait(takes)
    return spent.reading_milliseconds / (performance.now() - began)
  }
  expect(await spending(40, 0)).toBeGreaterThan(0.5)
  expect(await spending(0, 20)).toBeLessThan(0.5)
})
