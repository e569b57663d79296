/** The list of partners, adding one, changing one. */
import type { Request, Response } from 'express'
import { today } from '../../../lib/time.ts'
import { flash } from '../../../platform/http/flash.ts'
import { emptyForm, filledForm, readForm, readQuery } from '../../../platform/http/form.ts'
import type { Form } from '../../../platform/http/form.ts'
import { readPaging } from '../../../platform/http/paging.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { addOrganisation, changeOrganisation } from '../commands.ts'
import { organisationFilters, organisationForm } from '../forms.ts'
import { areaChoices, kindChoices, organisationChoices, organisationListPage, typedOrganisation } from '../pages.ts'
import * as queries from '../queries/organisations.ts'

const id = (req: Request) => String(req.params.organisationId)

export async function listOrganisations(req: Request, res: Response): Promise<void> {
  const { form, ...read } = readQuery(organisationFilters, req)
  const filters = read.ok ? read.values : { search: null, kind: null, area_id: null }
  const paging = readPaging(req, await queries.countOrganisations(req.ctx, filters))
  const found = await queries.listOrganisations(req.ctx, filters, paging)
  await renderPage(req, res, 'organisations/list', {
    title: 'Organisations',
    wide: true,
    filters: form,
    is_filtered: Object.values(filters).some((value) => value !== null),
    paging,
    kind_choices: kindChoices,
    area_choices: areaChoices(await queries.listAreas(req.ctx)),
    organisations: organisationListPage(found, today(req.ctx.now)),
  })
}

export async function newOrganisation(req: Request, res: Response): Promise<void> {
  await showNew(req, res, emptyForm())
}

async function choices(req: Request, without?: string) {
  return {
    kind_choices: kindChoices,
    area_choices: areaChoices(await queries.listAreas(req.ctx)),
    parent_choices: organisationChoices('None', await queries.listOrganisationChoices(req.ctx), without),
  }
}

async function showNew(req: Request, res: Response, form: Form): Promise<void> {
  await renderPage(req, res, 'organisations/new', {
    title: 'Add an organisation',
    back: { href: '/organisations', text: 'Organisations' },
    form,
    ...(await choices(req)),
  })
}

export async function createOrganisation(req: Request, res: Response): Promise<void> {
  const read = readForm(organisationForm, req)
  if (!read.ok) return showNew(req, res, read.form)
  const added = await addOrganisation(req.ctx, read.values)
  if (added.result !== 'added') return showNew(req, res, withRefusal(read.form, added))
  flash(req, 'success', `${read.values.name} was added`)
  res.redirect(303, `/organisations/${added.id}`)
}

export async function editOrganisation(req: Request, res: Response): Promise<void> {
  const details = await queries.getOrganisationDetails(req.ctx, id(req))
  await showEdit(req, res, filledForm(typedOrganisation(details)))
}

async function showEdit(req: Request, res: Response, form: Form): Promise<void> {
  const organisation = await queries.getOrganisation(req.ctx, id(req))
  await renderPage(req, res, 'organisations/edit', {
    title: 'Change this organisation',
    back: { href: `/organisations/${organisation.id}`, text: organisation.name },
    action: `/organisations/${organisation.id}`,
    form,
    ...(await choices(req, organisation.id)),
  })
}

export async function updateOrganisation(req: Request, res: Response): Promise<void> {
  const organisation = await queries.getOrganisation(req.ctx, id(req))
  const read = readForm(organisationForm, req)
  if (!read.ok) return showEdit(req, res, read.form)
  const changed = await changeOrganisation(req.ctx, { ...read.values, id: organisation.id })
  if (changed.result !== 'changed') return showEdit(req, res, withRefusal(read.form, changed))
  flash(req, 'success', `${read.values.name} was changed`)
  res.redirect(303, `/organisations/${organisation.id}`)
}

type Refusal = Exclude<Awaited<ReturnType<typeof changeOrganisation>>, { result: 'changed' }>

function withRefusal(form: Form, refusal: Refusal): Form {
  switch (refusal.result) {
    case 'name-taken':
      return form.withError('name', 'There is already an organisation with this name')
    case 'domain-taken':
      return form.withError('domains', `${refusal.domain} belongs to another organisation`)
    case 'parent-unfit':
      return form.withError('parent_id', 'Select an organisation that is not itself part of this one')
  }
}
