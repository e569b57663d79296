/** Writes a zip while its largest file is still being made. Up to 4 GiB; times are left at the epoch of zip, so that bytes repeat. */
import { pipeline, Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'

export interface ZipFile {
  /** ASCII, with slashes. */
  name: string
  bytes: Buffer | AsyncIterable<Buffer>
  /** Not deflated, and its size said before it: for what must be readable without unpacking. Only for bytes at hand. */
  is_stored?: boolean
}

interface Written {
  name: Buffer
  at: number
  crc: number
  size: number
  packed: number
  method: number
  flags: number
}

const version = 20
// Bit 3: sizes follow the data, for they are not known before.
const sizedLater = 8
const [stored, deflated] = [0, 8]
// 1 January 1980.
const firstDay = 0x21

/** The bytes of the archive, as they come. */
export async function* zipStream(files: ZipFile[]): AsyncGenerator<Buffer> {
  const all: Written[] = []
  let at = 0
  for (const file of files) {
    const written: Written = {
      name: Buffer.from(file.name, 'latin1'),
      at,
      ...{ crc: 0, size: 0, packed: 0, method: deflated, flags: sizedLater },
    }
    if (file.is_stored && Buffer.isBuffer(file.bytes)) {
      const size = file.bytes.length
      Object.assign(written, { crc: crc32(file.bytes), size, packed: size, method: stored, flags: 0 })
      const whole = Buffer.concat([localHeader(written), file.bytes])
      yield whole
      at += whole.length
      all.push(written)
      continue
    }
    const header = localHeader(written)
    yield header
    for await (const chunk of deflate(file.bytes, written)) {
      written.packed += chunk.length
      yield chunk
    }
    const trailer = sizes(0x08074b50, written)
    yield trailer
    at += header.length + written.packed + trailer.length
    all.push(written)
  }
  const directory = Buffer.concat(all.map(centralHeader))
  yield directory
  yield endOfDirectory(all.length, directory.length, at)
}

/** The deflated bytes; counts and sums what went in. A fault of the source becomes one of the result. */
function deflate(bytes: ZipFile['bytes'], written: Written): Readable {
  const counted = async function* () {
    for await (const chunk of Buffer.isBuffer(bytes) ? [bytes] : bytes) {
      written.crc = crc32(chunk, written.crc)
      written.size += chunk.length
      yield chunk
    }
  }
  return pipeline(Readable.from(counted(), { objectMode: false }), createDeflateRaw(), () => {})
}

function localHeader({ name, crc, size, packed, method, flags }: Written): Buffer {
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(version, 4)
  header.writeUInt16LE(flags, 6)
  header.writeUInt16LE(method, 8)
  header.writeUInt16LE(firstDay, 12)
  header.writeUInt32LE(crc, 14)
  header.writeUInt32LE(packed, 18)
  header.writeUInt32LE(size, 22)
  header.writeUInt16LE(name.length, 26)
  return Buffer.concat([header, name])
}

function sizes(mark: number, { crc, packed, size }: Written): Buffer {
  const trailer = Buffer.alloc(16)
  trailer.writeUInt32LE(mark, 0)
  trailer.writeUInt32LE(crc, 4)
  trailer.writeUInt32LE(packed, 8)
  trailer.writeUInt32LE(size, 12)
  return trailer
}

function centralHeader({ name, at, crc, packed, size, method, flags }: Written): Buffer {
  const header = Buffer.alloc(46)
  header.writeUInt32LE(0x02014b50, 0)
  header.writeUInt16LE(version, 4)
  header.writeUInt16LE(version, 6)
  header.writeUInt16LE(flags, 8)
  header.writeUInt16LE(method, 10)
  header.writeUInt16LE(firstDay, 14)
  header.writeUInt32LE(crc, 16)
  header.writeUInt32LE(packed, 20)
  header.writeUInt32LE(size, 24)
  header.writeUInt16LE(name.length, 28)
  header.writeUInt32LE(at, 42)
  return Buffer.concat([header, name])
}

function endOfDirectory(count: number, length: number, at: number): Buffer {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(length, 12)
  end.writeUInt32LE(at, 16)
  return end
}
