/** Making and revoking the private link of a calendar feed. */
import { newId, newSecret } from '../../../lib/ids.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import type { FeedKind } from '../queries/feeds.ts'

/** A new link; the one before stops working with the same act. */
export async function makeFeed(ctx: Ctx, input: { person_id: string; kind: FeedKind }): Promise<void> {
  return inTransaction(ctx, async (ctx) => {
    await ctx.db.raw(`select pg_advisory_xact_lock(hashtextextended('calendar feeds ' || ?, 0))`, [input.person_id])
    const revoked = await closeFeed(ctx, input)
    const feed = { id: newId(), ...input, token: newSecret(), created_at: ctx.now }
    await ctx.db('calendar_feeds').insert(feed)
    await recordAudit(ctx, {
      action: 'live-sessions.make-calendar-feed',
      subject_kind: 'person',
      subject_id: input.person_id,
      after: { kind: input.kind, replaces_another: revoked },
    })
  })
}

export async function revokeFeed(
  ctx: Ctx,
  input: { person_id: string; kind: FeedKind },
): Promise<'revoked' | 'already-revoked'> {
  return inTransaction(ctx, async (ctx) => {
    if (!(await closeFeed(ctx, input))) return 'already-revoked'
    await recordAudit(ctx, {
      action: 'live-sessions.revoke-calendar-feed',
      subject_kind: 'person',
      subject_id: input.person_id,
      before: { kind: input.kind },
    })
    return 'revoked'
  })
}

async function closeFeed(ctx: Ctx, { person_id, kind }: { person_id: string; kind: FeedKind }): Promise<boolean> {
  const closed = await ctx
    .db('calendar_feeds')
    .where({ person_id, kind, revoked_at: null })
    .update({ revoked_at: ctx.now })
  return closed > 0
}
