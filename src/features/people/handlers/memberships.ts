/** Adding somebody to an organisation, and ending that. */
import type { Request, Response } from 'express'
import { today, wordsForDate } from '../../../lib/time.ts'
import { NotFound } from '../../../platform/errors.ts'
import { readDay } from '../../../platform/http/fields.ts'
import { flash } from '../../../platform/http/flash.ts'
import { emptyForm, readForm } from '../../../platform/http/form.ts'
import type { Form } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { getOrganisation, listOrganisationChoices } from '../../organisations/index.ts'
import * as commands from '../commands/memberships.ts'
import { endForm, membershipForm } from '../forms.ts'
import { organisationChoices } from '../pages/people.ts'
import { findMembership } from '../queries/memberships.ts'
import type { MembershipRow } from '../queries/memberships.ts'
import { getPerson } from '../queries/people.ts'
import type { PersonRow } from '../queries/people.ts'

export async function newMembership(req: Request, res: Response): Promise<void> {
  await showNew(req, res, await getPerson(req.ctx, String(req.params.personId)), emptyForm())
}

async function showNew(req: Request, res: Response, person: PersonRow, form: Form): Promise<void> {
  await renderPage(req, res, 'people/new-membership', {
    title: `Add ${person.full_name} to an organisation`,
    back: { href: `/people/${person.id}`, text: person.full_name },
    form,
    action: `/people/${person.id}/memberships`,
    organisation_choices: organisationChoices('Select an organisation', await listOrganisationChoices(req.ctx)),
  })
}

export async function createMembership(req: Request, res: Response): Promise<void> {
  const person = await getPerson(req.ctx, String(req.params.personId))
  const read = readForm(membershipForm, req)
  if (!read.ok) return showNew(req, res, person, read.form)
  const { organisation_id, job_title } = read.values
  const refuse = (field: string, text: string) => showNew(req, res, person, read.form.withError(field, text))
  const starts_on = readDay(read.values, 'starts_on')
  if (starts_on === 'bad') return refuse('starts_on-day', 'Enter a real date, like 27 3 2027')
  if (!(await listOrganisationChoices(req.ctx)).some(({ id }) => id === organisation_id))
    return refuse('organisation_id', 'Select an organisation that is there today')
  const added = await commands.addMembership(req.ctx, {
    person_id: person.id,
    organisation_id,
    job_title,
    ...(starts_on ? { starts_on } : {}),
  })
  switch (added.result) {
    case 'already':
      return refuse('organisation_id', 'They are a member of this organisation already, for some of that time')
    case 'added': {
      const organisation = await getOrganisation(req.ctx, organisation_id)
      flash(req, 'success', `${person.full_name} was added to ${organisation.name}`)
      res.redirect(303, `/people/${person.id}`)
    }
  }
}

/** Somebody else's membership under this person's address is no more there than none. */
async function getMembershipOf(req: Request): Promise<{ person: PersonRow; membership: MembershipRow }> {
  const person = await getPerson(req.ctx, String(req.params.personId))
  const membership = await findMembership(req.ctx, String(req.params.membershipId))
  if (membership?.person_id !== person.id) throw new NotFound()
  return { person, membership }
}

export async function newMembershipEnd(req: Request, res: Response): Promise<void> {
  const { person, membership } = await getMembershipOf(req)
  await showEnd(req, res, person, membership, emptyForm())
}

async function showEnd(
  req: Request,
  res: Response,
  person: PersonRow,
  membership: MembershipRow,
  form: Form,
): Promise<void> {
  await renderPage(req, res, 'people/end', {
    title: `End ${person.full_name}’s time at ${membership.organisation_name}?`,
    back: { href: `/people/${person.id}`, text: person.full_name },
    form,
    action: `/people/${person.id}/memberships/${membership.id}/end`,
    sentences: [
      `${person.full_name} is no longer counted among the people of ${membership.organisation_name}, and its lead no longer sees them.`,
      `If they lead ${membership.organisation_name}, that ends too.`,
      'What they have learned and their certificates stay theirs.',
    ],
    day_label: 'First day they are no longer a member',
    button: 'End membership',
    cancel_href: `/people/${person.id}`,
  })
}

export async function createMembershipEnd(req: Request, res: Response): Promise<void> {
  const { person, membership } = await getMembershipOf(req)
  const read = readForm(endForm, req)
  if (!read.ok) return showEnd(req, res, person, membership, read.form)
  const refuse = (text: string) => showEnd(req, res, person, membership, read.form.withError('ends_on-day', text))
  const ends_on = readDay(read.values, 'ends_on') ?? today(req.ctx.now)
  if (ends_on === 'bad') return refuse('Enter a real date, like 27 3 2027')
  const result = await commands.endMembership(req.ctx, { membership_id: membership.id, ends_on })
  switch (result) {
    case 'before-it-starts':
      return refuse(`The day must not be before it began on ${wordsForDate(membership.starts_on)}`)
    case 'already':
      flash(req, 'notice', `That membership ended already, or ends before ${wordsForDate(ends_on)}`)
      break
    case 'ended':
      flash(req, 'success', `The membership of ${membership.organisation_name} ends on ${wordsForDate(ends_on)}`)
  }
  res.redirect(303, `/people/${person.id}`)
}
