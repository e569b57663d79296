/** Reads what is kept for whom: the quotas of a session with what is used of them, and where a person belongs. */
import { today } from '../../../lib/time.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import type { Groups } from '../seats.ts'
import { noGroups } from '../seats.ts'

/** The quotas of session `s` as one JSON value, the released ones with them: which are in force is a rule. */
export const quotasSql = `
  coalesce((
    select jsonb_agg(jsonb_build_object('id', q.id, 'organisation_id', q.organisation_id,
      'organisation_kind', q.organisation_kind, 'organisation_name', o.name, 'places', q.places,
      'release_on', q.release_on, 'used', u.used) order by q.created_at, q.id)
    from place_quotas q left join organisations o on o.id = q.organisation_id
    cross join lateral (
      select (select count(*) from bookings b where b.live_session_id = q.live_session_id and b.quota_id = q.id
                and b.cancelled_at is null)
        + (select count(*) from place_offers f where f.quota_id = q.id and f.answer is null) as used) u
    where q.live_session_id = s.id), '[]') as quotas`

/** Where person `p` is a member on :today. */
export const groupsSql = `
  array(select m.organisation_id from memberships m
        where m.person_id = p.id and m.starts_on <= :today and (m.ends_on is null or m.ends_on > :today)
       ) as organisation_ids,
  array(select distinct o.kind from memberships m join organisations o on o.id = m.organisation_id
        where m.person_id = p.id and m.starts_on <= :today and (m.ends_on is null or m.ends_on > :today)
       ) as organisation_kinds`

export async function findGroups(ctx: Ctx, personId: string): Promise<Groups> {
  const found = await row<Groups>(ctx.db, `select ${groupsSql} from people p where p.id = :personId`, {
    personId,
    today: today(ctx.now),
  })
  return found ?? noGroups
}

/** Every place taken, the earlier first, and then those held for an offer: with whom, and where they belong. */
export interface TakenRow extends Groups {
  booking_id: string
  offer_id: string | null
  quota_id: string | null
}

export async function listTaken(ctx: Ctx, liveSessionId: string): Promise<TakenRow[]> {
  return rows<TakenRow>(
    ctx.db,
    `select b.id as booking_id, f.id as offer_id, coalesce(b.quota_id, f.quota_id) as quota_id, ${groupsSql}
     from bookings b join people p on p.id = b.person_id
     left join place_offers f on f.booking_id = b.id and f.answer is null and f.is_held
     where b.live_session_id = :liveSessionId and b.cancelled_at is null and not b.is_walk_in
       and (b.booked_at is not null or f.id is not null)
     order by b.booked_at nulls last, b.created_at, b.id`,
    { liveSessionId, today: today(ctx.now) },
  )
}

export async function findQuotaSession(ctx: Ctx, quotaId: string): Promise<string | undefined> {
  return (await ctx.db('place_quotas').first('live_session_id').where({ id: quotaId }))?.live_session_id
}
