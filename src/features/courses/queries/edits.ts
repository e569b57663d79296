/** Who is writing what in a draft just now, and what they typed and have not saved. */
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import type { Typed } from '../../../platform/http/form.ts'

/** What can be written in a draft besides its modules. */
export type DraftForm = 'details' | 'new quiz' | 'new package'

/** What somebody writes: a module, or another form of a draft. */
export type EditOf =
  | { module_id: string; course_version_id: null; form: null }
  | { module_id: null; course_version_id: string; form: DraftForm }

export interface EditRow {
  typed: Typed | null
  based_on: number
  number: number
  typed_at: Date | null
}

const isOf = '(e.module_id = :module_id or (e.course_version_id = :course_version_id and e.form = :form))'

export async function findEdit(ctx: Ctx, of: EditOf, person_id: string): Promise<EditRow | undefined> {
  return row<EditRow>(
    ctx.db,
    `select e.typed, e.based_on, e.number, e.typed_at from draft_edits e where ${isOf} and e.person_id = :person_id`,
    { ...of, person_id },
  )
}

export interface OtherAuthorRow {
  full_name: string
  /** When their page last said that it is open. */
  seen_at: Date
  /** When they last typed what is not saved yet; null where there is nothing. */
  typed_at: Date | null
}

/** The other authors who have the form open, or something in it that they did not save. */
export async function listOtherAuthors(
  ctx: Ctx,
  of: EditOf,
  { person_id, since }: { person_id: string; since: Date },
): Promise<OtherAuthorRow[]> {
  return rows<OtherAuthorRow>(
    ctx.db,
    `select p.full_name, e.seen_at, e.typed_at from draft_edits e join people p on p.id = e.person_id
     where ${isOf} and e.person_id <> :person_id and (e.seen_at > :since or e.typed is not null)
     order by p.full_name, p.id`,
    { ...of, person_id, since },
  )
}
