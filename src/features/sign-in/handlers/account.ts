/** A person's own account: name, preferences, signed-in devices, the way out. */
import type { Request, Response } from 'express'
import { isId, isSecret } from '../../../lib/ids.ts'
import type { PersonActor } from '../../../platform/access.ts'
import { hasRole } from '../../../platform/access.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import { inTransaction } from '../../../platform/context.ts'
import { NotFound } from '../../../platform/errors.ts'
import { flash } from '../../../platform/http/flash.ts'
import type { Form } from '../../../platform/http/form.ts'
import { filledForm, readForm } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import type { KeptForm } from '../../../platform/http/return-to.ts'
import { listOrganisationChoices } from '../../organisations/index.ts'
import {
  changeName,
  editPerson,
  extraTimeWords,
  findAdjustments,
  getPerson,
  listMemberships,
  setDisplayAdjustments,
  setPrintableName,
} from '../../people/index.ts'
import { endAllDevices, endDevice, listDevices as findDevices } from '../commands/devices.ts'
import { adjustmentsForm, nameForm, preferencesForm, printableNameForm } from '../forms.ts'
import { accountPage, devicesPage, unsentPage } from '../pages.ts'

declare module 'express-session' {
  interface SessionData {
    unsent_form?: KeptForm
  }
}

const self = (req: Request) => req.ctx.actor as PersonActor
const back = { href: '/account', text: 'Your account' }

export async function showAccount(req: Request, res: Response): Promise<void> {
  const person = await getPerson(req.ctx, self(req).id)
  await renderPage(req, res, 'sign-in/account', {
    title: 'Your account',
    account: accountPage(person, await listMemberships(req.ctx, person.id), req.ctx.now),
    may_have_password: hasRole(req.ctx.actor, 'trainer', 'coordinator', 'administrator'),
  })
}

export async function editName(req: Request, res: Response): Promise<void> {
  await showName(req, res, filledForm({ full_name: self(req).full_name }))
}

async function showName(req: Request, res: Response, form: Form): Promise<void> {
  await renderPage(req, res, 'sign-in/edit-name', { title: 'Change your name', back, form })
}

export async function updateName(req: Request, res: Response): Promise<void> {
  const read = readForm(nameForm, req)
  if (!read.ok) return showName(req, res, read.form)
  await changeName(req.ctx, { person_id: self(req).id, full_name: read.values.full_name })
  flash(
    req,
    'success',
    'Your name is changed. Certificates you already have keep the name they were issued with; open one to make it again',
  )
  res.redirect(303, '/account')
}

export async function editPrintableName(req: Request, res: Response): Promise<void> {
  const person = await getPerson(req.ctx, self(req).id)
  await showPrintableName(req, res, filledForm({ printable_name: person.printable_name ?? '' }))
}

async function showPrintableName(req: Request, res: Response, form: Form): Promise<void> {
  await renderPage(req, res, 'sign-in/edit-printable-name', { title: 'Your name as it can be printed', back, form })
}

export async function updatePrintableName(req: Request, res: Response): Promise<void> {
  const read = readForm(printableNameForm, req)
  if (!read.ok) return showPrintableName(req, res, read.form)
  await setPrintableName(req.ctx, { person_id: self(req).id, printable_name: read.values.printable_name })
  flash(req, 'success', 'Thank you. We will print your certificate with this name')
  res.redirect(303, '/account')
}

export async function editPreferences(req: Request, res: Response): Promise<void> {
  const person = await getPerson(req.ctx, self(req).id)
  await showPreferences(
    req,
    res,
    filledForm({ language: person.language, may_be_listed: person.may_be_listed_at ? 'yes' : 'no' }),
  )
}

async function showPreferences(req: Request, res: Response, form: Form): Promise<void> {
  await renderPage(req, res, 'sign-in/edit-preferences', { title: 'Language and listing', back, form })
}

export async function updatePreferences(req: Request, res: Response): Promise<void> {
  const read = readForm(preferencesForm, req)
  if (!read.ok) return showPreferences(req, res, read.form)
  await editPerson(req.ctx, {
    person_id: self(req).id,
    full_name: self(req).full_name,
    language: read.values.language,
    may_be_listed: read.values.may_be_listed === 'yes',
  })
  flash(req, 'success', 'Your choices are saved')
  res.redirect(303, '/account')
}

export async function editAdjustments(req: Request, res: Response): Promise<void> {
  const adjustments = await findAdjustments(req.ctx, self(req).id)
  await renderPage(req, res, 'sign-in/edit-adjustments', {
    title: 'Adjustments for you',
    back,
    form: filledForm({ display: displayed.filter((one) => adjustments[one]) }),
    extra_time_words: extraTimeWords[adjustments.extra_time],
  })
}

const displayed = ['large_print', 'one_question_a_page'] as const

export async function updateAdjustments(req: Request, res: Response): Promise<void> {
  const read = readForm(adjustmentsForm, req)
  const chosen = read.ok ? read.values.display : []
  await setDisplayAdjustments(req.ctx, {
    person_id: self(req).id,
    large_print: chosen.includes('large_print'),
    one_question_a_page: chosen.includes('one_question_a_page'),
  })
  flash(req, 'success', 'Your adjustments are saved')
  res.redirect(303, '/account')
}

export async function listDevices(req: Request, res: Response): Promise<void> {
  const devices = await findDevices(req.ctx, self(req).id)
  await renderPage(req, res, 'sign-in/devices', {
    title: 'Where you are signed in',
    back,
    devices: devicesPage(devices, req.sessionID),
  })
}

export async function removeDevice(req: Request, res: Response): Promise<void> {
  const device = String(req.params.device)
  if (!isSecret(device) || !(await endDevice(req.ctx, self(req).id, device))) throw new NotFound()
  flash(req, 'success', 'That device is signed out')
  res.redirect(303, '/account/devices')
}

export async function removeAllDevices(req: Request, res: Response): Promise<void> {
  await endAllDevices(req.ctx, self(req).id)
  await endOwnSession(req)
  res.redirect(303, '/sign-in')
}

export async function signOut(req: Request, res: Response): Promise<void> {
  const { actor } = req.ctx
  if (actor.kind === 'person')
    await inTransaction(req.ctx, (ctx) =>
      recordAudit(ctx, { action: 'sign-in.end', subject_kind: 'person', subject_id: actor.id }),
    )
  await endOwnSession(req)
  res.redirect(303, '/sign-in')
}

async function endOwnSession(req: Request): Promise<void> {
  await new Promise<void>((resolve, reject) =>
    req.session.destroy((error: unknown) => (error ? reject(error) : resolve())),
  )
}

/** The form that was sent while signed out: shown whole, to be sent again by one button. */
export async function showUnsent(req: Request, res: Response): Promise<void> {
  const form = req.session.unsent_form
  if (!form) return res.redirect(303, '/')
  const hasId = form.fields.some(([, value]) => isId(value))
  const organisations = hasId ? await listOrganisationChoices(req.ctx) : []
  await renderPage(req, res, 'sign-in/unsent', {
    title: 'What you typed is still here',
    unsent: unsentPage(form, organisations),
  })
}

export async function removeUnsent(req: Request, res: Response): Promise<void> {
  delete req.session.unsent_form
  res.redirect(303, '/')
}
