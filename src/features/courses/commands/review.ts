/** From draft to review and back. */
import { today } from '../../../lib/time.ts'
import { actorId } from '../../../platform/access.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { listCheckedModules } from '../queries/publishing.ts'
import { getCourseVersion } from '../queries/versions.ts'
import { listFaults } from '../rules.ts'
import { lockCourse } from './locks.ts'

/** Nobody is asked to read what could not be published anyway. */
export async function askForReview(
  ctx: Ctx,
  versionId: string,
): Promise<'asked' | 'already' | 'published' | 'not-ready'> {
  return inTransaction(ctx, async (ctx) => {
    await lockCourse(ctx, (await getCourseVersion(ctx, versionId)).course_id)
    const version = await getCourseVersion(ctx, versionId)
    if (version.published_at !== null) return 'published'
    if (version.review_asked_at !== null) return 'already'
    if (listFaults(await listCheckedModules(ctx, versionId), today(ctx.now)).length > 0) return 'not-ready'
    const asked = { review_asked_at: ctx.now, review_asked_by: actorId(ctx.actor), returned_note: null }
    await ctx.db('course_versions').where({ id: versionId }).update(asked)
    await recordAudit(ctx, {
      action: 'courses.ask-for-review',
      subject_kind: 'course version',
      subject_id: versionId,
      after: { course_id: version.course_id, number: version.number },
    })
    return 'asked'
  })
}

/** Back to a draft that can be changed: by a reviewer who says why, or by its author. */
export async function returnFromReview(
  ctx: Ctx,
  { version_id, note }: { version_id: string; note: string | null },
): Promise<'returned' | 'not-in-review'> {
  return inTransaction(ctx, async (ctx) => {
    await lockCourse(ctx, (await getCourseVersion(ctx, version_id)).course_id)
    const version = await getCourseVersion(ctx, version_id)
    if (version.published_at !== null || version.review_asked_at === null) return 'not-in-review'
    await ctx
      .db('course_versions')
      .where({ id: version_id })
      .update({ review_asked_at: null, review_asked_by: null, returned_note: note })
    await recordAudit(ctx, {
      action: 'courses.return-from-review',
      subject_kind: 'course version',
      subject_id: version_id,
      before: { review_asked_at: version.review_asked_at, review_asked_by: version.review_asked_by },
      after: { note },
    })
    return 'returned'
  })
}
