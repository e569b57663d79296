/** Takes a certificate back and gives it back: a row with a reason each time; the paper stays as it was issued. */
import { actorId } from '../../../platform/access.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { getPerson } from '../../people/index.ts'
import { mailReinstated, mailRevoked } from '../mails.ts'
import { getCertificateForUpdate } from '../queries/certificates.ts'

export interface StateInput {
  certificate_id: string
  reason: string
}

export async function revokeCertificate(ctx: Ctx, input: StateInput): Promise<'revoked' | 'already'> {
  return inTransaction(ctx, async (ctx) => {
    const certificate = await getCertificateForUpdate(ctx, input.certificate_id)
    if (certificate.is_revoked) return 'already'
    await changeState(ctx, input, 'revoked')
    await mailRevoked(ctx, await holderOf(ctx, certificate.person_id), certificate, input.reason)
    return 'revoked'
  })
}

export async function reinstateCertificate(ctx: Ctx, input: StateInput): Promise<'reinstated' | 'not-revoked'> {
  return inTransaction(ctx, async (ctx) => {
    const certificate = await getCertificateForUpdate(ctx, input.certificate_id)
    if (!certificate.is_revoked) return 'not-revoked'
    await changeState(ctx, input, 'reinstated')
    await mailReinstated(ctx, await holderOf(ctx, certificate.person_id), certificate, input.reason)
    return 'reinstated'
  })
}

async function changeState(ctx: Ctx, input: StateInput, state: 'revoked' | 'reinstated'): Promise<void> {
  await ctx.db('certificate_states').insert({
    certificate_id: input.certificate_id,
    state,
    reason: input.reason,
    changed_by: actorId(ctx.actor),
    changed_at: ctx.now,
  })
  await recordAudit(ctx, {
    action: state === 'revoked' ? 'certification.revoke' : 'certification.reinstate',
    subject_kind: 'certificate',
    subject_id: input.certificate_id,
    before: { is_revoked: state !== 'revoked' },
    after: { is_revoked: state === 'revoked' },
    reason: input.reason,
  })
}

async function holderOf(ctx: Ctx, personId: string) {
  const person = await getPerson(ctx, personId)
  return { ...person, person_id: person.id }
}
