/**
 * Taking the roster away. `/roster.csv` and its like with the filters as query parameters are addresses that stay.
 * Whoever opens one is first asked what the export is for (303 to `/roster/export`); sending that form writes the audit row
 * and leads back to the same address with a seal in it, which is good for ten minutes, for this person, these filters and
 * this format only. So nothing is written on GET, and no file leaves without its row in the audit.
 */
import type { Request, Response } from 'express'
import { TooMany } from '../../../platform/errors.ts'
import { cutWhenStalled, downloadHeaders } from '../../../platform/http/download.ts'
import type { Form } from '../../../platform/http/form.ts'
import { emptyForm, readForm, readQuery } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { actorId } from '../../../platform/access.ts'
import { listAreas } from '../../organisations/index.ts'
import { columnsFor } from '../columns.ts'
import { recordExport } from '../commands/exports.ts'
import { exportForm, formatQuery } from '../forms.ts'
import * as pages from '../pages.ts'
import { canSeeAddresses } from '../policy.ts'
import type { RosterScope } from '../queries/champions.ts'
import { countChampions, listChampions } from '../queries/champions.ts'
import { listRosterOrganisations } from '../queries/choices.ts'
import type { Format, Grant } from '../rules.ts'
import { isSealed, rosterHref, rosterQuery, sealExport } from '../rules.ts'
import { streams } from './export-streams.ts'
import { readScope } from './roster.ts'

/** More than this is a file's business: a browser would be long in laying out the page. */
const mostPrinted = 5000

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

async function linesOf(req: Request, { filters, led, programme }: RosterScope) {
  const organisations = await listRosterOrganisations(req.ctx, led)
  const areas = await listAreas(req.ctx)
  return pages.filterWords(filters, {
    programme: programme.name,
    organisation: organisations.find((one) => one.id === filters.organisation_id)?.name ?? null,
    area: areas.find((one) => one.id === filters.area_id)?.name ?? null,
  })
}

async function showNew(req: Request, res: Response, scope: RosterScope, format: Format, form: Form): Promise<void> {
  const { filters } = scope
  const hasEmail = canSeeAddresses(req.ctx.actor) && filters.columns.includes('email')
  const counted = await countChampions(req.ctx, scope)
  await renderPage(req, res, 'roster/export', {
    title: pages.exportTitle(format),
    back: { href: rosterHref(filters), text: 'Roster' },
    form,
    action: rosterHref(filters, '/roster/export', { format }),
    counted_words: pages.countWords(counted),
    button: pages.exportButton(format),
    has_addresses: hasEmail,
    too_many_words:
      format === 'print' && counted.rows > mostPrinted
        ? `Only the first ${pages.number(mostPrinted)} rows can be printed. Take a file for all of them.`
        : null,
    lines: await linesOf(req, scope),
    columns: columnsFor(filters.columns, hasEmail).map((column) => column.heading),
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
export const showOds = (req: Request, res: Response) => sendExport(req, res, 'ods')
export const showJson = (req: Request, res: Response) => sendExport(req, res, 'json')

const mediaTypes: Record<Exclude<Format, 'print'>, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  json: 'application/json; charset=utf-8',
}

/** Each holds a connection of the pool, and an open transaction, for as long as its client reads. */
const mostAtOnce = 3
let running = 0

/** The scope, if its purpose is in the audit; otherwise the client is on its way to say it. */
async function readGranted(req: Request, res: Response, format: Format): Promise<RosterScope | null> {
  const { scope, form } = await readScope(req)
  if (form.errors.length === 0 && isSealed(grantOf(req, scope, format), req.query.export, req.ctx.now)) return scope
  if (form.errors.length > 0) {
    res.redirect(303, req.originalUrl.replace(/^\/roster\.\w+/, '/roster'))
    return null
  }
  const query = new URLSearchParams(rosterQuery(scope.filters))
  query.set('format', format)
  res.redirect(303, `/roster/export?${query.toString()}`)
  return null
}

async function sendExport(req: Request, res: Response, format: Exclude<Format, 'print'>): Promise<void> {
  const scope = await readGranted(req, res, format)
  if (!scope) return
  if (running >= mostAtOnce) throw new TooMany(30)
  downloadHeaders(res, `roster-${scope.filters.on}.${format}`, mediaTypes[format])
  if (req.method === 'HEAD') return void res.end()
  cutWhenStalled(res)
  running++
  try {
    await streams[format](req.ctx, res, {
      scope,
      columns: columnsFor(scope.filters.columns, canSeeAddresses(req.ctx.actor)),
      lines: await linesOf(req, scope),
      definition: pages.definitionWords(scope.filters, scope.programme.name, req.ctx.now),
    })
  } catch (error) {
    // A client that went away is no fault; any other cuts the connection, so that half a file is not taken for a whole one.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE')
      req.ctx.log.error({ err: error, request_id: req.ctx.request_id }, 'roster export')
    res.destroy()
  } finally {
    running--
  }
}

export async function showPrint(req: Request, res: Response): Promise<void> {
  const scope = await readGranted(req, res, 'print')
  if (!scope) return
  const columns = columnsFor(scope.filters.columns, canSeeAddresses(req.ctx.actor))
  const [found, counted] = await Promise.all([
    listChampions(req.ctx, scope, { limit: mostPrinted, offset: 0 }),
    countChampions(req.ctx, scope),
  ])
  await renderPage(
    req,
    res,
    'roster/print',
    {
      title: `Roster of champions, ${scope.programme.name}`,
      back: { href: rosterHref(scope.filters), text: 'Roster' },
      counted_words: pages.countWords(counted),
      lines: await linesOf(req, scope),
      definition: pages.definitionWords(scope.filters, scope.programme.name, req.ctx.now),
      headings: columns.map((column) => column.heading),
      champions: pages.championListPage(found, columns, scope.programme.name),
    },
    { layout: 'print' },
  )
}
