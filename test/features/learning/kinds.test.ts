/** Every kind of question that is marked at once in one quiz, answered as the page asks: with fields read out of its HTML, no script needed. */
import { load } from 'cheerio'
import { getAttempt, questionKinds } from '../../../src/features/quizzes/index.ts'
import type { Browser, Fields, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf } from '../../support/context.ts'
import type { TestCourse } from '../../support/courses.ts'
import { addTestCourse } from '../../support/courses.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestPerson } from '../../support/factories.ts'

/** Cases in steps and free text are in marking.test.ts. */
const kinds = questionKinds.filter((kind) => kind !== 'scenario' && kind !== 'text')

let database: TestDatabase
let site: TestSite
let course: TestCourse
let browser: Browser
let attempt: string

const ctx = () => contextOf(database.db)

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
  browser = await site.browser((await addTestPerson(database.db)).email)
  course = await addTestCourse(ctx(), { pages: [], quiz: kinds.map((kind) => ({ kind })) })
  await browser.post(`/my-training/${course.course_id}/enrolment`)
  const started = await browser.post(`/my-training/${course.course_id}/modules/${course.module_ids[0]}/attempts`)
  attempt = started.headers.location!
})

const numberOf = (kind: (typeof kinds)[number]) => kinds.indexOf(kind) + 1

/** The form as a browser without scripts sends it, after somebody filled in `answers`: by label, what to choose or type. */
async function fill(answers: Record<string, string>): Promise<Fields> {
  const $ = load((await browser.get(attempt)).text)
  const fields: Fields = {}
  for (const hidden of $('input[type=hidden]').toArray())
    fields[$(hidden).attr('name')!] = $(hidden).attr('value') ?? ''
  for (const box of $('.app-question').toArray()) {
    const legend = $(box).find('.app-question__number').text()
    const wanted = (label: string) => answers[`${legend}: ${label}`]
    for (const input of $(box).find('input[type=text]').toArray()) {
      const label =
        $(input).attr('aria-label') ??
        $(box)
          .find(`label[for="${$(input).attr('id')}"]`)
          .text()
      fields[$(input).attr('name')!] = wanted(label.split(',')[0]!) ?? $(input).attr('value') ?? ''
    }
    for (const select of $(box).find('select').toArray()) {
      const label =
        $(select).attr('aria-label') ??
        $(box)
          .find(`label[for="${$(select).attr('id')}"]`)
          .text()
      const text = wanted(label.split(',')[0]!)
      const option = $(select)
        .find('option')
        .toArray()
        .find((one) => (text === undefined ? $(one).attr('selected') !== undefined : $(one).text() === text))
      fields[$(select).attr('name')!] = option ? ($(option).attr('value') ?? '') : ''
    }
    for (const tick of $(box).find('input[type=radio], input[type=checkbox]').toArray()) {
      const label = $(box)
        .find(`label[for="${$(tick).attr('id')}"]`)
        .text()
      const isTicked = wanted(label) === 'yes' || $(tick).attr('checked') !== undefined
      const name = $(tick).attr('name')!
      if (isTicked) fields[name] = [...[fields[name] ?? []].flat(), $(tick).attr('value')!]
    }
  }
  return fields
}

const all = kinds.length
const on = (kind: (typeof kinds)[number], answers: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(answers).map(([label, value]) => [`Question ${numberOf(kind)} of ${all}: ${label}`, value]),
  )

const everything = () => ({
  ...on('one', { Right: 'yes' }),
  ...on('several', { 'Right, a': 'yes', 'Right, b': 'yes' }),
  ...on('true-false', { Right: 'yes' }),
  ...on('matching', { 'Danger now': '999', 'Not urgent': '101', 'A crime in the past': '101' }),
  ...on('ordering', { Listen: '1', 'Ask what they want': '2', 'Say where to report': '3' }),
  ...on('short', { 'Your answer': 'OBRIEN ZAK'.replace(' ', '-') }),
  ...on('number', { 'Your answer': '1,249.5' }),
  ...on('gaps', { 'Gap 1 of 2': '112', 'Gap 2 of 2': ' 101 ' }),
  ...on('gap-choices', { 'Gap 1 of 2': '999', 'Gap 2 of 2': '101' }),
  ...on('rating', { '4': 'yes' }),
})

test('everything answered right passes with all points, and each question is explained', async () => {
  const handed = await browser.post(`${attempt}/hand-in`, await fill(everything()))
  expect(handed.status).toBe(303)
  const { text } = await browser.get(attempt)
  expect(text).toContain('You passed')
  expect(text).toContain('15 of 15 points: 100%')
  expect(text).not.toContain('Not right')
  for (const number of kinds.keys()) expect(text).toContain(`Explained ${number + 1}`)
  expect(load(text)('section p').text()).toMatch(/On a scale from “1: .*” to “5: .*”, you chose “4”\./)
})

test('saved in between, everything stands on the page again; what is changed in part is marked in part', async () => {
  const saved = await browser.post(`${attempt}/answers`, { ...(await fill(everything())), _stay: 'yes' })
  expect([saved.status, saved.headers.location]).toEqual([303, attempt])
  const before = (await getAttempt(ctx(), attempt.split('/').at(-1)!)).questions.map((one) => one.given)
  expect(before.every((given) => given.length > 0)).toBe(true)
  // Sent again as the page shows it: nothing is taken for a change.
  await browser.post(`${attempt}/answers`, await fill({}))
  expect((await getAttempt(ctx(), attempt.split('/').at(-1)!)).questions.map((one) => one.given)).toEqual(before)
  const wrong = await fill({
    ...on('matching', { 'Danger now': '111' }),
    ...on('gaps', { 'Gap 1 of 2': '998' }),
    ...on('gap-choices', { 'Gap 1 of 2': '111' }),
    ...on('short', { 'Your answer': 'their employer' }),
  })
  expect((await browser.post(`${attempt}/hand-in`, wrong)).status).toBe(303)
  const { text } = await browser.get(attempt)
  // Of 2 points each: 2 of 3 pairs and 1 of 2 gaps give 1; all or nothing and the wrong words give none.
  expect(text).toContain('9 of 15 points: 60%')
  expect(text.match(/Partly right/g)).toHaveLength(2)
  expect(text).toContain('their employer')
  // While it can be tried again, what is right is not given away.
  expect(text).not.toContain('Right: ')
})

test('what is no whole answer comes back beside its question, with what was typed', async () => {
  const { [`Question ${numberOf('rating')} of ${all}: 4`]: _, ...others } = everything()
  const back = await browser.post(
    `${attempt}/hand-in`,
    await fill({
      ...others,
      ...on('ordering', { 'Ask what they want': '1' }),
      ...on('number', { 'Your answer': '5 days' }),
      ...on('gaps', { 'Gap 2 of 2': '' }),
    }),
  )
  const $ = load(back.text)
  const errors = $('.govuk-error-summary__list a').toArray()
  expect(errors.map((one) => $(one).text())).toEqual([
    `Question ${numberOf('ordering')} has two things in the same place`,
    `Question ${numberOf('number')} needs a number such as 1,250 or 3.5, with a point and without its unit`,
    `Question ${numberOf('gaps')} is answered only in part`,
    `Question ${numberOf('rating')} has no answer yet`,
  ])
  for (const one of errors) expect($($(one).attr('href')!)).toHaveLength(1)
  expect($(`#question-${numberOf('number')}`).attr('value')).toBe('5 days')
  expect((await browser.get(attempt)).text).toContain('value="5 days"')
  const handed = await browser.post(`${attempt}/hand-in`, { ...(await fill({})), confirmed: 'yes' })
  expect(handed.status).toBe(303)
  // Of 15 points: without the number, two of three places right, one gap of two.
  const result = load((await browser.get(attempt)).text)
  expect(result.text()).toContain('11 of 15 points')
  // A scale without an answer is a sentence, and no row of empty bullets.
  const scale = result('section').eq(numberOf('rating') - 1)
  expect(scale.text()).toMatch(/On a scale from “1: .*” to “5: .*”: no answer\./)
  expect(scale.find('li').length).toBe(0)
})

test('the script saves one field, and its question is kept with all its fields', async () => {
  const number = numberOf('matching')
  const fields = await fill(on('matching', { 'Danger now': '999', 'Not urgent': '101' }))
  const saved = await browser
    .post(`${attempt}/answers`, { ...fields, _changed: `question-${number}-2`, _tab: 'one', _seq: '1' })
    .set('Accept', 'application/json')
  expect(saved.status).toBe(200)
  expect((await getAttempt(ctx(), attempt.split('/').at(-1)!)).questions[number - 1]!.given).toEqual(['1', '2', ''])
})

test('nothing on the page tells what is right before it is handed in', async () => {
  const { text } = await browser.get(attempt)
  expect(text).not.toContain('Explained')
  expect(text).not.toContain('brienzak')
  expect(text).not.toContain('1250')
  const $ = load(text)
  const values = $('select option')
    .toArray()
    .map((one) => $(one).attr('value')!)
  expect(values.every((value) => /^[A-Z]?$/.test(value))).toBe(true)
})
