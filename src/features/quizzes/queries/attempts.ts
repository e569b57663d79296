/** Reads attempts: for the person who makes one, for marking, and where a person stands. */
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { AskedOption, AskedPart } from '../answers.ts'
import { askedOptions, askedParts, wordOfGiven } from '../answers.ts'
import type { Checked, Content } from '../kinds/kind.ts'
import type { QuestionKind } from '../kinds/list.ts'
import { kindOf } from '../kinds/list.ts'
import { attemptsLeft, earnedPoints, isWhollyRight, markAnswer, percentOf } from '../rules.ts'

export interface AttemptRow {
  id: string
  quiz_version_id: string
  person_id: string
  number: number
  started_at: Date
  handed_in_at: Date | null
  points: number | null
  max_points: number
  is_critical_right: boolean | null
  is_passed: boolean | null
  pass_percent: number
}

const attemptColumns = `a.id, a.quiz_version_id, a.person_id, a.number, a.started_at, a.handed_in_at, a.points,
  a.max_points, a.is_critical_right, a.is_passed, v.pass_percent
  from attempts a join quiz_versions v on v.id = a.quiz_version_id`

/** Holds the attempt until the transaction ends, so that saving and handing in follow each other. */
export async function lockAttempt(ctx: Ctx, of: { attempt_id: string; person_id: string }): Promise<AttemptRow> {
  const found = await row<AttemptRow>(
    ctx.db,
    `select ${attemptColumns} where a.id = ? and a.person_id = ? for update of a`,
    [of.attempt_id, of.person_id],
  )
  if (!found) throw new NotFound()
  return found
}

/** A question of an attempt and what may be chosen, as it stands on the page. Holds what is right: for the server only. */
export interface AnswerSheet {
  question_version_id: string
  position: number
  kind: QuestionKind
  text: string
  content: Content
  shown_ids: string[]
}

const answerSheet = `select aq.question_version_id, aq.position, v.kind, v.text, v.content, aq.shown_ids
  from attempt_questions aq join question_versions v on v.id = aq.question_version_id`

export async function listPossibleAnswers(ctx: Ctx, attemptId: string): Promise<AnswerSheet[]> {
  return rows<AnswerSheet>(ctx.db, `${answerSheet} where aq.attempt_id = ?`, [attemptId])
}

/** What may be answered in somebody's own attempt; any other attempt is not found. */
export async function getAnswerSheet(ctx: Ctx, of: { attempt_id: string; person_id: string }): Promise<AnswerSheet[]> {
  const found = await rows<AnswerSheet>(
    ctx.db,
    `${answerSheet} join attempts a on a.id = aq.attempt_id
     where a.id = ? and a.person_id = ? order by aq.position`,
    [of.attempt_id, of.person_id],
  )
  if (found.length === 0) throw new NotFound()
  return found
}

interface MarkingRow extends AnswerSheet {
  explanation: string
  points: number
  is_critical: boolean
  given: string[]
}

/** Everything about the questions of an attempt, the right answers included. */
export async function listMarkings(ctx: Ctx, attemptId: string): Promise<MarkingRow[]> {
  return rows<MarkingRow>(
    ctx.db,
    `select aq.question_version_id, aq.position, v.kind, v.text, v.content, aq.shown_ids, v.explanation, v.points,
            v.is_critical, coalesce(s.given, '{}') as given
     from attempt_questions aq
     join question_versions v on v.id = aq.question_version_id
     left join answers s on s.attempt_id = aq.attempt_id and s.question_version_id = aq.question_version_id
     where aq.attempt_id = ? order by aq.position`,
    [attemptId],
  )
}

export interface AttemptOption extends AskedOption {
  marking: { is_right: boolean; feedback: string } | null
}

export interface AttemptQuestion {
  question_version_id: string
  position: number
  kind: QuestionKind
  text: string
  points: number
  is_critical: boolean
  /** To tick, for the kinds that have them; the others have parts, each with a field. */
  options: AttemptOption[]
  parts: AskedPart[]
  given: string[]
  /** One word for what is answered: see wordOfGiven. */
  given_word: string
  /** Null until the attempt is handed in: nothing tells the right answers before. */
  marking: { is_right: boolean; points: number; explanation: string; checked: Checked[] } | null
}

export interface Attempt extends AttemptRow {
  percent: number | null
  questions: AttemptQuestion[]
}

/** An attempt with its questions and answers; the marking only once it is handed in. Whose it is, the caller checks. */
export async function getAttempt(ctx: Ctx, attemptId: string): Promise<Attempt> {
  const attempt = await row<AttemptRow>(ctx.db, `select ${attemptColumns} where a.id = ?`, [attemptId])
  if (!attempt) throw new NotFound()
  const isMarked = attempt.handed_in_at !== null
  const questions = (await listMarkings(ctx, attemptId)).map((question) => attemptQuestion(question, isMarked))
  return {
    ...attempt,
    percent: attempt.points === null ? null : percentOf(attempt.points, attempt.max_points),
    questions,
  }
}

function attemptQuestion(row: MarkingRow, isMarked: boolean): AttemptQuestion {
  const { explanation, content, shown_ids: _, ...question } = row
  const kind = kindOf(row.kind)
  const share = markAnswer(row, row.given)
  const options = kind.answer === 'options' ? kind.options(content) : []
  return {
    ...question,
    given_word: wordOfGiven(row, row.given),
    options: askedOptions(row, row.given).map((option) => {
      const { is_right, feedback } = options[Number(option.id) - 1]!
      return { ...option, marking: isMarked ? { is_right, feedback } : null }
    }),
    parts: askedParts(row, row.given),
    marking: isMarked
      ? {
          is_right: isWhollyRight(share),
          points: earnedPoints(row.points, share),
          explanation,
          checked: kind.answer === 'fields' ? kind.check(content, row.given) : [],
        }
      : null,
  }
}

export interface QuizStanding {
  quiz_version_id: string
  pass_percent: number
  attempts_allowed: number | null
  is_passed: boolean
  /** When the first passed attempt was handed in. */
  passed_at: Date | null
  attempts: number
  attempts_left: number | null
  open_attempt_id: string | null
  /** Of the attempt handed in last; null where there is none. */
  last_attempt_id: string | null
  last_percent: number | null
  is_critical_right_last: boolean | null
}

/** Where a person stands with each quiz version, by its id; those never tried are there too. */
export async function listQuizStandings(
  ctx: Ctx,
  personId: string,
  quizVersionIds: string[],
): Promise<Map<string, QuizStanding>> {
  if (quizVersionIds.length === 0) return new Map()
  const found = await rows<
    Omit<QuizStanding, 'attempts_left' | 'last_percent'> & { points: number | null; max_points: number | null }
  >(
    ctx.db,
    `select v.id as quiz_version_id, v.pass_percent, v.attempts_allowed, n.is_passed, n.passed_at, n.attempts,
            n.open_attempt_id, last.id as last_attempt_id, last.points, last.max_points,
            last.is_critical_right as is_critical_right_last
     from quiz_versions v
     cross join lateral (
       select coalesce(bool_or(a.is_passed), false) as is_passed, min(a.handed_in_at) filter (where a.is_passed) as passed_at,
              count(*)::int as attempts,
              (array_agg(a.id) filter (where a.handed_in_at is null))[1] as open_attempt_id
       from attempts a where a.quiz_version_id = v.id and a.person_id = :personId) n
     left join lateral (
       select a.id, a.points, a.max_points, a.is_critical_right from attempts a
       where a.quiz_version_id = v.id and a.person_id = :personId and a.handed_in_at is not null
       order by a.number desc limit 1) last on true
     where v.id = any(:ids)`,
    { personId, ids: quizVersionIds },
  )
  return new Map(
    found.map(({ points, max_points, ...standing }) => [
      standing.quiz_version_id,
      {
        ...standing,
        attempts_left: attemptsLeft(standing.attempts_allowed, standing.attempts),
        last_percent: points === null || max_points === null ? null : percentOf(points, max_points),
      },
    ]),
  )
}
