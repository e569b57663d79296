/** Delivery reports as they came, and how the mailbox they are read from is. */
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import type { ReportVerdict } from '../../../platform/mail/reports/take.ts'

export interface ReportRow {
  came_at: Date
  came_by: 'post' | 'mailbox'
  verdict: ReportVerdict
  status: string | null
  diagnostic: string | null
  mail_id: string | null
  subject: string | null
  to_address: string | null
}

export async function countReports(ctx: Ctx): Promise<number> {
  return (await row<{ count: number }>(ctx.db, 'select count(*) from delivery_reports'))!.count
}

/** The latest first. */
export async function listReports(ctx: Ctx, page: { limit: number; offset: number }): Promise<ReportRow[]> {
  return rows<ReportRow>(
    ctx.db,
    `select r.came_at, r.came_by, r.verdict, r.status, r.diagnostic, r.mail_id, m.subject, m.to_address
     from (select * from delivery_reports order by came_at desc, id desc limit :limit offset :offset) r
     left join mails m on m.id = r.mail_id order by r.came_at desc, r.id desc`,
    { limit: page.limit, offset: page.offset },
  )
}

export interface MailboxRow {
  tried_at: Date | null
  read_at: Date | null
  fault: string | null
}

export async function findMailbox(ctx: Ctx): Promise<MailboxRow | undefined> {
  return ctx.db('report_mailbox').first('tried_at', 'read_at', 'fault')
}

/** One where the mailbox of the settings cannot be read, none otherwise. */
export async function countMailboxFaults(ctx: Ctx): Promise<number> {
  if (ctx.config.imap_url === undefined) return 0
  return (await findMailbox(ctx))?.fault ? 1 : 0
}
