/** What every installation needs; run at each start, and does nothing where it is there already. */
import type { Knex } from 'knex'
import { newId } from '../../src/lib/ids.ts'
import { system } from '../../src/platform/access.ts'
import { clock } from '../../src/platform/clock.ts'
import type { Config } from '../../src/platform/config.ts'
import type { Ctx } from '../../src/platform/context.ts'
import { inTransaction } from '../../src/platform/context.ts'
import { recordAudit } from '../../src/platform/audit/record.ts'
import type { Logger } from '../../src/platform/log.ts'
import { areas } from './areas.ts'
import { loadBoundaries } from './boundaries/load.ts'
import { loadCourses } from './courses/load.ts'
import { loadHelp } from './help/load.ts'

const lock = 7_203_551_872

interface Parts {
  db: Knex
  config: Config
  log: Logger
}

export async function seedReference(parts: Parts): Promise<void> {
  await inItsTurn(parts, async (ctx) => {
    if (!(await ctx.db('settings').first('only_row'))) {
      await insertSettings(ctx)
      await recordAudit(ctx, { action: 'seed.reference', subject_kind: 'installation', subject_id: null })
    }
    await seedContents(ctx)
  })
}

/** What is the same wherever it is put: all but the settings, which begin from the installation's address. */
export const seedSameEverywhere = (parts: Parts): Promise<void> => inItsTurn(parts, seedContents)

async function inItsTurn(parts: Parts, seed: (ctx: Ctx) => Promise<void>): Promise<void> {
  const ctx: Ctx = { ...parts, actor: system('seed'), now: clock.now(), request_id: null }
  await inTransaction(ctx, async (ctx) => {
    await ctx.db.raw('select pg_advisory_xact_lock(?)', [lock])
    await seed(ctx)
  })
}

async function seedContents(ctx: Ctx): Promise<void> {
  if (!(await ctx.db('areas').first('id'))) await insertAreas(ctx)
  await loadHelp(ctx)
  await loadCourses(ctx)
  await loadBoundaries(ctx)
}

async function insertSettings(ctx: Ctx): Promise<void> {
  const host = new URL(ctx.config.base_url).hostname
  const domain = host === 'localhost' || /^[\d.[\]:]+$/.test(host) ? 'champions.example' : host
  await ctx.db('settings').insert({
    force_name: 'Hertfordshire Constabulary',
    team_name: 'Hate crime team',
    brand_colour: '#1d3557',
    signatory_name: 'The hate crime team',
    signatory_title: 'For the Chief Constable',
    sender_name: 'Hate crime champions',
    sender_address: `no-reply@${domain}`,
    contact_address: `hate-crime-team@${domain}`,
    updated_at: ctx.now,
  })
}

async function insertAreas(ctx: Ctx): Promise<void> {
  const ids = new Map(areas.map((area) => [area.gss_code, newId()]))
  await ctx.db('areas').insert(
    areas.map((area) => ({
      id: ids.get(area.gss_code)!,
      name: area.name,
      gss_code: area.gss_code,
      kind: area.kind,
      parent_id: area.parent === null ? null : ids.get(area.parent)!,
    })),
  )
}
