/** What was trained in a period, event by event and by kind of organisation: counts before anything is withheld. */
import { dayEnd, dayStart, zone } from '../../../lib/time.ts'
import type { Ctx } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/connect.ts'
import { latestMarkFirst } from '../../attendance/index.ts'

export interface EventRow {
  live_session_id: string
  starts_at: Date
  /** What was taught: the courses its parts deliver. Null: nothing of a course. */
  course_title: string | null
  course_kind: 'initial' | 'refresher' | null
  mode: 'online' | 'in person'
  is_mandatory: boolean
  audience: 'internal' | 'external'
  /** False while no register of it is closed: who was there is not known yet. */
  is_closed: boolean
  trained: number
}

const events = `
  held as (
    select s.id, s.mode, s.is_mandatory, s.audience, min(p.starts_at) as starts_at, bool_or(r.closed_at is not null) as is_closed
    from live_sessions s join live_session_parts p on p.live_session_id = s.id
    left join registers r on r.live_session_part_id = p.id
    where s.cancelled_at is null and s.opened_at is not null
    group by s.id having min(p.starts_at) >= :from and min(p.starts_at) < :to and max(p.ends_at) <= :now),
  marks as (
    select distinct on (e.person_id, e.live_session_part_id) e.person_id, p.live_session_id, e.mark
    from held h join live_session_parts p on p.live_session_id = h.id join registers r on r.live_session_part_id = p.id
    join evidence e on e.live_session_part_id = p.id and e.kind = 'trainer mark'
    order by e.person_id, e.live_session_part_id, ${latestMarkFirst}),
  trained as (select distinct person_id, live_session_id from marks where mark in ('present', 'late', 'left early'))`

const valuesOf = (ctx: Ctx, { from, to }: Period) => ({ from: dayStart(from), to: dayEnd(to), now: ctx.now })

export interface Period {
  from: string
  to: string
}

/** Live sessions that began within the days and are over, the first one first. */
export async function listEvents(ctx: Ctx, period: Period): Promise<EventRow[]> {
  return rows<EventRow>(
    ctx.db,
    `with ${events}
     select h.id as live_session_id, h.starts_at, h.mode, h.is_mandatory, h.audience, h.is_closed,
       (select count(*) from trained t where t.live_session_id = h.id) as trained, k.title as course_title, k.kind as course_kind
     from held h left join lateral (
       select c.title, c.kind from live_session_parts p join live_parts l on l.id = p.live_part_id
       join courses c on c.id = l.course_id where p.live_session_id = h.id order by p.position limit 1) k on true
     order by h.starts_at, h.id`,
    valuesOf(ctx, period),
  )
}

export interface KindCount {
  /** Null: they belonged to no organisation that day. */
  kind: string | null
  count: number
}

/** The same people by the kind of the organisation they belonged to on the day: of several, the one that began first. */
export async function countTrainedByKind(ctx: Ctx, period: Period): Promise<KindCount[]> {
  return rows<KindCount>(
    ctx.db,
    `with ${events}
     select (select o.kind from memberships m join organisations o on o.id = m.organisation_id
             where m.person_id = t.person_id and m.starts_on <= (h.starts_at at time zone '${zone}')::date
               and (m.ends_on is null or m.ends_on > (h.starts_at at time zone '${zone}')::date)
             order by m.starts_on, m.created_at, m.id limit 1) as kind, count(*) as count
     from trained t join held h on h.id = t.live_session_id group by 1`,
    valuesOf(ctx, period),
  )
}

/** Certificates awarded within the days, by the kind of the organisation they name; one made again under another name is the same award. */
export async function countCertificatesByKind(ctx: Ctx, period: Period): Promise<KindCount[]> {
  return rows<KindCount>(
    ctx.db,
    `select o.kind, count(*) as count from certificates c left join organisations o on o.id = c.organisation_id
     where c.awarded_on >= :from and c.awarded_on <= :to and c.reissue = 0 group by 1`,
    { from: period.from, to: period.to },
  )
}
