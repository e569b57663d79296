/** Granting somebody a role, and ending it. */
import type { Request, Response } from 'express'
import { today, wordsForDate } from '../../../lib/time.ts'
import { isSelf } from '../../../platform/access.ts'
import { Conflict, Forbidden, NotFound } from '../../../platform/errors.ts'
import { readDay } from '../../../platform/http/fields.ts'
import { flash } from '../../../platform/http/flash.ts'
import { emptyForm, readForm } from '../../../platform/http/form.ts'
import type { Form } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { listOrganisationChoices } from '../../organisations/index.ts'
import * as commands from '../commands/roles.ts'
import { endForm, roleForm } from '../forms.ts'
import { organisationChoices, roleChoices, roleWords } from '../pages/people.ts'
import { canGrantRole } from '../policy.ts'
import { getPerson } from '../queries/people.ts'
import type { PersonRow } from '../queries/people.ts'
import { findRoleGrant } from '../queries/roles.ts'
import type { RoleGrantRow } from '../queries/roles.ts'

const ownRoles = 'Nobody can change their own roles. Ask another administrator.'

export async function newRole(req: Request, res: Response): Promise<void> {
  const person = await getPerson(req.ctx, String(req.params.personId))
  if (isSelf(req.ctx.actor, person.id)) throw new Conflict(ownRoles)
  await showNew(req, res, person, emptyForm())
}

async function showNew(req: Request, res: Response, person: PersonRow, form: Form): Promise<void> {
  await renderPage(req, res, 'people/new-role', {
    title: `Give ${person.full_name} a role`,
    back: { href: `/people/${person.id}`, text: person.full_name },
    form,
    action: `/people/${person.id}/roles`,
    role_choices: roleChoices(req.ctx.actor),
    organisation_choices: organisationChoices('None', await listOrganisationChoices(req.ctx)),
  })
}

export async function createRole(req: Request, res: Response): Promise<void> {
  const person = await getPerson(req.ctx, String(req.params.personId))
  const read = readForm(roleForm, req)
  if (!read.ok) return showNew(req, res, person, read.form)
  const { role, organisation_id } = read.values
  const refuse = (field: string, text: string) => showNew(req, res, person, read.form.withError(field, text))
  const [starts_on, ends_on] = [readDay(read.values, 'starts_on'), readDay(read.values, 'ends_on')]
  if (starts_on === 'bad') return refuse('starts_on-day', 'Enter a real date, like 27 3 2027')
  if (ends_on === 'bad') return refuse('ends_on-day', 'Enter a real date, like 27 3 2027')
  if (ends_on !== null && ends_on <= (starts_on ?? today(req.ctx.now)))
    return refuse('ends_on-day', 'The role must end after the day it begins')
  if (organisation_id !== null && !(await listOrganisationChoices(req.ctx)).some(({ id }) => id === organisation_id))
    return refuse('organisation_id', 'Select an organisation that is there today')
  const result = await commands.grantRole(req.ctx, {
    person_id: person.id,
    role,
    organisation_id,
    ...(starts_on ? { starts_on } : {}),
    ends_on,
  })
  switch (result) {
    case 'own-roles':
      throw new Conflict(ownRoles)
    case 'already':
      return refuse('role', 'They hold this role already, for some of that time')
    case 'granted':
      flash(req, 'success', `${person.full_name} was given the role: ${roleWords[role]}`)
      res.redirect(303, `/people/${person.id}`)
  }
}

async function getGrantOf(req: Request): Promise<{ person: PersonRow; grant: RoleGrantRow }> {
  const person = await getPerson(req.ctx, String(req.params.personId))
  const grant = await findRoleGrant(req.ctx, String(req.params.roleGrantId))
  if (grant?.person_id !== person.id) throw new NotFound()
  return { person, grant }
}

export async function newRoleEnd(req: Request, res: Response): Promise<void> {
  const { person, grant } = await getGrantOf(req)
  if (isSelf(req.ctx.actor, person.id)) throw new Conflict(ownRoles)
  if (!canGrantRole(req.ctx.actor, grant.role)) throw new Forbidden('Only an administrator can end this role')
  await showEnd(req, res, person, grant, emptyForm())
}

async function showEnd(req: Request, res: Response, person: PersonRow, grant: RoleGrantRow, form: Form): Promise<void> {
  const words = roleWords[grant.role] + (grant.organisation_name ? ` of ${grant.organisation_name}` : '')
  await renderPage(req, res, 'people/end', {
    title: `End ${person.full_name}’s role?`,
    back: { href: `/people/${person.id}`, text: person.full_name },
    form,
    action: `/people/${person.id}/roles/${grant.id}/end`,
    sentences: [
      `From that day on ${person.full_name} no longer has the role: ${words}.`,
      'What they did in it stays as it is.',
    ],
    day_label: 'First day without the role',
    button: 'End role',
    cancel_href: `/people/${person.id}`,
  })
}

export async function createRoleEnd(req: Request, res: Response): Promise<void> {
  const { person, grant } = await getGrantOf(req)
  const read = readForm(endForm, req)
  if (!read.ok) return showEnd(req, res, person, grant, read.form)
  const refuse = (text: string) => showEnd(req, res, person, grant, read.form.withError('ends_on-day', text))
  const ends_on = readDay(read.values, 'ends_on') ?? today(req.ctx.now)
  if (ends_on === 'bad') return refuse('Enter a real date, like 27 3 2027')
  const result = await commands.endRole(req.ctx, { role_grant_id: grant.id, ends_on })
  switch (result) {
    case 'own-roles':
      throw new Conflict(ownRoles)
    case 'last-administrator':
      throw new Conflict('This is the only administrator. Make somebody else an administrator first.')
    case 'before-it-starts':
      return refuse(`The day must not be before it began on ${wordsForDate(grant.starts_on)}`)
    case 'already':
      flash(req, 'notice', `That role ended already, or ends before ${wordsForDate(ends_on)}`)
      break
    case 'ended':
      flash(req, 'success', `The role ends on ${wordsForDate(ends_on)}`)
  }
  res.redirect(303, `/people/${person.id}`)
}
