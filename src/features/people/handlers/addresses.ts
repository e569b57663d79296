/** Changing somebody's address: both the old and the new one are told. */
import type { Request, Response } from 'express'
import { hasRole } from '../../../platform/access.ts'
import { Forbidden } from '../../../platform/errors.ts'
import { flash } from '../../../platform/http/flash.ts'
import { filledForm, readForm } from '../../../platform/http/form.ts'
import type { Form } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { changeEmail } from '../commands/people.ts'
import { addressForm } from '../forms.ts'
import { canChangeAddress } from '../policy.ts'
import { listToSendAgain } from '../queries/came-back.ts'
import { getPerson } from '../queries/people.ts'
import type { PersonRow } from '../queries/people.ts'
import { listRolesHeld } from '../queries/roles.ts'
import { addressQuestion } from './people.ts'

export async function editAddress(req: Request, res: Response): Promise<void> {
  const person = await getPerson(req.ctx, String(req.params.personId))
  if (!canChangeAddress(req.ctx.actor, person.id, await listRolesHeld(req.ctx, person.id)))
    throw new Forbidden('Only an administrator can change the address of a coordinator or an administrator')
  await showEdit(req, res, person, filledForm({ email: person.email ?? '' }))
}

async function showEdit(req: Request, res: Response, person: PersonRow, form: Form): Promise<void> {
  await renderPage(req, res, 'people/address', {
    title: `Change the address of ${person.full_name}`,
    back: { href: `/people/${person.id}`, text: person.full_name },
    form,
    action: `/people/${person.id}/address`,
    old_email: person.email,
  })
}

export async function updateAddress(req: Request, res: Response): Promise<void> {
  const person = await getPerson(req.ctx, String(req.params.personId))
  const read = readForm(addressForm, req)
  if (!read.ok) return showEdit(req, res, person, read.form)
  const { email, email_asked, reason } = read.values
  const asked = addressQuestion(read.form, email, email_asked)
  if (asked) return showEdit(req, res, person, asked)
  const result = await changeEmail(req.ctx, { person_id: person.id, email, reason })
  switch (result) {
    case 'email-taken':
      return showEdit(req, res, person, read.form.withError('email', 'This address belongs to somebody else here'))
    case 'changed':
      flash(req, 'success', changedWords(person.email, email))
      break
    case 'unchanged':
      break
  }
  // What came back from the old address may be wanted at the new one.
  const asks = result === 'changed' && email !== null && hasRole(req.ctx.actor, 'coordinator')
  const waits = asks && (await listToSendAgain(req.ctx, person.id)).length > 0
  res.redirect(303, waits ? `/people/${person.id}/came-back` : `/people/${person.id}`)
}

function changedWords(before: string | null, after: string | null): string {
  const told = [before, after].filter(Boolean).length
  const changed = after === null ? 'The address was removed' : `The address is now ${after}`
  return `${changed}. ${told > 1 ? 'Both addresses are told by email' : 'The address is told by email'}`
}
