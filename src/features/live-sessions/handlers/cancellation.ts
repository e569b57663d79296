/** Calling a session off, for good or until a new date: who will be told, and why. */
import type { Request, Response } from 'express'
import type { PersonActor } from '../../../platform/access.ts'
import { flash } from '../../../platform/http/flash.ts'
import type { Form } from '../../../platform/http/form.ts'
import { emptyForm, readForm } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { cancelLiveSession, cancelLiveSessions, postponeLiveSession } from '../commands/cancellation.ts'
import { sessionCancellationForm } from '../forms/live-sessions.ts'
import { sessionFacts, toldWords } from '../pages/live-sessions.ts'
import { seriesLines } from '../pages/series.ts'
import { canKeep } from '../policy.ts'
import { listBookings } from '../queries/bookings.ts'
import type { LiveSessionRow } from '../queries/live-sessions.ts'
import type { SeriesSessionRow } from '../queries/series.ts'
import { listSeries } from '../queries/series.ts'
import { getKept } from './live-sessions.ts'

type How = 'cancellation' | 'postponement'

export const newCancellation = (req: Request, res: Response): Promise<void> =>
  showCallOff(req, res, 'cancellation', emptyForm())

export const newPostponement = (req: Request, res: Response): Promise<void> =>
  showCallOff(req, res, 'postponement', emptyForm())

async function showCallOff(req: Request, res: Response, how: How, form: Form): Promise<void> {
  const { session, trainers } = await getKept(req)
  await renderPage(req, res, `live-sessions/${how}`, {
    title: how === 'cancellation' ? `Cancel ${session.title}` : `Postpone ${session.title}`,
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

export const createCancellation = (req: Request, res: Response): Promise<void> => callOff(req, res, 'cancellation')
export const createPostponement = (req: Request, res: Response): Promise<void> => callOff(req, res, 'postponement')

async function callOff(req: Request, res: Response, how: How): Promise<void> {
  const { session } = await getKept(req)
  const read = readForm(sessionCancellationForm, req)
  // In a second tab the page says so itself, and has no field that could be wrong.
  const past = how === 'cancellation' ? ['cancelled', 'held'] : ['cancelled', 'held', 'postponed']
  const isPast = past.includes(sessionFacts(session, req.ctx.now).state)
  if (!read.ok) return showCallOff(req, res, how, isPast ? emptyForm() : read.form)
  const { reason, rest } = read.values
  if (rest && how === 'cancellation') {
    const later = await listLater(req, session)
    const count = await cancelLiveSessions(req.ctx, { ids: [session, ...later].map(({ id }) => id), reason })
    flash(req, 'success', `${count === 1 ? '1 session is' : `${count} sessions are`} cancelled, and everyone is told.`)
    return res.redirect(303, `/live-sessions/${session.id}`)
  }
  const input = { id: session.id, reason }
  const result = await (how === 'cancellation' ? cancelLiveSession : postponeLiveSession)(req.ctx, input)
  switch (result) {
    case 'over':
      flash(req, 'notice', 'Nothing was changed: this session is over.')
      break
    case 'already-cancelled':
    case 'cancelled':
      flash(req, 'success', 'The session is cancelled, and everyone is told.')
      break
    case 'already-postponed':
    case 'postponed':
      flash(req, 'success', 'The session is postponed, and everyone is told. Set the new date as soon as you know it.')
  }
  res.redirect(303, `/live-sessions/${session.id}`)
}
