/** Every change of an organisation. */
import { newId } from '../../lib/ids.ts'
import { foldForSearch } from '../../lib/text.ts'
import { today } from '../../lib/time.ts'
import { recordAudit } from '../../platform/audit/record.ts'
import type { Ctx } from '../../platform/context.ts'
import { inTransaction } from '../../platform/context.ts'
import * as claims from './queries/claims.ts'
import * as queries from './queries/organisations.ts'
import type { AreaRow } from './queries/organisations.ts'
import type { OrganisationKind } from './rules.ts'
import { hasEnded } from './rules.ts'

export interface OrganisationInput {
  name: string
  kind: OrganisationKind
  area_ids: string[]
  domains: string[]
  parent_id: string | null
}

type Refusal = { result: 'name-taken' } | { result: 'domain-taken'; domain: string } | { result: 'parent-unfit' }
export type AddOrganisationResult = { result: 'added'; id: string } | Refusal
export type ChangeOrganisationResult = { result: 'changed' } | Refusal

/** Two people changing partners at once: the second waits here and then sees what the first did. */
async function lockOrganisations(ctx: Ctx): Promise<void> {
  await ctx.db.raw(`select pg_advisory_xact_lock(hashtext('organisations'))`)
}

export async function addOrganisation(ctx: Ctx, input: OrganisationInput): Promise<AddOrganisationResult> {
  return inTransaction(ctx, async (ctx) => {
    await lockOrganisations(ctx)
    const refusal = await findRefusal(ctx, null, input)
    if (refusal) return refusal
    const id = newId()
    const { name, kind, parent_id } = input
    await ctx.db('organisations').insert({
      id,
      name,
      kind,
      parent_id,
      search: foldForSearch(name),
      starts_on: today(ctx.now),
      created_at: ctx.now,
    })
    await putAreas(ctx, id, input.area_ids)
    await putDomains(ctx, id, input.domains)
    await recordAudit(ctx, {
      action: 'organisations.add',
      subject_kind: 'organisation',
      subject_id: id,
      after: await queries.getOrganisationDetails(ctx, id),
    })
    return { result: 'added', id }
  })
}

/** Certificates carry the name as it was when they were issued, so a new name changes none of them. */
export async function changeOrganisation(
  ctx: Ctx,
  { id, ...input }: OrganisationInput & { id: string },
): Promise<ChangeOrganisationResult> {
  return inTransaction(ctx, async (ctx) => {
    await lockOrganisations(ctx)
    const before = await queries.getOrganisationDetails(ctx, id)
    const refusal = await findRefusal(ctx, id, input)
    if (refusal) return refusal
    const { name, kind, parent_id } = input
    await ctx
      .db('organisations')
      .where({ id })
      .update({ name, kind, parent_id, search: foldForSearch(name) })
    await putAreas(ctx, id, input.area_ids)
    await putDomains(ctx, id, input.domains)
    await recordAudit(ctx, {
      action: 'organisations.change',
      subject_kind: 'organisation',
      subject_id: id,
      before,
      after: await queries.getOrganisationDetails(ctx, id),
    })
    return { result: 'changed' }
  })
}

export type EndOrganisationResult = 'ended' | 'already-ended' | 'before-start' | 'successor-unfit'

/** Sets the first day on which the organisation is no longer there. A planned end can be moved, a past one cannot. */
export async function endOrganisation(
  ctx: Ctx,
  { id, ends_on, successor_id }: { id: string; ends_on: string; successor_id: string | null },
): Promise<EndOrganisationResult> {
  return inTransaction(ctx, async (ctx) => {
    await lockOrganisations(ctx)
    const { ends_on: old_end, successor_id: old_successor, starts_on } = await queries.getOrganisation(ctx, id)
    // The same form sent twice.
    if (old_end === ends_on && old_successor === successor_id) return 'ended'
    if (hasEnded({ ends_on: old_end }, today(ctx.now))) return 'already-ended'
    if (ends_on < starts_on) return 'before-start'
    if (successor_id !== null && !(await claims.canFollow(ctx, id, successor_id))) return 'successor-unfit'
    // Only a planned end is moved, so before it was recorded the organisation was there whichever was planned then.
    const recorded = old_end === ends_on ? {} : { end_recorded_at: ctx.now }
    await ctx
      .db('organisations')
      .where({ id })
      .update({ ends_on, successor_id, ...recorded })
    await recordAudit(ctx, {
      action: 'organisations.end',
      subject_kind: 'organisation',
      subject_id: id,
      before: { ends_on: old_end, successor_id: old_successor },
      after: { ends_on, successor_id },
    })
    return 'ended'
  })
}

/** The areas of the force as its own map has them: new ones, and those away in which the caller found nothing. */
export async function changeAreas(
  ctx: Ctx,
  { added, removed }: { added: AreaRow[]; removed: Pick<AreaRow, 'id' | 'name'>[] },
): Promise<void> {
  if (added.length === 0 && removed.length === 0) return
  await inTransaction(ctx, async (ctx) => {
    if (added.length > 0) await ctx.db('areas').insert(added)
    const ids = removed.map((area) => area.id)
    await ctx.db('areas').whereIn('id', ids).delete()
    await recordAudit(ctx, {
      action: 'organisations.change-areas',
      subject_kind: 'installation',
      subject_id: null,
      before: { removed: removed.map((area) => area.name) },
      after: { added: added.map((area) => `${area.gss_code} ${area.name}`) },
    })
  })
}

async function findRefusal(ctx: Ctx, id: string | null, input: OrganisationInput): Promise<Refusal | null> {
  const same = await claims.findByExactName(ctx, input.name)
  if (same && same.id !== id) return { result: 'name-taken' }
  const owner = (await claims.listDomainOwners(ctx, input.domains)).find((owner) => owner.organisation_id !== id)
  if (owner) return { result: 'domain-taken', domain: owner.domain }
  if (input.parent_id !== null && !(await claims.canBeParent(ctx, id, input.parent_id)))
    return { result: 'parent-unfit' }
  return null
}

async function putAreas(ctx: Ctx, id: string, areaIds: string[]): Promise<void> {
  await ctx.db('organisation_areas').where({ organisation_id: id }).delete()
  await ctx.db.raw(
    `insert into organisation_areas (organisation_id, area_id) select ?, id from areas where id = any (?::uuid[])`,
    [id, areaIds],
  )
}

/** A domain that only an ended organisation holds passes to the one that claims it now. */
async function putDomains(ctx: Ctx, id: string, domains: string[]): Promise<void> {
  await ctx.db('organisation_domains').where({ organisation_id: id }).orWhereIn('domain', domains).delete()
  if (domains.length > 0)
    await ctx.db('organisation_domains').insert(domains.map((domain) => ({ organisation_id: id, domain })))
}
