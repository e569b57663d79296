/** A trainer marks what was written: when the last answer of an attempt is marked, the attempt has its result. */
import { actorId, isSelf } from '../../../platform/access.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { Written } from '../kinds/written.ts'
import { findAttemptOwner, listMarkings, lockAttempt, shareOf } from '../queries/attempts.ts'
import { isWritten, markAttempt } from '../rules.ts'
import { markByPutRight } from './put-right.ts'

export interface WrittenMarkInput {
  question_version_id: string
  /** For each line of the rubric. */
  points: number[]
  feedback: string
}

export type MarkWrittenResult =
  /** `is_final`: nothing of the attempt waits any more. */
  { result: 'marked'; person_id: string; is_final: boolean } | { result: 'already' | 'own-attempt' | 'too-many-points' }

/** The marks of one attempt, all of its written answers or some of them; what was marked before is changed by it. */
export async function markWritten(
  ctx: Ctx,
  { attempt_id, marks }: { attempt_id: string; marks: WrittenMarkInput[] },
): Promise<MarkWrittenResult> {
  return inTransaction(
    ctx,
    async (ctx) => {
      const person_id = await findAttemptOwner(ctx, attempt_id)
      if (person_id === undefined) throw new NotFound()
      if (isSelf(ctx.actor, person_id)) return { result: 'own-attempt' }
      const attempt = await lockAttempt(ctx, { attempt_id, person_id })
      if (attempt.handed_in_at === null) throw new NotFound()
      if (attempt.points !== null) return { result: 'already' }
      const written = (await listMarkings(ctx, attempt_id)).filter(isWritten)
      for (const mark of marks) {
        const question = written.find((one) => one.question_version_id === mark.question_version_id)
        if (!question) throw new NotFound()
        const { rubric } = (question.marked_content ?? question.content) as Written
        const isOffered =
          mark.points.length === rubric.length && rubric.every((line, at) => isWithin(mark.points[at]!, line.points))
        if (!isOffered) return { result: 'too-many-points' }
      }
      for (const { question_version_id, points, feedback } of marks)
        await ctx
          .db('written_marks')
          .insert({
            attempt_id,
            question_version_id,
            points,
            feedback,
            marked_at: ctx.now,
            marked_by: actorId(ctx.actor),
          })
          .onConflict(['attempt_id', 'question_version_id'])
          .merge()
      const is_final = await finish(ctx, attempt)
      await recordAudit(ctx, {
        action: 'quizzes.mark-written',
        subject_kind: 'person',
        subject_id: person_id,
        after: {
          attempt_id,
          marks: marks.map(({ question_version_id, points }) => ({ question_version_id, points })),
          is_final,
        },
      })
      return { result: 'marked', person_id, is_final }
    },
    { ownAudit: true },
  )
}

const isWithin = (points: number, most: number): boolean => Number.isInteger(points) && points >= 0 && points <= most

/** Counts the whole attempt, unless an answer still waits. */
async function finish(ctx: Ctx, attempt: { id: string; pass_percent: number }): Promise<boolean> {
  const waits = (await listMarkings(ctx, attempt.id)).some((one) => isWritten(one) && one.hand_points === null)
  if (waits) return false
  await markByPutRight(ctx, attempt)
  const questions = await listMarkings(ctx, attempt.id)
  const marks = markAttempt(
    questions.map((question) => ({ ...question, share: shareOf(question) })),
    attempt.pass_percent,
  )
  const max_points = questions.reduce((sum, question) => sum + question.points, 0)
  await ctx
    .db('attempts')
    .where({ id: attempt.id })
    .update({ ...marks, max_points, marked_at: ctx.now })
  return true
}
