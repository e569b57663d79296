/** Reads staff lists that were uploaded, and their rows. */
import { isId } from '../../../lib/ids.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { Verdict } from '../rules/people.ts'

export interface ImportRow {
  id: string
  file_name: string
  file_id: string
  encoding: string | null
  delimiter: string | null
  columns_read: string[]
  columns_ignored: string[]
  /** Why the file could not be read, in a sentence. */
  fault: string | null
  rows_total: number
  rows_done: number
  uploaded_by: string
  uploaded_by_name: string
  uploaded_at: Date
  read_at: Date | null
  apply_asked_at: Date | null
  apply_asked_by: string | null
  applied_at: Date | null
  invites: boolean
}

const imports = `
  select i.id, i.file_name, i.file_id, i.encoding, i.delimiter, i.columns_read, i.columns_ignored, i.fault, i.rows_total,
    i.rows_done, i.uploaded_by, p.full_name as uploaded_by_name, i.uploaded_at, i.read_at, i.apply_asked_at,
    i.apply_asked_by, i.applied_at, i.invites
  from imports i join people p on p.id = i.uploaded_by`

export async function getImport(ctx: Ctx, importId: string): Promise<ImportRow> {
  const found = isId(importId) ? await row<ImportRow>(ctx.db, `${imports} where i.id = ?`, [importId]) : undefined
  if (!found) throw new NotFound()
  return found
}

export async function listImports(ctx: Ctx, page: { limit: number; offset: number }): Promise<ImportRow[]> {
  return rows<ImportRow>(ctx.db, `${imports} order by i.uploaded_at desc, i.id desc limit :limit offset :offset`, {
    ...page,
  })
}

export async function countImports(ctx: Ctx): Promise<number> {
  const found = await row<{ count: number }>(ctx.db, 'select count(*) from imports')
  return found?.count ?? 0
}

/** Those whose reading or applying was asked for before that moment and has not come to its end. */
export async function listUnfinishedImports(ctx: Ctx, before: Date): Promise<{ id: string; is_read: boolean }[]> {
  return rows(
    ctx.db,
    `select id, read_at is not null as is_read from imports
     where fault is null and ((read_at is null and uploaded_at < :before)
       or (apply_asked_at < :before and applied_at is null))`,
    { before },
  )
}

export interface ImportRowRow {
  row_number: number
  full_name: string
  email: string
  organisation_text: string
  job_title: string
  organisation_id: string | null
  organisation_name: string | null
  person_id: string | null
  verdict: Verdict
  reasons: string[]
  flags: string[]
  applied_at: Date | null
}

export interface ImportFilters {
  verdict: Verdict | null
  flagged: boolean
}

const importRows = `
  select r.row_number, r.full_name, r.email, r.organisation_text, r.job_title, r.organisation_id,
    o.name as organisation_name, r.person_id, r.verdict, r.reasons, r.flags, r.applied_at
  from import_rows r left join organisations o on o.id = r.organisation_id`

/** In the order of the file. */
export async function listImportRows(
  ctx: Ctx,
  importId: string,
  filters: ImportFilters,
  page: { limit: number; offset: number },
): Promise<ImportRowRow[]> {
  return rows<ImportRowRow>(
    ctx.db,
    `${importRows} where r.import_id = :import and (:verdict::text is null or r.verdict = :verdict)
       and (not :flagged or cardinality(r.flags) > 0)
     order by r.row_number limit :limit offset :offset`,
    { import: importId, ...filters, ...page },
  )
}

export interface ImportCounts {
  new: number
  known: number
  changed: number
  refused: number
  /** Rows to look at, whatever their verdict. */
  flagged: number
}

export async function countImportRows(ctx: Ctx, importId: string): Promise<ImportCounts> {
  const found = await row<ImportCounts>(
    ctx.db,
    `select count(*) filter (where verdict = 'new') as new, count(*) filter (where verdict = 'known') as known,
       count(*) filter (where verdict = 'changed') as changed, count(*) filter (where verdict = 'refused') as refused,
       count(*) filter (where cardinality(flags) > 0) as flagged
     from import_rows where import_id = ?`,
    [importId],
  )
  return found!
}

/** The next rows to apply, never both kinds at once: 'new' (the greater word) makes the people that 'changed' rows add to. */
export async function listRowsToApply(ctx: Ctx, importId: string, limit: number): Promise<ImportRowRow[]> {
  return rows<ImportRowRow>(
    ctx.db,
    `${importRows} where r.import_id = :import and r.applied_at is null and r.verdict in ('new', 'changed')
       and r.verdict = (select max(v.verdict) from import_rows v
         where v.import_id = :import and v.applied_at is null and v.verdict in ('new', 'changed'))
     order by r.row_number limit :limit`,
    { import: importId, limit },
  )
}

/** The people an import made. */
export async function listImportedPeople(ctx: Ctx, importId: string): Promise<string[]> {
  const found = await rows<{ person_id: string }>(
    ctx.db,
    `select person_id from import_rows
     where import_id = ? and verdict = 'new' and applied_at is not null and person_id is not null order by row_number`,
    [importId],
  )
  return found.map(({ person_id }) => person_id)
}
