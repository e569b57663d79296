/** What changed in courses that a person is on or has done, and whether they have read it. */
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'

export interface ChangeReadingRow {
  course_version_id: string
  course_id: string
  course_title: string
  number: number
  what_changed: string
  is_required: boolean
  asked_at: Date
  done_at: Date | null
}

const readingSql = `
  select r.course_version_id, v.course_id, c.title as course_title, v.number, x.what_changed, r.is_required, r.asked_at,
    r.done_at
  from change_readings r
  join version_changes x on x.course_version_id = r.course_version_id
  join course_versions v on v.id = r.course_version_id
  join courses c on c.id = v.course_id`

/** Oldest first. */
export async function listChangeReadings(ctx: Ctx, personId: string): Promise<ChangeReadingRow[]> {
  return rows<ChangeReadingRow>(ctx.db, `${readingSql} where r.person_id = ? order by r.asked_at, v.number`, [personId])
}

export interface ChangeTextRow {
  number: number
  what_changed: string
}

/** What was written of each version after that number, up to this version: for who does something again. Oldest first. */
export async function listChangeTexts(
  ctx: Ctx,
  { version_id, after }: { version_id: string; after: number | null },
): Promise<ChangeTextRow[]> {
  if (after === null) return []
  return rows<ChangeTextRow>(
    ctx.db,
    `select v.number, x.what_changed from course_versions now
     join course_versions v on v.course_id = now.course_id and v.number > :after and v.number <= now.number
     join version_changes x on x.course_version_id = v.id
     where now.id = :version_id and x.what_changed <> '' order by v.number`,
    { version_id, after },
  )
}

export async function findChangeReading(
  ctx: Ctx,
  { person_id, version_id }: { person_id: string; version_id: string },
): Promise<ChangeReadingRow | undefined> {
  return row<ChangeReadingRow>(ctx.db, `${readingSql} where r.person_id = ? and r.course_version_id = ?`, [
    ...[person_id, version_id],
  ])
}
