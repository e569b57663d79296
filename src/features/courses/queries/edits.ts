/** Who is writing which page just now, and what they typed and have not saved. */
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import type { Typed } from '../../../platform/http/form.ts'

export interface EditRow {
  typed: Typed | null
  based_on: number
  number: number
  typed_at: Date | null
}

export async function findEdit(ctx: Ctx, moduleId: string, personId: string): Promise<EditRow | undefined> {
  return row<EditRow>(
    ctx.db,
    'select typed, based_on, number, typed_at from module_edits where module_id = ? and person_id = ?',
    [moduleId, personId],
  )
}

export interface OtherAuthorRow {
  full_name: string
  /** When their page last said that it is open. */
  seen_at: Date
  /** When they last typed what is not saved yet; null where there is nothing. */
  typed_at: Date | null
}

/** The other authors who have the page open, or text of it that they did not save. */
export async function listOtherAuthors(
  ctx: Ctx,
  of: { module_id: string; person_id: string; since: Date },
): Promise<OtherAuthorRow[]> {
  return rows<OtherAuthorRow>(
    ctx.db,
    `select p.full_name, e.seen_at, e.typed_at from module_edits e join people p on p.id = e.person_id
     where e.module_id = :module_id and e.person_id <> :person_id and (e.seen_at > :since or e.typed is not null)
     order by p.full_name, p.id`,
    of,
  )
}
