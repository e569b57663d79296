/** All SQL of the help room. */
import { isId } from '../../lib/ids.ts'
import { today } from '../../lib/time.ts'
import type { Ctx } from '../../platform/context.ts'
import { row, rows } from '../../platform/db/connect.ts'
import { NotFound } from '../../platform/errors.ts'
import type { HelpKind } from './rules.ts'

export interface HelpEntryRow {
  id: string
  kind: HelpKind
  name: string
  description: string
  phone: string | null
  url: string | null
  is_anonymous: boolean
  area_id: string | null
  area_name: string | null
  owner: string
  checked_on: string
  review_on: string
  position: number
  withdrawn_at: Date | null
  updated_at: Date
}

const entrySql = `select h.*, a.name as area_name from help_entries h left join areas a on a.id = h.area_id`

export interface DistrictRow {
  id: string
  name: string
}

export async function listDistricts(ctx: Ctx): Promise<DistrictRow[]> {
  return ctx.db('areas').select('id', 'name').where({ kind: 'district' }).orderBy('name')
}

/** What is shown in public, in order. */
export async function listHelpEntries(ctx: Ctx): Promise<HelpEntryRow[]> {
  return rows<HelpEntryRow>(ctx.db, `${entrySql} where h.withdrawn_at is null order by h.position, h.name, h.id`)
}

/** Every entry, withdrawn ones last: for coordinators. */
export async function listAllHelpEntries(ctx: Ctx): Promise<HelpEntryRow[]> {
  return rows<HelpEntryRow>(
    ctx.db,
    `${entrySql} order by h.withdrawn_at is not null, array_position('{route,centre,support}', h.kind), h.position, h.name, h.id`,
  )
}

export async function getHelpEntry(ctx: Ctx, id: string): Promise<HelpEntryRow> {
  if (!isId(id)) throw new NotFound()
  const found = await row<HelpEntryRow>(ctx.db, `${entrySql} where h.id = ?`, [id])
  if (!found) throw new NotFound()
  return found
}

export interface HelpReviewRow {
  id: string
  name: string
  review_on: string
}

/** Entries whose review date has passed, the longest overdue first: for the coordinator's start page. */
export async function listHelpNeedingReview(ctx: Ctx): Promise<HelpReviewRow[]> {
  return rows<HelpReviewRow>(
    ctx.db,
    `select id, name, review_on from help_entries where withdrawn_at is null and review_on < ? order by review_on, name`,
    [today(ctx.now)],
  )
}
