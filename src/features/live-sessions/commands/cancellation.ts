/** Calling a session off, for good or until a new date: everything is kept, and everyone is told why. */
import { newSecret } from '../../../lib/ids.ts'
import { actorId } from '../../../platform/access.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { tellCalledOff } from '../mails.ts'
import type { BookedPersonRow } from '../queries/bookings.ts'
import { getLiveSession } from '../queries/live-sessions.ts'
import { listChoices } from '../queries/rebookings.ts'
import type { HeldSession } from '../queries/recipients.ts'
import { listOpenBookings, lockLiveSession, personOf } from '../queries/recipients.ts'
import { listTold } from '../queries/told.ts'
import { listKnownTrainers } from '../queries/told-trainers.ts'
import { stateOf } from '../rules.ts'
import { settle } from './changes.ts'
import { withdrawOffers } from './offers.ts'
import { dropReminders } from './reminders.ts'
import { forgetTold } from './told.ts'
import { forgetTrainersTold } from './told-trainers.ts'

export interface CallOffInput {
  id: string
  reason: string
}

export type CallOffResult = 'cancelled' | 'postponed' | 'already-cancelled' | 'already-postponed' | 'over'

/** Keeps everything, with the reason, and tells everyone who booked, waits or trains. */
export const cancelLiveSession = async (ctx: Ctx, input: CallOffInput): Promise<CallOffResult> =>
  callOff(ctx, input, { is_postponed: false })

/** The same for several at once, of one series; each person is told of each of theirs. */
export async function cancelLiveSessions(
  ctx: Ctx,
  { ids, reason }: { ids: string[]; reason: string },
): Promise<number> {
  return inTransaction(ctx, async (ctx) => {
    // Always in the same order, so that no two wait for each other.
    for (const id of ids.toSorted()) await lockLiveSession(ctx, id)
    let count = 0
    for (const id of ids) if ((await cancelLiveSession(ctx, { id, reason })) === 'cancelled') count++
    return count
  })
}

/** The same until the trainer sets the new date: who has a place or waits keeps it, unless they choose another session. */
export const postponeLiveSession = async (ctx: Ctx, input: CallOffInput): Promise<CallOffResult> =>
  callOff(ctx, input, { is_postponed: true })

async function callOff(
  ctx: Ctx,
  { id, reason }: CallOffInput,
  { is_postponed }: { is_postponed: boolean },
): Promise<CallOffResult> {
  return inTransaction(ctx, async (ctx) => {
    await getLiveSession(ctx, id)
    const session = await lockLiveSession(ctx, id)
    const state = stateOf(session, ctx.now)
    if (state === 'cancelled') return 'already-cancelled'
    if (state === 'postponed' && is_postponed) return 'already-postponed'
    if (state === 'held') return 'over'
    // A session that is cancelled while it is postponed has been off since it was postponed: nothing of it took place.
    const cancelled_at = session.cancelled_at ?? ctx.now
    const why = { cancelled_at, cancelled_by: actorId(ctx.actor), cancel_reason: reason, is_postponed }
    await ctx.db('live_sessions').where({ id }).update(why)
    await recordAudit(ctx, {
      action: is_postponed ? 'live-sessions.postpone' : 'live-sessions.cancel',
      subject_kind: 'live session',
      subject_id: id,
      ...(state === 'postponed' ? { before: { postponed_at: cancelled_at, reason: session.cancel_reason } } : {}),
      reason,
    })
    // A draft is known to those who train it alone, and goes as silently as it came.
    if (state !== 'draft') await tellEveryone(ctx, session, { reason, is_postponed })
    return is_postponed ? 'postponed' : 'cancelled'
  })
}

async function tellEveryone(
  ctx: Ctx,
  session: HeldSession,
  { reason, is_postponed }: { reason: string; is_postponed: boolean },
): Promise<void> {
  const bookings = await listOpenBookings(ctx, session.id)
  const ids = bookings.map((booking) => booking.id)
  if (!is_postponed) await ctx.db('booking_needs').whereIn('booking_id', ids).delete()
  await withdrawOffers(ctx, session.id)
  const known = await listTold(ctx, ids)
  const why = { session, reason, is_postponed }
  for (const booking of bookings) {
    await dropReminders(ctx, session.parts, booking.id, `The session was ${is_postponed ? 'postponed' : 'cancelled'}`)
    const told = { ...why, person: personOf(booking), told: known.get(booking.id) ?? [] }
    if (booking.booked_at)
      await tellCalledOff(ctx, { ...told, as: 'booked', ...(await letChoose(ctx, session, booking)) })
    else await tellCalledOff(ctx, { ...told, as: 'waiting' })
  }
  // Also who no longer trains it and was not told yet: it stands in their calendar.
  for (const { trainer, was, now } of await listKnownTrainers(ctx, session))
    await tellCalledOff(ctx, {
      ...why,
      person: trainer,
      as: 'trainer',
      told: was.parts.length > 0 ? was : now,
      trainer,
    })
  await forgetTold(ctx, ids)
  await forgetTrainersTold(ctx, session.id)
  await settle(ctx, session)
}

/** The link by which they choose another session, and what they can choose as it stands now. */
async function letChoose(ctx: Ctx, session: HeldSession, booking: BookedPersonRow) {
  const link = { booking_id: booking.id, token: newSecret(), created_at: ctx.now }
  await ctx.db('rebookings').insert(link).onConflict('booking_id').ignore()
  const { token } = (await ctx.db('rebookings').first('token').where({ booking_id: booking.id }))!
  const { choices } = await listChoices(ctx, session, booking.person_id)
  return { choices, token }
}
