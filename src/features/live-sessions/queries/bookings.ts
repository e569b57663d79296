/** Reads bookings and the waiting list, and the people somebody may book. */
import { isId, isSecret } from '../../../lib/ids.ts'
import { foldForSearch, normaliseEmail } from '../../../lib/text.ts'
import { today } from '../../../lib/time.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import { NotFound } from '../../../platform/errors.ts'
import { wholeSql } from './parts.ts'

export interface BookingRow {
  id: string
  live_session_id: string
  person_id: string
  booked_by: string | null
  created_at: Date
  /** Null while the person waits. */
  booked_at: Date | null
  cancelled_at: Date | null
  cancelled_by: string | null
  is_walk_in: boolean
  /** Stands at the head of the waiting list, because the session they had a place at was called off. */
  is_ahead: boolean
  /** The quota whose place it is, if one. */
  quota_id: string | null
  join_token: string
}

export interface BookedPersonRow extends BookingRow {
  full_name: string
  email: string | null
  language: 'en' | 'cy'
}

/** A place in the queue, from 1; null for who does not wait. */
export const waitingPositionSql = `
  case when b.booked_at is null and b.cancelled_at is null then (
    select count(*) from bookings w where w.live_session_id = b.live_session_id and w.booked_at is null
      and w.cancelled_at is null and (not w.is_ahead, w.created_at, w.id) <= (not b.is_ahead, b.created_at, b.id)) end`

/** The offer a booking has open now, if any. */
export interface OpenOffer {
  offer_token: string | null
  offer_ends_at: Date | null
}
const openOfferSql = 'f.token as offer_token, f.ends_at as offer_ends_at'
const openOfferJoin = 'left join place_offers f on f.booking_id = b.id and f.answer is null and f.ends_at > :now'

export async function getBooking(ctx: Ctx, liveSessionId: string, bookingId: string): Promise<BookedPersonRow> {
  const found =
    isId(liveSessionId) && isId(bookingId)
      ? await row<BookedPersonRow>(
          ctx.db,
          `select b.*, p.full_name, p.email, p.language from bookings b join people p on p.id = b.person_id
           where b.id = ? and b.live_session_id = ?`,
          [bookingId, liveSessionId],
        )
      : undefined
  if (!found) throw new NotFound()
  return found
}

/** The booking a person has open at a session, with their place in the queue. */
export async function findOwnBooking(
  ctx: Ctx,
  liveSessionId: string,
  personId: string,
): Promise<(BookingRow & OpenOffer & { waiting_position: number | null; needs: string | null }) | undefined> {
  return row(
    ctx.db,
    `select b.*, n.needs, ${waitingPositionSql} as waiting_position, ${openOfferSql}
     from bookings b left join booking_needs n on n.booking_id = b.id ${openOfferJoin}
     where b.live_session_id = :liveSessionId and b.person_id = :personId and b.cancelled_at is null`,
    { liveSessionId, personId, now: ctx.now },
  )
}

/** A place the person holds at another coming or postponed session that this one could take the place of: all it delivers, this does. */
export async function findPlaceElsewhere(
  ctx: Ctx,
  session: { id: string; live_part_ids: string[] },
  personId: string,
): Promise<{ booking_id: string; live_session_id: string; title: string; starts_at: Date } | undefined> {
  return row(
    ctx.db,
    `select b.id as booking_id, s.id as live_session_id, s.title, w.starts_at
     from bookings b join live_sessions s on s.id = b.live_session_id and (s.cancelled_at is null or s.is_postponed)
     ${wholeSql}
     where b.person_id = :personId and b.cancelled_at is null and b.booked_at is not null and s.id <> :id
       and (w.starts_at > :now or s.is_postponed) and w.live_part_ids <> '{}' and w.live_part_ids <@ :livePartIds::uuid[]
     order by w.starts_at limit 1`,
    { id: session.id, livePartIds: session.live_part_ids, personId, now: ctx.now },
  )
}

/** Everyone who has a place or waits, by name within each; walk-ins last. */
export interface ListedBookingRow extends BookedPersonRow, OpenOffer {
  organisation_name: string | null
  organisation_ids: string[]
  booked_by_name: string | null
  waiting_position: number | null
  /** The session they chose instead, where this one was called off. */
  chosen_id: string | null
}

export async function listBookings(ctx: Ctx, liveSessionId: string): Promise<ListedBookingRow[]> {
  return rows<ListedBookingRow>(
    ctx.db,
    `select b.*, p.full_name, p.email, p.language, m.organisation_name, coalesce(m.organisation_ids, '{}') as organisation_ids,
       case when b.booked_by <> b.person_id then y.full_name end as booked_by_name,
       case when b.booked_at is null
         then rank() over (partition by b.booked_at is null order by not b.is_ahead, b.created_at, b.id) end as waiting_position,
       ${openOfferSql},
       (select n.live_session_id from rebookings r join bookings n on n.id = r.rebooked_as and n.cancelled_at is null
         where r.booking_id = b.id) as chosen_id
     from bookings b ${openOfferJoin}
     join people p on p.id = b.person_id
     left join people y on y.id = b.booked_by
     left join lateral (
       select string_agg(o.name, ', ' order by m.starts_on, o.name) as organisation_name,
         array_agg(o.id) as organisation_ids
       from memberships m join organisations o on o.id = m.organisation_id
       where m.person_id = b.person_id and m.starts_on <= :today and (m.ends_on is null or m.ends_on > :today)) m on true
     where b.live_session_id = :liveSessionId and b.cancelled_at is null
     order by b.booked_at is null, b.is_walk_in, waiting_position, lower(p.full_name), b.id`,
    { liveSessionId, today: today(ctx.now), now: ctx.now },
  )
}

/** What people need, for the trainers of the session alone: booking id -> text. */
export async function listNeeds(ctx: Ctx, liveSessionId: string): Promise<Map<string, string>> {
  const found = await rows<{ booking_id: string; needs: string }>(
    ctx.db,
    `select n.booking_id, n.needs from booking_needs n join bookings b on b.id = n.booking_id
     where b.live_session_id = ? and b.cancelled_at is null`,
    [liveSessionId],
  )
  return new Map(found.map(({ booking_id, needs }) => [booking_id, needs]))
}

/** The booking behind a personal join link, whatever became of it. */
export async function findBookingByToken(ctx: Ctx, token: string): Promise<BookingRow | undefined> {
  return isSecret(token) ? ctx.db('bookings').first().where({ join_token: token }) : undefined
}

export interface UpcomingRow extends OpenOffer {
  booking_id: string
  live_session_id: string
  part_id: string
  live_part_id: string | null
  course_id: string | null
  title: string
  /** Which of how many parts of the session this is. */
  position: number
  part_count: number
  starts_at: Date
  ends_at: Date
  is_waiting: boolean
  waiting_position: number | null
  join_token: string
}

/** Where a person has a place or waits: each part that is not over, the soonest first. */
export async function listUpcomingFor(ctx: Ctx, personId: string): Promise<UpcomingRow[]> {
  return rows<UpcomingRow>(
    ctx.db,
    `select b.id as booking_id, b.live_session_id, p.id as part_id, p.live_part_id, l.course_id, s.title, p.position,
       (select count(*) from live_session_parts o where o.live_session_id = s.id) as part_count, p.starts_at, p.ends_at,
       b.booked_at is null as is_waiting, ${waitingPositionSql} as waiting_position, b.join_token, ${openOfferSql}
     from bookings b ${openOfferJoin}
     join live_sessions s on s.id = b.live_session_id and s.cancelled_at is null
     join live_session_parts p on p.live_session_id = s.id
     left join live_parts l on l.id = p.live_part_id
     where b.person_id = :personId and b.cancelled_at is null and p.ends_at > :now
     order by p.starts_at, b.id`,
    { personId, now: ctx.now },
  )
}

export interface ColleagueRow {
  id: string
  full_name: string
  email: string | null
  organisations: string | null
  organisation_ids: string[]
  is_booked: boolean
}

const colleagueSql = `
  select p.id, p.full_name, p.email, m.organisations, coalesce(m.organisation_ids, '{}') as organisation_ids,
    exists (select from bookings b where b.live_session_id = :liveSessionId and b.person_id = p.id
            and b.cancelled_at is null) as is_booked
  from people p
  left join lateral (
    select string_agg(o.name, ', ' order by m.starts_on, o.name) as organisations, array_agg(o.id) as organisation_ids
    from memberships m join organisations o on o.id = m.organisation_id
    where m.person_id = p.id and m.starts_on <= :today and (m.ends_on is null or m.ends_on > :today)) m on true
  where p.disabled_at is null`

/** By a part of the name or the exact address; `organisationIds` narrows it to their current members. */
export async function findColleagues(
  ctx: Ctx,
  liveSessionId: string,
  { search, organisationIds, limit = 50 }: { search: string; organisationIds: string[] | null; limit?: number },
): Promise<ColleagueRow[]> {
  const name = foldForSearch(search).replace(/[\\%_]/g, '\\$&')
  return rows<ColleagueRow>(
    ctx.db,
    `${colleagueSql} and (p.search like :name or p.email = :email)
       and (:organisationIds::uuid[] is null or m.organisation_ids && :organisationIds::uuid[])
     order by lower(p.full_name), p.id limit :limit`,
    { liveSessionId, name: `%${name}%`, email: normaliseEmail(search), organisationIds, limit, today: today(ctx.now) },
  )
}

/** One person with where they are a member today; NotFound for a disabled or unknown one. */
export async function getColleague(ctx: Ctx, liveSessionId: string, personId: string): Promise<ColleagueRow> {
  const found = isId(personId)
    ? await row<ColleagueRow>(ctx.db, `${colleagueSql} and p.id = :personId`, {
        liveSessionId,
        personId,
        today: today(ctx.now),
      })
    : undefined
  if (!found) throw new NotFound()
  return found
}
