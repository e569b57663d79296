/** The files of a page as learners fetch them: pictures, documents, and videos piece by piece as a player asks for them. */
import type { Request, Response } from 'express'
import { actorId } from '../../../platform/access.ts'
import { downloadHeaders } from '../../../platform/http/download.ts'
import { isAuthor } from '../policy.ts'
import { getReadableFile, readFilePart } from '../queries/files.ts'

/** So much of a file is in memory at once, however large it is. */
const pieceBytes = 1_000_000

/** What is shown in the page stays there, documents are kept by the reader. None ever changes under its address. */
export async function showFile(req: Request, res: Response): Promise<void> {
  const { actor } = req.ctx
  const file = await getReadableFile(req.ctx, String(req.params.fileId), {
    person_id: actorId(actor)!,
    is_author: isAuthor(actor),
  })
  const isShown = /^(image|video|audio)\/|^text\/vtt$/.test(file.media_type)
  downloadHeaders(res, file.file_name, file.media_type, isShown ? 'inline' : 'attachment')
  res.setHeader('Cache-Control', 'private, max-age=3600')
  res.setHeader('Accept-Ranges', 'bytes')
  const range = rangeOf(req, file.size_bytes)
  if (range === 'unsatisfiable') {
    res.status(416).setHeader('Content-Range', `bytes */${file.size_bytes}`)
    return void res.end()
  }
  const { start, end } = range ?? { start: 0, end: file.size_bytes - 1 }
  if (range) res.status(206).setHeader('Content-Range', `bytes ${start}-${end}/${file.size_bytes}`)
  res.setHeader('Content-Length', end - start + 1)
  if (req.method === 'HEAD') return void res.end()
  for (let at = start; at <= end && !res.destroyed; at += pieceBytes) {
    const piece = await readFilePart(req.ctx, file.id, at, Math.min(pieceBytes, end - at + 1))
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
