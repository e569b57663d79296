/** Every change of a booking: book, wait, cancel, move to another session, walk in, say what one needs. */
import { newId, newSecret } from '../../../lib/ids.ts'
import { actorId } from '../../../platform/access.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { row } from '../../../platform/db/connect.ts'
import { NotFound } from '../../../platform/errors.ts'
import { inTurn } from '../../../platform/turns.ts'
import { enrol } from '../../courses/index.ts'
import { tellPlace, tellWaiting } from '../mails.ts'
import { rangesWords } from '../pages/parts.ts'
import { getLiveSession } from '../queries/live-sessions.ts'
import { listOverlapsOfPlace } from '../queries/overlaps.ts'
import type { OverlapRow } from '../queries/overlaps.ts'
import { listLiveSessionParts } from '../queries/parts.ts'
import type { HeldSession, RecipientRow } from '../queries/recipients.ts'
import { findBooking, findCandidate, getProspect, lockLiveSession } from '../queries/recipients.ts'
import { delivers, stateOf } from '../rules.ts'
import type { Seat } from '../seats.ts'
import { seatFor, seatsOf } from '../seats.ts'
import { fillPlaces } from './offers.ts'
import { lockTimeOf, overlapsForAudit } from './overlaps.ts'
import { closeOffers, endBooking, otherActorName } from './places.ts'
import { planReminders } from './reminders.ts'
import { recordTold } from './told.ts'

export interface BookPlaceInput {
  live_session_id: string
  person_id: string
  needs?: string | null
  /** Why they are booked although they have something else to do then. */
  overlap_reason?: string | null
  /** Why they may come although another course comes first, which they have not completed. */
  early_reason?: string | null
}

export type BookPlaceResult =
  | 'booked'
  | 'waiting'
  | 'already-booked'
  | 'already-waiting'
  | 'cancelled'
  | 'draft'
  | 'closed'
  | 'started'
  | 'overlaps'
  | 'not-yet'

/** How many bookings of one session this process works on at once: one holds the lock, others get ready for it. */
const atOnce = 3

/** A place, or a place in the queue when the session is full; the person is enrolled in the course it delivers. */
export async function bookPlace(ctx: Ctx, input: BookPlaceInput): Promise<BookPlaceResult> {
  return inTurn(ctx, `book ${input.live_session_id}`, atOnce, () =>
    inTransaction(ctx, async (ctx) => {
      const prospect = await getProspect(ctx, input.live_session_id, input.person_id)
      const shut = whyShut(prospect, ctx.now)
      if (shut) return shut
      if (prospect.missing_first.length > 0 && !input.early_reason) return 'not-yet'
      // Whoever gives this person a place or enrols them for one holds their time first, then the session: always in this order.
      await lockTimeOf(ctx, [input.person_id])
      const planned = await listLiveSessionParts(ctx, input.live_session_id)
      const meanwhile = await listOverlapsOfPlace(ctx, { id: input.live_session_id, parts: planned }, input.person_id)
      const isAnswered = meanwhile.length === 0 || Boolean(input.overlap_reason)
      if (isAnswered) await enrolIn(ctx, prospect, input.person_id)
      const session = await lockLiveSession(ctx, input.live_session_id)
      const person = await findCandidate(ctx, session.id, input.person_id)
      if (!person) throw new NotFound()
      if (person.booking_id) return person.booked_at ? 'already-booked' : 'already-waiting'
      const shutNow = whyShut(session, ctx.now)
      if (shutNow) return shutNow
      // Whoever waits is asked first; only what is left over then can be booked.
      const settled = await fillPlaces(ctx, session)
      const seat = seatFor(seatsOf(settled, ctx.now), person)
      // Who only waits is nowhere yet; and the session may have moved while it was waited for.
      const isMoved = rangesWords(planned) !== rangesWords(settled.parts)
      const overlaps = isMoved ? await listOverlapsOfPlace(ctx, settled, person.id) : meanwhile
      if (seat && overlaps.length > 0 && !input.overlap_reason) return 'overlaps'
      if (!isAnswered) await enrolIn(ctx, prospect, input.person_id)
      await insertBooking(ctx, settled, person, {
        needs: input.needs ?? null,
        seat,
        overlaps: seat ? overlaps : [],
        overlap_reason: input.overlap_reason ?? null,
        missing_first: prospect.missing_first,
        early_reason: input.early_reason ?? null,
      })
      if (settled.offers > settled.held) await refill(ctx, session.id)
      return seat ? 'booked' : 'waiting'
    }),
  )
}

/** Why nobody can book now, if so; what is postponed is off until it has its new date. */
export function whyShut(
  session: Parameters<typeof stateOf>[0] & { starts_at: Date },
  now: Date,
): 'cancelled' | 'draft' | 'closed' | 'started' | null {
  const state = stateOf(session, now)
  if (state === 'cancelled' || state === 'postponed') return 'cancelled'
  if (state === 'draft') return 'draft'
  if (session.starts_at <= now) return 'started'
  return state === 'closed' ? 'closed' : null
}

/** Off for good: who had a place stays on the list as they were. */
const isOff = (session: HeldSession): boolean => session.cancelled_at !== null && !session.is_postponed

/** Offers what came free, with the places counted anew. */
const refill = async (ctx: Ctx, liveSessionId: string): Promise<HeldSession> =>
  fillPlaces(ctx, await lockLiveSession(ctx, liveSessionId))

async function enrolIn(
  ctx: Ctx,
  prospect: { course_id: string | null; is_enrolled: boolean },
  personId: string,
): Promise<void> {
  if (prospect.course_id && !prospect.is_enrolled)
    await enrol(ctx, { person_id: personId, course_id: prospect.course_id })
}

const missingForAudit = (titles: string[]): Record<string, unknown> =>
  titles.length > 0 ? { not_complete_first: titles } : {}

interface NewBooking {
  needs: string | null
  seat: Seat | null
  is_ahead?: boolean
  overlaps: OverlapRow[]
  overlap_reason: string | null
  missing_first?: string[]
  early_reason?: string | null
}

/** Gives the seat, or a place in the line where there is none; returns the booking. */
export async function insertBooking(
  ctx: Ctx,
  session: HeldSession,
  person: RecipientRow,
  { needs, seat, is_ahead = false, overlaps, overlap_reason, missing_first = [], early_reason = null }: NewBooking,
): Promise<string> {
  const waits = seat === null
  const place = { id: newId(), join_token: newSecret() }
  // Each who waits stands strictly behind the one before, whatever the clocks of two web servers say.
  await ctx.db.raw(
    `insert into bookings (id, live_session_id, person_id, booked_by, booked_at, quota_id, join_token, is_ahead, created_at)
     values (:id, :sessionId, :personId, :bookedBy, :bookedAt, :quotaId, :token, :isAhead, greatest(:now, (
       select max(created_at) + interval '1 microsecond' from bookings
       where live_session_id = :sessionId and booked_at is null)))`,
    {
      id: place.id,
      sessionId: session.id,
      personId: person.id,
      bookedBy: actorId(ctx.actor),
      bookedAt: waits ? null : ctx.now,
      quotaId: seat?.quota_id ?? null,
      token: place.join_token,
      isAhead: is_ahead,
      now: ctx.now,
    },
  )
  if (needs) await ctx.db('booking_needs').insert({ booking_id: place.id, needs })
  await recordAudit(ctx, {
    action: waits ? 'live-sessions.wait' : 'live-sessions.book',
    subject_kind: 'booking',
    subject_id: place.id,
    after: {
      ...{ live_session_id: session.id, person_id: person.id, ...seat, ...overlapsForAudit(overlaps) },
      ...missingForAudit(missing_first),
    },
    reason:
      [missing_first.length > 0 && early_reason, overlaps.length > 0 && overlap_reason].filter(Boolean).join('; ') ||
      null,
  })
  const booked_by_name = otherActorName(ctx, person.id)
  await recordTold(ctx, session, place.id)
  if (waits) {
    const position = is_ahead ? await countAhead(ctx, session.id) : session.waiting + 1
    await tellWaiting(ctx, { session, person, position, booked_by_name })
  } else {
    await planReminders(ctx, session, place.id)
    await tellPlace(ctx, 'booked', { session, person, place, booked_by_name })
  }
  return place.id
}

/** How many stand at the head of the line: the number of whoever joined it last. */
export async function countAhead(ctx: Ctx, liveSessionId: string): Promise<number> {
  const ahead = { live_session_id: liveSessionId, is_ahead: true, booked_at: null, cancelled_at: null }
  return (await ctx.db('bookings').where(ahead).pluck('id')).length
}

export type CancelBookingResult = 'cancelled' | 'already-cancelled' | 'started'

export async function cancelBooking(ctx: Ctx, input: { booking_id: string }): Promise<CancelBookingResult> {
  return inTransaction(ctx, async (ctx) => {
    const found = await findBooking(ctx, input.booking_id)
    if (!found) throw new NotFound()
    const session = await lockLiveSession(ctx, found.live_session_id)
    const booking = await findBooking(ctx, found.id)
    const person = await getRecipient(ctx, found.person_id)
    if (!booking || booking.cancelled_at || isOff(session)) return 'already-cancelled'
    if (session.starts_at <= ctx.now && !session.is_postponed) return 'started'
    await endBooking(ctx, session, booking, person)
    await refill(ctx, session.id)
    return 'cancelled'
  })
}

export type MoveBookingResult =
  | 'moved'
  | 'full'
  | 'already-booked'
  | 'already-cancelled'
  | 'cancelled'
  | 'draft'
  | 'closed'
  | 'started'
  | 'other-part'
  | 'overlaps'

/** To another session that delivers the same, in one act: the old place is given up only when the new one is had. */
export async function moveBooking(
  ctx: Ctx,
  input: { booking_id: string; live_session_id: string; overlap_reason?: string | null },
): Promise<MoveBookingResult> {
  return inTransaction(ctx, async (ctx) => {
    const found = await findBooking(ctx, input.booking_id)
    if (!found) throw new NotFound()
    if (found.live_session_id === input.live_session_id) return 'already-booked'
    await getLiveSession(ctx, input.live_session_id)
    await lockTimeOf(ctx, [found.person_id])
    // Always in the same order, so that two who swap sessions do not wait for each other.
    const sessions = new Map<string, HeldSession>()
    for (const id of [found.live_session_id, input.live_session_id].toSorted())
      sessions.set(id, await lockLiveSession(ctx, id))
    const from = sessions.get(found.live_session_id)!
    const to = sessions.get(input.live_session_id)!
    const booking = await findBooking(ctx, found.id)
    const person = await findCandidate(ctx, to.id, found.person_id)
    if (!person) throw new NotFound()
    if (!booking || booking.cancelled_at || isOff(from)) return 'already-cancelled'
    if (!delivers(to, from)) return 'other-part'
    if (from.starts_at <= ctx.now && !from.is_postponed) return 'started'
    const shut = whyShut(to, ctx.now)
    if (shut) return shut
    if (person.booking_id && person.booked_at) return 'already-booked'
    // Who waits there already takes the place when it is offered, like everybody in the line.
    const seat = person.booking_id ? null : seatFor(seatsOf(await fillPlaces(ctx, to), ctx.now), person)
    if (!seat) return 'full'
    const overlaps = await listOverlapsOfPlace(ctx, to, person.id, from.id)
    if (overlaps.length > 0 && !input.overlap_reason) return 'overlaps'
    const needs = await ctx.db('booking_needs').first('needs').where({ booking_id: booking.id })
    await endBooking(ctx, from, booking, person, to)
    await insertBooking(ctx, to, person, {
      needs: needs?.needs ?? null,
      seat,
      overlaps,
      overlap_reason: input.overlap_reason ?? null,
    })
    for (const { id } of [from, to]) await refill(ctx, id)
    return 'moved'
  })
}

export type AddWalkInResult =
  /** With what should have been complete before they began the course. */
  { result: 'added'; missing_first: string[] } | { result: 'already-booked' | 'cancelled' | 'draft' }

/**
 * Somebody who came without a booking, and so is here whatever else they had to do. They take no place from anyone, and
 * no mail is sent to who is there already.
 */
export async function addWalkIn(
  ctx: Ctx,
  input: { live_session_id: string; person_id: string },
): Promise<AddWalkInResult> {
  return inTransaction(ctx, async (ctx) => {
    const prospect = await getProspect(ctx, input.live_session_id, input.person_id)
    if (prospect.cancelled_at) return { result: 'cancelled' }
    if (!prospect.opened_at) return { result: 'draft' }
    await lockTimeOf(ctx, [input.person_id])
    await enrolIn(ctx, prospect, input.person_id)
    const session = await lockLiveSession(ctx, input.live_session_id)
    const person = await findCandidate(ctx, session.id, input.person_id)
    if (!person) throw new NotFound()
    if (session.cancelled_at) return { result: 'cancelled' }
    if (person.booked_at) return { result: 'already-booked' }
    const id = person.booking_id ?? newId()
    const walkedIn = { booked_at: ctx.now, is_walk_in: true }
    if (person.booking_id) {
      await ctx.db('bookings').where({ id }).update(walkedIn)
      await closeOffers(ctx, [id], 'withdrawn')
    } else
      await ctx.db('bookings').insert({
        id,
        live_session_id: session.id,
        person_id: person.id,
        booked_by: actorId(ctx.actor),
        created_at: ctx.now,
        join_token: newSecret(),
        ...walkedIn,
      })
    // They came, so they know; of what changes later they are told.
    await recordTold(ctx, session, id)
    await recordAudit(ctx, {
      action: 'live-sessions.walk-in',
      subject_kind: 'booking',
      subject_id: id,
      after: { live_session_id: session.id, person_id: person.id, ...missingForAudit(prospect.missing_first) },
    })
    // Who walks into the first part has a place at the others.
    await planReminders(ctx, session, id)
    await refill(ctx, session.id)
    return { result: 'added', missing_first: prospect.missing_first }
  })
}

/** What the person needs to take part; the audit says that it changed, never what it says. */
export async function saveNeeds(
  ctx: Ctx,
  input: { booking_id: string; needs: string | null },
): Promise<'saved' | 'unchanged' | 'over'> {
  return inTransaction(ctx, async (ctx) => {
    const found = await findBooking(ctx, input.booking_id)
    if (!found) throw new NotFound()
    const session = await lockLiveSession(ctx, found.live_session_id)
    const booking = await findBooking(ctx, found.id)
    if (!booking || booking.cancelled_at || session.cancelled_at || session.ends_at <= ctx.now) return 'over'
    const known = await ctx.db('booking_needs').first('needs').where({ booking_id: booking.id })
    if ((known?.needs ?? null) === input.needs) return 'unchanged'
    if (input.needs === null) await ctx.db('booking_needs').where({ booking_id: booking.id }).delete()
    else
      await ctx
        .db('booking_needs')
        .insert({ booking_id: booking.id, needs: input.needs })
        .onConflict('booking_id')
        .merge()
    await recordAudit(ctx, {
      action: 'live-sessions.save-needs',
      subject_kind: 'booking',
      subject_id: booking.id,
    })
    return 'saved'
  })
}

async function getRecipient(ctx: Ctx, personId: string): Promise<RecipientRow> {
  const found = await row<RecipientRow>(ctx.db, 'select id, full_name, email, language from people where id = ?', [
    personId,
  ])
  if (!found) throw new NotFound()
  return found
}
