/** Courses, the live parts that live sessions deliver, and who takes a course. */
import { newId } from '../../../lib/ids.ts'
import { actorId } from '../../../platform/access.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { Conflict, NotFound } from '../../../platform/errors.ts'
import { putJob } from '../../../platform/jobs/put.ts'
import { listLiveParts } from '../queries/authoring.ts'
import { getCourse, getProgramme } from '../queries/courses.ts'
import { findEnrolment } from '../queries/enrolments.ts'
import type { CourseKind } from '../rules.ts'
import { lockCourse } from './locks.ts'

/** One at a time, so that of two who use the same title the second is told. */
const lockCourses = (ctx: Ctx) => ctx.db.raw(`select pg_advisory_xact_lock(hashtext('courses'))`)

async function isTitleTaken(ctx: Ctx, programmeId: string, title: string, exceptId: string | null): Promise<boolean> {
  const same = await ctx
    .db('courses')
    .where({ programme_id: programmeId })
    .whereRaw('lower(title) = lower(?) and id is distinct from ?', [title, exceptId])
    .first('id')
  return same !== undefined
}

export type AddCourseResult = { result: 'added'; id: string } | { result: 'title-taken' }

export async function addCourse(
  ctx: Ctx,
  input: { programme_id: string; title: string; kind: CourseKind },
): Promise<AddCourseResult> {
  return inTransaction(ctx, async (ctx) => {
    await getProgramme(ctx, input.programme_id)
    await lockCourses(ctx)
    if (await isTitleTaken(ctx, input.programme_id, input.title, null)) return { result: 'title-taken' }
    const id = newId(ctx.now)
    await ctx.db('courses').insert({ id, ...input, created_at: ctx.now })
    await recordAudit(ctx, { action: 'courses.add', subject_kind: 'course', subject_id: id, after: { ...input } })
    return { result: 'added', id }
  })
}

/** What the course is called from now on. What was published under the old title keeps its hash, and certificates their words. */
export async function renameCourse(
  ctx: Ctx,
  input: { course_id: string; title: string },
): Promise<'renamed' | 'unchanged' | 'title-taken'> {
  return inTransaction(ctx, async (ctx) => {
    await lockCourses(ctx)
    await lockCourse(ctx, input.course_id)
    const course = await getCourse(ctx, input.course_id)
    if (course.title === input.title) return 'unchanged'
    if (await isTitleTaken(ctx, course.programme_id, input.title, course.id)) return 'title-taken'
    await ctx.db('courses').where({ id: course.id }).update({ title: input.title })
    await recordAudit(ctx, {
      action: 'courses.rename',
      subject_kind: 'course',
      subject_id: course.id,
      before: { title: course.title },
      after: { title: input.title },
    })
    return 'renamed'
  })
}

/** Only while no published version asks for it: what one asks for never changes. */
export async function renameLivePart(
  ctx: Ctx,
  input: { course_id: string; live_part_id: string; title: string },
): Promise<'renamed' | 'unchanged' | 'title-taken' | 'published'> {
  return inTransaction(ctx, async (ctx) => {
    await lockCourse(ctx, input.course_id)
    const parts = await listLiveParts(ctx, input.course_id)
    const part = parts.find(({ id }) => id === input.live_part_id)
    if (!part) throw new NotFound()
    if (part.is_published) return 'published'
    if (part.title === input.title) return 'unchanged'
    if (parts.some(({ id, title }) => id !== part.id && title.toLowerCase() === input.title.toLowerCase()))
      return 'title-taken'
    await ctx.db('live_parts').where({ id: part.id }).update({ title: input.title })
    await recordAudit(ctx, {
      action: 'courses.rename-live-part',
      subject_kind: 'live part',
      subject_id: part.id,
      before: { title: part.title },
      after: { title: input.title },
    })
    return 'renamed'
  })
}

/** Adds something a live session of this course can deliver, once; a version then says whether it asks for it. */
export async function addLivePart(
  ctx: Ctx,
  input: { course_id: string; title: string },
): Promise<{ live_part_id: string }> {
  return inTransaction(ctx, async (ctx) => {
    await getCourse(ctx, input.course_id)
    await lockCourse(ctx, input.course_id)
    const others = await ctx.db('live_parts').where({ course_id: input.course_id }).select('id', 'title', 'position')
    const same = others.find(({ title }) => title.toLowerCase() === input.title.toLowerCase())
    if (same) return { live_part_id: same.id }
    const id = newId(ctx.now)
    await ctx
      .db('live_parts')
      .insert({ id, ...input, position: Math.max(0, ...others.map(({ position }) => position)) + 1 })
    await recordAudit(ctx, {
      action: 'courses.add-live-part',
      subject_kind: 'live part',
      subject_id: id,
      after: { ...input },
    })
    return { live_part_id: id }
  })
}

/** Puts a person on the latest published version; who is on a course already stays on the version they began. */
export async function enrol(
  ctx: Ctx,
  input: { person_id: string; course_id: string },
): Promise<{ enrolment_id: string; course_version_id: string }> {
  const known = await findEnrolment(ctx, input.person_id, input.course_id)
  if (known) return known
  return inTransaction(ctx, async (ctx) => {
    await lockEnrolments(ctx, input.person_id)
    return (await findEnrolment(ctx, input.person_id, input.course_id)) ?? (await insertEnrolment(ctx, input, 1))
  })
}

/** The same course once more, in the version that is the latest now; `after` is the round that is over, so that twice at once is once. */
export async function enrolAgain(
  ctx: Ctx,
  input: { person_id: string; course_id: string; after: number },
): Promise<{ enrolment_id: string; course_version_id: string }> {
  return inTransaction(ctx, async (ctx) => {
    await lockEnrolments(ctx, input.person_id)
    const known = await findEnrolment(ctx, input.person_id, input.course_id)
    return known && known.round > input.after ? known : insertEnrolment(ctx, input, (known?.round ?? 0) + 1)
  })
}

const lockEnrolments = (ctx: Ctx, personId: string) =>
  ctx.db.raw('select pg_advisory_xact_lock(hashtextextended(?, 2))', [`enrol ${personId}`])

async function insertEnrolment(
  ctx: Ctx,
  input: { person_id: string; course_id: string },
  round: number,
): Promise<{ enrolment_id: string; course_version_id: string }> {
  await getCourse(ctx, input.course_id)
  const version = await ctx
    .db('course_versions')
    .where({ course_id: input.course_id })
    .whereNotNull('published_at')
    .orderBy('number', 'desc')
    .first('id')
  if (!version) throw new Conflict('This course has not been published yet, so nobody can start it.')
  const enrolment = {
    id: newId(ctx.now),
    person_id: input.person_id,
    course_id: input.course_id,
    course_version_id: version.id as string,
    enrolled_at: ctx.now,
    enrolled_by: actorId(ctx.actor),
    round,
  }
  await ctx.db('enrolments').insert(enrolment)
  await recordAudit(ctx, {
    action: 'courses.enrol',
    subject_kind: 'person',
    subject_id: input.person_id,
    after: { course_id: input.course_id, course_version_id: version.id, ...(round > 1 ? { round } : {}) },
  })
  // A live part attended before may be all that the course asks for.
  await putJob(
    ctx,
    'certification.check',
    { personId: input.person_id },
    { key: `certification.check ${input.person_id}` },
  )
  return { enrolment_id: enrolment.id, course_version_id: enrolment.course_version_id }
}
