/** Reads what each person was last told of a session, and who was not told how it stands now. */
import type { Ctx } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/connect.ts'
import type { CalendarChanges, Mode } from '../rules.ts'
import { calendarChanges } from '../rules.ts'
import type { BookedPersonRow } from './bookings.ts'
import type { HeldSession } from './recipients.ts'
import { listOpenBookings } from './recipients.ts'
import type { LiveSessionPartRow } from './parts.ts'

/** A part as somebody was told it. */
export interface ToldPart {
  booking_id: string
  id: string
  position: number
  starts_at: Date
  ends_at: Date
  mode: Mode
  place: string | null
}

/** By booking, each in the order of the parts; a booking that nothing stands in the calendar of has none. */
export async function listTold(ctx: Ctx, bookingIds: string[]): Promise<Map<string, ToldPart[]>> {
  const found = await rows<ToldPart>(
    ctx.db,
    `select booking_id, live_session_part_id as id, position, starts_at, ends_at, mode, place
     from told_parts where booking_id = any(:bookingIds) order by booking_id, starts_at, position`,
    { bookingIds },
  )
  return Map.groupBy(found, (part) => part.booking_id)
}

/** Parts that are no more, but that somebody still knows of. */
export async function listGoneParts(
  ctx: Ctx,
  liveSessionId: string,
): Promise<Pick<ToldPart, 'id' | 'starts_at' | 'ends_at'>[]> {
  return rows(
    ctx.db,
    `select distinct on (t.live_session_part_id) t.live_session_part_id as id, t.starts_at, t.ends_at
     from (
       select live_session_part_id, starts_at, ends_at from told_parts t
       join bookings b on b.id = t.booking_id and b.cancelled_at is null where b.live_session_id = :liveSessionId
       union all
       select live_session_part_id, starts_at, ends_at from told_trainer_parts where live_session_id = :liveSessionId
     ) t
     where not exists (select from live_session_parts p where p.id = t.live_session_part_id)
     order by t.live_session_part_id, t.starts_at`,
    { liveSessionId },
  )
}

/** The session with the times and the place that somebody knows. */
export function asTold<Session extends Pick<HeldSession, 'id' | 'mode' | 'place' | 'parts'>>(
  session: Session,
  told: Omit<ToldPart, 'booking_id'>[],
): Session {
  const known = (part: Omit<ToldPart, 'booking_id'>): LiveSessionPartRow => ({
    ...(session.parts.find((one) => one.id === part.id) ?? {
      live_session_id: session.id,
      live_part_id: null,
      live_part_title: null,
      join_url: null,
      has_own_join_url: false,
      trainer_ids: [],
      breaks: [],
    }),
    id: part.id,
    position: part.position,
    starts_at: part.starts_at,
    ends_at: part.ends_at,
  })
  return { ...session, mode: told[0]!.mode, place: told[0]!.place, parts: told.map(known) }
}

/** Somebody who was told other than it is now. */
export interface Unsent<Session> {
  booking: BookedPersonRow
  was: Session
  changes: CalendarChanges
}

export async function listUnsent<Session extends Pick<HeldSession, 'id' | 'mode' | 'place' | 'parts'>>(
  ctx: Ctx,
  session: Session,
): Promise<Unsent<Session>[]> {
  const bookings = await listOpenBookings(ctx, session.id)
  const told = await listTold(
    ctx,
    bookings.map((booking) => booking.id),
  )
  return bookings.flatMap((booking) => {
    const known = told.get(booking.id)
    if (!known) return []
    const was = asTold(session, known)
    const changes = calendarChanges(was, session, ctx.now)
    return changes.any ? [{ booking, was, changes }] : []
  })
}
