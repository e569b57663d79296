/** Small pictures for tests: what they truly are, with bytes of their own. */
import { crc32, deflateSync } from 'node:zlib'

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

/** Red, one dot high. */
export function png(width: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(1, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const row = Buffer.concat([Buffer.alloc(1), ...Array.from({ length: width }, () => Buffer.from([200, 0, 0]))])
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(row)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** One dot, in so many frames. */
export const gif = (frames: number): Buffer =>
  Buffer.concat([
    Buffer.from('474946383961010001008000000000ff0000', 'hex').subarray(0, 13),
    Buffer.from('000000ff0000', 'hex'),
    ...Array.from({ length: frames }, () => Buffer.from('2c00000000010001000002024401' + '00', 'hex')),
    Buffer.from('3b', 'hex'),
  ])
