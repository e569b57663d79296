/** Sets adjustments: how pages look, by the person; extra time, by a coordinator. The audit names nothing of what was set. */
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { Forbidden } from '../../../platform/errors.ts'
import { canSetExtraTime } from '../policy.ts'
import { findAdjustments } from '../queries/adjustments.ts'
import { getPersonForUpdate } from '../queries/people.ts'
import type { Adjustments, ExtraTime } from '../rules/adjustments.ts'

export async function setDisplayAdjustments(
  ctx: Ctx,
  { person_id, ...display }: { person_id: string } & Pick<Adjustments, 'one_question_a_page' | 'large_print'>,
): Promise<'changed' | 'unchanged'> {
  return setAdjustments(ctx, person_id, display)
}

/** It counts at once, in a quiz that is under way too. */
export async function setExtraTime(
  ctx: Ctx,
  { person_id, extra_time }: { person_id: string; extra_time: ExtraTime },
): Promise<'changed' | 'unchanged'> {
  if (!canSetExtraTime(ctx.actor, person_id)) throw new Forbidden('Nobody gives themselves extra time')
  return setAdjustments(ctx, person_id, { extra_time })
}

async function setAdjustments(
  ctx: Ctx,
  personId: string,
  change: Partial<Adjustments>,
): Promise<'changed' | 'unchanged'> {
  return inTransaction(ctx, async (ctx) => {
    await getPersonForUpdate(ctx, personId)
    const before = await findAdjustments(ctx, personId)
    const after = { ...before, ...change }
    if ((Object.keys(after) as (keyof Adjustments)[]).every((name) => after[name] === before[name])) return 'unchanged'
    await ctx
      .db('adjustments')
      .insert({ person_id: personId, ...after, updated_at: ctx.now })
      .onConflict('person_id')
      .merge()
    // What somebody needs says something of their health: who may read the audit need not know it.
    await recordAudit(ctx, { action: 'people.change-adjustments', subject_kind: 'person', subject_id: personId })
    return 'changed'
  })
}
