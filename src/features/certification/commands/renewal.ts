/** Begins the course by which a holder renews: once more from the start where it was taken before, carried on where it was begun. */
import { today } from '../../../lib/time.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { enrolAgain, findEnrolment, listEnrolments, listPublishedCourses } from '../../courses/index.ts'
import { completionOf } from '../../learning/index.ts'
import { getCertificate, listLatestForUpdate } from '../queries/certificates.ts'
import { renewalCourses, renewalOf } from '../rules.ts'
import { checkPerson } from './checking.ts'
import { lockCertificates } from './issuing.ts'

export type StartRenewalResult = 'started' | 'carried-on' | 'renewed' | 'not-open'

export async function startRenewal(
  ctx: Ctx,
  input: { certificate_id: string; course_id: string },
): Promise<StartRenewalResult> {
  return inTransaction(
    ctx,
    async (ctx) => {
      const { person_id, programme_id } = await getCertificate(ctx, input.certificate_id)
      // All of theirs, in the order of a check, which may follow.
      await lockCertificates(ctx, { person_id, programme_id }, ...(await listEnrolments(ctx, person_id)))
      const latest = (await listLatestForUpdate(ctx, [{ person_id, programme_id }]))[0]!
      const open = renewalCourses(latest, await listPublishedCourses(ctx), today(ctx.now))
      if (latest.id !== input.certificate_id || open.every((one) => one.course_id !== input.course_id))
        return 'not-open'
      const begun = await findEnrolment(ctx, person_id, input.course_id)
      if (begun) {
        const { is_complete, completed_at } = await completionOf(ctx, person_id, begun.course_version_id)
        // Begun for this renewal and not done yet, or begun by itself before and never finished.
        if (!is_complete) return 'carried-on'
        const kind = begun.course_kind
        const isUsed = begun.enrolled_at <= latest.issued_at
        if (renewalOf(latest, { kind, at: completed_at!, is_used: isUsed }) === 'renew') {
          await checkPerson(ctx, person_id)
          return 'renewed'
        }
      }
      await enrolAgain(ctx, { person_id, course_id: input.course_id, after: begun?.round ?? 0 })
      return 'started'
    },
    { ownAudit: true },
  )
}
