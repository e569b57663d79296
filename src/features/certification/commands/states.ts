/** Changes what a certificate is worth: a row with who, when and why each time; the paper stays as it was issued. */
import { createHash } from 'node:crypto'
import { today } from '../../../lib/time.ts'
import { actorId } from '../../../platform/access.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { putJob } from '../../../platform/jobs/put.ts'
import { getProgramme } from '../../courses/index.ts'
import { mailStanding } from '../mails.ts'
import type { CertificateRow, StateChangeRow } from '../queries/certificates.ts'
import { listByIds, listCertificatesForUpdate } from '../queries/certificates.ts'
import type { Act, Refusal, RevocationClass, Standing } from '../rules.ts'
import { daysOf, refusalOf } from '../rules.ts'
import { dropReminders, planReminders } from './reminders.ts'

export type StandingInput = { certificate_ids: string[]; reason: string } & (
  | { act: Exclude<Act, 'revoke' | 'extend'> }
  | { act: 'revoke'; reason_class: RevocationClass }
  /** The new last day. */
  | { act: 'extend'; valid_to: string }
)

export interface Changed {
  certificate: CertificateRow
  /** Null: it was done. */
  refusal: Refusal | null
}

const stateOf: Record<Act, StateChangeRow['state']> = {
  suspend: 'suspended',
  reinstate: 'reinstated',
  revoke: 'revoked',
  withdraw: 'withdrawn',
  extend: 'extended',
}

const outcomesOf = (ctx: Ctx, input: StandingInput, certificates: CertificateRow[]): Changed[] =>
  certificates.map((certificate) => ({
    certificate,
    refusal: refusalOf(input.act, certificate, today(ctx.now), input.act === 'extend' ? input.valid_to : undefined),
  }))

/** What would become of each, asked of the same rule. */
export async function previewStanding(ctx: Ctx, input: StandingInput): Promise<Changed[]> {
  return outcomesOf(ctx, input, await listByIds(ctx, input.certificate_ids))
}

/** Whose certificates change and what they are worth before, in a form that a page can carry: others would not do, nor these changed meanwhile. */
export const markOf = (changed: Changed[]): string =>
  createHash('sha256')
    .update(
      changed
        .filter((one) => one.refusal === null)
        .map(({ certificate: { id, standing, valid_to } }) => `${id} ${standing} ${valid_to}`)
        .toSorted()
        .join(' '),
    )
    .digest('base64url')

/** For each certificate what came of it: all that can be changed are, in one transaction, with row, audit and mail. */
export async function changeStanding(ctx: Ctx, input: StandingInput): Promise<Changed[]>
/** The same, where a preview showed what would change: if it is anything else by now, nothing is done. */
export async function changeStanding(
  ctx: Ctx,
  input: StandingInput & { expected: string | undefined },
): Promise<Changed[] | 'moved-on'>
export async function changeStanding(
  ctx: Ctx,
  input: StandingInput & { expected?: string | undefined },
): Promise<Changed[] | 'moved-on'> {
  return inTransaction(ctx, async (ctx) => {
    const certificates = await listCertificatesForUpdate(ctx, input.certificate_ids)
    const changed = outcomesOf(ctx, input, certificates)
    if (input.expected !== undefined && markOf(changed) !== input.expected) return 'moved-on'
    for (const { certificate, refusal } of changed) if (refusal === null) await change(ctx, certificate, input)
    return changed
  })
}

async function change(ctx: Ctx, certificate: CertificateRow, input: StandingInput): Promise<void> {
  const { person_id, full_name, email, language } = certificate
  const days =
    input.act === 'extend'
      ? daysOf(certificate.awarded_on, input.valid_to, await getProgramme(ctx, certificate.programme_id))
      : undefined
  await insertState(ctx, certificate, {
    state: stateOf[input.act],
    reason: input.reason,
    reason_class: input.act === 'revoke' ? input.reason_class : null,
    days,
  })
  const holder = { person_id, full_name, email, language }
  await mailStanding(ctx, input.act, holder, { ...certificate, ...days }, input.reason)
  // What was earned while it did not count is looked at now.
  if (input.act === 'reinstate')
    await putJob(ctx, 'certification.check', { personId: person_id }, { key: `certification.check ${person_id}` })
}

export interface NewState {
  state: StateChangeRow['state']
  reason: string
  reason_class?: string | null
  superseded_by?: string | null
  /** Where the dates move; otherwise they stay as they are. */
  days?: { renews_from: string; valid_to: string; grace_to: string }
}

/** The row and its audit, within the caller's transaction: every change after the issuing goes through here. */
export async function insertState(ctx: Ctx, certificate: CertificateRow, change: NewState): Promise<void> {
  const { renews_from, valid_to, grace_to } = change.days ?? certificate
  const standing = standingAfter(change.state)
  await ctx.db('certificate_states').insert({
    certificate_id: certificate.id,
    state: change.state,
    reason: change.reason,
    reason_class: change.reason_class ?? null,
    superseded_by: change.superseded_by ?? null,
    renews_from,
    valid_to,
    grace_to,
    changed_by: actorId(ctx.actor),
    changed_at: ctx.now,
  })
  await recordAudit(ctx, {
    action: auditActions[change.state],
    subject_kind: 'certificate',
    subject_id: certificate.id,
    before: { standing: certificate.standing, valid_to: certificate.valid_to },
    after: {
      standing,
      valid_to,
      ...(change.reason_class ? { reason_class: change.reason_class } : {}),
      ...(change.superseded_by ? { superseded_by: change.superseded_by } : {}),
    },
    reason: change.reason,
  })
  const { id } = certificate
  if (valid_to !== certificate.valid_to || standing !== 'good')
    await dropReminders(ctx, certificate, `The certificate was ${change.state}`)
  if (standing === 'good') await planReminders(ctx, { id, valid_to })
}

const standingAfter = (state: StateChangeRow['state']): Standing =>
  state === 'issued' || state === 'extended' || state === 'reinstated' ? 'good' : state

const auditActions: Record<StateChangeRow['state'], string> = {
  issued: 'certification.issue',
  extended: 'certification.extend',
  suspended: 'certification.suspend',
  reinstated: 'certification.reinstate',
  revoked: 'certification.revoke',
  superseded: 'certification.supersede',
  withdrawn: 'certification.withdraw',
}
