/** Reads what waits for a trainer to mark. Whose it is stays unsaid: an answer is marked without a name. */
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { Written } from '../kinds/written.ts'
import type { ShownPicture } from '../pictures.ts'
import { isWritten } from '../rules.ts'
import { listMarkings } from './attempts.ts'

// Nobody marks what they wrote themselves.
const waiting = `from attempts a join quiz_versions v on v.id = a.quiz_version_id join quizzes q on q.id = v.quiz_id
  where a.handed_in_at is not null and a.points is null and a.person_id is distinct from :marker::uuid`

export async function countToMark(ctx: Ctx, marker: string | null): Promise<number> {
  return (await row<{ count: number }>(ctx.db, `select count(*) ${waiting}`, { marker }))?.count ?? 0
}

export interface ToMarkRow {
  attempt_id: string
  quiz_title: string
  handed_in_at: Date
}

/** Who has waited longest comes first. */
export async function listToMark(ctx: Ctx, marker: string | null): Promise<ToMarkRow[]> {
  return rows<ToMarkRow>(
    ctx.db,
    `select a.id as attempt_id, q.title as quiz_title, a.handed_in_at ${waiting} order by a.handed_in_at, a.id limit 200`,
    { marker },
  )
}

export interface WrittenAnswer {
  question_version_id: string
  position: number
  text: string
  pictures: ShownPicture[]
  explanation: string
  answer: string
  rubric: Written['rubric']
  points: number[] | null
  feedback: string
}

export interface WrittenAttempt extends ToMarkRow {
  person_id: string
  is_marked: boolean
  /** What its questions were drawn by, from this version of the quiz. */
  seed: string
  quiz_number: number
  answers: WrittenAnswer[]
}

export async function getWrittenAttempt(ctx: Ctx, attemptId: string): Promise<WrittenAttempt> {
  const found = await row<Omit<WrittenAttempt, 'answers'>>(
    ctx.db,
    `select a.id as attempt_id, a.person_id, a.seed, v.number as quiz_number, q.title as quiz_title, a.handed_in_at, a.points is not null as is_marked
     from attempts a join quiz_versions v on v.id = a.quiz_version_id join quizzes q on q.id = v.quiz_id
     where a.id = ? and a.handed_in_at is not null`,
    [attemptId],
  )
  const answers = (await listMarkings(ctx, attemptId)).filter(isWritten)
  if (!found || answers.length === 0) throw new NotFound()
  return {
    ...found,
    answers: answers.map((question) => ({
      question_version_id: question.question_version_id,
      position: question.position,
      text: question.text,
      pictures: question.pictures.filter(({ place }) => place === 'text'),
      explanation: question.explanation,
      answer: question.given[0]!,
      rubric: ((question.marked_content ?? question.content) as Written).rubric,
      points: question.hand_points,
      feedback: question.hand_feedback ?? '',
    })),
  }
}
