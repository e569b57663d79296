/** One person's go at a quiz: started, answered as often as they like, handed in once. */
import { newId, newSecret } from '../../../lib/ids.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import type { AsAsked } from '../answers.ts'
import { answerFault, atStep, countSteps, validGiven } from '../answers.ts'
import { isOver, nextAttemptAt } from '../attempt-rules.ts'
import { drawQuestions } from '../drawing.ts'
import type { Fate } from '../keeping.ts'
import { addTaken, fateOf, givenAt, isSameGiven, timesTaken } from '../keeping.ts'
import type { AnswerFault } from '../kinds/kind.ts'
import { kindOf } from '../kinds/list.ts'
import type { AttemptRow, PossibleAnswer } from '../queries/attempts.ts'
import { listMarkings, listPossibleAnswers, lockAttempt, shareOf } from '../queries/attempts.ts'
import { countSeen, getQuizVersion, listDrawnFrom } from '../queries/quiz-versions.ts'
import { attemptsLeft, isWritten, markAttempt, percentOf } from '../rules.ts'
import { markByPutRight } from './put-right.ts'

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

export interface GivenAnswer {
  question_version_id: string
  given: string[]
  /** For how many milliseconds it has waited on its device, where the page says so. */
  age_ms?: number | null
  /** Of a case in steps: which was open on the page, counted from 0. */
  step?: number | null
}

export interface AnswersInput {
  attempt_id: string
  person_id: string
  answers: GivenAnswer[]
  /** Which browser tab sends, and the rising number it gives: both empty where no script runs, then the last to arrive counts. */
  tab: string | null
  seq: number | null
}

export type SaveAnswersResult =
  | {
      result: 'saved'
      /** Positions of questions whose answer was checked before: what came for them is not kept. */
      locked: number[]
      /** Answers that had waited while others were given: those stay, and are told here. */
      older: { position: number; question: AsAsked; given: string[] }[]
      ends_at: Date | null
    }
  | { result: 'handed-in' | 'time-over' }

/**
 * Keeps answers as they are given. Of one tab's answers to a question the highest number stays, in whatever order they
 * arrive; between tabs and devices the one given last, which is the last to arrive where the page does not say when.
 * Questions of other attempts are ignored, and so is what a question does not offer. All parts of a question are one answer.
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
        const answer = input.answers.find((one) => one.question_version_id === question.question_version_id)
        if (!answer) return []
        const told = question.kept?.steps_told ?? 0
        // What a page says of a step that was told meanwhile, or is yet to come, is no answer.
        if (countSteps(question) > 0 && (answer.step ?? told) !== told) return []
        const sentGiven =
          countSteps(question) > 0 ? atStep(question.kept?.given ?? [], answer.given, told) : answer.given
        const given = validGiven(question, sentGiven)
        const given_at = givenAt(answer.age_ms ?? null, attempt.started_at, ctx.now)
        const fate = fateOf(question.kept, { given, given_at, tab: input.tab, seq: input.seq })
        // Sent again because its first answer was lost, it was the last word then, and another may be by now.
        const is_other = fate === 'older' || (fate === 'late' && !isSameGiven(question.kept?.given ?? [], given))
        return [{ question, given, given_at, fate, is_other }]
      })
      // An answer that was checked stays. Sent again as it is kept, it is no fault.
      const isChecked = ({ question }: (typeof sent)[number]) => question.kept?.checked_at != null
      const toKeep = sent.filter((one) => !isChecked(one) && (one.fate === 'new' || one.fate === 'same'))
      if (toKeep.length > 0) await keepAnswers(ctx, input, lastGivenAt(attempt, possible), toKeep)
      return {
        result: 'saved',
        locked: sent
          .filter((one) => isChecked(one) && (one.fate === 'new' || one.is_other))
          .map(({ question }) => question.position),
        older: sent
          .filter((one) => !isChecked(one) && one.is_other)
          .map(({ question }) => ({ position: question.position, question, given: question.kept!.given })),
        ends_at: attempt.ends_at,
      }
    },
    { ownAudit: true },
  )
}

const lastGivenAt = (attempt: AttemptRow, possible: PossibleAnswer[]): Date =>
  new Date(
    Math.max(attempt.started_at.getTime(), ...possible.flatMap(({ kept }) => (kept ? [kept.given_at.getTime()] : []))),
  )

interface ToKeep {
  question: PossibleAnswer
  given: string[]
  given_at: Date | null
  fate: Fate
}

async function keepAnswers(ctx: Ctx, input: AnswersInput, since: Date, answers: ToKeep[]): Promise<void> {
  const seqs = input.tab && input.seq !== null ? { [input.tab]: input.seq } : {}
  const changed = answers.filter(({ fate }) => fate === 'new')
  const taken = timesTaken(
    since,
    changed.map(({ given_at }) => given_at ?? ctx.now),
  )
  const lines = answers.map((answer) => {
    const { kept, question_version_id } = answer.question
    // Said again later it is the last word from then on, and what was given in between elsewhere is older.
    const isLater = kept && answer.given_at !== null && answer.given_at > kept.given_at
    const same = kept && {
      given_at: isLater ? answer.given_at : kept.given_at,
      given_in: isLater ? input.tab : kept.given_in,
      taken_ms: kept.taken_ms,
    }
    const fresh = {
      given_at: answer.given_at ?? ctx.now,
      given_in: input.tab,
      taken_ms: addTaken(kept, taken[changed.indexOf(answer)] ?? null),
    }
    return { question_version_id, given: answer.given, ...(answer.fate === 'same' ? same : fresh) }
  })
  await ctx.db.raw(
    `insert into answers (attempt_id, question_version_id, given, seqs, saved_at, given_at, given_in, taken_ms)
     select :attempt_id, sent.question_version_id, sent.given, :seqs::jsonb, :now, sent.given_at, sent.given_in, sent.taken_ms
     from jsonb_to_recordset(:answers::jsonb)
       as sent (question_version_id uuid, given text[], given_at timestamptz, given_in text, taken_ms int)
     on conflict (attempt_id, question_version_id) do update
       set given = excluded.given, seqs = answers.seqs || excluded.seqs, saved_at = excluded.saved_at,
           given_at = excluded.given_at, given_in = excluded.given_in, taken_ms = excluded.taken_ms`,
    { attempt_id: input.attempt_id, seqs: JSON.stringify(seqs), answers: JSON.stringify(lines), now: ctx.now },
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

export type TellStepResult =
  | { result: 'told' | 'already' | 'handed-in' | 'time-over' | 'not-offered' }
  | { result: 'unanswered'; question_version_id: string }

/** Goes on in a case: tells what follows from the choice in the open step, which stays from then on. */
export async function tellStep(
  ctx: Ctx,
  { position, step, ...of }: { attempt_id: string; person_id: string; position: number; step: number },
): Promise<TellStepResult> {
  return inTransaction(
    ctx,
    async (ctx) => {
      const attempt = await lockAttempt(ctx, of)
      if (attempt.handed_in_at !== null) return { result: 'handed-in' }
      if (isOver(attempt.ends_at, ctx.now)) return { result: 'time-over' }
      const question = (await listPossibleAnswers(ctx, of.attempt_id)).find((one) => one.position === position)
      if (!question || step >= countSteps(question)) return { result: 'not-offered' }
      const { question_version_id, kept } = question
      // Pressed twice, or in a second tab: it was told already.
      if (step !== (kept?.steps_told ?? 0)) return { result: 'already' }
      if (!kept?.given[step]) return { result: 'unanswered', question_version_id }
      await ctx
        .db('answers')
        .where({ attempt_id: of.attempt_id, question_version_id })
        .update({ steps_told: step + 1 })
      return { result: 'told' }
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
      const answered = await listMarkings(ctx, input.attempt_id)
      const faults = answered.flatMap(({ question_version_id, ...question }) => {
        const fault = answerFault(question, question.given)
        return fault === null ? [] : [{ question_version_id, fault }]
      })
      if (faults.length > 0 && !input.is_confirmed && !isTimeUp) return { result: 'unanswered', faults }

      const handed_in_at = isTimeUp && attempt.ends_at! < ctx.now ? attempt.ends_at! : ctx.now
      if (answered.some(isWritten)) {
        await ctx.db('attempts').where({ id: attempt.id }).update({ handed_in_at, is_time_up: isTimeUp })
        await recordAudit(ctx, {
          action: 'quizzes.hand-in',
          subject_kind: 'person',
          subject_id: attempt.person_id,
          after: { attempt_id: attempt.id, number: attempt.number, waits_for_marks: true, unanswered: faults.length },
        })
        return { result: 'waiting' }
      }
      await markByPutRight(ctx, attempt)
      const questions = await listMarkings(ctx, input.attempt_id)
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

/** Who still hands in by hand has the grace; the time itself ends on the second. */
const hasEnded = ({ ends_at }: AttemptRow, asksTime: boolean, now: Date): boolean =>
  isOver(ends_at, now) || (asksTime && ends_at !== null && ends_at <= now)
