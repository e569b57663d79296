/** Publishing: the moment after which a version never changes. */
import { today } from '../../../lib/time.ts'
import { actorId } from '../../../platform/access.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { listCheckedModules, readContent } from '../queries/publishing.ts'
import { getCourseVersion } from '../queries/versions.ts'
import type { ChangeFor } from '../rules.ts'
import { contentHash, listFaults, notYetReviewed } from '../rules.ts'
import { lockCourse } from './locks.ts'

/**
 * People who are on the course already stay on the version they began; who starts from now on gets this one.
 * `is_review_waived` is for content that comes with the product: nobody is there to review it, and when it is late, the
 * start page asks for it.
 */
export async function publishCourseVersion(
  ctx: Ctx,
  { version_id, is_review_waived = false }: { version_id: string; is_review_waived?: boolean },
): Promise<'published' | 'already-published' | 'not-in-review' | 'not-ready'> {
  return inTransaction(ctx, async (ctx) => {
    await lockCourse(ctx, (await getCourseVersion(ctx, version_id)).course_id)
    const version = await getCourseVersion(ctx, version_id)
    if (version.published_at !== null) return 'already-published'
    if (version.review_asked_at === null && !is_review_waived) return 'not-in-review'
    const modules = await listCheckedModules(ctx, version_id)
    if (listFaults(modules, is_review_waived ? null : today(ctx.now)).length > 0) return 'not-ready'
    const hash = contentHash(await readContent(ctx, version_id))
    // Whoever publishes what somebody else wrote has read it; a reviewer named by hand stays.
    const { actor } = ctx
    const isRead = actor.kind === 'person' && actor.id !== version.review_asked_by
    const reviewer =
      isRead && version.reviewer.toLowerCase() === notYetReviewed ? actor.full_name.slice(0, 120) : version.reviewer
    await ctx
      .db('course_versions')
      .where({ id: version_id })
      .update({ reviewer, published_at: ctx.now, published_by: actorId(ctx.actor), content_hash: hash })
    await recordAudit(ctx, {
      action: 'courses.publish',
      subject_kind: 'course version',
      subject_id: version_id,
      after: { course_id: version.course_id, number: version.number, content_hash: hash.toString('hex') },
    })
    return 'published'
  })
}

/** What the publishing of a version asks of people who are on earlier ones. */
export interface ChangeDecision {
  version_id: string
  what_changed: string
  for_under_way: ChangeFor
  for_certified: ChangeFor
}

/** Recorded in the transaction that publishes; carried out by those who know where people stand. */
export async function recordChange(ctx: Ctx, { version_id, ...decision }: ChangeDecision): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await ctx
      .db('version_changes')
      .insert({ course_version_id: version_id, ...decision, decided_at: ctx.now, decided_by: actorId(ctx.actor) })
    await recordAudit(ctx, {
      action: 'courses.decide-change',
      subject_kind: 'course version',
      subject_id: version_id,
      after: { ...decision },
    })
  })
}

/** Puts people who are on earlier versions of the course on this one. What they had done is not touched. */
export async function moveToVersion(
  ctx: Ctx,
  { version_id, person_ids }: { version_id: string; person_ids: string[] },
): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const { course_id, number } = await getCourseVersion(ctx, version_id)
    await ctx.db.raw(
      `update enrolments e set course_version_id = ? where e.course_id = ? and e.person_id = any (?) and not exists (
         select from enrolments l where l.person_id = e.person_id and l.course_id = e.course_id and l.round > e.round)`,
      [...[version_id, course_id, person_ids]],
    )
    await recordAudit(ctx, {
      action: 'courses.move-to-version',
      subject_kind: 'course version',
      subject_id: version_id,
      after: { course_id, number, people: person_ids.length },
    })
  })
}
