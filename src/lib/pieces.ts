/** Something large as pieces of one size: cut while it comes, and read from any place of it later. */

/** As every table of pieces holds them. */
export const pieceBytes = 1_000_000

export interface Pieced {
  size: number
  read: (from: number, length: number) => Promise<Buffer>
}

/** Each piece full but the last; an empty stream has none. */
export async function* inPieces(bytes: AsyncIterable<Buffer>, most = pieceBytes): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = []
  let length = 0
  for await (const chunk of bytes) {
    waiting.push(chunk)
    length += chunk.length
    if (length < most) continue
    const all = Buffer.concat(waiting)
    let at = 0
    for (; length - at >= most; at += most) yield all.subarray(at, at + most)
    waiting = at < length ? [all.subarray(at)] : []
    length -= at
  }
  if (length > 0) yield Buffer.concat(waiting)
}

/** The piece that was read last stays at hand, for who goes on from there. */
export function fromPieces(size: number, readPiece: (place: number) => Promise<Buffer>, most = pieceBytes): Pieced {
  let atHand: { place: number; bytes: Buffer } | null = null
  return {
    size,
    read: async (from, length) => {
      if (from < 0 || from + length > size) throw new Error(`There are ${size} bytes, not ${from + length}`)
      const parts: Buffer[] = []
      for (let at = from; at < from + length;) {
        const place = Math.floor(at / most)
        if (atHand?.place !== place) atHand = { place, bytes: await readPiece(place) }
        const start = at - place * most
        const part = atHand.bytes.subarray(start, start + from + length - at)
        if (part.length === 0) throw new Error(`Piece ${place} is too short`)
        parts.push(part)
        at += part.length
      }
      return parts.length === 1 ? parts[0]! : Buffer.concat(parts)
    },
  }
}
