/** Erasing a person: what would go and stay, the typed confirmation, and cancelling within the week. */
import type { Request, Response } from 'express'
import { wordsForMoment } from '../../../lib/time.ts'
import { isSelf } from '../../../platform/access.ts'
import { flash } from '../../../platform/http/flash.ts'
import type { Form } from '../../../platform/http/form.ts'
import { emptyForm, readForm } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import type { PersonRow } from '../../people/index.ts'
import { getPerson } from '../../people/index.ts'
import { askErasure, cancelErasure } from '../commands/erasing.ts'
import { erasureForm } from '../forms.ts'
import { erasurePreview, groundChoices, refusalWords } from '../pages/erasing.ts'
import * as queries from '../queries/erasures.ts'
import { listRecordsOf } from '../queries/merges.ts'
import { erasureDays, refusalOf } from '../rules/erasing.ts'

const thePerson = (req: Request) => getPerson(req.ctx, String(req.params.personId))

export async function newErasure(req: Request, res: Response): Promise<void> {
  await show(req, res, await thePerson(req), emptyForm())
}

async function show(req: Request, res: Response, person: PersonRow, form: Form): Promise<void> {
  const { ctx } = req
  const href = `/people/${person.id}`
  const erasure = await queries.findOpenErasure(ctx, person.id)
  const refusal = isSelf(ctx.actor, person.id)
    ? 'own-record'
    : refusalOf(person, await queries.readErasureFacts(ctx, person.id))
  await renderPage(req, res, 'records/erasure', {
    title: erasure ? `${person.full_name} is to be erased` : `Erase ${person.full_name}?`,
    back: { href, text: person.full_name },
    form,
    action: `${href}/erasure`,
    full_name: person.full_name,
    days: erasureDays,
    refusal: refusal && refusalWords[refusal],
    waiting: erasure && { due_words: wordsForMoment(erasure.due_at), by_words: erasure.asked_by_name },
    ground_choices: groundChoices,
    preview: erasurePreview(await queries.countForErasure(ctx, await listRecordsOf(ctx, person.id))),
  })
}

export async function createErasure(req: Request, res: Response): Promise<void> {
  const person = await thePerson(req)
  const { form, ...read } = readForm(erasureForm, req)
  if (!read.ok) return show(req, res, person, form)
  const result = await askErasure(req.ctx, { person_id: person.id, ...read.values })
  switch (result) {
    case 'another-name':
      return show(
        req,
        res,
        person,
        form.withError('typed_name', `Type the name as it stands here: ${person.full_name}`),
      )
    case 'own-record':
    case 'has-roles':
    case 'is-merged':
    case 'erased':
      flash(req, 'notice', refusalWords[result])
      break
    case 'already':
      flash(req, 'notice', 'This was asked for already')
      break
    case 'asked':
      flash(req, 'success', `The record will be erased in ${erasureDays} days. Until then it can be cancelled here`)
  }
  res.redirect(303, `/people/${person.id}/erasure`)
}

export async function createCancelling(req: Request, res: Response): Promise<void> {
  const person = await thePerson(req)
  switch (await cancelErasure(req.ctx, person.id)) {
    case 'cancelled':
      flash(req, 'success', 'Cancelled. Nothing was erased')
      break
    case 'none':
      flash(req, 'notice', 'There was nothing to cancel')
  }
  res.redirect(303, `/people/${person.id}`)
}
