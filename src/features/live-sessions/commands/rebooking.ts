/** Another session for who lost a place because theirs was called off: at once, or at the head of the waiting list. */
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { NotFound } from '../../../platform/errors.ts'
import { tellWaiting } from '../mails.ts'
import type { BookingRow } from '../queries/bookings.ts'
import { getLiveSession } from '../queries/live-sessions.ts'
import { listOverlapsOfPlace } from '../queries/overlaps.ts'
import { findRebooking, letsChoose } from '../queries/rebookings.ts'
import type { HeldSession, RecipientRow } from '../queries/recipients.ts'
import { findBooking, findCandidate, lockLiveSession } from '../queries/recipients.ts'
import { delivers, stateOf } from '../rules.ts'
import { seatFor, seatsOf } from '../seats.ts'
import { countAhead, insertBooking, whyShut } from './bookings.ts'
import { endDueOffers, fillPlaces } from './offers.ts'
import { lockTimeOf } from './overlaps.ts'
import { endBooking, givePlace } from './places.ts'

export type RebookResult = 'booked' | 'waiting' | 'already-chosen' | 'already-booked' | 'not-off' | 'shut' | 'overlaps'

export async function rebook(ctx: Ctx, input: { token: string; live_session_id: string }): Promise<RebookResult> {
  return inTransaction(ctx, async (ctx) => {
    const asked = await findRebooking(ctx, input.token)
    if (!asked) throw new NotFound()
    await getLiveSession(ctx, input.live_session_id)
    await lockTimeOf(ctx, [asked.person_id])
    // Always in the same order, so that two who change places do not wait for each other.
    const held = new Map<string, HeldSession>()
    for (const id of [asked.live_session_id, input.live_session_id].toSorted())
      held.set(id, await lockLiveSession(ctx, id))
    const from = held.get(asked.live_session_id)!
    const to = held.get(input.live_session_id)!
    const link = (await findRebooking(ctx, input.token))!
    if (link.rebooked_as) return 'already-chosen'
    if (link.is_ended || !letsChoose(stateOf(from, ctx.now))) return 'not-off'
    const person = await findCandidate(ctx, to.id, link.person_id)
    if (!person || !delivers(to, from)) throw new NotFound()
    if (person.booked_at) return 'already-booked'
    if (whyShut(to, ctx.now)) return 'shut'
    // Before who waits is asked: what is free is theirs first.
    const settled = await endDueOffers(ctx, to)
    const seat = seatFor(seatsOf(settled, ctx.now), person)
    // The page does not offer what would have them in two places; this came up since.
    if (seat && (await listOverlapsOfPlace(ctx, to, person.id)).length > 0) return 'overlaps'
    const waits = person.booking_id ? await findBooking(ctx, person.booking_id) : undefined
    const old = (await findBooking(ctx, link.booking_id))!
    const needs = await ctx.db('booking_needs').first('needs').where({ booking_id: old.id })
    let chosen = waits?.id
    if (waits && seat) await givePlace(ctx, settled, { booking: waits, person, seat })
    else if (waits) await moveAhead(ctx, settled, { booking: waits, person })
    else
      chosen = await insertBooking(ctx, settled, person, {
        needs: needs?.needs ?? null,
        seat,
        is_ahead: true,
        overlaps: [],
        overlap_reason: null,
      })
    await ctx.db('rebookings').where({ booking_id: old.id }).update({ rebooked_as: chosen! })
    await recordAudit(ctx, {
      action: 'live-sessions.rebook',
      subject_kind: 'booking',
      subject_id: old.id,
      before: { live_session_id: from.id, person_id: old.person_id },
      after: { live_session_id: to.id, booking_id: chosen, has_place: seat !== null },
    })
    // Who has a place elsewhere no longer waits for the new date; the roster of a cancelled session stays as it was.
    if (seat && from.is_postponed) await endBooking(ctx, from, old, person, to)
    await fillPlaces(ctx, await lockLiveSession(ctx, to.id))
    return seat ? 'booked' : 'waiting'
  })
}

/** Who waited there already goes before all who wait there for other reasons. */
async function moveAhead(
  ctx: Ctx,
  session: HeldSession,
  { booking, person }: { booking: BookingRow; person: RecipientRow },
): Promise<void> {
  if (booking.is_ahead) return
  await ctx.db.raw(
    `update bookings set is_ahead = true, created_at = greatest(:now, (
       select max(created_at) + interval '1 microsecond' from bookings
       where live_session_id = :sessionId and booked_at is null)) where id = :id`,
    { id: booking.id, sessionId: session.id, now: ctx.now },
  )
  const position = await countAhead(ctx, session.id)
  await tellWaiting(ctx, { session, person, position, booked_by_name: null })
}
