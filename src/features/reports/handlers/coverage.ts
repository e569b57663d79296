/** Coverage: where champions are, where one person leaving would leave nobody, and which seats a refresher needs. */
import type { Request, Response } from 'express'
import { today } from '../../../lib/time.ts'
import type { Form } from '../../../platform/http/form.ts'
import { filledForm, readQuery } from '../../../platform/http/form.ts'
import { readPaging } from '../../../platform/http/paging.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { listProgrammes } from '../../courses/index.ts'
import { areaChoices, kindChoices, listAreas } from '../../organisations/index.ts'
import type { RosterScope } from '../../roster/index.ts'
import { usualFilters, usualProgramme } from '../../roster/index.ts'
import type { CoverageQuery } from '../forms.ts'
import { coverageQuery } from '../forms.ts'
import * as pages from '../pages/coverage.ts'
import { number, sections } from '../pages/numbers.ts'
import * as queries from '../queries/coverage.ts'
import { findMap } from '../queries/maps.ts'

export async function showReports(_req: Request, res: Response): Promise<void> {
  res.redirect(303, '/reports/coverage')
}

async function readAsked(req: Request) {
  const { ctx } = req
  const day = today(ctx.now)
  const read = readQuery(coverageQuery(day), req)
  const asked: CoverageQuery = read.ok
    ? read.values
    : { programme: usualProgramme, on: day, figure: 'people', show: 'all', area_id: null, kind: null }
  const programmes = await listProgrammes(ctx)
  const programme = programmes.find((one) => one.slug === asked.programme) ?? programmes[0]!
  const filters = { ...usualFilters(asked.on), programme: programme.slug }
  const [year = '', month = '', dayOfMonth = ''] = asked.on.split('-')
  const form: Form = read.ok
    ? filledForm({
        programme: programme.slug,
        'on-day': String(Number(dayOfMonth)),
        'on-month': String(Number(month)),
        'on-year': year,
        show: asked.show,
        area_id: asked.area_id ?? '',
        kind: asked.kind ?? '',
      })
    : read.form
  const scope: RosterScope = { filters, programme, led: null }
  return { asked: { ...asked, programme: programme.slug }, form, scope, programmes }
}

const choicesOf = (programmes: { slug: string; name: string }[]) =>
  programmes.map((one) => ({ value: one.slug, text: one.name }))

export async function showCoverage(req: Request, res: Response): Promise<void> {
  const { ctx } = req
  const { asked, form, scope, programmes } = await readAsked(req)
  const [areas, byArea, byKind, all, map] = await Promise.all([
    listAreas(ctx),
    queries.countCoverage(ctx, scope, 'area'),
    queries.countCoverage(ctx, scope, 'kind'),
    queries.countCoverage(ctx, scope, 'all'),
    findMap(ctx),
  ])
  const areaRows = pages.areaRows(areas, byArea, asked)
  await renderPage(req, res, 'reports/coverage', {
    title: 'Coverage',
    wide: true,
    form,
    programmes: choicesOf(programmes),
    figure: asked.figure,
    sections: sections('coverage'),
    figures: pages.wholeFigures(all[0], asked),
    map: map ? pages.mapPage(map, areaRows, asked) : null,
    map_items: pages.mapItems(asked),
    areas: areaRows,
    kinds: pages.kindRows(byKind, asked),
    total: pages.totalRow(all[0], asked),
    as_at_words: pages.asAtWords(scope.programme.name, asked.on, req.ctx.now),
  })
}

export async function listOrganisations(req: Request, res: Response): Promise<void> {
  const { ctx } = req
  const { asked, form, scope, programmes } = await readAsked(req)
  const { show, area_id, kind } = asked
  const filters = { show, area_id, kind }
  const paging = readPaging(req, await queries.countOrganisationCoverage(ctx, scope, filters))
  const [found, areas] = await Promise.all([
    queries.listOrganisationCoverage(ctx, scope, filters, paging),
    listAreas(ctx),
  ])
  await renderPage(req, res, 'reports/coverage-organisations', {
    title: pages.organisationsTitle(show),
    wide: true,
    back: { href: pages.coverageHref('/reports/coverage', asked), text: 'Coverage' },
    form,
    paging,
    counted_words: paging.total === 1 ? '1 organisation' : `${number(paging.total)} organisations`,
    as_at_words: pages.asAtWords(scope.programme.name, asked.on, req.ctx.now),
    organisations: pages.organisationRows(found, asked),
    choices: {
      programmes: choicesOf(programmes),
      shows: pages.showChoices,
      areas: [{ value: '', text: 'Anywhere' }, ...areaChoices(areas)],
      kinds: [{ value: '', text: 'Any kind' }, ...kindChoices],
    },
  })
}
