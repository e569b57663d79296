/** Answers to polls and questions: one a person, which may be changed while the item is open. */
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { row } from '../../../platform/db/connect.ts'
import { graceMilliseconds } from '../rules.ts'

export interface AnswerInput {
  live_session_id: string
  item_id: string
  person_id: string
  option_id: string
}

/**
 * One statement: it holds the item while it writes, so that nothing comes in after the item was closed and counted. The
 * answer is kept when this returns, and no event is written: thousands answer at once, and the figures are read anew.
 */
export async function giveAnswer(ctx: Ctx, input: AnswerInput): Promise<'kept' | 'closed'> {
  return inTransaction(
    ctx,
    async (ctx) => {
      const kept = await row(
        ctx.db,
        `insert into room_answers (item_id, person_id, option_id, answered_at)
         select i.id, :person_id, o.id, :now
         from room_items i join room_options o on o.item_id = i.id and o.id = :option_id
         where i.id = :item_id and i.live_session_id = :live_session_id and i.shown_at is not null
           and i.closed_at is null and (i.closes_at is null or i.closes_at > :in_time)
         for share of i
         on conflict (item_id, person_id) do update
           set option_id = excluded.option_id, answered_at = excluded.answered_at
         returning person_id`,
        { ...input, now: ctx.now, in_time: new Date(ctx.now.getTime() - graceMilliseconds) },
      )
      return kept ? 'kept' : 'closed'
    },
    { ownAudit: true },
  )
}
