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
    `select current.course_id, c.title as first_title
     from (select distinct on (course_id) id, course_id from course_versions
           where published_at is not null order by course_id, number desc) current
     join course_version_prerequisites p on p.course_version_id = current.id
     join courses c on c.id = p.course_id
     where not exists (
       select from completions d join course_versions v on v.id = d.course_version_id
       where d.person_id = :personId and v.course_id = p.course_id
       group by d.course_version_id, d.round having count(*) % 2 = 1)
     order by current.course_id, c.created_at, c.id`,
    { personId },
  )
}
