/** Ends what was sent or printed to let a person in, when the address changes or the person is disabled. */
import type { Ctx } from '../../../platform/context.ts'

export async function dropOpenWaysIn(ctx: Ctx, personId: string): Promise<void> {
  await ctx
    .db('invitations')
    .where({ person_id: personId, superseded_at: null, accepted_at: null })
    .update({ superseded_at: ctx.now })
  await ctx
    .db('joining_cards')
    .where({ person_id: personId, superseded_at: null, used_at: null })
    .update({ superseded_at: ctx.now })
}
