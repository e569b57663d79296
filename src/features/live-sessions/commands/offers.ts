/** Who waits is offered what comes free: in turn and with a deadline, or near the start all at once. Callers hold the session's lock. */
import { newId, newSecret } from '../../../lib/ids.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { putPlan } from '../../../platform/jobs/plans.ts'
import { tellLapsed, tellOffered } from '../mails.ts'
import { offerEndsAt } from '../offer-times.ts'
import type { BookedPersonRow } from '../queries/bookings.ts'
import { findOffer, listDueOffers, listUnsettledSessions } from '../queries/offers.ts'
import type { HeldSession } from '../queries/recipients.ts'
import { listNextInLine, listOpenBookings, lockLiveSession, personOf } from '../queries/recipients.ts'
import { placesLeft } from '../rules.ts'
import type { Seat } from '../seats.ts'
import { seatsOf, shareOut } from '../seats.ts'
import { closeOffers, givePlace } from './places.ts'
import { forgetTold, recordTold } from './told.ts'

/**
 * Ends what ran out, then offers every free place to who is next, and returns the session as it is after that: a place
 * that is still free then is one that nobody who waits can have, or one near the start that is open to all.
 */
export async function fillPlaces(ctx: Ctx, session: HeldSession): Promise<HeldSession> {
  if (session.waiting === 0 || session.cancelled_at) return session
  let current = await endDueOffers(ctx, session)
  // Closed bookings ask nobody; what was offered before can still be taken.
  if (current.starts_at <= ctx.now || current.closed_at) return current
  const endsAt = offerEndsAt(ctx.now, current.starts_at)
  const areOpen = current.offers > current.held
  // Open offers say that a place is free and that the start is near.
  if (areOpen && (endsAt !== null || placesLeft(current) === 0)) current = await withdrawOpenOffers(ctx, current)
  const free = placesLeft(current)
  if (free === 0) return current
  const isInTurn = endsAt !== null
  const line = await listNextInLine(ctx, current.id, isInTurn && current.quotas.length === 0 ? free : null)
  const next = isInTurn
    ? shareOut(seatsOf(current, ctx.now), line)
    : line.map((booking) => [booking, { quota_id: null }] as const)
  for (const [booking, seat] of next) {
    // Who has no address cannot be asked, and somebody else speaks for them: the place is theirs, as they wished.
    if (isInTurn && booking.email === null) await givePlace(ctx, current, { booking, person: personOf(booking), seat })
    else await offerPlace(ctx, current, { booking, seat, endsAt })
  }
  return next.length === 0 ? current : lockLiveSession(ctx, current.id)
}

async function offerPlace(
  ctx: Ctx,
  session: HeldSession,
  { booking, seat, endsAt }: { booking: BookedPersonRow; seat: Seat; endsAt: Date | null },
): Promise<void> {
  const offer = {
    id: newId(),
    token: newSecret(),
    is_held: endsAt !== null,
    ends_at: endsAt ?? session.starts_at,
    quota_id: seat.quota_id,
  }
  await ctx.db('place_offers').insert({ ...offer, booking_id: booking.id, offered_at: ctx.now })
  if (offer.is_held) await putPlan(ctx, 'live-sessions.end-offer', offer.id, offer.ends_at)
  await recordAudit(ctx, {
    action: 'live-sessions.offer-place',
    subject_kind: 'booking',
    subject_id: booking.id,
    after: { live_session_id: session.id, ends_at: offer.ends_at.toISOString(), is_held: offer.is_held, ...seat },
  })
  await tellOffered(ctx, { session, person: personOf(booking), offer })
  await recordTold(ctx, session, booking.id)
}

/** An offer without an answer ends the wait: whoever is silent twice would keep a place empty. */
export async function endDueOffers(ctx: Ctx, session: HeldSession): Promise<HeldSession> {
  if (session.offers === 0) return session
  // A session that was moved forward takes its offers with it: none runs past the start.
  await ctx.db.raw(
    `update place_offers o set ends_at = greatest(o.offered_at, :starts_at) from bookings b
     where b.id = o.booking_id and b.live_session_id = :id and o.answer is null
       and (o.ends_at > :starts_at or (not o.is_held and o.ends_at <> :starts_at))`,
    { id: session.id, starts_at: session.starts_at },
  )
  const due = await listDueOffers(ctx, session.id)
  if (due.length === 0) return session
  await closeOffers(
    ctx,
    due.map((offer) => offer.booking_id),
    'lapsed',
  )
  const people = new Map((await listOpenBookings(ctx, session.id)).map((booking) => [booking.id, booking]))
  for (const offer of due) {
    await recordAudit(ctx, {
      action: 'live-sessions.end-offer',
      subject_kind: 'booking',
      subject_id: offer.booking_id,
      after: { live_session_id: session.id, person_id: offer.person_id },
    })
    const booking = people.get(offer.booking_id)
    if (!offer.is_held || !booking) continue
    await ctx.db('bookings').where({ id: booking.id }).update({ cancelled_at: ctx.now })
    await ctx.db('booking_needs').where({ booking_id: booking.id }).delete()
    await forgetTold(ctx, [booking.id])
    await tellLapsed(ctx, { session, person: personOf(booking) })
  }
  return lockLiveSession(ctx, session.id)
}

/** Free places are open to nobody any more, or to others. */
export async function withdrawOpenOffers(ctx: Ctx, session: HeldSession): Promise<HeldSession> {
  const open = await ctx
    .db('place_offers as o')
    .join('bookings as b', 'b.id', 'o.booking_id')
    .where({ 'b.live_session_id': session.id, 'o.is_held': false })
    .whereNull('o.answer')
    .pluck('o.booking_id')
  await closeOffers(ctx, open, 'withdrawn')
  return lockLiveSession(ctx, session.id)
}

/** The session is off: nothing is offered any more. */
export async function withdrawOffers(ctx: Ctx, liveSessionId: string): Promise<void> {
  await closeOffers(
    ctx,
    (await listOpenBookings(ctx, liveSessionId)).map((booking) => booking.id),
    'withdrawn',
  )
}

/** The plan of one offer fell due: it may be answered, or its end moved, since. */
export async function endOffer(ctx: Ctx, offerId: string): Promise<void> {
  const offer = await findOffer(ctx, offerId)
  if (offer && offer.answer === null) await settlePlaces(ctx, offer.live_session_id)
}

/** Asks the same question of every session, so that a lost plan, or a change nobody told us of, heals itself. */
export async function sweepPlaces(ctx: Ctx): Promise<void> {
  for (const id of await listUnsettledSessions(ctx)) await settlePlaces(ctx, id)
}

export async function settlePlaces(ctx: Ctx, liveSessionId: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await fillPlaces(ctx, await lockLiveSession(ctx, liveSessionId))
  })
}
