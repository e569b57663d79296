/** Who is missing ten minutes after the start, and sending them the link. Mounted at /registers, beside the register. */
import type { Request, Response } from 'express'
import { NotFound } from '../../../platform/errors.ts'
import { flash } from '../../../platform/http/flash.ts'
import { renderPage } from '../../../platform/http/render.ts'
import type { RegisterPartRow } from '../../attendance/index.ts'
import { getRegisterPart } from '../../attendance/index.ts'
import { getLiveSession } from '../../live-sessions/index.ts'
import { sendLinks } from '../commands/missing.ts'
import { missingPage, sentWords } from '../pages/missing.ts'
import { canRun } from '../policy.ts'
import { listMissing } from '../queries/missing.ts'
import { missingStateOf } from '../rules.ts'

async function getRunPart(req: Request): Promise<RegisterPartRow> {
  const part = await getRegisterPart(req.ctx, String(req.params.partId))
  if (!canRun(req.ctx.actor, { ...part, has_place: false })) throw new NotFound()
  return part
}

export async function showMissing(req: Request, res: Response): Promise<void> {
  const part = await getRunPart(req)
  const session = await getLiveSession(req.ctx, part.live_session_id)
  const join_url = session.parts.find(({ id }) => id === part.part_id)?.join_url ?? null
  const state = missingStateOf({ ...part, mode: session.mode, join_url }, req.ctx.now)
  const isListed = state !== 'early' && state !== 'cancelled'
  await renderPage(req, res, 'live-room/missing', {
    title: 'Who is missing',
    back: { href: `/registers/${part.part_id}`, text: 'Register' },
    refresh_seconds: state === 'open' ? 60 : null,
    ...missingPage(part, state, isListed ? await listMissing(req.ctx, part.part_id) : []),
  })
}

export async function createLinks(req: Request, res: Response): Promise<void> {
  const part = await getRunPart(req)
  const sent = await sendLinks(req.ctx, part.part_id)
  switch (sent.result) {
    case 'sent':
      flash(req, sent.count > 0 ? 'success' : 'notice', sentWords(sent.count))
      break
    case 'early':
    case 'over':
    case 'cancelled':
    case 'in-person':
    case 'no-link':
      flash(req, 'notice', 'Nothing was sent.')
  }
  res.redirect(303, `/registers/${part.part_id}/missing`)
}
