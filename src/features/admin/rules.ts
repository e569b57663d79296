/** What a brand colour and a logo must be: pure. */

/** '#1d3557' from what a person typed ('1D3557', '#abc'); null if it is no colour. */
export function readColour(typed: string): string | null {
  const digits = /^#?([0-9a-f]{6}|[0-9a-f]{3})$/i.exec(typed.trim())?.[1]?.toLowerCase()
  if (!digits) return null
  return `#${digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits}`
}

/** WCAG's contrast of white text on the colour, in tenths and rounded down: 45 is '4.5 to 1'. */
export function contrastWithWhite(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((from) => {
    const share = Number.parseInt(colour.slice(from, from + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
  return Math.floor((1.05 / (luminance + 0.05)) * 10)
}

export const leastContrast = 45
export const contrastWords = (contrast: number) => `${Math.floor(contrast / 10)}.${contrast % 10} to 1`

export const logoBytes = 500_000
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
