/** One author at a time: a lock that ends with the transaction. Every change of a course takes it first. */
import type { Ctx } from '../../../platform/context.ts'
import { Conflict } from '../../../platform/errors.ts'
import type { CourseVersionRow } from '../queries/versions.ts'
import { getCourseVersion } from '../queries/versions.ts'

export const inReview = 'This draft is in review, and nobody changes what is being read. Take it back to change it.'

export async function lockCourse(ctx: Ctx, courseId: string): Promise<void> {
  await ctx.db.raw('select pg_advisory_xact_lock(hashtextextended(?, 1))', [`course ${courseId}`])
}

/** The version, locked, while it can still be changed; a published one is a conflict, whatever page it came from. */
export async function lockDraft(ctx: Ctx, versionId: string): Promise<CourseVersionRow> {
  const seen = await getCourseVersion(ctx, versionId)
  await lockCourse(ctx, seen.course_id)
  const version = await getCourseVersion(ctx, versionId)
  if (version.published_at !== null)
    throw new Conflict('This version was published, and a published version never changes. Start a new draft instead.')
  if (version.review_asked_at !== null) throw new Conflict(inReview)
  return version
}
