/** How many champions there are where, and which organisations have one or none, as at a day. */
import { addDays } from '../../../lib/time.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import type { RosterScope } from '../../roster/index.ts'
import { belongedSql, championRows, seatedSql } from '../../roster/index.ts'

/** Within so many days a certificate ends, the nearest last. */
export const horizons = [90, 60, 30] as const

export interface CoverageRow {
  /** An area, a kind, or null for all of it. */
  key: string | null
  organisations: number
  /** Organisations without a champion, and with a single one. */
  none: number
  one: number
  people: number
  within_90: number
  within_60: number
  within_30: number
  /** Who has not said for a year that they still act as one. */
  unconfirmed: number
  /** Days since they said last that they act as one, or were certified: of the one in the middle, and the longest. */
  silent_middle: number | null
  silent_longest: number | null
  /** Of those within 90 days, who has no place yet at a live session of the programme to come. */
  seats: number
}

type By = 'area' | 'kind' | 'all'

const keys: Record<By, { of: string; join: string }> = {
  area: { of: 'oa.area_id::text', join: 'join organisation_areas oa on oa.organisation_id = o.id' },
  kind: { of: 'o.kind', join: '' },
  all: { of: 'null::text', join: '' },
}

/** Each person once, by the certificate that lasts longest; and each organisation that was there, with who counts in it. */
function basis(ctx: Ctx, scope: RosterScope): { sql: string; values: Record<string, unknown> } {
  const champions = championRows(ctx, scope)
  const { on } = scope.filters
  return {
    sql: `champions as materialized (${champions.sql}),
      there as (select o.id, o.kind, o.name, o.search from organisations o
        where o.created_at < :end::timestamptz and o.starts_on <= :on::date
          and (o.ends_on is null or o.ends_on > :on::date or o.end_recorded_at >= :end::timestamptz)),
      counted as materialized (select organisation_id, count(distinct person_id) as people, max(valid_to) as valid_to
        from champions group by organisation_id),
      confirmed as materialized (select person_id, max((answered_at at time zone 'Europe/London')::date) as said_on
        from yearly_checks where answer = 'yes' and answered_at < :end::timestamptz group by 1),
      seated as materialized (select distinct x.person_id from (${seatedSql}) x)`,
    values: {
      ...champions.values,
      within_90: addDays(on, horizons[0]),
      within_60: addDays(on, horizons[1]),
      within_30: addDays(on, horizons[2]),
    },
  }
}

export async function countCoverage(ctx: Ctx, scope: RosterScope, by: By): Promise<CoverageRow[]> {
  const { sql, values } = basis(ctx, scope)
  const { of, join } = keys[by]
  return rows<CoverageRow>(
    ctx.db,
    `/* planned anew */ with ${sql},
     places as (select ${of} as key, count(*) as organisations, count(*) filter (where c.people is null) as none,
         count(*) filter (where c.people = 1) as one
       from there o ${join} left join counted c on c.organisation_id = o.id group by 1),
     holders as (select ${of} as key, c.person_id, max(c.valid_to) as valid_to, max(c.awarded_on) as awarded_on
       from champions c join organisations o on o.id = c.organisation_id ${join} group by 1, 2),
     ends as (select h.key, count(*) as people, count(*) filter (where h.valid_to <= :within_90::date) as within_90,
         count(*) filter (where h.valid_to <= :within_60::date) as within_60,
         count(*) filter (where h.valid_to <= :within_30::date) as within_30,
         count(*) filter (where greatest(h.awarded_on, n.said_on) <= (:on::date - interval '1 year')::date) as unconfirmed,
         percentile_disc(0.5) within group (order by :on::date - greatest(h.awarded_on, n.said_on)) as silent_middle,
         max(:on::date - greatest(h.awarded_on, n.said_on)) as silent_longest,
         count(*) filter (where h.valid_to <= :within_90::date and s.person_id is null) as seats
       from holders h left join confirmed n on n.person_id = h.person_id left join seated s on s.person_id = h.person_id group by 1)
     select coalesce(p.key, e.key) as key, coalesce(p.organisations, 0) as organisations, coalesce(p.none, 0) as none,
       coalesce(p.one, 0) as one, coalesce(e.people, 0) as people, coalesce(e.within_90, 0) as within_90,
       coalesce(e.within_60, 0) as within_60, coalesce(e.within_30, 0) as within_30, coalesce(e.seats, 0) as seats, coalesce(e.unconfirmed, 0) as unconfirmed,
       e.silent_middle, e.silent_longest
     from places p full join ends e on coalesce(e.key, '') = coalesce(p.key, '')`,
    values,
  )
}

export interface OrganisationCoverageRow {
  id: string
  name: string
  kind: string
  areas: string | null
  /** People who belong to it that day. */
  members: number
  people: number
  /** The one champion, where there is one. */
  only_name: string | null
  only_certificate_id: string | null
  valid_to: string | null
}

export interface OrganisationCoverageFilters {
  show: 'none' | 'one' | 'all'
  area_id: string | null
  kind: string | null
}

const wanted = `from there o left join counted c on c.organisation_id = o.id
  where case :show::text when 'none' then c.people is null when 'one' then c.people = 1 else true end
    and (:kind::text is null or o.kind = :kind)
    and (:area_id::uuid is null or exists (
      select from organisation_areas oa where oa.organisation_id = o.id and oa.area_id = :area_id))`

/** Where somebody is needed most comes first: nobody, then one, whose certificate ends the soonest. */
export async function listOrganisationCoverage(
  ctx: Ctx,
  scope: RosterScope,
  filters: OrganisationCoverageFilters,
  page: { limit: number; offset: number },
): Promise<OrganisationCoverageRow[]> {
  const { sql, values } = basis(ctx, scope)
  return rows<OrganisationCoverageRow>(
    ctx.db,
    `/* planned anew */ with ${sql}
     select o.id, o.name, o.kind, coalesce(o.people, 0) as people, o.valid_to,
       (select string_agg(a.name, ', ' order by a.name) from organisation_areas oa join areas a on a.id = oa.area_id
        where oa.organisation_id = o.id) as areas,
       (select count(distinct m.person_id) from memberships m where m.organisation_id = o.id and ${belongedSql}) as members,
       only_one.full_name as only_name, only_one.certificate_id as only_certificate_id
     from (select o.id, o.name, o.kind, o.search, c.people, c.valid_to ${wanted}
           order by coalesce(c.people, 0), c.valid_to, o.search, o.id limit :limit offset :offset) o
     left join lateral (select p.full_name, c.certificate_id from champions c join people p on p.id = c.person_id
       where o.people = 1 and c.organisation_id = o.id order by c.valid_to desc limit 1) only_one on true
     order by coalesce(o.people, 0), o.valid_to, o.search, o.id`,
    { ...values, ...filters, ...page },
  )
}

export async function countOrganisationCoverage(
  ctx: Ctx,
  scope: RosterScope,
  filters: OrganisationCoverageFilters,
): Promise<number> {
  const { sql, values } = basis(ctx, scope)
  const found = await row<{ count: number }>(
    ctx.db,
    `/* planned anew */ with ${sql} select count(*) as count ${wanted}`,
    { ...values, ...filters },
  )
  return found!.count
}
