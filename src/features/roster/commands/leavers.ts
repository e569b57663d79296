/** A champion left an organisation: its leads are told, and how many champions it has without them. */
import { today } from '../../../lib/time.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import { recallPlan } from '../../../platform/jobs/plans.ts'
import { putLeaverMail } from '../mails.ts'
import { findLeaver, listLeadsToTell, listLost } from '../queries/leavers.ts'

/** On the day a membership ended. Whoever was no champion then, or is back, is no news. */
export async function tellOfLeaver(ctx: Ctx, membershipId: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const leaver = await findLeaver(ctx, membershipId, today(ctx.now))
    const lost = leaver ? await listLost(ctx, leaver, today(ctx.now)) : []
    if (!leaver || lost.length === 0)
      return recallPlan(ctx, 'roster.tell-of-leaver', membershipId, 'no champion has left')
    const leads = await listLeadsToTell(ctx, leaver, today(ctx.now))
    for (const lead of leads) await putLeaverMail(ctx, lead, leaver, lost)
    await recordAudit(ctx, {
      action: 'roster.tell-of-leaver',
      subject_kind: 'organisation',
      subject_id: leaver.organisation_id,
      after: {
        person_id: leaver.person_id,
        told: leads.length,
        left: lost.map((one) => ({ programme: one.programme_name, champions: one.champions })),
      },
    })
  })
}
