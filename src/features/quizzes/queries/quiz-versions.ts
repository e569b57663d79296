/** Reads quiz versions, the questions they draw from, and what a seed draws of them. */
import { isDeepStrictEqual } from 'node:util'
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { AttemptRules } from '../attempt-rules.ts'
import type { QuestionKind } from '../kinds/list.ts'
import type { BlueprintRule, DrawnFrom } from '../drawing.ts'
import { drawQuestions } from '../drawing.ts'

export interface QuizVersionRow extends AttemptRules {
  id: string
  quiz_id: string
  number: number
  title: string
  pass_percent: number
  draw_count: number | null
  blueprint: BlueprintRule[] | null
  /** How many there are to draw from, and how many of them are critical. */
  question_count: number
  critical_count: number
  /** How many questions an attempt has. */
  asked_count: number
}

export async function getQuizVersion(ctx: Ctx, id: string): Promise<QuizVersionRow> {
  const [found] = await listQuizVersions(ctx, [id])
  if (!found) throw new NotFound()
  return found
}

export async function listQuizVersions(ctx: Ctx, ids: string[]): Promise<QuizVersionRow[]> {
  return rows<QuizVersionRow>(
    ctx.db,
    `select v.id, v.quiz_id, v.number, q.title, v.pass_percent, v.attempts_allowed, v.delay_hours, v.counts,
            v.feedback, v.time_limit_minutes, v.draw_count, v.blueprint,
            n.question_count, n.critical_count, v.asked_count
     from quiz_versions v join quizzes q on q.id = v.quiz_id
     cross join lateral (
       select count(*)::int as question_count, count(*) filter (where qv.is_critical)::int as critical_count
       from asked_versions av join question_versions qv on qv.id = av.asked_version_id
       where av.quiz_version_id = v.id) n
     where v.id = any(?)`,
    [ids],
  )
}

export interface QuizQuestionRow {
  question_id: string
  question_version_id: string
  number: number
  position: number
  kind: QuestionKind
  text: string
  points: number
  is_critical: boolean
  strand: string | null
  labels: string[]
  /** There is a newer version of the question in the bank. */
  is_superseded: boolean
}

/** The questions a quiz version draws from, in its order: for authors. */
export async function listQuizQuestions(ctx: Ctx, quizVersionId: string): Promise<QuizQuestionRow[]> {
  return rows<QuizQuestionRow>(
    ctx.db,
    `select v.question_id, v.id as question_version_id, v.number, vq.position, v.kind, v.text, v.points, v.is_critical,
            q.strand, vq.labels, exists (select from question_versions newer
              where newer.question_id = v.question_id and newer.number > v.number) as is_superseded
     from quiz_version_questions vq
     join question_versions v on v.id = vq.question_version_id join questions q on q.id = v.question_id
     where vq.quiz_version_id = ? order by vq.position`,
    [quizVersionId],
  )
}

/** What a quiz to be made must know of its questions. */
export async function listQuestionsForQuiz(ctx: Ctx, questionVersionIds: string[]) {
  return rows<{
    id: string
    points: number
    is_critical: boolean
    strand: string | null
    objective: string | null
    difficulty: string | null
    tags: string[]
  }>(
    ctx.db,
    `select v.id, v.points, v.is_critical, q.strand, q.objective, q.difficulty, q.tags
     from question_versions v join questions q on q.id = v.question_id where v.id = any(?)`,
    [questionVersionIds],
  )
}

/** What an attempt draws from: a question that was put right is asked as it is now. */
export async function listDrawnFrom(ctx: Ctx, quizVersionId: string): Promise<DrawnFrom[]> {
  return rows<DrawnFrom>(
    ctx.db,
    `select v.id, v.kind, v.is_critical, v.points, vq.position, vq.labels, v.content
     from quiz_version_questions vq
     join asked_versions av on av.quiz_version_id = vq.quiz_version_id and av.question_version_id = vq.question_version_id
     join question_versions v on v.id = av.asked_version_id
     where vq.quiz_version_id = ?`,
    [quizVersionId],
  )
}

/** How often somebody was asked each question of a quiz version `before` then, in whatever version of the question or the quiz. */
export async function countSeen(
  ctx: Ctx,
  { quiz_version_id, person_id, before = null }: { quiz_version_id: string; person_id: string; before?: Date | null },
): Promise<Map<string, number>> {
  const found = await rows<{ id: string; times: number }>(
    ctx.db,
    `select av.asked_version_id as id, count(*)::int as times
     from asked_versions av
     join question_versions now on now.id = av.question_version_id
     join question_versions any_version on any_version.question_id = now.question_id
     join attempt_questions aq on aq.question_version_id = any_version.id
     join attempts a on a.id = aq.attempt_id
     join quiz_versions z on z.id = a.quiz_version_id
     join quiz_versions this on this.id = av.quiz_version_id and this.quiz_id = z.quiz_id
     where av.quiz_version_id = :quiz_version_id and a.person_id = :person_id
       and (:before::timestamptz is null or a.started_at < :before)
     group by av.asked_version_id`,
    { quiz_version_id, person_id, before },
  )
  return new Map(found.map(({ id, times }) => [id, times]))
}

/** Which questions a seed draws from a quiz version, and the attempt that has this seed: for authors, without names. */
export interface SeedDraw {
  /** In the order in which they are asked: by the attempt with this seed, or by a first attempt that had it. */
  questions: { question_id: string; text: string; is_critical: boolean }[]
  /** The attempt with this seed; `is_same`: drawn again today it would be asked the same. */
  attempt: { number: number; started_at: Date; is_same: boolean } | null
}

/** A retake prefers what its person had not been asked, so the draw of an attempt is made with what they had seen by then. */
export async function drawBySeed(
  ctx: Ctx,
  { quiz_version_id, seed }: { quiz_version_id: string; seed: string },
): Promise<SeedDraw> {
  const quiz = await getQuizVersion(ctx, quiz_version_id)
  const attempt = await row<{ id: string; person_id: string; number: number; started_at: Date }>(
    ctx.db,
    'select id, person_id, number, started_at from attempts where quiz_version_id = ? and seed = ?',
    [quiz_version_id, seed],
  )
  const seen = attempt && (await countSeen(ctx, { quiz_version_id, ...attempt, before: attempt.started_at }))
  const drawn = drawQuestions(seed, await listDrawnFrom(ctx, quiz_version_id), quiz, seen)
  if (!attempt)
    return {
      questions: await listTexts(
        ctx,
        drawn.map(({ id }) => id),
      ),
      attempt: null,
    }
  const asked = await rows<{ id: string; shown_ids: string[] }>(
    ctx.db,
    'select question_version_id as id, shown_ids from attempt_questions where attempt_id = ? order by position',
    [attempt.id],
  )
  const is_same = isDeepStrictEqual(
    drawn.map(({ id, shown_ids }) => ({ id, shown_ids })),
    asked.map(({ id, shown_ids }) => ({ id, shown_ids })),
  )
  const { number, started_at } = attempt
  return {
    questions: await listTexts(
      ctx,
      asked.map(({ id }) => id),
    ),
    attempt: { number, started_at, is_same },
  }
}

const listTexts = (ctx: Ctx, ids: string[]) =>
  rows<SeedDraw['questions'][number]>(
    ctx.db,
    `select v.question_id, v.text, v.is_critical from unnest(?::uuid[]) with ordinality as o (id, place)
     join question_versions v on v.id = o.id order by o.place`,
    [ids],
  )
