/** The rules of an attempt as a learner meets them: delay, what counts, feedback, time, and the learner's own adjustments. */
import { setDisplayAdjustments, setExtraTime } from '../../../src/features/people/index.ts'
import { getAttempt } from '../../../src/features/quizzes/index.ts'
import { clock } from '../../../src/platform/clock.ts'
import { runDuePlans } from '../../../src/platform/jobs/plans.ts'
import { learningJobs } from '../../../src/features/learning/jobs.ts'
import type { Browser, Fields, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf } from '../../support/context.ts'
import type { TestCourse } from '../../support/courses.ts'
import { addTestCourse } from '../../support/courses.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import type { TestPerson } from '../../support/factories.ts'
import { addTestPerson } from '../../support/factories.ts'

const beginning = new Date('2027-04-12T09:00:00Z')
let database: TestDatabase
let site: TestSite
let learner: TestPerson
let browser: Browser

beforeAll(async () => {
  database = await createTestDatabase()
  site = await startSite(database)
})
afterAll(async () => {
  await site.stop()
  await database.drop()
})
beforeEach(async () => {
  await database.reset()
  clock.set(beginning)
  learner = await addTestPerson(database.db)
  browser = await site.browser(learner.email)
})

const ctx = () => contextOf(database.db, { at: clock.now() })
const after = (minutes: number) => clock.set(new Date(beginning.getTime() + minutes * 60_000))

type Wanted = Parameters<typeof addTestCourse>[1]
const quizCourse = (wanted: Wanted) => addTestCourse(ctx(), { pages: [], quiz: [{}, {}], ...wanted })
const intro = (course: TestCourse) => `/my-training/${course.course_id}/modules/${course.module_ids[0]}`

async function begin(course: TestCourse, again = false): Promise<string> {
  await browser.post(`/my-training/${course.course_id}/enrolment`)
  const started = await browser.post(`${intro(course)}/attempts`, again ? { again: 'yes' } : {})
  return started.headers.location!
}

const idOf = (attempt: string) => attempt.split('/').at(-1)!

/** As the page would send them. */
async function answers(attempt: string, ...how: ('right' | 'wrong')[]): Promise<Fields> {
  const { questions } = await getAttempt(ctx(), idOf(attempt))
  return Object.fromEntries(
    how.map((wanted, index) => [
      `question-${index + 1}`,
      questions[index]!.options.find((option) => option.text.startsWith('Right') === (wanted === 'right'))!.value,
    ]),
  )
}

const handIn = async (attempt: string, ...how: ('right' | 'wrong')[]) =>
  browser.post(`${attempt}/hand-in`, await answers(attempt, ...how))

test('between two tries one waits as long as the quiz says, and the page says until when', async () => {
  const course = await quizCourse({ rules: { delay_hours: 24 } })
  await handIn(await begin(course), 'wrong', 'wrong')
  const waiting = await browser.get(intro(course))
  expect(waiting.text).toContain('You can try again from 13 April 2027, 10am.')
  expect(waiting.text).not.toContain('>Try again<')
  // Pressed all the same, in an old tab.
  expect(await begin(course)).toBe(intro(course))
  expect((await browser.get('/my-training')).text).toContain('You can try again from 13 April 2027, 10am.')
  after(24 * 60 + 1)
  browser = await site.browser(learner.email)
  expect(await begin(course)).toMatch(/attempts/)
})

test('where the last result counts, a worse one takes the pass away, and says so before', async () => {
  const course = await quizCourse({ rules: { counts: 'last' } })
  await handIn(await begin(course), 'right', 'right')
  const passed = await browser.get(intro(course))
  expect(passed.text).toContain('Your last result counts: a worse one takes your pass away.')
  after(1)
  const again = await begin(course, true)
  await handIn(again, 'right', 'wrong')
  expect((await browser.get(again)).text).toContain('Your last result counts, so an earlier pass no longer does.')
  expect((await browser.get('/my-training')).text).toContain('Not passed yet: you had 50%')
  const checks = await database.db.raw(`select count(*)::int as n from graphile_worker.jobs
    where task_identifier = 'certification.check'`)
  expect(checks.rows[0].n).toBe(1)
})

test('where the right answers are never told, they are not, after a pass or at the end either', async () => {
  const course = await quizCourse({ attempts_allowed: 1, rules: { feedback: 'never' }, pass_percent: 50 })
  const attempt = await begin(course)
  await handIn(attempt, 'right', 'wrong')
  const result = (await browser.get(attempt)).text
  expect(result).toContain('You passed')
  expect(result.match(/<strong>\(right\)<\/strong>/g)).toHaveLength(1)
  expect(result).toContain('Explained 1')
  expect(result).not.toContain('Explained 2')
})

test('an answer that is checked is explained at once, stays as it is, and needs no script', async () => {
  const course = await quizCourse({ rules: { feedback: 'at-once' } })
  const attempt = await begin(course)
  expect((await browser.get(attempt)).text).toContain('Check this answer')
  const nothing = await browser.post(`${attempt}/answers`, { _check: '2' })
  expect(nothing.status).toBe(422)
  expect(nothing.text).toContain('Question 2 has no answer yet')
  expect(nothing.text).not.toContain('Hand in without these answers')

  const checked = await browser.post(`${attempt}/answers`, {
    ...(await answers(attempt, 'wrong', 'right')),
    _check: '1',
  })
  expect(checked.headers.location).toBe(`${attempt}?question=1#question-1`)
  const page = (await browser.get(attempt)).text
  expect(page).toContain('id="question-1" tabindex="-1"')
  expect(page).toContain('Not right')
  expect(page).toContain('Explained 1')
  expect(page).not.toContain('Explained 2')
  expect(page).not.toContain('name="question-1"')
  expect(page).toContain('name="_asked" value="2"')

  // Another tab, loaded before, cannot change it, and is told so.
  const late = await browser.agent
    .post(`${attempt}/answers`)
    .set('Accept', 'application/json')
    .set('Origin', browser.baseUrl)
    .type('form')
    .send({ ...(await answers(attempt, 'right', 'right')), _changed: 'question-1', _tab: 'other', _seq: '1' })
  expect(late.body).toMatchObject({ locked: ['question-1'] })
  const handed = await browser.post(`${attempt}/hand-in`, { _asked: '2', _shown: ',', ...(await answers(attempt)) })
  expect(handed.status).toBe(303)
  expect((await browser.get(attempt)).text).toContain('1 of 2 points: 50%.')
})

describe('a time limit', () => {
  const limited = () => quizCourse({ rules: { time_limit_minutes: 30 } })
  const save = async (attempt: string, ...how: ('right' | 'wrong')[]) =>
    browser.post(`${attempt}/answers`, { ...(await answers(attempt, ...how)), _stay: 'yes' })

  test('is said before and on the page, and what was saved in time is handed in by itself', async () => {
    const course = await limited()
    await browser.post(`/my-training/${course.course_id}/enrolment`)
    expect((await browser.get(intro(course))).text).toContain('2 questions in 30 minutes.')
    const attempt = await begin(course)
    expect((await browser.get(attempt)).text).toContain('You have until 10:30am: 30 minutes in all.')
    await save(attempt, 'right')
    after(40)
    const over = await browser.get(attempt)
    expect(over.text).toContain('It ended at 10:30am.')
    // Too late: the answer is not acknowledged and not kept.
    expect((await save(attempt, 'right', 'right')).headers.location).toBe(attempt)
    expect(await runDuePlans(ctx())).toBe(1)
    await learningJobs['learning.end-attempt']!(ctx(), { subjectId: idOf(attempt) })
    const result = (await browser.get(attempt)).text
    expect(result).toContain('1 of 2 points: 50%.')
    expect(result).toContain('Your time was up at 10:30am: what you had answered by then was handed in.')
  })

  test('gives a minute of grace to what is on its way', async () => {
    const attempt = await begin(await limited())
    after(30.9)
    await handIn(attempt, 'right', 'right')
    expect((await browser.get(attempt)).text).toContain('2 of 2 points: 100%.')
  })

  test('stands still while the server is away, and the page that thinks it is over is told the new end', async () => {
    const attempt = await begin(await limited())
    await database.db('outages').insert({
      started_at: new Date(beginning.getTime() + 10 * 60_000),
      ended_at: new Date(beginning.getTime() + 25 * 60_000),
    })
    after(30)
    const early = await browser.post(`${attempt}/hand-in`, { ...(await answers(attempt, 'right')), _time_up: 'yes' })
    expect(early.headers.location).toBe(attempt)
    expect((await browser.get(attempt)).text).toContain('You have until 10:45am')
    after(32)
    await runDuePlans(ctx())
    await learningJobs['learning.end-attempt']!(ctx(), { subjectId: idOf(attempt) })
    expect((await getAttempt(ctx(), idOf(attempt))).handed_in_at).toBeNull()
    after(45.1)
    const up = await browser.post(`${attempt}/hand-in`, { ...(await answers(attempt, 'right')), _time_up: 'yes' })
    expect(up.status).toBe(303)
    expect((await browser.get(attempt)).text).toContain('1 of 2 points: 50%.')
  })

  test('is longer for who has extra time, at once, and none for who has no limit', async () => {
    const course = await limited()
    const attempt = await begin(course)
    await setExtraTime(ctx(), { person_id: learner.id, extra_time: '100' })
    expect((await browser.get(attempt)).text).toContain('You have until 11am: 60 minutes in all.')
    await setExtraTime(ctx(), { person_id: learner.id, extra_time: 'no-limit' })
    expect((await browser.get(attempt)).text).not.toContain('You have until')
    expect((await browser.get(intro(course))).text).toContain('2 questions, with no time limit for you.')
    after(600)
    await handIn(attempt, 'right', 'right')
    expect((await browser.get(attempt)).text).toContain('You passed')
  })
})

test('one question a page: back and forth, all answers at the end, and nothing is lost on the way', async () => {
  await setDisplayAdjustments(ctx(), { person_id: learner.id, one_question_a_page: true, large_print: false })
  const attempt = await begin(await quizCourse({}))
  const right = await answers(attempt, 'right', 'right')
  const shown = (html: string) => ({
    _shown: /name="_shown" value="([^"]*)"/.exec(html)![1]!,
    _asked: /name="_asked" value="([^"]*)"/.exec(html)![1]!,
  })
  const first = (await browser.get(attempt)).text
  expect(first).toContain('Question text 1')
  expect(first).not.toContain('Question text 2')
  expect(first).not.toContain('>Hand in<')
  const next = await browser.post(`${attempt}/answers`, {
    ...shown(first),
    'question-1': right['question-1']!,
    _go: '2',
  })
  expect(next.headers.location).toBe(`${attempt}?question=2`)
  const second = (await browser.follow(next)).text
  expect(second).toContain('Question text 2')
  const end = await browser.post(`${attempt}/answers`, { ...shown(second), _go: 'end' })
  const overview = (await browser.follow(end)).text
  expect(overview).toContain('Question 1 of 2: Answered')
  expect(overview).toContain('Question 2 of 2: No answer yet')
  const refused = await browser.post(`${attempt}/hand-in`, shown(overview))
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('href="#question-2"')
  expect(refused.text).toContain('Hand in without these answers')
  await browser.post(`${attempt}/answers`, { ...shown(second), 'question-2': right['question-2']!, _go: 'end' })
  await browser.post(`${attempt}/hand-in`, shown((await browser.get(`${attempt}?question=end`)).text))
  expect((await browser.get(attempt)).text).toContain('2 of 2 points: 100%.')
})
