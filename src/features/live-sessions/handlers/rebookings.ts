/** The page on which who lost a place chooses another session: works without signing in, changes nothing until a button is pressed. */
import type { Request, Response } from 'express'
import { NotFound } from '../../../platform/errors.ts'
import { readForm } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { rebook } from '../commands/rebooking.ts'
import { rebookingForm } from '../forms/bookings.ts'
import { sessionFacts } from '../pages/live-sessions.ts'
import { choiceLines, rebookingStateOf, rebookingTitle } from '../pages/rebookings.ts'
import { getLiveSession } from '../queries/live-sessions.ts'
import { findRebooking, listChoices } from '../queries/rebookings.ts'

export async function showRebooking(req: Request, res: Response): Promise<void> {
  const token = String(req.params.token)
  const link = await findRebooking(req.ctx, token)
  if (!link) throw new NotFound()
  const session = await getLiveSession(req.ctx, link.live_session_id)
  const { choices, elsewhere } = await listChoices(req.ctx, session, link.person_id)
  const state = rebookingStateOf(link, session, elsewhere !== undefined, req.ctx.now)
  const shown = link.chosen_id ? await getLiveSession(req.ctx, link.chosen_id) : (elsewhere ?? null)
  res.setHeader('X-Robots-Tag', 'noindex')
  await renderPage(req, res, 'live-sessions/rebooking', {
    title: rebookingTitle[state],
    state,
    action: `/rebookings/${token}`,
    person_name: link.full_name,
    session: sessionFacts(session, req.ctx.now),
    other: shown && sessionFacts(shown, req.ctx.now),
    choices: choiceLines(choices),
  })
}

export async function createRebooking(req: Request, res: Response): Promise<void> {
  const token = String(req.params.token)
  if (!(await findRebooking(req.ctx, token))) throw new NotFound()
  const read = readForm(rebookingForm, req)
  // Whatever came of it, the page says how things stand: a place that went meanwhile is no longer on it.
  if (read.ok) await rebook(req.ctx, { token, live_session_id: read.values.live_session_id })
  res.redirect(303, `/rebookings/${token}`)
}
