/** Reads the question bank. */
import type { Ctx } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/connect.ts'
import type { QuestionKind, Strand } from '../rules.ts'

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
}

/** The questions a new quiz may use: the latest version of each that is not retired. */
export async function listQuestionChoices(ctx: Ctx): Promise<QuestionChoice[]> {
  return rows<QuestionChoice>(
    ctx.db,
    `select q.id as question_id, v.id as question_version_id, v.number, v.kind, v.text, v.points, v.is_critical,
            q.strand, q.objective
     from questions q
     join lateral (select * from question_versions v where v.question_id = q.id order by v.number desc limit 1) v on true
     where q.retired_at is null order by q.created_at, q.id`,
  )
}
