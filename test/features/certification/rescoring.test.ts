/** A wrong question is put right: who passes or fails now, what is told, what stays. */
import { startCourse, startQuiz } from '../../../src/features/learning/index.ts'
import { carryGiven } from '../../../src/features/quizzes/carrying.ts'
import { getAttempt, handIn, markWritten, saveAnswers } from '../../../src/features/quizzes/index.ts'
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
let trainer: Browser
let course: TestCourse
let wren: TestPerson
let zoe: TestPerson
let questionId: string

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
  trainer = await site.browser(
    (await addTestPerson(database.db, { full_name: 'Tam Trainer', roles: ['trainer'] })).email,
  )
  course = await addTestCourse(ctx(), { pages: [], quiz: [{}, {}], pass_percent: 100 })
  wren = await addTestPerson(database.db, { full_name: 'Wren Hughes' })
  zoe = await addTestPerson(database.db, { full_name: 'Zoe Fitzgerald' })
  questionId = (await database.db('question_versions').where({ text: 'Question text 1' }).first('question_id'))!
    .question_id
})

const ctx = () => contextOf(database.db)
const url = () => `/questions/${questionId}/rescoring`

async function begin(person: TestPerson): Promise<string> {
  await startCourse(ctx(), { person_id: person.id, course_id: course.course_id })
  const of = { person_id: person.id, course_id: course.course_id, module_id: course.module_ids[0]!, again: true }
  const started = await startQuiz(ctx(), of)
  if (!('attempt_id' in started)) throw new Error(started.result)
  return started.attempt_id
}

/** `texts` are the options chosen, one for each question. */
async function answer(person: TestPerson, attempt_id: string, texts: string[]): Promise<void> {
  const { questions } = await getAttempt(ctx(), attempt_id)
  const answers = questions.map((question, index) => ({
    question_version_id: question.question_version_id,
    given: question.options.filter((option) => option.text === texts[index]).map((option) => option.id),
  }))
  await saveAnswers(ctx(), { attempt_id, person_id: person.id, answers, tab: null, seq: null })
}

async function take(person: TestPerson, ...texts: string[]): Promise<string> {
  const attempt_id = await begin(person)
  await answer(person, attempt_id, texts)
  await handIn(ctx(), { attempt_id, person_id: person.id })
  return attempt_id
}

/** The other answer is the right one, as it should have been. */
async function changeQuestion(right = 'Wrong'): Promise<void> {
  const edit = await trainer.get(`/questions/${questionId}/edit`)
  const from = /name="_from" value="(\d+)"/.exec(edit.text)![1]!
  const options = ['Right', 'Wrong', 'Wrong too']
  const fields = Object.fromEntries(
    options.flatMap((text, index) => [
      [`option-${index + 1}`, text],
      [`feedback-${index + 1}`, ''],
    ]),
  )
  const form = [...edit.text.matchAll(/name="((?:option|text)[^"]*)"/g)].map((found) => found[1])
  const saved = await trainer.post(`/questions/${questionId}`, {
    kind: 'one',
    text: 'Question text 1',
    explanation: 'Explained anew',
    points: '1',
    strand: '',
    _from: from,
    ...fields,
    right: String(options.indexOf(right) + 1),
  })
  if (saved.status !== 303) throw new Error(`${saved.status}: the form has ${form.join(', ')}`)
}

const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)![1]!

async function putRight(mode: string, page?: string) {
  const html = page ?? (await trainer.get(url())).text
  return trainer.post(url(), {
    question_version_id: hidden(html, 'question_version_id'),
    seen: hidden(html, 'seen'),
    mode,
    reason: 'The second answer is the right one.',
  })
}

test('the table says who would pass or fail; re-scoring does it, tells them, and asks for certificates anew', async () => {
  const failed = await take(wren, 'Wrong', 'Right')
  const passed = await take(zoe, 'Right', 'Right')
  await database.db.raw('select graphile_worker.add_job(?, ?::json)', [
    'certification.check',
    JSON.stringify({ personId: zoe.id }),
  ])
  await runJobs(ctx())
  expect(await database.db('certificates')).toHaveLength(1)
  await changeQuestion()
  expect((await trainer.get(`/questions/${questionId}`)).text).toContain(url())

  const page = (await trainer.get(url())).text
  expect(page).toContain('<strong>1</strong> would pass now')
  expect(page).toContain('<strong>1</strong> would fail now')
  expect(page).toMatch(
    /Zoe Fitzgerald[\s\S]*2 of 2 points \(100%\), passed[\s\S]*1 of 2 points \(50%\), not passed[\s\S]*Fails now[\s\S]*T[A-Z]{2}-2027/,
  )
  expect(page).toMatch(/Wren Hughes[\s\S]*Passes now/)
  // Nothing has happened yet.
  expect((await getAttempt(ctx(), failed)).is_passed).toBe(false)
  expect((await trainer.post(url(), { mode: '', reason: '' })).status).toBe(422)

  expect((await putRight('re-score', page)).status).toBe(303)
  expect(await getAttempt(ctx(), failed)).toMatchObject({ is_passed: true, points: 2 })
  expect(await getAttempt(ctx(), passed)).toMatchObject({ is_passed: false, points: 1 })
  const mails = (await listMails(database.db)).filter((mail) => mail.kind === 'certification.rescored')
  expect(mails.map((mail) => mail.to_address).toSorted()).toEqual([wren.email, zoe.email].toSorted())
  expect(mails.find((mail) => mail.to_address === wren.email)!.text).toMatch(
    /Before: 1 of 2 points \(50%\), not passed\.\s+Now: 2 of 2 points \(100%\), passed\.[\s\S]*The second answer is the right one\./,
  )
  const audit = await database.db('audit_events').where({ action: 'quizzes.rescore' })
  expect(audit).toMatchObject([{ after: { changed: 2, passes: 1, fails: 1, mode: 're-score' } }])

  // The existing check does the rest: a certificate for one, and no ground any more for that of the other.
  await runJobs(ctx())
  expect((await database.db('certificates').select('person_id')).map((one) => one.person_id)).toContain(wren.id)
  const coordinator = await site.browser((await addTestPerson(database.db, { roles: ['coordinator'] })).email)
  expect((await coordinator.get('/certificates/without-ground')).text).toContain('Zoe Fitzgerald')

  // Sent again, by a second tab or a double click, it does nothing.
  expect((await putRight('re-score', page)).status).toBe(303)
  expect(await database.db('rescorings')).toHaveLength(1)
  expect((await listMails(database.db)).filter((mail) => mail.kind === 'certification.rescored')).toHaveLength(2)
})

test('never lower: who gains gains, who would lose keeps what they have', async () => {
  const failed = await take(wren, 'Wrong', 'Right')
  const passed = await take(zoe, 'Right', 'Right')
  await changeQuestion()
  await putRight('never-lower')
  expect((await getAttempt(ctx(), failed)).is_passed).toBe(true)
  const kept = await getAttempt(ctx(), passed)
  expect(kept).toMatchObject({ is_passed: true, points: 2 })
  // What is shown adds up to what counts.
  expect(kept.questions.map((question) => question.marking!.points)).toEqual([1, 1])
  expect((await listMails(database.db)).map((mail) => mail.to_address)).toEqual([wren.email])
})

test('an old attempt shows what was asked then, with what is right now, and what it was before', async () => {
  const attempt = await take(wren, 'Wrong', 'Right')
  const asked = (await getAttempt(ctx(), attempt)).questions.map(({ text, options }) => ({
    text,
    options: options.map((option) => option.text),
  }))
  await changeQuestion()
  await putRight('re-score')
  const now = await getAttempt(ctx(), attempt)
  expect(now.questions.map(({ text, options }) => ({ text, options: options.map((one) => one.text) }))).toEqual(asked)
  expect(now.questions[0]!.marking).toMatchObject({ is_right: true, explanation: 'Explained anew' })
  const own = await site.browser(wren.email)
  const page = (await own.get(`/my-training/attempts/${attempt}`)).text
  expect(page).toContain('before, you had 1 of 2 points; now you have 2 of 2.')
})

test('what is open is marked by the right version, and who begins afterwards is asked it', async () => {
  const open = await begin(wren)
  await changeQuestion()
  await putRight('re-score')
  await answer(wren, open, ['Wrong', 'Right'])
  await handIn(ctx(), { attempt_id: open, person_id: wren.id })
  expect(await getAttempt(ctx(), open)).toMatchObject({ is_passed: true, points: 2 })
  const fresh = await take(zoe, 'Wrong', 'Right')
  expect(await getAttempt(ctx(), fresh)).toMatchObject({ is_passed: true })
  const latest = await database.db('question_versions').where({ question_id: questionId, number: 2 }).first('id')
  expect((await getAttempt(ctx(), fresh)).questions[0]!.question_version_id).toBe(latest!.id)
})

test('never lower holds for who had begun as well, and a try to hand in settles nothing', async () => {
  const [loses, gains] = [await begin(wren), await begin(zoe)]
  await answer(wren, loses, ['Wrong'])
  await changeQuestion()
  await putRight('never-lower')
  // Of two questions one has no answer yet: it comes back, and what is wrong so far is changed.
  expect((await handIn(ctx(), { attempt_id: loses, person_id: wren.id })).result).toBe('unanswered')
  await answer(wren, loses, ['Right', 'Right'])
  await answer(zoe, gains, ['Wrong', 'Right'])
  for (const [attempt_id, person] of [
    [loses, wren],
    [gains, zoe],
  ] as const) {
    expect((await handIn(ctx(), { attempt_id, person_id: person.id })).result).toBe('handed-in')
    expect(await getAttempt(ctx(), attempt_id)).toMatchObject({ is_passed: true, points: 2 })
  }
})

test('who waits for a trainer’s marks is marked by what was put right meanwhile', async () => {
  course = await addTestCourse(ctx(), { pages: [], quiz: [{}, { kind: 'text' }], pass_percent: 50 })
  const asked = await database.db('question_versions').orderBy('created_at').orderBy('id').select('id', 'question_id')
  const attempt_id = await begin(wren)
  const { questions } = await getAttempt(ctx(), attempt_id)
  questionId = asked.find(({ id }) => id === questions[0]!.question_version_id)!.question_id
  const given = [questions[0]!.options.find(({ text }) => text === 'Wrong')!.id]
  const [tick, write] = questions.map((one) => one.question_version_id)
  await saveAnswers(ctx(), {
    ...{ attempt_id, person_id: wren.id, tab: null, seq: null },
    answers: [
      { question_version_id: tick!, given },
      { question_version_id: write!, given: ['I would listen.'] },
    ],
  })
  expect((await handIn(ctx(), { attempt_id, person_id: wren.id })).result).toBe('waiting')
  await changeQuestion()
  await putRight('re-score')
  const { content } = (await database.db('question_versions').where({ id: write! }).first('content'))!
  const points = (content as { rubric: { points: number }[] }).rubric.map((line) => line.points)
  await markWritten(ctx(), { attempt_id, marks: [{ question_version_id: write!, points, feedback: '' }] })
  const now = await getAttempt(ctx(), attempt_id)
  expect([now.points, now.points]).toEqual([now.max_points, 1 + now.questions[1]!.points])
})

test('marks for a rubric say nothing of another rubric', () => {
  const content = (...points: number[]) => ({ rubric: points.map((one) => ({ criterion: 'Listens', points: one })) })
  const carried = (asked: number[], now: number[]) =>
    carryGiven({ kind: 'text', content: content(...asked) }, { kind: 'text', content: content(...now) }, ['Words'])
  expect(carried([2, 2], [2, 2])).toEqual(['Words'])
  expect(carried([2, 2], [2])).toBeNull()
  expect(carried([2, 2], [2, 1])).toBeNull()
})

test('a table that is no longer true is shown again, and two at once are one', async () => {
  await take(wren, 'Wrong', 'Right')
  await changeQuestion()
  const page = (await trainer.get(url())).text
  await take(zoe, 'Right', 'Right')
  const late = await putRight('re-score', page)
  expect(late.status).toBe(422)
  expect(late.text).toContain('Something changed while you were reading')
  expect(late.text).toContain('Zoe Fitzgerald')
  const now = (await trainer.get(url())).text
  await Promise.all([putRight('re-score', now), putRight('never-lower', now)])
  expect(await database.db('rescorings')).toHaveLength(1)
  // A second correction marks by the third version, from what was given.
  await changeQuestion('Wrong too')
  expect((await trainer.get(url())).text).toContain('2 attempts are marked by an earlier version.')
})
