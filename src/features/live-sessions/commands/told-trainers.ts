/** Records what the trainers of a session know of its times and place: who changes it knows it, the others are told. */
import { actorId } from '../../../platform/access.ts'
import type { Ctx } from '../../../platform/context.ts'
import { trainsSql } from '../queries/overlaps.ts'

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
 * After a change: who made it knows it, and so does whoever trains it only now. Who no longer trains a part that is still
 * held hears no more of it. A draft is talked over by those who make it, so all of them know.
 */
export async function settleTrainers(
  ctx: Ctx,
  session: { id: string; opened_at: Date | null },
  { were, are }: { were: string[]; are: string[] },
): Promise<void> {
  await ctx.db.raw(
    `delete from told_trainer_parts k where k.live_session_id = :id and (
       not exists (select from live_session_trainers t where t.live_session_id = k.live_session_id and t.person_id = k.person_id)
       or exists (select from live_session_parts p
         join live_session_trainers t on t.live_session_id = p.live_session_id and t.person_id = k.person_id
         where p.id = k.live_session_part_id and not ${trainsSql}))`,
    { id: session.id },
  )
  const me = actorId(ctx.actor)
  const know = session.opened_at === null ? are : are.filter((id) => id === me || !were.includes(id))
  await recordTrainersTold(ctx, session.id, know)
}
