/** The completion engine on a real database: what each step says, when a course is complete, what is recorded. */
import type { Ctx } from '../../../src/platform/context.ts'
import { closeRegister, recordCorrection, saveMarks } from '../../../src/features/attendance/index.ts'
import { getCourseVersion } from '../../../src/features/courses/index.ts'
import {
  completionOf,
  correctCompletion,
  findCompletion,
  handInQuiz,
  markModuleDone,
  startCourse,
  startQuiz,
} from '../../../src/features/learning/index.ts'
import { bookPlace, cancelBooking, listLiveSessionParts } from '../../../src/features/live-sessions/index.ts'
import { getAttempt } from '../../../src/features/quizzes/index.ts'
import { recordCompletion } from '../../support/completions.ts'
import { contextOf, contextOfPerson } from '../../support/context.ts'
import type { TestCourse } from '../../support/courses.ts'
import { addTestCourse } from '../../support/courses.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestPerson } from '../../support/factories.ts'
import { addTestLiveSession } from '../../support/live-sessions.ts'

let database: TestDatabase
let ctx: Ctx
let person_id: string

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  await database.reset()
  ctx = contextOf(database.db)
  person_id = (await addTestPerson(database.db)).id
})

const at = (moment: string): Ctx => ({ ...ctx, now: new Date(moment) })
const jobs = async () =>
  (await database.db.raw(`select count(*) as count from graphile_worker._private_jobs`)).rows[0].count

async function takeQuiz(course: TestCourse, how: 'right' | 'wrong', on: Ctx = ctx): Promise<void> {
  const started = await startQuiz(on, {
    person_id,
    course_id: course.course_id,
    module_id: course.module_ids.at(-1)!,
    again: true,
  })
  if (!('attempt_id' in started)) throw new Error(started.result)
  const { questions } = await getAttempt(on, started.attempt_id)
  const answers = questions.map((question) => ({
    question_version_id: question.question_version_id,
    given: question.options
      .filter((option) => option.text.startsWith('Right') === (how === 'right'))
      .map((option) => option.id),
  }))
  const input = { attempt_id: started.attempt_id, person_id, answers, tab: null, seq: null }
  await handInQuiz(on, input, true)
}

const words = async (course: TestCourse, on: Ctx = ctx) =>
  (await completionOf(on, person_id, course.version_id)).steps.map((step) => step.words)

test('each page, quiz and live part is a step with one sentence, and all of them done is complete', async () => {
  const course = await addTestCourse(ctx, { pages: ['One', 'Two'], quiz: [{}] })
  const { course_id } = course
  await startCourse(ctx, { person_id, course_id })
  expect(await words(course)).toEqual([
    'Read it and mark it as done.',
    'Opens when you have finished “One”.',
    'Opens when you have finished “One”.',
  ])
  for (const module_id of course.module_ids.slice(0, 2))
    await markModuleDone(at('2027-04-13T08:00:00Z'), { person_id, course_id, module_id })
  expect(await words(course)).toEqual([
    'Done on 13 April 2027.',
    'Done on 13 April 2027.',
    'Answer the questions. You pass with 80%.',
  ])
  await takeQuiz(course, 'wrong')
  expect((await words(course)).at(-1)).toBe(
    'Not passed yet: you had 0%, and 80% is needed. You can try again as often as you like.',
  )
  expect(await completionOf(ctx, person_id, course.version_id)).toMatchObject({
    is_complete: false,
    completed_at: null,
  })
  await takeQuiz(course, 'right', at('2027-04-14T08:00:00Z'))
  // A later practice that fails takes nothing away.
  await takeQuiz(course, 'wrong', at('2027-04-15T08:00:00Z'))
  expect((await words(course)).at(-1)).toBe('Passed on 14 April 2027.')
  expect(await completionOf(ctx, person_id, course.version_id)).toMatchObject({
    is_complete: true,
    completed_at: new Date('2027-04-14T08:00:00Z'),
  })
})

test('enough points with a wrong critical question says so', async () => {
  const course = await addTestCourse(ctx, {
    pages: [],
    quiz: [{ is_critical: true }],
    pass_percent: 0,
    attempts_allowed: 1,
  })
  await startCourse(ctx, { person_id, course_id: course.course_id })
  await takeQuiz(course, 'wrong')
  const { steps } = await completionOf(ctx, person_id, course.version_id)
  expect(steps[0]).toMatchObject({
    state: 'waiting',
    words:
      'Not passed yet: you had 0%, but a question that must be right was not. ' +
      'You have no tries left: ask the team that runs this training for help.',
  })
})

test('a live part counts once a closed register shows enough of it', async () => {
  const course = await addTestCourse(ctx, { pages: ['One'], live_percent: 80 })
  const { course_id } = course
  await startCourse(ctx, { person_id, course_id })
  await markModuleDone(ctx, { person_id, course_id, module_id: course.module_ids[0]! })
  const live = async (on: Ctx = ctx) => (await completionOf(on, person_id, course.version_id)).steps.at(-1)!
  expect(await live()).toMatchObject({ state: 'open', words: 'Book a place and take part.', href: '/live-sessions' })

  const trainer = await addTestPerson(database.db, { roles: ['trainer'] })
  const live_session_id = await addTestLiveSession(ctx, {
    live_part_id: course.live_part_id,
    trainer_ids: [trainer.id],
  })
  expect(await bookPlace(ctx, { live_session_id, person_id })).toBe('booked')
  expect(await live()).toMatchObject({
    state: 'waiting',
    words: 'You have a place on 27 April 2027, 10am.',
    href: `/live-sessions/${live_session_id}`,
  })

  const later = await contextOfPerson(at('2027-04-27T13:00:00Z'), trainer.id)
  const [part] = await listLiveSessionParts(ctx, live_session_id)
  await saveMarks(later, { part_id: part!.id, marks: [{ person_id, mark: 'left early', minutes: 119 }] })
  expect((await live(later)).words).toBe(
    'You had a place on 27 April 2027. It counts once the trainer has closed the register.',
  )
  await closeRegister(later, { part_id: part!.id, rest_absent: true })
  expect(await live(later)).toMatchObject({
    state: 'open',
    words: 'You were there for 119 of 150 minutes on 27 April 2027, and 80% is needed. Book another one.',
  })
  expect(await recordCompletion(later, { person_id, course_version_id: course.version_id })).toEqual({
    result: 'incomplete',
  })
  const correction = { part_id: part!.id, person_id, reason: 'Came back' }
  await recordCorrection(later, { ...correction, mark: 'left early', minutes: 120 })
  expect(await live(later)).toMatchObject({ is_done: true, words: 'Attended on 27 April 2027.' })
  const of = { person_id, course_version_id: course.version_id }
  expect(await recordCompletion(later, of)).toMatchObject({
    result: 'recorded',
    completed_at: new Date('2027-04-27T11:30:00Z'),
  })
})

test('absent, excused, and a cancelled booking do not count', async () => {
  const course = await addTestCourse(ctx, { pages: ['One'], live_percent: 80 })
  await startCourse(ctx, { person_id, course_id: course.course_id })
  const trainer = await addTestPerson(database.db, { roles: ['trainer'] })
  const sessions = await Promise.all(
    ['2027-04-20T09:00:00Z', '2027-04-21T09:00:00Z'].map((starts) =>
      addTestLiveSession(ctx, {
        live_part_id: course.live_part_id,
        trainer_ids: [trainer.id],
        starts_at: new Date(starts),
      }),
    ),
  )
  const later = await contextOfPerson(at('2027-04-22T13:00:00Z'), trainer.id)
  for (const live_session_id of sessions) await bookPlace(ctx, { live_session_id, person_id })
  const booking = await database.db('bookings').first('id').where({ live_session_id: sessions[1]! })
  await cancelBooking(ctx, { booking_id: booking!.id })
  const [part] = await listLiveSessionParts(ctx, sessions[0]!)
  await saveMarks(later, { part_id: part!.id, marks: [{ person_id, mark: 'excused', minutes: null }] })
  await closeRegister(later, { part_id: part!.id, rest_absent: true })
  expect((await words(course, later)).at(-1)).toBe('You were excused on 20 April 2027. Book another one.')
})

test('thirty triggers at once record one completion, with the hash of what was learnt', async () => {
  const course = await addTestCourse(ctx, { pages: ['One'] })
  await startCourse(ctx, { person_id, course_id: course.course_id })
  const of = { person_id, course_version_id: course.version_id }
  expect(await recordCompletion(ctx, of)).toEqual({ result: 'incomplete' })
  await markModuleDone(ctx, { person_id, course_id: course.course_id, module_id: course.module_ids[0]! })
  const results = await Promise.all(Array.from({ length: 30 }, () => recordCompletion(ctx, of)))
  expect(new Set(results.map((one) => one.completion_id)).size).toBe(1)
  const { content_hash } = await getCourseVersion(ctx, course.version_id)
  expect(await database.db('completions').select('content_hash')).toEqual([{ content_hash }])
})

test('a completion is taken back with a reason, and recorded again when it is true again', async () => {
  const course = await addTestCourse(ctx, { pages: ['One'] })
  await startCourse(ctx, { person_id, course_id: course.course_id })
  await markModuleDone(ctx, { person_id, course_id: course.course_id, module_id: course.module_ids[0]! })
  const of = { person_id, course_version_id: course.version_id }
  const find = () => findCompletion(ctx, person_id, course.version_id)
  expect(await find()).toBeUndefined()
  expect(await correctCompletion(ctx, { ...of, reason: 'Wrong person' })).toBe('not-in-force')
  await recordCompletion(ctx, of)
  expect(await find()).toMatchObject({ is_in_force: true })
  const both = await Promise.all([1, 2].map(() => correctCompletion(ctx, { ...of, reason: 'Wrong person' })))
  expect(both.toSorted()).toEqual(['corrected', 'not-in-force'])
  expect(await find()).toMatchObject({ is_in_force: false })
  expect(await recordCompletion(ctx, of)).toMatchObject({ result: 'recorded' })
  expect(await find()).toMatchObject({ is_in_force: true })
  expect(await recordCompletion(ctx, of)).toMatchObject({ result: 'already' })
  expect(await database.db('completions')).toHaveLength(3)
})

test('a course without steps is never complete', async () => {
  const course = await addTestCourse(ctx, { pages: ['One'] })
  await database.db.raw('alter table modules disable trigger user')
  await database.db('modules').where({ course_version_id: course.version_id }).delete()
  await database.db.raw('alter table modules enable trigger user')
  expect(await completionOf(ctx, person_id, course.version_id)).toMatchObject({ is_complete: false, steps: [] })
})

test('facts that may complete somebody leave one job for certification', async () => {
  const course = await addTestCourse(ctx, { pages: ['One', 'Two'] })
  await startCourse(ctx, { person_id, course_id: course.course_id })
  for (const module_id of course.module_ids)
    await markModuleDone(ctx, { person_id, course_id: course.course_id, module_id })
  expect(await jobs()).toBe(1)
})
