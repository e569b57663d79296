/** Who takes which course, at the version that was the latest when they began. */
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import type { CourseKind } from '../rules.ts'

/** Which time a person takes a course version, and since when what they do counts; null: all that they ever did. */
export interface Round {
  round: number
  since: Date | null
}

/** Of a round after the first, what was done before does not count. */
export interface EnrolmentRow extends Round {
  enrolment_id: string
  person_id: string
  course_id: string
  course_version_id: string
  enrolled_at: Date
  course_title: string
  course_kind: CourseKind
  programme_id: string
  programme_name: string
  programme_issuing: 'at once' | 'released'
}

const enrolmentSql = `
  select e.id as enrolment_id, e.person_id, e.course_id, e.course_version_id, e.enrolled_at, e.round,
    case when e.round > 1 then e.enrolled_at end as since, c.title as course_title, c.kind as course_kind, c.programme_id, p.name as programme_name, p.issuing as programme_issuing
  from enrolments e
  join courses c on c.id = e.course_id
  join programmes p on p.id = c.programme_id`

/** Of a course that was taken again only the last time counts. */
const isLast = `not exists (select from enrolments l where l.person_id = e.person_id and l.course_id = e.course_id and l.round > e.round)`

/** Earliest first. */
export async function listEnrolments(ctx: Ctx, personId: string): Promise<EnrolmentRow[]> {
  return rows<EnrolmentRow>(
    ctx.db,
    `${enrolmentSql} where e.person_id = ? and ${isLast} order by e.enrolled_at, e.id`,
    [personId],
  )
}

/** Of who is not on that version, the first. */
export async function roundOf(ctx: Ctx, personId: string, courseVersionId: string): Promise<Round> {
  const found = await row<Round>(
    ctx.db,
    `select round, case when round > 1 then enrolled_at end as since from enrolments
     where person_id = ? and course_version_id = ? order by round desc limit 1`,
    [personId, courseVersionId],
  )
  return found ?? { round: 1, since: null }
}

export async function findEnrolment(ctx: Ctx, personId: string, courseId: string): Promise<EnrolmentRow | undefined> {
  return row<EnrolmentRow>(ctx.db, `${enrolmentSql} where e.person_id = ? and e.course_id = ? and ${isLast}`, [
    personId,
    courseId,
  ])
}
