/** A learner takes the quiz of a module. */
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { NotFound } from '../../../platform/errors.ts'
import { putPlan } from '../../../platform/jobs/plans.ts'
import type { AnswersInput, CheckAnswerResult, HandInResult, TellStepResult } from '../../quizzes/index.ts'
import {
  checkAnswer,
  findAttemptOwner,
  getAttempt,
  graceSeconds,
  handIn,
  saveAnswers,
  startAttempt,
  tellStep,
} from '../../quizzes/index.ts'
import { checkCertificate } from './news.ts'
import { getPlace } from '../queries/progress.ts'

export type StartQuizResult =
  | Awaited<ReturnType<typeof startAttempt>>
  | { result: 'not-open' }
  | { result: 'passed' | 'waiting'; attempt_id: string }

/** Who has passed sees the result, unless they ask to take it again: going back never repeats anything. */
export async function startQuiz(
  ctx: Ctx,
  { again, ...input }: { person_id: string; course_id: string; module_id: string; again: boolean },
): Promise<StartQuizResult> {
  const { module, enrolment } = await getPlace(ctx, input)
  const { standing } = module
  if (!standing) throw new NotFound()
  if (!module.is_open) return { result: 'not-open' }
  if (standing.is_passed && !again && !standing.open_attempt_id)
    return { result: 'passed', attempt_id: standing.last_attempt_id! }
  if (standing.is_waiting_for_marks && !standing.open_attempt_id)
    return { result: 'waiting', attempt_id: standing.last_attempt_id! }
  return inTransaction(
    ctx,
    async (ctx) => {
      const since = enrolment.round > 1 ? enrolment.enrolled_at : null
      const of = { quiz_version_id: standing.quiz_version_id, person_id: input.person_id, since }
      const started = await startAttempt(ctx, of)
      if (started.result === 'started' && started.ends_at) await planEnd(ctx, started.attempt_id, started.ends_at)
      return started
    },
    { ownAudit: true },
  )
}

const planEnd = (ctx: Ctx, attemptId: string, endsAt: Date) =>
  putPlan(ctx, 'learning.end-attempt', attemptId, new Date(endsAt.getTime() + (graceSeconds + 1) * 1000))

/** Keeps the answers that came with the form, then tells of one whether it is right: from then on it stays. */
export async function checkQuizAnswer(ctx: Ctx, answers: AnswersInput, position: number): Promise<CheckAnswerResult> {
  return inTransaction(
    ctx,
    async (ctx) => {
      await saveAnswers(ctx, answers)
      return checkAnswer(ctx, { ...answers, position })
    },
    { ownAudit: true },
  )
}

/** Keeps the answers that came with the form, then tells what follows in the open step of a case. */
export async function goOnInCase(
  ctx: Ctx,
  answers: AnswersInput,
  at: { position: number; step: number },
): Promise<TellStepResult> {
  return inTransaction(
    ctx,
    async (ctx) => {
      await saveAnswers(ctx, answers)
      return tellStep(ctx, { ...answers, ...at })
    },
    { ownAudit: true },
  )
}

/** Keeps the answers that came with the form, hands them in, and says so to certification when that may change anything. */
export async function handInQuiz(
  ctx: Ctx,
  answers: AnswersInput,
  isConfirmed: boolean,
  isTimeUp = false,
): Promise<HandInResult> {
  return inTransaction(
    ctx,
    async (ctx) => {
      await saveAnswers(ctx, answers)
      return handInAndTell(ctx, { ...answers, is_confirmed: isConfirmed, is_time_up: isTimeUp })
    },
    { ownAudit: true },
  )
}

async function handInAndTell(ctx: Ctx, of: Parameters<typeof handIn>[1]): Promise<HandInResult> {
  const { counts } = await getAttempt(ctx, of.attempt_id)
  const handed = await handIn(ctx, of)
  if (handed.result === 'handed-in' && (handed.is_passed || counts === 'last'))
    await checkCertificate(ctx, of.person_id)
  return handed
}

/** The time of an attempt is up: hands in what was answered. Where there is time left after all, asks again then. */
export async function endAttempt(ctx: Ctx, attemptId: string): Promise<void> {
  const person_id = await findAttemptOwner(ctx, attemptId)
  if (person_id === undefined) return
  await inTransaction(
    ctx,
    async (ctx) => {
      const handed = await handInAndTell(ctx, { attempt_id: attemptId, person_id, is_time_up: true })
      if (handed.result === 'time-left' && handed.ends_at) await planEnd(ctx, attemptId, handed.ends_at)
    },
    { ownAudit: true },
  )
}
