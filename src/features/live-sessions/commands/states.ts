/** Opening a session for booking, and closing its bookings: each recorded with who and when. Trainers hear that what they train is open. */
import { actorId } from '../../../platform/access.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { getLiveSession } from '../queries/live-sessions.ts'
import { listTrainers } from '../queries/parts.ts'
import { lockLiveSession } from '../queries/recipients.ts'
import { stateOf } from '../rules.ts'
import { fillPlaces, withdrawOpenOffers } from './offers.ts'
import { announceToTrainers } from './told-trainers.ts'

export type OpenResult = 'opened' | 'reopened' | 'already-open' | 'over' | 'cancelled' | 'postponed'

/** A draft is opened for the first time, closed bookings again; who waits is then asked as before. */
export async function openLiveSession(ctx: Ctx, { id }: { id: string }): Promise<OpenResult> {
  return inTransaction(ctx, async (ctx) => {
    await getLiveSession(ctx, id)
    const session = await lockLiveSession(ctx, id)
    const state = stateOf(session, ctx.now)
    if (state === 'cancelled' || state === 'postponed') return state
    if (state === 'open') return 'already-open'
    if (session.ends_at <= ctx.now) return 'over'
    await ctx
      .db('live_sessions')
      .where({ id })
      .update(
        state === 'draft'
          ? { opened_at: ctx.now, opened_by: actorId(ctx.actor) }
          : { closed_at: null, closed_by: null },
      )
    await recordAudit(ctx, {
      action: state === 'draft' ? 'live-sessions.open' : 'live-sessions.reopen',
      subject_kind: 'live session',
      subject_id: id,
    })
    if (state === 'draft') {
      const trainers = await listTrainers(ctx, id)
      await announceToTrainers(
        ctx,
        id,
        trainers.map((trainer) => trainer.id),
      )
    }
    await fillPlaces(ctx, await lockLiveSession(ctx, id))
    return state === 'draft' ? 'opened' : 'reopened'
  })
}

export type CloseResult = 'closed' | 'already-closed' | 'draft' | 'over' | 'cancelled' | 'postponed'

/** Nobody can book or wait any more. Places stay, and a place held for somebody can still be taken by them. */
export async function closeBookings(ctx: Ctx, { id }: { id: string }): Promise<CloseResult> {
  return inTransaction(ctx, async (ctx) => {
    await getLiveSession(ctx, id)
    const session = await lockLiveSession(ctx, id)
    const state = stateOf(session, ctx.now)
    if (state === 'cancelled' || state === 'postponed' || state === 'draft') return state
    if (state === 'closed') return 'already-closed'
    if (session.starts_at <= ctx.now) return 'over'
    await ctx
      .db('live_sessions')
      .where({ id })
      .update({ closed_at: ctx.now, closed_by: actorId(ctx.actor) })
    await recordAudit(ctx, {
      action: 'live-sessions.close-bookings',
      subject_kind: 'live session',
      subject_id: id,
    })
    await withdrawOpenOffers(ctx, session)
    return 'closed'
  })
}
