/** Looks at the list of contents of a zip before anything is inflated, and refuses what could only do harm. */
import type { Pieced } from './pieces.ts'

const usual = { entries: 1000, bytes: 50_000_000 }
// Deflate ends at 1,032 : 1. Sheets of empty formatted cells reach about 100 : 1.
const steepestRatio = 250
const mark = 0x04034b50
// The last record with the longest comment there can be.
const longestEnd = 65_557
const longestDirectory = 10_000_000

export type ZipFault = 'not-a-zip' | 'too-large' | 'broken'

/**
 * Null when the zip may be inflated by a reader that stops at each entry's declared size; otherwise why not. Entries that
 * declare nothing, with which such a reader could be led on without end, are refused.
 */
export function faultInZip(bytes: Buffer, most = usual): ZipFault | null {
  if (bytes.length < 22 || bytes.readUInt32LE(0) !== mark) return 'not-a-zip'
  const end = endOfDirectory(bytes)
  if (end === -1) return 'broken'
  return faultInDirectory(bytes.subarray(bytes.readUInt32LE(end + 16)), bytes.readUInt16LE(end + 10), most)
}

/** The same of a zip that is not in memory: its list alone is. */
export async function faultInPieces({ size, read }: Pieced, most = usual): Promise<ZipFault | null> {
  if (size < 22 || (await read(0, 4)).readUInt32LE(0) !== mark) return 'not-a-zip'
  const tailBytes = Math.min(size, longestEnd)
  const tail = await read(size - tailBytes, tailBytes)
  const end = endOfDirectory(tail)
  if (end === -1) return 'broken'
  const from = tail.readUInt32LE(end + 16)
  const length = size - tailBytes + end - from
  if (length < 0) return 'broken'
  if (length > longestDirectory) return 'too-large'
  return faultInDirectory(await read(from, length), tail.readUInt16LE(end + 10), most)
}

function faultInDirectory(bytes: Buffer, entries: number, most: typeof usual): ZipFault | null {
  if (entries > most.entries) return 'too-large'
  let at = 0
  let total = 0
  for (let entry = 0; entry < entries; entry++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) return 'broken'
    const sizedLater = (bytes.readUInt16LE(at + 8) & 8) !== 0
    const packed = bytes.readUInt32LE(at + 20)
    const declared = bytes.readUInt32LE(at + 24)
    if (declared === 0 && (packed > 2 || (packed === 0 && sizedLater && !isFolder(bytes, at)))) return 'broken'
    // The declared size of a 64-bit entry reads as 4 GiB here, which is too large as well.
    total += declared
    if (total > most.bytes || (declared > 1_000_000 && declared > packed * steepestRatio)) return 'too-large'
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return null
}

/** The last end-of-directory record, searched as hucre searches it, so that both read the same directory. */
function endOfDirectory(bytes: Buffer): number {
  const first = Math.max(0, bytes.length - longestEnd)
  for (let at = bytes.length - 22; at >= first; at--) if (bytes.readUInt32LE(at) === 0x06054b50) return at
  return -1
}

function isFolder(bytes: Buffer, at: number): boolean {
  return bytes[at + 45 + bytes.readUInt16LE(at + 28)] === 0x2f
}
