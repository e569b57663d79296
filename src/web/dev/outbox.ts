/** Every mail as its reader would get it: HTML, text, source, attachments. The mailbox of whoever tries the product. */
import { createTransport } from 'nodemailer'
import type { Request, Response } from 'express'
import { countMails, getMail, listMails, outboxFilters, outboxPage, stateChoices } from '../../features/admin/index.ts'
import { NotFound } from '../../platform/errors.ts'
import { findFile } from '../../platform/files/store.ts'
import { sendDownload } from '../../platform/http/download.ts'
import { readQuery } from '../../platform/http/form.ts'
import { readPaging } from '../../platform/http/paging.ts'
import { renderPage } from '../../platform/http/render.ts'
import { messageOf, outgoingMail } from '../../platform/mail/message.ts'
import { allowFrame, sendFramed } from './framed.ts'

export async function listOutbox(req: Request, res: Response): Promise<void> {
  const { form, ...read } = readQuery(outboxFilters, req)
  const filters = read.ok ? { ...read.values } : { state: null, search: null }
  if (filters.state === 'planned') filters.state = null
  const paging = readPaging(req, await countMails(req.ctx, filters))
  const mails = await listMails(req.ctx, filters, paging)
  await renderPage(req, res, 'dev/outbox', {
    title: 'Development outbox',
    wide: true,
    filters: form,
    state_choices: stateChoices.filter((choice) => choice.value !== 'planned'),
    paging,
    mails: outboxPage(mails).map((mail, index) => ({ ...mail, href: `/dev/outbox/${mails[index]!.id}` })),
  })
}

async function getOutgoing(req: Request) {
  const { id } = await getMail(req.ctx, String(req.params.mailId))
  const mail = await req.ctx.db('mails').where({ id }).first()
  if (!mail) throw new NotFound()
  return outgoingMail(req.ctx, mail)
}

export async function showMail(req: Request, res: Response): Promise<void> {
  const mail = await getOutgoing(req)
  const names = new Map(
    (await req.ctx.db('files').select('id', 'file_name').whereIn('id', mail.attachment_file_ids)).map((file) => [
      file.id,
      file.file_name,
    ]),
  )
  const here = `/dev/outbox/${mail.id}`
  allowFrame(res)
  await renderPage(req, res, 'dev/mail', {
    title: mail.subject,
    wide: true,
    back: { href: '/dev/outbox', text: 'Development outbox' },
    mail: {
      to: `${mail.to_name} <${mail.to_address}>`,
      from: `${mail.from.name} <${mail.from.address}>`,
      reply_to: mail.reply_to,
      kind: mail.kind,
      text: mail.text,
      calendar: mail.calendar,
    },
    state_words: outboxPage([await getMail(req.ctx, mail.id)])[0]!.state_words,
    html_href: mail.html === null ? null : `${here}/html`,
    source_href: `${here}/source`,
    calendar_href: mail.calendar === null ? null : `${here}/calendar`,
    attachments: mail.attachment_file_ids.map((id) => ({
      href: `${here}/attachments/${id}`,
      text: names.get(id) ?? id,
    })),
  })
}

export async function showHtml(req: Request, res: Response): Promise<void> {
  const mail = await getOutgoing(req)
  if (mail.html === null) throw new NotFound()
  sendFramed(res, mail.html)
}

/** RFC 5322, as it would be sent. */
export async function showSource(req: Request, res: Response): Promise<void> {
  const mail = await getOutgoing(req)
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  const { message } = await transport.sendMail(messageOf(mail))
  res.type('text/plain; charset=utf-8').send(message)
}

export async function showCalendar(req: Request, res: Response): Promise<void> {
  const mail = await getOutgoing(req)
  if (mail.calendar === null) throw new NotFound()
  sendDownload(res, { file_name: 'invite.ics', media_type: 'text/calendar', bytes: Buffer.from(mail.calendar) })
}

export async function showAttachment(req: Request, res: Response): Promise<void> {
  const mail = await getOutgoing(req)
  const fileId = mail.attachment_file_ids.find((id) => id === req.params.fileId)
  const file = fileId === undefined ? undefined : await findFile(req.ctx, fileId)
  if (!file) throw new NotFound()
  sendDownload(res, file)
}
