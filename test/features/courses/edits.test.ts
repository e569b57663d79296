/** Two authors, two tabs, closed windows: what is typed is kept, others are seen, and nobody writes over anybody. */
import { addModule, addPackage, startDraft } from '../../../src/features/courses/index.ts'
import { keepEdit } from '../../../src/features/courses/commands/edits.ts'
import { listQuestionChoices } from '../../../src/features/quizzes/index.ts'
import { clock } from '../../../src/platform/clock.ts'
import type { Ctx } from '../../../src/platform/context.ts'
import type { Browser, Fields, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf } from '../../support/context.ts'
import { addTestCourse } from '../../support/courses.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import type { TestPerson } from '../../support/factories.ts'
import { addTestPerson } from '../../support/factories.ts'
import { package12 } from '../../support/scorm.ts'

let database: TestDatabase
let site: TestSite
let ctx: Ctx
let annPerson: TestPerson
let ann: Browser
let ben: Browser
let url: string
let module_id: string
let version_id: string

beforeAll(async () => {
  database = await createTestDatabase()
  site = await startSite(database)
  ctx = contextOf(database.db)
  annPerson = await addTestPerson(database.db, { full_name: 'Ann Author', roles: ['trainer'] })
  ann = await site.browser(annPerson.email)
  ben = await site.browser((await addTestPerson(database.db, { full_name: 'Ben Author', roles: ['trainer'] })).email)
})
afterAll(async () => {
  await site.stop()
  await database.drop()
})
beforeEach(async () => {
  clock.set(new Date('2027-04-12T09:00:00Z'))
  const course = await addTestCourse(ctx)
  version_id = (await startDraft(ctx, { course_id: course.course_id, owner: 'Team' })).version_id
  const page = { title: 'Allies', owner: 'Team', length_minutes: 4, body: 'As it was.', quiz_version_id: null }
  module_id = (await addModule(ctx, { version_id, ...page })).module_id
  url = `/courses/modules/${module_id}`
})

const page = { title: 'Allies', owner: 'Team', length_minutes: '4' }
const keep = (browser: Browser, fields: Fields) =>
  browser.post(`${url}/edits`, { ...page, seen_revision: '1', ...fields }).set('Accept', 'application/json')
const type = (browser: Browser, body: string, number = '0') => keep(browser, { body, _number: number, _typed: 'yes' })

test('what was typed and not saved is there when the page is opened again, and in no draft until it is saved', async () => {
  expect((await type(ann, 'What Ann <typed>.')).body).toMatchObject({ number: 1 })
  const again = await ann.get(`${url}/edit`)
  expect(again.text).toContain('What Ann &lt;typed&gt;.')
  expect(again.text).toContain('It is kept for you, and not in the draft yet')
  expect((await ann.get(url)).text).toContain('As it was.')
  expect((await ben.get(`${url}/edit`)).text).toContain('As it was.')
  const saved = await ann.post(url, { ...page, seen_revision: '1', body: 'What Ann saved.' })
  expect(saved.status).toBe(303)
  expect((await ann.get(`${url}/edit`)).text).not.toContain('not in the draft yet')
  // A copy that was on its way while the page was saved comes too late.
  expect((await type(ann, 'Late.', '1')).status).toBe(409)
  expect((await ann.get(`${url}/edit`)).text).toContain('What Ann saved.')
})

test('authors see each other: open, writing, gone with text that is not saved', async () => {
  expect((await keep(ann, { _number: '0' })).body.words).toEqual([])
  expect((await keep(ben, { _number: '0' })).body.words).toEqual(['Ann Author has this page open.'])
  await type(ann, 'Ann writes.')
  const writing = 'Ann Author is writing on this page now. Whoever saves second is shown both texts.'
  expect((await keep(ben, { _number: '0' })).body.words).toEqual([writing])
  expect((await ben.get(`${url}/edit`)).text).toContain(writing)
  clock.set(new Date('2027-04-12T09:05:00Z'))
  expect((await keep(ben, { _number: '0' })).body.words).toEqual([
    'Ann Author wrote on this page and did not save it: 12 April 2027, 10am.',
  ])
})

test('the second of two who save is told while they write, and shown both texts when they save', async () => {
  const days = { 'law_as_at-day': '1', 'law_as_at-month': '4', 'law_as_at-year': '2027' }
  await ann.post(url, { ...page, ...days, seen_revision: '1', body: 'Ann was first.', owner: 'Ann’s team' })
  const told = await type(ben, 'Ben was second.')
  expect(told.body.words).toContain('Somebody saved this page since you opened it: saving shows you both texts.')
  const reopened = await ben.get(`${url}/edit`)
  expect(reopened.text).toContain('Somebody saved this page since you began')
  const refused = await ben.post(url, { ...page, seen_revision: '1', body: 'Ben was second.' })
  expect(refused.status).toBe(422)
  for (const words of [
    'Ann was first.',
    'Ben was second.',
    'name="seen_revision" value="2"',
    'Owner: Ann’s team',
    'Law as at: 1 April 2027',
  ])
    expect(refused.text).toContain(words)
  expect(refused.text).not.toContain('Title: ')
  expect((await ben.post(url, { ...page, seen_revision: '2', body: 'Both.' })).status).toBe(303)
  expect((await database.db('modules').where({ id: module_id }).first())!).toMatchObject({ body: 'Both.', revision: 3 })
})

test('a second tab of the same author never writes over the first', async () => {
  expect((await type(ann, 'First tab.')).body.number).toBe(1)
  expect((await type(ann, 'Second tab.')).body).toEqual({ error: 'other-tab' })
  expect((await type(ann, 'First tab, more.', '1')).body.number).toBe(2)
  const of = { module_id, course_version_id: null, form: null }
  const at = { of, person_id: annPerson.id, based_on: 1, number: 2 }
  const both = await Promise.all(['a', 'b', 'c'].map((body) => keepEdit(ctx, { ...at, typed: { body } })))
  expect(both.map((one) => one.result).toSorted()).toEqual(['kept', 'other-tab', 'other-tab'])
})

test('what was typed can be thrown away, goes with the draft, and is not kept for a published page', async () => {
  await type(ann, 'To throw away.')
  const gone = await ann.post(`${url}/edits/removal`)
  expect((await ann.follow(gone)).text).toContain('As it was.')
  await type(ann, 'Again.', '2')
  await ann.post(`/courses/versions/${version_id}/removal`)
  expect(await database.db('draft_edits').where({ module_id })).toEqual([])
  const published = (await addTestCourse(ctx)).module_ids[0]!
  expect((await ann.post(`/courses/modules/${published}/edits`, { _number: '0' })).status).toBe(409)
})

test('what was chosen in a quiz and not saved is kept too, and the second of two who save is shown what the first saved', async () => {
  const question_ids = (await listQuestionChoices(ctx)).slice(0, 2).map((question) => question.question_id)
  const quiz = {
    title: 'Check',
    owner: 'Team',
    length_minutes: '5',
    pass_percent: '80',
    counts: 'best',
    feedback: 'end',
  }
  await ann.post(`/courses/versions/${version_id}/quizzes`, { ...quiz, question_ids: question_ids[0]! })
  const { id } = (await database.db('modules').where({ course_version_id: version_id, kind: 'quiz' }).first('id'))!
  url = `/courses/modules/${id}`
  const typed = { ...quiz, pass_percent: '66', question_ids, body: 'No part of a quiz.' }
  expect((await keep(ann, { ...typed, _number: '0', _typed: 'yes' })).body).toEqual({ number: 1, words: [] })
  const again = await ann.get(`${url}/edit`)
  expect(again.text).toContain('2 of ')
  for (const words of ['value="66"', 'It is kept for you, and not in the draft yet', 'data-draft-number="1"'])
    expect(again.text).toContain(words)
  const seen = await ben.get(`${url}/edit`)
  expect(seen.text).toContain(
    'Ann Author is writing on this quiz now. Whoever saves second is shown what the other saved.',
  )
  expect(seen.text).not.toContain('value="66"')
  expect((await ben.post(url, { ...quiz, pass_percent: '70', seen_revision: '1', question_ids })).status).toBe(303)
  const refused = await ann.post(url, { ...typed, seen_revision: '1' })
  expect(refused.status).toBe(422)
  for (const words of ['You pass with 70% or more.', 'value="66"', 'name="seen_revision" value="2"'])
    expect(refused.text).toContain(words)
  expect((await ann.post(url, { ...typed, seen_revision: '2' })).status).toBe(303)
  expect((await ann.get(`${url}/edit`)).text).not.toContain('not in the draft yet')
})

test('a quiz that is not added yet is kept for its author, is seen by others, and is gone once it is added', async () => {
  const [question] = await listQuestionChoices(ctx)
  const quizzes = `/courses/versions/${version_id}/quizzes`
  const quiz = {
    title: 'Check',
    owner: 'Team',
    length_minutes: '5',
    pass_percent: '66',
    counts: 'best',
    feedback: 'end',
  }
  const typed = { ...quiz, 'strand-race': '1', question_ids: question!.question_id }
  const send = (browser: Browser, fields: Fields) =>
    browser.post(`${quizzes}/edits`, fields).set('Accept', 'application/json')
  expect((await send(ann, { ...typed, body: 'x', _number: '0', _typed: 'yes' })).body).toEqual({ number: 1, words: [] })
  const again = await ann.get(`${quizzes}/new`)
  for (const words of ['value="66"', 'not in the draft yet: add it', `data-draft-url="${quizzes}/edits"`, '1 of '])
    expect(again.text).toContain(words)
  expect((await send(ben, { _number: '0' })).body.words).toEqual([
    'Ann Author is writing a new quiz for this draft now, too.',
  ])
  expect((await ben.get(`${quizzes}/new`)).text).not.toContain('value="66"')
  expect((await ann.get(`/courses/versions/${version_id}/publication`)).text).toContain(
    'Ann Author began a new quiz and did not add it. It will not be published.',
  )
  expect((await ann.post(quizzes, { ...quiz, question_ids: question!.question_id })).status).toBe(303)
  expect((await ann.get(`${quizzes}/new`)).text).not.toContain('value="66"')
  // What was on its way while it was added comes too late, and makes no second one.
  expect((await send(ann, { ...typed, _number: '1', _typed: 'yes' })).status).toBe(409)
})

test('a package is kept for its author, and the second of two who save it is shown what the first saved', async () => {
  const added = await addPackage(ctx, { file_name: 'basics.zip', bytes: package12() })
  const { package_id } = added as { package_id: string }
  const module = { title: 'Basics', owner: 'Team', length_minutes: 5, quiz_version_id: null }
  const chosen = { package_id, done_when: 'completed' as const, min_percent: null }
  const { module_id: id } = await addModule(ctx, { version_id, ...module, package: chosen })
  url = `/courses/modules/${id}`
  const typed = {
    title: 'Basics',
    owner: 'Team',
    length_minutes: '9',
    package_id,
    done_when: 'score',
    min_percent: '70',
  }
  expect((await keep(ann, { ...typed, _number: '0', _typed: 'yes' })).body).toEqual({ number: 1, words: [] })
  const again = (await ann.get(`${url}/edit`)).text
  for (const words of ['value="9"', 'value="70"', 'It is kept for you', 'enctype="multipart/form-data"'])
    expect(again).toContain(words)
  expect((await keep(ben, { _number: '0' })).body.words).toEqual([
    'Ann Author is writing on this package now. Whoever saves second is shown what the other saved.',
  ])
  const bens = { ...typed, owner: 'Ben', length_minutes: '5', done_when: 'passed', min_percent: '', seen_revision: '1' }
  expect((await ben.post(url, bens)).status).toBe(303)
  const refused = await ann.post(url, { ...typed, seen_revision: '1' })
  expect(refused.status).toBe(422)
  for (const words of [
    'Owner: Ben',
    'Done when: It is done when',
    'passed its test',
    'value="70"',
    'seen_revision" value="2"',
  ])
    expect(refused.text).toContain(words)
  expect((await ann.post(url, { ...typed, seen_revision: '2' })).status).toBe(303)
  expect((await ann.get(`${url}/edit`)).text).not.toContain('It is kept for you')
})

test('the details of a draft are kept for their author, and those who write on them see each other', async () => {
  const version = `/courses/versions/${version_id}`
  const details = { summary: 'By Ann.', order: 'free', owner: 'Team', reviewer: 'Ann', seen_revision: '1' }
  const send = (browser: Browser, fields: Fields) =>
    browser.post(`${version}/details/edits`, { ...details, ...fields }).set('Accept', 'application/json')
  expect((await send(ann, { _number: '0', _typed: 'yes' })).body).toEqual({ number: 1, words: [] })
  expect((await ann.get(`${version}/edit`)).text).toContain('By Ann.')
  const seen = await ben.get(`${version}/edit`)
  expect(seen.text).toContain('Ann Author is writing on the details of this draft now.')
  expect(seen.text).not.toContain('By Ann.')
  expect((await ben.post(version, { ...details, summary: 'By Ben.' })).status).toBe(303)
  expect((await send(ann, { _number: '1', _typed: 'yes' })).body.words).toContain(
    'Somebody saved the details of this draft since you opened it: saving shows you what they saved.',
  )
  const gone = await ann.post(`${version}/details/edits/removal`)
  expect((await ann.follow(gone)).text).toContain('By Ben.')
  await ann.post(`${version}/removal`)
  expect(await database.db('draft_edits').where({ course_version_id: version_id })).toEqual([])
})

test('of two who save the details of a draft the second sees what the first saved', async () => {
  const details = { summary: 'By Ann.', order: 'free', owner: 'Team', reviewer: 'Ann', seen_revision: '1' }
  expect((await ann.post(`/courses/versions/${version_id}`, details)).status).toBe(303)
  const second = await ben.post(`/courses/versions/${version_id}`, { ...details, summary: 'By Ben.' })
  expect(second.status).toBe(422)
  for (const words of ['By Ann.', 'By Ben.', 'Somebody else saved these details']) expect(second.text).toContain(words)
  const third = await ben.post(`/courses/versions/${version_id}`, { ...details, seen_revision: '2', summary: 'Both.' })
  expect(third.status).toBe(303)
})
