/** The rules of registers: what the course asks for. */
import type { Ctx } from '../../../platform/context.ts'
import { row } from '../../../platform/db/connect.ts'
import type { AttendanceRule } from '../rules/rule.ts'

/** What the newest published version of the course asks of this part; null where the part counts towards none. */
export async function findCourseRule(ctx: Ctx, livePartId: string | null): Promise<AttendanceRule | null> {
  const found = await row<AttendanceRule>(
    ctx.db,
    `select a.attendance_percent as percent, null::int as last_minutes
     from course_version_live_parts a
     join course_versions v on v.id = a.course_version_id and v.published_at is not null
     where a.live_part_id = ? order by v.number desc limit 1`,
    [livePartId],
  )
  return found ?? null
}
