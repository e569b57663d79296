/** What people answer to an offered place. The link is enough to answer: it went to them alone. */
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { NotFound } from '../../../platform/errors.ts'
import { findPlaceElsewhere } from '../queries/bookings.ts'
import { getLiveSession } from '../queries/live-sessions.ts'
import type { OfferRow } from '../queries/offers.ts'
import { findOfferByToken } from '../queries/offers.ts'
import type { HeldSession } from '../queries/recipients.ts'
import { listOverlapsOfPlace } from '../queries/overlaps.ts'
import { findBooking, findCandidate, lockLiveSession } from '../queries/recipients.ts'
import { placesLeft } from '../rules.ts'
import { fillPlaces } from './offers.ts'
import { lockTimeOf } from './overlaps.ts'
import { endBooking, givePlace } from './places.ts'

export type AcceptOfferResult = 'booked' | 'already-booked' | 'gone' | 'over' | 'overlaps'

/** Takes the place. Whoever has one at another session of the same part gives that up in the same act. */
export async function acceptOffer(
  ctx: Ctx,
  input: { token: string; overlap_reason?: string | null },
): Promise<AcceptOfferResult> {
  return inTransaction(ctx, async (ctx) => {
    const asked = await findOfferByToken(ctx, input.token)
    if (!asked) throw new NotFound()
    await lockTimeOf(ctx, [asked.person_id])
    const elsewhere = await findPlaceElsewhere(ctx, await getLiveSession(ctx, asked.live_session_id), asked.person_id)
    // Always in the same order, so that two who change places do not wait for each other.
    const held = new Map<string, HeldSession>()
    for (const id of [asked.live_session_id, ...(elsewhere ? [elsewhere.live_session_id] : [])].toSorted())
      held.set(id, await lockLiveSession(ctx, id))
    const session = held.get(asked.live_session_id)!
    const offer = (await findOfferByToken(ctx, input.token))!
    if (offer.is_booked) return 'already-booked'
    if (isOver(offer, session, ctx.now)) return offer.is_open && !offer.is_held ? 'gone' : 'over'
    if (!offer.is_held && placesLeft(session) === 0) return 'gone'
    const booking = (await findBooking(ctx, offer.booking_id))!
    const person = (await findCandidate(ctx, session.id, offer.person_id))!
    const overlaps = await listOverlapsOfPlace(ctx, session, person.id, elsewhere?.live_session_id)
    if (overlaps.length > 0 && !input.overlap_reason) return 'overlaps'
    await givePlace(ctx, session, { booking, person, seat: offer }, { overlaps, reason: input.overlap_reason ?? null })
    const former = elsewhere && (await findBooking(ctx, elsewhere.booking_id))
    if (former && !former.cancelled_at) {
      const from = held.get(former.live_session_id)!
      await endBooking(ctx, from, former, person, session)
      await fillPlaces(ctx, await lockLiveSession(ctx, from.id))
    }
    await fillPlaces(ctx, await lockLiveSession(ctx, session.id))
    return 'booked'
  })
}

export type DeclineOfferResult = 'declined' | 'already-booked' | 'over'

/** Ends the wait, and asks the next in line. */
export async function declineOffer(ctx: Ctx, input: { token: string }): Promise<DeclineOfferResult> {
  return inTransaction(ctx, async (ctx) => {
    const asked = await findOfferByToken(ctx, input.token)
    if (!asked) throw new NotFound()
    const session = await lockLiveSession(ctx, asked.live_session_id)
    const offer = (await findOfferByToken(ctx, input.token))!
    if (offer.is_booked) return 'already-booked'
    if (isOver(offer, session, ctx.now)) return offer.answer === 'declined' ? 'declined' : 'over'
    const person = (await findCandidate(ctx, session.id, offer.person_id))!
    await endBooking(ctx, session, (await findBooking(ctx, offer.booking_id))!, person)
    await fillPlaces(ctx, await lockLiveSession(ctx, session.id))
    return 'declined'
  })
}

/** An offer that ran out is over at its minute, whether or not a job has said so yet. */
const isOver = (offer: OfferRow, session: HeldSession, now: Date): boolean =>
  offer.answer !== null ||
  offer.ends_at <= now ||
  !offer.is_open ||
  session.cancelled_at !== null ||
  session.starts_at <= now
