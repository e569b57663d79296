/** Staff lists: upload, check, apply, result. */
import type { Request, Response } from 'express'
import { formatCsv, looksBinary } from '../../../lib/csv.ts'
import { Conflict, NotFound } from '../../../platform/errors.ts'
import { downloadHeaders } from '../../../platform/http/download.ts'
import { flash } from '../../../platform/http/flash.ts'
import { emptyForm, readForm, readQuery } from '../../../platform/http/form.ts'
import type { Form } from '../../../platform/http/form.ts'
import { readPaging } from '../../../platform/http/paging.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { askToApply, isZip, startImport } from '../commands/imports.ts'
import { applyForm, importFilters } from '../forms.ts'
import * as pages from '../pages/imports.ts'
import * as queries from '../queries/imports.ts'
import { mostMegabytes } from './import-upload.ts'

const back = { href: '/people/imports', text: 'Staff lists' }

export async function listImports(req: Request, res: Response): Promise<void> {
  const paging = readPaging(req, await queries.countImports(req.ctx))
  await renderPage(req, res, 'people/imports', {
    title: 'Staff lists',
    back: { href: '/people', text: 'People' },
    paging,
    imports: pages.importListPage(await queries.listImports(req.ctx, paging)),
  })
}

export async function newImport(req: Request, res: Response): Promise<void> {
  await showNew(req, res, emptyForm())
}

async function showNew(req: Request, res: Response, form: Form, status?: number): Promise<void> {
  const locals = { title: 'Import a staff list', back: { href: '/people', text: 'People' }, form }
  await renderPage(req, res, 'people/new-import', locals, status === undefined ? {} : { status })
}

export async function createImport(req: Request, res: Response): Promise<void> {
  const refuse = (text: string, status?: number) => showNew(req, res, emptyForm().withError('file', text), status)
  if (req.is_upload_too_large) return refuse(`The selected file must be smaller than ${mostMegabytes} MB`, 413)
  const { file } = req
  if (!file) return refuse('Select a file')
  if (file.size === 0) return refuse('The selected file is empty')
  if (!isZip(file.buffer) && looksBinary(file.buffer)) return refuse('The selected file must be a CSV or an XLSX')
  const importId = await startImport(req.ctx, { name: file.originalname, bytes: file.buffer })
  res.redirect(303, `/people/imports/${importId}`)
}

export async function showImport(req: Request, res: Response): Promise<void> {
  const found = await queries.getImport(req.ctx, String(req.params.importId))
  const shown = pages.importPage(found)
  const locals = { title: `Staff list ${found.file_name}`, back, staff_list: shown }
  switch (shown.stage) {
    case 'reading':
    case 'applying':
      return renderPage(req, res, 'people/import-progress', { ...locals, refresh_seconds: 2 })
    case 'faulty':
      return renderPage(req, res, 'people/import-fault', locals)
    case 'checked':
    case 'applied':
      return showRows(req, res, found, locals)
  }
}

async function showRows(
  req: Request,
  res: Response,
  found: queries.ImportRow,
  locals: { title: string; [local: string]: unknown },
): Promise<void> {
  const read = readQuery(importFilters, req)
  const filters = read.ok ? read.values : { verdict: null, flagged: false }
  const counts = await queries.countImportRows(req.ctx, found.id)
  const isApplied = found.applied_at !== null
  const total = filters.verdict
    ? counts[filters.verdict]
    : filters.flagged
      ? counts.flagged
      : counts.new + counts.known + counts.changed + counts.refused
  const paging = readPaging(req, total, 100)
  const rows = await queries.listImportRows(req.ctx, found.id, filters, paging)
  await renderPage(req, res, 'people/import', {
    ...locals,
    wide: true,
    counts,
    figures: pages.verdictFigures(counts, found.id, filters, isApplied),
    paging,
    rows: pages.importRowsPage(rows, isApplied),
  })
}

/** How far the work is, for the script on the page. */
export async function showImportProgress(req: Request, res: Response): Promise<void> {
  const found = await queries.getImport(req.ctx, String(req.params.importId))
  const stage = pages.stageOf(found)
  res.json({
    done: found.rows_done,
    total: found.rows_total,
    finished: stage !== 'reading' && stage !== 'applying',
    href: `/people/imports/${found.id}`,
  })
}

export async function createApplication(req: Request, res: Response): Promise<void> {
  const found = await queries.getImport(req.ctx, String(req.params.importId))
  const read = readForm(applyForm, req)
  const result = await askToApply(req.ctx, { import_id: found.id, invites: read.ok && read.values.invites })
  switch (result) {
    case 'not-ready':
      throw new Conflict('This list has not been read to its end, so it cannot be applied.')
    case 'nothing-to-do':
      flash(req, 'notice', 'There is nothing to apply: no row is new or changed')
      break
    case 'asked':
    case 'already':
      break
  }
  res.redirect(303, `/people/imports/${found.id}`)
}

export async function downloadResult(req: Request, res: Response): Promise<void> {
  const found = await queries.getImport(req.ctx, String(req.params.importId))
  if (!found.read_at) throw new NotFound()
  const all = { limit: 100_000, offset: 0 }
  const rows = await queries.listImportRows(req.ctx, found.id, { verdict: null, flagged: false }, all)
  const stem = found.file_name.replace(/\.[a-z0-9]{1,8}$/i, '')
  downloadHeaders(res, `${stem} result.csv`, 'text/csv; charset=utf-8')
  res.end(formatCsv(pages.resultTable(rows, found.applied_at !== null), { bom: true }))
}
