/** Issues a certificate: number, paper, audit row and mail in one transaction, once per person, programme and cycle. */
import { newId, newSecret } from '../../../lib/ids.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { mailCertificate, mailNameNeeded } from '../mails.ts'
import { unprintableCharacters } from '../pdf/printable.ts'
import { findLatestForUpdate, getCompletionFacts } from '../queries/certificates.ts'
import { renewalOf } from '../rules.ts'
import { freezeFacts } from './facts.ts'
import { takeNumber } from './numbers.ts'
import { keepPdf } from './printing.ts'
import { planReminders } from './reminders.ts'
import { insertState } from './states.ts'

export interface CertificateInput {
  person_id: string
  programme_id: string
  course_version_id: string
  completion_id: string
}

/** `not-now`: the holder has a certificate that this completion does not renew, today or ever. */
export type IssueResult = { result: 'issued' | 'already' | 'not-now'; certificate_id: string }

/** Whoever else decides about this person's certificate of this programme waits until the transaction ends. */
export async function lockCertificates(ctx: Ctx, of: { person_id: string; programme_id: string }): Promise<void> {
  await ctx.db.raw('select pg_advisory_xact_lock(hashtextextended(?, 10))', [`${of.person_id} ${of.programme_id}`])
}

export async function issueCertificate(ctx: Ctx, input: CertificateInput): Promise<IssueResult> {
  return inTransaction(ctx, async (ctx) => {
    await lockCertificates(ctx, input)
    const { person_id, programme_id, completion_id } = input
    const latest = await findLatestForUpdate(ctx, input)
    const renewal = latest && renewalOf(latest, await getCompletionFacts(ctx, completion_id))
    if (renewal && renewal !== 'renew')
      return { result: renewal === 'used' ? 'already' : 'not-now', certificate_id: latest.id }
    const cycle = (latest?.cycle ?? 0) + 1

    const id = newId(ctx.now)
    const reference = newSecret()
    const { facts, holder, printed_name, code, organisation_id, awarded_on, days } = await freezeFacts(ctx, {
      person_id,
      course_version_id: input.course_version_id,
      reference,
      latest,
    })
    // From here to the end other issuers wait for their number: what can be read before, is.
    const number = await takeNumber(ctx, code, Number(awarded_on.slice(0, 4)))
    const certificate = { id, number, awarded_on, ...days, issued_at: ctx.now, facts }
    await ctx.db('certificates').insert({
      ...certificate,
      facts: JSON.stringify(facts),
      reference,
      person_id,
      programme_id,
      cycle,
      completion_id,
      organisation_id,
      is_printable: printed_name !== null,
    })
    await ctx.db('certificate_states').insert({ certificate_id: id, state: 'issued', changed_at: ctx.now })
    // Renewal never erases: the old one stays as history and says what replaced it.
    if (latest?.standing === 'good')
      await insertState(ctx, latest, {
        state: 'superseded',
        reason: 'Renewed',
        reason_class: 'renewed',
        superseded_by: id,
      })
    await planReminders(ctx, certificate)
    await recordAudit(ctx, {
      action: 'certification.issue',
      subject_kind: 'certificate',
      subject_id: id,
      after: { number, person_id, programme_id, cycle, completion_id, awarded_on, ...days, facts },
    })
    if (printed_name === null) await mailNameNeeded(ctx, holder, certificate, unprintableCharacters(holder.full_name))
    else await mailCertificate(ctx, holder, certificate, await keepPdf(ctx, certificate, printed_name))
    return { result: 'issued', certificate_id: id }
  })
}
