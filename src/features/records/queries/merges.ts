/** Merges as they were made, and whether they can still be undone. */
import { isId } from '../../../lib/ids.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { Move } from '../rules/moves.ts'

export interface MergeRow {
  id: string
  kept_id: string
  kept_name: string
  merged_id: string
  merged_name: string
  has_closed: boolean
  made_at: Date
  undone_at: Date | null
}

const columns = `m.id, m.kept_id, k.full_name as kept_name, m.merged_id, o.full_name as merged_name, m.has_closed, m.made_at, m.undone_at
  from person_merges m join people k on k.id = m.kept_id join people o on o.id = m.merged_id`

/** In which this person was kept or merged, the latest first. */
export async function listMerges(ctx: Ctx, personId: string): Promise<MergeRow[]> {
  return rows<MergeRow>(
    ctx.db,
    `select ${columns} where :personId in (m.kept_id, m.merged_id) order by m.made_at desc, m.id desc`,
    { personId },
  )
}

/** Only one in which this person was kept. */
export async function getMerge(ctx: Ctx, id: string, keptId: string): Promise<MergeRow> {
  const found =
    isId(id) && isId(keptId)
      ? await row<MergeRow>(ctx.db, `select ${columns} where m.id = :id and m.kept_id = :keptId`, { id, keptId })
      : undefined
  if (!found) throw new NotFound()
  return found
}

export async function listMoves(ctx: Ctx, mergeId: string): Promise<Move[]> {
  return ctx
    .db('person_merge_rows')
    .where({ merge_id: mergeId })
    .orderBy('step')
    .select('kind', 'row_key', 'from_id', 'to_id', 'before', 'after') as unknown as Promise<Move[]>
}

/** What was made again of a certificate under another name since it was moved, in that order; it belongs where that does. */
export async function listReissuedSince(ctx: Ctx, certificateId: string, moves: Move[]): Promise<string[]> {
  const found = await rows<{ id: string }>(
    ctx.db,
    `select r.id from certificates c join certificates r on r.completion_id = c.completion_id and r.programme_id = c.programme_id
       and r.reissue > c.reissue
     where c.id = :certificateId::uuid and not r.id::text = any (:moved::text[]) order by r.reissue`,
    { certificateId, moved: moves.map((move) => move.row_key) as never },
  )
  return found.map((one) => one.id)
}

/** The records that are one with this person now, their own first. */
export async function listRecordsOf(ctx: Ctx, personId: string): Promise<string[]> {
  const found = await rows<{ id: string }>(
    ctx.db,
    `with recursive ones (id, step) as (
       select :personId::uuid, 0
       union all select m.merged_id, o.step + 1 from ones o join person_merges m on m.kept_id = o.id and m.undone_at is null
       where o.step < 20)
     select id from ones order by step, id`,
    { personId },
  )
  return found.map((one) => one.id)
}
