/** Reads attempts: for the person who makes one, for marking, and where a person stands. */
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { ExtraTime } from '../../people/index.ts'
import type { AskedOption, AskedPart } from '../answers.ts'
import type { Counting, Feedback, Outage } from '../attempt-rules.ts'
import { endOfTime, minutesAllowed, nextAttemptAt } from '../attempt-rules.ts'
import { askedOptions, askedParts, atStep, wordOfGiven } from '../answers.ts'
import { carryGiven, pairUp } from '../carrying.ts'
import type { KeptAnswer } from '../keeping.ts'
import type { Checked, Content, Option, Share, StoryStep } from '../kinds/kind.ts'
import type { QuestionKind } from '../kinds/list.ts'
import type { ShownPicture } from '../pictures.ts'
import { kindOf } from '../kinds/list.ts'
import { attemptsLeft, earnedPoints, isWhollyRight, isWritten, markAnswer, percentOf, shareByHand } from '../rules.ts'
import type { Written } from '../kinds/written.ts'
import { picturesOf } from './pictures.ts'

export interface AttemptRow {
  id: string
  quiz_version_id: string
  /** The number of that version. */
  quiz_number: number
  /** What its questions, and the order of what can be chosen, were drawn by. */
  seed: string
  person_id: string
  number: number
  started_at: Date
  handed_in_at: Date | null
  points: number | null
  max_points: number
  is_critical_right: boolean | null
  is_passed: boolean | null
  /** Handed in because its time was over. */
  is_time_up: boolean
  pass_percent: number
  counts: Counting
  feedback: Feedback
  /** How many minutes this person has for it, and when they are over; null where there is no limit. */
  minutes_allowed: number | null
  ends_at: Date | null
}

type FoundAttempt = Omit<AttemptRow, 'minutes_allowed' | 'ends_at'> & {
  time_limit_minutes: number | null
  extra_time: ExtraTime
  outages: { started_at: string; ended_at: string }[]
}

const attemptColumns = `a.id, a.quiz_version_id, v.number as quiz_number, a.seed, a.person_id, a.number, a.started_at, a.handed_in_at, a.points,
  a.max_points, a.is_critical_right, a.is_passed, a.is_time_up, v.pass_percent, v.counts, v.feedback,
  v.time_limit_minutes,
  coalesce((select j.extra_time from adjustments j where j.person_id = a.person_id), 'none') as extra_time,
  case when v.time_limit_minutes is null or a.handed_in_at is not null then '[]' else coalesce((
    select jsonb_agg(jsonb_build_object('started_at', o.started_at, 'ended_at', o.ended_at))
    from outages o where o.ended_at > a.started_at), '[]') end as outages
  from attempts a join quiz_versions v on v.id = a.quiz_version_id`

function withEnd({ time_limit_minutes, extra_time, outages, ...attempt }: FoundAttempt): AttemptRow {
  const minutes = minutesAllowed(time_limit_minutes, extra_time)
  const away: Outage[] = outages.map((one) => ({
    started_at: new Date(one.started_at),
    ended_at: new Date(one.ended_at),
  }))
  return {
    ...attempt,
    minutes_allowed: minutes,
    ends_at: minutes === null ? null : endOfTime(attempt.started_at, minutes, away),
  }
}

/** Holds the attempt until the transaction ends, so that saving and handing in follow each other. */
export async function lockAttempt(ctx: Ctx, of: { attempt_id: string; person_id: string }): Promise<AttemptRow> {
  const found = await row<FoundAttempt>(
    ctx.db,
    `select ${attemptColumns} where a.id = ? and a.person_id = ? for update of a`,
    [of.attempt_id, of.person_id],
  )
  if (!found) throw new NotFound()
  return withEnd(found)
}

/** Whose attempt it is; undefined where there is none. */
export async function findAttemptOwner(ctx: Ctx, attemptId: string): Promise<string | undefined> {
  return (await ctx.db('attempts').first('person_id').where({ id: attemptId }))?.person_id
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

const answerSheet = `aq.question_version_id, aq.position, v.kind, v.text, v.content, aq.shown_ids`
const ofAttempt = `from attempt_questions aq join question_versions v on v.id = aq.question_version_id`

/** A question with the answer that is kept so far. */
export interface PossibleAnswer extends AnswerSheet {
  kept: (KeptAnswer & { checked_at: Date | null; steps_told: number }) | null
}

export async function listPossibleAnswers(ctx: Ctx, attemptId: string): Promise<PossibleAnswer[]> {
  const found = await rows<AnswerSheet & Nullable<NonNullable<PossibleAnswer['kept']>>>(
    ctx.db,
    `select ${answerSheet}, s.given, s.seqs, coalesce(s.given_at, s.saved_at) as given_at, s.given_in, s.taken_ms,
            s.checked_at, s.steps_told
     ${ofAttempt}
     left join answers s on s.attempt_id = aq.attempt_id and s.question_version_id = aq.question_version_id
     where aq.attempt_id = ?`,
    [attemptId],
  )
  return found.map(({ given, seqs, given_at, given_in, taken_ms, checked_at, steps_told, ...question }) => ({
    ...question,
    kept: given &&
      seqs &&
      given_at && { given, seqs, given_at, given_in, taken_ms, checked_at, steps_told: steps_told ?? 0 },
  }))
}

type Nullable<Row> = { [Name in keyof Row]: Row[Name] | null }

/** What may be answered in somebody's own attempt; any other attempt is not found. */
export async function getAnswerSheet(ctx: Ctx, of: { attempt_id: string; person_id: string }): Promise<AnswerSheet[]> {
  const found = await rows<AnswerSheet>(
    ctx.db,
    `select ${answerSheet} ${ofAttempt} join attempts a on a.id = aq.attempt_id
     where a.id = ? and a.person_id = ? order by aq.position`,
    [of.attempt_id, of.person_id],
  )
  if (found.length === 0) throw new NotFound()
  return found
}

interface MarkingRow extends AnswerSheet {
  /** What marks the answer, where the question was put right; points and the rest are of that version. */
  marked_content: Content | null
  pictures: ShownPicture[]
  /** Of the version that marks it. */
  marked_pictures: ShownPicture[]
  explanation: string
  points: number
  is_critical: boolean
  given: string[]
  checked_at: Date | null
  /** Of a case in steps: of how many it was told what followed. */
  steps_told: number
  /** What a trainer gave for each line of the rubric, with a word to the learner; null until then. */
  hand_points: number[] | null
  hand_feedback: string | null
}

/** Everything about the questions of an attempt, the right answers included. */
export async function listMarkings(ctx: Ctx, attemptId: string): Promise<MarkingRow[]> {
  return rows<MarkingRow>(
    ctx.db,
    `select aq.question_version_id, aq.position, v.kind, v.text, v.content, aq.shown_ids, m.content as marked_content,
            ${picturesOf('v')} as pictures, ${picturesOf('m')} as marked_pictures,
            coalesce(m.explanation, v.explanation) as explanation, coalesce(m.points, v.points) as points,
            coalesce(m.is_critical, v.is_critical) as is_critical, coalesce(s.given, '{}') as given, s.checked_at,
            coalesce(s.steps_told, 0) as steps_told, w.points as hand_points, w.feedback as hand_feedback
     from attempt_questions aq
     join question_versions v on v.id = aq.question_version_id
     left join question_versions m on m.id = aq.marked_by
     left join answers s on s.attempt_id = aq.attempt_id and s.question_version_id = aq.question_version_id
     left join written_marks w on w.attempt_id = aq.attempt_id and w.question_version_id = aq.question_version_id
     where aq.attempt_id = ? order by aq.position`,
    [attemptId],
  )
}

/** How much of an answer is right, by the version that counts. */
export function shareOf({ kind, content, marked_content, given, hand_points }: MarkingRow): Share {
  if (kindOf(kind).is_marked_by_hand) return shareByHand(marked_content ?? content, hand_points)
  if (marked_content === null) return markAnswer({ kind, content }, given)
  const now = { kind, content: marked_content }
  return markAnswer(now, carryGiven({ kind, content }, now, given) ?? [])
}

export interface AttemptOption extends AskedOption {
  pictures: ShownPicture[]
  marking: { is_right: boolean; feedback: string; feedback_pictures: ShownPicture[] } | null
}

/** How an answer in one's own words was marked, line by line; points are null while it waits. */
export interface WrittenMarking {
  is_waiting: boolean
  lines: { criterion: string; points: number | null; of: number }[]
  feedback: string
}

export interface AttemptQuestion {
  question_version_id: string
  position: number
  kind: QuestionKind
  text: string
  points: number
  is_critical: boolean
  /** Those of the question itself. */
  pictures: ShownPicture[]
  /** To tick, for the kinds that have them; the others have parts, each with a field. */
  options: AttemptOption[]
  parts: AskedPart[]
  given: string[]
  /** Of a case in steps: what was told so far, and of how many steps; null for the other kinds. */
  story: { told: StoryStep[]; of: number } | null
  /** One word for what the fields on its page show: see wordOfGiven. Of a case these are the open step's alone. */
  given_word: string
  /** Null until the attempt is handed in or this answer checked: nothing tells the right answer before. */
  marking: {
    is_right: boolean
    points: number
    explanation: string
    explanation_pictures: ShownPicture[]
    checked: Checked[]
    written: WrittenMarking | null
  } | null
}

export interface Attempt extends AttemptRow {
  percent: number | null
  questions: AttemptQuestion[]
  /** When a question was put right that changed the marks, and what they were before; the latest last. */
  rescorings: {
    decided_at: Date
    reason: string
    before_points: number
    before_max_points: number
    before_is_passed: boolean
  }[]
}

/** An attempt with its questions and answers; the marking only once it is handed in. Whose it is, the caller checks. */
export async function getAttempt(ctx: Ctx, attemptId: string): Promise<Attempt> {
  const found = await row<FoundAttempt>(ctx.db, `select ${attemptColumns} where a.id = ?`, [attemptId])
  if (!found) throw new NotFound()
  const attempt = withEnd(found)
  const questions = (await listMarkings(ctx, attemptId)).map((question) =>
    attemptQuestion(question, attempt.handed_in_at !== null || question.checked_at !== null),
  )
  return {
    ...attempt,
    rescorings: attempt.handed_in_at === null ? [] : await listRescoringsOf(ctx, attemptId),
    percent: attempt.points === null ? null : percentOf(attempt.points, attempt.max_points),
    questions,
  }
}

const listRescoringsOf = (ctx: Ctx, attemptId: string) =>
  rows<Attempt['rescorings'][number]>(
    ctx.db,
    `select r.decided_at, r.reason, x.before_points, x.before_max_points, x.before_is_passed
     from rescored_attempts x join rescorings r on r.id = x.rescoring_id
     where x.attempt_id = ? order by r.decided_at, r.id`,
    [attemptId],
  )

function attemptQuestion(row: MarkingRow, isMarked: boolean): AttemptQuestion {
  const {
    explanation,
    content,
    shown_ids: _,
    checked_at: __,
    steps_told,
    hand_points,
    hand_feedback,
    marked_content,
    pictures,
    marked_pictures,
    ...question
  } = row
  const kind = kindOf(row.kind)
  const share = shareOf(row)
  const options =
    kind.answer === 'options'
      ? markedOptions(kind.options(content), marked_content && kind.options(marked_content))
      : []
  const given =
    marked_content === null ? row.given : carryGiven(row, { kind: row.kind, content: marked_content }, row.given)
  const marking = marked_content === null ? pictures : marked_pictures
  const story = kind.answer === 'fields' && kind.story ? kind.story(content, row.given) : null
  return {
    ...question,
    pictures: pictures.filter(({ place }) => place === 'text'),
    story: story && { told: isMarked ? story : story.slice(0, steps_told), of: story.length },
    given_word: wordOfGiven(row, story ? atStep([], row.given, steps_told) : row.given),
    options: askedOptions(row, row.given).map((option) => {
      const { is_right, feedback, number } = options[Number(option.id) - 1]!
      const feedback_pictures = marking.filter(({ place }) => place === `feedback-${number}`)
      return {
        ...option,
        pictures: pictures.filter(({ place }) => place === `option-${option.id}`),
        marking: isMarked ? { is_right, feedback, feedback_pictures } : null,
      }
    }),
    parts: askedParts(row, row.given),
    marking: isMarked
      ? {
          is_right: isWhollyRight(share),
          points: earnedPoints(row.points, share),
          explanation,
          explanation_pictures: marking.filter(({ place }) => place === 'explanation'),
          checked: kind.answer === 'fields' ? kind.check(marked_content ?? content, given ?? []) : [],
          written: kind.is_marked_by_hand ? writtenMarking(row, hand_points, hand_feedback) : null,
        }
      : null,
  }
}

function writtenMarking(row: MarkingRow, points: number[] | null, feedback: string | null): WrittenMarking {
  const { rubric } = (row.marked_content ?? row.content) as Written
  return {
    is_waiting: isWritten(row) && points === null,
    lines: rubric.map((line, index) => ({
      criterion: line.criterion,
      points: isWritten(row) ? (points?.[index] ?? null) : 0,
      of: line.points,
    })),
    feedback: feedback ?? '',
  }
}

/** The options as they were asked, with what is right and why by the version that marks them, and their number there. */
function markedOptions(asked: Option[], marked: Option[] | null): (Option & { number: number })[] {
  if (marked === null) return asked.map((option, index) => ({ ...option, number: index + 1 }))
  const pairs = pairUp(
    asked.map((option) => option.text),
    marked.map((option) => option.text),
  )
  return asked.map((option, index) => {
    const place = pairs.indexOf(index)
    const now = marked[place]
    return {
      text: option.text,
      is_right: now?.is_right ?? false,
      feedback: now?.feedback ?? '',
      number: place + 1,
    }
  })
}

const sinceThen = '(:since::timestamptz is null or a.started_at >= :since)'

export interface QuizStanding {
  quiz_version_id: string
  pass_percent: number
  attempts_allowed: number | null
  counts: Counting
  is_passed: boolean
  /** When the attempt that counts was handed in, if it passed: the first that passed, or the last of all. */
  passed_at: Date | null
  attempts: number
  attempts_left: number | null
  /** From when another attempt may begin; null where nothing is to be waited for. */
  next_attempt_at: Date | null
  open_attempt_id: string | null
  /** The attempt handed in last has answers that a trainer has not marked yet. */
  is_waiting_for_marks: boolean
  /** Of the attempt handed in last; null where there is none. */
  last_attempt_id: string | null
  last_percent: number | null
  is_critical_right_last: boolean | null
}

/** Where a person stands with each quiz version, by its id; those never tried are there too. Only attempts begun `since` count. */
export async function listQuizStandings(
  ctx: Ctx,
  personId: string,
  quizVersionIds: string[],
  since: Date | null = null,
): Promise<Map<string, QuizStanding>> {
  if (quizVersionIds.length === 0) return new Map()
  const found = await rows<
    Omit<QuizStanding, 'attempts_left' | 'next_attempt_at' | 'last_percent'> & {
      points: number | null
      max_points: number | null
      delay_hours: number | null
      last_handed_in_at: Date | null
    }
  >(
    ctx.db,
    `select v.id as quiz_version_id, v.pass_percent, v.attempts_allowed, v.counts, v.delay_hours,
            case v.counts when 'last' then coalesce(n.last_is_passed, false) else n.is_passed end as is_passed,
            case v.counts when 'last' then case when n.last_is_passed then n.last_handed_in_at end
              else n.passed_at end as passed_at,
            last.id is not null and last.points is null as is_waiting_for_marks,
            n.attempts, n.open_attempt_id, last.handed_in_at as last_handed_in_at, last.id as last_attempt_id, last.points, last.max_points,
            last.is_critical_right as is_critical_right_last
     from quiz_versions v
     cross join lateral (
       select coalesce(bool_or(a.is_passed), false) as is_passed, min(a.handed_in_at) filter (where a.is_passed) as passed_at,
              (array_agg(a.is_passed order by a.number desc) filter (where a.points is not null))[1] as last_is_passed,
              (array_agg(a.handed_in_at order by a.number desc) filter (where a.points is not null))[1] as last_handed_in_at,
              count(*)::int as attempts,
              (array_agg(a.id) filter (where a.handed_in_at is null))[1] as open_attempt_id
       from attempts a where a.quiz_version_id = v.id and a.person_id = :personId and ${sinceThen}) n
     left join lateral (
       select a.id, a.points, a.max_points, a.is_critical_right, a.is_passed, a.handed_in_at from attempts a
       where a.quiz_version_id = v.id and a.person_id = :personId and a.handed_in_at is not null and ${sinceThen}
       order by a.number desc limit 1) last on true
     where v.id = any(:ids)`,
    { personId, ids: quizVersionIds, since },
  )
  return new Map(
    found.map(({ points, max_points, delay_hours, last_handed_in_at, ...standing }) => [
      standing.quiz_version_id,
      {
        ...standing,
        next_attempt_at: nextAttemptAt(delay_hours, last_handed_in_at, ctx.now),
        attempts_left: attemptsLeft(standing.attempts_allowed, standing.attempts),
        last_percent: points === null || max_points === null ? null : percentOf(points, max_points),
      },
    ]),
  )
}
