/** What was written, what went out, and what the mail server refused. */
import type { Request, Response } from 'express'
import { flash } from '../../../platform/http/flash.ts'
import type { Form } from '../../../platform/http/form.ts'
import { readQuery } from '../../../platform/http/form.ts'
import { readPaging } from '../../../platform/http/paging.ts'
import { renderPage } from '../../../platform/http/render.ts'
import * as mail from '../../../platform/mail/retry.ts'
import { outboxFilters } from '../forms.ts'
import { mailPage, outboxPage, planListPage, stateChoices } from '../pages/outbox.ts'
import { sectionItems } from '../pages/sections.ts'
import * as queries from '../queries/outbox.ts'

export async function listOutbox(req: Request, res: Response): Promise<void> {
  const { form, ...read } = readQuery(outboxFilters, req)
  const filters = read.ok ? read.values : { state: null, search: null }
  if (filters.state === 'planned') return listPlanned(req, res, form)
  const paging = readPaging(req, await queries.countMails(req.ctx, filters))
  await renderPage(req, res, 'admin/outbox', {
    title: 'Outbox',
    wide: true,
    sections: sectionItems('/admin/outbox'),
    filters: form,
    is_filtered: filters.state !== null || filters.search !== null,
    state_choices: stateChoices,
    paging,
    mails: outboxPage(await queries.listMails(req.ctx, filters, paging)),
  })
}

async function listPlanned(req: Request, res: Response, filters: Form): Promise<void> {
  const paging = readPaging(req, await queries.countPlans(req.ctx))
  await renderPage(req, res, 'admin/planned', {
    title: 'Outbox: planned',
    wide: true,
    sections: sectionItems('/admin/outbox'),
    filters,
    state_choices: stateChoices,
    paging,
    plans: planListPage(await queries.listPlans(req.ctx, paging)),
  })
}

export async function showMail(req: Request, res: Response): Promise<void> {
  const found = await queries.getMail(req.ctx, String(req.params.mailId))
  const isDevelopment = req.ctx.config.environment === 'development'
  await renderPage(req, res, 'admin/mail', {
    title: found.subject,
    back: { href: '/admin/outbox', text: 'Outbox' },
    mail: mailPage(found),
    body_href: isDevelopment && found.has_body ? `/dev/outbox/${found.id}` : null,
  })
}

export async function retryMail(req: Request, res: Response): Promise<void> {
  const { id } = await queries.getMail(req.ctx, String(req.params.mailId))
  const result = await mail.retryMail(req.ctx, id)
  switch (result) {
    case 'waiting':
      flash(req, 'success', 'The email is on its way again')
      break
    case 'not-failed':
      flash(req, 'notice', 'There is nothing to try again: the email has not failed')
      break
    case 'body-gone':
      flash(req, 'notice', 'This email held a code or a joining link, which was deleted. A new one has to be asked for')
  }
  res.redirect(303, `/admin/outbox/${id}`)
}
