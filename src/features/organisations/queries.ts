/** All SQL of the organisations room. */
import { foldForSearch } from '../../lib/text.ts'
import { today } from '../../lib/time.ts'
import type { Ctx } from '../../platform/context.ts'
import { row, rows } from '../../platform/db/connect.ts'
import { NotFound } from '../../platform/errors.ts'

export interface AreaRow {
  id: string
  name: string
  gss_code: string
  kind: 'county' | 'district'
}

export interface OrganisationRow {
  id: string
  name: string
  kind: string
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

export async function listAreas(ctx: Ctx): Promise<AreaRow[]> {
  return ctx.db('areas').select('id', 'name', 'gss_code', 'kind').orderByRaw(`kind = 'county' desc, name`)
}

export async function getOrganisation(ctx: Ctx, id: string): Promise<OrganisationRow> {
  const found = await ctx
    .db('organisations')
    .first('id', 'name', 'kind', 'parent_id', 'successor_id', 'starts_on', 'ends_on')
    .where({ id })
  if (!found) throw new NotFound()
  return found
}

const filtered = `
  from organisations o
  where (:search::text is null or o.search like '%' || :search || '%')
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
       (select count(*) from memberships m where m.organisation_id = o.id
          and m.starts_on <= :today and (m.ends_on is null or m.ends_on > :today)) as people
     ${filtered} order by o.ends_on is not null, lower(o.name), o.id limit :limit offset :offset`,
    { ...bindings(filters), ...page, today: today(ctx.now) },
  )
}
