/** Extra time of a person, set by a coordinator; nobody else sees it. */
import type { Request, Response } from 'express'
import { Forbidden } from '../../../platform/errors.ts'
import { flash } from '../../../platform/http/flash.ts'
import { filledForm, readForm } from '../../../platform/http/form.ts'
import type { Form } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { setExtraTime } from '../commands/adjustments.ts'
import { extraTimeForm } from '../forms.ts'
import { extraTimeChoices } from '../pages/people.ts'
import { canSetExtraTime } from '../policy.ts'
import { findAdjustments } from '../queries/adjustments.ts'
import { getPerson } from '../queries/people.ts'
import type { PersonRow } from '../queries/people.ts'

async function getOther(req: Request): Promise<PersonRow> {
  const person = await getPerson(req.ctx, String(req.params.personId))
  if (!canSetExtraTime(req.ctx.actor, person.id)) throw new Forbidden('Nobody gives themselves extra time')
  return person
}

export async function editExtraTime(req: Request, res: Response): Promise<void> {
  const person = await getOther(req)
  const { extra_time } = await findAdjustments(req.ctx, person.id)
  await showEdit(req, res, person, filledForm({ extra_time }))
}

async function showEdit(req: Request, res: Response, person: PersonRow, form: Form): Promise<void> {
  await renderPage(req, res, 'people/extra-time', {
    title: `Extra time for ${person.full_name}`,
    back: { href: `/people/${person.id}`, text: person.full_name },
    form,
    action: `/people/${person.id}/extra-time`,
    extra_time_choices: extraTimeChoices,
  })
}

export async function updateExtraTime(req: Request, res: Response): Promise<void> {
  const person = await getOther(req)
  const read = readForm(extraTimeForm, req)
  if (!read.ok) return showEdit(req, res, person, read.form)
  const result = await setExtraTime(req.ctx, { person_id: person.id, ...read.values })
  if (result === 'changed') flash(req, 'success', 'The extra time is saved. It counts in every quiz from now on')
  res.redirect(303, `/people/${person.id}`)
}
