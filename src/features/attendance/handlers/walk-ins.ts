/** Somebody who came without a booking: known or new, one form puts them on the register. */
import type { Request, Response } from 'express'
import { isEmailAddress, likelyTypo, normaliseEmail } from '../../../lib/text.ts'
import { flash } from '../../../platform/http/flash.ts'
import type { Form } from '../../../platform/http/form.ts'
import { emptyForm, readForm } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { readSettings } from '../../../platform/settings.ts'
import type { AddWalkInResult } from '../../live-sessions/index.ts'
import { addWalkIn } from '../../live-sessions/index.ts'
import { listOrganisationChoices } from '../../organisations/index.ts'
import type { FoundPerson } from '../../people/index.ts'
import { findPeople } from '../../people/index.ts'
import { addNewWalkIn } from '../commands/walk-ins.ts'
import { newWalkInForm, walkInForm } from '../forms.ts'
import * as pages from '../pages/registers.ts'
import type { RegisterPartRow } from '../queries/registers.ts'
import { listRegister } from '../queries/registers.ts'
import { isMarkable } from '../rules/marks.ts'
import { getKeptPart } from './registers.ts'

export async function newWalkIn(req: Request, res: Response): Promise<void> {
  await showWalkIn(req, res, await getKeptPart(req), emptyForm())
}

async function showWalkIn(
  req: Request,
  res: Response,
  part: RegisterPartRow,
  form: Form,
  found: FoundPerson[] = [],
): Promise<void> {
  const onRegister = new Set((await listRegister(req.ctx, part.part_id)).map((row) => row.person_id))
  const { force_name } = await readSettings(req.ctx)
  await renderPage(req, res, 'attendance/walk-in', {
    title: 'Add somebody who walked in',
    back: { href: `/registers/${part.part_id}`, text: 'Register' },
    form,
    part: pages.registerFacts(part),
    found: pages.walkInChoices(found, onRegister),
    organisation_choices: [
      { value: '', text: 'The one their address belongs to, if any' },
      ...(await listOrganisationChoices(req.ctx)).map(({ id, name }) => ({ value: id, text: name })),
    ],
    consent_words: pages.consentWords(force_name),
    can_add: isMarkable(part, req.ctx.now),
  })
}

/** An address that is known is that person; a name that is known is asked about; whoever is left is new. */
export async function createWalkIn(req: Request, res: Response): Promise<void> {
  const part = await getKeptPart(req)
  if (!isMarkable(part, req.ctx.now)) {
    flash(req, 'notice', 'Nobody was added: this register is not open.')
    return res.redirect(303, `/registers/${part.part_id}`)
  }
  const asked = readForm(walkInForm, req)
  const { form } = asked
  if (!asked.ok) return showWalkIn(req, res, part, form)
  const { person_id, who, email } = asked.values
  if (person_id !== null && person_id !== 'new') return addKnown(req, res, part, person_id)
  const address = [email, who].find((typed) => typed !== null && isEmailAddress(normaliseEmail(typed)))
  const [known] = address ? await findPeople(req.ctx, { search: address, limit: 1 }) : []
  if (known && known.email === normaliseEmail(address!)) return addKnown(req, res, part, known.id, known.full_name)
  const found =
    who !== null && who.length >= 2 && person_id !== 'new' ? await findPeople(req.ctx, { search: who, limit: 8 }) : []
  if (found.length > 0)
    return showWalkIn(req, res, part, form.withError('person_id', 'Select who it is, or somebody new'), found)
  await addNew(req, res, part)
}

async function addNew(req: Request, res: Response, part: RegisterPartRow): Promise<void> {
  const { form, ...read } = readForm(newWalkInForm, req)
  if (!read.ok) return showWalkIn(req, res, part, form)
  const { who, email, organisation_id, email_asked } = read.values
  const meant = email === email_asked ? null : likelyTypo(email)
  if (meant !== null) {
    const question = form.withError('email', `Did you mean ${meant}? If not, send the form again`)
    question.typed = { ...form.typed, email_asked: email }
    return showWalkIn(req, res, part, question)
  }
  const { force_name } = await readSettings(req.ctx)
  const result = await addNewWalkIn(req.ctx, {
    part_id: part.part_id,
    live_session_id: part.live_session_id,
    full_name: who,
    email,
    organisation_id,
    consent_words: pages.consentWords(force_name),
  })
  // Known, and yet not found: their access was ended.
  if (result.result === 'email-taken')
    return showWalkIn(req, res, part, form.withError('email', 'Ask a coordinator: this address belongs to somebody'))
  answer(req, res, part, result, who)
}

async function addKnown(
  req: Request,
  res: Response,
  part: RegisterPartRow,
  personId: string,
  name: string | null = null,
): Promise<void> {
  const { live_session_id } = part
  answer(req, res, part, await addWalkIn(req.ctx, { live_session_id, person_id: personId }), name)
}

function answer(
  req: Request,
  res: Response,
  part: RegisterPartRow,
  result: AddWalkInResult,
  name: string | null,
): void {
  switch (result.result) {
    case 'added':
      flash(req, 'success', pages.walkedInWords(name, part.closed_at !== null, result.missing_first))
      break
    case 'already-booked':
      flash(req, 'notice', `${name ?? 'This person'} is on the register already.`)
      break
    case 'cancelled':
    case 'draft':
      flash(req, 'notice', 'This session is cancelled or a draft, so it has no register.')
  }
  res.redirect(303, `/registers/${part.part_id}`)
}
