/** Inviting one person, those ticked in the list, or everyone the list found. */
import type { Request, Response } from 'express'
import { flash } from '../../../platform/http/flash.ts'
import { readForm, readQuery } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { invitePeople, invitePerson } from '../commands/invitations.ts'
import { invitationForm, inviteManyForm, personFilters } from '../forms.ts'
import { listInvitable } from '../queries/people-list.ts'
import { getPerson } from '../queries/people.ts'

export async function createInvitation(req: Request, res: Response): Promise<void> {
  const person = await getPerson(req.ctx, String(req.params.personId))
  const read = readForm(invitationForm, req)
  const invited = await invitePerson(req.ctx, person.id, { seen: read.ok ? read.values.seen : null })
  switch (invited.result) {
    case 'invited':
      flash(req, 'success', `An invitation is on its way to ${person.email}`)
      break
    case 'no-address':
      flash(req, 'notice', `${person.full_name} has no email address. Print a joining card instead`)
      break
    case 'disabled':
      flash(req, 'notice', `${person.full_name} is disabled and cannot be invited`)
      break
  }
  res.redirect(303, `/people/${person.id}`)
}

const filtersOf = ({ search, organisation_id, role, state }: ReturnType<typeof personFilters.parse>) => ({
  search,
  organisation_id,
  role,
  state,
})

/** Says how many will be sent a mail before any is. */
export async function newInvitations(req: Request, res: Response): Promise<void> {
  const read = readQuery(personFilters, req)
  const filters = filtersOf(read.ok ? read.values : personFilters.parse({}))
  const found = await listInvitable(req.ctx, filters)
  await renderPage(req, res, 'people/invite-many', {
    title: 'Invite everyone found',
    back: { href: '/people', text: 'People' },
    count: found.length,
    chosen: Object.entries(filters).filter(([, value]) => value !== null),
  })
}

export async function createInvitations(req: Request, res: Response): Promise<void> {
  const read = readForm(inviteManyForm, req)
  const values = read.ok ? read.values : inviteManyForm.parse({})
  const wanted = values.all_found ? await listInvitable(req.ctx, filtersOf(values)) : values.person_ids
  const count = await invitePeople(req.ctx, wanted)
  if (count === 0) flash(req, 'notice', 'Nobody was invited. Tick the people to invite')
  else flash(req, 'success', count === 1 ? 'One invitation is on its way' : `${count} invitations are on their way`)
  res.redirect(303, '/people')
}
