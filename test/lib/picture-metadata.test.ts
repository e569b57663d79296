/** What a picture tells of its camera and place goes; what is drawn, and which way up, stays to the byte. */
import { crc32 } from 'node:zlib'
import { withoutMetadata } from '../../src/lib/picture-metadata.ts'

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex')
const latin = (text: string) => Buffer.from(text, 'latin1')
const uint32 = (number: number, isLittle = false) => {
  const bytes = Buffer.alloc(4)
  if (isLittle) bytes.writeUInt32LE(number)
  else bytes.writeUInt32BE(number)
  return bytes
}

/** A TIFF as cameras write it: which way up it was held, and a text that says where. */
function tiff(orientation: number, isLittle = false): Buffer {
  const bytes = Buffer.concat([
    isLittle ? hex('49492a00 08000000 0200') : hex('4d4d002a 00000008 0002'),
    isLittle ? hex('1201 0300 01000000 0000 0000') : hex('0112 0003 00000001 0000 0000'),
    isLittle ? hex('0e01 0200 10000000 26000000') : hex('010e 0002 00000010 00000026'),
    Buffer.alloc(4),
    latin('GPS 51.75 -0.34\0'),
  ])
  if (isLittle) bytes.writeUInt16LE(orientation, 18)
  else bytes.writeUInt16BE(orientation, 18)
  return bytes
}

const segment = (marker: string, content: Buffer) => {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(content.length + 2)
  return Buffer.concat([hex(`ff${marker}`), length, content])
}
const jfif = segment('e0', latin('JFIF\0\x01\x01\0\0\x01\0\x01\0\0'))
const profile = segment('e2', latin('ICC_PROFILE\0\x01\x01profile'))
const adobe = segment('ee', latin('Adobe\0\x64\0\0\0\0\x01'))
const frame = segment('c0', hex('08 0010 0020 01 011100'))
// Coded dots with a stuffed zero and a restart among them, and a second scan after them.
const scans = Buffer.concat([
  segment('da', hex('01 0100 003f00')),
  hex('12ff0034ffd056'),
  segment('c4', hex('00')),
  segment('da', hex('01 0100 003f00')),
  hex('78ff00'),
])
const drawn = Buffer.concat([jfif, profile, adobe, frame, scans, hex('ffd9')])
const jpegOf = (...told: Buffer[]) => Buffer.concat([hex('ffd8'), ...told, drawn])
const exif = (orientation: number, isLittle = false) =>
  segment('e1', Buffer.concat([latin('Exif\0\0'), tiff(orientation, isLittle)]))

test('a JPEG keeps what is drawn to the byte, and loses EXIF, XMP, IPTC, comments, and what hangs on behind', () => {
  const plain = jpegOf()
  expect(withoutMetadata(plain)).toBe(plain)
  const telling = Buffer.concat([
    jpegOf(
      exif(1),
      segment('e1', latin('http://ns.adobe.com/xap/1.0/\0<x:xmpmeta GPS/>')),
      segment('e0', latin('JFXX\0GPS')),
      segment('e2', latin('MPF\0GPS')),
      segment('ed', latin('Photoshop 3.0\0GPS')),
      segment('fe', latin('GPS')),
      // Filling, and bytes that belong to nothing.
      hex('ffffff'),
      latin('GPS'),
    ),
    latin('a film: GPS'),
  ])
  expect(withoutMetadata(telling).equals(plain)).toBe(true)
  // Between two scans as well.
  const at = plain.indexOf(hex('ffc4'))
  const within = Buffer.concat([plain.subarray(0, at), segment('fe', latin('GPS')), plain.subarray(at)])
  expect(withoutMetadata(within).equals(plain)).toBe(true)
})

test('it is still shown the way up it was, and says nothing else', () => {
  for (const isLittle of [true, false]) {
    const turned = withoutMetadata(jpegOf(exif(6, isLittle)))
    expect(turned.includes('GPS')).toBe(false)
    expect(turned.includes(hex('ffe1 0022 457869660000 4d4d002a 00000008 0001 0112 0003 00000001 0006 0000'))).toBe(
      true,
    )
    expect(turned.subarray(-drawn.length).equals(drawn)).toBe(true)
    expect(withoutMetadata(turned)).toBe(turned)
  }
  for (const odd of [
    exif(0),
    exif(9),
    segment('e1', latin('Exif\0\0MM')),
    segment('e1', latin('Exif\0\0MM\0*\xff\xff\xff\xff______')),
  ])
    expect(withoutMetadata(jpegOf(odd)).equals(jpegOf())).toBe(true)
})

const chunk = (name: string, content: Buffer = Buffer.alloc(0)) => {
  const named = Buffer.concat([latin(name), content])
  return Buffer.concat([uint32(content.length), named, uint32(crc32(named))])
}
const pngOf = (...told: Buffer[]) =>
  Buffer.concat([
    hex('89504e470d0a1a0a'),
    chunk('IHDR', hex('00000002 00000002 08 02 00 00 00')),
    chunk('gAMA', hex('0000b18f')),
    ...told,
    chunk('tRNS', hex('000000000000')),
    chunk('IDAT', latin('dots')),
    chunk('IEND'),
  ])

test('a PNG keeps the chunks that are drawn', () => {
  const plain = pngOf()
  expect(withoutMetadata(plain)).toBe(plain)
  const told = ['tEXt', 'zTXt', 'iTXt', 'tIME', 'prVt'].map((name) => chunk(name, latin('GPS')))
  const telling = Buffer.concat([pngOf(...told, chunk('eXIf', tiff(1))), latin('GPS')])
  expect(withoutMetadata(telling).equals(plain)).toBe(true)
  const turned = withoutMetadata(pngOf(chunk('eXIf', tiff(8))))
  expect([turned.includes('eXIf'), turned.includes('GPS'), withoutMetadata(turned) === turned]).toEqual([
    true,
    false,
    true,
  ])
})

test('a GIF keeps its frames and how often they are played', () => {
  const loop = Buffer.concat([hex('21ff0b'), latin('NETSCAPE2.0'), hex('0301000000')])
  const image = hex('21f9040000000000 2c0000000001000100 00 02 02 4401 00')
  const gifOf = (...told: Buffer[]) =>
    Buffer.concat([latin('GIF89a'), hex('01000100 800000 ffffff000000'), loop, ...told, image, hex('3b')])
  const comment = Buffer.concat([hex('21fe03'), latin('GPS'), hex('00')])
  const xmp = Buffer.concat([hex('21ff0b'), latin('XMP DataXMP'), hex('03'), latin('GPS'), hex('00')])
  expect(withoutMetadata(gifOf())).toEqual(gifOf())
  expect(withoutMetadata(Buffer.concat([gifOf(comment, xmp), latin('GPS')])).equals(gifOf())).toBe(true)
})

test('a WebP loses EXIF and XMP, and its head says so', () => {
  const part = (name: string, content: Buffer) =>
    Buffer.concat([latin(name), uint32(content.length, true), content, Buffer.alloc(content.length % 2)])
  const webpOf = (flags: number, ...told: Buffer[]) => {
    const parts = Buffer.concat([
      part('VP8X', Buffer.concat([Buffer.from([flags, 0, 0, 0]), hex('010000 010000')])),
      part('VP8L', latin('dots!')),
      ...told,
    ])
    return Buffer.concat([latin('RIFF'), uint32(parts.length + 4, true), latin('WEBP'), parts])
  }
  expect(withoutMetadata(webpOf(0x10))).toEqual(webpOf(0x10))
  const telling = webpOf(0x1c, part('EXIF', tiff(1)), part('XMP ', latin('GPS')), part('note', latin('GPS')))
  expect(withoutMetadata(telling).equals(webpOf(0x10))).toBe(true)
  const turned = withoutMetadata(webpOf(0x1c, part('EXIF', tiff(3, true))))
  expect([turned[20], turned.includes('GPS'), turned.readUInt32LE(4)]).toEqual([0x18, false, turned.length - 8])
  expect(withoutMetadata(turned).equals(turned)).toBe(true)
})

test('what is cut off or no picture at all is no trouble', () => {
  const whole = [jpegOf(exif(6)), pngOf(chunk('tEXt', latin('x')))]
  for (const bytes of whole)
    for (let length = 0; length < bytes.length; length++) {
      // The shortest way to say which way up it is shown is longer than half of a longer one.
      expect(withoutMetadata(bytes.subarray(0, length)).length).toBeLessThanOrEqual(length + 36)
    }
  const pdf = latin('%PDF-1.7 and more than twenty-six bytes')
  expect(withoutMetadata(pdf)).toBe(pdf)
})
