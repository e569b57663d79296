/** Reads the adjustments of a person: for themself, for who sets them, and for the pages that keep to them. */
import type { Ctx } from '../../../platform/context.ts'
import { row } from '../../../platform/db/connect.ts'
import type { Adjustments } from '../rules/adjustments.ts'
import { noAdjustments } from '../rules/adjustments.ts'

export async function findAdjustments(ctx: Ctx, personId: string): Promise<Adjustments> {
  const found = await row<Adjustments>(
    ctx.db,
    'select extra_time, one_question_a_page, large_print from adjustments where person_id = ?',
    [personId],
  )
  return found ?? noAdjustments
}
