/** The outbox: a mail is a row in the transaction of what caused it, rendered then, sent by a worker afterwards. */
import { newId } from '../../lib/ids.ts'
import { oneLine } from '../../lib/text.ts'
import type { Ctx } from '../context.ts'
import { putJobs } from '../jobs/put.ts'
import { renderMail } from './render.ts'

declare module '../jobs/put.ts' {
  interface Jobs {
    'mail.send': { mailId: string }
    'mail.sweep': Record<string, never>
    'mail.read-reports': Record<string, never>
  }
}

export interface NewMail {
  /** room.mail, such as 'live-sessions.booked'; templates at views/<room>/mail/<mail>. */
  kind: string
  to: { person_id: string | null; name: string; address: string; language?: string }
  locals: Record<string, unknown>
  /** A second mail with the same key is not made: for what must be sent once whatever happens. */
  dedupe_key?: string
  /** Sign-in codes overtake bulk: lower goes first. Ordinary is 0, bulk 10, codes -10. */
  priority?: number
  /** After this moment the mail is worthless and is dropped, not sent. */
  stale_at?: Date
  /** Holds a code or a joining link: the body is deleted once sent or stale and shown to nobody outside development. */
  is_secret?: boolean
  calendar?: { method: 'REQUEST' | 'CANCEL'; ics: string }
  attachment_file_ids?: string[]
}

/** Returns the id of the mail, or null if one with the same dedupe key is there already. */
export async function putMail(ctx: Ctx, mail: NewMail): Promise<string | null> {
  const [id] = await putMails(ctx, [mail])
  return id ?? null
}

/** The same for several at once; returns the ids of those that were not there already. */
export async function putMails(ctx: Ctx, mails: NewMail[]): Promise<string[]> {
  if (mails.length === 0) return []
  const rendered = []
  for (const mail of mails) rendered.push(await rowOf(ctx, mail))
  const inserted = await ctx
    .db('mails')
    .insert(rendered)
    .onConflict('dedupe_key')
    .ignore()
    .returning(['id', 'priority'])
  const jobs = inserted.map(({ id, priority }) => ({ payload: { mailId: id }, key: `mail ${id}`, priority }))
  await putJobs(ctx, 'mail.send', jobs)
  return inserted.map(({ id }) => id)
}

async function rowOf(ctx: Ctx, mail: NewMail) {
  const [room, name] = mail.kind.split('.')
  const rendered = await renderMail(ctx, `${room}/mail/${name}`, mail.locals, mail.to.language)
  const id = newId()
  return {
    id,
    kind: mail.kind,
    dedupe_key: mail.dedupe_key ?? null,
    message_id: `<${id}@${new URL(ctx.config.base_url).hostname}>`,
    person_id: mail.to.person_id,
    to_name: oneLine(mail.to.name),
    to_address: mail.to.address,
    subject: oneLine(rendered.subject),
    html: rendered.html,
    text: rendered.text,
    calendar: mail.calendar?.ics ?? null,
    calendar_method: mail.calendar?.method ?? null,
    attachment_file_ids: mail.attachment_file_ids ?? [],
    is_secret: mail.is_secret ?? false,
    priority: mail.priority ?? 0,
    created_at: ctx.now,
    stale_at: mail.stale_at ?? null,
    next_attempt_at: ctx.now,
  }
}

/** Drops mails that still wait, because what they say is no longer true. */
export async function dropMail(ctx: Ctx, dedupeKeys: string | readonly string[], reason: string): Promise<void> {
  // Its key is free again: the same thing may become true once more.
  const dropped = { dropped_at: ctx.now, drop_reason: reason, dedupe_key: null }
  const waiting = { sent_at: null, failed_at: null, dropped_at: null }
  const keys = [dedupeKeys].flat()
  const isShown = ctx.config.environment === 'development'
  await ctx
    .db('mails')
    .whereIn('dedupe_key', keys)
    .where({ ...waiting, is_secret: false })
    .update(dropped)
  await ctx
    .db('mails')
    .whereIn('dedupe_key', keys)
    .where({ ...waiting, is_secret: true })
    .update(isShown ? dropped : { ...dropped, html: null, text: null, calendar: null })
}
