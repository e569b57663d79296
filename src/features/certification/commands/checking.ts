/** Asks of a person's courses whether they are complete, records it and issues what they have earned. */
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import type { EnrolmentRow } from '../../courses/index.ts'
import { listEnrolments } from '../../courses/index.ts'
import { completionOf, correctCompletion, recordCompletion } from '../../learning/index.ts'
import { findPerson } from '../../people/index.ts'
import { issueCertificate, lockCertificates } from './issuing.ts'

/** Whoever has been disabled keeps what they have and is issued nothing until they are let in again. */
export async function checkPerson(ctx: Ctx, personId: string): Promise<void> {
  const person = await findPerson(ctx, personId)
  if (!person || person.disabled_at) return
  for (const enrolment of await listEnrolments(ctx, personId)) await checkEnrolment(ctx, enrolment)
}

/** In one transaction: the completion and the certificate it earns exist both or not at all. */
async function checkEnrolment(ctx: Ctx, enrolment: EnrolmentRow): Promise<void> {
  const { person_id, programme_id, course_version_id } = enrolment
  await inTransaction(ctx, async (ctx) => {
    await lockCertificates(ctx, { person_id, programme_id })
    const recorded = await recordCompletion(ctx, { person_id, course_version_id })
    if (recorded.result === 'incomplete') return
    if (recorded.result === 'already' && (await withdrawIfGone(ctx, { person_id, course_version_id }))) return
    // Where certificates are released, somebody does that (commands/releases.ts).
    if (enrolment.programme_issuing === 'released') return
    await issueCertificate(ctx, { person_id, programme_id, course_version_id, completion_id: recorded.completion_id })
  })
}

/** A completion that the facts no longer bear is taken back; the certificate stays until a coordinator decides. */
async function withdrawIfGone(ctx: Ctx, of: { person_id: string; course_version_id: string }): Promise<boolean> {
  const { is_complete } = await completionOf(ctx, of.person_id, of.course_version_id)
  if (is_complete) return false
  await correctCompletion(ctx, { ...of, reason: 'What it rested on has changed' })
  return true
}

/** Puts a check for everyone who takes a course and has had no certificate of its programme since they began it: what got lost heals by night. */
export async function putChecks(ctx: Ctx): Promise<void> {
  await ctx.db.raw(
    `select graphile_worker.add_job('certification.check', json_build_object('personId', due.person_id),
       job_key => 'certification.check ' || due.person_id, priority => 20)
     from (select distinct e.person_id from enrolments e
           join courses c on c.id = e.course_id
           join people p on p.id = e.person_id and p.disabled_at is null
           where not exists (select from certificates x
                             where x.person_id = e.person_id and x.programme_id = c.programme_id
                               and (e.round = 1 and c.kind = 'initial' or x.issued_at >= e.enrolled_at))) due`,
  )
}
