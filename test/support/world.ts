/** Two of everything: side A and side B, each with its own people and objects, for the access tests. */
import type { Knex } from 'knex'
import type { TestPerson } from './factories.ts'
import { addTestPerson } from './factories.ts'
import { addSideAttendance } from './world/attendance.ts'
import { addSideCertificate } from './world/certification.ts'
import { addSideCourses } from './world/courses.ts'
import { addTestFile } from './world/files.ts'
import { addSideLiveSessions } from './world/live-sessions.ts'
import { addSideRecords } from './world/people.ts'
import { addSideQuizzes } from './world/quizzes.ts'
import type { SideParts } from './world/side.ts'
import { addSidePeople, enrolOnSeededCourse } from './world/side.ts'

export type SideName = 'a' | 'b'

/** What stands for each `:param` of a route. */
export type Objects = Record<string, string>

export interface Side {
  learner: TestPerson
  lead: TestPerson
  trainer: TestPerson
  objects: Objects
  /** Words that belong to this side alone: the other side must never read them. */
  canaries: string[]
}

export interface World {
  a: Side
  b: Side
  coordinator: TestPerson
  administrator: TestPerson
  disabled: TestPerson
}

export async function createWorld(db: Knex, at: Date): Promise<World> {
  await db('publications').update({ shows_figures: true, shows_directory: true })
  const coordinator = await addTestPerson(db, { full_name: 'Cleo Coordinator', roles: ['coordinator'] })
  const administrator = await addTestPerson(db, { full_name: 'Ada Administrator', roles: ['administrator'] })
  const a = await createSide({ db, at, name: 'Alder', coordinator })
  const b = await createSide({ db, at, name: 'Birch', coordinator })
  const disabled = await addTestPerson(db, {
    full_name: 'Dan Disabled',
    roles: ['coordinator', 'trainer', 'administrator'],
    disabled: true,
  })
  return { a, b, coordinator, administrator, disabled }
}

async function createSide(parts: SideParts): Promise<Side> {
  const { db, at, name } = parts
  const people = await addSidePeople(parts)
  const { organisation, learner, lead, trainer } = people
  const seeded = await enrolOnSeededCourse(parts, learner)
  const side = { ...parts, ...people, seeded }
  const liveSessions = await addSideLiveSessions(side)
  const helpEntry = await db('help_entries').first('id')
  return {
    learner,
    lead,
    trainer,
    objects: {
      organisationId: organisation.id,
      personId: learner.id,
      leadId: lead.id,
      learningCourseId: seeded.course_id,
      learningModuleId: seeded.module_id,
      ...liveSessions,
      ...(await addSideAttendance(side, { part: liveSessions.partId, heldPart: liveSessions.heldPartId })),
      ...(await addSideQuizzes(side)),
      ...(await addSideCertificate(side)),
      ...(await addSideRecords(side)),
      ...(await addSideCourses(side)),
      list: '1',
      logoId: await addTestFile(db, at, `${name}.png`, 'image/png', true),
      entryId: helpEntry!.id,
    },
    canaries: [`${name}learner`, `${name}lead`, `${name}asker`, `${name.toLowerCase()}secret`],
  }
}
