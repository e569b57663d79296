/** Sends what is in the outbox over SMTP: back-off on 4xx and lost connections, stop on 5xx, a sweeper for lost ones. */
import { createTransport } from 'nodemailer'
import { clock } from '../clock.ts'
import type { Ctx } from '../context.ts'
import { rows } from '../db/connect.ts'
import type { JobHandlers } from '../jobs/work.ts'
import { putJob } from '../jobs/put.ts'
import { readReportMailbox } from './reports/mailbox.ts'
import { bounceOf } from './reports/judge.ts'
import type { OutgoingMail } from './message.ts'
import { messageOf, outgoingMail } from './message.ts'

/** How long one worker may hold a mail before another takes it: real time, for it is about live processes. */
const leaseMinutes = 5
const waiting = 'sent_at is null and failed_at is null and dropped_at is null'

export type { OutgoingMail } from './message.ts'

/** Hands one mail to the mail server; throws nodemailer's errors (`responseCode` 4xx or 5xx). */
export interface MailTransport {
  deliver(mail: OutgoingMail): Promise<void>
  close(): void
}

/** The SMTP transport. */
export function smtpTransport(url: string): MailTransport {
  const transport = createTransport(
    {
      url,
      pool: true,
      maxConnections: 4,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 60_000,
    } as never,
    { disableFileAccess: true, disableUrlAccess: true } as never,
  )
  return {
    close: () => transport.close(),
    deliver: async (mail) => {
      await transport.sendMail(messageOf(mail))
    },
  }
}

/** The jobs of the outbox. Without a transport (development without SMTP_URL) mails count as sent: /dev/outbox shows them. */
export function mailJobs(transport: MailTransport | null): JobHandlers {
  return {
    'mail.send': (ctx, { mailId }) => sendMail(ctx, transport, mailId),
    'mail.sweep': (ctx) => sweepMails(ctx),
    'mail.read-reports': (ctx) => readReportMailbox(ctx),
  }
}

async function sendMail(ctx: Ctx, transport: MailTransport | null, mailId: string): Promise<void> {
  const [mail] = await rows<
    OutgoingMail & { attempts: number; stale_at: Date | null; is_secret: boolean; attachment_file_ids: string[] }
  >(
    ctx.db,
    `update mails set attempts = attempts + 1, locked_until = clock_timestamp() + ? * interval '1 minute'
     where id = ? and ${waiting} and (attempts = 0 or next_attempt_at <= ?)
       and (locked_until is null or locked_until < clock_timestamp())
     returning *`,
    [leaseMinutes, mailId, clock.now()],
  )
  if (!mail) return
  if (mail.stale_at && mail.stale_at <= ctx.now) {
    await finish(ctx, mailId, { dropped_at: ctx.now, drop_reason: 'Too late to be of use' }, mail.is_secret)
    return
  }
  const outgoing = await outgoingMail(ctx, mail)
  try {
    await transport?.deliver(outgoing)
  } catch (error) {
    await recordFailure(ctx, mail, error)
    return
  }
  await finish(ctx, mailId, { sent_at: clock.now(), last_error: null }, mail.is_secret)
}

/** Ends a mail; a secret body goes with it, except in development, where /dev/outbox is the mailbox. */
async function finish(ctx: Ctx, id: string, how: Record<string, unknown>, isSecret: boolean): Promise<void> {
  const forget = isSecret && ctx.config.environment !== 'development' ? { html: null, text: null, calendar: null } : {}
  await ctx
    .db('mails')
    .where({ id })
    .update({ ...how, ...forget, locked_until: null })
}

async function recordFailure(
  ctx: Ctx,
  mail: { id: string; attempts: number; is_secret: boolean },
  error: unknown,
): Promise<void> {
  const { responseCode, response, message, command } = error as SmtpError
  const reason = (response ?? message).slice(0, 500)
  if (responseCode !== undefined && responseCode >= 500) {
    const failed_at = clock.now()
    const bounce = bounceAtOnce(reason, command)
    await finish(ctx, mail.id, { failed_at, last_error: reason, bounced_at: failed_at, ...bounce }, mail.is_secret)
    return
  }
  await ctx
    .db('mails')
    .where({ id: mail.id })
    .update({ last_error: reason, locked_until: null, next_attempt_at: retryAt(clock.now(), mail.attempts) })
}

interface SmtpError {
  message: string
  responseCode?: number
  response?: string
  /** What it was the answer to. */
  command?: string
}

/** Only what was said of the recipient or of the mail is about them: a refusal to speak with us at all is ours to mend. */
function bounceAtOnce(said: string, command: string | undefined) {
  const isAboutThem = command === 'RCPT TO' || command === 'DATA'
  const { kind, reason } = bounceOf({ status: /\b5\.\d{1,3}\.\d{1,3}\b/.exec(said)?.[0] ?? '5.0.0', diagnostic: said })
  return {
    bounce_kind: isAboutThem ? kind : ('soft' as const),
    bounce_is_final: true,
    bounce_reason: isAboutThem ? reason : 'Our own mail server did not take it',
  }
}

/** 30 s, 1, 2, 4 … minutes, at most 30, spread by a fifth so that a mail server coming back is not stormed. */
export function retryAt(now: Date, attempts: number, random = Math.random()): Date {
  const seconds = Math.min(30 * 2 ** (attempts - 1), 1800)
  return new Date(now.getTime() + seconds * 1000 * (1 + random / 5))
}

/** Drops what is stale and gives every mail that should have gone a new job: a lost one heals itself. */
async function sweepMails(ctx: Ctx): Promise<void> {
  const stale = await ctx
    .db('mails')
    .whereRaw(`${waiting} and stale_at <= ?`, [ctx.now])
    .update({ dropped_at: ctx.now, drop_reason: 'Too late to be of use' })
    .returning(['id', 'is_secret'])
  for (const mail of stale) if (mail.is_secret) await finish(ctx, mail.id, {}, true)
  const due = await rows<{ id: string; priority: number }>(
    ctx.db,
    `select id, priority from mails
     where ${waiting} and next_attempt_at <= ? and (locked_until is null or locked_until < clock_timestamp())
     order by priority, next_attempt_at limit 2000`,
    [ctx.now],
  )
  for (const mail of due)
    await putJob(ctx, 'mail.send', { mailId: mail.id }, { key: `mail ${mail.id}`, priority: mail.priority })
}
