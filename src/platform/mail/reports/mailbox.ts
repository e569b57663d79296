/** Reads delivery reports from a mailbox by IMAP. A mailbox that fails shows up for administrators and stops nothing else. */
import type { ImapFlow } from 'imapflow'
import { clock } from '../../clock.ts'
import type { Ctx } from '../../context.ts'
import { mostReportBytes, takeReport } from './take.ts'

const mostAtOnce = 200
const mostMilliseconds = 120_000

export async function readReportMailbox(ctx: Ctx): Promise<void> {
  if (ctx.config.imap_url === undefined) return
  await ctx.db('report_mailbox').insert({ only_row: true }).onConflict('only_row').ignore()
  let client: ImapFlow | undefined
  const tooLong = setTimeout(() => client?.close(), mostMilliseconds)
  try {
    client = await openClient(ctx.config.imap_url)
    await client.connect()
    await readNew(ctx, client, mailboxName(ctx.config.imap_url))
    await client.logout().catch(() => {})
    await note(ctx, { tried_at: clock.now(), read_at: clock.now(), fault: null })
  } catch (error) {
    const { responseText, message } = error as Error & { responseText?: string }
    ctx.log.warn({ err: error }, 'mailbox of delivery reports')
    await note(ctx, { tried_at: clock.now(), fault: (responseText ?? message).slice(0, 500) || 'No reason given' })
  } finally {
    clearTimeout(tooLong)
    client?.close()
  }
}

const note = (ctx: Ctx, values: { tried_at: Date; read_at?: Date; fault: string | null }) =>
  ctx.db('report_mailbox').update(values)

const mailboxName = (url: string) => decodeURIComponent(new URL(url).pathname.slice(1)) || 'INBOX'

async function openClient(address: string): Promise<ImapFlow> {
  // Loaded only where a mailbox is read: most installations have their reports posted, or none.
  const { ImapFlow } = await import('imapflow')
  const url = new URL(address)
  const secure = url.protocol === 'imaps:'
  const client = new ImapFlow({
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (secure ? 993 : 143),
    secure,
    auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    logger: false,
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 60_000,
  })
  client.on('error', () => {}) // seen by the command that waits
  return client
}

/** A database that is away, busy or in the way of another; or a network. */
const mayPass = (error: unknown): boolean =>
  /^(?:08|40|53|55|57|58)\w{3}$|^E[A-Z]+$/.test(String((error as { code?: unknown }).code ?? ''))

/** The mailbox is only read: who looks after it moves and deletes. What was read is known by its number, so each is read once. */
async function readNew(ctx: Ctx, client: ImapFlow, mailbox: string): Promise<void> {
  const { uidValidity } = await client.mailboxOpen(mailbox, { readOnly: true })
  const known = await ctx.db('report_mailbox').first('uid_validity', 'last_uid')
  const isSame = known?.uid_validity === String(uidValidity)
  const last = isSame ? Number(known!.last_uid) : 0
  if (!isSame) await ctx.db('report_mailbox').update({ uid_validity: String(uidValidity), last_uid: 0 })
  const found = (await client.search({ uid: `${last + 1}:*` }, { uid: true })) || []
  // `7:*` names the last message even where that is number 5.
  const fresh = found.filter((uid) => uid > last).sort((one, other) => one - other)
  for (const uid of fresh.slice(0, mostAtOnce)) {
    const mail = await client.fetchOne(String(uid), { source: { maxLength: mostReportBytes } }, { uid: true })
    if (mail && mail.source)
      await takeReport(ctx, mail.source, 'mailbox').catch((error: unknown) => {
        // What may pass is tried again from this message on; one that can never be taken must not keep back the others.
        if (mayPass(error)) throw error
        ctx.log.error({ err: error, uid }, 'delivery report could not be taken')
      })
    await ctx.db('report_mailbox').update({ last_uid: uid })
  }
}
