/** Attendance reports of a part: upload, look at what was read, keep. */
import type { Request, Response } from 'express'
import { flash } from '../../../platform/http/flash.ts'
import { emptyForm, filledForm } from '../../../platform/http/form.ts'
import type { Form, Typed } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { discardReports, holdReports, keepReports, readDraft } from '../commands/reports.ts'
import { readReading } from '../forms.ts'
import * as drafts from '../pages/report-drafts.ts'
import * as pages from '../pages/reports.ts'
import { registerFacts } from '../pages/registers.ts'
import type { RegisterPartRow } from '../queries/registers.ts'
import { listBooked, listDrafts, listMatches, listReports } from '../queries/reports.ts'
import { getKeptPart } from './registers.ts'
import { mostFiles, mostMegabytes } from './report-upload.ts'

const backTo = (part: RegisterPartRow) => ({ href: `/registers/${part.part_id}`, text: 'Register' })
const backToReports = (part: RegisterPartRow) => ({
  href: `/registers/${part.part_id}/reports`,
  text: 'Meeting reports',
})

export async function showReports(req: Request, res: Response): Promise<void> {
  await showPart(req, res, await getKeptPart(req), emptyForm())
}

export async function showPart(req: Request, res: Response, part: RegisterPartRow, form: Form): Promise<void> {
  const booked = await listBooked(req.ctx, part.part_id)
  const matched = await listMatches(req.ctx, part.part_id)
  await renderPage(req, res, 'attendance/reports', {
    title: 'Meeting reports',
    wide: true,
    back: backTo(part),
    form,
    part: registerFacts(part),
    ...pages.reportsPage(part, matched, booked, form),
    reports: (await listReports(req.ctx, part.part_id)).map(pages.reportLine),
    can_upload: part.starts_at <= req.ctx.now && !part.cancelled_at,
  })
}

export async function newReports(req: Request, res: Response): Promise<void> {
  await showNew(req, res, await getKeptPart(req), emptyForm())
}

async function showNew(req: Request, res: Response, part: RegisterPartRow, form: Form, status?: number): Promise<void> {
  const locals = {
    title: 'Upload meeting reports',
    back: backToReports(part),
    form,
    part: registerFacts(part),
    can_upload: part.starts_at <= req.ctx.now && !part.cancelled_at,
    limits: { files: mostFiles, megabytes: mostMegabytes },
  }
  await renderPage(req, res, 'attendance/new-reports', locals, status === undefined ? {} : { status })
}

export async function createDrafts(req: Request, res: Response): Promise<void> {
  const part = await getKeptPart(req)
  const refuse = (text: string, status?: number) =>
    showNew(req, res, part, emptyForm().withError('files', text), status)
  if (req.is_upload_too_large)
    return refuse(`Select at most ${mostFiles} files, each smaller than ${mostMegabytes} MB`, 413)
  const files = (req.files ?? []) as Express.Multer.File[]
  if (files.length === 0) return refuse('Select a file')
  if (part.starts_at > req.ctx.now || part.cancelled_at) return showNew(req, res, part, emptyForm())
  const batchId = await holdReports(req.ctx, {
    part_id: part.part_id,
    files: files.map(({ originalname, buffer }) => ({ name: originalname, bytes: buffer })),
  })
  res.redirect(303, `/registers/${part.part_id}/reports/drafts/${batchId}`)
}

export async function showDrafts(req: Request, res: Response): Promise<void> {
  const part = await getKeptPart(req)
  await showBatch(req, res, part, filledForm(req.query as Typed))
}

/** The files as they would be read with what was answered; nothing of them counts yet. */
async function showBatch(req: Request, res: Response, part: RegisterPartRow, form: Form): Promise<void> {
  const batchId = String(req.params.batchId)
  const found = await listDrafts(req.ctx, part.part_id, batchId)
  const read = []
  for (const [index, draft] of found.entries()) {
    const reading = readReading(form.typed, index + 1)
    read.push({ file_name: draft.file_name, reading, report: await readDraft(draft, part, reading) })
  }
  await renderPage(req, res, 'attendance/report-drafts', {
    title: 'Check what was read',
    wide: true,
    back: { href: `/registers/${part.part_id}/reports/new`, text: 'Upload meeting reports' },
    form,
    part: registerFacts(part),
    ...drafts.draftsPage(part, batchId, read, form),
  })
}

export async function createReports(req: Request, res: Response): Promise<void> {
  const part = await getKeptPart(req)
  const form = filledForm((req.body ?? {}) as Typed)
  const batch_id = String(req.params.batchId)
  const found = await listDrafts(req.ctx, part.part_id, batch_id)
  const readings = new Map(found.map((draft, index) => [draft.id, readReading(form.typed, index + 1)]))
  if ([...readings.values()].every(({ meetings }) => meetings.length === 0))
    return showBatch(req, res, part, form.withError(drafts.firstMeetingField, 'Select the meeting to keep'))
  const kept = await keepReports(req.ctx, { part_id: part.part_id, batch_id, readings })
  switch (kept.result) {
    case 'asks':
      return showBatch(req, res, part, form.withError(drafts.firstQuestionField, 'Say which day it was'))
    case 'gone':
      flash(req, 'notice', 'These reports were kept already.')
      break
    case 'kept':
      flash(req, kept.kept > 0 ? 'success' : 'notice', pages.keptWords(kept))
  }
  res.redirect(303, `/registers/${part.part_id}/reports`)
}

export async function createDiscarding(req: Request, res: Response): Promise<void> {
  const part = await getKeptPart(req)
  await discardReports(req.ctx, { part_id: part.part_id, batch_id: String(req.params.batchId) })
  // Nothing could be read: whoever was shown that goes on to choose other files.
  if (req.body?.again === 'yes') return res.redirect(303, `/registers/${part.part_id}/reports/new`)
  flash(req, 'notice', 'The uploaded files were thrown away. Nothing of them was kept.')
  res.redirect(303, `/registers/${part.part_id}/reports`)
}
