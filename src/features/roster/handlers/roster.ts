/** The roster on the screen. */
import type { Request, Response } from 'express'
import { today } from '../../../lib/time.ts'
import { filledForm, readQuery } from '../../../platform/http/form.ts'
import type { Form, Typed } from '../../../platform/http/form.ts'
import { readPaging } from '../../../platform/http/paging.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { listProgrammes } from '../../courses/index.ts'
import { areaChoices, kindChoices, listAreas } from '../../organisations/index.ts'
import { rosterFilters } from '../forms.ts'
import { championListPage, countWords, stateChoices } from '../pages.ts'
import { canSeeAddresses, ledBy } from '../policy.ts'
import { countChampions, listChampions } from '../queries/champions.ts'
import type { RosterScope } from '../queries/champions.ts'
import { listRosterOrganisations } from '../queries/choices.ts'
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
  return {
    scope: { filters, programme, led: ledBy(ctx.actor) },
    form: read.ok ? filledForm(typedFilters(filters)) : read.form,
    programmes: programmes.map((one) => ({ value: one.slug, text: one.name })),
  }
}

interface Choice {
  value: string
  text: string
}

/** The filters in the form's own fields. */
function typedFilters({ states, on, ...filters }: RosterFilters): Typed {
  const [year = '', month = '', day = ''] = on.split('-')
  const texts = Object.fromEntries(Object.entries(filters).map(([name, value]) => [name, value ?? '']))
  return { ...texts, state: states, 'on-day': String(Number(day)), 'on-month': String(Number(month)), 'on-year': year }
}

export async function listRoster(req: Request, res: Response): Promise<void> {
  const { ctx } = req
  const { scope, form, programmes } = await readScope(req)
  const { filters, led } = scope
  const isAnswered = form.errors.length === 0
  // The count and a page are two questions to the database, asked at once; a page beyond the end is asked again.
  const counting = isAnswered ? countChampions(ctx, scope) : { rows: 0, people: 0 }
  const first = isAnswered ? listChampions(ctx, scope, readPaging(req, Number.MAX_SAFE_INTEGER)) : []
  const [counted, found, organisations, areas] = await Promise.all([
    counting,
    first,
    listRosterOrganisations(ctx, led),
    listAreas(ctx),
  ])
  const paging = readPaging(req, counted.rows)
  const shown = found.length === 0 && counted.rows > 0 ? await listChampions(ctx, scope, paging) : found
  const hasEmail = canSeeAddresses(ctx.actor)
  await renderPage(req, res, 'roster/list', {
    title: 'Roster of champions',
    wide: true,
    form,
    paging,
    counted_words: countWords(counted),
    programme_name: scope.programme.name,
    on: filters.on,
    champions: championListPage(shown, hasEmail),
    sort: { by: filters.sort, direction: filters.direction },
    sort_href: (column: Sort, direction: 'asc' | 'desc') => rosterHref({ ...filters, sort: column, direction }),
    hidden: { sort: filters.sort, direction: filters.direction },
    csv_href: rosterHref(filters, '/roster/export', { format: 'csv' }),
    xlsx_href: rosterHref(filters, '/roster/export', { format: 'xlsx' }),
    is_usual: rosterHref(filters) === rosterHref(usualFilters(today(ctx.now))),
    is_whole_force: led === null,
    choices: {
      programmes,
      kinds: kindChoices,
      areas: areaChoices(areas),
      states: stateChoices,
      organisations: organisations.map(({ id, name, has_ended }) => ({
        value: id,
        text: has_ended ? `${name} (ended)` : name,
      })),
    },
  })
}
