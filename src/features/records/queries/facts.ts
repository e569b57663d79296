/** What a record has that a merge may move. */
import { addDays, today } from '../../../lib/time.ts'
import type { Ctx } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/connect.ts'
import { attendedPercent, latestMarkFirst } from '../../attendance/index.ts'
import type { Mark } from '../../attendance/index.ts'
import { listEnrolments } from '../../courses/index.ts'
import { completionOf } from '../../learning/index.ts'
import type { RecordFacts, RoundFacts } from '../rules/moves.ts'
import { lastStateOf } from '../../certification/index.ts'

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
  const day = today(ctx.now)
  const of = <Row>(sql: string) =>
    rows<Row>(ctx.db, sql, { person: personId, now: ctx.now, today: day, year_ago: addDays(day, -365) })
  const ids = async (sql: string) => (await of<{ id: string }>(sql)).map((one) => one.id)
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
      `select id, organisation_id, starts_on, ends_on, starts_on <= :today::date and (ends_on is null or ends_on > :today::date)
         as is_current from memberships where person_id = :person order by starts_on, id`,
    ),
    rounds: await listRounds(ctx, personId),
    attempts: await of(
      `select a.id, a.quiz_version_id, a.number, a.started_at, a.handed_in_at is null as is_open,
         coalesce(a.is_passed, false) as is_passed, q.counts,
         (select case when count(distinct v.course_id) = 1 then min(v.course_id::text) end
          from modules m join course_versions v on v.id = m.course_version_id where m.quiz_version_id = a.quiz_version_id) as course_id
       from attempts a join quiz_versions q on q.id = a.quiz_version_id
       where a.person_id = :person order by a.quiz_version_id, a.number`,
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
    other_evidence_ids: await ids(
      `select id::text as id from evidence where person_id = :person and kind <> 'trainer mark' order by id`,
    ),
    modules: await of(
      `select d.module_id, v.course_id, d.round, d.done_at from module_completions d join modules m on m.id = d.module_id
       join course_versions v on v.id = m.course_version_id where d.person_id = :person order by d.module_id, d.round`,
    ),
    completions: await of(
      `select c.id, v.course_id, c.round, c.corrects_id is null as is_first
       from completions c join course_versions v on v.id = c.course_version_id
       where c.person_id = :person order by c.recorded_at, c.id`,
    ),
    certificates: await of(
      `select c.id, c.programme_id, c.cycle, c.reissue, s.standing = 'good' as is_good,
         coalesce(s.valid_to, c.valid_to)::text as valid_to,
         s.standing = 'withdrawn' or s.standing = 'good' and coalesce(s.renews_from, c.renews_from) <= :today::date as can_renew
       from certificates c join ${lastStateOf('c.id')} s on true
       where c.person_id = :person order by c.programme_id, c.cycle, c.reissue`,
    ),
    adjustments:
      (
        await of<NonNullable<RecordFacts['adjustments']>>(
          `select extra_time, one_question_a_page, large_print from adjustments where person_id = :person`,
        )
      )[0] ?? null,
    readings: await of(
      `select r.course_version_id, v.course_id, r.is_required, r.done_at::text as done_at
       from change_readings r join course_versions v on v.id = r.course_version_id where r.person_id = :person order by 1`,
    ),
    yearly_checks: await of(
      `select id, asked_at, answer is null and settled_at is null as is_open,
         coalesce(answer = 'yes' and answered_at >= :year_ago::date, false) as is_fresh_yes
       from yearly_checks where person_id = :person order by asked_at, id`,
    ),
    report_decision_ids: await ids(
      `select id::text as id from vendor_report_decisions where person_id = :person order by id`,
    ),
    calendar_part_ids: await ids(
      `select live_session_part_id as id from calendar_entries where person_id = :person order by 1`,
    ),
    join_requests: await of(
      `select id, organisation_id, decided_at is null as is_open from join_requests where person_id = :person order by id`,
    ),
    note_keys: await ids(
      `select json_build_array(course_id, module_key, block_id)::text as id from module_notes where person_id = :person order by 1`,
    ),
    presences: await of(
      `select id::text as id, live_session_part_id as part_id, ended_at is null as is_open
       from room_presences where person_id = :person order by id`,
    ),
    views: await of(`select id, name from roster_views where owner_id = :person order by id`),
  }
}

/** Of every course each time it was taken: known by an enrolment, by modules done, or by a completion alone. */
async function listRounds(ctx: Ctx, personId: string): Promise<RoundFacts[]> {
  const found = await rows<Omit<RoundFacts, 'steps_done'>>(
    ctx.db,
    `with known as (
       select v.course_id, e.round, e.id as enrolment_id, e.course_version_id, e.enrolled_at, e.enrolled_at as at, false as is_completion
         from enrolments e join course_versions v on v.id = e.course_version_id where e.person_id = :person
       union all select v.course_id, d.round, null, null, null, d.done_at, false from module_completions d
         join modules m on m.id = d.module_id join course_versions v on v.id = m.course_version_id where d.person_id = :person
       union all select v.course_id, c.round, null, null, null, c.completed_at, true from completions c
         join course_versions v on v.id = c.course_version_id where c.person_id = :person),
     taken as (
       select course_id, round, min(enrolment_id::text) as enrolment_id, min(course_version_id::text) as course_version_id,
         min(enrolled_at) as enrolled_at, min(at) as first_at, bool_or(is_completion) as has_completion
       from known group by course_id, round)
     select t.course_id, c.programme_id, t.round, t.enrolment_id, t.course_version_id, t.enrolled_at::text as enrolled_at,
       t.has_completion,
       case when t.round > 1 then coalesce(t.enrolled_at, t.first_at) else least(t.first_at,
         (select min(a.started_at) from attempts a where a.person_id = :person and a.quiz_version_id in (
            select m.quiz_version_id from modules m join course_versions v on v.id = m.course_version_id where v.course_id = t.course_id)),
         (select min(p.starts_at) from evidence e join live_session_parts p on p.id = e.live_session_part_id
          join live_parts l on l.id = p.live_part_id
          where e.person_id = :person and e.kind = 'trainer mark' and l.course_id = t.course_id)) end as begins_at,
       (select max(standing.at) from (
          select max(x.completed_at) as at from completions x join course_versions v on v.id = x.course_version_id
          where x.person_id = :person and v.course_id = t.course_id and x.round = t.round
          group by x.course_version_id having count(*) % 2 = 1) standing) as ended_at
     from taken t join courses c on c.id = t.course_id order by t.course_id, t.round`,
    { person: personId },
  )
  const last = new Map((await listEnrolments(ctx, personId)).map((one) => [one.enrolment_id, one.course_version_id]))
  return Promise.all(
    found.map(async (round) => {
      const version = round.enrolment_id === null ? undefined : last.get(round.enrolment_id)
      if (version === undefined) return { ...round, steps_done: 0 }
      const { steps, completed_at } = await completionOf(ctx, personId, version)
      const steps_done = steps.filter((step) => step.is_done).length
      return { ...round, ended_at: round.ended_at ?? completed_at, steps_done }
    }),
  )
}
