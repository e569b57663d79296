/** Free text from the answer to the certificate's check: waiting, marked without a name, told by mail; and a case in steps. */
import { getAttempt } from '../../../src/features/quizzes/index.ts'
import type { Browser, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf } from '../../support/context.ts'
import type { TestCourse } from '../../support/courses.ts'
import { addTestCourse } from '../../support/courses.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import type { TestPerson } from '../../support/factories.ts'
import { addTestPerson } from '../../support/factories.ts'
import { listMails, runJobs } from '../../support/mailbox.ts'

let database: TestDatabase
let site: TestSite
let learner: TestPerson
let own: Browser
let trainer: Browser
let course: TestCourse

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
  learner = await addTestPerson(database.db, { full_name: 'Wren Hughes', roles: ['trainer'] })
  own = await site.browser(learner.email)
  trainer = await site.browser((await addTestPerson(database.db, { roles: ['trainer'] })).email)
  course = await addTestCourse(ctx(), { pages: [], quiz: [{ kind: 'text' }, {}], pass_percent: 60 })
})

const ctx = () => contextOf(database.db)
const intro = () => `/my-training/${course.course_id}/modules/${course.module_ids[0]}`

async function begin(): Promise<string> {
  await own.post(`/my-training/${course.course_id}/enrolment`)
  return (await own.post(`${intro()}/attempts`)).headers.location!
}

const words = 'I would sit down and listen.\nThen I would say where to report.'

async function handIn(text: string): Promise<string> {
  const attempt = await begin()
  const { questions } = await getAttempt(ctx(), attempt.split('/').at(-1)!)
  const right = questions[1]!.options.find((option) => option.text === 'Right')!.value
  await own.post(`${attempt}/hand-in`, { 'question-1-1': text, 'question-2': right, confirmed: 'yes' })
  return attempt
}

test('what is written waits for a trainer, and counts for the pass once it is marked', async () => {
  const attempt = await handIn(words)
  const waiting = (await own.get(attempt)).text
  expect(waiting).toContain('Handed in and waiting to be marked')
  expect(waiting).toContain('Waiting to be marked')
  expect(waiting).not.toContain('Try again')
  // What it was drawn by stands below it, and a trainer who is told it sees the draw again, without a name.
  const { seed } = (await database.db('attempts').first('seed'))!
  expect(waiting).toContain(`with the seed ${seed} from version 1 of the quiz`)
  const drawn = (await trainer.get(`/courses/modules/${course.module_ids[0]}?seed=${seed}`)).text
  expect(drawn).toContain('try 1 of somebody')
  expect(drawn).toContain('the seed gave exactly what was asked')
  expect(drawn).not.toContain('Wren Hughes')
  expect((await own.get('/my-training')).text).toContain('Handed in and waiting to be marked')
  expect((await own.get(intro())).text).toContain('Handed in and waiting to be marked')
  // Pressed all the same, it leads to the attempt that waits.
  expect(await begin()).toBe(attempt)

  // The learner is a trainer too, and does not see their own; the other sees it without a name.
  expect((await own.get('/marking')).text).toContain('Nothing waits to be marked.')
  const url = attempt.replace('/my-training/attempts', '/marking')
  expect((await own.get(url)).status).toBe(404)
  expect((await trainer.get('/')).text).toContain('quiz waits to be marked')
  expect((await trainer.get('/marking')).text).toContain(url)
  const page = (await trainer.get(url)).text
  expect(page).toContain('I would sit down and listen.')
  expect(page).toContain('Listens first')
  expect(page).not.toContain('Wren Hughes')

  const wrong = await trainer.post(url, { 'mark-1-1': '3', 'mark-1-2': '', 'mark-1-feedback': 'Well said.' })
  expect(wrong.status).toBe(422)
  expect(wrong.text).toContain('Well said.')
  const marked = await trainer.post(url, { 'mark-1-1': '2', 'mark-1-2': '0', 'mark-1-feedback': 'Well said.' })
  expect(marked.headers.location).toBe('/marking')
  // 2 of 3 of the rubric is 1 of 2 points, and 1 for the other question: 2 of 3.
  const result = (await own.get(attempt)).text
  expect(result).toContain('You passed')
  expect(result).toContain('2 of 3 points: 66%.')
  expect(result).toContain('<strong>From the trainer:</strong> Well said.')
  const mails = await listMails(database.db, { kind: 'learning.marked' })
  expect(mails.map((mail) => mail.to_address)).toEqual([learner.email])
  expect(mails[0]!.text).toMatch(/You passed: 2 of 3 points\.[\s\S]*Listens first: 2 of 2[\s\S]*Well said\./)
  await runJobs(ctx())
  expect(await database.db('certificates')).toHaveLength(1)
  expect(await database.db('audit_events').where({ action: 'quizzes.mark-written' })).toHaveLength(1)

  // A second tab, or another trainer, comes too late.
  await trainer.post(url, { 'mark-1-1': '0', 'mark-1-2': '0', 'mark-1-feedback': '' })
  expect((await own.get(attempt)).text).toContain('2 of 3 points: 66%.')
  expect(await listMails(database.db, { kind: 'learning.marked' })).toHaveLength(1)
})

test('nothing written waits for nobody', async () => {
  const attempt = await handIn('')
  expect((await own.get(attempt)).text).toContain('1 of 3 points: 33%.')
  expect((await trainer.get('/marking')).text).toContain('Nothing waits to be marked.')
})

test('a case is told step by step: each choice says what follows, leads on, and then stays', async () => {
  course = await addTestCourse(ctx(), { pages: [], quiz: [{ kind: 'scenario' }] })
  const attempt = await begin()
  let page = (await own.get(attempt)).text
  const fields = (text: string) => {
    const [, name, value] = new RegExp(
      `name="(question-1-\\d)" type="radio" value="([A-Z])"[^>]*>\\s*<label[^>]*>${text}<`,
    ).exec(page)!
    const [, step] = /name="question-1-step" value="(\d)"/.exec(page)!
    return { [name!]: value!, 'question-1-step': step! }
  }
  const told = [`${attempt}?question=1#question-1-told`]
  // Nothing of the next step, and of what follows, is on the page.
  expect(page).toContain('They are shaking. What do you do first?')
  expect(page).not.toContain('They ask who will know of it.')
  expect(page).not.toContain('They look at the pen')
  const nothing = await own.post(`${attempt}/answers`, { 'question-1-step': '0', _tell: '1' })
  expect(nothing.text).toContain('Question 1: choose what to do, then go on')

  const first = fields('Take notes')
  const gone = await own.post(`${attempt}/answers`, { ...first, _tell: '1' })
  expect([gone.headers.location]).toEqual(told)
  const old = page
  page = (await own.get(attempt)).text
  expect(page).toContain('They look at the pen and stop.')
  expect(page).not.toContain('They sit down and begin to talk.')
  expect(page).toContain('They ask who will know of it.')
  expect(page).not.toContain('Not right')

  // Pressed again, or changed on a page that is behind: what was told stays, and nothing is skipped.
  const other = /value="([A-Z])"[^>]*>\s*<label[^>]*>Listen</.exec(old)![1]!
  const late = await own.post(`${attempt}/answers`, { 'question-1-1': other, 'question-1-step': '0', _tell: '1' })
  expect([late.headers.location]).toEqual(told)
  const kept = async () => (await getAttempt(ctx(), attempt.split('/').at(-1)!)).questions[0]!.given
  expect(await kept()).toEqual(['1-2', ''])
  // Handed in half way it is answered in part.
  const half = await own.post(`${attempt}/hand-in`, { 'question-1-step': '1' })
  expect(half.text).toContain('Question 1 is answered only in part')

  await own.post(`${attempt}/answers`, { ...fields('Say who will'), _tell: '1' })
  expect(await kept()).toEqual(['1-2', '2-1'])
  page = (await own.get(attempt)).text
  expect(page).toContain('The case ends here.')
  expect(page).not.toContain('type="radio"')
  await own.post(`${attempt}/hand-in`)
  const result = (await own.get(attempt)).text
  expect(result).toContain('1 of 2 points: 50%.')
  expect(result).toContain('Take notes <strong>(your answer, not right)</strong>')
  expect(result).toContain('They look at the pen and stop.')
})

test('a page on which the open step was left alone takes back no choice that another page has made there', async () => {
  course = await addTestCourse(ctx(), { pages: [], quiz: [{ kind: 'scenario' }] })
  const attempt = await begin()
  await own.post(`${attempt}/answers`, { 'question-1-1': 'A', 'question-1-step': '0', _tell: '1' })
  const hidden = (page: string) => ({ _shown: /name="_shown" value="([^"]*)"/.exec(page)![1]!, 'question-1-step': '1' })
  const untouched = hidden((await own.get(attempt)).text)
  await own.post(`${attempt}/answers`, { ...untouched, 'question-1-2': 'B' })
  const given = async () => (await getAttempt(ctx(), attempt.split('/').at(-1)!)).questions[0]!.given
  const chosen = await given()
  expect(chosen[1]).not.toBe('')
  await own.post(`${attempt}/answers`, untouched)
  await own.post(`${attempt}/hand-in`, untouched)
  expect(await given()).toEqual(chosen)
})
