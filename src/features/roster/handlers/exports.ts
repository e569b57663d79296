/**
 * Taking the roster away. `/roster.csv` and `/roster.xlsx` with the filters as query parameters are addresses that stay.
 * Whoever opens one is first asked what the export is for (303 to `/roster/export`); sending that form writes the audit row
 * and leads back to the same address with a seal in it, which is good for ten minutes, for this person, these filters and
 * this format only. So nothing is written on GET, and no file leaves without its row in the audit.
 */
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Request, Response } from 'express'
import { TooMany } from '../../../platform/errors.ts'
import { downloadHeaders } from '../../../platform/http/download.ts'
import type { Form } from '../../../platform/http/form.ts'
import { emptyForm, readForm, readQuery } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { workbookFromCsv } from '../../../lib/workbook-from-csv.ts'
import { actorId } from '../../../platform/access.ts'
import { listAreas } from '../../organisations/index.ts'
import { recordExport } from '../commands.ts'
import { exportForm, formatQuery } from '../forms.ts'
import { countWords, filterWords, formatWords } from '../pages.ts'
import { canSeeAddresses } from '../policy.ts'
import type { RosterScope } from '../queries/champions.ts'
import { countChampions } from '../queries/champions.ts'
import { listRosterOrganisations } from '../queries/choices.ts'
import { copyChampions, exportColumns } from '../queries/exports.ts'
import type { Format, Grant } from '../rules.ts'
import { isSealed, rosterHref, rosterQuery, sealExport } from '../rules.ts'
import { readScope } from './roster.ts'

const formatOf = (req: Request): Format => {
  const read = readQuery(formatQuery, req)
  return read.ok ? read.values.format : 'csv'
}

const grantOf = (req: Request, scope: RosterScope, format: Format): Grant => ({
  secret: req.ctx.config.session_secret,
  person_id: actorId(req.ctx.actor)!,
  format,
  filters: scope.filters,
})

export async function newExport(req: Request, res: Response): Promise<void> {
  const { scope, form } = await readScope(req)
  if (form.errors.length > 0) return res.redirect(303, req.originalUrl.replace('/roster/export', '/roster'))
  await showNew(req, res, scope, formatOf(req), emptyForm())
}

async function showNew(req: Request, res: Response, scope: RosterScope, format: Format, form: Form): Promise<void> {
  const { filters, led, programme } = scope
  const organisations = await listRosterOrganisations(req.ctx, led)
  const areas = await listAreas(req.ctx)
  await renderPage(req, res, 'roster/export', {
    title: `Export the roster as ${formatWords[format]}`,
    back: { href: rosterHref(filters), text: 'Roster' },
    form,
    action: rosterHref(filters, '/roster/export', { format }),
    counted_words: countWords(await countChampions(req.ctx, scope)),
    format_words: formatWords[format],
    has_addresses: canSeeAddresses(req.ctx.actor),
    lines: filterWords(filters, {
      programme: programme.name,
      organisation: organisations.find((one) => one.id === filters.organisation_id)?.name ?? null,
      area: areas.find((one) => one.id === filters.area_id)?.name ?? null,
    }),
  })
}

/** The filters stand in the form's address, as they do everywhere else. */
export async function createExport(req: Request, res: Response): Promise<void> {
  const { scope, form } = await readScope(req)
  if (form.errors.length > 0) return res.redirect(303, req.originalUrl.replace('/roster/export', '/roster'))
  const format = formatOf(req)
  const read = readForm(exportForm, req)
  if (!read.ok) return showNew(req, res, scope, format, read.form)
  await recordExport(req.ctx, { scope, format, purpose: read.values.purpose })
  const seal = sealExport(grantOf(req, scope, format), req.ctx.now)
  res.redirect(303, rosterHref(scope.filters, `/roster.${format}`, { export: seal }))
}

export const showCsv = (req: Request, res: Response) => sendExport(req, res, 'csv')
export const showXlsx = (req: Request, res: Response) => sendExport(req, res, 'xlsx')

const mediaTypes: Record<Format, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** Each holds a connection of the pool for as long as its client reads. */
const mostAtOnce = 3
let running = 0

async function sendExport(req: Request, res: Response, format: Format): Promise<void> {
  const { scope, form } = await readScope(req)
  const isGranted = form.errors.length === 0 && isSealed(grantOf(req, scope, format), req.query.export, req.ctx.now)
  if (!isGranted) {
    const query = new URLSearchParams(form.errors.length > 0 ? '' : rosterQuery(scope.filters))
    query.set('format', format)
    return res.redirect(303, `/roster/export?${query.toString()}`)
  }
  if (running >= mostAtOnce) throw new TooMany(30)
  downloadHeaders(res, `roster-${scope.filters.on}.${format}`, mediaTypes[format])
  if (req.method === 'HEAD') return void res.end()
  running++
  try {
    await (format === 'csv' ? streamCsv : streamXlsx)(req, res, scope)
  } catch (error) {
    // A client that went away is no fault; any other cuts the connection, so that half a file is not taken for a whole one.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE')
      req.ctx.log.error({ err: error, request_id: req.ctx.request_id }, 'roster export')
    res.destroy()
  } finally {
    running--
  }
}

async function streamCsv(req: Request, res: Response, scope: RosterScope): Promise<void> {
  const columns = exportColumns(canSeeAddresses(req.ctx.actor))
  await copyChampions(req.ctx, scope, columns, 'for a file', async (csv) => {
    // Excel takes a file without the mark for windows-1252.
    res.write('\ufeff')
    await pipeline(csv, carriageReturns(), res)
  })
}

/** COPY ends its lines with a line feed, and no cell has one: RFC 4180 wants both characters. */
const carriageReturns = () =>
  new Transform({
    transform(chunk: Buffer, _encoding, done) {
      let lines = 0
      for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines++
      const out = Buffer.allocUnsafe(chunk.length + lines)
      let used = 0
      for (const byte of chunk) {
        if (byte === 10) out[used++] = 13
        out[used++] = byte
      }
      done(null, out)
    },
  })

async function streamXlsx(req: Request, res: Response, scope: RosterScope): Promise<void> {
  const columns = exportColumns(canSeeAddresses(req.ctx.actor))
  await copyChampions(req.ctx, scope, columns, 'for a workbook', (csv) =>
    pipeline(workbookFromCsv('Roster', columns, csv), res),
  )
}
