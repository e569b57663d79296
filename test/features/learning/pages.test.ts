/** A learner's way through a course by HTTP: pages, quiz, result, and everything that may go wrong on the way. */
import { newId } from '../../../src/lib/ids.ts'
import { clock } from '../../../src/platform/clock.ts'
import { listModules, publishCourseVersion, startDraft } from '../../../src/features/courses/index.ts'
import { getAttempt } from '../../../src/features/quizzes/index.ts'
import type { Browser, Fields, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf } from '../../support/context.ts'
import type { TestCourse } from '../../support/courses.ts'
import { addTestCourse } from '../../support/courses.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import type { TestPerson } from '../../support/factories.ts'
import { addTestPerson } from '../../support/factories.ts'

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
  learner = await addTestPerson(database.db)
  browser = await site.browser(learner.email)
})

const ctx = () => contextOf(database.db)
const moduleUrl = (course: TestCourse, index: number) =>
  `/my-training/${course.course_id}/modules/${course.module_ids[index]}`
const enrol = (course: TestCourse) => browser.post(`/my-training/${course.course_id}/enrolment`)

/** A course that begins with its quiz; returns the address of the open attempt. */
async function startQuiz(course: TestCourse): Promise<string> {
  await enrol(course)
  const started = await browser.post(`${moduleUrl(course, course.module_ids.length - 1)}/attempts`)
  expect(started.status).toBe(303)
  return started.headers.location!
}

/** The fields that the page would send, answered right or wrong; only those asked for. */
async function answersOf(attempt: string, how: Record<number, 'right' | 'wrong'>): Promise<Fields> {
  const { questions } = await getAttempt(ctx(), attempt.split('/').at(-1)!)
  const fields: Fields = {}
  for (const [position, wanted] of Object.entries(how)) {
    const letters = questions[Number(position) - 1]!.options.flatMap((option, index) =>
      option.text.startsWith('Right') === (wanted === 'right') ? ['ABCDEFGH'[index]!] : [],
    )
    fields[`question-${position}`] = letters
  }
  return fields
}

const shownOn = (html: string) => /name="_shown" value="([^"]*)"/.exec(html)![1]!

test('from enrolment through the pages to the quiz, each step leading to the next', async () => {
  const course = await addTestCourse(ctx(), {
    pages: ['One', 'Two'],
    quiz: [{}, { kind: 'several' }, { kind: 'true-false' }],
  })
  const enrolled = await enrol(course)
  expect(enrolled.headers.location).toBe(moduleUrl(course, 0))
  const first = await browser.follow(enrolled)
  expect(first.text).toContain('<h1 class="govuk-heading-l govuk-!-margin-bottom-2">One</h1>')
  expect(first.text).toContain('Module 1 of 3')
  expect(first.text).toContain('The words of One.')
  expect(first.text).toContain('Exit this page')
  const second = await browser.post(`${moduleUrl(course, 0)}/completion`)
  expect(second.status).toBe(303)
  expect(second.headers.location).toBe(moduleUrl(course, 1))
  const quiz = await browser.post(`${moduleUrl(course, 1)}/completion`)
  expect(quiz.headers.location).toBe(moduleUrl(course, 2))
  const intro = await browser.follow(quiz)
  expect(intro.text).toContain('Start the quiz')
  expect(intro.text).toContain('3 questions, with no time limit.')
  const started = await browser.post(`${moduleUrl(course, 2)}/attempts`)
  const attempt = started.headers.location!
  const page = await browser.follow(started)
  expect(page.text).toContain('Question text 1')
  expect(page.text).not.toContain('Explained')
  expect(page.text).not.toContain('Feedback on')
  const handed = await browser.post(
    `${attempt}/hand-in`,
    await answersOf(attempt, { 1: 'right', 2: 'right', 3: 'right' }),
  )
  expect(handed.status).toBe(303)
  expect(handed.headers.location).toBe(attempt)
  const result = await browser.follow(handed)
  expect(result.text).toContain('>You passed</h1>')
  expect(result.text).toContain('3 of 3 points: 100%. 80% is needed.')
  expect(result.text).toContain('Explained 1')
  expect(result.text).toContain('Feedback on Right of 1')
  expect(result.text).toContain('You have done everything')
  expect(result.text).toContain(`href="/my-training/${course.course_id}/certificate"`)
})

test('enrolling twice, and marking a page as done twice, changes nothing more', async () => {
  const course = await addTestCourse(ctx(), { pages: ['One', 'Two'] })
  await Promise.all([enrol(course), enrol(course)])
  const marks = await Promise.all([1, 2, 3].map(() => browser.post(`${moduleUrl(course, 0)}/completion`)))
  expect(marks.map((mark) => mark.headers.location)).toEqual([1, 2, 3].map(() => moduleUrl(course, 1)))
  expect(await database.db('enrolments')).toHaveLength(1)
  expect(await database.db('module_completions')).toHaveLength(1)
  expect((await enrol(course)).headers.location).toBe(moduleUrl(course, 1))
  const back = await browser.get(moduleUrl(course, 0))
  expect(back.text).toContain('You finished this on 12 April 2027.')
  expect(back.text).not.toContain('Mark as done')
  const last = await browser.post(`${moduleUrl(course, 1)}/completion`)
  expect(last.headers.location).toBe('/my-training')
  expect((await enrol(course)).headers.location).toBe('/my-training')
})

test('in a fixed order a later module says what comes first; in a free order it is open', async () => {
  const fixed = await addTestCourse(ctx(), { pages: ['One', 'Two', 'Three'] })
  await enrol(fixed)
  const later = await browser.get(moduleUrl(fixed, 2))
  expect(later.status).toBe(200)
  expect(later.text).toContain('This module is not open yet. Opens when you have finished “One”.')
  expect(later.text).not.toContain('The words of Three')
  const pushed = await browser.post(`${moduleUrl(fixed, 2)}/completion`)
  expect(pushed.headers.location).toBe(moduleUrl(fixed, 2))
  expect(await database.db('module_completions')).toHaveLength(0)
  const free = await addTestCourse(ctx(), { pages: ['One', 'Two'], is_fixed_order: false })
  await enrol(free)
  expect((await browser.get(moduleUrl(free, 1))).text).toContain('The words of Two')
})

test('only who is on the course reaches its modules, and only of the version they are on', async () => {
  const course = await addTestCourse(ctx(), { pages: ['One'], quiz: [{}] })
  expect((await browser.get(moduleUrl(course, 0))).status).toBe(404)
  expect((await browser.post(`${moduleUrl(course, 0)}/completion`)).status).toBe(404)
  expect((await browser.post(`${moduleUrl(course, 1)}/attempts`)).status).toBe(404)
  await enrol(course)
  const other = await addTestCourse(ctx(), { pages: ['Elsewhere'] })
  expect((await browser.get(`/my-training/${course.course_id}/modules/${other.module_ids[0]}`)).status).toBe(404)
  expect((await browser.get(`/my-training/${course.course_id}/modules/nonsense`)).status).toBe(404)
  expect((await browser.get(`/my-training/${course.course_id}/modules/${newId()}`)).status).toBe(404)
  expect((await browser.post(`/my-training/${newId()}/enrolment`)).status).toBe(404)
  expect((await browser.post(`/my-training/nonsense/enrolment`)).status).toBe(404)
  // A quiz is not done by saying so, and a page cannot be taken like a quiz.
  expect((await browser.post(`${moduleUrl(course, 1)}/completion`)).status).toBe(404)
  expect((await browser.post(`${moduleUrl(course, 0)}/attempts`)).status).toBe(404)
})

test('a learner stays on the version they began, whatever is published afterwards', async () => {
  const course = await addTestCourse(ctx(), { pages: ['One'] })
  await enrol(course)
  const { version_id } = await startDraft(ctx(), { course_id: course.course_id, owner: 'Test team' })
  expect(await publishCourseVersion(ctx(), { version_id, is_review_waived: true })).toBe('published')
  const [newer] = await listModules(ctx(), version_id)
  expect((await browser.get(`/my-training/${course.course_id}/modules/${newer!.id}`)).status).toBe(404)
  expect((await browser.get(moduleUrl(course, 0))).status).toBe(200)
  expect((await enrol(course)).headers.location).toBe(moduleUrl(course, 0))
  const late = await site.browser((await addTestPerson(database.db)).email)
  const enrolled = await late.post(`/my-training/${course.course_id}/enrolment`)
  expect(enrolled.headers.location).toContain(newer!.id)
})

test('a content notice stands first, with a way past the content', async () => {
  const course = await addTestCourse(ctx(), { pages: ['One'], content_notice: 'This page describes abuse.' })
  await enrol(course)
  const { text } = await browser.get(moduleUrl(course, 0))
  expect(text.indexOf('This page describes abuse.')).toBeLessThan(text.indexOf('The words of One'))
  expect(text.match(/This page describes abuse/g)).toHaveLength(1)
  expect(text).toContain('href="#go-on"')
  expect(text).toContain('id="go-on"')
})

test('the script saves one answer at a time, and a reload shows them', async () => {
  const course = await addTestCourse(ctx(), { pages: [], quiz: [{}, {}] })
  const attempt = await startQuiz(course)
  const save = (fields: Fields) => browser.post(`${attempt}/answers`, fields).set('Accept', 'application/json')
  const saved = await save({ 'question-1': 'B', _changed: 'question-1', _tab: 'one', _seq: '2' })
  expect(saved.status).toBe(200)
  expect(saved.body).toMatchObject({ locked: [], saved_at: expect.stringMatching(/^2027-04-12T/) })
  // An older save of the same tab arrives late; an answer that was not touched stays out of it.
  await save({ 'question-1': 'A', 'question-2': 'C', _changed: 'question-1', _tab: 'one', _seq: '1' })
  expect(shownOn((await browser.get(attempt)).text)).toBe('B,')
  await save({ 'question-2': 'C', _changed: 'question-2', _tab: 'two', _seq: '1' })
  const reloaded = await browser.get(attempt)
  expect(shownOn(reloaded.text)).toBe('B,C')
  expect(reloaded.text.match(/ checked/g)).toHaveLength(2)
})

test('an old tab that hands in does not take back what another tab has answered', async () => {
  const course = await addTestCourse(ctx(), { pages: [], quiz: [{}, {}] })
  const attempt = await startQuiz(course)
  const shown = shownOn((await browser.get(attempt)).text)
  await browser.post(`${attempt}/answers`, { ...(await answersOf(attempt, { 1: 'right' })), _shown: shown })
  // The old tab still shows nothing for question 1.
  await browser.post(`${attempt}/hand-in`, { ...(await answersOf(attempt, { 2: 'right' })), _shown: shown })
  expect((await browser.get(attempt)).text).toContain('2 of 2 points')
})

test('save and come back later keeps the answers without any script', async () => {
  const course = await addTestCourse(ctx(), { pages: [], quiz: [{ kind: 'several' }, {}] })
  const attempt = await startQuiz(course)
  const saved = await browser.post(`${attempt}/answers`, { 'question-1': ['A', 'C'], _shown: ',' })
  expect(saved.status).toBe(303)
  expect(saved.headers.location).toBe('/my-training')
  expect(shownOn((await browser.get(attempt)).text)).toBe('AC,')
  // Unticking everything is a change too.
  await browser.post(`${attempt}/answers`, { _shown: 'AC,' })
  expect(shownOn((await browser.get(attempt)).text)).toBe(',')
  const intro = await browser.get(moduleUrl(course, 0))
  expect(intro.text).toContain('Carry on with the quiz')
})

test('unanswered questions come back by name, and count as wrong once that is confirmed', async () => {
  const course = await addTestCourse(ctx(), { pages: [], quiz: [{}, {}, {}], pass_percent: 30 })
  const attempt = await startQuiz(course)
  const answers = await answersOf(attempt, { 2: 'right' })
  const back = await browser.post(`${attempt}/hand-in`, answers)
  expect(back.status).toBe(422)
  expect(back.text).toContain('<title>Error: ')
  expect(back.text).toContain('href="#question-1"')
  expect(back.text).toContain('id="question-1"')
  expect(back.text).toContain('Question 3 has no answer yet')
  expect(back.text).not.toContain('Question 2 has no answer yet')
  expect(back.text).toContain(' checked')
  const confirmed = await browser.post(`${attempt}/hand-in`, { ...answers, confirmed: 'yes' })
  expect(confirmed.status).toBe(303)
  const result = await browser.follow(confirmed)
  expect(result.text).toContain('1 of 3 points: 33%')
  expect(result.text).toContain('Not answered')
})

test('handing in twice, at once or later, gives one result; saving afterwards is refused', async () => {
  const course = await addTestCourse(ctx(), { pages: [], quiz: [{}] })
  const attempt = await startQuiz(course)
  const answers = await answersOf(attempt, { 1: 'right' })
  const both = await Promise.all([1, 2].map(() => browser.post(`${attempt}/hand-in`, answers)))
  expect(both.map((answer) => answer.headers.location)).toEqual([attempt, attempt])
  const late = await browser
    .post(`${attempt}/answers`, { ...(await answersOf(attempt, { 1: 'wrong' })), _changed: 'question-1' })
    .set('Accept', 'application/json')
  expect(late.status).toBe(409)
  expect((await browser.post(`${attempt}/answers`, await answersOf(attempt, { 1: 'wrong' }))).headers.location).toBe(
    attempt,
  )
  expect((await browser.get(attempt)).text).toContain('1 of 1 points: 100%')
  // Starting again by an old page shows the result, not a new attempt.
  const again = await browser.post(`${moduleUrl(course, 0)}/attempts`)
  expect(again.headers.location).toBe(attempt)
  const practice = await browser.post(`${moduleUrl(course, 0)}/attempts`, { again: 'yes' })
  expect(practice.headers.location).not.toBe(attempt)
})

test('a wrong critical question is named, and the right answer is not given away while one can try again', async () => {
  const course = await addTestCourse(ctx(), {
    pages: [],
    quiz: [{ is_critical: true }, {}, {}, {}, {}],
    attempts_allowed: 2,
  })
  const attempt = await startQuiz(course)
  const failing = await answersOf(attempt, { 2: 'right', 3: 'right', 4: 'right', 5: 'right' })
  const { questions } = await getAttempt(ctx(), attempt.split('/').at(-1)!)
  failing['question-1'] = 'ABC'[questions[0]!.options.findIndex((option) => option.text === 'Wrong')]!
  const result = await browser.follow(await browser.post(`${attempt}/hand-in`, failing))
  expect(result.text).toContain('You have not passed yet')
  expect(result.text).toContain('4 of 5 points: 80%')
  expect(result.text).toContain('Question 1 must be right to pass, and it was not.')
  expect(result.text).toContain('You can try once more.')
  expect(result.text).toContain('Feedback on Wrong of 1')
  expect(result.text.match(/\(right\)/g)).toHaveLength(4)
  const again = await browser.post(`${moduleUrl(course, 0)}/attempts`)
  const second = again.headers.location!
  const last = await browser.follow(await browser.post(`${second}/hand-in`, { confirmed: 'yes' }))
  expect(last.text).toContain('You have no tries left')
  expect(last.text).not.toContain('Try again')
  const refused = await browser.post(`${moduleUrl(course, 0)}/attempts`)
  expect(refused.headers.location).toBe(moduleUrl(course, 0))
  expect((await browser.follow(refused)).text).not.toContain('Start the quiz')
})

test('an attempt of somebody else is not found, whatever is done to it', async () => {
  const course = await addTestCourse(ctx(), { pages: [], quiz: [{}] })
  const attempt = await startQuiz(course)
  const stranger = await site.browser((await addTestPerson(database.db, { roles: ['coordinator'] })).email)
  expect((await stranger.get(attempt)).status).toBe(404)
  expect((await stranger.post(`${attempt}/answers`, { 'question-1': 'A' })).status).toBe(404)
  expect((await stranger.post(`${attempt}/hand-in`, { confirmed: 'yes' })).status).toBe(404)
  expect((await stranger.get('/my-training/attempts/nonsense')).status).toBe(404)
  expect((await browser.get(`/my-training/attempts/${newId()}`)).status).toBe(404)
  expect(shownOn((await browser.get(attempt)).text)).toBe('')
})

test('nonsense in a form does no harm', async () => {
  const course = await addTestCourse(ctx(), { pages: [], quiz: [{}, {}] })
  const attempt = await startQuiz(course)
  const nonsense: Fields = {
    'question-1': ['Z', 'A\u0000', 'x'.repeat(300_000)],
    'question-2': ['A', 'B'],
    _tab: '\u0000'.repeat(50),
    _seq: '-1',
    _shown: 'x'.repeat(300_000),
    _changed: ['question-1', 'question-2', 'question-99', '__proto__'],
  }
  const saved = await browser.post(`${attempt}/answers`, nonsense).set('Accept', 'application/json')
  expect(saved.status).toBe(200)
  expect(shownOn((await browser.get(attempt)).text)).toBe(',A')
})

test('signed out after twelve hours while answering: what was typed is there after signing in', async () => {
  const course = await addTestCourse(ctx(), { pages: [], quiz: [{}] })
  const attempt = await startQuiz(course)
  const answers = await answersOf(attempt, { 1: 'right' })
  clock.set(new Date('2027-04-12T22:00:00Z'))
  try {
    const out = await browser.post(`${attempt}/hand-in`, answers)
    expect(out.headers.location).toContain('/sign-in')
    const autosave = await browser
      .post(`${attempt}/answers`, { ...answers, _changed: 'question-1' })
      .set('Accept', 'application/json')
    expect(autosave.status).toBe(303)
    await browser.post('/dev/sign-in-as', { email: learner.email })
    expect((await browser.get(attempt)).status).toBe(200)
    const [session] = await database.db('web_sessions').select('sess')
    expect(JSON.stringify(session)).toContain(`"question-1"`)
  } finally {
    clock.set(new Date('2027-04-12T09:00:00Z'))
  }
})
