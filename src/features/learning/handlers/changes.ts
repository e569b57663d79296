/** What changed in a course since a person began or finished it, and saying that one has read it. */
import type { Request, Response } from 'express'
import { isId } from '../../../lib/ids.ts'
import { actorId } from '../../../platform/access.ts'
import { NotFound } from '../../../platform/errors.ts'
import { flash } from '../../../platform/http/flash.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { markChangeRead } from '../commands/changes.ts'
import { changePage } from '../pages/changes.ts'
import { findChangeReading } from '../queries/changes.ts'

function readingOf(req: Request) {
  const version_id = String(req.params.versionId)
  if (!isId(version_id)) throw new NotFound()
  return { person_id: actorId(req.ctx.actor)!, version_id }
}

export async function showChange(req: Request, res: Response): Promise<void> {
  const reading = await findChangeReading(req.ctx, readingOf(req))
  if (!reading) throw new NotFound()
  await renderPage(req, res, 'learning/change', changePage(reading))
}

export async function createChangeReading(req: Request, res: Response): Promise<void> {
  switch (await markChangeRead(req.ctx, readingOf(req))) {
    case 'done':
      flash(req, 'success', 'Thank you. It is noted that you have read what changed')
      break
    case 'already':
      break
  }
  res.redirect(303, '/my-training')
}
