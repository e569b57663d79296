/** The pages of bookings: book, move, cancel, say what one needs; who is booked; book a colleague. */
import type { Request, Response } from 'express'
import { hasRole } from '../../../platform/access.ts'
import type { PersonActor } from '../../../platform/access.ts'
import { NotFound } from '../../../platform/errors.ts'
import { flash } from '../../../platform/http/flash.ts'
import type { Form } from '../../../platform/http/form.ts'
import { emptyForm, filledForm, readForm, readQuery } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { bookPlace, cancelBooking, moveBooking, saveNeeds } from '../commands/bookings.ts'
import { bookingForm, colleagueSearch, moveForm, needsForm } from '../forms/bookings.ts'
import {
  bookingRow,
  alternativeChoices,
  elsewhereNotice,
  firstWords,
  bookedWords,
  cancellationTitle,
  cancelledWords,
  movedWords,
} from '../pages/bookings.ts'
import { sessionFacts } from '../pages/live-sessions.ts'
import { canBookEarly, canBookFor, canKeep, isTrainerAmong } from '../policy.ts'
import * as queries from '../queries/bookings.ts'
import type { BookedPersonRow } from '../queries/bookings.ts'
import type { LiveSessionRow } from '../queries/live-sessions.ts'
import { getLiveSession, listAlternatives } from '../queries/live-sessions.ts'
import { listTrainers } from '../queries/parts.ts'
import { findGroups } from '../queries/quotas.ts'
import { getProspect } from '../queries/recipients.ts'
import { seatFor, seatsOf } from '../seats.ts'
import { getKept, getSeen, showSession } from './live-sessions.ts'
import { askWhyEarly } from './early-bookings.ts'
import { askWhy } from './overlaps.ts'

const acting = (req: Request): PersonActor => req.ctx.actor as PersonActor
const sessionId = (req: Request): string => String(req.params.liveSessionId)

export async function listBookings(req: Request, res: Response): Promise<void> {
  const { session, trainers } = await getKept(req)
  const trains = isTrainerAmong(
    req.ctx.actor,
    trainers.map((trainer) => trainer.id),
  )
  const needs = trains ? await queries.listNeeds(req.ctx, session.id) : new Map<string, string>()
  const bookings = await queries.listBookings(req.ctx, session.id)
  await renderPage(req, res, 'live-sessions/bookings', {
    title: `Bookings of ${session.title}`,
    wide: true,
    back: { href: `/live-sessions/${session.id}`, text: session.title },
    session: sessionFacts(session, req.ctx.now),
    bookings: bookings.map((booking) => bookingRow(booking, needs)),
    shows_needs: trains,
    books_colleagues: hasRole(req.ctx.actor, 'coordinator'),
  })
}

/** Books the reader, or a colleague where `person_id` says so. */
export async function createBooking(req: Request, res: Response): Promise<void> {
  const { session } = await getSeen(req)
  const read = readForm(bookingForm, req)
  if (!read.ok) return showSession(req, res, read.form)
  const { person_id, needs, overlap_reason, early_reason } = read.values
  const isOwn = person_id === null || person_id === acting(req).id
  const person = await queries.getColleague(req.ctx, session.id, person_id ?? acting(req).id)
  if (!canBookFor(req.ctx.actor, person)) throw new NotFound()
  // A second place for the same part is never what is meant: the first one can be moved here.
  const elsewhere = person.is_booked ? undefined : await queries.findPlaceElsewhere(req.ctx, session, person.id)
  if (elsewhere && seatFor(seatsOf(session, req.ctx.now), await findGroups(req.ctx, person.id))) {
    flash(req, 'notice', elsewhereNotice(isOwn ? null : person.full_name, elsewhere))
    const from = `/live-sessions/${elsewhere.live_session_id}/bookings/${elsewhere.booking_id}`
    return res.redirect(303, `${from}/move?to=${session.id}`)
  }
  const result = await bookPlace(req.ctx, {
    live_session_id: session.id,
    person_id: person.id,
    needs: isOwn ? needs : null,
    overlap_reason,
    early_reason: !isOwn && canBookEarly(req.ctx.actor) ? early_reason : null,
  })
  const leave_href = isOwn ? `/live-sessions/${session.id}` : `/live-sessions/${session.id}/bookings/new`
  if (result === 'not-yet') {
    const { missing_first } = await getProspect(req.ctx, session.id, person.id)
    if (!isOwn && canBookEarly(req.ctx.actor))
      return askWhyEarly(req, res, { session, person, missing_first, leave_href, typed: read.form.typed })
    flash(req, 'notice', firstWords(isOwn ? null : person.full_name, missing_first))
    return res.redirect(303, leave_href)
  }
  if (result === 'overlaps')
    return askWhy(req, res, {
      session,
      person,
      isOwn,
      tends: true,
      action: `/live-sessions/${session.id}/bookings`,
      leave_href,
      typed: read.form.typed,
    })
  const words = bookedWords(result, isOwn ? null : person)
  switch (result) {
    case 'booked':
    case 'waiting':
      flash(req, 'success', words)
      break
    case 'already-booked':
    case 'already-waiting':
    case 'cancelled':
    case 'draft':
    case 'closed':
    case 'started':
      flash(req, 'notice', words)
  }
  res.redirect(303, leave_href)
}

export async function newColleagueBooking(req: Request, res: Response): Promise<void> {
  const { session } = await getSeen(req)
  const { form, ...read } = readQuery(colleagueSearch, req)
  const search = read.ok ? (read.values.search ?? '') : ''
  const everyone = hasRole(req.ctx.actor, 'coordinator')
  // A lead sees their people at once; a coordinator has thousands and searches.
  const people =
    everyone && search === ''
      ? []
      : await queries.findColleagues(req.ctx, session.id, {
          search,
          organisationIds: everyone ? null : acting(req).leads,
        })
  await renderPage(req, res, 'live-sessions/colleague', {
    title: 'Book a colleague',
    back: { href: `/live-sessions/${session.id}`, text: session.title },
    session: sessionFacts(session, req.ctx.now),
    filters: form,
    has_searched: !everyone || search !== '',
    everyone,
    people,
  })
}

/** One's own booking, or one that the reader may look after: a lead for their members, trainers and coordinators. */
async function getTended(req: Request): Promise<{ session: LiveSessionRow; booking: BookedPersonRow; isOwn: boolean }> {
  const booking = await queries.getBooking(req.ctx, sessionId(req), String(req.params.bookingId))
  const session = await getLiveSession(req.ctx, booking.live_session_id)
  const isOwn = booking.person_id === acting(req).id
  if (isOwn) return { session, booking, isOwn }
  const trainers = await listTrainers(req.ctx, session.id)
  if (
    canKeep(
      req.ctx.actor,
      trainers.map((trainer) => trainer.id),
    )
  )
    return { session, booking, isOwn }
  const person = await queries.getColleague(req.ctx, session.id, booking.person_id)
  if (!canBookFor(req.ctx.actor, person)) throw new NotFound()
  return { session, booking, isOwn }
}

/** Where one goes after tending a booking. */
const homeOf = (session: LiveSessionRow, isOwn: boolean, req: Request): string =>
  isOwn || !hasRole(req.ctx.actor, 'trainer', 'coordinator')
    ? `/live-sessions/${session.id}`
    : `/live-sessions/${session.id}/bookings`

export async function newBookingCancellation(req: Request, res: Response): Promise<void> {
  const { session, booking, isOwn } = await getTended(req)
  const isWaiting = booking.booked_at === null
  await renderPage(req, res, 'live-sessions/booking-cancellation', {
    title: cancellationTitle(isOwn ? null : booking.full_name, isWaiting),
    back: { href: homeOf(session, isOwn, req) },
    action: `/live-sessions/${session.id}/bookings/${booking.id}/cancellation`,
    session: sessionFacts(session, req.ctx.now),
    person_name: isOwn ? null : booking.full_name,
    is_waiting: isWaiting,
    is_open: booking.cancelled_at === null,
  })
}

export async function createBookingCancellation(req: Request, res: Response): Promise<void> {
  const { session, booking, isOwn } = await getTended(req)
  const result = await cancelBooking(req.ctx, { booking_id: booking.id })
  switch (result) {
    case 'cancelled':
    case 'already-cancelled':
      flash(req, 'success', cancelledWords(isOwn ? null : booking.full_name, booking.booked_at === null))
      break
    case 'started':
      flash(req, 'notice', 'Nothing was changed: the session has begun. The trainer marks who came.')
  }
  res.redirect(303, homeOf(session, isOwn, req))
}

export async function newMove(req: Request, res: Response): Promise<void> {
  await showMove(req, res, filledForm({ live_session_id: String(req.query.to ?? '') }))
}

async function showMove(req: Request, res: Response, form: Form): Promise<void> {
  const { session, booking, isOwn } = await getTended(req)
  const groups = await findGroups(req.ctx, booking.person_id)
  const alternatives = (await listAlternatives(req.ctx, session)).filter((one) =>
    seatFor(seatsOf(one, req.ctx.now), groups),
  )
  await renderPage(req, res, 'live-sessions/move', {
    title: isOwn ? 'Change to another session' : `Change the session of ${booking.full_name}`,
    back: { href: homeOf(session, isOwn, req) },
    form,
    action: `/live-sessions/${session.id}/bookings/${booking.id}/move`,
    session: sessionFacts(session, req.ctx.now),
    is_open: booking.cancelled_at === null,
    alternatives: alternativeChoices(alternatives, req.ctx.now),
  })
}

export async function createMove(req: Request, res: Response): Promise<void> {
  const { session, booking, isOwn } = await getTended(req)
  const read = readForm(moveForm, req)
  if (!read.ok) return showMove(req, res, read.form)
  const { live_session_id, overlap_reason } = read.values
  const result = await moveBooking(req.ctx, { booking_id: booking.id, live_session_id, overlap_reason })
  const refuse = (text: string) => showMove(req, res, emptyForm().withError('live_session_id', text))
  switch (result) {
    case 'full':
      return refuse('The last place there has just gone. You keep the place you have. Select another session')
    case 'other-part':
      return refuse('Select a session that delivers the same')
    case 'draft':
      throw new NotFound()
    case 'cancelled':
    case 'closed':
    case 'started':
      return refuse('That session is no longer open. Select another one')
    case 'overlaps': {
      const to = await getLiveSession(req.ctx, live_session_id)
      const action = `/live-sessions/${session.id}/bookings/${booking.id}/move`
      const person = { id: booking.person_id, full_name: booking.full_name }
      return askWhy(req, res, {
        ...{ session: to, person, isOwn, tends: true, exceptId: session.id, typed: read.form.typed },
        action,
        leave_href: action,
      })
    }
    case 'already-booked':
    case 'already-cancelled':
      flash(req, 'notice', 'Nothing was changed. This is how the booking stands.')
      break
    case 'moved':
      flash(req, 'success', movedWords(isOwn ? null : booking.full_name))
  }
  const to = await getLiveSession(req.ctx, live_session_id)
  res.redirect(303, `/live-sessions/${to.id}`)
}

/** Only the person says what they need. */
export async function updateNeeds(req: Request, res: Response): Promise<void> {
  const { session, booking, isOwn } = await getTended(req)
  if (!isOwn) throw new NotFound()
  const read = readForm(needsForm, req)
  if (!read.ok) return showSession(req, res, read.form)
  const result = await saveNeeds(req.ctx, { booking_id: booking.id, needs: read.values.needs })
  switch (result) {
    case 'saved':
    case 'unchanged':
      flash(req, 'success', 'What you need is saved. Only the trainers of this session see it.')
      break
    case 'over':
      flash(req, 'notice', 'Nothing was saved: this booking is over.')
  }
  res.redirect(303, `/live-sessions/${session.id}`)
}
