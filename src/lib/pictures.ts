/** Pictures that people upload, to be printed or shown: what they truly are, and how large. SVG can carry scripts, so it is none. Pure. */

/** A logo, a signature or a mark for the certificate needs no more. */
export const pictureBytes = 500_000
const largestSide = 4000
/** A small file can unpack to any number of pixels, and each takes up to 8 bytes where it is printed. */
const mostPixels = 4_000_000

export const pictureWords = 'a sound PNG or JPEG picture of at most 4 million pixels, such as 2,000 by 2,000'

/** What can be printed. */
export interface PrintablePicture {
  media_type: 'image/png' | 'image/jpeg'
  width: number
  height: number
}

/** What the bytes truly are, whatever the file is called; null for anything but PNG and JPEG of a fitting size. */
export function readPrintablePicture(bytes: Buffer): PrintablePicture | null {
  const read = readPicture(bytes)
  if (read === null || !isPrintable(read.media_type)) return null
  const { media_type, width, height } = read
  const fits = Math.max(width, height) <= largestSide && width * height <= mostPixels
  return fits ? { media_type, width, height } : null
}

const isPrintable = (type: string): type is PrintablePicture['media_type'] =>
  type === 'image/png' || type === 'image/jpeg'

/** What browsers can show. */
export interface Picture {
  media_type: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp'
  width: number
  height: number
  /** It has more than one frame. */
  is_moving: boolean
}

/** The same for a PNG, JPEG, GIF or WebP with any size. */
export function readPicture(bytes: Buffer): Picture | null {
  const read = readAny(bytes)
  return read !== null && read.width > 0 && read.height > 0 ? read : null
}

function readAny(bytes: Buffer): Picture | null {
  if (bytes.length < 26) return null
  if (bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex')))
    return {
      media_type: 'image/png',
      width: bytes.readUInt32BE(16),
      height: bytes.readUInt32BE(20),
      is_moving: bytes.subarray(0, 4096).includes('acTL'),
    }
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return readJpeg(bytes)
  const start = bytes.toString('latin1', 0, 16)
  if (/^GIF8[79]a/.test(start))
    return {
      media_type: 'image/gif',
      width: bytes.readUInt16LE(6),
      height: bytes.readUInt16LE(8),
      is_moving: countFrames(bytes) > 1,
    }
  return /^RIFF....WEBPVP8[ LX]/s.test(start) ? readWebp(bytes, start[15]!) : null
}

/** Walks the segments to the frame header (SOF0 to SOF15 but DHT, JPG, DAC), which holds height and width. */
function readJpeg(bytes: Buffer): Picture | null {
  let at = 2
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1]!
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return {
        media_type: 'image/jpeg',
        width: bytes.readUInt16BE(at + 7),
        height: bytes.readUInt16BE(at + 5),
        is_moving: false,
      }
    at += marker === 0xff ? 1 : 2 + bytes.readUInt16BE(at + 2)
  }
  return null
}

/** Walks the blocks of a GIF; two frames are as good as many. */
function countFrames(bytes: Buffer): number {
  const colours = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0)
  let at = 13 + colours(bytes[10]!)
  let frames = 0
  while (at < bytes.length && frames < 2) {
    if (bytes[at] === 0x2c) {
      frames++
      at += 11 + colours(bytes[at + 9] ?? 0)
    } else if (bytes[at] === 0x21) at += 2
    else return frames
    while (at < bytes.length && bytes[at] !== 0) at += bytes[at]! + 1
    at++
  }
  return frames
}

function readWebp(bytes: Buffer, form: string): Picture | null {
  const media_type = 'image/webp'
  if (bytes.length < 30) return null
  if (form === 'X')
    return {
      media_type,
      width: bytes.readUIntLE(24, 3) + 1,
      height: bytes.readUIntLE(27, 3) + 1,
      is_moving: (bytes[20]! & 2) !== 0,
    }
  if (form === 'L') {
    const sizes = bytes.readUInt32LE(21)
    return { media_type, width: (sizes & 0x3fff) + 1, height: ((sizes >>> 14) & 0x3fff) + 1, is_moving: false }
  }
  return {
    media_type,
    width: bytes.readUInt16LE(26) & 0x3fff,
    height: bytes.readUInt16LE(28) & 0x3fff,
    is_moving: false,
  }
}
