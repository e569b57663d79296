/** What people say of their own attendance, and what was answered. */
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import { NotFound } from '../../../platform/errors.ts'

export interface ClaimRow {
  id: number
  person_id: string
  statement: string
  claimed_at: Date
  /** Null while it waits. */
  answer: 'accepted' | 'declined' | null
  answer_reason: string | null
  answered_at: Date | null
  answered_by_name: string | null
}

const claims = `
  select e.id, e.live_session_part_id as part_id, e.person_id, e.reason as statement, e.recorded_at as claimed_at,
    a.answer, a.reason as answer_reason, a.answered_at, y.full_name as answered_by_name
  from evidence e
  left join claim_answers a on a.claim_id = e.id
  left join people y on y.id = a.answered_by
  where e.kind = 'own claim'`

/** The claims of a part, of one person or of everybody, the oldest first. */
export async function listClaims(ctx: Ctx, partId: string, personId: string | null = null): Promise<ClaimRow[]> {
  return rows<ClaimRow>(
    ctx.db,
    `${claims} and e.live_session_part_id = :partId and (:personId::uuid is null or e.person_id = :personId)
     order by e.id`,
    { partId, personId },
  )
}

export async function getClaim(ctx: Ctx, partId: string, claimId: string): Promise<ClaimRow> {
  const found = /^\d{1,18}$/.test(claimId)
    ? await row<ClaimRow>(ctx.db, `${claims} and e.live_session_part_id = :partId and e.id = :claimId`, {
        partId,
        claimId,
      })
    : undefined
  if (!found) throw new NotFound()
  return found
}

export interface OpenClaimRow {
  id: number
  part_id: string
  title: string
  position: number
  part_count: number
  starts_at: Date
  closed_at: Date | null
  person_id: string
  full_name: string
  statement: string
  claimed_at: Date
}

const open = `
  from evidence e
  join live_session_parts p on p.id = e.live_session_part_id
  join live_sessions s on s.id = p.live_session_id
  join people n on n.id = e.person_id
  left join registers r on r.live_session_part_id = p.id
  where e.kind = 'own claim' and not exists (select from claim_answers a where a.claim_id = e.id)
    and (s.cancelled_at is null or s.cancelled_at >= p.ends_at)
    and exists (select from bookings b where b.live_session_id = s.id and b.person_id = e.person_id
      and b.cancelled_at is null and b.booked_at is not null)
    and (:trainerId::uuid is null or exists (
      select from live_session_trainers t where t.live_session_id = s.id and t.person_id = :trainerId))`

/** What waits for an answer, the oldest first; `trainerId` null means everybody's. */
export async function listOpenClaims(ctx: Ctx, trainerId: string | null): Promise<OpenClaimRow[]> {
  return rows<OpenClaimRow>(
    ctx.db,
    `select e.id, p.id as part_id, s.title, p.position, p.starts_at, r.closed_at, e.person_id, n.full_name,
       (select count(*) from live_session_parts o where o.live_session_id = s.id) as part_count,
       e.reason as statement, e.recorded_at as claimed_at
     ${open} order by e.recorded_at, e.id`,
    { trainerId },
  )
}

export async function countOpenClaims(ctx: Ctx, trainerId: string | null): Promise<number> {
  const found = await row<{ count: number }>(ctx.db, `select count(*) ${open}`, { trainerId })
  return found?.count ?? 0
}
