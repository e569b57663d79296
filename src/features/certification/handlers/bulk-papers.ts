/** The PDFs of many certificates as one zip or as one PDF to print, the purpose asked and in the audit; and a list on paper for handing them over. */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Request, Response } from 'express'
import { today } from '../../../lib/time.ts'
import { storedZip, storedZipLength } from '../../../lib/zip-stored.ts'
import { findFile } from '../../../platform/files/store.ts'
import { downloadHeaders, sendDownload } from '../../../platform/http/download.ts'
import { flash } from '../../../platform/http/flash.ts'
import type { Form } from '../../../platform/http/form.ts'
import { emptyForm, readForm } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { recordPapers } from '../commands/printing.ts'
import { papersForm, pickedForm } from '../forms.ts'
import { paperName, papersPage, sheetPage } from '../pages/papers.ts'
import { printSheet } from '../pdf/printer.ts'
import type { PaperRow } from '../queries/papers.ts'
import { listPapers } from '../queries/papers.ts'
import { hiddenPicked, idsOf, listAgain, listHref } from './changes.ts'

const mostPapers = 500

async function pickedPapers(req: Request, res: Response, typed: unknown) {
  const picked = pickedForm.parse(typed)
  const ids = await idsOf(req, picked)
  if (ids.length > 0 && ids.length <= mostPapers) return { picked, papers: await listPapers(req.ctx, ids) }
  flash(
    req,
    'notice',
    ids.length === 0
      ? 'Tick the certificates you mean'
      : `These are more than ${mostPapers} certificates. Narrow the filters and take them in parts`,
  )
  res.redirect(303, listAgain(picked, typed))
  return null
}

export async function newPapers(req: Request, res: Response): Promise<void> {
  const found = await pickedPapers(req, res, req.query)
  if (found) await showNew(req, res, found, emptyForm())
}

type Found = NonNullable<Awaited<ReturnType<typeof pickedPapers>>>

async function showNew(req: Request, res: Response, { picked, papers }: Found, form: Form): Promise<void> {
  await renderPage(req, res, 'certification/papers', {
    title: 'Download certificates',
    back: { href: listHref(picked), text: 'Certificates' },
    form,
    page: papersPage(papers),
    hidden: hiddenPicked(picked),
  })
}

export async function createPapers(req: Request, res: Response): Promise<void> {
  const found = await pickedPapers(req, res, req.body)
  if (!found) return
  const read = readForm(papersForm, req)
  if (!read.ok) return showNew(req, res, found, read.form)
  const printed = found.papers.filter(
    (one): one is PaperRow & { file_id: string; size: number } => one.file_id !== null,
  )
  if (printed.length === 0) return showNew(req, res, found, emptyForm())
  await recordPapers(req.ctx, {
    certificate_ids: printed.map((one) => one.certificate_id),
    purpose: read.values.purpose,
  })
  if (read.values.shape === 'print') return sendSheet(req, res, printed)
  const files = printed.map((one) => ({
    name: paperName(one),
    size: one.size,
    read: async () => (await findFile(req.ctx, one.file_id))!.bytes,
  }))
  const spent = { reading_milliseconds: 0 }
  downloadHeaders(res, `certificates-${today(req.ctx.now)}.zip`, 'application/zip')
  res.setHeader('Content-Length', storedZipLength(files))
  try {
    await pipeline(Readable.from(storedZip(files, spent), { objectMode: false }), res)
    // Beside the milliseconds of the request this tells who waited for whom.
    const reading_milliseconds = Math.round(spent.reading_milliseconds)
    req.ctx.log.info(
      { request_id: req.ctx.request_id, files: files.length, reading_milliseconds },
      'certificates as a zip',
    )
  } catch (error) {
    // A client that went away is no fault; any other cuts the connection, so that half a zip is not taken for a whole one.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE')
      req.ctx.log.error({ err: error, request_id: req.ctx.request_id }, 'certificates as a zip')
    res.destroy()
  }
}

/** A page each, as they were issued. One after the other is read; the whole is some twenty megabytes at most. */
async function sendSheet(req: Request, res: Response, printed: (PaperRow & { file_id: string })[]): Promise<void> {
  const papers = []
  for (const { number, file_id } of printed) papers.push({ number, bytes: (await findFile(req.ctx, file_id))!.bytes })
  const day = today(req.ctx.now)
  const bytes = await printSheet({ title: `Certificates to print, ${day}`, papers })
  sendDownload(res, { file_name: `certificates-to-print-${day}.pdf`, media_type: 'application/pdf', bytes })
}

export async function showSheet(req: Request, res: Response): Promise<void> {
  const found = await pickedPapers(req, res, req.query)
  if (!found) return
  await renderPage(
    req,
    res,
    'certification/sheet',
    {
      title: 'Certificates to hand over',
      back: { href: listHref(found.picked), text: 'Certificates' },
      papers: sheetPage(found.papers),
    },
    { layout: 'print' },
  )
}
