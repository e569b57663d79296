/** Who has a name or a domain, and what may stand above or after what. */
import { foldForSearch, isPublicMailDomain } from '../../../lib/text.ts'
import { today } from '../../../lib/time.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import { domainsAbove } from '../rules.ts'
import { active } from './organisations.ts'

export async function findByExactName(ctx: Ctx, name: string): Promise<{ id: string } | undefined> {
  return row(ctx.db, `select id from organisations where lower(name) = lower(:name) and ${active} limit 1`, {
    name,
    today: today(ctx.now),
  })
}

export async function listDomainOwners(
  ctx: Ctx,
  domains: string[],
): Promise<{ domain: string; organisation_id: string; organisation_name: string }[]> {
  return rows(
    ctx.db,
    `select d.domain, d.organisation_id, o.name as organisation_name
     from organisation_domains d join organisations o on o.id = d.organisation_id
     where d.domain = any (:domains) and ${active} order by d.domain`,
    { domains, today: today(ctx.now) },
  )
}

/** From an organisation along its successors to the first that is there today. */
const follow = `
  chain (id, name, successor_id, ends_on, step) as (
    select id, name, successor_id, ends_on, 0 from start
    union all
    select o.id, o.name, o.successor_id, o.ends_on, c.step + 1
    from chain c join organisations o on o.id = c.successor_id
    where c.ends_on <= :today and c.step < 10)
  select id, name from chain where ${active} order by step limit 1`

/**
 * Whose people have addresses at this domain: the nearest claimed domain at or above it (herts.gov.uk covers
 * mail.herts.gov.uk, never xherts.gov.uk). An organisation that ended stands for its successor.
 */
export async function findOrganisationByDomain(
  ctx: Ctx,
  domain: string,
): Promise<{ id: string; name: string } | undefined> {
  if (isPublicMailDomain(domain)) return undefined
  return row(
    ctx.db,
    `with recursive start as (
       select o.* from organisation_domains d join organisations o on o.id = d.organisation_id
       where d.domain = any (:domains) order by length(d.domain) desc limit 1), ${follow}`,
    { domains: domainsAbove(domain), today: today(ctx.now) },
  )
}

/** By its name in any case, accents and hyphens aside. An organisation that ended stands for its successor. */
export async function findOrganisationByName(
  ctx: Ctx,
  text: string,
): Promise<{ id: string; name: string } | undefined> {
  const search = foldForSearch(text)
  if (search === '') return undefined
  return row(
    ctx.db,
    `with recursive start as (
       select o.* from organisations o where o.search = :search
       order by (ends_on is null or ends_on > :today) desc, ends_on desc nulls first, id limit 1), ${follow}`,
    { search, today: today(ctx.now) },
  )
}

/** Whether `parentId` is there today and is not `id` itself nor below it. */
export async function canBeParent(ctx: Ctx, id: string | null, parentId: string): Promise<boolean> {
  const found = await row<{ is_there: boolean; is_below: boolean }>(
    ctx.db,
    `with recursive above (id, parent_id, step) as (
       select id, parent_id, 0 from organisations where id = :parent
       union all
       select o.id, o.parent_id, a.step + 1 from above a join organisations o on o.id = a.parent_id where a.step < 50)
     select exists (select from organisations where id = :parent and ${active}) as is_there,
            exists (select from above where id = :id) as is_below`,
    { parent: parentId, id, today: today(ctx.now) },
  )
  return found!.is_there && !found!.is_below
}

/** Whether `successorId` is there today and the organisation `id` does not follow it in turn. */
export async function canFollow(ctx: Ctx, id: string, successorId: string): Promise<boolean> {
  const found = await row<{ is_there: boolean; is_circle: boolean }>(
    ctx.db,
    `with recursive next (id, successor_id, step) as (
       select id, successor_id, 0 from organisations where id = :successor
       union all
       select o.id, o.successor_id, n.step + 1 from next n join organisations o on o.id = n.successor_id where n.step < 50)
     select exists (select from organisations where id = :successor and ${active}) as is_there,
            exists (select from next where id = :id) as is_circle`,
    { successor: successorId, id, today: today(ctx.now) },
  )
  return found!.is_there && !found!.is_circle
}
