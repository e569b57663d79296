/** Closing somebody's account and opening it again. */
import type { Request, Response } from 'express'
import { isSelf } from '../../../platform/access.ts'
import { Conflict, Forbidden } from '../../../platform/errors.ts'
import { flash } from '../../../platform/http/flash.ts'
import { emptyForm, readForm } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import * as commands from '../commands/access.ts'
import { reasonForm } from '../forms.ts'
import { canChangeWayIn } from '../policy.ts'
import { getPerson } from '../queries/people.ts'
import type { PersonRow } from '../queries/people.ts'
import { listRolesHeld } from '../queries/roles.ts'

const ownAccount = 'You cannot disable your own account. Ask another administrator.'

async function getChangeable(req: Request): Promise<PersonRow> {
  const person = await getPerson(req.ctx, String(req.params.personId))
  if (isSelf(req.ctx.actor, person.id)) throw new Conflict(ownAccount)
  if (!canChangeWayIn(req.ctx.actor, await listRolesHeld(req.ctx, person.id)))
    throw new Forbidden('Only an administrator can do this to a coordinator or an administrator')
  return person
}

export async function newDisabling(req: Request, res: Response): Promise<void> {
  const person = await getChangeable(req)
  await renderPage(req, res, 'people/disable', {
    title: `Disable ${person.full_name}?`,
    back: { href: `/people/${person.id}`, text: person.full_name },
    form: emptyForm(),
    href: `/people/${person.id}`,
    full_name: person.full_name,
  })
}

export async function createDisabling(req: Request, res: Response): Promise<void> {
  const person = await getChangeable(req)
  const read = readForm(reasonForm, req)
  const result = await commands.disablePerson(req.ctx, {
    person_id: person.id,
    reason: read.ok ? read.values.reason : null,
  })
  switch (result) {
    case 'own-account':
      throw new Conflict(ownAccount)
    case 'last-administrator':
      throw new Conflict('This is the only administrator. Make somebody else an administrator first.')
    case 'disabled':
      flash(req, 'success', `${person.full_name} can no longer sign in`)
      break
    case 'already':
      break
  }
  res.redirect(303, `/people/${person.id}`)
}

export async function newEnabling(req: Request, res: Response): Promise<void> {
  const person = await getChangeable(req)
  await renderPage(req, res, 'people/enable', {
    title: `Let ${person.full_name} sign in again?`,
    back: { href: `/people/${person.id}`, text: person.full_name },
    href: `/people/${person.id}`,
    full_name: person.full_name,
  })
}

export async function createEnabling(req: Request, res: Response): Promise<void> {
  const person = await getChangeable(req)
  const result = await commands.enablePerson(req.ctx, { person_id: person.id })
  if (result === 'enabled') flash(req, 'success', `${person.full_name} can sign in again`)
  res.redirect(303, `/people/${person.id}`)
}
