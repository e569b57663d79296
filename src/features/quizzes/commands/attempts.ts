/** One person's go at a quiz: started, answered as often as they like, handed in once. */
import { newId, newSecret } from '../../../lib/ids.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { answerFault, validGiven, wordOfGiven } from '../answers.ts'
import { isOver, nextAttemptAt } from '../attempt-rules.ts'
import { carryGiven } from '../carrying.ts'
import { drawQuestions } from '../drawing.ts'
import type { AnswerFault } from '../kinds/kind.ts'
import { kindOf } from '../kinds/list.ts'
import type { AttemptRow } from '../queries/attempts.ts'
import { listMarkings, listPossibleAnswers, lockAttempt, shareOf } from '../queries/attempts.ts'
import { listPutRight } from '../queries/rescorings.ts'
import { countSeen, getQuizVersion, listDrawnFrom } from '../queries/quiz-versions.ts'
import { attemptsLeft, isWritten, markAttempt, percentOf } from '../rules.ts'

export type StartAttemptResult =
  | { result: 'started' | 'open'; attempt_id: string; ends_at: Date | null }
  | { result: 'no-attempts-left' }
  | { result: 'too-soon'; next_attempt_at: Date }

/** Starts an attempt, or returns the one that is open: two tabs and a double click are one attempt. */
export async function startAttempt(
  ctx: Ctx,
  { quiz_version_id, person_id, since = null }: { quiz_version_id: string; person_id: string; since?: Date | null },
): Promise<StartAttemptResult> {
  return inTransaction(
    ctx,
    async (ctx) => {
      await ctx.db.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`${quiz_version_id} ${person_id}`])
      const quiz = await getQuizVersion(ctx, quiz_version_id)
      const attempts = await ctx
        .db('attempts')
        .select('id', 'handed_in_at', 'started_at')
        .where({ quiz_version_id, person_id })
        .orderBy('number')
      const counted = attempts.filter((attempt) => since === null || attempt.started_at >= since)
      const open = counted.find((attempt) => attempt.handed_in_at === null)
      const endOf = async (attempt_id: string) => (await lockAttempt(ctx, { attempt_id, person_id })).ends_at
      if (open) return { result: 'open', attempt_id: open.id, ends_at: await endOf(open.id) }
      if (attemptsLeft(quiz.attempts_allowed, counted.length) === 0) return { result: 'no-attempts-left' }
      const next = nextAttemptAt(quiz.delay_hours, counted.at(-1)?.handed_in_at ?? null, ctx.now)
      if (next) return { result: 'too-soon', next_attempt_at: next }

      const id = newId()
      const seed = newSecret()
      const seen = await countSeen(ctx, { quiz_version_id, person_id })
      const drawn = drawQuestions(seed, await listDrawnFrom(ctx, quiz_version_id), quiz, seen)
      await ctx.db('attempts').insert({
        id,
        quiz_version_id,
        person_id,
        number: attempts.length + 1,
        seed,
        started_at: ctx.now,
        max_points: drawn.reduce((sum, question) => sum + question.points, 0),
      })
      await ctx.db('attempt_questions').insert(
        drawn.map((question, index) => ({
          attempt_id: id,
          question_version_id: question.id,
          position: index + 1,
          shown_ids: question.shown_ids,
        })),
      )
      return { result: 'started', attempt_id: id, ends_at: await endOf(id) }
    },
    { ownAudit: true },
  )
}

export interface AnswersInput {
  attempt_id: string
  person_id: string
  answers: { question_version_id: string; given: string[] }[]
  /** Which browser tab sends, and the rising number it gives: both empty where no script runs, then the last to arrive counts. */
  tab: string | null
  seq: number | null
}

export type SaveAnswersResult =
  /** `locked` are the positions of questions whose answer was checked before: what came for them is not kept. */
  { result: 'saved'; locked: number[]; ends_at: Date | null } | { result: 'handed-in' | 'time-over' }

/**
 * Keeps answers as they are given. Of one tab's answers to a question the highest number stays, in whatever order they
 * arrive; between tabs the last to arrive counts. Questions of other attempts are ignored, and so is
 * what a question does not offer. All parts of a question are one answer.
 */
export async function saveAnswers(ctx: Ctx, input: AnswersInput): Promise<SaveAnswersResult> {
  return inTransaction(
    ctx,
    async (ctx) => {
      const attempt = await lockAttempt(ctx, input)
      if (attempt.handed_in_at !== null) return { result: 'handed-in' }
      if (isOver(attempt.ends_at, ctx.now)) return { result: 'time-over' }
      const possible = await listPossibleAnswers(ctx, input.attempt_id)
      const sent = possible.flatMap((question) => {
        const given = input.answers.find((answer) => answer.question_version_id === question.question_version_id)
        return given ? [{ ...question, given: validGiven(question, given.given) }] : []
      })
      const { answers, locked } =
        attempt.feedback === 'at-once'
          ? await withoutChecked(ctx, input.attempt_id, sent)
          : { answers: sent, locked: [] }
      if (answers.length > 0) await keepAnswers(ctx, input, answers)
      return { result: 'saved', locked, ends_at: attempt.ends_at }
    },
    { ownAudit: true },
  )
}

type Sent = Awaited<ReturnType<typeof listPossibleAnswers>>[number] & { given: string[] }

/** An answer that was checked stays. Sent again as it is kept, it is no fault. */
async function withoutChecked(ctx: Ctx, attemptId: string, sent: Sent[]) {
  const checked = new Map(
    (
      await ctx
        .db('answers')
        .select('question_version_id', 'given')
        .where({ attempt_id: attemptId })
        .whereNotNull('checked_at')
    ).map((answer) => [answer.question_version_id, answer.given]),
  )
  const isChecked = ({ question_version_id }: Sent) => checked.has(question_version_id)
  const isOther = (question: Sent) =>
    wordOfGiven(question, question.given) !== wordOfGiven(question, checked.get(question.question_version_id) ?? [])
  return {
    answers: sent.filter((question) => !isChecked(question)),
    locked: sent.filter((question) => isChecked(question) && isOther(question)).map((question) => question.position),
  }
}

async function keepAnswers(ctx: Ctx, input: AnswersInput, answers: Sent[]): Promise<void> {
  const seqs = input.tab && input.seq !== null ? { [input.tab]: input.seq } : {}
  await ctx.db.raw(
    `insert into answers (attempt_id, question_version_id, given, seqs, saved_at)
     select :attempt_id, sent.question_version_id, sent.given, :seqs::jsonb, :now
     from jsonb_to_recordset(:answers::jsonb) as sent (question_version_id uuid, given text[])
     on conflict (attempt_id, question_version_id) do update
       set given = excluded.given, seqs = answers.seqs || excluded.seqs, saved_at = excluded.saved_at
       where not exists (select from jsonb_each_text(excluded.seqs) as sent
         where (answers.seqs ->> sent.key)::bigint >= sent.value::bigint)`,
    {
      attempt_id: input.attempt_id,
      seqs: JSON.stringify(seqs),
      answers: JSON.stringify(answers.map(({ question_version_id, given }) => ({ question_version_id, given }))),
      now: ctx.now,
    },
  )
}

export type CheckAnswerResult =
  | { result: 'checked' | 'already' | 'handed-in' | 'time-over' | 'not-offered' }
  | { result: 'unanswered'; question_version_id: string; fault: AnswerFault }

/** Where feedback comes at once: tells whether an answer is right, and keeps it as it is from then on. */
export async function checkAnswer(
  ctx: Ctx,
  { position, ...of }: { attempt_id: string; person_id: string; position: number },
): Promise<CheckAnswerResult> {
  return inTransaction(
    ctx,
    async (ctx) => {
      const attempt = await lockAttempt(ctx, of)
      if (attempt.handed_in_at !== null) return { result: 'handed-in' }
      if (isOver(attempt.ends_at, ctx.now)) return { result: 'time-over' }
      const question = (await listMarkings(ctx, of.attempt_id)).find((one) => one.position === position)
      if (attempt.feedback !== 'at-once' || !question || kindOf(question.kind).is_marked_by_hand)
        return { result: 'not-offered' }
      const { question_version_id } = question
      if (question.checked_at) return { result: 'already' }
      const fault = answerFault(question, question.given)
      if (fault !== null) return { result: 'unanswered', question_version_id, fault }
      await ctx.db('answers').where({ attempt_id: of.attempt_id, question_version_id }).update({ checked_at: ctx.now })
      return { result: 'checked' }
    },
    { ownAudit: true },
  )
}

export type HandInResult =
  | { result: 'handed-in' | 'already'; is_passed: boolean; is_critical_right: boolean; percent: number }
  /** Handed in; a trainer has yet to mark what was written. */
  | { result: 'waiting' }
  | { result: 'unanswered'; faults: { question_version_id: string; fault: AnswerFault }[] }
  | { result: 'time-left'; ends_at: Date | null }

/**
 * Hands in and marks, once; a second time tells what the first did. Questions without a whole answer come back by name,
 * and are marked by what there is only when the person has said so (`is_confirmed`) or their time is up. `is_time_up`
 * says that only the time hands in: while there is some left, nothing happens.
 */
export async function handIn(
  ctx: Ctx,
  input: { attempt_id: string; person_id: string; is_confirmed?: boolean; is_time_up?: boolean },
): Promise<HandInResult> {
  return inTransaction(
    ctx,
    async (ctx) => {
      const attempt = await lockAttempt(ctx, input)
      if (attempt.handed_in_at !== null && attempt.points === null) return { result: 'waiting' }
      if (attempt.handed_in_at !== null)
        return {
          result: 'already',
          is_passed: attempt.is_passed!,
          is_critical_right: attempt.is_critical_right!,
          percent: percentOf(attempt.points!, attempt.max_points),
        }
      const isTimeUp = hasEnded(attempt, input.is_time_up ?? false, ctx.now)
      if (input.is_time_up && !isTimeUp) return { result: 'time-left', ends_at: attempt.ends_at }
      await markByPutRight(ctx, input.attempt_id)
      const questions = await listMarkings(ctx, input.attempt_id)
      const faults = questions.flatMap(({ question_version_id, ...question }) => {
        const fault = answerFault(question, question.given)
        return fault === null ? [] : [{ question_version_id, fault }]
      })
      if (faults.length > 0 && !input.is_confirmed && !isTimeUp) return { result: 'unanswered', faults }

      const handed_in_at = isTimeUp && attempt.ends_at! < ctx.now ? attempt.ends_at! : ctx.now
      if (questions.some(isWritten)) {
        await ctx.db('attempts').where({ id: attempt.id }).update({ handed_in_at, is_time_up: isTimeUp })
        await recordAudit(ctx, {
          action: 'quizzes.hand-in',
          subject_kind: 'person',
          subject_id: attempt.person_id,
          after: { attempt_id: attempt.id, number: attempt.number, waits_for_marks: true, unanswered: faults.length },
        })
        return { result: 'waiting' }
      }
      const marked = questions.map((question) => ({ ...question, share: shareOf(question) }))
      const max_points = questions.reduce((sum, question) => sum + question.points, 0)
      const marks = markAttempt(marked, attempt.pass_percent)
      await ctx
        .db('attempts')
        .where({ id: attempt.id })
        .update({ ...marks, max_points, handed_in_at, is_time_up: isTimeUp })
      await recordAudit(ctx, {
        action: 'quizzes.hand-in',
        subject_kind: 'person',
        subject_id: attempt.person_id,
        after: { attempt_id: attempt.id, number: attempt.number, ...marks, unanswered: faults.length },
      })
      return {
        result: 'handed-in',
        is_passed: marks.is_passed,
        is_critical_right: marks.is_critical_right,
        percent: percentOf(marks.points, max_points),
      }
    },
    { ownAudit: true },
  )
}

/** Questions that were put right since they were asked are marked by what they became, unless the answer reads no more. */
async function markByPutRight(ctx: Ctx, attemptId: string): Promise<void> {
  for (const { question_version_id, asked, target, given } of await listPutRight(ctx, attemptId))
    if (carryGiven(asked, target, given) !== null)
      await ctx
        .db('attempt_questions')
        .where({ attempt_id: attemptId, question_version_id })
        .update({ marked_by: target.id })
}

/** Who still hands in by hand has the grace; the time itself ends on the second. */
const hasEnded = ({ ends_at }: AttemptRow, asksTime: boolean, now: Date): boolean =>
  isOver(ends_at, now) || (asksTime && ends_at !== null && ends_at <= now)
