/** A trainer brings questions along in a file: looks at each as it will be, adds them once, loses none unsaid. */
import type { Browser, TestSite } from '../../../support/browser.ts'
import { startSite } from '../../../support/browser.ts'
import type { TestDatabase } from '../../../support/database.ts'
import { createTestDatabase } from '../../../support/database.ts'
import { addTestPerson } from '../../../support/factories.ts'
import { reviewForBank } from '../../../../src/features/quizzes/question-files/to-bank.ts'
import { readQuestionFile } from '../../../../src/features/quizzes/question-files/read.ts'

let database: TestDatabase
let site: TestSite
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
  browser = await site.browser((await addTestPerson(database.db, { roles: ['trainer'] })).email)
})

const upload = async (name: string, content: string | Buffer): Promise<string> => {
  const answer = await browser.upload('/questions/files', { file: { name, bytes: content } })
  return answer.status === 303 ? answer.headers.location! : answer.text
}
const texts = () => database.db('question_versions').orderBy('created_at').pluck('text')
const countBank = async () => (await database.db('questions').select('id')).length

test('a file of which all can be added', async () => {
  const known = await countBank()
  const page = await upload(
    'law.gift',
    'Who may report?{=Anyone#Yes. ~Nobody}\n\nChoose.{~%50%Race ~%50%Religion ~%-100%Height}',
  )
  const shown = await browser.get(page)
  expect(shown.text).toContain('Read as Moodle GIFT.')
  expect(shown.text).toContain('2 questions can be added')
  expect(shown.text).not.toContain('Not all can be added')
  expect(await countBank()).toBe(known)
  for (let twice = 0; twice < 2; twice++) {
    const added = await browser.post(page, {})
    expect([added.status, added.headers.location]).toEqual([303, '/questions'])
  }
  expect(await countBank()).toBe(known + 2)
  expect((await texts()).slice(-2)).toEqual(expect.arrayContaining(['Who may report?', 'Choose.']))
  const after = (await browser.get(page)).text
  expect(after).toContain('2 questions were added to the bank')
  expect(after).not.toContain('already')

  const again = await upload('again.gift', 'Who may report?{=Anyone ~Nobody}\n\nWho decides?{=They do ~I do}')
  const warned = (await browser.get(again)).text
  expect(warned).toContain('1 question is in the bank already, in the same words.')
  expect(warned.match(/The question bank asks this already/g)).toHaveLength(1)
})

test('where some cannot be added, the others are added only when that is said', async () => {
  const page = await upload('mixed.gift', 'Good?{T}\n\n::Words::Say more.{}\n\n::Read::Only to read.\n\nBroken {=x ~y')
  const shown = await browser.get(page)
  expect(shown.text).toContain('The bank cannot hold this kind of question: information only.')
  expect(shown.text).toContain('line 7')
  expect(shown.text).toContain('The answer as a whole')
  const refused = await browser.post(page, {})
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('href="#leaves_out"')
  expect((await browser.post(page, { leaves_out: 'yes' })).status).toBe(303)
  expect(await texts()).toContain('Good?')
})

test('what is no file of questions is refused beside the field', async () => {
  expect(await upload('x.gift', '')).toContain('The file is empty.')
  expect(await upload('photo.png', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))).toContain(
    'This is not a file of questions.',
  )
  expect(await upload('evil.xml', '<!DOCTYPE quiz><quiz/>')).toContain('DOCTYPE')
  expect(await database.db('question_files')).toEqual([])
})

test('the template can be filled in and uploaded as it is', async () => {
  const template = await browser.get('/questions/files/template.xlsx').responseType('blob')
  const file = await readQuestionFile(template.body as Buffer)
  expect(file).toMatchObject({ format: 'spreadsheet', refused: [] })
  expect(new Set(reviewForBank(file).ready.map((one) => one.question.kind)).size).toBe(12)
  expect(reviewForBank(file).refused).toEqual([])
})

test('the bank out as a file and in again: the same questions, and what is left out is named', async () => {
  const page = await upload('more.gift', "Match.{=a -> b =c -> d}\n\nHow many?{#1250:1}\n\nWho?{=O'Brien-Żak}")
  await browser.post(page, {})
  const rating = { kind: 'rating', text: 'Ready?', steps: '5', low: 'No', high: 'Yes', strand: 'race' }
  expect((await browser.post('/questions', rating)).status).toBe(303)
  const list = await browser.get('/questions?search=%3F')
  expect(list.text).toContain('href="/questions/export?search=%3F"')
  const shown = await browser.get('/questions/export')
  expect(shown.text).toContain('The format has no question of the kind “Rating”.')
  expect(shown.text).toContain('that it is critical')
  const known = await countBank()
  for (const format of ['gift', 'moodle-xml']) {
    const file = await browser.get(`/questions/export/${format}`).buffer(true)
    expect(file.headers['content-disposition']).toContain(format === 'gift' ? 'questions.gift' : 'questions.xml')
    const read = await readQuestionFile(Buffer.from(file.text))
    expect([read.refused, read.questions.length]).toEqual([[], known - 1])
  }
  const sheet = await browser.get('/questions/export/spreadsheet').buffer(true)
  expect(sheet.headers['content-disposition']).toContain('questions.csv')
  const again = reviewForBank(await readQuestionFile(Buffer.from(sheet.text)))
  expect([again.refused, again.ready.length]).toEqual([[], known])
  const one = await browser.get('/questions/export/gift?search=brien').buffer(true)
  expect(one.text).toBe('')
  expect((await browser.get('/questions/export/pdf')).status).toBe(404)
  expect((await browser.get('/questions/export?search=nothing+at+all')).text).toContain('nothing to export')
})
