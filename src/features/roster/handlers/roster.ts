/** The roster on the screen. */
import type { Request, Response } from 'express'
import { today } from '../../../lib/time.ts'
import { actorId } from '../../../platform/access.ts'
import type { Ctx } from '../../../platform/context.ts'
import { filledForm, readQuery } from '../../../platform/http/form.ts'
import type { FieldError, Form, Typed } from '../../../platform/http/form.ts'
import { readPaging } from '../../../platform/http/paging.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { listProgrammes } from '../../courses/index.ts'
import { areaChoices, kindChoices, listAreas } from '../../organisations/index.ts'
import { columnsFor } from '../columns.ts'
import { rosterFilters } from '../forms.ts'
import * as pages from '../pages.ts'
import { canSeeAddresses, ledBy } from '../policy.ts'
import { countChampions, listChampions } from '../queries/champions.ts'
import type { RosterScope } from '../queries/champions.ts'
import { listRosterOrganisations } from '../queries/choices.ts'
import { listViews } from '../queries/views.ts'
import type { RosterFilters, Sort } from '../rules.ts'
import { rosterHref, usualFilters } from '../rules.ts'

// No programme has it: an address that names none we know shows nobody.
const noProgramme = { id: '00000000-0000-0000-0000-000000000000', name: 'No such programme', slug: '' }

/** What is asked for, what the asker may see of it, and the form to ask again. */
export async function readScope(req: Request): Promise<{ scope: RosterScope; form: Form; programmes: Choice[] }> {
  const { ctx } = req
  const read = readQuery(rosterFilters(today(ctx.now)), req)
  const filters = read.ok ? read.values : usualFilters(today(ctx.now))
  const programmes = await listProgrammes(ctx)
  const programme = programmes.find((one) => one.slug === filters.programme) ?? noProgramme
  const led = ledBy(ctx.actor)
  const unknown = read.ok ? await unknownIn(ctx, filters, { isProgramme: programme !== noProgramme, led }) : []
  return {
    scope: { filters, programme, led },
    form: read.ok
      ? unknown.reduce((form, { field, text }) => form.withError(field, text), filledForm(typedFilters(filters)))
      : read.form,
    programmes: programmes.map((one) => ({ value: one.slug, text: one.name })),
  }
}

/** A saved view or an old address may ask for what is there no more: nobody found would say something else. */
async function unknownIn(
  ctx: Ctx,
  { organisation_id, area_id, kind }: RosterFilters,
  { isProgramme, led }: { isProgramme: boolean; led: string[] | null },
): Promise<FieldError[]> {
  const is = (choices: { id: string }[], id: string | null) => id === null || choices.some((one) => one.id === id)
  const isOrganisation = organisation_id === null || is(await listRosterOrganisations(ctx, led), organisation_id)
  const isArea = area_id === null || is(await listAreas(ctx), area_id)
  const isKind = kind === null || kindChoices.some((one) => one.value === kind)
  return [
    ...(isProgramme ? [] : [{ field: 'programme', text: 'There is no such programme. Select another' }]),
    ...(isOrganisation
      ? []
      : [{ field: 'organisation_id', text: 'There is no such organisation here. Select another' }]),
    ...(isKind ? [] : [{ field: 'kind', text: 'There is no such kind of organisation. Select another' }]),
    ...(isArea ? [] : [{ field: 'area_id', text: 'There is no such area any more. Select another' }]),
  ]
}

interface Choice {
  value: string
  text: string
}

/** The filters in the form's own fields. */
function typedFilters({ states, columns, below, ...filters }: RosterFilters): Typed {
  const typed: Typed = { state: states, column: columns, ...(below ? { below: 'yes' } : {}) }
  for (const [name, value] of Object.entries(filters)) {
    if (!/^(on|certified_|valid_)/.test(name)) typed[name] = value ?? ''
    else if (value !== null) {
      const [year = '', month = '', day = ''] = value.split('-')
      Object.assign(typed, {
        [`${name}-day`]: String(Number(day)),
        [`${name}-month`]: String(Number(month)),
        [`${name}-year`]: year,
      })
    }
  }
  return typed
}

/** The first page is asked for with the count; one further on waits for it, to be counted from the nearer end. */
async function readPage(req: Request, scope: RosterScope) {
  const { ctx } = req
  const asked = readPaging(req, Number.MAX_SAFE_INTEGER)
  if (asked.page === 1) {
    const [counted, champions] = await Promise.all([countChampions(ctx, scope), listChampions(ctx, scope, asked)])
    return { counted, champions, paging: readPaging(req, counted.rows) }
  }
  const counted = await countChampions(ctx, scope)
  const paging = readPaging(req, counted.rows)
  const { limit, offset, total } = paging
  return { counted, paging, champions: await listChampions(ctx, scope, { limit, offset, total }) }
}

export async function listRoster(req: Request, res: Response): Promise<void> {
  const { ctx } = req
  const { scope, form, programmes } = await readScope(req)
  const { filters, led } = scope
  const isAnswered = form.errors.length === 0
  const nothing = { counted: { rows: 0, people: 0 }, champions: [], paging: readPaging(req, 0) }
  const [{ counted, champions, paging }, organisations, areas, views] = await Promise.all([
    isAnswered ? readPage(req, scope) : nothing,
    listRosterOrganisations(ctx, led),
    listAreas(ctx),
    listViews(ctx, actorId(ctx.actor)!),
  ])
  const hasEmail = canSeeAddresses(ctx.actor)
  const columns = columnsFor(filters.columns, hasEmail)
  const usual = usualFilters(today(ctx.now))
  await renderPage(req, res, 'roster/list', {
    title: 'Roster of champions',
    wide: true,
    form,
    paging,
    counted_words: pages.countWords(counted),
    to_come_words: pages.toComeWords(filters.on, ctx.now),
    programme_name: scope.programme.name,
    on: filters.on,
    champions: pages.championListPage(champions, columns, scope.programme.name),
    headings: pages.headings(columns),
    sort: { by: filters.sort, direction: filters.direction },
    sort_href: (column: Sort, direction: 'asc' | 'desc') => rosterHref({ ...filters, sort: column, direction }),
    hidden: { sort: filters.sort, direction: filters.direction },
    exports: pages.exportLinks(filters),
    views: pages.viewLinks(views),
    save_href: rosterHref(filters, '/roster/views/new'),
    is_usual: rosterHref(filters) === rosterHref(usual),
    has_further: pages.hasFurther(filters),
    is_whole_force: led === null,
    choices: {
      programmes,
      kinds: kindChoices,
      areas: areaChoices(areas),
      states: pages.stateChoices,
      columns: pages.columnChoices(hasEmail),
      ...pages.furtherChoices,
      organisations: organisations.map(({ id, name, has_ended }) => ({
        value: id,
        text: has_ended ? `${name} (ended)` : name,
      })),
    },
  })
}
