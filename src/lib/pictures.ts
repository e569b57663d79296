/** Pictures that people upload to be printed: what they truly are, and how large. */

/** A logo, a signature or a mark for the certificate needs no more. */
export const pictureBytes = 500_000
const largestSide = 4000

export interface Picture {
  media_type: 'image/png' | 'image/jpeg'
  width: number
  height: number
}

/** What the bytes truly are, whatever the file is called; null for anything but PNG and JPEG. SVG can carry scripts. */
export function readPicture(bytes: Buffer): Picture | null {
  if (bytes.length > 24 && bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex')))
    return sized('image/png', bytes.readUInt32BE(16), bytes.readUInt32BE(20))
  if (bytes.length > 4 && bytes[0] === 0xff && bytes[1] === 0xd8) return readJpeg(bytes)
  return null
}

/** Walks the segments to the frame header (SOF0 to SOF15 but DHT, JPG, DAC), which holds height and width. */
function readJpeg(bytes: Buffer): Picture | null {
  let at = 2
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1]!
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return sized('image/jpeg', bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5))
    at += marker === 0xff ? 1 : 2 + bytes.readUInt16BE(at + 2)
  }
  return null
}

function sized(media_type: Picture['media_type'], width: number, height: number): Picture | null {
  const isSound = width > 0 && height > 0 && width <= largestSide && height <= largestSide
  return isSound ? { media_type, width, height } : null
}
