/** Reads live sessions: one, those that are open, what they can deliver and who can train them. */
import { isId } from '../../../lib/ids.ts'
import { today } from '../../../lib/time.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { Reminder } from '../reminder-times.ts'
import type { Audience, Mode } from '../rules.ts'
import type { Quota } from '../seats.ts'
import type { LiveSessionPartRow, TrainerRow } from './parts.ts'
import { partsSql, wholeSql, withParts } from './parts.ts'
import { quotasSql } from './quotas.ts'

/** A live session with its parts, in the order they are held. */
export interface LiveSessionRow {
  id: string
  title: string
  mode: Mode
  is_mandatory: boolean
  audience: Audience
  capacity: number
  join_url: string | null
  place: string | null
  notes: string
  /** How long before each part people are reminded of it, longest first. */
  reminders: Reminder[]
  created_at: Date
  created_by: string | null
  /** Null while it is a draft. */
  opened_at: Date | null
  opened_by: string | null
  /** Null while people can book. */
  closed_at: Date | null
  closed_by: string | null
  cancelled_at: Date | null
  cancelled_by: string | null
  cancel_reason: string | null
  /** The series it was scheduled with, if one. */
  series_id: string | null
  /** Cancelled for now: a new date is to come. */
  is_postponed: boolean
  /** Since when somebody was told other than it is now; null where everyone knows. */
  unsent_since: Date | null
  parts: LiveSessionPartRow[]
  /** When the first part begins. */
  starts_at: Date
  /** When the last part ends. */
  ends_at: Date
  /** What its parts deliver of the course, in their order. */
  live_part_ids: string[]
  course_id: string | null
  course_title: string | null
  programme_name: string | null
  /** Places taken; walk-ins take none. */
  booked: number
  /** Those who wait, with those who hold an offer. */
  waiting: number
  /** Places held for an offer that has no answer yet. */
  held: number
  quotas: Quota[]
}

export const liveSessionSql = `
  select s.*, w.starts_at, w.ends_at, w.live_part_ids, w.course_id, ${partsSql} as parts,
    c.title as course_title, g.name as programme_name,
    (select count(*) from bookings b where b.live_session_id = s.id and b.cancelled_at is null
       and b.booked_at is not null and not b.is_walk_in) as booked,
    (select count(*) from bookings b where b.live_session_id = s.id and b.cancelled_at is null
       and b.booked_at is null) as waiting,
    (select count(*) from place_offers o join bookings b on b.id = o.booking_id where b.live_session_id = s.id
       and o.answer is null and o.is_held) as held,
    ${quotasSql}
  from live_sessions s
  ${wholeSql}
  left join courses c on c.id = w.course_id
  left join programmes g on g.id = c.programme_id`

export async function findLiveSession(ctx: Ctx, id: string): Promise<LiveSessionRow | undefined> {
  const found = isId(id) ? await row<LiveSessionRow>(ctx.db, `${liveSessionSql} where s.id = ?`, [id]) : undefined
  return found && withParts(found)
}

export async function getLiveSession(ctx: Ctx, id: string): Promise<LiveSessionRow> {
  const found = await findLiveSession(ctx, id)
  if (!found) throw new NotFound()
  return found
}

/** What a person sees of one session in a list: with their own booking, if they have one. */
export interface OpenLiveSessionRow extends LiveSessionRow {
  booking_id: string | null
  booked_at: Date | null
  waiting_position: number | null
  offer_ends_at: Date | null
  /** Whether the reader made it, trains it, or sees all. */
  is_kept: boolean
}

// A cancelled session stays in the list of those who had a place, until it would have ended. A draft is in the list of
// those who made it, train it, or see all, until it is opened or cancelled; a postponed one, until it has its new date.
const keeps = (s: string) => `(:sees_all or ${s}.created_by = :person_id or exists (
  select from live_session_trainers t where t.live_session_id = ${s}.id and t.person_id = :person_id))`
const open = `
  left join bookings m on m.live_session_id = s.id and m.person_id = :person_id and m.cancelled_at is null
  where case when s.is_postponed then m.id is not null or ${keeps('s')}
    when s.opened_at is null then s.cancelled_at is null and ${keeps('s')}
    else s.id in (select p.live_session_id from live_session_parts p
                  where p.ends_at > :now and p.starts_at > :now::timestamptz - interval '12 hours')
      and (s.cancelled_at is null or m.id is not null) end`

/** Whose list it is, and whether the drafts of others are theirs to see. */
export interface ListReader {
  id: string
  sees_all: boolean
}

export async function countOpenLiveSessions(ctx: Ctx, reader: ListReader): Promise<number> {
  const found = await row<{ count: number }>(ctx.db, `select count(*) from live_sessions s ${open}`, {
    person_id: reader.id,
    sees_all: reader.sees_all,
    now: ctx.now,
  })
  return found?.count ?? 0
}

export async function listOpenLiveSessions(
  ctx: Ctx,
  reader: ListReader,
  page: { limit: number; offset: number },
): Promise<OpenLiveSessionRow[]> {
  const found = await rows<OpenLiveSessionRow>(
    ctx.db,
    `select found.*, m.id as booking_id, m.booked_at, f.ends_at as offer_ends_at, ${keeps('found')} as is_kept,
       case when m.booked_at is null then (
         select count(*) from bookings w where w.live_session_id = found.id and w.booked_at is null
           and w.cancelled_at is null
           and (not w.is_ahead, w.created_at, w.id) <= (not m.is_ahead, m.created_at, m.id)) end as waiting_position
     from (${liveSessionSql} ${open} order by w.starts_at, s.id limit :limit offset :offset) found
     left join bookings m on m.live_session_id = found.id and m.person_id = :person_id and m.cancelled_at is null
     left join place_offers f on f.booking_id = m.id and f.answer is null and f.ends_at > :now
     order by found.starts_at, found.id`,
    { person_id: reader.id, sees_all: reader.sees_all, now: ctx.now, ...page },
  )
  return found.map(withParts)
}

/** Coming sessions that deliver all of these live parts and have a place left, for somebody: where a booking may move to. */
export const listAlternatives = async (
  ctx: Ctx,
  session: { id: string; live_part_ids: string[] },
): Promise<LiveSessionRow[]> =>
  (await listEquals(ctx, session)).filter((one) => one.closed_at === null && one.booked + one.held < one.capacity)

/** Coming sessions that deliver all of these live parts, the soonest first. */
export async function listEquals(
  ctx: Ctx,
  session: { id: string; live_part_ids: string[] },
): Promise<LiveSessionRow[]> {
  if (session.live_part_ids.length === 0) return []
  const found = await rows<LiveSessionRow>(
    ctx.db,
    `select * from (${liveSessionSql}
       where w.live_part_ids @> :livePartIds::uuid[] and s.id <> :exceptId and s.cancelled_at is null
         and s.opened_at is not null and w.starts_at > :now) found
     order by starts_at, id limit 50`,
    { livePartIds: session.live_part_ids, exceptId: session.id, now: ctx.now },
  )
  return found.map(withParts)
}

export interface LivePartChoice {
  live_part_id: string
  course_id: string
  title: string
  course_title: string
  programme_name: string
}

/** What a session can deliver: live parts that a published version asks for, and those it delivers already. */
export async function listLivePartChoices(ctx: Ctx, currentIds: string[] = []): Promise<LivePartChoice[]> {
  return rows<LivePartChoice>(
    ctx.db,
    `select l.id as live_part_id, c.id as course_id, l.title, c.title as course_title, g.name as programme_name
     from live_parts l join courses c on c.id = l.course_id join programmes g on g.id = c.programme_id
     where l.id = any(:currentIds::uuid[]) or exists (
       select from course_version_live_parts vl join course_versions v on v.id = vl.course_version_id
       where vl.live_part_id = l.id and v.published_at is not null)
     order by g.created_at, g.id, c.kind, c.created_at, c.id, l.position`,
    { currentIds },
  )
}

/** Those who hold the trainer role today, and whoever trains this session already. */
export async function listTrainerChoices(ctx: Ctx, liveSessionId: string | null = null): Promise<TrainerRow[]> {
  return rows<TrainerRow>(
    ctx.db,
    `select p.id, p.full_name, p.email, p.language from people p
     where p.disabled_at is null and exists (
         select from role_grants g where g.person_id = p.id and g.role = 'trainer'
           and g.starts_on <= :today and (g.ends_on is null or g.ends_on > :today))
       or exists (select from live_session_trainers t where t.person_id = p.id and t.live_session_id = :liveSessionId)
     order by lower(p.full_name), p.id`,
    { today: today(ctx.now), liveSessionId },
  )
}
