/** Cancelling a session: who will be told, and why it is cancelled. */
import type { Request, Response } from 'express'
import type { PersonActor } from '../../../platform/access.ts'
import { flash } from '../../../platform/http/flash.ts'
import type { Form } from '../../../platform/http/form.ts'
import { emptyForm, readForm } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { cancelLiveSession, cancelLiveSessions } from '../commands/live-sessions.ts'
import { sessionCancellationForm } from '../forms/live-sessions.ts'
import { sessionFacts, toldWords } from '../pages/live-sessions.ts'
import { seriesLines } from '../pages/series.ts'
import { canKeep } from '../policy.ts'
import { listBookings } from '../queries/bookings.ts'
import type { LiveSessionRow } from '../queries/live-sessions.ts'
import type { SeriesSessionRow } from '../queries/series.ts'
import { listSeries } from '../queries/series.ts'
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
    later_words: seriesLines(await listLater(req, session), session.id).map((one) => one.words),
    ...toldWords(
      await listBookings(req.ctx, session.id),
      session.opened_at === null
        ? 0
        : trainers.filter((trainer) => trainer.id !== (req.ctx.actor as PersonActor).id).length,
    ),
  })
}

/** The sessions of the series after this one that the reader may cancel as well. */
async function listLater(req: Request, session: LiveSessionRow): Promise<SeriesSessionRow[]> {
  return (await listSeries(req.ctx, session.series_id)).filter(
    (one) => one.starts_at > session.starts_at && !one.cancelled_at && canKeep(req.ctx.actor, one.trainer_ids),
  )
}

export async function createCancellation(req: Request, res: Response): Promise<void> {
  const { session } = await getKept(req)
  const read = readForm(sessionCancellationForm, req)
  if (!read.ok) return showCancellation(req, res, read.form)
  const { reason, rest } = read.values
  if (rest) {
    const later = await listLater(req, session)
    const count = await cancelLiveSessions(req.ctx, { ids: [session, ...later].map(({ id }) => id), reason })
    flash(req, 'success', `${count === 1 ? '1 session is' : `${count} sessions are`} cancelled, and everyone is told.`)
    return res.redirect(303, `/live-sessions/${session.id}`)
  }
  const result = await cancelLiveSession(req.ctx, { id: session.id, reason })
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
