/** Live sessions with the state of their registers, for those who keep them. */
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import { partTitle } from '../../live-sessions/index.ts'

export interface KeptSessionRow {
  live_session_id: string
  part_id: string
  title: string
  starts_at: Date
  ends_at: Date
  capacity: number
  cancelled_at: Date | null
  closed_at: Date | null
  booked: number
  waiting: number
  unmarked: number
}

export interface KeptFilters {
  /** Null: everybody's. */
  trainer_id: string | null
  show: 'to-do' | 'coming' | 'done' | 'cancelled'
}

/** A part that was over before its session was cancelled was held all the same. */
const isHeld = '(s.cancelled_at is null or s.cancelled_at >= p.ends_at)'

const kept = `
  from live_sessions s
  join live_session_parts p on p.live_session_id = s.id
  left join registers r on r.live_session_part_id = p.id
  where s.opened_at is not null and (:trainer_id::uuid is null or exists (
      select from live_session_trainers t where t.live_session_id = s.id and t.person_id = :trainer_id))
    and case :show
      when 'to-do' then ${isHeld} and p.starts_at <= :now and r.closed_at is null
      when 'coming' then ${isHeld} and p.starts_at > :now
      when 'done' then ${isHeld} and r.closed_at is not null
      else not ${isHeld} end`

export async function countKeptSessions(ctx: Ctx, filters: KeptFilters): Promise<number> {
  const found = await row<{ count: number }>(ctx.db, `select count(*) ${kept}`, { ...filters, now: ctx.now })
  return found?.count ?? 0
}

/** Each part with its register: the soonest first where they are coming, the latest first elsewhere. */
export async function listKeptSessions(
  ctx: Ctx,
  filters: KeptFilters,
  page: { limit: number; offset: number },
): Promise<KeptSessionRow[]> {
  const direction = filters.show === 'done' || filters.show === 'cancelled' ? 'desc' : 'asc'
  const found = await rows<KeptSessionRow & { position: number; part_count: number }>(
    ctx.db,
    `select k.*,
       (select count(*) from live_session_parts o where o.live_session_id = k.live_session_id) as part_count,
       (select count(*) from bookings b where b.live_session_id = k.live_session_id and b.cancelled_at is null
          and b.booked_at is not null) as booked,
       (select count(*) from bookings b where b.live_session_id = k.live_session_id and b.cancelled_at is null
          and b.booked_at is null) as waiting,
       (select count(*) from bookings b where b.live_session_id = k.live_session_id and b.cancelled_at is null
          and b.booked_at is not null and not exists (
            select from evidence e where e.live_session_part_id = k.part_id and e.person_id = b.person_id
              and e.kind = 'trainer mark')) as unmarked
     from (select s.id as live_session_id, p.id as part_id, s.title, p.position, p.starts_at, p.ends_at, s.capacity,
             case when not ${isHeld} then s.cancelled_at end as cancelled_at, r.closed_at
           ${kept} order by p.starts_at ${direction}, p.id limit :limit offset :offset) k
     order by k.starts_at ${direction}, k.part_id`,
    { ...filters, ...page, now: ctx.now },
  )
  return found.map(({ position, part_count, ...kept }) => ({
    ...kept,
    title: partTitle(kept.title, { position }, part_count),
  }))
}
