/** Two records of one person have become two people again: what was done to certificates meanwhile is put right. */
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { listCertificatesForUpdate } from '../queries/certificates.ts'
import { listReplacedByOthers } from '../queries/parted.ts'
import { reissueForName } from './reissuing.ts'
import { insertState } from './states.ts'

/**
 * Whose certificate was renewed while they were one person with somebody else has it back, for the newer one stays there. And
 * what was made again under the other's name (`are_reissued`) is made again under theirs.
 */
export async function settleParted(
  ctx: Ctx,
  { person_id, are_reissued }: { person_id: string; are_reissued: boolean },
): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    for (const certificate of await listCertificatesForUpdate(ctx, await listReplacedByOthers(ctx, person_id)))
      await insertState(ctx, certificate, {
        state: 'reinstated',
        reason: 'What replaced it is the certificate of another person',
      })
    if (are_reissued) await reissueForName(ctx, person_id)
  })
}
