/** Giving a place and taking it away: reminders, offers, mail and calendar follow it. Callers hold the session's lock. */
import { actorId } from '../../../platform/access.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { dropPlan } from '../../../platform/jobs/plans.ts'
import { tellBookingCancelled, tellPlace } from '../mails.ts'
import { whenWords } from '../pages/parts.ts'
import type { BookingRow } from '../queries/bookings.ts'
import type { OverlapRow } from '../queries/overlaps.ts'
import type { HeldSession, RecipientRow } from '../queries/recipients.ts'
import { listTold } from '../queries/told.ts'
import type { Seat } from '../seats.ts'
import { settleChanges } from './changes.ts'
import { overlapsForAudit } from './overlaps.ts'
import { dropReminders, planReminders } from './reminders.ts'
import { forgetTold, recordTold } from './told.ts'

/** The name of who acts, where it is not the person themself. */
export const otherActorName = (ctx: Ctx, personId: string): string | null =>
  ctx.actor.kind === 'person' && ctx.actor.id !== personId ? ctx.actor.full_name : null

/** Ends a booking or a wait, with what was offered to it. What comes free is the caller's to fill. */
export async function endBooking(
  ctx: Ctx,
  session: HeldSession,
  booking: BookingRow,
  person: RecipientRow,
  movedTo: HeldSession | null = null,
): Promise<void> {
  const hadPlace = booking.booked_at !== null
  await ctx
    .db('bookings')
    .where({ id: booking.id })
    .update({ cancelled_at: ctx.now, cancelled_by: actorId(ctx.actor) })
  await ctx.db('booking_needs').where({ booking_id: booking.id }).delete()
  await recordAudit(ctx, {
    action: movedTo ? 'live-sessions.move-booking' : 'live-sessions.cancel-booking',
    subject_kind: 'booking',
    subject_id: booking.id,
    before: { live_session_id: session.id, person_id: booking.person_id, had_place: hadPlace },
    after: movedTo ? { moved_to: movedTo.id } : {},
  })
  await closeOffers(ctx, [booking.id], 'declined')
  await dropReminders(ctx, session.parts, booking.id, movedTo ? 'The booking was moved' : 'The booking was cancelled')
  const told = (await listTold(ctx, [booking.id])).get(booking.id) ?? []
  await tellBookingCancelled(ctx, {
    session,
    told,
    person,
    had_place: hadPlace,
    cancelled_by_name: otherActorName(ctx, booking.person_id),
    moved_to: movedTo && {
      title: movedTo.title,
      when_words: whenWords(movedTo.parts),
    },
  })
  await forgetTold(ctx, [booking.id])
  await settleChanges(ctx, session)
}

/** A place for who waited: the offer is taken, and the mail with the calendar entry goes out. */
export async function givePlace(
  ctx: Ctx,
  session: HeldSession,
  { booking, person, seat }: { booking: BookingRow; person: RecipientRow; seat: Seat },
  meanwhile: { overlaps: OverlapRow[]; reason: string | null } = { overlaps: [], reason: null },
): Promise<void> {
  await ctx.db('bookings').where({ id: booking.id }).update({ booked_at: ctx.now, quota_id: seat.quota_id })
  await closeOffers(ctx, [booking.id], 'accepted')
  await recordAudit(ctx, {
    action: 'live-sessions.take-freed-place',
    subject_kind: 'booking',
    subject_id: booking.id,
    after: {
      live_session_id: session.id,
      person_id: booking.person_id,
      quota_id: seat.quota_id,
      ...overlapsForAudit(meanwhile.overlaps),
    },
    reason: meanwhile.overlaps.length > 0 ? meanwhile.reason : null,
  })
  await planReminders(ctx, session, booking.id)
  await tellPlace(ctx, 'booked', { session, person, place: booking })
  await recordTold(ctx, session, booking.id)
}

/** Says of the open offers of these bookings what came of them. */
export async function closeOffers(
  ctx: Ctx,
  bookingIds: string[],
  answer: 'accepted' | 'declined' | 'lapsed' | 'withdrawn',
): Promise<void> {
  const closed = await ctx
    .db('place_offers')
    .whereIn('booking_id', bookingIds)
    .where({ answer: null })
    .update({ answer, answered_at: ctx.now })
    .returning('id')
  for (const { id } of closed) await dropPlan(ctx, 'live-sessions.end-offer', id, 'The offer was answered')
}
