/** For which course somebody takes part in a live session. */
import type { Ctx } from '../../../platform/context.ts'
import { row } from '../../../platform/db/connect.ts'

/** The enrolment whose course asks for this live part; the latest, should there be several. */
export async function findEnrolmentFor(
  ctx: Ctx,
  personId: string,
  livePartId: string,
): Promise<{ course_version_id: string } | undefined> {
  return row(
    ctx.db,
    `select e.course_version_id from enrolments e
     join course_version_live_parts l on l.course_version_id = e.course_version_id and l.live_part_id = :livePartId
     where e.person_id = :personId order by e.enrolled_at desc, e.id desc limit 1`,
    { personId, livePartId },
  )
}
