/** Partners as they are: one, the list, the choices. */
import { isId } from '../../../lib/ids.ts'
import { foldForSearch } from '../../../lib/text.ts'
import { today } from '../../../lib/time.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { OrganisationKind } from '../rules.ts'

export interface AreaRow {
  id: string
  name: string
  gss_code: string
  kind: 'county' | 'district'
}

export interface OrganisationRow {
  id: string
  name: string
  kind: OrganisationKind
  parent_id: string | null
  successor_id: string | null
  starts_on: string
  ends_on: string | null
}

export interface OrganisationFilters {
  search: string | null
  kind: string | null
  area_id: string | null
}

const columns = ['id', 'name', 'kind', 'parent_id', 'successor_id', 'starts_on', 'ends_on'] as const

export async function listAreas(ctx: Ctx): Promise<AreaRow[]> {
  return ctx.db('areas').select('id', 'name', 'gss_code', 'kind').orderByRaw(`kind = 'county' desc, name`)
}

export async function getOrganisation(ctx: Ctx, id: string): Promise<OrganisationRow> {
  const found = isId(id)
    ? await ctx
        .db('organisations')
        .first(...columns)
        .where({ id })
    : undefined
  if (!found) throw new NotFound()
  return found
}

/** With areas and domains: what the edit page shows and the audit keeps. */
export async function getOrganisationDetails(ctx: Ctx, id: string) {
  const { starts_on: _from, ends_on: _to, successor_id: _next, ...organisation } = await getOrganisation(ctx, id)
  const areas = await ctx.db('organisation_areas').where({ organisation_id: id }).orderBy('area_id').pluck('area_id')
  const domains = await ctx.db('organisation_domains').where({ organisation_id: id }).orderBy('domain').pluck('domain')
  return { ...organisation, area_ids: areas as string[], domains: domains as string[] }
}

/** What stands on an organisation's page about itself. */
export async function getOrganisationProfile(ctx: Ctx, id: string) {
  const organisation = await getOrganisation(ctx, id)
  const extra = await row<{
    areas: string[]
    domains: string[]
    parent_name: string | null
    successor_name: string | null
    children: { id: string; name: string }[]
  }>(
    ctx.db,
    `select
       array(select a.name from organisation_areas oa join areas a on a.id = oa.area_id
             where oa.organisation_id = o.id order by a.kind = 'county' desc, a.name) as areas,
       array(select domain from organisation_domains where organisation_id = o.id order by domain) as domains,
       (select name from organisations where id = o.parent_id) as parent_name,
       (select name from organisations where id = o.successor_id) as successor_name,
       (select coalesce(json_agg(json_build_object('id', c.id, 'name', c.name) order by lower(c.name)), '[]')
        from organisations c where c.parent_id = o.id and (c.ends_on is null or c.ends_on > :today)) as children
     from organisations o where o.id = :id`,
    { id, today: today(ctx.now) },
  )
  return { ...organisation, ...extra! }
}

/** There on the day bound as :today. */
export const active = '(ends_on is null or ends_on > :today)'

/** Those one can belong to today, by name. */
export async function listOrganisationChoices(ctx: Ctx): Promise<{ id: string; name: string }[]> {
  return rows(ctx.db, `select id, name from organisations where ${active} order by lower(name), id`, {
    today: today(ctx.now),
  })
}

/** How many people, leads and organisations a day's end would touch. */
export async function countBelonging(ctx: Ctx, id: string): Promise<{ people: number; leads: number; below: number }> {
  const found = await row<{ people: number; leads: number; below: number }>(
    ctx.db,
    `select
       (select count(distinct person_id) from memberships where organisation_id = :id and starts_on <= :today and ${active}) as people,
       (select count(distinct person_id) from role_grants
        where role = 'lead' and organisation_id = :id and starts_on <= :today and ${active}) as leads,
       (select count(*) from organisations where parent_id = :id and ${active}) as below`,
    { id, today: today(ctx.now) },
  )
  return found!
}

const filtered = `
  from organisations o
  where (:search::text is null or strpos(o.search, :search) > 0)
    and (:kind::text is null or o.kind = :kind)
    and (:area_id::uuid is null or exists (
      select from organisation_areas a where a.organisation_id = o.id and a.area_id = :area_id))`

const bindings = (filters: OrganisationFilters) => ({
  ...filters,
  search: filters.search === null ? null : foldForSearch(filters.search),
})

export async function countOrganisations(ctx: Ctx, filters: OrganisationFilters): Promise<number> {
  const found = await row<{ count: number }>(ctx.db, `select count(*) ${filtered}`, bindings(filters))
  return found?.count ?? 0
}

/** A page of the list: with areas in one text and the number of people there today. */
export async function listOrganisations(
  ctx: Ctx,
  filters: OrganisationFilters,
  page: { limit: number; offset: number },
) {
  return rows<OrganisationRow & { areas: string | null; people: number }>(
    ctx.db,
    `select o.*,
       (select string_agg(a.name, ', ' order by a.name) from organisation_areas oa join areas a on a.id = oa.area_id
        where oa.organisation_id = o.id) as areas,
       (select count(distinct m.person_id) from memberships m where m.organisation_id = o.id
          and m.starts_on <= :today and (m.ends_on is null or m.ends_on > :today)) as people
     ${filtered} order by coalesce(o.ends_on <= :today, false), lower(o.name), o.id limit :limit offset :offset`,
    { ...bindings(filters), ...page, today: today(ctx.now) },
  )
}
