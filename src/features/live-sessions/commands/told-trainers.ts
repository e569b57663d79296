/** Records what the trainers of a session know of its times and place: who changes it knows it, the others are told. */
import { actorId } from '../../../platform/access.ts'
import type { Ctx } from '../../../platform/context.ts'
import { tellTrainer } from '../trainer-mails.ts'
import { trainsSql } from '../queries/overlaps.ts'
import type { HeldSession } from '../queries/recipients.ts'
import { lockLiveSession } from '../queries/recipients.ts'
import { listKnownTrainers } from '../queries/told-trainers.ts'
import { findElsewhere } from './overlaps.ts'

/** These know how it stands: they made it so, or read it in the mail that goes out in this transaction. */
export async function recordTrainersTold(ctx: Ctx, liveSessionId: string, personIds: string[]): Promise<void> {
  const known = { live_session_id: liveSessionId }
  await ctx.db('told_trainer_parts').where(known).whereIn('person_id', personIds).delete()
  await ctx.db.raw(
    `insert into told_trainer_parts (live_session_id, person_id, live_session_part_id, position, starts_at, ends_at, mode, place)
     select s.id, t.person_id, p.id, p.position, p.starts_at, p.ends_at, s.mode, s.place
     from live_sessions s
     join live_session_parts p on p.live_session_id = s.id
     join live_session_trainers t on t.live_session_id = s.id and ${trainsSql}
     where s.id = :liveSessionId and t.person_id = any(:personIds::uuid[])`,
    { liveSessionId, personIds },
  )
}

export const forgetTrainersTold = async (ctx: Ctx, liveSessionId: string): Promise<void> => {
  await ctx.db('told_trainer_parts').where({ live_session_id: liveSessionId }).delete()
}

/**
 * After a change: who made it knows it, unless an entry in their calendar has to follow. A draft is talked over by those who
 * make it, so all of them know. Everybody else is told, also that they train it now, or no longer do.
 */
export async function settleTrainers(ctx: Ctx, session: HeldSession): Promise<void> {
  const me = actorId(ctx.actor)
  const known = await listKnownTrainers(ctx, session)
  const know = known.filter(
    ({ trainer }) =>
      session.opened_at === null || (trainer.id === me && (trainer.has_place || trainer.entry_part_ids.length === 0)),
  )
  await recordTrainersTold(
    ctx,
    session.id,
    know.map(({ trainer }) => trainer.id),
  )
}

/** A session that is open now was given to them by somebody else. What the system itself sets up is announced to nobody. */
export async function announceToTrainers(ctx: Ctx, liveSessionId: string, trainerIds: string[]): Promise<void> {
  const me = actorId(ctx.actor)
  if (me === null || trainerIds.every((id) => id === me)) return
  const session = await lockLiveSession(ctx, liveSessionId)
  const trainers = (await listKnownTrainers(ctx, session)).filter(({ trainer }) => trainer.id !== me)
  const elsewhere = await findElsewhere(
    ctx,
    session.id,
    trainers.map(({ trainer, now }) => ({ person_id: trainer.id, parts: now.parts })),
  )
  for (const { trainer, now } of trainers)
    await tellTrainer(ctx, 'trainer-added', {
      trainer,
      was: { ...session, parts: [] },
      now,
      elsewhere: elsewhere.get(trainer.id),
    })
}
