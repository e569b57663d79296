/** Sends something large piece by piece, as players of video ask for it: never more of it in memory than a piece. */
import type { Request, Response } from 'express'

const pieceBytes = 1_000_000

/** The whole of it or the range that is asked for; the other headers are the caller's. */
export async function sendPieces(
  req: Request,
  res: Response,
  { size_bytes, read }: { size_bytes: number; read: (from: number, length: number) => Promise<Buffer> },
): Promise<void> {
  res.setHeader('Accept-Ranges', 'bytes')
  const range = rangeOf(req, size_bytes)
  if (range === 'unsatisfiable') {
    res.status(416).setHeader('Content-Range', `bytes */${size_bytes}`)
    return void res.end()
  }
  const { start, end } = range ?? { start: 0, end: size_bytes - 1 }
  if (range) res.status(206).setHeader('Content-Range', `bytes ${start}-${end}/${size_bytes}`)
  res.setHeader('Content-Length', end - start + 1)
  if (req.method === 'HEAD') return void res.end()
  for (let at = start; at <= end && !res.destroyed; at += pieceBytes) {
    const piece = await read(at, Math.min(pieceBytes, end - at + 1))
    // Who left meanwhile has been said to have left: nobody would say it again.
    if (res.destroyed) return
    if (!res.write(piece)) await drained(res)
  }
  res.end()
}

/** One range, as players ask for; several at once are answered with the whole file, which the standard allows. */
function rangeOf(req: Request, size: number): { start: number; end: number } | 'unsatisfiable' | null {
  const ranges = req.headers['if-range'] ? undefined : req.range(size)
  if (ranges === -1) return 'unsatisfiable'
  if (ranges === undefined || ranges === -2 || ranges.type !== 'bytes' || ranges.length !== 1) return null
  return ranges[0]!
}

const drained = (res: Response): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      res.off('drain', done).off('close', done)
      resolve()
    }
    res.once('drain', done).once('close', done)
  })
