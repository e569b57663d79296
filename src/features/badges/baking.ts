/** Puts a signed badge into its picture, so that the picture is the badge wherever it is taken. Pure, but for the two files. */
import { readFileSync } from 'node:fs'
import { crc32 } from 'node:zlib'

const read = (name: string) => readFileSync(new URL(`images/${name}`, import.meta.url))
export const badgePng = read('badge.png')
export const badgeSvg = read('badge.svg')

/** Signature (8), then IHDR: length, name, 13 bytes, checksum. */
const afterHeader = 8 + 4 + 4 + 13 + 4

function pngChunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  checksum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, checksum])
}

/** An iTXt chunk right after the header: keyword, not compressed, no language, no translated keyword, the badge. */
export function bakePng(png: Buffer, badge: string): Buffer {
  const text = pngChunk('iTXt', Buffer.from(`openbadgecredential\0\0\0\0\0${badge}`))
  return Buffer.concat([png.subarray(0, afterHeader), text, png.subarray(afterHeader)])
}

/** An element of its own namespace, first in the picture. JSON can say the end of a CDATA section in another way. */
export function bakeSvg(svg: Buffer, badge: string): Buffer {
  const safe = badge.replaceAll(']]>', ']]\\u003e')
  const baked = `<openbadges:credential xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"><![CDATA[${safe}]]></openbadges:credential>`
  return Buffer.from(svg.toString().replace(/<svg\b[^>]*>/, (opening) => `${opening}\n${baked}`))
}
