/** A zip of these entries, stored as they are: whatever names a person or an attacker may choose. */
import { crc32 } from 'node:zlib'
import { fromBufferPromise } from 'yauzl'
import type { Entry } from 'yauzl'

/** `entries`: name -> text or bytes, or names alone where what is in them does not matter. */
export function zipOf(named: Record<string, string | Buffer> | string[]): Buffer {
  const entries: Record<string, string | Buffer> = Array.isArray(named)
    ? Object.fromEntries(named.map((name) => [name, 'x']))
    : named
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, text] of Object.entries(entries)) {
    const [nameBytes, content] = [Buffer.from(name), Buffer.isBuffer(text) ? text : Buffer.from(text)]
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    for (const [header, shift] of [
      [local, 0],
      [entry, 2],
    ] as const) {
      header.writeUInt32LE(crc32(content), 14 + shift)
      header.writeUInt32LE(content.length, 18 + shift)
      header.writeUInt32LE(content.length, 22 + shift)
      header.writeUInt16LE(nameBytes.length, 26 + shift)
    }
    entry.writeUInt32LE(at, 42)
    parts.push(local, nameBytes, content)
    directory.push(entry, nameBytes)
    at += 30 + nameBytes.length + content.length
  }
  const end = Buffer.alloc(22)
  // More than this size of zip can say is said as this.
  const count = Math.min(65_535, Object.keys(entries).length)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(Buffer.concat(directory).length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, ...directory, end])
}

/** The zip with a change in the list of contents: `at` counts from the beginning of each line of it. */
export function changedZip(bytes: Buffer, change: (line: Buffer) => void): Buffer {
  const copy = Buffer.from(bytes)
  for (let at = copy.indexOf('504b0102', 0, 'hex'); at !== -1; at = copy.indexOf('504b0102', at + 4, 'hex'))
    change(copy.subarray(at))
  return copy
}

/** What no zip may be, whatever it is for, by the words of its refusal. */
export const hostileZips = (files: Record<string, string>): [words: string, make: () => Buffer][] => [
  [
    'encrypted',
    () =>
      changedZip(zipOf(files), (line) => {
        line.writeUInt16LE(1, 8)
        line.writeUInt32LE(line.readUInt32LE(20) + 12, 20)
      }),
  ],
  ['a link in place of a file', () => changedZip(zipOf(files), (line) => line.writeUInt32LE(0xa1ff0000, 38))],
  ['two of its files lie in the same place', () => changedZip(zipOf(files), (line) => line.writeUInt32LE(0, 42))],
]

/** Name -> bytes of every file of a zip, read by a library of its own, which checks sizes and sums. */
export async function unzipped(bytes: Buffer): Promise<Map<string, Buffer>> {
  const zip = await fromBufferPromise(bytes, { lazyEntries: true, strictFileNames: true, validateEntrySizes: true })
  const files = new Map<string, Buffer>()
  for await (const entry of zip.eachEntry() as AsyncIterable<Entry>) {
    const chunks: Buffer[] = []
    for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) chunks.push(chunk)
    files.set(entry.fileName, Buffer.concat(chunks))
  }
  return files
}
