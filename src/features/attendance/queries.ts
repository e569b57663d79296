/** All SQL of the attendance room. */
import { isId } from '../../lib/ids.ts'
import { minutesBetween, today } from '../../lib/time.ts'
import type { Ctx } from '../../platform/context.ts'
import { row, rows } from '../../platform/db/connect.ts'
import { NotFound } from '../../platform/errors.ts'
import type { Mark } from './rules.ts'
import { attendedPercent } from './rules.ts'

/** The register of one part: what it is about, who trains it, whether it is closed. */
export interface RegisterPartRow {
  part_id: string
  live_session_id: string
  title: string
  starts_at: Date
  ends_at: Date
  cancelled_at: Date | null
  live_part_id: string | null
  trainer_ids: string[]
  closed_at: Date | null
  closed_by_name: string | null
}

export async function getRegisterPart(ctx: Ctx, partId: string): Promise<RegisterPartRow> {
  const found = isId(partId)
    ? await row<RegisterPartRow>(
        ctx.db,
        `select p.id as part_id, p.live_session_id, s.title, p.starts_at, p.ends_at, s.cancelled_at, p.live_part_id,
           array(select t.person_id from live_session_trainers t where t.live_session_id = s.id) as trainer_ids,
           r.closed_at, c.full_name as closed_by_name
         from live_session_parts p
         join live_sessions s on s.id = p.live_session_id
         left join registers r on r.live_session_part_id = p.id
         left join people c on c.id = r.closed_by
         where p.id = ?`,
        [partId],
      )
    : undefined
  if (!found) throw new NotFound()
  return found
}

export interface RegisterRow {
  booking_id: string
  person_id: string
  full_name: string
  email: string | null
  organisation_name: string | null
  is_walk_in: boolean
  clicked_at: Date | null
  last_clicked_at: Date | null
  mark: Mark | null
  minutes: number | null
  reason: string | null
  marked_at: Date | null
  marked_by_name: string | null
}

/** Everyone who has a place at the part's session, by name, with the mark that counts: the latest one. */
export async function listRegister(ctx: Ctx, partId: string): Promise<RegisterRow[]> {
  return rows<RegisterRow>(
    ctx.db,
    `select b.id as booking_id, b.person_id, p.full_name, p.email, m.organisation_name, b.is_walk_in,
       c.clicked_at, c.last_clicked_at, e.mark, e.minutes, e.reason, e.recorded_at as marked_at, y.full_name as marked_by_name
     from live_session_parts lp
     join bookings b on b.live_session_id = lp.live_session_id and b.cancelled_at is null and b.booked_at is not null
     join people p on p.id = b.person_id
     left join lateral (
       select string_agg(o.name, ', ' order by m.starts_on, o.name) as organisation_name
       from memberships m join organisations o on o.id = m.organisation_id
       where m.person_id = b.person_id and m.starts_on <= :today and (m.ends_on is null or m.ends_on > :today)) m on true
     left join lateral (
       select e.mark, e.minutes, e.reason, e.recorded_at, e.recorded_by from evidence e
       where e.live_session_part_id = lp.id and e.person_id = b.person_id and e.kind = 'trainer mark'
       order by e.id desc limit 1) e on true
     left join people y on y.id = e.recorded_by
     left join lateral (
       select min(e.recorded_at) as clicked_at, max(e.recorded_at) as last_clicked_at from evidence e
       where e.live_session_part_id = lp.id and e.person_id = b.person_id and e.kind = 'join click') c on true
     where lp.id = :partId
     order by lower(p.full_name), p.id`,
    { partId, today: today(ctx.now) },
  )
}

export interface AttendanceRow {
  live_part_id: string
  live_session_id: string
  part_id: string
  starts_at: Date
  /** Null while nobody marked the person, or while the register is open. */
  mark: Mark | null
  minutes: number | null
  of_minutes: number
  percent: number
  is_register_closed: boolean
}

/**
 * For each live part the best that a person has to show: by percent over closed registers, for marks count only once
 * the register is closed; where none is closed, the latest session they had a place at that has begun.
 */
export async function listAttendance(
  ctx: Ctx,
  personId: string,
  livePartIds: string[],
): Promise<Map<string, AttendanceRow>> {
  const found = await rows<Omit<AttendanceRow, 'of_minutes' | 'percent'> & { ends_at: Date }>(
    ctx.db,
    `select p.live_part_id, p.live_session_id, p.id as part_id, p.starts_at, p.ends_at,
       e.mark, e.minutes, r.closed_at is not null as is_register_closed
     from bookings b
     join live_sessions s on s.id = b.live_session_id and s.cancelled_at is null
     join live_session_parts p on p.live_session_id = s.id
     left join registers r on r.live_session_part_id = p.id
     left join lateral (
       select e.mark, e.minutes from evidence e
       where r.closed_at is not null and e.live_session_part_id = p.id and e.person_id = b.person_id
         and e.kind = 'trainer mark'
       order by e.id desc limit 1) e on true
     where b.person_id = :personId and b.cancelled_at is null and b.booked_at is not null
       and p.starts_at <= :now and p.live_part_id = any(:livePartIds::uuid[])
     order by p.starts_at, p.id`,
    { personId, livePartIds, now: ctx.now },
  )
  const best = new Map<string, AttendanceRow>()
  for (const { ends_at, ...one } of found) {
    const of_minutes = minutesBetween(one.starts_at, ends_at)
    const { mark, minutes } = one
    const percent = mark === null ? 0 : attendedPercent({ mark, minutes }, of_minutes)
    const known = best.get(one.live_part_id)
    const isBetter =
      !known ||
      Number(one.is_register_closed) - Number(known.is_register_closed) > 0 ||
      (one.is_register_closed === known.is_register_closed && percent >= known.percent)
    if (isBetter) best.set(one.live_part_id, { ...one, of_minutes, percent })
  }
  return best
}

/** A part that is open for marks, or why not. */
export async function isRegisterClosed(ctx: Ctx, partId: string): Promise<boolean> {
  return (await ctx.db('registers').first('closed_at').where({ live_session_part_id: partId })) !== undefined
}

export interface KeptSessionRow {
  live_session_id: string
  part_id: string
  title: string
  starts_at: Date
  ends_at: Date
  capacity: number
  cancelled_at: Date | null
  closed_at: Date | null
  booked: number
  waiting: number
  unmarked: number
}

export interface KeptFilters {
  /** Null: everybody's. */
  trainer_id: string | null
  show: 'to-do' | 'coming' | 'done' | 'cancelled'
}

const kept = `
  from live_sessions s
  join live_session_parts p on p.live_session_id = s.id
  left join registers r on r.live_session_part_id = p.id
  where (:trainer_id::uuid is null or exists (
      select from live_session_trainers t where t.live_session_id = s.id and t.person_id = :trainer_id))
    and case :show
      when 'to-do' then s.cancelled_at is null and p.starts_at <= :now and r.closed_at is null
      when 'coming' then s.cancelled_at is null and p.starts_at > :now
      when 'done' then s.cancelled_at is null and r.closed_at is not null
      else s.cancelled_at is not null end`

export async function countKeptSessions(ctx: Ctx, filters: KeptFilters): Promise<number> {
  const found = await row<{ count: number }>(ctx.db, `select count(*) ${kept}`, { ...filters, now: ctx.now })
  return found?.count ?? 0
}

/** Sessions with their registers: the soonest first where they are coming, the latest first elsewhere. */
export async function listKeptSessions(
  ctx: Ctx,
  filters: KeptFilters,
  page: { limit: number; offset: number },
): Promise<KeptSessionRow[]> {
  const direction = filters.show === 'done' || filters.show === 'cancelled' ? 'desc' : 'asc'
  return rows<KeptSessionRow>(
    ctx.db,
    `select k.*,
       (select count(*) from bookings b where b.live_session_id = k.live_session_id and b.cancelled_at is null
          and b.booked_at is not null) as booked,
       (select count(*) from bookings b where b.live_session_id = k.live_session_id and b.cancelled_at is null
          and b.booked_at is null) as waiting,
       (select count(*) from bookings b where b.live_session_id = k.live_session_id and b.cancelled_at is null
          and b.booked_at is not null and not exists (
            select from evidence e where e.live_session_part_id = k.part_id and e.person_id = b.person_id
              and e.kind = 'trainer mark')) as unmarked
     from (select s.id as live_session_id, p.id as part_id, s.title, p.starts_at, p.ends_at, s.capacity, s.cancelled_at, r.closed_at
           ${kept} order by p.starts_at ${direction}, p.id limit :limit offset :offset) k
     order by k.starts_at ${direction}, k.part_id`,
    { ...filters, ...page, now: ctx.now },
  )
}
