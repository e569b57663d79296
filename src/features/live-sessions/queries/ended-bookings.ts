/** Bookings that came to nothing: what a person without a place once had. */
import type { Ctx } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/connect.ts'

export interface EndedBookingRow {
  live_part_id: string
  starts_at: Date
  /** Who ended it: the person, somebody for them, or the session was called off, for good or for now. */
  ended_by: 'self' | 'other' | 'session' | 'postponement'
}

/** For each of the live parts the booking that ended last. */
export async function listEndedBookings(
  ctx: Ctx,
  personId: string,
  livePartIds: string[],
): Promise<Map<string, EndedBookingRow>> {
  const found = await rows<EndedBookingRow>(
    ctx.db,
    `select distinct on (p.live_part_id) p.live_part_id, p.starts_at,
       case when s.cancelled_at is not null and b.cancelled_at is null
           then case when s.is_postponed then 'postponement' else 'session' end
         when b.cancelled_by = b.person_id then 'self' else 'other' end as ended_by
     from bookings b
     join live_sessions s on s.id = b.live_session_id
     join live_session_parts p on p.live_session_id = s.id
     where b.person_id = :personId and p.live_part_id = any(:livePartIds::uuid[])
       and (b.cancelled_at is not null or s.cancelled_at is not null)
     order by p.live_part_id, coalesce(b.cancelled_at, s.cancelled_at) desc, b.id desc`,
    { personId, livePartIds },
  )
  return new Map(found.map((one) => [one.live_part_id, one]))
}
