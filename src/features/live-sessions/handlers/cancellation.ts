/** Cancelling a session: who will be told, and why it is cancelled. */
import type { Request, Response } from 'express'
import type { PersonActor } from '../../../platform/access.ts'
import { flash } from '../../../platform/http/flash.ts'
import type { Form } from '../../../platform/http/form.ts'
import { emptyForm, readForm } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { cancelLiveSession } from '../commands/live-sessions.ts'
import { sessionCancellationForm } from '../forms/live-sessions.ts'
import { sessionFacts, toldWords } from '../pages/live-sessions.ts'
import { listBookings } from '../queries/bookings.ts'
import { getKept } from './live-sessions.ts'

export async function newCancellation(req: Request, res: Response): Promise<void> {
  await showCancellation(req, res, emptyForm())
}

async function showCancellation(req: Request, res: Response, form: Form): Promise<void> {
  const { session, trainers } = await getKept(req)
  await renderPage(req, res, 'live-sessions/cancellation', {
    title: `Cancel ${session.title}`,
    back: { href: `/live-sessions/${session.id}`, text: session.title },
    form,
    session: sessionFacts(session, req.ctx.now),
    ...toldWords(
      await listBookings(req.ctx, session.id),
      session.opened_at === null
        ? 0
        : trainers.filter((trainer) => trainer.id !== (req.ctx.actor as PersonActor).id).length,
    ),
  })
}

export async function createCancellation(req: Request, res: Response): Promise<void> {
  const { session } = await getKept(req)
  const read = readForm(sessionCancellationForm, req)
  if (!read.ok) return showCancellation(req, res, read.form)
  const result = await cancelLiveSession(req.ctx, { id: session.id, reason: read.values.reason })
  switch (result) {
    case 'over':
      flash(req, 'notice', 'Nothing was cancelled: this session is over.')
      break
    case 'already-cancelled':
    case 'cancelled':
      flash(req, 'success', 'The session is cancelled, and everyone is told.')
  }
  res.redirect(303, `/live-sessions/${session.id}`)
}
