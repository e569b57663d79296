/** Certificates whose completion was taken back after they were issued: a coordinator decides what becomes of them. */
import { today } from '../../../lib/time.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import { lastStateOf } from './state-sql.ts'

// A completion is a chain of rows; each takes back the one before it, so that the last of an even number leaves nothing.
const groundless = `
  with recursive chain as (
    select x.id, c.id as certificate_id, 2 as length, x.reason, x.recorded_at
    from completions x join certificates c on c.completion_id = x.corrects_id
    union all
    select x.id, chain.certificate_id, chain.length + 1, x.reason, x.recorded_at
    from completions x join chain on x.corrects_id = chain.id),
  gone as (
    select distinct on (certificate_id) certificate_id, length, reason, recorded_at from chain
    order by certificate_id, length desc)
  select :columns:
  from gone
  join certificates c on c.id = gone.certificate_id
  join people p on p.id = c.person_id
  join ${lastStateOf('c.id')} last on true
  where gone.length % 2 = 0 and last.standing in ('good', 'suspended') and coalesce(last.valid_to, c.valid_to) >= :today`

export interface GroundlessRow {
  certificate_id: string
  number: string
  person_id: string
  full_name: string
  reason: string
  recorded_at: Date
}

export async function countGroundless(ctx: Ctx): Promise<number> {
  const found = await row<{ count: number }>(ctx.db, groundless.replace(':columns:', 'count(*)'), {
    today: today(ctx.now),
  })
  return found?.count ?? 0
}

const columns = 'c.id as certificate_id, c.number, c.person_id, p.full_name, gone.reason, gone.recorded_at'

export async function listGroundless(ctx: Ctx): Promise<GroundlessRow[]> {
  return rows<GroundlessRow>(
    ctx.db,
    `${groundless.replace(':columns:', columns)} order by gone.recorded_at, c.id limit 500`,
    { today: today(ctx.now) },
  )
}

export async function findGroundless(ctx: Ctx, certificateId: string): Promise<GroundlessRow | undefined> {
  return row<GroundlessRow>(ctx.db, `${groundless.replace(':columns:', columns)} and c.id = :certificateId`, {
    today: today(ctx.now),
    certificateId,
  })
}
