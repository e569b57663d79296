/** The news this room sends up: a fact has changed that may complete somebody, or no longer does. */
import type { Ctx } from '../../../platform/context.ts'
import { putJob } from '../../../platform/jobs/put.ts'

/** One waiting job a person, however many facts change; certification declares it and finds out what it means. */
export async function checkCertificate(ctx: Ctx, personId: string): Promise<void> {
  await putJob(ctx, 'certification.check', { personId }, { key: `certification.check ${personId}` })
}
