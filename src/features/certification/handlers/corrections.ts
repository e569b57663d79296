/** Corrections of a closed register: who and what, what it would do, and only then the doing. */
import type { Request, Response } from 'express'
import { NotFound } from '../../../platform/errors.ts'
import { flash } from '../../../platform/http/flash.ts'
import type { Form } from '../../../platform/http/form.ts'
import { emptyForm, readForm, readQuery } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import type { RegisterPartRow, RegisterRow } from '../../attendance/index.ts'
import { canMark, getRegisterPart, lengthOf, listRegister } from '../../attendance/index.ts'
import { correctRegister, previewCorrection } from '../commands/corrections.ts'
import type { NewMark } from '../forms.ts'
import { correctionForm, newMarkForm, personQuery } from '../forms.ts'
import {
  correctionPage,
  correctionsPage,
  effectSentences,
  markChoices,
  markWords,
  registerPage,
} from '../pages/registers.ts'
import { canCorrectRegister } from '../policy.ts'
import { listCorrections } from '../queries/registers.ts'

export async function keptRegister(req: Request): Promise<RegisterPartRow> {
  const register = await getRegisterPart(req.ctx, String(req.params.partId))
  if (!canCorrectRegister(req.ctx.actor, register)) throw new NotFound()
  return register
}

async function markedPerson(req: Request, register: RegisterPartRow, personId: string | null): Promise<RegisterRow> {
  const people = await listRegister(req.ctx, register.part_id)
  const person = people.find((one) => one.person_id === personId)
  if (!person) throw new NotFound()
  return person
}

const backTo = (register: RegisterPartRow) => ({
  href: `/registers/${register.part_id}/corrections`,
  text: 'Corrections',
})

const notOneself = 'You do not mark yourself: another trainer of the session or a coordinator does.'

export async function listRegisterCorrections(req: Request, res: Response): Promise<void> {
  const register = await keptRegister(req)
  await renderPage(req, res, 'certification/corrections', {
    title: 'Correct a closed register',
    back: { href: `/registers/${register.part_id}`, text: 'Register' },
    wide: true,
    register: registerPage(register),
    people: correctionPage(
      req.ctx.actor,
      register,
      register.closed_at ? await listRegister(req.ctx, register.part_id) : [],
    ),
    corrections: correctionsPage(await listCorrections(req.ctx, register.part_id)),
  })
}

/** Without a mark it asks for one; with one it says what that would do and asks for the reason. Nothing is changed. */
export async function newCorrection(req: Request, res: Response): Promise<void> {
  const register = await keptRegister(req)
  const asked = readQuery(personQuery, req)
  const personId = asked.ok ? asked.values.person_id : null
  if (!register.closed_at || personId === null) return res.redirect(303, backTo(register).href)
  const person = await markedPerson(req, register, personId)
  if (!canMark(req.ctx.actor, person.person_id)) {
    flash(req, 'notice', notOneself)
    return res.redirect(303, backTo(register).href)
  }
  if (req.query.mark === undefined && req.query.minutes === undefined)
    return showNewMark(req, res, { register, person, form: emptyForm() })
  const read = readQuery(newMarkForm(lengthOf(register)), req)
  if (!read.ok) return showNewMark(req, res, { register, person, form: read.form })
  await showPreview(req, res, { register, person, mark: read.values, form: emptyForm() })
}

interface Shown {
  register: RegisterPartRow
  person: RegisterRow
  form: Form
}

async function showNewMark(req: Request, res: Response, { register, person, form }: Shown): Promise<void> {
  await renderPage(req, res, 'certification/new-mark', {
    title: `Correct the mark of ${person.full_name}`,
    back: backTo(register),
    form,
    register: registerPage(register),
    person: { ...person, mark_words: markWords(person) },
    mark_choices: markChoices,
  })
}

async function showPreview(
  req: Request,
  res: Response,
  { register, person, mark, form }: Shown & { mark: NewMark },
): Promise<void> {
  const isSame = person.mark === mark.mark && person.minutes === mark.minutes
  const correction = { part_id: register.part_id, person_id: person.person_id, ...mark }
  const effects = isSame ? [] : await previewCorrection(req.ctx, correction)
  await renderPage(req, res, 'certification/correction', {
    title: isSame ? 'That is the mark already' : `Correct the mark of ${person.full_name}?`,
    back: { href: `${backTo(register).href}/new?person_id=${person.person_id}`, text: 'Change the mark' },
    form,
    register: registerPage(register),
    person: { ...person, mark_words: markWords(person) },
    new_mark: { ...mark, words: markWords(mark) },
    is_same: isSame,
    sentences: effectSentences(person.full_name, effects),
  })
}

export async function createCorrection(req: Request, res: Response): Promise<void> {
  const register = await keptRegister(req)
  const asked = readForm(personQuery, req)
  const person = await markedPerson(req, register, asked.ok ? asked.values.person_id : null)
  const { part_id } = register
  const newMark = readForm(newMarkForm(lengthOf(register)), req)
  if (!newMark.ok) return showNewMark(req, res, { register, person, form: newMark.form })
  const mark = newMark.values
  const read = readForm(correctionForm, req)
  if (!read.ok) return showPreview(req, res, { register, person, mark, form: read.form })
  const { reason, from_mark, from_minutes } = read.values
  const result = await correctRegister(req.ctx, {
    ...{ part_id, person_id: person.person_id, ...mark, reason },
    from: { mark: from_mark, minutes: from_minutes },
  })
  switch (result) {
    case 'moved-on': {
      const current = await markedPerson(req, register, person.person_id)
      const form = read.form.withError('reason', 'Somebody else corrected this mark just now. Check it again.')
      return showPreview(req, res, { register, person: current, mark, form })
    }
    case 'recorded':
    case 'unchanged':
      flash(req, 'success', `The register now says of ${person.full_name}: ${markWords(mark)}`)
      break
    case 'not-closed':
      flash(req, 'notice', 'This register is still open: change the mark in the register itself')
      break
    case 'own-mark':
      flash(req, 'notice', notOneself)
      break
    case 'not-on-register':
      throw new NotFound()
  }
  res.redirect(303, backTo(register).href)
}
