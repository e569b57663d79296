/** A course that another one must come before: nobody slips in by booking its live session, and a coordinator may say why. */
import { load } from 'cheerio'
import { enrol, saveDraft, publishCourseVersion, startDraft } from '../../../src/features/courses/index.ts'
import { addWalkIn, bookPlace } from '../../../src/features/live-sessions/index.ts'
import type { Ctx } from '../../../src/platform/context.ts'
import type { Browser, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf } from '../../support/context.ts'
import type { TestCourse } from '../../support/courses.ts'
import { addTestCourse } from '../../support/courses.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestOrganisation, addTestPerson } from '../../support/factories.ts'
import { addTestLiveSession } from '../../support/live-sessions.ts'
import { newId } from '../../../src/lib/ids.ts'

let database: TestDatabase
let site: TestSite
let ctx: Ctx
let first: TestCourse
let course: TestCourse
let sessionId: string
let href: string

beforeAll(async () => {
  database = await createTestDatabase()
  site = await startSite(database)
  ctx = contextOf(database.db)
  first = await addTestCourse(ctx, { pages: ['What it is'] })
  course = await addTestCourse(ctx, { live_percent: 80 })
  const { version_id } = await startDraft(ctx, { course_id: course.course_id, owner: 'Team' })
  await saveDraft(ctx, {
    ...{ version_id, summary: 'x', is_fixed_order: true, owner: 'Team', reviewer: 'Team' },
    live_parts: [{ live_part_id: course.live_part_id!, attendance_percent: 80 }],
    prerequisite_ids: [first.course_id],
  })
  expect(await publishCourseVersion(ctx, { version_id, is_review_waived: true })).toBe('published')
  sessionId = await addTestLiveSession(ctx, { live_part_id: course.live_part_id })
  href = `/live-sessions/${sessionId}`
})
afterAll(async () => {
  await site.stop()
  await database.drop()
})

const words = (html: string) => load(html)('main').text().replace(/\s+/g, ' ')
const placesOf = async (person: { id: string }) =>
  (await database.db('bookings').where({ person_id: person.id })).length +
  (await database.db('enrolments').where({ person_id: person.id, course_id: course.course_id })).length
const titleOf = async () =>
  (await database.db('courses').where({ id: first.course_id }).first('title'))!.title as string

test('a learner reads what comes first instead of the form, cannot book, and can once it is complete', async () => {
  const person = await addTestPerson(database.db, {})
  const browser: Browser = await site.browser(person.email)
  const sentence = `First complete “${await titleOf()}”. Then you can book a place.`
  const page = await browser.get(href)
  expect(words(page.text)).toContain(sentence)
  expect(page.text).not.toContain(`action="${href}/bookings"`)
  // From a page that was opened before, with a reason that is not theirs to give.
  const sent = await browser.post(`${href}/bookings`, { early_reason: 'I know it all' })
  expect(words((await browser.follow(sent)).text)).toContain(sentence)
  expect(await placesOf(person)).toBe(0)
  const { course_version_id } = await enrol(ctx, { person_id: person.id, course_id: first.course_id })
  const completion = { person_id: person.id, course_version_id, completed_at: ctx.now, recorded_at: ctx.now }
  await database.db('completions').insert({ id: newId(), ...completion, content_hash: Buffer.alloc(32) })
  expect((await browser.get(href)).text).toContain(`action="${href}/bookings"`)
  await browser.post(`${href}/bookings`, {})
  expect(await placesOf(person)).toBe(2)
})

test('who is on the course already is asked nothing', async () => {
  const person = await addTestPerson(database.db, {})
  await enrol(ctx, { person_id: person.id, course_id: course.course_id })
  expect(await bookPlace(ctx, { live_session_id: sessionId, person_id: person.id })).toBe('booked')
})

test('a lead is told, a coordinator may go on with a reason, which the audit keeps', async () => {
  const organisation = await addTestOrganisation(database.db, {})
  const member = await addTestPerson(database.db, { full_name: 'Mo Member', organisation_id: organisation.id })
  const lead = await addTestPerson(database.db, { roles: ['lead'], organisation_id: organisation.id })
  const coordinator = await addTestPerson(database.db, { roles: ['coordinator'] })
  const sentence = `Mo Member must first complete “${await titleOf()}”. Then they can be booked.`
  const asLead = await site.browser(lead.email)
  const told = await asLead.post(`${href}/bookings`, { person_id: member.id, early_reason: 'Please' })
  expect(words((await asLead.follow(told)).text)).toContain(sentence)
  expect(await placesOf(member)).toBe(0)

  const browser = await site.browser(coordinator.email)
  const asked = await browser.post(`${href}/bookings`, { person_id: member.id })
  expect([asked.status, words(asked.text).includes(sentence)]).toEqual([200, true])
  const empty = await browser.post(`${href}/bookings`, { person_id: member.id, early_reason: ' ' })
  expect([empty.status, words(empty.text).includes('Enter the reason')]).toEqual([422, true])
  expect(await placesOf(member)).toBe(0)
  const booked = await browser.post(`${href}/bookings`, { person_id: member.id, early_reason: 'Did it in Kent' })
  expect(booked.status).toBe(303)
  expect(await placesOf(member)).toBe(2)
  const audit = await database.db('audit_events').where({ action: 'live-sessions.book', reason: 'Did it in Kent' })
  expect(audit).toMatchObject([{ actor_id: coordinator.id, after: { not_complete_first: [await titleOf()] } }])
})

test('who walks in is there, and the audit says what is missing', async () => {
  const person = await addTestPerson(database.db, {})
  expect(await addWalkIn(ctx, { live_session_id: sessionId, person_id: person.id })).toEqual({
    result: 'added',
    missing_first: [await titleOf()],
  })
  const audit = await database.db('audit_events').where({ action: 'live-sessions.walk-in' })
  expect(audit).toMatchObject([{ after: { person_id: person.id, not_complete_first: [await titleOf()] } }])
})
