/** Who is in the room now, who was, and who has not come. */
import type { Ctx } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/connect.ts'

export interface PresentRow {
  person_id: string
  full_name: string
  /** Of the stretch that is open or was the last; null for who was never seen. */
  from_at: Date | null
  to_at: Date | null
  checked_in_at: Date | null
}

/** When this person typed the check-in code of the part. */
export async function findCheckIn(ctx: Ctx, partId: string, personId: string): Promise<Date | null> {
  const found = await ctx
    .db('evidence')
    .where({ live_session_part_id: partId, person_id: personId, kind: 'check-in code' })
    .min({ at: 'recorded_at' })
    .first()
  return found?.at ?? null
}

/** Everyone with a place, by name. */
export async function listPresent(ctx: Ctx, liveSessionId: string, partId: string): Promise<PresentRow[]> {
  return rows<PresentRow>(
    ctx.db,
    `select b.person_id, p.full_name, r.from_at, r.to_at, e.checked_in_at
     from bookings b join people p on p.id = b.person_id
     left join lateral (
       select r.from_at, r.to_at from room_presences r
       where r.live_session_part_id = :partId and r.person_id = b.person_id order by r.to_at desc limit 1) r on true
     left join lateral (
       select min(e.recorded_at) as checked_in_at from evidence e
       where e.live_session_part_id = :partId and e.person_id = b.person_id and e.kind = 'check-in code') e on true
     where b.live_session_id = :liveSessionId and b.cancelled_at is null and b.booked_at is not null
     order by lower(p.full_name), p.id`,
    { liveSessionId, partId },
  )
}
