/** Reads the question bank. */
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { Content } from '../kinds/kind.ts'
import type { QuestionKind } from '../kinds/list.ts'
import type { ShownPicture } from '../pictures.ts'
import type { QuestionInput } from '../rules.ts'
import type { Difficulty, Strand } from '../subjects.ts'
import { picturesOf } from './pictures.ts'

export interface QuestionChoice {
  question_id: string
  question_version_id: string
  number: number
  kind: QuestionKind
  text: string
  points: number
  is_critical: boolean
  strand: Strand | null
  objective: string | null
  difficulty: Difficulty | null
  tags: string[]
}

const latest = `join lateral (
  select * from question_versions v where v.question_id = q.id order by v.number desc limit 1) v on true`

/** The questions a new quiz may use: the latest version of each that is not retired. */
export async function listQuestionChoices(ctx: Ctx): Promise<QuestionChoice[]> {
  return rows<QuestionChoice>(
    ctx.db,
    `select q.id as question_id, v.id as question_version_id, v.number, v.kind, v.text, v.points, v.is_critical,
            q.strand, q.objective, q.difficulty, q.tags
     from questions q ${latest} where q.retired_at is null order by q.created_at, q.id`,
  )
}

/** Which of these the bank asks already, word for word and as the same kind; retired ones do not count. */
export async function listAskedAlready(
  ctx: Ctx,
  asked: { kind: QuestionKind; text: string }[],
): Promise<{ kind: QuestionKind; text: string }[]> {
  return rows(
    ctx.db,
    `select distinct v.kind, v.text from questions q ${latest}
     join jsonb_to_recordset(?::jsonb) as asked (kind text, text text) on asked.kind = v.kind and asked.text = v.text
     where q.retired_at is null`,
    [JSON.stringify(asked.map(({ kind, text }) => ({ kind, text })))],
  )
}

export async function getLatestVersionId(ctx: Ctx, key: string): Promise<string> {
  const found = await row<{ id: string }>(ctx.db, `select v.id from questions q ${latest} where q.key = ?`, [key])
  if (!found) throw new NotFound()
  return found.id
}

export interface QuestionFilters {
  search: string | null
  /** A strand, or 'all' for questions on no strand in particular. */
  strand: string | null
  critical: 'yes' | 'no' | null
  /** A difficulty, or 'none' where none is said. */
  difficulty: string | null
  kind: QuestionKind | null
  retired: 'yes' | 'no'
  quiz_id: string | null
}

export const noFilters: QuestionFilters = {
  search: null,
  strand: null,
  critical: null,
  difficulty: null,
  kind: null,
  retired: 'no',
  quiz_id: null,
}

/** A quiz uses a question when its latest version has any version of it. */
const usedIn = `from quiz_version_questions vq
  join question_versions used on used.id = vq.question_version_id
  join quiz_versions z on z.id = vq.quiz_version_id
  where used.question_id = q.id
    and not exists (select from quiz_versions newer where newer.quiz_id = z.quiz_id and newer.number > z.number)`

// Every word typed must stand somewhere in the question, its objective or its tags.
const filtered = `
  from questions q ${latest}
  where (q.retired_at is not null) = (:retired = 'yes')
    and (:strand::text is null or coalesce(q.strand, 'all') = :strand)
    and (:difficulty::text is null or coalesce(q.difficulty, 'none') = :difficulty)
    and (:kind::text is null or v.kind = :kind)
    and (:critical::text is null or v.is_critical = (:critical = 'yes'))
    and (:quiz_id::uuid is null or exists (select ${usedIn} and z.quiz_id = :quiz_id))
    and not exists (select from unnest(:words::text[]) as word
      where strpos(lower(v.text || ' ' || coalesce(q.objective, '') || ' ' || array_to_string(q.tags, ' ')), word) = 0)`

const bindings = (filters: QuestionFilters) => {
  const { search, ...rest } = filters
  return { ...rest, words: search === null ? [] : search.toLowerCase().split(' ') }
}

export async function countQuestions(ctx: Ctx, filters: QuestionFilters): Promise<number> {
  const found = await row<{ count: number }>(ctx.db, `select count(*) ${filtered}`, bindings(filters))
  return found?.count ?? 0
}

export interface QuestionListRow {
  id: string
  text: string
  kind: QuestionKind
  strand: Strand | null
  difficulty: Difficulty | null
  tags: string[]
  is_critical: boolean
  points: number
  number: number
  quizzes: number
}

export async function listQuestions(
  ctx: Ctx,
  filters: QuestionFilters,
  page: { limit: number; offset: number },
): Promise<QuestionListRow[]> {
  return rows<QuestionListRow>(
    ctx.db,
    `select q.id, v.text, v.kind, q.strand, q.difficulty, q.tags, v.is_critical, v.points, v.number,
            (select count(distinct z.quiz_id)::int ${usedIn}) as quizzes
     ${filtered} order by q.created_at desc, q.id limit :limit offset :offset`,
    { ...bindings(filters), ...page },
  )
}

export interface QuestionToExport extends QuestionInput {
  id: string
}

/** The latest version of each that the filters find, in the order in which they came. */
export async function listQuestionsToExport(ctx: Ctx, filters: QuestionFilters): Promise<QuestionToExport[]> {
  return rows<QuestionToExport>(
    ctx.db,
    `select q.id, v.kind, v.text, v.explanation, v.points, v.is_critical, q.strand, q.objective, q.difficulty, q.tags,
            v.content, ${picturesOf('v')} as pictures
     ${filtered} order by q.created_at, q.id limit 5000`,
    bindings(filters),
  )
}

export async function listQuizChoices(ctx: Ctx): Promise<{ id: string; title: string }[]> {
  return ctx.db('quizzes').select('id', 'title').orderByRaw('lower(title), id')
}

export interface QuestionVersion {
  id: string
  number: number
  kind: QuestionKind
  text: string
  explanation: string
  points: number
  is_critical: boolean
  created_at: Date
  created_by_name: string | null
  content: Content
  pictures: ShownPicture[]
}

/** A question with all its versions, newest first, and the quizzes whose latest version asks it. */
export async function getQuestion(ctx: Ctx, id: string) {
  const question = await row<{
    id: string
    key: string
    strand: Strand | null
    objective: string | null
    difficulty: Difficulty | null
    tags: string[]
    retired_at: Date | null
  }>(ctx.db, 'select id, key, strand, objective, difficulty, tags, retired_at from questions where id = ?', [id])
  if (!question) throw new NotFound()
  const versions = await rows<QuestionVersion>(
    ctx.db,
    `select v.id, v.number, v.kind, v.text, v.explanation, v.points, v.is_critical, v.created_at,
            v.content, ${picturesOf('v')} as pictures, p.full_name as created_by_name
     from question_versions v left join people p on p.id = v.created_by
     where v.question_id = ? order by v.number desc`,
    [id],
  )
  const quizzes = await rows<{ id: string; title: string; version_number: number; question_number: number }>(
    ctx.db,
    `select u.quiz_id as id, quiz.title, u.number as version_number, u.question_number
     from questions q
     cross join lateral (select z.quiz_id, z.number, used.number as question_number ${usedIn}) u
     join quizzes quiz on quiz.id = u.quiz_id
     where q.id = ? order by lower(quiz.title), quiz.id`,
    [id],
  )
  return { question, versions, quizzes }
}

export async function getQuestionIdOfVersion(ctx: Ctx, versionId: string): Promise<string> {
  const found = await ctx.db('question_versions').first('question_id').where({ id: versionId })
  if (!found) throw new NotFound()
  return found.question_id
}

/** What a version asks: its text and pictures. */
export async function getQuestionText(
  ctx: Ctx,
  versionId: string,
): Promise<{ text: string; pictures: ShownPicture[] }> {
  const found = await row<{ text: string; pictures: ShownPicture[] }>(
    ctx.db,
    `select v.text, ${picturesOf('v')} as pictures from question_versions v where v.id = ?`,
    [versionId],
  )
  if (!found) throw new NotFound()
  return found
}
