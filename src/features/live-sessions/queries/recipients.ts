/** Who is told about a session, and what the commands hold while they change one. */
import { isId } from '../../../lib/ids.ts'
import { today } from '../../../lib/time.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { Groups } from '../seats.ts'
import type { BookedPersonRow, BookingRow } from './bookings.ts'
import type { LiveSessionRow } from './live-sessions.ts'
import { partsSql, wholeSql, withParts } from './parts.ts'
import { groupsSql, quotasSql } from './quotas.ts'

/** What commands and mails need of a session: all but the names of what it delivers. */
export type HeldSession = Omit<LiveSessionRow, 'course_title' | 'programme_name'> & {
  /** Offers without an answer, of both kinds. */
  offers: number
  /** What there is to read before it. */
  before_titles: string[]
}

/**
 * The session as it is now, held until the transaction ends: whoever else changes it or its bookings waits.
 * The lock is a statement of its own, so that the places are counted after it was had.
 */
export async function lockLiveSession(ctx: Ctx, id: string): Promise<HeldSession> {
  await ctx.db.raw(`select pg_advisory_xact_lock(hashtextextended('live-sessions ' || ?, 0))`, [id])
  const found = await row<HeldSession>(
    ctx.db,
    `select s.*, w.starts_at, w.ends_at, w.live_part_ids, w.course_id, ${partsSql} as parts,
       b.booked, b.waiting, b.held, b.offers, ${quotasSql},
       array(select m.title from live_session_materials m where m.live_session_id = s.id and m.moment = 'before'
         order by m.created_at, m.id) as before_titles
     from live_sessions s
     ${wholeSql}
     cross join lateral (
       select count(*) filter (where b.booked_at is not null and not b.is_walk_in) as booked,
         count(*) filter (where b.booked_at is null) as waiting,
         count(*) filter (where o.is_held) as held, count(o.id) as offers
       from bookings b left join place_offers o on o.booking_id = b.id and o.answer is null
       where b.live_session_id = s.id and b.cancelled_at is null) b
     where s.id = ?`,
    [id],
  )
  if (!found) throw new NotFound()
  return withParts(found)
}

/** Titles, for the course of `w` and the person `p`; none once the person is on the course. */
const missingFirstSql = `array(
  select c.first_title from course_prerequisites c
  where c.course_id = w.course_id
    and not exists (select from enrolments e where e.person_id = p.id and e.course_id = c.course_id)
    and not exists (select from completed_courses d where d.person_id = p.id and d.course_id = c.first_course_id)
  order by c.first_created_at, c.first_course_id)`

/** What a booking asks before it queues for the lock. NotFound where session or person are none, or disabled. */
export async function getProspect(
  ctx: Ctx,
  liveSessionId: string,
  personId: string,
): Promise<{
  cancelled_at: Date | null
  opened_at: Date | null
  closed_at: Date | null
  is_postponed: boolean
  starts_at: Date
  ends_at: Date
  course_id: string | null
  is_enrolled: boolean
  /** What must be complete before somebody begins the course, and is not. */
  missing_first: string[]
}> {
  const found =
    isId(liveSessionId) && isId(personId)
      ? await row<Awaited<ReturnType<typeof getProspect>>>(
          ctx.db,
          `select s.cancelled_at, s.opened_at, s.closed_at, s.is_postponed, w.starts_at, w.ends_at, w.course_id, exists (
             select from enrolments e where e.person_id = p.id and e.course_id = w.course_id) as is_enrolled,
             ${missingFirstSql} as missing_first
           from live_sessions s
           ${wholeSql}
           join people p on p.id = ? and p.disabled_at is null
           where s.id = ?`,
          [personId, liveSessionId],
        )
      : undefined
  if (!found) throw new NotFound()
  return found
}

export interface RecipientRow {
  id: string
  full_name: string
  email: string | null
  language: 'en' | 'cy'
}

export const personOf = (booking: BookedPersonRow): RecipientRow => ({
  id: booking.person_id,
  full_name: booking.full_name,
  email: booking.email,
  language: booking.language,
})

/** A person who can be booked, with the booking they have open at the session. */
export async function findCandidate(
  ctx: Ctx,
  liveSessionId: string,
  personId: string,
): Promise<
  | (RecipientRow & Groups & { booking_id: string | null; booked_at: Date | null; is_walk_in: boolean | null })
  | undefined
> {
  return row(
    ctx.db,
    `select p.id, p.full_name, p.email, p.language, b.id as booking_id, b.booked_at, b.is_walk_in, ${groupsSql}
     from people p
     left join bookings b on b.person_id = p.id and b.live_session_id = :liveSessionId and b.cancelled_at is null
     where p.id = :personId and p.disabled_at is null`,
    { liveSessionId, personId, today: today(ctx.now) },
  )
}

export async function findBooking(ctx: Ctx, bookingId: string): Promise<BookingRow | undefined> {
  return ctx.db('bookings').first().where({ id: bookingId })
}

/** Open bookings of a session with whose they are, in the order of the queue. */
export async function listOpenBookings(ctx: Ctx, liveSessionId: string): Promise<BookedPersonRow[]> {
  return rows<BookedPersonRow>(
    ctx.db,
    `select b.*, p.full_name, p.email, p.language from bookings b join people p on p.id = b.person_id
     where b.live_session_id = ? and b.cancelled_at is null order by not b.is_ahead, b.created_at, b.id`,
    [liveSessionId],
  )
}

/** Who is next in line and has not been asked; disabled people keep their place but are passed over. */
export async function listNextInLine(
  ctx: Ctx,
  liveSessionId: string,
  limit: number | null,
): Promise<(BookedPersonRow & Groups)[]> {
  return rows<BookedPersonRow & Groups>(
    ctx.db,
    `select b.*, p.full_name, p.email, p.language, ${groupsSql} from bookings b
     join people p on p.id = b.person_id and p.disabled_at is null
     where b.live_session_id = :liveSessionId and b.cancelled_at is null and b.booked_at is null
       and not exists (select from place_offers o where o.booking_id = b.id and o.answer is null)
     order by not b.is_ahead, b.created_at, b.id limit :limit`,
    { liveSessionId, limit, today: today(ctx.now) },
  )
}
