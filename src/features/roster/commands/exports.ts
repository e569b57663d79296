/** An export changes nothing but the audit: who took which part of the roster away, and what for. */
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import type { RosterScope } from '../queries/champions.ts'
import { countChampions } from '../queries/champions.ts'
import type { Format } from '../rules.ts'

export async function recordExport(
  ctx: Ctx,
  input: { scope: RosterScope; format: Format; purpose: string },
): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const { filters, led } = input.scope
    const counted = await countChampions(ctx, input.scope)
    await recordAudit(ctx, {
      action: 'roster.export',
      subject_kind: 'roster',
      subject_id: null,
      after: { format: input.format, filters, ...(led ? { organisations: led } : {}), ...counted },
      reason: input.purpose,
    })
  })
}
