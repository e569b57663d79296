/** Reads quiz versions and the questions they draw from. */
import type { Ctx } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/connect.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { QuestionKind } from '../kinds/list.ts'
import type { DrawnFrom } from '../rules.ts'

export interface QuizVersionRow {
  id: string
  quiz_id: string
  number: number
  title: string
  pass_percent: number
  attempts_allowed: number | null
  draw_count: number | null
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
    `select v.id, v.quiz_id, v.number, q.title, v.pass_percent, v.attempts_allowed, v.draw_count,
            n.question_count, n.critical_count,
            greatest(least(coalesce(v.draw_count, n.scored_count), n.scored_count), n.critical_count)
              + n.question_count - n.scored_count as asked_count
     from quiz_versions v join quizzes q on q.id = v.quiz_id
     cross join lateral (
       select count(*)::int as question_count, count(*) filter (where qv.is_critical)::int as critical_count,
              count(*) filter (where qv.points > 0)::int as scored_count
       from quiz_version_questions vq join question_versions qv on qv.id = vq.question_version_id
       where vq.quiz_version_id = v.id) n
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
  /** There is a newer version of the question in the bank. */
  is_superseded: boolean
}

/** The questions a quiz version draws from, in its order: for authors. */
export async function listQuizQuestions(ctx: Ctx, quizVersionId: string): Promise<QuizQuestionRow[]> {
  return rows<QuizQuestionRow>(
    ctx.db,
    `select v.question_id, v.id as question_version_id, v.number, vq.position, v.kind, v.text, v.points, v.is_critical,
            q.strand, exists (select from question_versions newer
              where newer.question_id = v.question_id and newer.number > v.number) as is_superseded
     from quiz_version_questions vq
     join question_versions v on v.id = vq.question_version_id join questions q on q.id = v.question_id
     where vq.quiz_version_id = ? order by vq.position`,
    [quizVersionId],
  )
}

/** What an attempt draws from. */
export async function listDrawnFrom(ctx: Ctx, quizVersionId: string): Promise<DrawnFrom[]> {
  return rows<DrawnFrom>(
    ctx.db,
    `select v.id, v.kind, v.is_critical, v.points, vq.position, v.content
     from quiz_version_questions vq
     join question_versions v on v.id = vq.question_version_id
     where vq.quiz_version_id = ?`,
    [quizVersionId],
  )
}
