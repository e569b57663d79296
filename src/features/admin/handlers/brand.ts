/** The force's colour as a style sheet and its logo: the only files of the database that anyone may see. */
import type { Request, Response } from 'express'
import { isId } from '../../../lib/ids.ts'
import { NotFound } from '../../../platform/errors.ts'
import { findFile } from '../../../platform/files/store.ts'
import { sendDownload } from '../../../platform/http/download.ts'
import { readSettings } from '../../../platform/settings.ts'

export async function showTheme(req: Request, res: Response): Promise<void> {
  const { brand_colour } = await readSettings(req.ctx)
  res.setHeader('Cache-Control', 'public, max-age=60')
  res.type('css').send(`:root{--brand:${brand_colour};--brand-text:#fff}`)
}

/** A new logo is a new file, so one address never changes. */
export async function showLogo(req: Request, res: Response): Promise<void> {
  const fileId = String(req.params.fileId)
  const file = isId(fileId) ? await findFile(req.ctx, fileId) : undefined
  if (!file?.is_public) throw new NotFound()
  res.setHeader('Cache-Control', 'public, max-age=31536000, immutable')
  sendDownload(res, file, 'inline')
}
