/** Publishing: the moment after which a version never changes. */
import { today } from '../../../lib/time.ts'
import { actorId } from '../../../platform/access.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { listCheckedModules, readContent } from '../queries/publishing.ts'
import { getCourseVersion } from '../queries/versions.ts'
import { contentHash, listFaults } from '../rules.ts'
import { lockCourse } from './locks.ts'

/**
 * People who are on the course already stay on the version they began; who starts from now on gets this one.
 * `is_review_waived` is for content that comes with the product: when it is late, the start page asks for a review.
 */
export async function publishCourseVersion(
  ctx: Ctx,
  { version_id, is_review_waived = false }: { version_id: string; is_review_waived?: boolean },
): Promise<'published' | 'already-published' | 'not-ready'> {
  return inTransaction(ctx, async (ctx) => {
    await lockCourse(ctx, (await getCourseVersion(ctx, version_id)).course_id)
    const version = await getCourseVersion(ctx, version_id)
    if (version.published_at !== null) return 'already-published'
    const modules = await listCheckedModules(ctx, version_id)
    if (listFaults(modules, is_review_waived ? null : today(ctx.now)).length > 0) return 'not-ready'
    const hash = contentHash(await readContent(ctx, version_id))
    await ctx
      .db('course_versions')
      .where({ id: version_id })
      .update({ published_at: ctx.now, published_by: actorId(ctx.actor), content_hash: hash })
    await recordAudit(ctx, {
      action: 'courses.publish',
      subject_kind: 'course version',
      subject_id: version_id,
      after: { course_id: version.course_id, number: version.number, content_hash: hash.toString('hex') },
    })
    return 'published'
  })
}
