/** How far people have come from their invitation to a certificate: each counted once, at the furthest step. */
import { dayEnd, dayStart, zone } from '../../../lib/time.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import { latestMarkFirst } from '../../attendance/index.ts'
import type { Step } from '../rules/funnel.ts'
import { steps } from '../rules/funnel.ts'

export const groupings = ['organisation', 'session', 'month'] as const
export type Grouping = (typeof groupings)[number]

export interface FunnelScope {
  programme_id: string
  /** The days of the invitations that are looked at. */
  from: string
  to: string
  by: Grouping
}

export type FunnelCounts = Record<Step, number>

export type FunnelRow = FunnelCounts & {
  /** An organisation, a session, a month `2027-03`; null where there is none. */
  key: string | null
  name: string | null
  starts_at: Date | null
}

const keys: Record<Grouping, string> = {
  organisation: 'f.organisation_id::text',
  session: 'f.live_session_id::text',
  month: `to_char(f.entered_at at time zone '${zone}', 'YYYY-MM')`,
}

/**
 * One row for each person who was invited, or came by themselves, within the days. Of several organisations it is the one
 * of the day they were invited, else the first; of several sessions the one where they came furthest, the last of these.
 */
const funnel = `
  ways as (
    select p.id as person_id, p.created_at, p.full_name, p.search, least(i.first_at, k.first_at) as asked_at,
      coalesce(i.accepted_at, k.used_at) as came_at, e.enrolled_at
    from people p
    left join (select person_id, min(invited_at) as first_at, min(accepted_at) as accepted_at from invitations group by 1) i
      on i.person_id = p.id
    left join (select person_id, min(issued_at) as first_at, min(used_at) as used_at from joining_cards group by 1) k
      on k.person_id = p.id
    left join (select person_id, min(enrolled_at) as enrolled_at from enrolments group by 1) e on e.person_id = p.id
    where not exists (select from person_merges g where g.merged_id = p.id and g.undone_at is null)),
  ours as (
    select distinct p.live_session_id from live_session_parts p join live_parts l on l.id = p.live_part_id
    join courses k on k.id = l.course_id where k.programme_id = :programme_id),
  places as (
    select b.person_id, b.live_session_id, min(p.starts_at) as starts_at
    from bookings b join ours o on o.live_session_id = b.live_session_id
    join live_sessions s on s.id = b.live_session_id and s.cancelled_at is null
    join live_session_parts p on p.live_session_id = b.live_session_id
    where b.cancelled_at is null and b.booked_at is not null group by 1, 2),
  marks as (
    select distinct on (e.person_id, e.live_session_part_id) e.person_id, p.live_session_id, e.mark
    from evidence e join live_session_parts p on p.id = e.live_session_part_id
    join ours o on o.live_session_id = p.live_session_id join registers r on r.live_session_part_id = p.id
    where e.kind = 'trainer mark' order by e.person_id, e.live_session_part_id, ${latestMarkFirst}),
  attended as (select distinct person_id, live_session_id from marks where mark in ('present', 'late', 'left early')),
  seats as (
    select distinct on (p.person_id) p.person_id, p.live_session_id, a.person_id is not null as is_attended
    from places p left join attended a on a.person_id = p.person_id and a.live_session_id = p.live_session_id
    order by p.person_id, a.person_id is not null desc, p.starts_at desc, p.live_session_id),
  passed as (
    select distinct c.person_id from completions c join course_versions v on v.id = c.course_version_id
    join courses k on k.id = v.course_id and k.programme_id = :programme_id
    where c.corrects_id is null and not exists (select from completions x where x.corrects_id = c.id)),
  certified as (select distinct person_id from certificates where programme_id = :programme_id),
  f as (
    select w.person_id, w.full_name, w.search, coalesce(w.asked_at, w.created_at) as entered_at, w.asked_at, s.live_session_id,
      (select m.organisation_id from memberships m where m.person_id = w.person_id
       order by m.starts_on > (coalesce(w.asked_at, w.created_at) at time zone '${zone}')::date, m.starts_on, m.created_at, m.id
       limit 1) as organisation_id,
      case when c.person_id is not null then 6 when q.person_id is not null then 5 when s.is_attended then 4
        when s.person_id is not null then 3
        when w.came_at is not null or w.enrolled_at is not null or w.asked_at is null then 2 else 1 end as step
    from ways w left join seats s on s.person_id = w.person_id left join passed q on q.person_id = w.person_id
    left join certified c on c.person_id = w.person_id
    where coalesce(w.asked_at, w.created_at) >= :from and coalesce(w.asked_at, w.created_at) < :to
      and (w.asked_at is not null or w.enrolled_at is not null or s.person_id is not null or c.person_id is not null))`

const valuesOf = ({ programme_id, from, to }: FunnelScope) => ({
  programme_id,
  from: dayStart(from),
  to: dayEnd(to),
})

const counts = steps.map((step, index) => `count(*) filter (where f.step > ${index}) as ${step}`).join(', ')

export async function countFunnel(ctx: Ctx, scope: FunnelScope): Promise<FunnelRow[]> {
  const key = keys[scope.by]
  return rows<FunnelRow>(
    ctx.db,
    `/* planned anew */ with ${funnel}, counted as (select ${key} as key, ${counts} from f group by 1)
     select c.*, coalesce(o.name, s.title) as name,
       (select min(p.starts_at) from live_session_parts p where p.live_session_id = s.id) as starts_at
     from counted c
     left join organisations o on :by = 'organisation' and o.id::text = c.key
     left join live_sessions s on :by = 'session' and s.id::text = c.key
     order by c.key is null, case when :by = 'month' then c.key end, starts_at, o.search, c.key`,
    { ...valuesOf(scope), by: scope.by },
  )
}

export interface FunnelPeople {
  /** Undefined: everybody; null: those who have no such organisation or session. */
  key: string | null | undefined
  step: Step
  /** Only those who have come no further. */
  is_last: boolean
}

export interface FunnelPersonRow {
  id: string
  full_name: string
  organisation_name: string | null
  session_title: string | null
  entered_at: Date
  was_asked: boolean
  step: number
}

const wanted = (by: Grouping) => `where f.step >= :least and f.step <= :most
  and (:is_all or ${keys[by]} is not distinct from :key)`

function peopleValues(scope: FunnelScope, { key, step, is_last }: FunnelPeople) {
  const least = steps.indexOf(step) + 1
  return {
    ...valuesOf(scope),
    least,
    most: is_last ? least : steps.length,
    is_all: key === undefined,
    key: key ?? null,
  }
}

export async function countFunnelPeople(ctx: Ctx, scope: FunnelScope, people: FunnelPeople): Promise<number> {
  const found = await row<{ count: number }>(
    ctx.db,
    `/* planned anew */ with ${funnel} select count(*) as count from f ${wanted(scope.by)}`,
    peopleValues(scope, people),
  )
  return found!.count
}

export async function listFunnelPeople(
  ctx: Ctx,
  scope: FunnelScope,
  people: FunnelPeople,
  page: { limit: number; offset: number },
): Promise<FunnelPersonRow[]> {
  return rows<FunnelPersonRow>(
    ctx.db,
    `/* planned anew */ with ${funnel}
     select f.person_id as id, f.full_name, o.name as organisation_name, s.title as session_title, f.entered_at,
       f.asked_at is not null as was_asked, f.step
     from f left join organisations o on o.id = f.organisation_id left join live_sessions s on s.id = f.live_session_id
     ${wanted(scope.by)} order by f.search, f.person_id limit :limit offset :offset`,
    { ...peopleValues(scope, people), ...page },
  )
}
