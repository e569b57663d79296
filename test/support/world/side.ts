/** Whom one side of the tests' world has, what its things are called by, and the course it learns on. */
import type { Knex } from 'knex'
import { newId } from '../../../src/lib/ids.ts'
import type { TestPerson } from '../factories.ts'
import { addTestOrganisation, addTestPerson } from '../factories.ts'

export interface SideParts {
  db: Knex
  at: Date
  /** In everything that belongs to this side: Alder or Birch. */
  name: string
  coordinator: TestPerson
}

/** The moment so many hours after the world's. */
export const hoursAfter = (at: Date, hours: number) => new Date(at.getTime() + hours * 3_600_000)

export async function addSidePeople({ db, name }: SideParts) {
  const domain = `${name.toLowerCase()}.example`
  const organisation = await addTestOrganisation(db, { name: `${name} Housing`, domains: [domain] })
  const member = { organisation_id: organisation.id }
  const learner = await addTestPerson(db, { full_name: `Lou ${name}learner`, email: `lou@${domain}`, ...member })
  const lead = await addTestPerson(db, {
    full_name: `Lee ${name}lead`,
    email: `lee@${domain}`,
    roles: ['lead'],
    ...member,
  })
  const trainer = await addTestPerson(db, {
    full_name: `Tam ${name}trainer`,
    email: `tam@${domain}`,
    roles: ['trainer'],
  })
  const asker = await addTestPerson(db, { full_name: `Ash ${name}asker`, email: `ash@${domain}` })
  return { organisation, learner, lead, trainer, asker }
}

/** The seeded course, which the learner is on. */
export async function enrolOnSeededCourse({ db, at }: SideParts, learner: TestPerson) {
  const [version] = await db('course_versions as v')
    .join('courses as c', 'c.id', 'v.course_id')
    .join('programmes as p', 'p.id', 'c.programme_id')
    .join('modules as m', 'm.course_version_id', 'v.id')
    // The seeded course, not one that the first side added to its programme: only it ends with a quiz.
    .where({ 'p.slug': 'hate-crime-champion', 'm.kind': 'quiz' })
    .select('v.id as version_id', 'v.content_hash', 'c.id as course_id', 'p.id as programme_id', 'm.quiz_version_id')
  const { version_id, course_id, programme_id, content_hash, quiz_version_id } = version!
  const module = await db('modules').where({ course_version_id: version_id, position: 1 }).first('id')
  const livePart = await db('live_parts').where({ course_id }).first('id')
  const quizOfVersion = await db('quiz_versions').where({ id: quiz_version_id }).first('quiz_id')
  await db('enrolments').insert({
    id: newId(),
    person_id: learner.id,
    course_id,
    course_version_id: version_id,
    enrolled_at: at,
  })
  return {
    version_id: version_id as string,
    content_hash: content_hash as Buffer,
    course_id: course_id as string,
    programme_id: programme_id as string,
    module_id: module!.id,
    live_part_id: livePart!.id,
    quiz_version_id: quiz_version_id as string,
    quiz_id: quizOfVersion!.quiz_id,
  }
}

export type Side = SideParts &
  Awaited<ReturnType<typeof addSidePeople>> & { seeded: Awaited<ReturnType<typeof enrolOnSeededCourse>> }
