/** Ends what was sent, printed or opened to let a person in, when the address changes or the person is disabled. */
import { isSelf } from '../../../platform/access.ts'
import type { Ctx } from '../../../platform/context.ts'
import { putJob } from '../../../platform/jobs/put.ts'

/** Where somebody else decided it, they are signed out too: an account that is enabled again begins anew. */
export async function dropOpenWaysIn(ctx: Ctx, personId: string): Promise<void> {
  await ctx
    .db('invitations')
    .where({ person_id: personId, superseded_at: null, accepted_at: null })
    .update({ superseded_at: ctx.now })
  await dropJoiningCards(ctx, personId)
  if (!isSelf(ctx.actor, personId))
    await putJob(ctx, 'sign-in.end-sessions', { personId, before: ctx.now.toISOString() }, { priority: -10 })
}

/** Whoever printed a card could use it: it must not outlive a role they could not give. */
export async function dropJoiningCards(ctx: Ctx, personId: string): Promise<void> {
  await ctx
    .db('joining_cards')
    .where({ person_id: personId, superseded_at: null, used_at: null })
    .update({ superseded_at: ctx.now })
}
