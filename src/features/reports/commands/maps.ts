/** Loads boundaries: the latest map is the one that is drawn. */
import { createHash } from 'node:crypto'
import { newId } from '../../../lib/ids.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import { actorId } from '../../../platform/access.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import type { AreaRow } from '../../organisations/index.ts'
import { changeAreas, listAreas } from '../../organisations/index.ts'
import { listEmptyAreas } from '../queries/maps.ts'
import type { ReadMap } from '../rules/boundaries.ts'
import { newAreasIn, readMap } from '../rules/boundaries.ts'

export type LoadMapResult =
  { result: 'loaded'; shapes: number; missing: string[] } | { result: Exclude<ReadMap['result'], 'read'> | 'no-credit' }

/**
 * `credit` null: the file's own attribution. A map without either is refused, for its lines belong to somebody. With
 * `takes_areas` the areas of the file become those of the force: it adds what is new, and ours that it lacks go, unless
 * something lies in them.
 */
export async function loadMap(
  ctx: Ctx,
  input: { file_name: string; bytes: Buffer; credit: string | null; takes_areas: boolean },
): Promise<LoadMapResult> {
  return inTransaction(ctx, async (ctx) => {
    // Of two files at once the second sees the areas that the first took.
    await ctx.db.raw(`select pg_advisory_xact_lock(hashtext('coverage maps'))`)
    const text = input.bytes.toString('utf8')
    const known = await listAreas(ctx)
    const added: AreaRow[] = input.takes_areas
      ? newAreasIn(text, known).map((area) => ({ id: newId(ctx.now), ...area }))
      : []
    const read = readMap(text, [...known, ...added])
    if (read.result !== 'read') return { result: read.result }
    const credit = input.credit ?? read.credit
    if (credit === null) return { result: 'no-credit' }
    const { width, height, shapes } = read
    const drawn = shapes.map((shape) => shape.area_id)
    const removed = input.takes_areas ? await listEmptyAreas(ctx, drawn) : []
    await ctx
      .db('coverage_map_shapes')
      .whereIn(
        'area_id',
        removed.map((area) => area.id),
      )
      .delete()
    await changeAreas(ctx, { added, removed })
    const isGone = (name: string) => removed.some((area) => area.name === name)
    const id = newId()
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
    return { result: 'loaded', shapes: shapes.length, missing: read.missing.filter((name) => !isGone(name)) }
  })
}
