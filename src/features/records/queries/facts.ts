/** What a record has that a merge may move. */
import type { Ctx } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/connect.ts'
import { attendedPercent, latestMarkFirst } from '../../attendance/index.ts'
import type { Mark } from '../../attendance/index.ts'
import { listEnrolments } from '../../courses/index.ts'
import { completionOf } from '../../learning/index.ts'
import type { RecordFacts } from '../rules/merging.ts'

interface MarkRow {
  part_id: string
  evidence_ids: string[]
  mark: Mark
  minutes: number | null
  of_minutes: number
  /** What the courses of either record ask of the part. */
  asks: { percent: number; needs_end: boolean }[]
}

export async function readRecordFacts(ctx: Ctx, personId: string): Promise<RecordFacts> {
  const of = <Row>(sql: string) => rows<Row>(ctx.db, sql, { person: personId, now: ctx.now })
  const enrolments = await listEnrolments(ctx, personId)
  const completions = await Promise.all(enrolments.map((one) => completionOf(ctx, personId, one.course_version_id)))
  const marks = await of<MarkRow>(
    `select e.live_session_part_id as part_id, array_agg(e.id::text order by e.id) as evidence_ids,
       (array_agg(e.mark order by ${latestMarkFirst}))[1] as mark, (array_agg(e.minutes order by ${latestMarkFirst}))[1] as minutes,
       (extract(epoch from p.ends_at - p.starts_at - coalesce((
          select sum(k.ends_at - k.starts_at) from live_session_breaks k where k.live_session_part_id = p.id), interval '0')) / 60)::int
         as of_minutes,
       (select coalesce(json_agg(json_build_object('percent', a.attendance_percent, 'needs_end', a.last_minutes is not null)), '[]')
        from course_version_live_parts a where a.live_part_id = p.live_part_id) as asks
     from evidence e join live_session_parts p on p.id = e.live_session_part_id
     where e.person_id = :person and e.kind = 'trainer mark' group by e.live_session_part_id, p.id`,
  )
  return {
    person_id: personId,
    memberships: await of(
      `select id, organisation_id, starts_on, ends_on from memberships where person_id = :person order by starts_on, id`,
    ),
    enrolments: enrolments.map((one, index) => ({
      id: one.enrolment_id,
      course_id: one.course_id,
      course_version_id: one.course_version_id,
      steps_done: completions[index]!.steps.filter((step) => step.is_done).length,
      is_complete: completions[index]!.is_complete,
    })),
    attempts: await of(
      `select id, quiz_version_id, number, handed_in_at is null as is_open, coalesce(is_passed, false) as is_passed
       from attempts where person_id = :person order by quiz_version_id, number`,
    ),
    bookings: await of(
      `select b.id, b.live_session_id, b.booked_at::text as booked_at,
         s.cancelled_at is not null or exists (select from live_session_parts p where p.live_session_id = s.id
           and p.starts_at <= :now) as is_over
       from bookings b join live_sessions s on s.id = b.live_session_id
       where b.person_id = :person and b.cancelled_at is null order by b.id`,
    ),
    marks: marks.map(({ part_id, evidence_ids, mark, minutes, of_minutes, asks }) => {
      const percent = attendedPercent({ mark, minutes }, of_minutes)
      const meets = asks.some((one) => percent >= one.percent && !(one.needs_end && mark === 'left early'))
      return { part_id, evidence_ids, percent, meets }
    }),
    other_evidence_ids: (
      await of<{ id: string }>(
        `select id::text as id from evidence where person_id = :person and kind <> 'trainer mark' order by id`,
      )
    ).map((one) => one.id),
    module_ids: (
      await of<{ id: string }>(`select module_id as id from module_completions where person_id = :person order by 1`)
    ).map((one) => one.id),
    completions: await of(
      `select id, course_version_id, corrects_id is null as is_first from completions where person_id = :person
       order by recorded_at, id`,
    ),
    certificates: await of(
      `select c.id, c.programme_id, c.cycle, s.standing = 'good' as is_good, coalesce(s.valid_to, c.valid_to)::text as valid_to
       from certificates c join lateral (select standing, valid_to from certificate_states s where s.certificate_id = c.id
         order by s.id desc limit 1) s on true
       where c.person_id = :person order by c.programme_id, c.cycle, c.reissue`,
    ),
  }
}
