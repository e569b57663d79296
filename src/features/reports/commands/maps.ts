/** Loads boundaries: the latest map is the one that is drawn. */
import { createHash } from 'node:crypto'
import { newId } from '../../../lib/ids.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import { actorId } from '../../../platform/access.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { listAreas } from '../../organisations/index.ts'
import type { ReadMap } from '../rules/boundaries.ts'
import { readMap } from '../rules/boundaries.ts'

export type LoadMapResult =
  { result: 'loaded'; shapes: number; missing: string[] } | { result: Exclude<ReadMap['result'], 'read'> | 'no-credit' }

/** `credit` null: the file's own attribution. A map without either is refused, for its lines belong to somebody. */
export async function loadMap(
  ctx: Ctx,
  input: { file_name: string; bytes: Buffer; credit: string | null },
): Promise<LoadMapResult> {
  const read = readMap(input.bytes.toString('utf8'), await listAreas(ctx))
  if (read.result !== 'read') return { result: read.result }
  const credit = input.credit ?? read.credit
  if (credit === null) return { result: 'no-credit' }
  return inTransaction(ctx, async (ctx) => {
    const id = newId()
    const { width, height, shapes, missing } = read
    const file_name = input.file_name.slice(0, 200)
    await ctx.db('coverage_maps').insert({
      id,
      file_name,
      credit,
      width,
      height,
      loaded_by: actorId(ctx.actor),
      loaded_at: ctx.now,
    })
    await ctx.db('coverage_map_shapes').insert(shapes.map((shape) => ({ map_id: id, ...shape })))
    await recordAudit(ctx, {
      action: 'reports.load-map',
      subject_kind: 'coverage-map',
      subject_id: id,
      after: {
        file_name,
        credit,
        sha256: createHash('sha256').update(input.bytes).digest('hex'),
        shapes: shapes.length,
      },
    })
    return { result: 'loaded', shapes: shapes.length, missing }
  })
}
