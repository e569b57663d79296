/** Writes a zip of files that are packed already: one file in memory at a time, and its length known before the first byte. */
import { crc32 } from 'node:zlib'

export interface StoredFile {
  /** ASCII. */
  name: string
  size: number
  read: () => Promise<Buffer>
}

const version = 20
// 1 January 1980: bytes repeat whenever the same files are asked for.
const firstDay = 0x21

/** So that a browser can say how much is still to come. */
export const storedZipLength = (files: Pick<StoredFile, 'name' | 'size'>[]): number =>
  files.reduce((sum, { name, size }) => sum + 30 + 46 + 2 * name.length + size, 22)

/** How long was waited for what is packed; the rest is waiting for whoever takes it. */
export interface Spent {
  reading_milliseconds: number
}

export async function* storedZip(files: StoredFile[], spent?: Spent): AsyncGenerator<Buffer> {
  const directory: Buffer[] = []
  let at = 0
  for (const file of files) {
    const asked = performance.now()
    const bytes = await file.read()
    if (spent) spent.reading_milliseconds += performance.now() - asked
    if (bytes.length !== file.size) throw new Error(`${file.name} has ${bytes.length} bytes and not ${file.size}`)
    const name = Buffer.from(file.name, 'latin1')
    const facts = factsOf(crc32(bytes), bytes.length, name.length)
    const header = Buffer.concat([word(0x04034b50), short(version), facts, name])
    yield header
    yield bytes
    directory.push(
      Buffer.concat([word(0x02014b50), short(version), short(version), facts, Buffer.alloc(10), word(at), name]),
    )
    at += header.length + bytes.length
  }
  const entries = Buffer.concat(directory)
  yield entries
  yield Buffer.concat([
    word(0x06054b50),
    Buffer.alloc(4),
    short(files.length),
    short(files.length),
    word(entries.length),
    word(at),
    short(0),
  ])
}

/** What the header of a file and its line in the directory share: no flags, stored, day, sum, both sizes, length of the name. */
const factsOf = (crc: number, size: number, nameLength: number): Buffer =>
  Buffer.concat([
    short(0),
    short(0),
    short(0),
    short(firstDay),
    word(crc),
    word(size),
    word(size),
    short(nameLength),
    short(0),
  ])

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

function short(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}
