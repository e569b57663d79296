/** The list of people, one person, and changes of who they are. */
import type { Request, Response } from 'express'
import { likelyTypo } from '../../../lib/text.ts'
import { hasRole } from '../../../platform/access.ts'
import { flash } from '../../../platform/http/flash.ts'
import { filledForm, readForm, readQuery } from '../../../platform/http/form.ts'
import type { Form } from '../../../platform/http/form.ts'
import { readPaging } from '../../../platform/http/paging.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { emailDomain } from '../../../lib/text.ts'
import { findOrganisationByDomain, listOrganisationChoices } from '../../organisations/index.ts'
import * as commands from '../commands/people.ts'
import { invitePerson } from '../commands/invitations.ts'
import { newPersonForm, personFilters, personForm } from '../forms.ts'
import * as pages from '../pages/people.ts'
import { canSeeEverybody } from '../policy.ts'
import { findCameBack } from '../queries/came-back.ts'
import { listInvitations } from '../queries/invitations.ts'
import { countOpenJoinRequests } from '../queries/join-requests.ts'
import { listJoiningCards } from '../queries/joining-cards.ts'
import { listMemberships } from '../queries/memberships.ts'
import * as lists from '../queries/people-list.ts'
import { getPerson } from '../queries/people.ts'
import type { PersonRow } from '../queries/people.ts'
import { listRoleGrants, listRolesHeld } from '../queries/roles.ts'
import { listOwnMembers } from './members.ts'

const noFilters: lists.PersonFilters = { search: null, organisation_id: null, role: null, state: null }

/** A lead sees the people they lead, everybody else with access sees all. */
export async function listPeople(req: Request, res: Response): Promise<void> {
  if (!canSeeEverybody(req.ctx.actor)) return listOwnMembers(req, res)
  const { form, ...read } = readQuery(personFilters, req)
  const filters = read.ok ? read.values : noFilters
  const paging = readPaging(req, await lists.countPeople(req.ctx, filters))
  const isCoordinator = hasRole(req.ctx.actor, 'coordinator')
  await renderPage(req, res, 'people/list', {
    title: 'People',
    wide: true,
    filters: form,
    is_filtered: Object.values(filters).some((value) => value !== null),
    chosen: Object.entries(filters).filter(([, value]) => value !== null),
    paging,
    can_import: isCoordinator,
    open_requests: isCoordinator ? await countOpenJoinRequests(req.ctx, null) : 0,
    organisation_choices: pages.organisationChoices('Any organisation', await listOrganisationChoices(req.ctx)),
    role_choices: pages.roleFilterChoices,
    state_choices: pages.stateChoices,
    people: pages.peopleListPage(await lists.listPeople(req.ctx, filters, paging)),
  })
}

export async function newPerson(req: Request, res: Response): Promise<void> {
  await showNew(req, res, filledForm({ language: 'en', organisation_id: String(req.query.organisation_id ?? '') }))
}

async function showNew(req: Request, res: Response, form: Form, known_href: string | null = null): Promise<void> {
  await renderPage(req, res, 'people/new', {
    title: 'Add a person',
    back: { href: '/people', text: 'People' },
    form,
    known_href,
    language_choices: pages.languageChoices,
    organisation_choices: pages.organisationChoices(
      'The one their address belongs to, if any',
      await listOrganisationChoices(req.ctx),
    ),
  })
}

export async function createPerson(req: Request, res: Response): Promise<void> {
  const { form, ...read } = readForm(newPersonForm, req)
  if (!read.ok) return showNew(req, res, form)
  const { email, email_asked, invites, ...values } = read.values
  const asked = addressQuestion(form, email, email_asked)
  if (asked) return showNew(req, res, asked)
  const organisation_id =
    values.organisation_id ??
    (email === null ? null : ((await findOrganisationByDomain(req.ctx, emailDomain(email)))?.id ?? null))
  const added = await commands.addPerson(req.ctx, { ...values, email, organisation_id })
  switch (added.result) {
    case 'email-taken': {
      const known = await getPerson(req.ctx, added.person_id)
      const refused = form.withError('email', `This address belongs to ${known.full_name}`)
      return showNew(req, res, refused, `/people/${known.id}`)
    }
    case 'added': {
      const isInvited = invites && (await invitePerson(req.ctx, added.id)).result === 'invited'
      flash(req, 'success', `${values.full_name} was added${isInvited ? ' and an invitation is on its way' : ''}`)
      res.redirect(303, `/people/${added.id}`)
    }
  }
}

/** Asks once about an address that looks mistyped; sent again unchanged, it is meant. */
export function addressQuestion(form: Form, email: string | null, asked: string | null): Form | null {
  const meant = email === null || email === asked ? null : likelyTypo(email)
  if (meant === null) return null
  const withQuestion = form.withError('email', `Did you mean ${meant}? If not, send the form again`)
  withQuestion.typed = { ...form.typed, email_asked: email ?? '' }
  return withQuestion
}

export async function showPerson(req: Request, res: Response): Promise<void> {
  const person = await getPerson(req.ctx, String(req.params.personId))
  await renderPage(req, res, 'people/show', {
    title: person.full_name,
    back: { href: '/people', text: 'People' },
    person: pages.personPage(req.ctx.actor, req.ctx.now, {
      person,
      memberships: await listMemberships(req.ctx, person.id),
      grants: await listRoleGrants(req.ctx, person.id),
      invitations: await listInvitations(req.ctx, person.id),
      cards: await listJoiningCards(req.ctx, person.id),
      roles_held: await listRolesHeld(req.ctx, person.id),
      came_back: await findCameBack(req.ctx, person.id),
    }),
  })
}

export async function editPerson(req: Request, res: Response): Promise<void> {
  const person = await getPerson(req.ctx, String(req.params.personId))
  const { full_name, language, may_be_listed_at } = person
  const typed = { full_name, language, ...(may_be_listed_at ? { may_be_listed: 'yes' } : {}) }
  await showEdit(req, res, person, filledForm(typed))
}

async function showEdit(req: Request, res: Response, person: PersonRow, form: Form): Promise<void> {
  await renderPage(req, res, 'people/edit', {
    title: 'Change name and language',
    back: { href: `/people/${person.id}`, text: person.full_name },
    form,
    href: `/people/${person.id}`,
    language_choices: pages.languageChoices,
  })
}

export async function updatePerson(req: Request, res: Response): Promise<void> {
  const person = await getPerson(req.ctx, String(req.params.personId))
  const read = readForm(personForm, req)
  if (!read.ok) return showEdit(req, res, person, read.form)
  const result = await commands.editPerson(req.ctx, { person_id: person.id, ...read.values })
  if (result === 'changed') flash(req, 'success', 'The changes are saved')
  res.redirect(303, `/people/${person.id}`)
}
