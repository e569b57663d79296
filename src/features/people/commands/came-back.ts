/** Says of a person's mail that came back that somebody saw to it. */
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { settleBounces } from '../../../platform/mail/came-back.ts'

export async function settleCameBack(ctx: Ctx, personId: string): Promise<'settled' | 'nothing'> {
  return inTransaction(ctx, async (ctx) => {
    const count = await settleBounces(ctx, personId)
    if (count === 0) return 'nothing'
    await recordAudit(ctx, {
      action: 'people.settle-came-back',
      subject_kind: 'person',
      subject_id: personId,
      after: { mails: count },
    })
    return 'settled'
  })
}
