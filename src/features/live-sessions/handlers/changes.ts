/** Changes not yet sent: what will be said to whom, and the button that sends it. */
import type { Request, Response } from 'express'
import { wordsForMoment } from '../../../lib/time.ts'
import { actorId } from '../../../platform/access.ts'
import { flash } from '../../../platform/http/flash.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { findPlan } from '../../../platform/jobs/plans.ts'
import { listElsewhere, sendChanges } from '../commands/changes.ts'
import { isReached } from '../trainer-mails.ts'
import { changeGroups } from '../pages/changes.ts'
import { overlapWords } from '../pages/overlaps.ts'
import { sessionFacts, tellsWords } from '../pages/live-sessions.ts'
import { listUnsent } from '../queries/told.ts'
import { listUnsentTrainers } from '../queries/told-trainers.ts'
import { getKept } from './live-sessions.ts'

export async function showChanges(req: Request, res: Response): Promise<void> {
  const { session } = await getKept(req)
  const unsent = session.unsent_since ? await listUnsent(req.ctx, session) : []
  const me = actorId(req.ctx.actor)
  const trainers = session.unsent_since ? await listUnsentTrainers(req.ctx, session) : []
  const told = trainers.filter((one) => one.trainer.id !== me || isReached(one, me))
  const plan = await findPlan(req.ctx, 'live-sessions.send-changes', session.id)
  await renderPage(req, res, 'live-sessions/changes', {
    title: 'Changes not yet sent',
    back: { href: `/live-sessions/${session.id}`, text: session.title },
    session: sessionFacts(session, req.ctx.now),
    groups: changeGroups(unsent, told, session),
    elsewhere: [...(await listElsewhere(req.ctx, session, unsent, trainers)).values()]
      .flat()
      .map((one) => overlapWords(one)),
    sends_words: plan && wordsForMoment(plan.due_at),
  })
}

export async function createUpdate(req: Request, res: Response): Promise<void> {
  const { session } = await getKept(req)
  const sent = await sendChanges(req.ctx, { id: session.id })
  switch (sent.result) {
    case 'sent':
      flash(req, 'success', tellsWords(sent.told))
      break
    case 'nothing':
      flash(req, 'notice', 'Nothing was sent: everyone knows how the session stands.')
  }
  res.redirect(303, `/live-sessions/${session.id}`)
}
