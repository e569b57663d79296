/** A learner takes the quiz of a module. */
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { AnswersInput, HandInResult, StartAttemptResult } from '../../quizzes/index.ts'
import { handIn, saveAnswers, startAttempt } from '../../quizzes/index.ts'
import { checkCertificate } from '../jobs.ts'
import { getPlace } from '../queries/progress.ts'

export type StartQuizResult = StartAttemptResult | { result: 'not-open' } | { result: 'passed'; attempt_id: string }

/** Who has passed sees the result, unless they ask to take it again: going back never repeats anything. */
export async function startQuiz(
  ctx: Ctx,
  { again, ...input }: { person_id: string; course_id: string; module_id: string; again: boolean },
): Promise<StartQuizResult> {
  const { module } = await getPlace(ctx, input)
  const { standing } = module
  if (!standing) throw new NotFound()
  if (!module.is_open) return { result: 'not-open' }
  if (standing.is_passed && !again && !standing.open_attempt_id)
    return { result: 'passed', attempt_id: standing.last_attempt_id! }
  return startAttempt(ctx, { quiz_version_id: standing.quiz_version_id, person_id: input.person_id })
}

/** Keeps the answers that came with the form, hands them in, and says so to certification when they passed. */
export async function handInQuiz(ctx: Ctx, answers: AnswersInput, isConfirmed: boolean): Promise<HandInResult> {
  return inTransaction(
    ctx,
    async (ctx) => {
      await saveAnswers(ctx, answers)
      const handed = await handIn(ctx, { ...answers, is_confirmed: isConfirmed })
      if (handed.result === 'handed-in' && handed.is_passed) await checkCertificate(ctx, answers.person_id)
      return handed
    },
    { ownAudit: true },
  )
}
