/** Reads the form, calls one command or some queries, renders or redirects. */
import type { Request, Response } from 'express'
import { flash } from '../../platform/http/flash.ts'
import { emptyForm, readForm, readQuery } from '../../platform/http/form.ts'
import type { Form } from '../../platform/http/form.ts'
import { readPaging } from '../../platform/http/paging.ts'
import { renderPage } from '../../platform/http/render.ts'
import { addOrganisation } from './commands.ts'
import { organisationFilters, organisationForm } from './forms.ts'
import { areaChoices, kindChoices, organisationListPage } from './pages.ts'
import * as queries from './queries.ts'

export async function listOrganisations(req: Request, res: Response): Promise<void> {
  const { form, ...read } = readQuery(organisationFilters, req)
  const filters = read.ok ? read.values : { search: null, kind: null, area_id: null }
  const paging = readPaging(req, await queries.countOrganisations(req.ctx, filters))
  await renderPage(req, res, 'organisations/list', {
    title: 'Organisations',
    wide: true,
    filters: form,
    paging,
    kind_choices: kindChoices,
    area_choices: areaChoices(await queries.listAreas(req.ctx)),
    organisations: organisationListPage(await queries.listOrganisations(req.ctx, filters, paging)),
  })
}

export async function newOrganisation(req: Request, res: Response): Promise<void> {
  await showNew(req, res, emptyForm())
}

async function showNew(req: Request, res: Response, form: Form): Promise<void> {
  await renderPage(req, res, 'organisations/new', {
    title: 'Add an organisation',
    back: { href: '/organisations', text: 'Organisations' },
    form,
    kind_choices: kindChoices,
    area_choices: areaChoices(await queries.listAreas(req.ctx)),
  })
}

export async function createOrganisation(req: Request, res: Response): Promise<void> {
  const read = readForm(organisationForm, req)
  if (!read.ok) return showNew(req, res, read.form)
  const added = await addOrganisation(req.ctx, read.values)
  switch (added.result) {
    case 'name-taken':
      return showNew(req, res, read.form.withError('name', 'There is already an organisation with this name'))
    case 'domain-taken':
      return showNew(req, res, read.form.withError('domains', `${added.domain} belongs to another organisation`))
    case 'added':
      flash(req, 'success', `${read.values.name} was added`)
      res.redirect(303, `/organisations/${added.id}`)
  }
}
