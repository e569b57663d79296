/** The rules of registers: what the course asks for, and what was kept for one register. */
import type { Ctx } from '../../../platform/context.ts'
import { row } from '../../../platform/db/connect.ts'
import type { AttendanceRule } from '../rules/rule.ts'

/** What the newest published version of the course asks of this part; undefined where the part counts towards none. */
const findCourseRule = (ctx: Ctx, livePartId: string): Promise<AttendanceRule | undefined> =>
  row<AttendanceRule>(
    ctx.db,
    `select a.attendance_percent as percent, a.last_minutes
     from course_version_live_parts a
     join course_versions v on v.id = a.course_version_id and v.published_at is not null
     where a.live_part_id = ? order by v.number desc limit 1`,
    [livePartId],
  )

export interface KeptRuleRow extends AttendanceRule {
  id: number
  /** Why it is another than the course's. */
  reason: string | null
  kept_at: Date
  kept_by_name: string
}

export interface RegisterRule {
  course: AttendanceRule | null
  /** The latest that somebody marked by. */
  kept: KeptRuleRow | null
  /** The one that counts; null where nobody asks for anything. */
  current: AttendanceRule | null
}

export async function getRegisterRule(
  ctx: Ctx,
  part: { part_id: string; live_part_id: string | null },
): Promise<RegisterRule> {
  const course = part.live_part_id === null ? undefined : await findCourseRule(ctx, part.live_part_id)
  const kept = await row<KeptRuleRow>(
    ctx.db,
    `select r.id, r.percent, r.last_minutes, r.reason, r.kept_at, p.full_name as kept_by_name
     from register_rules r join people p on p.id = r.kept_by
     where r.live_session_part_id = ? order by r.id desc limit 1`,
    [part.part_id],
  )
  return { course: course ?? null, kept: kept ?? null, current: kept ?? course ?? null }
}
