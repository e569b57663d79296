/** Reminds the people of an organisation of what they still have to do: each at most once a week, whoever asks. */
import { newId } from '../../lib/ids.ts'
import { addMinutes, today } from '../../lib/time.ts'
import { actorId } from '../../platform/access.ts'
import { recordAudit } from '../../platform/audit/record.ts'
import type { Ctx } from '../../platform/context.ts'
import { inTransaction } from '../../platform/context.ts'
import { getOrganisation } from '../organisations/index.ts'
import { putTrainingReminder } from './mails.ts'
import { listRemindable } from './queries/reminders.ts'
import { todoOf } from './todo.ts'

export const reminderDays = 7

export const remindedSince = (now: Date): Date => addMinutes(now, -reminderDays * 24 * 60)

export interface RemindResult {
  reminded: number
  /** Had one within the last week. */
  too_soon: number
  no_mailbox: number
}

/** `person_id` null: everybody there who has something to do. */
export async function remindMembers(
  ctx: Ctx,
  input: { organisation_id: string; person_id: string | null },
): Promise<RemindResult> {
  return inTransaction(ctx, async (ctx) => {
    // Two people who press at once must not write to everybody twice.
    await ctx.db.raw(`select pg_advisory_xact_lock(hashtext('training reminders'))`)
    const organisation = await getOrganisation(ctx, input.organisation_id)
    const members = (await listRemindable(ctx, organisation.id, input.person_id)).flatMap((member) => {
      const todo = todoOf(member, today(ctx.now))
      return todo === null ? [] : [{ ...member, todo }]
    })
    const due = members.filter(
      (one) => one.email !== null && !(one.reminded_at && one.reminded_at > remindedSince(ctx.now)),
    )
    for (const member of due) {
      await ctx.db('training_reminders').insert({
        id: newId(),
        person_id: member.person_id,
        organisation_id: organisation.id,
        sent_by: actorId(ctx.actor),
        sent_at: ctx.now,
      })
      await putTrainingReminder(ctx, { ...member, email: member.email! }, organisation.name)
    }
    const no_mailbox = members.filter((one) => one.email === null).length
    const result = { reminded: due.length, too_soon: members.length - due.length - no_mailbox, no_mailbox }
    if (due.length > 0)
      await recordAudit(ctx, {
        action: 'home.remind',
        subject_kind: 'organisation',
        subject_id: organisation.id,
        after: { ...result, person_ids: due.map((one) => one.person_id) },
      })
    return result
  })
}
