/** Reads what a learner kept for themselves on a page. Only their own page ever asks. */
import type { Ctx } from '../../../platform/context.ts'

/** By the id of the block. */
export async function listNotes(
  ctx: Ctx,
  of: { person_id: string; course_id: string; module_key: string },
): Promise<Record<string, { text: string; ticked: string[] }>> {
  const found = await ctx.db('module_notes').where(of).select('block_id', 'text', 'ticked')
  return Object.fromEntries(found.map(({ block_id, ...note }) => [block_id, note]))
}
