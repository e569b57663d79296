/** Sends a mail again that the mail server had refused for good. */
import { recordAudit } from '../audit/record.ts'
import type { Ctx } from '../context.ts'
import { inTransaction } from '../context.ts'
import { NotFound } from '../errors.ts'
import { putJob } from '../jobs/put.ts'

/** 'body-gone': it held a code or a joining link, which was deleted when it failed. */
export type RetryMailResult = 'waiting' | 'not-failed' | 'body-gone'

export async function retryMail(ctx: Ctx, mailId: string): Promise<RetryMailResult> {
  return inTransaction(ctx, async (ctx) => {
    const mail = await ctx.db('mails').where({ id: mailId }).forUpdate().first()
    if (!mail) throw new NotFound()
    if (mail.failed_at === null) return 'not-failed'
    if (mail.text === null) return 'body-gone'
    await ctx.db('mails').where({ id: mailId }).update({
      failed_at: null,
      attempts: 0,
      next_attempt_at: ctx.now,
      locked_until: null,
      bounced_at: null,
      bounce_kind: null,
      bounce_is_final: null,
      bounce_reason: null,
      bounce_seen_at: null,
      bounce_seen_by: null,
    })
    await putJob(ctx, 'mail.send', { mailId }, { key: `mail ${mailId}`, priority: mail.priority })
    await recordAudit(ctx, {
      action: 'mail.retry',
      subject_kind: 'mail',
      subject_id: mailId,
      before: { failed_at: mail.failed_at, last_error: mail.last_error },
    })
    return 'waiting'
  })
}
