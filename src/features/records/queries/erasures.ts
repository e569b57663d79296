/** What is known before a person is erased: what would go, what stays, and what stands in the way. */
import { today } from '../../../lib/time.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import type { ErasureFacts } from '../rules/erasing.ts'

export interface ErasureRow {
  id: string
  due_at: Date
  has_closed: boolean
  asked_by_name: string
}

export async function findOpenErasure(ctx: Ctx, personId: string): Promise<ErasureRow | undefined> {
  return row<ErasureRow>(
    ctx.db,
    `select e.id, e.due_at, e.has_closed, b.full_name as asked_by_name from erasures e join people b on b.id = e.asked_by
     where e.person_id = :personId and e.cancelled_at is null and e.done_at is null`,
    { personId },
  )
}

export async function readErasureFacts(ctx: Ctx, personId: string): Promise<ErasureFacts> {
  const found = await row<ErasureFacts>(
    ctx.db,
    `select exists (select from role_grants where person_id = :personId and (ends_on is null or ends_on > :today)) as has_roles,
       exists (select from person_merges where merged_id = :personId and undone_at is null) as is_merged`,
    { personId, today: today(ctx.now) },
  )
  return found!
}

export async function listBookingsToCome(ctx: Ctx, personId: string): Promise<string[]> {
  const found = await rows<{ id: string }>(
    ctx.db,
    `select b.id from bookings b where b.person_id = :personId and b.cancelled_at is null and not exists (
       select from live_session_parts p where p.live_session_id = b.live_session_id and p.starts_at <= :now) order by b.id`,
    { personId, now: ctx.now },
  )
  return found.map((one) => one.id)
}

export async function listShownBadges(ctx: Ctx, ids: string[]): Promise<string[]> {
  const found = await rows<{ id: string }>(
    ctx.db,
    `select b.certificate_id as id from badges b join certificates c on c.id = b.certificate_id where c.person_id = any (:ids) order by 1`,
    { ids },
  )
  return found.map((one) => one.id)
}

export interface ErasureCounts {
  mails: number
  certificates: number
  attended: number
  completions: number
  places: number
}

export async function countForErasure(ctx: Ctx, ids: string[]): Promise<ErasureCounts> {
  const found = await row<ErasureCounts>(
    ctx.db,
    `select (select count(*) from mails where person_id = any (:ids)) as mails,
       (select count(*) from certificates where person_id = any (:ids)) as certificates,
       (select count(distinct live_session_part_id) from evidence where person_id = any (:ids)) as attended,
       (select count(*) from completions where person_id = any (:ids)) as completions,
       (select count(*) from bookings b where b.person_id = any (:ids) and b.cancelled_at is null and not exists (
          select from live_session_parts p where p.live_session_id = b.live_session_id and p.starts_at <= :now)) as places`,
    { ids, now: ctx.now },
  )
  return found!
}
