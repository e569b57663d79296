/** Who is told about a session, and what the commands hold while they change one. */
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { BookedPersonRow, BookingRow } from './bookings.ts'
import type { LiveSessionRow } from './live-sessions.ts'
import { liveSessionSql } from './live-sessions.ts'

/**
 * The session as it is now, held until the transaction ends: whoever else changes it or its bookings waits.
 * An advisory lock, because a locked row counts as a write and a refusal writes nothing.
 */
export async function lockLiveSession(ctx: Ctx, id: string): Promise<LiveSessionRow> {
  await ctx.db.raw(`select pg_advisory_xact_lock(hashtextextended('live-sessions ' || ?, 0))`, [id])
  const found = await row<LiveSessionRow>(ctx.db, `${liveSessionSql} where s.id = ?`, [id])
  if (!found) throw new NotFound()
  return found
}

export interface RecipientRow {
  id: string
  full_name: string
  email: string | null
  language: 'en' | 'cy'
}

/** A person who can be booked, with the booking they have open at the session. */
export async function findCandidate(
  ctx: Ctx,
  liveSessionId: string,
  personId: string,
): Promise<
  (RecipientRow & { booking_id: string | null; booked_at: Date | null; is_walk_in: boolean | null }) | undefined
> {
  return row(
    ctx.db,
    `select p.id, p.full_name, p.email, p.language, b.id as booking_id, b.booked_at, b.is_walk_in
     from people p left join bookings b on b.person_id = p.id and b.live_session_id = ? and b.cancelled_at is null
     where p.id = ? and p.disabled_at is null`,
    [liveSessionId, personId],
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
     where b.live_session_id = ? and b.cancelled_at is null order by b.created_at, b.id`,
    [liveSessionId],
  )
}

/** Who is next in line; disabled people keep their place but are passed over. */
export async function listNextInLine(ctx: Ctx, liveSessionId: string, limit: number): Promise<BookedPersonRow[]> {
  return rows<BookedPersonRow>(
    ctx.db,
    `select b.*, p.full_name, p.email, p.language from bookings b
     join people p on p.id = b.person_id and p.disabled_at is null
     where b.live_session_id = ? and b.cancelled_at is null and b.booked_at is null
     order by b.created_at, b.id limit ?`,
    [liveSessionId, limit],
  )
}
