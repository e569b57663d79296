/** Reads offers of places: one by its link, those that ended without an answer, and sessions that need a look. */
import { isSecret } from '../../../lib/ids.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'

export interface OfferRow {
  id: string
  booking_id: string
  is_held: boolean
  quota_id: string | null
  ends_at: Date
  answer: 'accepted' | 'declined' | 'lapsed' | 'withdrawn' | null
  live_session_id: string
  person_id: string
  full_name: string
  /** Whether the booking behind it still stands, as a place or as a wait. */
  is_open: boolean
  is_booked: boolean
}

const offerSql = `
  select o.id, o.booking_id, o.is_held, o.quota_id, o.ends_at, o.answer, b.live_session_id, b.person_id, p.full_name,
    b.cancelled_at is null as is_open, b.cancelled_at is null and b.booked_at is not null as is_booked
  from place_offers o join bookings b on b.id = o.booking_id join people p on p.id = b.person_id`

export async function findOfferByToken(ctx: Ctx, token: string): Promise<OfferRow | undefined> {
  return isSecret(token)
    ? row<OfferRow>(ctx.db, `${offerSql} where o.token = ? and p.disabled_at is null`, [token])
    : undefined
}

export async function findOffer(ctx: Ctx, id: string): Promise<OfferRow | undefined> {
  return row<OfferRow>(ctx.db, `${offerSql} where o.id = ?`, [id])
}

/** Offers of a session that ended without an answer. */
export async function listDueOffers(ctx: Ctx, liveSessionId: string): Promise<OfferRow[]> {
  return rows<OfferRow>(
    ctx.db,
    `${offerSql} where b.live_session_id = ? and o.answer is null and o.ends_at <= ? order by o.ends_at, o.id`,
    [liveSessionId, ctx.now],
  )
}

/** Sessions where an offer has ended, and coming ones where somebody waits while a place is free. */
export async function listUnsettledSessions(ctx: Ctx): Promise<string[]> {
  const found = await rows<{ id: string }>(
    ctx.db,
    `select b.live_session_id as id from place_offers o join bookings b on b.id = o.booking_id
     where o.answer is null and o.ends_at <= :now
     union
     select s.id from live_sessions s join live_session_parts p on p.live_session_id = s.id and p.position = 1
     cross join lateral (
       select count(*) filter (where b.booked_at is not null and not b.is_walk_in) + count(*) filter (where o.is_held) as taken,
         count(*) filter (where b.booked_at is null and o.id is null) as unasked
       from bookings b left join place_offers o on o.booking_id = b.id and o.answer is null
       where b.live_session_id = s.id and b.cancelled_at is null) b
     where s.cancelled_at is null and s.closed_at is null and p.starts_at > :now and b.unasked > 0 and b.taken < s.capacity`,
    { now: ctx.now },
  )
  return found.map(({ id }) => id)
}
