/** An organisation's people with their bookings, training and certificates: no answers, no evidence, no needs. */
import { today } from '../../../lib/time.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import type { StateFacts } from '../../certification/index.ts'
import { lastStateOf } from '../../certification/index.ts'

export interface MemberCourse {
  course_title: string
  done: number
  total: number
  is_complete: boolean
}

export interface MemberCertificate extends StateFacts {
  id: string
  programme_name: string
  number: string
  awarded_on: string
}

export interface MemberRow {
  person_id: string
  full_name: string
  job_title: string | null
  is_lead: boolean
  next_session_id: string | null
  next_title: string | null
  next_starts_at: Date | null
  next_is_waiting: boolean | null
  courses: MemberCourse[]
  certificates: MemberCertificate[]
}

const current = `
  from memberships m join people p on p.id = m.person_id
  where m.organisation_id = :organisation and m.starts_on <= :today and (m.ends_on is null or m.ends_on > :today)
    and p.disabled_at is null`

/** How far a person is in each course: pages marked as done and quizzes passed; the completion as recorded. */
const courses = `
  select coalesce(json_agg(json_build_object('course_title', c.title, 'done', x.done, 'total', x.total,
    'is_complete', k.is_complete) order by e.enrolled_at, e.id), '[]') as courses
  from enrolments e join courses c on c.id = e.course_id
  cross join lateral (
    select count(*) as total, count(*) filter (where d.done_at is not null or exists (
      select from attempts a where a.person_id = e.person_id and a.quiz_version_id = o.quiz_version_id and a.is_passed
        and (e.round = 1 or a.started_at >= e.enrolled_at))) as done
    from modules o left join module_completions d on d.module_id = o.id and d.person_id = e.person_id and d.round = e.round
    where o.course_version_id = e.course_version_id) x
  cross join lateral (
    -- A correction takes the row before it back, a further one puts it in force again.
    select count(*) % 2 = 1 as is_complete from completions k
    where k.person_id = e.person_id and k.course_version_id = e.course_version_id and k.round = e.round) k
  where e.person_id = m.person_id and not exists (select from enrolments l where l.person_id = e.person_id
    and l.course_id = e.course_id and l.round > e.round)`

const lastState = `join ${lastStateOf('c.id')} s on true`

/** The latest certificate of each programme. */
const certificates = `
  select coalesce(json_agg(json_build_object('id', c.id, 'programme_name', g.name, 'number', c.number,
    'awarded_on', c.awarded_on, 'renews_from', coalesce(s.renews_from, c.renews_from),
    'valid_to', coalesce(s.valid_to, c.valid_to), 'grace_to', coalesce(s.grace_to, c.grace_to),
    'standing', s.standing) order by g.created_at), '[]') as certificates
  from (select distinct on (c.programme_id) c.* from certificates c where c.person_id = m.person_id
        order by c.programme_id, c.cycle desc, c.reissue desc) c
  join programmes g on g.id = c.programme_id
  ${lastState}`

const nextBooking = `
  select b.live_session_id as next_session_id, s.title as next_title, lp.starts_at as next_starts_at,
    b.booked_at is null as next_is_waiting
  from bookings b join live_sessions s on s.id = b.live_session_id and s.cancelled_at is null
  join live_session_parts lp on lp.live_session_id = s.id and lp.ends_at > :now
  where b.person_id = m.person_id and b.cancelled_at is null order by lp.starts_at, b.id limit 1`

/** A page of the people there today, by name. */
export async function listOrganisationMembers(
  ctx: Ctx,
  organisationId: string,
  page: { limit: number; offset: number },
): Promise<MemberRow[]> {
  return rows<MemberRow>(
    ctx.db,
    `select m.person_id, m.full_name, m.job_title,
       exists (select from role_grants r where r.person_id = m.person_id and r.role = 'lead'
         and r.organisation_id = :organisation and r.starts_on <= :today
         and (r.ends_on is null or r.ends_on > :today)) as is_lead,
       n.*, t.courses, z.certificates
     from (select m.person_id, p.full_name, m.job_title ${current}
           order by lower(p.full_name), p.id limit :limit offset :offset) m
     left join lateral (${nextBooking}) n on true
     cross join lateral (${courses}) t
     cross join lateral (${certificates}) z
     order by lower(m.full_name), m.person_id`,
    { organisation: organisationId, today: today(ctx.now), now: ctx.now, limit: page.limit, offset: page.offset },
  )
}

export interface OrganisationFigures {
  people: number
  in_training: number
  champions: number
  bookings: number
}

const holdsValid = `
  exists (select from certificates c
    ${lastState}
    where c.person_id = m.person_id and coalesce(s.valid_to, c.valid_to) >= :today and s.standing = 'good')`

/** People there today, and of them: on a course without a valid certificate, with one, with a place to come. */
export async function countOrganisation(ctx: Ctx, organisationId: string): Promise<OrganisationFigures> {
  const found = await row<OrganisationFigures>(
    ctx.db,
    `select count(*) as people, count(*) filter (where m.is_champion) as champions,
       count(*) filter (where m.is_enrolled and not m.is_champion) as in_training,
       count(*) filter (where m.is_booked) as bookings
     from (select ${holdsValid} as is_champion,
             exists (select from enrolments e where e.person_id = m.person_id) as is_enrolled,
             exists (${nextBooking}) as is_booked ${current}) m`,
    { organisation: organisationId, today: today(ctx.now), now: ctx.now },
  )
  return found!
}

export interface MemberBookingRow {
  live_session_id: string
  title: string
  starts_at: Date
  ends_at: Date
  person_id: string
  full_name: string
  is_waiting: boolean
}

/** Places and waiting lists of its people at sessions that are not over, by their next part, the soonest first. */
export async function listMemberBookings(ctx: Ctx, organisationId: string): Promise<MemberBookingRow[]> {
  return rows<MemberBookingRow>(
    ctx.db,
    `select b.live_session_id, s.title, lp.starts_at, lp.ends_at, m.person_id, m.full_name, b.booked_at is null as is_waiting
     from (select m.person_id, p.full_name ${current}) m
     join bookings b on b.person_id = m.person_id and b.cancelled_at is null
     join live_sessions s on s.id = b.live_session_id and s.cancelled_at is null
     join lateral (select p.starts_at, p.ends_at from live_session_parts p
                   where p.live_session_id = s.id and p.ends_at > :now order by p.starts_at limit 1) lp on true
     order by lp.starts_at, b.live_session_id, b.booked_at is null, lower(m.full_name), m.person_id limit 1000`,
    { organisation: organisationId, today: today(ctx.now), now: ctx.now },
  )
}

export interface ChampionRow extends MemberCertificate {
  person_id: string
  full_name: string
}

/** Its people with the latest certificate of each programme: by name. */
export async function listMemberCertificates(ctx: Ctx, organisationId: string): Promise<ChampionRow[]> {
  return rows<ChampionRow>(
    ctx.db,
    `select m.person_id, m.full_name, c.id, g.name as programme_name, c.number, c.awarded_on,
       coalesce(s.renews_from, c.renews_from) as renews_from, coalesce(s.valid_to, c.valid_to) as valid_to,
       coalesce(s.grace_to, c.grace_to) as grace_to, s.standing
     from (select m.person_id, p.full_name ${current}) m
     join lateral (select distinct on (c.programme_id) c.* from certificates c where c.person_id = m.person_id
                   order by c.programme_id, c.cycle desc, c.reissue desc) c on true
     join programmes g on g.id = c.programme_id
     ${lastState}
     order by lower(m.full_name), m.person_id, g.created_at limit 1000`,
    { organisation: organisationId, today: today(ctx.now) },
  )
}
