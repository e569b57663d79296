/** Answers with a file to keep. */
import type { Response } from 'express'
import { safeFileName } from '../../lib/text.ts'

/** Headers of a download: a safe name in ASCII and the true one beside it (RFC 6266). */
export function downloadHeaders(
  res: Response,
  fileName: string,
  mediaType: string,
  disposition: 'attachment' | 'inline' = 'attachment',
): void {
  const safe = safeFileName(fileName)
  const ascii = safe
    .normalize('NFD')
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/["\\]/g, '')
  res.setHeader('Content-Type', mediaType)
  res.setHeader(
    'Content-Disposition',
    `${disposition}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(safe)}`,
  )
  res.setHeader('X-Content-Type-Options', 'nosniff')
}

export function sendDownload(
  res: Response,
  file: { file_name: string; media_type: string; bytes: Buffer },
  disposition: 'attachment' | 'inline' = 'attachment',
): void {
  downloadHeaders(res, file.file_name, file.media_type, disposition)
  res.end(file.bytes)
}

/** Cuts off who takes nothing for so long, such as a paused download: for what holds a connection to the database meanwhile. */
export function cutWhenStalled(res: Response, milliseconds = 60_000): void {
  res.setTimeout(milliseconds, () => res.destroy())
}
