/** Mail that came back: who sees it still, saying that it was seen to, and sending it once more. */
import { newId } from '../../lib/ids.ts'
import { actorId } from '../access.ts'
import { recordAudit } from '../audit/record.ts'
import type { Ctx } from '../context.ts'
import { inTransaction } from '../context.ts'
import { rows } from '../db/connect.ts'
import { putJob } from '../jobs/put.ts'

/** The mail `m` is not with its reader: for the history and the list of papers. */
export const cameBackSql = (m = 'm') => `(${m}.bounced_at is not null and ${m}.bounce_is_final)`

/** Its address is in doubt: a full mailbox is emptied again, so what is soft is forgotten after two weeks. */
export const isDoubtedSql = (m = 'm') =>
  `(${cameBackSql(m)} and ${m}.bounce_seen_at is null and (${m}.bounce_kind = 'hard' or ${m}.bounced_at > :now::timestamptz - interval '14 days'))`

/** Nobody need look at what came back from this person's mailbox: somebody saw to it, or it works. */
export async function settleBounces(ctx: Ctx, personId: string): Promise<number> {
  return ctx
    .db('mails')
    .where({ person_id: personId, bounce_seen_at: null })
    .whereNotNull('bounced_at')
    .update({ bounce_seen_at: ctx.now, bounce_seen_by: actorId(ctx.actor) })
}

/**
 * Writes the mails of this person that came back once more, to another address or the same: as they were, once each,
 * however often it is asked. Codes and links for one use are not sent again: they are asked for anew.
 */
export async function sendAgain(
  ctx: Ctx,
  input: { person_id: string; mail_ids: string[]; address: string },
): Promise<number> {
  return inTransaction(ctx, async (ctx) => {
    const again = await rows<{ id: string; again_of: string; priority: number }>(
      ctx.db,
      `insert into mails (id, kind, message_id, person_id, to_name, to_address, subject, html, text, calendar, calendar_method,
         attachment_file_ids, priority, created_at, stale_at, next_attempt_at, again_of)
       select n.id, m.kind, '<' || n.id || '@' || :host || '>', m.person_id, m.to_name, :address, m.subject, m.html, m.text,
         m.calendar, m.calendar_method, m.attachment_file_ids, m.priority, :now, m.stale_at, :now, m.id
       from unnest(:news::uuid[], :mail_ids::uuid[]) as n (id, mail_id) join mails m on m.id = n.mail_id
       where m.person_id = :person_id and ${cameBackSql()} and m.text is not null and not m.is_secret
         and (m.stale_at is null or m.stale_at > :now)
       on conflict (again_of) do nothing returning id, again_of, priority`,
      {
        ...input,
        news: input.mail_ids.map(() => newId()),
        host: new URL(ctx.config.base_url).hostname,
        now: ctx.now,
      },
    )
    for (const mail of again)
      await putJob(ctx, 'mail.send', { mailId: mail.id }, { key: `mail ${mail.id}`, priority: mail.priority })
    if (again.length > 0) {
      await settleBounces(ctx, input.person_id)
      await recordAudit(ctx, {
        action: 'mail.send-again',
        subject_kind: 'person',
        subject_id: input.person_id,
        after: { mail_ids: again.map((one) => one.again_of), again_ids: again.map((one) => one.id) },
      })
    }
    return again.length
  })
}
