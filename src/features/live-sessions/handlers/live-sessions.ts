/** The pages of live sessions: the list, one session, scheduling, editing, cancelling. */
import type { Request, Response } from 'express'
import { newId } from '../../../lib/ids.ts'
import type { PersonActor } from '../../../platform/access.ts'
import { NotFound } from '../../../platform/errors.ts'
import { flash } from '../../../platform/http/flash.ts'
import { Form, emptyForm, filledForm, readForm } from '../../../platform/http/form.ts'
import type { Typed } from '../../../platform/http/form.ts'
import { readPaging } from '../../../platform/http/paging.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { cancelLiveSession, editLiveSession, scheduleLiveSession } from '../commands/live-sessions.ts'
import { liveSessionForm, readStart, sessionCancellationForm, toInput } from '../forms.ts'
import { elsewhereWords } from '../pages/bookings.ts'
import * as pages from '../pages/live-sessions.ts'
import { canBookColleagues, canKeep, canSchedule } from '../policy.ts'
import { findOwnBooking, findPlaceElsewhere, listBookings } from '../queries/bookings.ts'
import * as queries from '../queries/live-sessions.ts'
import type { LiveSessionRow, TrainerRow } from '../queries/live-sessions.ts'
import { readNeeds } from '../rules.ts'

const acting = (req: Request): PersonActor => req.ctx.actor as PersonActor

export async function listLiveSessions(req: Request, res: Response): Promise<void> {
  const { id } = acting(req)
  const paging = readPaging(req, await queries.countOpenLiveSessions(req.ctx, id), 30)
  await renderPage(req, res, 'live-sessions/list', {
    title: 'Live sessions',
    sessions: (await queries.listOpenLiveSessions(req.ctx, id, paging)).map(pages.sessionCard),
    paging,
    can_schedule: canSchedule(req.ctx.actor),
  })
}

/** The session with its trainers, for those who keep it; for everyone else it is not there. */
export async function getKept(req: Request): Promise<{ session: LiveSessionRow; trainers: TrainerRow[] }> {
  const session = await queries.getLiveSession(req.ctx, String(req.params.liveSessionId))
  const trainers = await queries.listTrainers(req.ctx, session.id)
  const trainerIds = trainers.map((trainer) => trainer.id)
  if (!canKeep(req.ctx.actor, trainerIds)) throw new NotFound()
  return { session, trainers }
}

export async function showLiveSession(req: Request, res: Response): Promise<void> {
  await showSession(req, res, null)
}

/** Also where a bad booking or needs form comes back to. */
export async function showSession(req: Request, res: Response, form: Form | null): Promise<void> {
  const session = await queries.getLiveSession(req.ctx, String(req.params.liveSessionId))
  const trainers = await queries.listTrainers(req.ctx, session.id)
  const actor = acting(req)
  const booking = await findOwnBooking(req.ctx, session.id, actor.id)
  const known = readNeeds(booking?.needs ?? null)
  const elsewhere = booking ? undefined : await findPlaceElsewhere(req.ctx, session, actor.id)
  const standing = pages.standingOf({
    cancelled_at: session.cancelled_at,
    booking_id: booking?.id ?? null,
    booked_at: booking?.booked_at ?? null,
    waiting_position: booking?.waiting_position ?? null,
    offer_ends_at: booking?.offer_ends_at ?? null,
  })
  const bookingHref = booking && `/live-sessions/${session.id}/bookings/${booking.id}`
  await renderPage(req, res, 'live-sessions/show', {
    title: session.title,
    back: { href: '/live-sessions', text: 'Live sessions' },
    form: form ?? filledForm({ needs: known.ticked, needs_other: known.other }),
    session: pages.sessionFacts(session, req.ctx.now),
    trainer_names: trainers.map((trainer) => trainer.full_name),
    standing,
    booking: booking && {
      join_href: session.mode === 'online' ? `/join/${booking.join_token}` : null,
      move_href: session.live_part_id && booking.booked_at ? `${bookingHref}/move` : null,
      cancellation_href: `${bookingHref}/cancellation`,
      offer_href: booking.offer_token && `/offers/${booking.offer_token}`,
      needs_href: `${bookingHref}/needs`,
      needs_lines: booking.needs?.split('\n') ?? [],
    },
    elsewhere: elsewhere && {
      words: elsewhereWords(elsewhere),
      move_href: `/live-sessions/${elsewhere.live_session_id}/bookings/${elsewhere.booking_id}/move?to=${session.id}`,
    },
    needs_choices: pages.needsChoices,
    keeps: canKeep(
      actor,
      trainers.map((trainer) => trainer.id),
    ),
    books_colleagues: canBookColleagues(actor),
  })
}

export async function newLiveSession(req: Request, res: Response): Promise<void> {
  const trains = acting(req).roles.includes('trainer')
  await showForm(
    req,
    res,
    null,
    filledForm({ id: newId(), mode: 'online', trainer_ids: trains ? [acting(req).id] : [] }),
  )
}

async function showForm(req: Request, res: Response, session: LiveSessionRow | null, form: Form): Promise<void> {
  const facts = session && pages.sessionFacts(session, req.ctx.now)
  await renderPage(req, res, session ? 'live-sessions/edit' : 'live-sessions/new', {
    title: session ? `Change ${session.title}` : 'Schedule a live session',
    back: session
      ? { href: `/live-sessions/${session.id}`, text: session.title }
      : { href: '/live-sessions', text: 'Live sessions' },
    form,
    session: facts,
    part_choices: pages.partChoices(await queries.listLivePartChoices(req.ctx, session?.live_part_id ?? null)),
    trainer_choices: pages.trainerChoices(await queries.listTrainerChoices(req.ctx, session?.id ?? null)),
    mode_choices: pages.modeChoices,
    audience_choices: pages.audienceChoices,
    yes_no_choices: pages.yesNoChoices,
    clock_choices: pages.clockChoices,
  })
}

/** The form with its start, or the same form with every fault of both. */
function readSession(req: Request) {
  const read = readForm(liveSessionForm, req)
  const start = readStart((req.body ?? {}) as Typed)
  if (read.ok && 'starts_at' in start) return { ok: true, input: toInput(read.values, start.starts_at), read } as const
  const errors = [...read.form.errors, ...('errors' in start ? start.errors : [])]
  return { ok: false, form: new Form(read.form.typed, pages.inFormOrder(errors)) } as const
}

export async function createLiveSession(req: Request, res: Response): Promise<void> {
  const sent = readSession(req)
  if (!sent.ok) return showForm(req, res, null, sent.form)
  const { form, values } = sent.read
  const scheduled = await scheduleLiveSession(req.ctx, { ...sent.input, ...(values.id ? { id: values.id } : {}) })
  switch (scheduled.result) {
    case 'past':
      return showForm(req, res, null, form.withError('day-day', pages.pastWords))
    case 'no-such-part':
      return showForm(req, res, null, form.withError('live_part_id', 'Select what the session delivers'))
    case 'not-a-trainer':
      return showForm(req, res, null, form.withError('trainer_ids', 'Select trainers from the list'))
    case 'scheduled':
      flash(req, 'success', `${sent.input.title} is scheduled. People can book now.`)
      await warn(req, scheduled.id, sent.input.join_url)
      res.redirect(303, `/live-sessions/${scheduled.id}`)
  }
}

/** What is worth a second look, said after saving: nothing is refused for it. */
async function warn(req: Request, id: string, joinUrl: string | null): Promise<void> {
  const session = await queries.getLiveSession(req.ctx, id)
  const clashes = await queries.listTrainerClashes(req.ctx, session)
  for (const words of [pages.linkWarning(joinUrl), pages.clashWarning(clashes)]) if (words) flash(req, 'notice', words)
}

export async function editLiveSessionPage(req: Request, res: Response): Promise<void> {
  const { session, trainers } = await getKept(req)
  if (session.cancelled_at || session.ends_at <= req.ctx.now) return res.redirect(303, `/live-sessions/${session.id}`)
  await showForm(req, res, session, filledForm(pages.filledSession(session, trainers)))
}

export async function updateLiveSession(req: Request, res: Response): Promise<void> {
  const { session } = await getKept(req)
  const sent = readSession(req)
  if (!sent.ok) return showForm(req, res, session, sent.form)
  const { form } = sent.read
  const again = (field: string, text: string) => showForm(req, res, session, form.withError(field, text))
  const edited = await editLiveSession(req.ctx, { ...sent.input, id: session.id })
  switch (edited.result) {
    case 'past':
      return again('day-day', pages.pastWords)
    case 'begun':
      return again('time', 'The session has begun, so its time and place can no longer change')
    case 'below-booked':
      return again('capacity', `${edited.booked} people are booked. Enter ${edited.booked} or more`)
    case 'part-taken':
      return again('live_part_id', 'People have booked, so what the session delivers can no longer change')
    case 'no-such-part':
      return again('live_part_id', 'Select what the session delivers')
    case 'not-a-trainer':
      return again('trainer_ids', 'Select trainers from the list')
    case 'cancelled':
    case 'over':
      flash(req, 'notice', 'Nothing was changed: this session is cancelled or over.')
      break
    case 'saved':
      flash(req, 'success', pages.savedWords(edited))
      await warn(req, session.id, sent.input.join_url)
  }
  res.redirect(303, `/live-sessions/${session.id}`)
}

export async function newCancellation(req: Request, res: Response): Promise<void> {
  await showCancellation(req, res, emptyForm())
}

async function showCancellation(req: Request, res: Response, form: Form): Promise<void> {
  const { session, trainers } = await getKept(req)
  await renderPage(req, res, 'live-sessions/cancellation', {
    title: `Cancel ${session.title}`,
    back: { href: `/live-sessions/${session.id}`, text: session.title },
    form,
    session: pages.sessionFacts(session, req.ctx.now),
    ...pages.toldWords(
      await listBookings(req.ctx, session.id),
      trainers.filter((trainer) => trainer.id !== acting(req).id).length,
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
