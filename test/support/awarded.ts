/** People with a completed course, straight into the tables: what a certificate is issued for. */
import type { Knex } from 'knex'
import { newId } from '../../src/lib/ids.ts'
import type { Ctx } from '../../src/platform/context.ts'
import { addTestPerson } from './factories.ts'
import { issueCertificate } from '../../src/features/certification/index.ts'

export interface TestCourse {
  programme_id: string
  course_id: string
  course_version_id: string
}

/** The course of hate crime champions as the reference seed published it. */
export async function championCourse(db: Knex): Promise<TestCourse> {
  const found = await db('programmes as g')
    .join('courses as c', 'c.programme_id', 'g.id')
    .join('course_versions as v', 'v.course_id', 'c.id')
    .where({ 'g.code': 'HCC', 'c.kind': 'initial' })
    .whereNotNull('v.published_at')
    .first({ programme_id: 'g.id', course_id: 'c.id', course_version_id: 'v.id' })
  if (!found) throw new Error('The reference seed has no published champion course')
  return found
}

/** Records that the person completed the course: the fact alone, without what led to it. */
export async function addTestCompletion(db: Knex, personId: string, course: TestCourse, at: Date, round = 1) {
  const id = newId()
  const version = await db('course_versions').first('content_hash').where({ id: course.course_version_id })
  await db('completions').insert({
    id,
    person_id: personId,
    course_version_id: course.course_version_id,
    round,
    completed_at: at,
    content_hash: version!.content_hash as Buffer,
    recorded_at: at,
  })
  return {
    person_id: personId,
    programme_id: course.programme_id,
    course_version_id: course.course_version_id,
    completion_id: id,
  }
}

/** A champion: a person with a certificate issued at the moment of `ctx`. */
export async function addTestChampion(
  ctx: Ctx,
  values: Parameters<typeof addTestPerson>[1] = {},
): Promise<Awaited<ReturnType<typeof addTestPerson>> & { certificate_id: string }> {
  const person = await addTestPerson(ctx.db, values)
  const completion = await addTestCompletion(ctx.db, person.id, await championCourse(ctx.db), ctx.now)
  const { certificate_id } = await issueCertificate(ctx, completion)
  return { ...person, certificate_id }
}
