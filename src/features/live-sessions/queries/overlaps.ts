/** Reads what people do at a time already: parts they train, and parts they have a place at. */
import type { Ctx } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/connect.ts'

/** That somebody would be somewhere at that time. */
export interface Engagement {
  person_id: string
  starts_at: Date
  ends_at: Date
}

/** A part that one of them trains, or has a place at, meanwhile. */
export interface OverlapRow {
  person_id: string
  full_name: string
  live_session_id: string
  title: string
  position: number
  part_count: number
  starts_at: Date
  ends_at: Date
  /** Whether the session of that part has begun, and so can neither be moved nor given up. */
  has_begun: boolean
  /** Whether that session delivers something of a course: its booking can be moved to another that does. */
  is_of_course: boolean
  trains: boolean
  booking_id: string | null
}

/**
 * Part by part: two sessions of several parts may well go on side by side. Who waits for a place is not there yet, and
 * nobody is at a session that is cancelled. A draft takes its trainers' time, but is not everybody's to know by name. No part is longer than twelve hours.
 */
export async function listOverlaps(ctx: Ctx, engagements: Engagement[], exceptIds: string[]): Promise<OverlapRow[]> {
  if (engagements.length === 0) return []
  return rows<OverlapRow>(
    ctx.db,
    `select distinct on (p.starts_at, h.full_name, p.id, h.id) w.person_id, h.full_name, o.id as live_session_id,
       case when o.opened_at is null then 'A draft' else o.title end as title, p.position, p.starts_at, p.ends_at, whole.part_count, whole.begins_at <= :now as has_begun, whole.is_of_course,
       t.person_id is not null as trains, b.id as booking_id
     from jsonb_to_recordset(:engagements::jsonb) as w(person_id uuid, starts_at timestamptz, ends_at timestamptz)
     join people h on h.id = w.person_id
     join live_session_parts p on p.starts_at < w.ends_at and p.ends_at > w.starts_at
       and p.starts_at > w.starts_at - interval '12 hours'
     join live_sessions o on o.id = p.live_session_id and o.cancelled_at is null and o.id <> all(:exceptIds::uuid[])
     cross join lateral (
       select count(*) as part_count, min(e.starts_at) as begins_at, bool_or(e.live_part_id is not null) as is_of_course
       from live_session_parts e where e.live_session_id = o.id) whole
     left join live_session_trainers t on t.live_session_id = o.id and t.person_id = w.person_id and ${trainsSql}
     left join bookings b on b.live_session_id = o.id and b.person_id = w.person_id and b.cancelled_at is null
       and b.booked_at is not null
     where t.person_id is not null or b.id is not null
     order by p.starts_at, h.full_name, p.id, h.id`,
    { engagements: JSON.stringify(engagements), exceptIds, now: ctx.now },
  )
}

/** Whether trainer `t` trains part `p`: a part with trainers of its own is trained by them alone. */
export const trainsSql = `(
  exists (select from live_session_part_trainers own where own.live_session_part_id = p.id and own.person_id = t.person_id)
  or not exists (select from live_session_part_trainers own where own.live_session_part_id = p.id))`

/**
 * What a person has to do elsewhere while the parts of a session are held. Who trains it can have a place at it too: that
 * is one place to be.
 */
export const listOverlapsOfPlace = (
  ctx: Ctx,
  session: { id: string; parts: { starts_at: Date; ends_at: Date }[] },
  personId: string,
  givenUpId?: string,
): Promise<OverlapRow[]> =>
  listOverlaps(
    ctx,
    session.parts.map(({ starts_at, ends_at }) => ({ person_id: personId, starts_at, ends_at })),
    [session.id, ...(givenUpId ? [givenUpId] : [])],
  )
