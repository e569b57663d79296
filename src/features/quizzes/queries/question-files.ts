/** Reads uploaded files of questions. */
import { isId } from '../../../lib/ids.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row } from '../../../platform/db/connect.ts'
import { NotFound } from '../../../platform/errors.ts'

export interface QuestionFileRow {
  id: string
  file_name: string
  bytes: Buffer
  uploaded_at: Date
  uploaded_by_name: string | null
  added_at: Date | null
  added_count: number | null
}

export async function getQuestionFile(ctx: Ctx, id: string): Promise<QuestionFileRow> {
  const found = isId(id)
    ? await row<QuestionFileRow>(
        ctx.db,
        `select q.id, f.file_name, f.bytes, q.uploaded_at, p.full_name as uploaded_by_name, q.added_at, q.added_count
         from question_files q join files f on f.id = q.file_id left join people p on p.id = q.uploaded_by
         where q.id = ?`,
        [id],
      )
    : undefined
  if (!found) throw new NotFound()
  return found
}
