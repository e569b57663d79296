/**
 * One act for one certificate or many: picked from the list, a reason, a preview of what becomes of each, and only then done.
 * Nothing is kept between the steps: what was picked travels in the form, and what is applied is what the preview showed.
 */
import type { Request, Response } from 'express'
import { today } from '../../../lib/time.ts'
import { flash } from '../../../platform/http/flash.ts'
import type { Form, Typed } from '../../../platform/http/form.ts'
import { filledForm, readForm, readQuery } from '../../../platform/http/form.ts'
import { readPaging } from '../../../platform/http/paging.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { listProgrammes } from '../../courses/index.ts'
import { listOrganisationChoices } from '../../organisations/index.ts'
import type { Changed, StandingInput } from '../commands/states.ts'
import { changeStanding, markOf, previewStanding } from '../commands/states.ts'
import { againForm, certificateFilters, changeForms, chosenForm, pickedForm } from '../forms.ts'
import type { Chosen, Picked } from '../forms.ts'
import { listPage, stateTags } from '../pages/certificates.ts'
import { filterQuery, manyPage, outcomePage, pickedPage } from '../pages/changes.ts'
import { classChoices } from '../pages/standing.ts'
import type { CertificateFilters } from '../queries/certificate-list.ts'
import * as lists from '../queries/certificate-list.ts'
import { certificateStates } from '../rules.ts'
import type { ManyAct } from '../rules.ts'

/** Each is a row, an audit row and an e-mail in one transaction: more than this would keep others waiting. */
export const mostAtOnce = 2000

/** As many as a page of the list has. */
const mostTicked = 50

const stateChoices = certificateStates.map((value) => ({ value, text: stateTags[value].text }))

export async function listCertificates(req: Request, res: Response): Promise<void> {
  const { ctx } = req
  const { form, ...read } = readQuery(certificateFilters, req)
  const filters = read.ok ? read.values : null
  const count = filters ? await lists.countFiltered(ctx, filters) : 0
  const paging = readPaging(req, count)
  const found = filters ? await lists.listFiltered(ctx, filters, paging) : []
  const programmes = await listProgrammes(ctx)
  const organisations = await listOrganisationChoices(ctx)
  await renderPage(req, res, 'certification/list', {
    title: 'Certificates',
    wide: true,
    form: filters ? filledForm({ ...form.typed, state: filters.states }) : form,
    paging,
    count,
    most_at_once: mostAtOnce,
    filters_text: filters ? filterQuery(filters) : '',
    picked: pickedPage(pickedForm.parse(req.query), againForm.parse(req.query), count),
    certificates: listPage(found, today(ctx.now)),
    choices: {
      states: stateChoices,
      programmes: [
        { value: '', text: 'Any programme' },
        ...programmes.map(({ id, name }) => ({ value: id, text: name })),
      ],
      organisations: [
        { value: '', text: 'Any organisation' },
        ...organisations.map(({ id, name }) => ({ value: id, text: name })),
      ],
    },
  })
}

/** The filters as they stand in a hidden field: read like those of an address. */
function filtersFrom(text: string): CertificateFilters | null {
  const typed: Typed = {}
  for (const [name, value] of new URLSearchParams(text)) {
    const known = typed[name]
    typed[name] = known === undefined ? value : [known, value].flat()
  }
  const read = certificateFilters.safeParse(typed)
  return read.success ? read.data : null
}

/** Whose certificates are meant: those that were ticked, or all that fit the filters now. */
export async function idsOf(req: Request, chosen: Picked): Promise<string[]> {
  if (chosen.which === 'ticked') return chosen.certificate_id
  const filters = filtersFrom(chosen.filters)
  return filters ? lists.listFilteredIds(req.ctx, filters, mostAtOnce + 1) : []
}

export const listHref = (chosen: Picked) => `/certificates${chosen.filters ? `?${chosen.filters}` : ''}`

/** The list with what was chosen below it, and with what was ticked on that page of it: what is missing is all that is left to do. */
export function listAgain(picked: Picked, typed: unknown): string {
  const { act, page } = againForm.parse(typed ?? {})
  const query = new URLSearchParams(picked.filters)
  query.append('which', picked.which)
  if (act !== null) query.append('act', act)
  if (page !== null) query.append('page', String(page))
  for (const id of picked.certificate_id.slice(0, mostTicked)) query.append('certificate_id', id)
  return `/certificates?${query.toString()}`
}

/** What was picked, or null when there is nothing to go on with: then the list says what is missing. */
async function readChosen(
  req: Request,
  res: Response,
  typed: unknown,
): Promise<{ chosen: Chosen; ids: string[] } | null> {
  const read = chosenForm.safeParse(typed)
  if (!read.success) {
    flash(req, 'notice', read.error.issues[0]!.message)
    res.redirect(303, listAgain(pickedForm.parse(typed ?? {}), typed))
    return null
  }
  const ids = await idsOf(req, read.data)
  if (ids.length > 0 && ids.length <= mostAtOnce) return { chosen: read.data, ids }
  const tooMany = `These are more than ${mostAtOnce} certificates. Narrow the filters and do it in parts`
  flash(req, 'notice', ids.length === 0 ? 'Tick the certificates you mean' : tooMany)
  res.redirect(303, listAgain(read.data, typed))
  return null
}

export async function newChange(req: Request, res: Response): Promise<void> {
  const picked = await readChosen(req, res, req.query)
  if (picked) await showNew(req, res, picked.chosen, picked.ids, filledForm({}))
}

async function showNew(req: Request, res: Response, chosen: Chosen, ids: string[], form: Form): Promise<void> {
  await renderPage(req, res, 'certification/change-new', {
    title: manyPage(chosen.act, ids.length).title,
    back: { href: listHref(chosen), text: 'Certificates' },
    form,
    chosen,
    page: manyPage(chosen.act, ids.length),
    class_choices: chosen.act === 'revoke' ? classChoices : null,
    has_day: chosen.act === 'extend',
    hidden: hiddenOf(chosen),
  })
}

/** What was picked, as hidden fields of the next form. */
export const hiddenPicked = (chosen: Picked): [string, string][] => [
  ['which', chosen.which],
  ['filters', chosen.filters],
  ...(chosen.which === 'ticked' ? chosen.certificate_id.map((id): [string, string] => ['certificate_id', id]) : []),
]

const hiddenOf = (chosen: Chosen): [string, string][] => [['act', chosen.act], ...hiddenPicked(chosen)]

async function readChange(req: Request, res: Response) {
  const picked = await readChosen(req, res, req.body)
  if (!picked) return null
  const { chosen, ids } = picked
  const read = readForm(changeForms(today(req.ctx.now))[chosen.act], req)
  if (!read.ok) {
    await showNew(req, res, chosen, ids, read.form)
    return null
  }
  return { chosen, input: { act: chosen.act, certificate_ids: ids, ...read.values } as StandingInput, form: read.form }
}

export async function previewChange(req: Request, res: Response): Promise<void> {
  const change = await readChange(req, res)
  if (change) await showPreview(req, res, change, false)
}

async function showPreview(
  req: Request,
  res: Response,
  change: { chosen: Chosen; input: StandingInput; form: Form },
  hasMoved: boolean,
): Promise<void> {
  const { chosen, input, form } = change
  const changed = await previewStanding(req.ctx, input)
  const outcome = outcomePage(chosen.act, changed, input, today(req.ctx.now))
  await renderPage(
    req,
    res,
    'certification/change-preview',
    {
      title: outcome.title,
      wide: true,
      back: { href: listHref(chosen), text: 'Certificates' },
      outcome,
      has_moved: hasMoved,
      list_href: listHref(chosen),
      hidden: [
        ...hiddenOf(chosen),
        ...Object.entries(form.typed)
          .filter(([name]) =>
            ['reason', 'reason_class', 'valid_to-day', 'valid_to-month', 'valid_to-year'].includes(name),
          )
          .map(([name, value]): [string, string] => [name, [value].flat()[0] ?? '']),
        ['expected', markOf(changed)],
      ],
    },
    { status: hasMoved ? 422 : 200 },
  )
}

export async function createChange(req: Request, res: Response): Promise<void> {
  const change = await readChange(req, res)
  if (!change) return
  const expected = String(req.body.expected)
  const result = await changeStanding(req.ctx, { ...change.input, expected })
  if (result === 'moved-on') return showPreview(req, res, change, true)
  flash(req, 'success', doneWords(change.chosen.act, result))
  const [only] = result
  res.redirect(303, result.length === 1 && only ? `/certificates/${only.certificate.id}` : listHref(change.chosen))
}

const verbs: Record<ManyAct, string> = {
  suspend: 'suspended',
  reinstate: 'given back',
  revoke: 'revoked',
  extend: 'extended',
}

function doneWords(act: ManyAct, changed: Changed[]): string {
  const done = changed.filter((one) => one.refusal === null).length
  const words = `${done} ${done === 1 ? 'certificate was' : 'certificates were'} ${verbs[act]}`
  return done === changed.length
    ? words
    : `${words}; ${changed.length - done === 1 ? 'one stays as it is' : `${changed.length - done} stay as they are`}`
}
