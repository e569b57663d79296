/** Takes a delivery report, whichever way it came, and writes on the mail it is about that it came back. */
import { createHash } from 'node:crypto'
import { newId } from '../../../lib/ids.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Ctx } from '../../context.ts'
import { inTransaction } from '../../context.ts'
import { row } from '../../db/connect.ts'
import type { Bounce } from './judge.ts'
import { judgeReport } from './judge.ts'
import type { DeliveryReport } from './read.ts'
import { readReport } from './read.ts'

export type ReportWay = 'post' | 'mailbox'

export const reportVerdicts = [
  'came back',
  'delayed',
  'delivered',
  'automatic reply',
  'no report',
  'no mail of ours',
  'another address',
  'too late',
] as const
export type ReportVerdict = (typeof reportVerdicts)[number]

/** A report with all that it quotes; more is no report. */
export const mostReportBytes = 5_000_000

/**
 * Ties the report to a mail by the Message-ID that only those who had the mail know. A report marks this one mail; it never
 * stops an address (docs/decisions/0051-reports-mark-mails.md). 'known': the same report came before.
 */
export async function takeReport(ctx: Ctx, raw: Uint8Array, came_by: ReportWay): Promise<ReportVerdict | 'known'> {
  const report = await readReport(raw)
  const report_hash = createHash('sha256')
    .update(report.message_id ?? raw)
    .digest()
  return inTransaction(ctx, async (ctx) => {
    const mail = await findMail(ctx, report)
    const judged = mail && judgeReport(report, mail, ctx.now)
    const verdict = judged?.verdict ?? verdictWithoutMail(report)
    const recipient = judged && 'recipient' in judged ? judged.recipient : null
    const id = newId()
    const taken = await ctx
      .db('delivery_reports')
      .insert({
        id,
        report_hash,
        came_at: ctx.now,
        came_by,
        verdict,
        mail_id: mail?.id ?? null,
        status: recipient?.status ?? null,
        diagnostic: recipient?.diagnostic ?? null,
      })
      .onConflict('report_hash')
      .ignore()
      .returning('id')
    if (taken.length === 0) return 'known'
    if (mail && judged && 'bounce' in judged && isWorse(judged.bounce, mail))
      await markBounced(ctx, mail.id, judged.bounce)
    await recordAudit(ctx, {
      action: 'mail.report',
      subject_kind: 'mail',
      subject_id: mail?.id ?? null,
      after: { report_id: id, verdict, ...(judged && 'bounce' in judged ? judged.bounce : {}) },
    })
    return verdict
  })
}

interface ReportedMail {
  id: string
  to_address: string
  sent_at: Date | null
  bounce_kind: string | null
  bounce_is_final: boolean | null
}

async function findMail(ctx: Ctx, report: DeliveryReport): Promise<ReportedMail | undefined> {
  if (report.kind === 'automatic reply' || report.kind === 'no report' || report.about.length === 0) return undefined
  return row<ReportedMail>(
    ctx.db,
    `select id, to_address, sent_at, bounce_kind, bounce_is_final from mails where message_id = any (:about)
       -- What is about somebody erased would bring their address back.
       and to_address <> 'erased@erased.invalid'
     order by array_position(:about::text[], message_id) limit 1 for update`,
    { about: report.about },
  )
}

const verdictWithoutMail = ({ kind }: DeliveryReport): ReportVerdict =>
  kind === 'automatic reply' || kind === 'no report' ? kind : 'no mail of ours'

/** A notice of delay that arrives after the end does not take it back. */
const rank = (kind: string | null, isFinal: boolean | null) =>
  kind === null ? 0 : !isFinal ? 1 : kind === 'soft' ? 2 : 3

const isWorse = (bounce: Bounce, mail: ReportedMail) =>
  rank(bounce.kind, bounce.is_final) > rank(mail.bounce_kind, mail.bounce_is_final)

async function markBounced(ctx: Ctx, id: string, { kind, is_final, reason }: Bounce): Promise<void> {
  await ctx.db('mails').where({ id }).update({
    bounced_at: ctx.now,
    bounce_kind: kind,
    bounce_is_final: is_final,
    bounce_reason: reason,
    bounce_seen_at: null,
    bounce_seen_by: null,
  })
}
