/** Every change of an organisation. */
import { newId } from '../../lib/ids.ts'
import { foldForSearch } from '../../lib/text.ts'
import { today } from '../../lib/time.ts'
import { recordAudit } from '../../platform/audit/record.ts'
import type { Ctx } from '../../platform/context.ts'
import { inTransaction } from '../../platform/context.ts'
import type { OrganisationKind } from './rules.ts'

export interface OrganisationInput {
  name: string
  kind: OrganisationKind
  area_ids: string[]
  domains: string[]
  parent_id: string | null
}

export type AddOrganisationResult =
  { result: 'added'; id: string } | { result: 'name-taken' } | { result: 'domain-taken'; domain: string }

export async function addOrganisation(ctx: Ctx, input: OrganisationInput): Promise<AddOrganisationResult> {
  return inTransaction(ctx, async (ctx) => {
    // Two people adding the same partner at once: the second waits here and then sees the first.
    await ctx.db.raw(`select pg_advisory_xact_lock(hashtext('organisations'))`)
    const same = await ctx
      .db('organisations')
      .whereNull('ends_on')
      .whereRaw('lower(name) = lower(?)', [input.name])
      .first('id')
    if (same) return { result: 'name-taken' }
    const claimed = await ctx.db('organisation_domains').whereIn('domain', input.domains).first('domain')
    if (claimed) return { result: 'domain-taken', domain: claimed.domain }

    const id = newId()
    const { area_ids, domains, ...columns } = input
    await ctx.db('organisations').insert({
      id,
      ...columns,
      search: foldForSearch(input.name),
      starts_on: today(ctx.now),
      created_at: ctx.now,
    })
    if (area_ids.length > 0)
      await ctx.db('organisation_areas').insert(area_ids.map((area_id) => ({ organisation_id: id, area_id })))
    if (domains.length > 0)
      await ctx.db('organisation_domains').insert(domains.map((domain) => ({ organisation_id: id, domain })))
    await recordAudit(ctx, {
      action: 'organisations.add',
      subject_kind: 'organisation',
      subject_id: id,
      after: { ...input },
    })
    return { result: 'added', id }
  })
}
