/** Puts the map of Hertfordshire's districts in place; other forces load their own on the coverage page. */
import { readFileSync } from 'node:fs'
import type { Ctx } from '../../../src/platform/context.ts'
import { loadMap } from '../../../src/features/reports/index.ts'

const fileName = 'hertfordshire.geojson'

/** Does nothing where there is a map already, nor where none of its districts is among the areas. */
export async function loadBoundaries(ctx: Ctx): Promise<void> {
  if (await ctx.db('coverage_maps').first('id')) return
  const bytes = readFileSync(new URL(fileName, import.meta.url))
  await loadMap(ctx, { file_name: fileName, bytes, credit: null, takes_areas: false })
}
