/** Marks an attempt by what its questions became since they were asked, once: when it gets its result. */
import type { Ctx } from '../../../platform/context.ts'
import { listAnswered, listPutRight } from '../queries/rescorings.ts'
import type { AnsweredRow } from '../rescoring.ts'
import { effectOf, isKept, marksOf } from '../rescoring.ts'

/**
 * As those were treated who had handed in before it was decided: one decision after the other, and where nobody is to
 * lose by one, this person does not either.
 */
export async function markByPutRight(
  ctx: Ctx,
  { id, pass_percent }: { id: string; pass_percent: number },
): Promise<void> {
  const decided = await listPutRight(ctx, id)
  if (decided.length === 0) return
  let questions = (await listAnswered(ctx, [id], new Map())).get(id) ?? []
  for (const { question_version_id, target, mode } of decided) {
    const isIt = ({ asked }: AnsweredRow) => asked.id === question_version_id
    const before = marksOf(questions, pass_percent)
    if (isKept(mode, effectOf({ questions, before, pass_percent }, target, isIt).change)) continue
    await ctx.db('attempt_questions').where({ attempt_id: id, question_version_id }).update({ marked_by: target.id })
    questions = questions.map((row) => (isIt(row) ? { ...row, marked_by: target } : row))
  }
}
