/** Puts the first entries of the help page in place, through commands. */
import type { Ctx } from '../../../src/platform/context.ts'
import { addHelpEntry } from '../../../src/features/help/index.ts'
import { helpEntries } from './entries.ts'

/** Does nothing where there are entries already: from the first day on they belong to the coordinators. */
export async function loadHelp(ctx: Ctx): Promise<void> {
  if (await ctx.db('help_entries').first('id')) return
  const areas = new Map((await ctx.db('areas').select('id', 'gss_code')).map((area) => [area.gss_code, area.id]))
  for (const { key: _, anonymous, district_gss, ...entry } of helpEntries) {
    const added = await addHelpEntry(ctx, {
      ...entry,
      is_anonymous: anonymous,
      area_id: district_gss === null ? null : areas.get(district_gss)!,
    })
    if (added.result !== 'added') throw new Error(`${entry.name} stands twice in the first help entries`)
  }
}
