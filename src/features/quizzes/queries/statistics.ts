/** Reads what the statistics of a quiz are made of: attempts that were handed in, with the points of each question. */
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { AnsweredRow, MarkingVersion } from '../rescoring.ts'
import { shareBy } from '../rescoring.ts'
import { earnedPoints } from '../rules.ts'
import type { AttemptScore } from '../statistics.ts'
import type { ShownPicture } from '../pictures.ts'
import { picturesOf } from './pictures.ts'
import { listAnswered } from './rescorings.ts'

/** The newest so many: more tell nothing else. */
export const mostAttempts = 20_000
const batch = 1000

export interface QuizListed {
  id: string
  title: string
  attempts: number
  people: number
  passed: number
  last_at: Date | null
}

export async function listQuizzesWithAttempts(ctx: Ctx): Promise<QuizListed[]> {
  return rows<QuizListed>(
    ctx.db,
    `select q.id, q.title, count(a.id)::int as attempts, count(distinct a.person_id)::int as people,
            count(distinct a.person_id) filter (where a.is_passed)::int as passed, max(a.handed_in_at) as last_at
     from quizzes q join quiz_versions v on v.quiz_id = q.id
     left join attempts a on a.quiz_version_id = v.id and a.handed_in_at is not null
     group by q.id, q.title order by lower(q.title), q.id`,
  )
}

export interface QuizChosen {
  title: string
  /** Versions that somebody has handed in, the newest first; the newest of all where nobody has. */
  versions: { id: string; number: number; attempts: number }[]
}

export async function getQuizForStatistics(ctx: Ctx, quizId: string): Promise<QuizChosen> {
  const quiz = await row<{ title: string }>(ctx.db, 'select title from quizzes where id = ?', [quizId])
  if (!quiz) throw new NotFound()
  const versions = await rows<QuizChosen['versions'][number]>(
    ctx.db,
    `select v.id, v.number, count(a.id)::int as attempts
     from quiz_versions v left join attempts a on a.quiz_version_id = v.id and a.handed_in_at is not null
     where v.quiz_id = ? group by v.id order by v.number desc`,
    [quizId],
  )
  const taken = versions.filter((version) => version.attempts > 0)
  return { title: quiz.title, versions: taken.length > 0 ? taken : versions.slice(0, 1) }
}

export interface AskedQuestion {
  question_id: string
  text: string
  pictures: ShownPicture[]
  /** By which the answers are marked now. */
  version: MarkingVersion
}

export interface QuizData {
  attempts: AttemptScore[]
  questions: AskedQuestion[]
  /** attempt -> question -> the row with its answer. */
  answers: Map<string, Map<string, AnsweredRow>>
  /** More attempts were handed in than are read. */
  is_cut: boolean
}

/** `firstOnly`: of each person the first attempt, for whoever comes again knows the questions. */
export async function readQuizData(ctx: Ctx, quizVersionId: string, firstOnly: boolean): Promise<QuizData> {
  const found = await rows<{ attempt_id: string; minutes: number; is_passed: boolean }>(
    ctx.db,
    `select a.id as attempt_id, a.is_passed, extract(epoch from a.handed_in_at - a.started_at)::float8 / 60 as minutes
     from attempts a
     where a.quiz_version_id = :quizVersionId and a.handed_in_at is not null and a.points is not null
       and (not :firstOnly or a.number = 1)
     order by a.handed_in_at desc, a.id limit :limit`,
    { quizVersionId, firstOnly, limit: mostAttempts + 1 },
  )
  const versions = new Map<string, MarkingVersion>()
  const attempts: AttemptScore[] = []
  const answers: QuizData['answers'] = new Map()
  for (let from = 0; from < Math.min(found.length, mostAttempts); from += batch) {
    const some = found.slice(from, Math.min(from + batch, mostAttempts))
    const questions = await listAnswered(
      ctx,
      some.map((one) => one.attempt_id),
      versions,
    )
    for (const one of some) {
      const answered = questions.get(one.attempt_id) ?? []
      attempts.push({ ...one, items: answered.flatMap(itemOf) })
      answers.set(one.attempt_id, new Map(answered.map((question) => [question.asked.question_id, question])))
    }
  }
  const asked = await listAsked(ctx, quizVersionId)
  return { attempts, questions: asked, answers, is_cut: found.length > mostAttempts }
}

function itemOf(row: AnsweredRow) {
  const { question_id, points } = row.marked_by ?? row.asked
  return points === 0
    ? []
    : [{ question_id, points: earnedPoints(points, shareBy(row)), max_points: points, taken_ms: row.taken_ms }]
}

async function listAsked(ctx: Ctx, quizVersionId: string): Promise<AskedQuestion[]> {
  const found = await rows<MarkingVersion & Pick<AskedQuestion, 'text' | 'pictures'>>(
    ctx.db,
    `select v.id, v.question_id, v.kind, v.content, v.points, v.is_critical, v.text, ${picturesOf('v')} as pictures
     from asked_versions av
     join quiz_version_questions vq on vq.quiz_version_id = av.quiz_version_id and vq.question_version_id = av.question_version_id
     join question_versions v on v.id = av.asked_version_id
     where av.quiz_version_id = ? order by vq.position`,
    [quizVersionId],
  )
  return found.map(({ text, pictures, ...version }) => ({ question_id: version.question_id, text, pictures, version }))
}
