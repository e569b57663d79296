/** The files of a page as learners fetch them: pictures, documents, and videos piece by piece as a player asks for them. */
import type { Request, Response } from 'express'
import { actorId } from '../../../platform/access.ts'
import { downloadHeaders } from '../../../platform/http/download.ts'
import { sendPieces } from '../../../platform/http/pieces.ts'
import { isAuthor } from '../policy.ts'
import { getReadableFile, readFilePart } from '../queries/files.ts'

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
  await sendPieces(req, res, {
    size_bytes: file.size_bytes,
    read: (from, length) => readFilePart(req.ctx, file.id, from, length),
  })
}
