/** What everybody may see, where the force has said so: counts, and organisations that agreed. */
import { addMonths, dayStart, today } from '../../../lib/time.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import type { RosterScope } from '../../roster/index.ts'
import { championRows } from '../../roster/index.ts'

export interface Publication {
  shows_figures: boolean
  shows_directory: boolean
}

export async function getPublication(ctx: Ctx): Promise<Publication> {
  return (await ctx.db('publications').first('shows_figures', 'shows_directory'))!
}

export interface PublicFigures {
  champions: number
  organisations: number
  districts: number
  /** Within the last twelve months. */
  certificates: number
  sessions: number
}

export async function countPublicFigures(ctx: Ctx, scope: RosterScope): Promise<PublicFigures> {
  const champions = championRows(ctx, scope)
  const year = addMonths(today(ctx.now), -12)
  const found = await row<PublicFigures>(
    ctx.db,
    `/* planned anew */ with champions as materialized (${champions.sql})
     select (select count(distinct person_id) from champions) as champions,
       (select count(distinct organisation_id) from champions) as organisations,
       (select count(distinct a.id) from champions c join organisation_areas oa on oa.organisation_id = c.organisation_id
        join areas a on a.id = oa.area_id and a.kind = 'district') as districts,
       (select count(*) from certificates where programme_id = :programme_id::uuid and awarded_on > :year::date
          and reissue = 0) as certificates,
       (select count(*) from live_sessions s where s.cancelled_at is null and exists (
          select from live_session_parts p join registers r on r.live_session_part_id = p.id
          where p.live_session_id = s.id and p.starts_at >= :since::timestamptz)) as sessions`,
    { ...champions.values, year, since: dayStart(year) },
  )
  return found!
}

export interface DirectoryRow {
  organisation_id: string
  name: string
  kind: string
  areas: string | null
  mailbox: string
}

/** Organisations that agreed, are there, and have a champion today. */
export async function listDirectory(ctx: Ctx, scope: RosterScope): Promise<DirectoryRow[]> {
  const champions = championRows(ctx, scope)
  return rows<DirectoryRow>(
    ctx.db,
    `/* planned anew */ select o.id as organisation_id, o.name, o.kind, d.mailbox,
       (select string_agg(a.name, ', ' order by a.name) from organisation_areas oa join areas a on a.id = oa.area_id
        where oa.organisation_id = o.id) as areas
     from directory_entries d join organisations o on o.id = d.organisation_id and (o.ends_on is null or o.ends_on > :on::date)
     where d.organisation_id in (select organisation_id from (${champions.sql}) c) order by o.search, o.id`,
    champions.values,
  )
}

/** Who agrees at this moment, with the mailbox they gave. */
export async function listMailboxes(ctx: Ctx): Promise<Map<string, string>> {
  const found = await ctx.db('directory_entries').select('organisation_id', 'mailbox')
  return new Map(found.map((one) => [one.organisation_id, one.mailbox]))
}

export async function findEntry(
  ctx: Ctx,
  organisationId: string,
): Promise<{ mailbox: string; agreed_at: Date } | undefined> {
  return ctx.db('directory_entries').where({ organisation_id: organisationId }).first('mailbox', 'agreed_at')
}
