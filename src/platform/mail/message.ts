/** A row of the outbox as the message that goes out. */
import type { SendMailOptions } from 'nodemailer'
import type { Ctx } from '../context.ts'
import { rows } from '../db/connect.ts'
import { readSettings } from '../settings.ts'

export interface OutgoingMail {
  id: string
  message_id: string
  to_name: string
  to_address: string
  subject: string
  html: string | null
  text: string | null
  calendar: string | null
  calendar_method: 'REQUEST' | 'CANCEL' | null
  /** As the mail carries them: base64 in lines of 76. */
  attachments: { file_name: string; media_type: string; base64: string }[]
  from: { name: string; address: string }
  reply_to: string
  /** Where delivery reports go; null: to the sender. */
  return_address: string | null
  created_at: Date
}

type MailRow = Omit<OutgoingMail, 'attachments' | 'from' | 'reply_to' | 'return_address'> & {
  attachment_file_ids: string[]
}

/** Adds what stands elsewhere: the attached files, and the sender as it is set today. */
export async function outgoingMail<Row extends MailRow>(ctx: Ctx, mail: Row): Promise<Row & OutgoingMail> {
  const settings = await readSettings(ctx)
  const attachments =
    mail.attachment_file_ids.length === 0
      ? []
      : await rows<OutgoingMail['attachments'][number]>(
          ctx.db,
          `select file_name, media_type, encode(bytes, 'base64') as base64 from files where id = any (?::uuid[])`,
          [mail.attachment_file_ids as never],
        )
  return {
    ...mail,
    attachments,
    from: { name: settings.sender_name, address: settings.sender_address },
    reply_to: settings.contact_address,
    return_address: ctx.config.return_address ?? null,
  }
}

/** For nodemailer. Addresses are passed as objects, never parsed from text (GHSA-mm7p-fcc7-pg87). */
export function messageOf(mail: OutgoingMail): SendMailOptions {
  return {
    messageId: mail.message_id,
    date: mail.created_at,
    from: mail.from,
    replyTo: mail.reply_to,
    to: { name: mail.to_name, address: mail.to_address },
    ...(mail.return_address === null ? {} : { envelope: { from: mail.return_address, to: mail.to_address } }),
    subject: mail.subject,
    text: mail.text ?? '',
    html: mail.html ?? '',
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'OOF, AutoReply' },
    ...(mail.calendar && mail.calendar_method
      ? { icalEvent: { method: mail.calendar_method, filename: 'invite.ics', content: mail.calendar } }
      : {}),
    attachments: mail.attachments.map(partOf),
  }
}

/** Five hundred papers are not decoded and encoded again: with a plain name the part can be written down as it is. */
function partOf({ file_name, media_type, base64 }: OutgoingMail['attachments'][number]) {
  if (!/^[\w.-]{1,60}$/.test(file_name) || !/^[\w.+-]+\/[\w.+-]+$/.test(media_type))
    return { filename: file_name, contentType: media_type, content: Buffer.from(base64, 'base64') }
  const head = [
    `Content-Type: ${media_type}; name=${file_name}`,
    'Content-Transfer-Encoding: base64',
    `Content-Disposition: attachment; filename=${file_name}`,
  ]
  return { raw: `${head.join('\r\n')}\r\n\r\n${base64.replaceAll('\n', '\r\n')}\r\n` }
}
