/** What a closed register bears: the courses it counts towards, and how its marks came to be. */
import type { Ctx } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/connect.ts'
import type { Mark } from '../../attendance/index.ts'
import { lastStateOf } from './state-sql.ts'

export interface AffectedCourseRow {
  course_version_id: string
  course_title: string
  programme_name: string
  certificate_id: string | null
  certificate_number: string | null
  certificate_is_revoked: boolean
  /** Whether it was issued for this very course, and not for another of the programme. */
  certificate_rests_on_it: boolean
}

/** What a correction would do to a course of somebody. */
export interface Effect extends AffectedCourseRow {
  was_complete: boolean
  would_be_complete: boolean
  /** What would still be missing, in the words the learner reads. */
  missing: string[]
}

/** What became of it. */
export interface Outcome extends AffectedCourseRow {
  is_complete: boolean
  missing: string[]
}

/** The courses of a person that ask for the live part which this part of a session delivered. */
export async function listAffectedCourses(ctx: Ctx, partId: string, personId: string): Promise<AffectedCourseRow[]> {
  return rows<AffectedCourseRow>(
    ctx.db,
    `select e.course_version_id, c.title as course_title, g.name as programme_name,
       cert.id as certificate_id, cert.number as certificate_number,
       coalesce(last.state = 'revoked', false) as certificate_is_revoked,
       coalesce(done.course_version_id = e.course_version_id and done.round = e.round, false) as certificate_rests_on_it
     from live_session_parts p
     join course_version_live_parts v on v.live_part_id = p.live_part_id
     join enrolments e on e.course_version_id = v.course_version_id and e.person_id = :person
     join courses c on c.id = e.course_id
     join programmes g on g.id = c.programme_id
     left join lateral (select * from certificates x where x.person_id = e.person_id and x.programme_id = g.id
                        order by x.cycle desc, x.reissue desc limit 1) cert on true
     left join completions done on done.id = cert.completion_id
     left join ${lastStateOf('cert.id')} last on true
     where p.id = :part and not exists (select from enrolments l where l.person_id = e.person_id
       and l.course_id = e.course_id and l.round > e.round)
     order by e.enrolled_at, e.id`,
    { part: partId, person: personId },
  )
}

export interface CorrectionRow {
  person_id: string
  full_name: string
  mark: Mark
  minutes: number | null
  before_mark: Mark | null
  before_minutes: number | null
  reason: string
  recorded_at: Date
  recorded_by_name: string | null
}

/** The corrections of a register, the newest first: what was marked with a reason once it was closed. */
export async function listCorrections(ctx: Ctx, partId: string): Promise<CorrectionRow[]> {
  return rows<CorrectionRow>(
    ctx.db,
    `select e.person_id, p.full_name, e.mark, e.minutes, e.before_mark, e.before_minutes, e.reason, e.recorded_at,
       y.full_name as recorded_by_name
     from (select m.*, lag(m.mark) over own as before_mark, lag(m.minutes) over own as before_minutes
           from evidence m where m.live_session_part_id = ? and m.kind = 'trainer mark'
           window own as (partition by m.person_id
             order by coalesce(m.marked_at, m.recorded_at), m.mark_id nulls first, m.id)) e
     join people p on p.id = e.person_id
     left join people y on y.id = e.recorded_by
     join registers r on r.live_session_part_id = e.live_session_part_id
     where e.reason is not null and e.recorded_at >= r.closed_at order by e.id desc`,
    [partId],
  )
}
