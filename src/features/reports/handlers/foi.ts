/** The pack for a request for information: one period, shown as it will be published, as CSV and as a page to send. */
import type { Request, Response } from 'express'
import { formatCsv } from '../../../lib/csv.ts'
import { today } from '../../../lib/time.ts'
import { sendDownload } from '../../../platform/http/download.ts'
import { readQuery } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { readSettings } from '../../../platform/settings.ts'
import { packCsv, packOf } from '../foi/pack.ts'
import { printPack } from '../foi/printer.ts'
import { periodForm, periodQuery } from '../forms.ts'
import { sections } from '../pages/numbers.ts'
import type { Period } from '../queries/foi.ts'
import * as queries from '../queries/foi.ts'

/** The calendar year before this one: what is asked for most. */
function usualPeriod(day: string): Period {
  const year = Number(day.slice(0, 4)) - 1
  return { from: `${year}-01-01`, to: `${year}-12-31` }
}

function readPeriod(req: Request) {
  const usual = usualPeriod(today(req.ctx.now))
  const read = readQuery(periodQuery(usual), req)
  return read.ok ? { period: read.values as Period, form: periodForm(read.values) } : { period: usual, form: read.form }
}

async function makePack(req: Request, period: Period) {
  const { ctx } = req
  const [{ force_name }, events, trained, certificates] = await Promise.all([
    readSettings(ctx),
    queries.listEvents(ctx, period),
    queries.countTrainedByKind(ctx, period),
    queries.countCertificatesByKind(ctx, period),
  ])
  return packOf({ force_name, period, events, trained, certificates, now: ctx.now })
}

export async function showPack(req: Request, res: Response): Promise<void> {
  const { period, form } = readPeriod(req)
  const query = new URLSearchParams({ from: period.from, to: period.to }).toString()
  await renderPage(req, res, 'reports/foi', {
    title: 'Freedom of information',
    wide: true,
    sections: sections('foi'),
    form,
    pack: form.errors.length > 0 ? null : await makePack(req, period),
    csv_href: `/reports/foi.csv?${query}`,
    pdf_href: `/reports/foi.pdf?${query}`,
  })
}

const refuse = (req: Request, res: Response) => res.redirect(303, req.originalUrl.replace(/foi\.(csv|pdf)/, 'foi'))
const nameOf = (period: Period) => `hate-crime-training-${period.from}-to-${period.to}`

export async function showCsv(req: Request, res: Response): Promise<void> {
  const { period, form } = readPeriod(req)
  if (form.errors.length > 0) return refuse(req, res)
  const bytes = Buffer.from(formatCsv(packCsv(await makePack(req, period)), { bom: true }))
  sendDownload(res, { file_name: `${nameOf(period)}.csv`, media_type: 'text/csv; charset=utf-8', bytes })
}

export async function showPdf(req: Request, res: Response): Promise<void> {
  const { period, form } = readPeriod(req)
  if (form.errors.length > 0) return refuse(req, res)
  const bytes = await printPack(await makePack(req, period))
  sendDownload(res, { file_name: `${nameOf(period)}.pdf`, media_type: 'application/pdf', bytes })
}
