/** Changes of a session collect until they are sent, once, to those they concern. Callers of all but the first hold the session's lock. */
import { actorId } from '../../../platform/access.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { dropPlan, putPlan } from '../../../platform/jobs/plans.ts'
import { tellChanged, tellWaitingMoved } from '../mails.ts'
import { trainerNews } from '../pages/changes.ts'
import { rangesWords } from '../pages/parts.ts'
import { getLiveSession } from '../queries/live-sessions.ts'
import type { OverlapRow } from '../queries/overlaps.ts'
import type { HeldSession } from '../queries/recipients.ts'
import { lockLiveSession, personOf } from '../queries/recipients.ts'
import type { Unsent } from '../queries/told.ts'
import { listUnsent } from '../queries/told.ts'
import type { UnsentTrainer } from '../queries/told-trainers.ts'
import { listUnsentTrainers } from '../queries/told-trainers.ts'
import { changesDueAt } from '../rules.ts'
import { isReached, tellTrainer } from '../trainer-mails.ts'
import { findElsewhere } from './overlaps.ts'
import { recordTold } from './told.ts'
import { recordTrainersTold } from './told-trainers.ts'

export type SendChangesResult = { result: 'sent'; told: number } | { result: 'nothing' }

/** What the trainer's button does, and what happens by itself when they forget. */
export async function sendChanges(ctx: Ctx, { id }: { id: string }): Promise<SendChangesResult> {
  return inTransaction(
    ctx,
    async (ctx) => {
      await getLiveSession(ctx, id)
      const session = await lockLiveSession(ctx, id)
      if (!session.unsent_since) return { result: 'nothing' }
      const told = await sendUnsent(ctx, session)
      return told === null ? { result: 'nothing' } : { result: 'sent', told }
    },
    { ownAudit: true },
  )
}

/** Tells everyone the difference between what they know and what is; how many by email, or null where there was none. */
export async function sendUnsent(ctx: Ctx, session: HeldSession): Promise<number | null> {
  const [unsent, trainers] = [await listUnsent(ctx, session), await listUnsentTrainers(ctx, session)]
  const elsewhere = await listElsewhere(ctx, session, unsent, trainers)
  for (const one of unsent) await tell(ctx, session, one, elsewhere.get(one.booking.person_id) ?? [])
  const toldTrainers = await tellTrainers(ctx, session, trainers, elsewhere)
  await settle(ctx, session)
  if (unsent.length + trainers.length === 0) return null
  // Nobody has these in their calendar any more; a part that is only another's to train stays known.
  const gone = [...unsent, ...trainers]
    .flatMap(({ changes }) => [...changes.dropped])
    .filter((id) => session.parts.every((part) => part.id !== id))
  await ctx.db('calendar_entries').whereIn('live_session_part_id', gone).delete()
  const told = unsent.filter(({ booking }) => booking.email !== null).length + toldTrainers
  await recordAudit(ctx, {
    action: 'live-sessions.send-changes',
    subject_kind: 'live session',
    subject_id: session.id,
    after: { people: unsent.length, trainers: trainers.length, by_email: told },
  })
  return told
}

/** Whom the new times bring into two places; asked when it is told, so that nobody's newest booking is missed. */
export const listElsewhere = (
  ctx: Ctx,
  session: Pick<HeldSession, 'id' | 'parts'>,
  unsent: Pick<Unsent<unknown>, 'booking' | 'changes'>[],
  trainers: Pick<UnsentTrainer<unknown>, 'trainer' | 'changes'>[],
): Promise<Map<string, OverlapRow[]>> =>
  findElsewhere(
    ctx,
    session.id,
    [
      ...unsent
        .filter(({ booking }) => booking.booked_at !== null)
        .map(({ booking, changes }) => ({ person_id: booking.person_id, changes })),
      ...trainers.map(({ trainer, changes }) => ({ person_id: trainer.id, changes })),
    ].map(({ person_id, changes }) => ({
      person_id,
      parts: session.parts.filter((part) => changes.requested.has(part.id)),
    })),
  )

/** Those who train it or no longer do, but who sends it knows it; how many by email. */
async function tellTrainers(
  ctx: Ctx,
  session: HeldSession,
  unsent: UnsentTrainer<HeldSession>[],
  elsewhere: Map<string, OverlapRow[]>,
): Promise<number> {
  await recordTrainersTold(
    ctx,
    session.id,
    unsent.map(({ trainer }) => trainer.id),
  )
  for (const one of unsent)
    await tellTrainer(ctx, trainerNews(one), { ...one, whole: session, elsewhere: elsewhere.get(one.trainer.id) })
  return unsent.filter((one) => isReached(one, actorId(ctx.actor))).length
}

async function tell(
  ctx: Ctx,
  session: HeldSession,
  { booking, was, changes }: Unsent<HeldSession>,
  elsewhere: OverlapRow[],
): Promise<void> {
  const person = personOf(booking)
  if (booking.booked_at) await tellChanged(ctx, { session, person, place: booking, was, changes, elsewhere })
  else await tellWaitingMoved(ctx, { session, person, was_words: rangesWords(was.parts) })
  await recordTold(ctx, session, booking.id)
}

/**
 * After a change: nothing to tell, and whatever waited is off; or it waits for the trainer, an hour at most; or the start
 * is so near that it is sent at once. Answers how many are told, and how many are to be.
 */
export async function noteChanges(ctx: Ctx, session: HeldSession): Promise<{ told: number; unsent: number }> {
  const unsent = [...(await listUnsent(ctx, session)), ...(await listUnsentTrainers(ctx, session))]
  if (unsent.length === 0) {
    await settle(ctx, session)
    return { told: 0, unsent: 0 }
  }
  const since = session.unsent_since ?? ctx.now
  const due = changesDueAt(since, [session, ...unsent.map(({ was }) => was)], ctx.now)
  if (due <= ctx.now) return { told: (await sendUnsent(ctx, session)) ?? 0, unsent: 0 }
  await ctx.db('live_sessions').where({ id: session.id }).update({ unsent_since: since })
  await putPlan(ctx, 'live-sessions.send-changes', session.id, due)
  return { told: 0, unsent: unsent.length }
}

/** Nobody is left to be told: they left, or the change was undone, or it is done. */
export async function settleChanges(ctx: Ctx, session: HeldSession): Promise<void> {
  if (!session.unsent_since) return
  const unsent = [...(await listUnsent(ctx, session)), ...(await listUnsentTrainers(ctx, session))]
  if (unsent.length === 0) await settle(ctx, session)
}

/** There is nothing to send any more. */
export async function settle(ctx: Ctx, session: HeldSession): Promise<void> {
  if (!session.unsent_since) return
  await ctx.db('live_sessions').where({ id: session.id }).update({ unsent_since: null })
  await dropPlan(ctx, 'live-sessions.send-changes', session.id, 'There is nothing to send')
}
