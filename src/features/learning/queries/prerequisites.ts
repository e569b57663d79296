/** Which courses a person cannot start yet, because another one comes first. */
import type { Ctx } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/connect.ts'

/** One row for each course that is missing before a published course. Any version of it counts, once complete. */
export async function listMissingPrerequisites(
  ctx: Ctx,
  personId: string,
): Promise<{ course_id: string; first_title: string }[]> {
  return rows(
    ctx.db,
    `select p.course_id, p.first_title from course_prerequisites p
     where not exists (
       select from completed_courses d where d.person_id = :personId and d.course_id = p.first_course_id)
     order by p.course_id, p.first_created_at, p.first_course_id`,
    { personId },
  )
}
