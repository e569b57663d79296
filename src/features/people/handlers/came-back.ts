/** People whose mail comes back: who, why, and sending again what matters. */
import type { Request, Response } from 'express'
import { flash } from '../../../platform/http/flash.ts'
import type { Form } from '../../../platform/http/form.ts'
import { emptyForm, readForm } from '../../../platform/http/form.ts'
import { readPaging } from '../../../platform/http/paging.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { sendAgain } from '../../../platform/mail/came-back.ts'
import { settleCameBack } from '../commands/came-back.ts'
import { sendingAgainForm } from '../forms.ts'
import { cameBackListPage, cameBackSentence, returnedPage } from '../pages/came-back.ts'
import * as queries from '../queries/came-back.ts'
import { getPerson } from '../queries/people.ts'
import type { PersonRow } from '../queries/people.ts'

export async function listCameBack(req: Request, res: Response): Promise<void> {
  const paging = readPaging(req, await queries.countCameBack(req.ctx))
  await renderPage(req, res, 'people/came-back-list', {
    title: 'People whose mail comes back',
    wide: true,
    back: { href: '/people', text: 'People' },
    paging,
    people: cameBackListPage(await queries.listCameBack(req.ctx, paging)),
  })
}

export async function showCameBack(req: Request, res: Response): Promise<void> {
  await show(req, res, await getPerson(req.ctx, String(req.params.personId)), emptyForm())
}

async function show(req: Request, res: Response, person: PersonRow, form: Form): Promise<void> {
  const href = `/people/${person.id}`
  const doubted = await queries.findCameBack(req.ctx, person.id)
  const mails = returnedPage(await queries.listReturned(req.ctx, person.id))
  await renderPage(req, res, 'people/came-back', {
    title: `Mail to ${person.full_name} that came back`,
    back: { href, text: person.full_name },
    form,
    email: person.email,
    address_href: `${href}/address`,
    action: `${href}/came-back`,
    doubted_words: doubted ? cameBackSentence(doubted) : null,
    mails,
    can_send: person.email !== null && mails.some((one) => one.can_be_sent),
  })
}

export async function createSendingAgain(req: Request, res: Response): Promise<void> {
  const person = await getPerson(req.ctx, String(req.params.personId))
  const { form, ...read } = readForm(sendingAgainForm, req)
  if (!read.ok) return show(req, res, person, form)
  if (person.email === null) return show(req, res, person, form.withError('mail_id', 'There is no address to send to'))
  const { email: address } = person
  const count = await sendAgain(req.ctx, { person_id: person.id, mail_ids: read.values.mail_id, address })
  if (count === 0) flash(req, 'notice', 'Nothing was sent: it had been sent again already')
  else flash(req, 'success', `${count === 1 ? 'The email is' : `${count} emails are`} on the way to ${address}`)
  res.redirect(303, `/people/${person.id}/came-back`)
}

export async function createSettlement(req: Request, res: Response): Promise<void> {
  const person = await getPerson(req.ctx, String(req.params.personId))
  switch (await settleCameBack(req.ctx, person.id)) {
    case 'settled':
      flash(req, 'success', `Seen to. ${person.full_name} is off the list until another mail comes back`)
      break
    case 'nothing':
      flash(req, 'notice', 'There was nothing left to see to')
  }
  res.redirect(303, `/people/${person.id}`)
}
