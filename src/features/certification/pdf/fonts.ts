/** Knows the fonts the project carries: in which order they are tried, and which characters each of them can print. */
import { closeSync, openSync, readSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const fontFolder = fileURLToPath(new URL('../../../../assets/fonts/', import.meta.url))

/** In order of trial. A family covers what all of its faces cover, or an italic could miss what the upright has. */
export const serifFamilies: readonly { family: string; files: readonly string[] }[] = [
  { family: 'EB Garamond', files: ['EBGaramond-Regular.ttf', 'EBGaramond-Italic.ttf'] },
  { family: 'Noto Serif', files: ['NotoSerif-Regular.ttf'] },
  { family: 'Noto Naskh Arabic', files: ['NotoNaskhArabic-Regular.ttf'] },
  ...[
    'Hebrew',
    'Devanagari',
    'Bengali',
    'Gurmukhi',
    'Gujarati',
    'Tamil',
    'Telugu',
    'Kannada',
    'Malayalam',
    'Sinhala',
    'Thai',
    'Khmer',
    'Myanmar',
    'Armenian',
    'Georgian',
    'Ethiopic',
  ].map((script) => ({ family: `Noto Serif ${script}`, files: [`NotoSerif${script}-Regular.ttf`] })),
  { family: 'Noto Serif CJK SC', files: ['NotoSerifCJKsc-Regular.otf'] },
]

/** Small print is set in a sans; what it lacks comes from the serif families, so these alone decide what is printable. */
export const sansFamily = 'Source Sans 3'

/** Beyond this no carried font has a character. */
const limit = 0x32400

let masks: Uint32Array | undefined

/** For each code point, one bit per family that can print it. Read from the files once, when first asked for. */
export function familyMask(codePoint: number): number {
  masks ??= readMasks()
  return masks[codePoint] ?? 0
}

function readMasks(): Uint32Array {
  const table = new Uint32Array(limit)
  for (const [index, { files }] of serifFamilies.entries()) {
    const counts = new Uint8Array(limit)
    for (const file of files) for (const codePoint of readCoverage(fontFolder + file)) counts[codePoint]!++
    for (let codePoint = 0; codePoint < limit; codePoint++)
      if (counts[codePoint] === files.length) table[codePoint]! |= 1 << index
  }
  return table
}

/** Code points with a glyph, from the font's character map (formats 4 and 12 are what these fonts have). */
export function readCoverage(path: string): Set<number> {
  const cmap = readTable(path, 'cmap')
  const covered = new Set<number>()
  for (let i = 0; i < cmap.readUInt16BE(2); i++) {
    const platform = cmap.readUInt16BE(4 + 8 * i)
    const encoding = cmap.readUInt16BE(6 + 8 * i)
    const unicode = platform === 0 ? encoding !== 5 : platform === 3 && (encoding === 1 || encoding === 10)
    if (!unicode) continue
    const map = cmap.subarray(cmap.readUInt32BE(8 + 8 * i))
    const format = map.readUInt16BE(0)
    if (format === 4) addFormat4(map, covered)
    if (format === 12) addFormat12(map, covered)
  }
  if (covered.size === 0) throw new Error(`No character map that we can read in ${path}`)
  return covered
}

/** Only the table is read, not the megabytes of outlines beside it. */
function readTable(path: string, tag: string): Buffer {
  const file = openSync(path, 'r')
  try {
    const read = (at: number, length: number) => {
      const bytes = Buffer.alloc(length)
      if (readSync(file, bytes, 0, length, at) !== length) throw new Error(`${path} ends too soon`)
      return bytes
    }
    const tables = read(0, 12).readUInt16BE(4)
    const directory = read(12, 16 * tables)
    for (let at = 0; at < directory.length; at += 16) {
      if (directory.toString('latin1', at, at + 4) !== tag) continue
      return read(directory.readUInt32BE(at + 8), directory.readUInt32BE(at + 12))
    }
    throw new Error(`No ${tag} table in ${path}`)
  } finally {
    closeSync(file)
  }
}

function addFormat4(map: Buffer, covered: Set<number>) {
  const segments = map.readUInt16BE(6) / 2
  const ends = 14
  const starts = ends + 2 * segments + 2
  const deltas = starts + 2 * segments
  const offsets = deltas + 2 * segments
  for (let i = 0; i < segments; i++) {
    const start = map.readUInt16BE(starts + 2 * i)
    const end = map.readUInt16BE(ends + 2 * i)
    const delta = map.readUInt16BE(deltas + 2 * i)
    const offset = map.readUInt16BE(offsets + 2 * i)
    for (let code = start; code <= end && code < 0xffff; code++) {
      const glyph = offset === 0 ? code : map.readUInt16BE(offsets + 2 * i + offset + 2 * (code - start))
      if (offset !== 0 && glyph === 0) continue
      if (((glyph + delta) & 0xffff) !== 0) covered.add(code)
    }
  }
}

function addFormat12(map: Buffer, covered: Set<number>) {
  for (let i = 0; i < map.readUInt32BE(12); i++) {
    const at = 16 + 12 * i
    const glyph = map.readUInt32BE(at + 8)
    const start = map.readUInt32BE(at)
    for (let code = start; code <= map.readUInt32BE(at + 4); code++) if (glyph + code - start !== 0) covered.add(code)
  }
}
