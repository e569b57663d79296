/** What opens when: prerequisites, days, a live session instead of a page, and pages that should have been checked. */
import {
  addModule,
  listModules,
  publishCourseVersion,
  saveDraft,
  startDraft,
} from '../../../src/features/courses/index.ts'
import { newId, newSecret } from '../../../src/lib/ids.ts'
import { clock } from '../../../src/platform/clock.ts'
import type { Ctx } from '../../../src/platform/context.ts'
import type { Browser, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { recordCompletion } from '../../support/completions.ts'
import { contextOf } from '../../support/context.ts'
import { addTestCourse } from '../../support/courses.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import type { TestPerson } from '../../support/factories.ts'
import { addTestPerson } from '../../support/factories.ts'

let database: TestDatabase
let site: TestSite
let ctx: Ctx
let learner: TestPerson
let browser: Browser

beforeAll(async () => {
  database = await createTestDatabase()
  site = await startSite(database)
  ctx = contextOf(database.db)
})
afterAll(async () => {
  await site.stop()
  await database.drop()
})
beforeEach(async () => {
  clock.set(new Date('2027-04-12T09:00:00Z'))
  learner = await addTestPerson(database.db)
  browser = await site.browser(learner.email)
})

const details = { summary: 'About.', is_fixed_order: true, owner: 'Team', reviewer: 'Team' }
const page = { owner: 'Team', length_minutes: 2, body: 'Words.', quiz_version_id: null }

test('a course that comes first is named, and opens the other once it is complete', async () => {
  const awareness = await addTestCourse(ctx, { pages: ['Only page'] })
  const champion = await addTestCourse(ctx, { pages: ['Other page'] })
  const { version_id } = await startDraft(ctx, { course_id: champion.course_id, owner: 'Team' })
  await saveDraft(ctx, { version_id, ...details, live_parts: [], prerequisite_ids: [awareness.course_id] })
  await publishCourseVersion(ctx, { version_id, is_review_waived: true })
  const title = (await database.db('courses').where({ id: awareness.course_id }).first())!.title
  const sentence = `First complete “${title}”.`
  expect((await browser.get('/my-training')).text).toContain(sentence)
  const refused = await browser.post(`/my-training/${champion.course_id}/enrolment`)
  expect((await browser.follow(refused)).text).toContain(`First complete “${title}”. Then you can start this course`)
  expect(await database.db('enrolments').where({ person_id: learner.id })).toEqual([])

  await browser.post(`/my-training/${awareness.course_id}/enrolment`)
  await browser.post(`/my-training/${awareness.course_id}/modules/${awareness.module_ids[0]}/completion`)
  await recordCompletion(ctx, { person_id: learner.id, course_version_id: awareness.version_id })
  expect((await browser.get('/my-training')).text).not.toContain(sentence)
  const started = await browser.post(`/my-training/${champion.course_id}/enrolment`)
  expect(started.headers.location).toContain(`/my-training/${champion.course_id}/modules/`)
  const again = await startDraft(ctx, { course_id: champion.course_id, owner: 'Team' })
  const copied = await database.db('course_version_prerequisites').where({ course_version_id: again.version_id })
  expect(copied).toMatchObject([{ course_id: awareness.course_id }])
})

test('a module opens on its day in London, and says so before', async () => {
  const course = await addTestCourse(ctx, { pages: ['First page'] })
  const { version_id } = await startDraft(ctx, { course_id: course.course_id, owner: 'Team' })
  await addModule(ctx, { version_id, title: 'In May', ...page, opens_on: '2027-05-01' })
  await publishCourseVersion(ctx, { version_id, is_review_waived: true })
  const [first, may] = await listModules(ctx, version_id)
  await browser.post(`/my-training/${course.course_id}/enrolment`)
  const url = `/my-training/${course.course_id}/modules/${may!.id}`
  expect((await browser.get(url)).text).toContain('Opens on 1 May 2027, when you have finished “First page”.')
  await browser.post(`/my-training/${course.course_id}/modules/${first!.id}/completion`)
  expect((await browser.get(url)).text).toContain('Opens on 1 May 2027.')
  expect((await browser.get('/my-training')).text).toContain('Opens on 1 May 2027.')
  await browser.post(`${url}/completion`)
  expect(await database.db('module_completions').where({ module_id: may!.id })).toEqual([])
  // Midnight in London, an hour before midnight UTC.
  clock.set(new Date('2027-04-30T23:00:00Z'))
  const later = await site.browser(learner.email)
  expect((await later.get(url)).text).toContain('Mark as done and go on')
})

test('whoever attended enough of the live part has done the page', async () => {
  const course = await addTestCourse(ctx, { pages: ['First page'], live_percent: 75 })
  const { version_id } = await startDraft(ctx, { course_id: course.course_id, owner: 'Team' })
  const live = { or_live_part_id: course.live_part_id, or_live_percent: 80 }
  await addModule(ctx, { version_id, title: 'Or live', ...page, ...live })
  await publishCourseVersion(ctx, { version_id, is_review_waived: true })
  const orLive = (await listModules(ctx, version_id))[1]!
  await browser.post(`/my-training/${course.course_id}/enrolment`)
  const first = (await listModules(ctx, version_id))[0]!
  await browser.post(`/my-training/${course.course_id}/modules/${first.id}/completion`)
  expect((await browser.get('/my-training')).text).toContain('or attend 80% of “Live session”.')

  const [session, part] = [newId(), newId()]
  const at = new Date('2027-04-10T09:00:00Z')
  const ends = new Date('2027-04-10T11:00:00Z')
  await database.db('live_sessions').insert({
    ...{ id: session, title: 'Held', mode: 'online', is_mandatory: false, audience: 'external', capacity: 9 },
    ...{ join_url: 'https://meet.example/x', created_at: at, created_by: learner.id, opened_at: at },
  } as never)
  await database.db('live_session_parts').insert({
    ...{
      id: part,
      live_session_id: session,
      live_part_id: course.live_part_id,
      position: 1,
      starts_at: at,
      ends_at: ends,
    },
  } as never)
  await database.db('bookings').insert({
    ...{
      id: newId(),
      live_session_id: session,
      person_id: learner.id,
      created_at: at,
      booked_at: at,
      join_token: newSecret(),
    },
  } as never)
  const mark = { live_session_part_id: part, person_id: learner.id, kind: 'trainer mark', mark: 'present' } as const
  await database.db('evidence').insert({ ...mark, recorded_by: learner.id, recorded_at: ends } as never)
  await database.db('registers').insert({ live_session_part_id: part, closed_at: ends, closed_by: learner.id })
  expect((await browser.get(`/my-training/${course.course_id}/modules/${orLive.id}`)).text).toContain(
    'You finished this on 10 April 2027',
  )
})

test('past its review date a page says so, and is on the coordinator’s list', async () => {
  const course = await addTestCourse(ctx)
  await browser.post(`/my-training/${course.course_id}/enrolment`)
  const url = `/my-training/${course.course_id}/modules/${course.module_ids[0]}`
  expect((await browser.get(url)).text).not.toContain('This was to be checked by')
  clock.set(new Date('2028-01-02T09:00:00Z'))
  const late = await site.browser(learner.email)
  expect((await late.get(url)).text).toContain('This was to be checked by 1 January 2028')
  const coordinator = await site.browser((await addTestPerson(database.db, { roles: ['coordinator'] })).email)
  expect((await coordinator.get('/')).text).toContain('Review was due on 1 January 2028')
})
