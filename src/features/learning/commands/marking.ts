/** Marks what somebody wrote, tells them once nothing waits any more, and asks for their certificate. */
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import type { MarkWrittenResult, WrittenMarkInput } from '../../quizzes/index.ts'
import { markWritten } from '../../quizzes/index.ts'
import { mailMarked } from '../mails.ts'
import { checkCertificate } from './news.ts'

export async function markAnswers(
  ctx: Ctx,
  input: { attempt_id: string; marks: WrittenMarkInput[] },
): Promise<MarkWrittenResult> {
  return inTransaction(ctx, async (ctx) => {
    const marked = await markWritten(ctx, input)
    if (marked.result !== 'marked' || !marked.is_final) return marked
    await mailMarked(ctx, input.attempt_id)
    await checkCertificate(ctx, marked.person_id)
    return marked
  })
}
