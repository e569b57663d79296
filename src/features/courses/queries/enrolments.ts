/** Who takes which course, at the version that was the latest when they began. */
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import type { CourseKind } from '../rules.ts'

export interface EnrolmentRow {
  enrolment_id: string
  person_id: string
  course_id: string
  course_version_id: string
  enrolled_at: Date
  course_title: string
  course_kind: CourseKind
  programme_id: string
  programme_name: string
}

const enrolmentSql = `
  select e.id as enrolment_id, e.person_id, e.course_id, e.course_version_id, e.enrolled_at,
    c.title as course_title, c.kind as course_kind, c.programme_id, p.name as programme_name
  from enrolments e
  join courses c on c.id = e.course_id
  join programmes p on p.id = c.programme_id`

/** Earliest first. */
export async function listEnrolments(ctx: Ctx, personId: string): Promise<EnrolmentRow[]> {
  return rows<EnrolmentRow>(ctx.db, `${enrolmentSql} where e.person_id = ? order by e.enrolled_at, e.id`, [personId])
}

export async function findEnrolment(ctx: Ctx, personId: string, courseId: string): Promise<EnrolmentRow | undefined> {
  return row<EnrolmentRow>(ctx.db, `${enrolmentSql} where e.person_id = ? and e.course_id = ?`, [personId, courseId])
}
