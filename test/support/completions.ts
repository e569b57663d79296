/** Records one person's completion as a check of their certificate does: the engine is asked, and what it finds is recorded. */
import { roundOf } from '../../src/features/courses/index.ts'
import { completionOf, findCompletion, recordCompletions } from '../../src/features/learning/index.ts'
import type { Ctx } from '../../src/platform/context.ts'

export async function recordCompletion(ctx: Ctx, of: { person_id: string; course_version_id: string }) {
  const round = await roundOf(ctx, of.person_id, of.course_version_id)
  const { completed_at } = await completionOf(ctx, of.person_id, of.course_version_id, round)
  if (completed_at === null) return { result: 'incomplete' as const }
  const known = await findCompletion(ctx, of.person_id, of.course_version_id)
  const [completion_id] = await recordCompletions(ctx, [{ ...of, round: round.round, completed_at }])
  return { result: known?.is_in_force ? ('already' as const) : ('recorded' as const), completion_id, completed_at }
}
