/** The statistics as trainers see them: counted from real attempts, first ones by default, as pages and as a file. */
import { handIn, saveAnswers, startAttempt, getAttempt } from '../../../src/features/quizzes/index.ts'
import { parseCsv } from '../../../src/lib/csv.ts'
import type { Browser, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf } from '../../support/context.ts'
import { addTestCourse } from '../../support/courses.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestPerson } from '../../support/factories.ts'

let database: TestDatabase
let site: TestSite
let trainer: Browser
let url: string
let quizVersionId: string

beforeAll(async () => {
  database = await createTestDatabase()
  site = await startSite(database)
  trainer = await site.browser((await addTestPerson(database.db, { roles: ['trainer'] })).email)
  const course = await addTestCourse(ctx(0), { pages: [], quiz: [{}, {}, { kind: 'rating' }] })
  quizVersionId = course.quiz_version_id!
  const version = await database.db('quiz_versions').where({ id: quizVersionId }).first('quiz_id')
  url = `/questions/statistics/${version!.quiz_id}`
})
afterAll(async () => {
  await site.stop()
  await database.drop()
})

const ctx = (minute: number) => contextOf(database.db, { at: new Date(Date.UTC(2027, 3, 12, 8, minute)) })

/** Whoever takes it feels rather ready: 4 of 5. */
const ready = '4'

async function take(person_id: string, minutes: number, ...texts: string[]): Promise<void> {
  const started = await startAttempt(ctx(0), { quiz_version_id: quizVersionId, person_id })
  if (!('attempt_id' in started)) throw new Error(started.result)
  const { attempt_id } = started
  const { questions } = await getAttempt(ctx(0), attempt_id)
  const answers = questions.map((question, index) => ({
    question_version_id: question.question_version_id,
    given: question.options.filter((option) => option.text === (texts[index] ?? ready)).map((option) => option.id),
  }))
  await saveAnswers(ctx(1), { attempt_id, person_id, answers, tab: null, seq: null })
  await handIn(ctx(minutes), { attempt_id, person_id, is_confirmed: true })
}

const newPerson = async () => (await addTestPerson(database.db)).id

test('before anybody has taken it, the page says so', async () => {
  expect((await trainer.get('/questions/statistics')).text).toContain(url)
  expect((await trainer.get(url)).text).toContain('Nobody has handed in this quiz yet')
})

test('counts the first attempt of each person, withholds verdicts from few, and says both', async () => {
  const again = await newPerson()
  await take(again, 4, 'Wrong', 'Wrong')
  await take(again, 4, 'Right', 'Right')
  await take(await newPerson(), 6, 'Right', 'Right')
  await take(await newPerson(), 8, 'Right', 'Wrong too')
  const first = (await trainer.get(url)).text
  expect(first).toContain('the first attempt of each person: 3 attempts.')
  expect(first).toContain('Withheld: fewer than 30 answers')
  expect(first).toContain('1 of 3')
  expect(first).toMatch(/Mean result[\s\S]*50\.0%/)
  expect(first).toContain('6.0 minutes')
  // A rating gives no points and has no figures but what was chosen.
  expect(first).toMatch(/Ratings[\s\S]*I feel ready to help\.[\s\S]*>3<[\s\S]*>4\.0 of 5</)
  const all = (await trainer.get(`${url}?attempts=all`)).text
  expect(all).toContain('all attempts: 4 attempts.')
  expect(all).toMatch(/Mean result[\s\S]*62\.5%/)
})

test('the page of a question says who chose what, in the lower and the upper third', async () => {
  const page = (await trainer.get(url)).text
  const href = /href="([^"]*\/questions\/[0-9a-f-]{36}[^"]*)"/.exec(page)![1]!.replaceAll('&amp;', '&')
  const question = (await trainer.get(href)).text
  expect(question).toContain('Question text 1')
  expect(question).toMatch(/Right\s*<strong>\(right\)<\/strong>[\s\S]*?numeric[^"]*">2<[\s\S]*?67%/)
  expect(question).toContain('The lower and the upper third have 1 person each')
  expect((await trainer.get(`${url}/questions/0198f0f0-0000-7000-8000-000000000000`)).status).toBe(404)
})

test('the file has the same figures, unrounded; with 30 answers there are verdicts', async () => {
  for (let person = 0; person < 30; person += 1)
    await take(
      await newPerson(),
      5,
      ...(person % 3 === 0 ? ['Wrong', 'Wrong'] : person % 3 === 1 ? ['Right', 'Right'] : ['Right', 'Wrong']),
    )
  const page = (await trainer.get(url)).text
  expect(page).not.toContain('Withheld')
  expect(page).toContain('Tells ')
  const file = await trainer.get(`${url}/statistics.csv`)
  expect(file.headers['content-type']).toContain('text/csv')
  const [heading, quiz, one, ...more] = parseCsv(file.text.replace(/^\ufeff/, '')).rows
  const value = (row: string[], name: string) => row[heading!.indexOf(name)]
  expect(value(quiz!, 'level')).toBe('quiz')
  expect(value(quiz!, 'answers')).toBe('33')
  expect(value(one!, 'facility')).toBe((22 / 33).toFixed(6))
  expect(value(one!, 'guess_score')).toBe('0.333333')
  const answers = more.filter((row) => value(row, 'level') === 'answer' && value(row, 'text') === 'Question text 1')
  const names = ['answer', 'right', 'answers', 'chosen', 'chosen_lower_third', 'chosen_upper_third']
  expect(answers.map((row) => names.map((name) => value(row, name)).join(' '))).toEqual([
    'Right yes 33 22 0 11',
    'Wrong no 33 11 11 0',
    'Wrong too no 33 0 0 0',
  ])
  expect(more.filter((row) => value(row, 'level') === 'question')).toHaveLength(1)
  const rated = more.find((row) => value(row, 'answer') === ready)!
  expect([value(rated, 'right'), value(rated, 'chosen')]).toEqual(['', '33'])
  // Who does well chooses another step of a scale: that says nothing against the question.
  const href = /href="([^"]*)"[^>]*>I feel ready to help/.exec(page)![1]!.replaceAll('&amp;', '&')
  const rating = (await trainer.get(href)).text
  expect(rating).toContain('100%')
  expect(rating).not.toContain('The better ones prefer it')
})

test('how long a question took is known where answers came one by one', async () => {
  const person_id = await newPerson()
  const started = await startAttempt(ctx(0), { quiz_version_id: quizVersionId, person_id })
  const { attempt_id } = started as { attempt_id: string }
  const { questions } = await getAttempt(ctx(0), attempt_id)
  const save = (minute: number, place: number, choice: number, age_ms: number | null = null) =>
    saveAnswers(ctx(minute), {
      attempt_id,
      person_id,
      answers: [
        {
          question_version_id: questions[place]!.question_version_id,
          given: [questions[place]!.options[choice]!.id],
          age_ms,
        },
      ],
      tab: 'tab',
      seq: minute,
    })
  await save(2, 0, 0)
  // It had waited a minute without a network; then the first is changed.
  await save(4, 1, 0, 60_000)
  await save(5, 0, 1)
  await handIn(ctx(6), { attempt_id, person_id, is_confirmed: true })
  const [heading, , one, two] = parseCsv((await trainer.get(`${url}/statistics.csv`)).text.replace(/^\ufeff/, '')).rows
  const value = (row: string[], name: string) => row[heading!.indexOf(name)]
  expect([value(one!, 'times_known'), value(one!, 'seconds_median')]).toEqual(['1', '240.000000'])
  expect([value(two!, 'times_known'), value(two!, 'seconds_median')]).toEqual(['1', '60.000000'])
  expect((await trainer.get(url)).text).toContain('4.0 minutes')
})

test('learners and leads have no statistics', async () => {
  const learner = await site.browser((await addTestPerson(database.db)).email)
  for (const path of ['/questions/statistics', url, `${url}/statistics.csv`])
    expect((await learner.get(path)).status).toBe(403)
})
