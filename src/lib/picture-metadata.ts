/**
 * Takes out of an uploaded picture what it tells of the camera, the place and who made it (EXIF, XMP, IPTC, comments, what
 * hangs on behind): what is drawn stays to the byte, and which way up it is shown. Pure.
 */
import { crc32 } from 'node:zlib'

/** The same picture without what it tells; what is no picture of these kinds comes back as it is. */
export function withoutMetadata(bytes: Buffer): Buffer {
  const start = bytes.toString('latin1', 0, 12)
  if (start.startsWith('\xff\xd8\xff')) return joined(bytes, partsOfJpeg(bytes))
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return joined(bytes, partsOfPng(bytes))
  if (/^GIF8[79]a/.test(start)) return joined(bytes, partsOfGif(bytes))
  return /^RIFF....WEBP/s.test(start) ? webpWithout(bytes) : bytes
}

/** The very bytes where nothing was taken out, so that a hash of them stays what it was. */
function joined(bytes: Buffer, parts: Iterable<Buffer>): Buffer {
  const kept = Buffer.concat([...parts])
  return kept.equals(bytes) ? bytes : kept
}

const startsWith = (bytes: Buffer, words: string) => bytes.subarray(0, words.length).toString('latin1') === words

/** How the density is said, a profile of colours, and how colours are coded; whatever else is said is not drawn. */
function isDrawn(marker: number, content: Buffer): boolean {
  if (marker === 0xfe) return false
  if (marker < 0xe0 || marker > 0xef) return true
  if (marker === 0xe0) return startsWith(content, 'JFIF\0')
  if (marker === 0xe2) return startsWith(content, 'ICC_PROFILE\0')
  return marker === 0xee && startsWith(content, 'Adobe')
}

/** Segment by segment to the end of the picture: phones hang a film or a second picture on behind it. */
function* partsOfJpeg(bytes: Buffer): Generator<Buffer> {
  yield bytes.subarray(0, 2)
  let at = 2
  while (at + 1 < bytes.length) {
    const marker = bytes[at + 1]!
    // Between segments there may be filling, and readers pass over anything else.
    if (bytes[at] !== 0xff || marker === 0xff || (marker < 0xc0 && marker !== 1)) {
      at++
      continue
    }
    if (marker === 0xd9) return yield bytes.subarray(at, at + 2)
    const isBare = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)
    const end = isBare ? at + 2 : at + 2 + (at + 3 < bytes.length ? bytes.readUInt16BE(at + 2) : 2)
    const content = bytes.subarray(at + 4, end)
    const turned = marker === 0xe1 && startsWith(content, 'Exif\0\0') ? orientationOf(content.subarray(6)) : 1
    if (turned !== 1) yield exifSegment(turned)
    else if (isDrawn(marker, content)) yield bytes.subarray(at, end)
    at = Math.max(end, at + 2)
    if (marker !== 0xda) continue
    const coded = at
    at = endOfCoded(bytes, at)
    yield bytes.subarray(coded, at)
  }
}

/** Coded dots run to the next marker that is neither a zero nor one of the restarts. */
function endOfCoded(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1]
    if (next === undefined) break
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at
  }
  return bytes.length
}

/** Chunks without which it would look otherwise; the first letter of those it cannot do without is a capital. */
const drawnChunks = ['tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT', 'bKGD', 'pHYs', 'hIST', 'sPLT', 'cICP', 'mDCV']
const filmChunks = ['acTL', 'fcTL', 'fdAT']

function* partsOfPng(bytes: Buffer): Generator<Buffer> {
  yield bytes.subarray(0, 8)
  let at = 8
  while (at + 8 <= bytes.length) {
    const end = at + 12 + bytes.readUInt32BE(at)
    const name = bytes.toString('latin1', at + 4, at + 8)
    const turned = name === 'eXIf' ? orientationOf(bytes.subarray(at + 8, end - 4)) : 1
    if (turned !== 1) yield pngChunk('eXIf', tiffWith(turned))
    else if (/^[A-Z]/.test(name) || drawnChunks.includes(name) || filmChunks.includes(name))
      yield bytes.subarray(at, end)
    if (name === 'IEND') return
    at = end
  }
  // Cut off: too little to hold anything.
  yield bytes.subarray(at)
}

function pngChunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content])
  return Buffer.concat([uint32(content.length), named, uint32(crc32(named))])
}

function uint32(number: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(number)
  return bytes
}

/** Blocks to the trailer; of what programs add only how often a film is played stays. */
function* partsOfGif(bytes: Buffer): Generator<Buffer> {
  const colours = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0)
  let at = 13 + colours(bytes[10]!)
  yield bytes.subarray(0, at)
  while (at < bytes.length) {
    const start = at
    const [kind, label] = [bytes[at], bytes[at + 1]]
    if (kind === 0x3b) return yield bytes.subarray(at, at + 1)
    if (kind === 0x2c) at += 11 + colours(bytes[at + 9] ?? 0)
    else if (kind === 0x21) at += 2
    else return
    const application = label === 0xff ? bytes.toString('latin1', at + 1, at + 12) : ''
    while (at < bytes.length && bytes[at] !== 0) at += bytes[at]! + 1
    at++
    const isDropped = kind === 0x21 && label !== 0xf9 && !/^(NETSCAPE2\.0|ANIMEXTS1\.0)/.test(application)
    if (!isDropped) yield bytes.subarray(start, at)
  }
}

const webpChunks = ['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ICCP', 'ANIM', 'ANMF']
const [saysExif, saysXmp] = [0x08, 0x04]

function webpWithout(bytes: Buffer): Buffer {
  const parts: Buffer[] = []
  let turned = 1
  for (let at = 12; at + 8 <= bytes.length;) {
    const size = bytes.readUInt32LE(at + 4)
    const end = at + 8 + size + (size % 2)
    const name = bytes.toString('latin1', at, at + 4)
    if (webpChunks.includes(name)) parts.push(bytes.subarray(at, end))
    if (name === 'EXIF') {
      const content = bytes.subarray(at + 8, at + 8 + size)
      turned = orientationOf(startsWith(content, 'Exif\0\0') ? content.subarray(6) : content)
    }
    at = end
  }
  if (turned !== 1) parts.push(webpExif(turned))
  const kept = Buffer.concat([bytes.subarray(0, 12), ...parts])
  kept.writeUInt32LE(kept.length - 8, 4)
  if (kept.toString('latin1', 12, 16) === 'VP8X')
    kept[20] = (kept[20]! & ~saysExif & ~saysXmp) | (turned === 1 ? 0 : saysExif)
  return kept.equals(bytes) ? bytes : kept
}

function webpExif(turned: number): Buffer {
  const content = tiffWith(turned)
  const head = Buffer.from('EXIF\0\0\0\0', 'latin1')
  head.writeUInt32LE(content.length, 4)
  return Buffer.concat([head, content])
}

/** Which way up it is shown, from 1 (as it is) to 8; 1 where that is not said. */
function orientationOf(tiff: Buffer): number {
  const isLittle = startsWith(tiff, 'II')
  if (tiff.length < 14 || (!isLittle && !startsWith(tiff, 'MM'))) return 1
  const short = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const first = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  if (first + 2 > tiff.length) return 1
  for (let entry = 0; entry < short(first); entry++) {
    const at = first + 2 + entry * 12
    if (at + 10 > tiff.length) return 1
    if (short(at) === 0x0112) return short(at + 8) >= 1 && short(at + 8) <= 8 ? short(at + 8) : 1
  }
  return 1
}

/** The shortest TIFF that says it, of an even length. */
function tiffWith(orientation: number): Buffer {
  const tiff = Buffer.from('4d4d002a00000008000101120003000000010000000000000000', 'hex')
  tiff.writeUInt16BE(orientation, 18)
  return tiff
}

function exifSegment(turned: number): Buffer {
  const content = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiffWith(turned)])
  const head = Buffer.from('ffe10000', 'hex')
  head.writeUInt16BE(content.length + 2, 2)
  return Buffer.concat([head, content])
}
