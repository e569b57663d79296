/** Makes quizzes: a version is never edited, a changed quiz is a new version. */
import { newId } from '../../../lib/ids.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { AttemptRules } from '../attempt-rules.ts'
import { defaultRules } from '../attempt-rules.ts'
import type { BlueprintRule } from '../drawing.ts'
import { askedCount, drawFault, labelsOf } from '../drawing.ts'
import { listQuestionsForQuiz } from '../queries/quiz-versions.ts'

export interface QuizInput extends Partial<Omit<AttemptRules, 'attempts_allowed'>> {
  /** Null makes a new quiz; otherwise a further version of that one. */
  quiz_id: string | null
  title: string
  pass_percent: number
  attempts_allowed: number | null
  draw_count: number | null
  /** At least so many of each; null draws without regard to what questions are about. */
  blueprint?: BlueprintRule[] | null
  question_version_ids: string[]
}

export async function addQuizVersion(
  ctx: Ctx,
  input: QuizInput,
): Promise<{ quiz_id: string; quiz_version_id: string }> {
  const questionIds = [...new Set(input.question_version_ids)]
  return inTransaction(ctx, async (ctx) => {
    const questions = (await listQuestionsForQuiz(ctx, questionIds)).map((question) => ({
      ...question,
      labels: labelsOf(question),
    }))
    const labels = new Map(questions.map((question) => [question.id, question.labels]))
    const plan = { draw_count: input.draw_count, blueprint: input.blueprint ?? null }
    const fault = drawFault(plan, questions)
    if (fault) throw new RangeError(`${input.title}: ${fault.text}`)
    const quizId = input.quiz_id ?? newId()
    if (input.quiz_id === null) await ctx.db('quizzes').insert({ id: quizId, title: input.title, created_at: ctx.now })
    else if (!(await ctx.db('quizzes').first('id').where({ id: quizId }).forUpdate())) throw new NotFound()
    else await ctx.db('quizzes').where({ id: quizId }).update({ title: input.title })
    const last = await ctx.db('quiz_versions').first('number').where({ quiz_id: quizId }).orderBy('number', 'desc')
    const number = (last?.number ?? 0) + 1
    const id = newId()
    await ctx.db('quiz_versions').insert({
      id,
      quiz_id: quizId,
      number,
      pass_percent: input.pass_percent,
      attempts_allowed: input.attempts_allowed,
      delay_hours: input.delay_hours ?? defaultRules.delay_hours,
      counts: input.counts ?? defaultRules.counts,
      feedback: input.feedback ?? defaultRules.feedback,
      time_limit_minutes: input.time_limit_minutes ?? defaultRules.time_limit_minutes,
      draw_count: input.draw_count,
      blueprint: plan.blueprint && JSON.stringify(plan.blueprint),
      asked_count: askedCount(questions, plan),
      created_at: ctx.now,
    })
    await ctx.db('quiz_version_questions').insert(
      questionIds.map((question_version_id, index) => ({
        quiz_version_id: id,
        question_version_id,
        position: index + 1,
        labels: labels.get(question_version_id) ?? [],
      })),
    )
    await recordAudit(ctx, {
      action: 'quizzes.add-version',
      subject_kind: 'quiz',
      subject_id: quizId,
      after: { ...input, quiz_id: quizId, quiz_version_id: id, number },
    })
    return { quiz_id: quizId, quiz_version_id: id }
  })
}
