/** Pictures of questions from a file to the learner and out again: said in words, shown to who may see them, lost only by name. */
import * as cheerio from 'cheerio'
import type { Ctx } from '../../../src/platform/context.ts'
import { inTransaction } from '../../../src/platform/context.ts'
import { dropUnusedPictures } from '../../../src/features/quizzes/commands/pictures.ts'
import { addQuizVersion, startAttempt } from '../../../src/features/quizzes/index.ts'
import { readQuestionFile } from '../../../src/features/quizzes/question-files/read.ts'
import { reviewForBank } from '../../../src/features/quizzes/question-files/to-bank.ts'
import type { Browser, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestPerson } from '../../support/factories.ts'
import { gif, png } from '../../support/pictures.ts'

let database: TestDatabase
let site: TestSite
let ctx: Ctx
let author: Browser

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
  await database.reset()
  author = await site.browser((await addTestPerson(database.db, { roles: ['trainer'] })).email)
})

const moodle = (questions: string) => `<?xml version="1.0" encoding="UTF-8"?>\n<quiz>${questions}</quiz>`
const file = (name: string, bytes: Buffer) =>
  `<file name="${name}" path="/" encoding="base64">${bytes.toString('base64')}</file>`
const image = (name: string, attributes: string) => `<![CDATA[<img src="@@PLUGINFILE@@/${name}" ${attributes}>]]>`

/** A question with a picture, two answers of which one is a picture, and an explanation with one that has no words. */
const described = `<question type="multichoice"><name><text>Signs</text></name>
  <questiontext format="html"><text>What is this?${image('my%20sign.png', 'alt="A round sign"')}</text>${file('my sign.png', png(1))}</questiontext>
  <generalfeedback format="html"><text>So it is.${image('why.png', 'alt="" role="presentation"')}</text>${file('why.png', png(2))}</generalfeedback>
  <answer fraction="100" format="html"><text>${image('a.png', 'alt="A red ring"')}</text>${file('a.png', png(3))}<feedback format="html"><text>Yes</text></feedback></answer>
  <answer fraction="0" format="html"><text>Something else</text><feedback format="html"><text>No</text></feedback></answer></question>`
const wordless = `<question type="truefalse"><name><text>Poster</text></name>
  <questiontext format="html"><text>It is a poster.${image('p.png', '')}</text>${file('p.png', png(4))}</questiontext>
  <answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question>`

const upload = async (name: string, content: string | Buffer): Promise<string> => {
  const answer = await author.upload('/questions/files', { file: { name, bytes: content } })
  expect(answer.status).toBe(303)
  return answer.headers.location!
}
const imagesOf = (html: string) =>
  cheerio
    .load(html)('img.app-picture__image')
    .toArray()
    .map(({ attribs }) => attribs)
/** What came out of files. */
const added = () =>
  database
    .db('question_versions as v')
    .join('questions as q', 'q.id', 'v.question_id')
    .whereLike('q.key', 'file-%')
    .pluck('v.text')
const latestVersion = () => database.db('question_versions').orderBy('created_at', 'desc').orderBy('id', 'desc').first()

/** Somebody who is asked the question that was added last. */
async function askLatest(): Promise<{ browser: Browser; version: { id: string; question_id: string } }> {
  const version = (await latestVersion())!
  const { quiz_version_id } = await addQuizVersion(ctx, {
    ...{ quiz_id: null, title: 'Signs', pass_percent: 80, attempts_allowed: null, draw_count: null },
    question_version_ids: [version.id],
  })
  const learner = await addTestPerson(database.db)
  await startAttempt(ctx, { quiz_version_id, person_id: learner.id })
  return { browser: await site.browser(learner.email), version }
}

test('a picture without words keeps its question waiting until they are said, and nothing typed is lost', async () => {
  const page = await upload('signs.xml', moodle(described + wordless))
  const review = await author.get(page)
  expect(review.text).toContain('A picture has no words yet')
  expect(imagesOf(review.text).map(({ alt }) => alt)).toEqual(['The picture without words', 'A round sign', '', '', ''])

  const refused = await author.post(page, { 'alt-2-1': ' ' })
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('href="#alt-2-1"')
  expect(refused.text).not.toContain('href="#leaves_out"')
  expect(await added()).toEqual([])

  const sent = await author.post(page, { 'alt-2-1': 'A poster with a telephone number' })
  expect([sent.status, sent.headers.location]).toEqual([303, '/questions'])
  const kept = await database.db('question_version_pictures').select('place', 'alt')
  expect(kept.map(({ place, alt }) => `${place}: ${alt}`).toSorted()).toEqual([
    'explanation: ',
    'option-1: ',
    'text: A poster with a telephone number',
    'text: A round sign',
  ])
  expect(await added()).toHaveLength(2)
})

test('those that wait can be left out, when that is said', async () => {
  const page = await upload('signs.xml', moodle(described + wordless))
  expect((await author.post(page, { leaves_out: 'yes' })).status).toBe(303)
  expect(await added()).toEqual(['What is this?'])
})

test('who was asked sees the pictures of the question, nobody else does, and the answer’s words are its picture’s', async () => {
  await author.post(await upload('signs.xml', moodle(described)), {})
  const { browser, version } = await askLatest()
  expect((version as unknown as { content: { options: { text: string }[] } }).content.options[0]!.text).toBe(
    'A red ring',
  )
  const shown = await author.get(`/questions/${version.question_id}`)
  const sources = imagesOf(shown.text)
  expect(sources.map(({ alt, width, height }) => [alt, width, height])).toEqual([
    ['A round sign', '1', '1'],
    ['', '3', '1'],
    ['', '2', '1'],
  ])
  const answer = await browser.get(sources[0]!.src!)
  expect([answer.status, answer.headers['content-type'], answer.headers['x-content-type-options']]).toEqual([
    200,
    'image/png',
    'nosniff',
  ])
  expect(answer.body).toEqual(png(1))
  expect(answer.headers['cache-control']).toContain('private')
  const other = await site.browser((await addTestPerson(database.db)).email)
  expect((await other.get(sources[0]!.src!)).status).toBe(404)
  expect((await (await site.browser()).get(sources[0]!.src!)).status).toBe(303)
})

test('out as Moodle XML and GIFT and in again nothing has changed; the spreadsheet says that it has no place', async () => {
  await author.post(await upload('signs.xml', moodle(described)), {})
  const before = await author.get('/questions/export?search=what+is+this%3F')
  expect(before.text).toContain('The format has no place for its pictures.')
  expect(before.text).toContain('its pictures, which only some show')
  for (const format of ['moodle-xml', 'gift']) {
    const sent = await author
      .get(`/questions/export/${format}?search=what+is+this%3F`)
      .buffer(true)
      .parse((res, done) => {
        const pieces: Buffer[] = []
        res.on('data', (piece: Buffer) => pieces.push(piece)).on('end', () => done(null, Buffer.concat(pieces)))
      })
    const { ready } = reviewForBank(await readQuestionFile(sent.body as Buffer))
    expect(ready.map(({ question }) => question.pictures?.map(({ place, alt }) => [place, alt]))).toEqual([
      [
        ['text', 'A round sign'],
        ['option-1', ''],
        ['explanation', ''],
      ],
    ])
    expect(ready[0]!.pictures.map(({ bytes }) => bytes)).toEqual([png(1), png(3), png(2)])
  }
})

test('an author puts a picture into a question, says what it shows, and takes it off again, each as a version', async () => {
  await author.post(await upload('plain.gift', 'Who may report?{=Anyone ~Nobody}'), {})
  const { question_id } = (await latestVersion())!
  const page = `/questions/${question_id}/pictures`
  const send = (fields: Record<string, string>, bytes = png(5)) =>
    author.upload(page, { file: { name: 'x.png', bytes } }, fields)
  const wordless = await send({ _from: '1', place: 'text', alt: '' })
  expect([wordless.status, wordless.text.includes('href="#alt"')]).toEqual([422, true])
  expect((await send({ _from: '1', place: 'text', alt: 'A desk' }, Buffer.from('<svg/>'))).text).toContain('is an SVG')
  expect((await send({ _from: '1', place: 'option-7', alt: 'A desk' })).status).toBe(422)
  expect((await send({ _from: '1', place: 'option-2', alt: 'A desk' })).status).toBe(303)
  expect((await author.get(`/questions/${question_id}`)).text).toContain('alt="A desk"')

  // Changing its words keeps the picture with its answer, wherever that stands now.
  const form = { kind: 'one', text: 'Who may report?', points: '1', strand: '', right: '1', _from: '2' }
  await author.post(`/questions/${question_id}`, { ...form, 'option-1': 'Nobody', 'option-2': 'Anyone' })
  expect((await database.db('question_version_pictures')).map(({ place }) => place).toSorted()).toEqual([
    'option-1',
    'option-2',
  ])

  expect((await author.post(`${page}/words`, { _from: '3', 'alt-1': '' })).status).toBe(422)
  expect((await author.post(`${page}/words`, { _from: '2', 'alt-1': 'A table' })).text).toContain('meanwhile')
  expect((await author.post(`${page}/words`, { _from: '3', 'alt-1': 'A table' })).status).toBe(303)
  expect((await author.post(`${page}/words`, { _from: '4', 'alt-1': 'A table', 'off-1': 'yes' })).status).toBe(303)
  const versions = await database
    .db('question_versions')
    .where({ question_id })
    .orderBy('number')
    .select('id', 'number')
  const pictures = await database.db('question_version_pictures').select('question_version_id', 'alt')
  expect(versions.map(({ id }) => pictures.find((one) => one.question_version_id === id)?.alt)).toEqual([
    undefined,
    'A desk',
    'A desk',
    'A table',
    undefined,
  ])
})

test('a question takes its picture as it is written; whatever is wrong, neither the words nor the picture are lost', async () => {
  const answers = { 'option-1': 'Anyone', 'option-2': 'Nobody' }
  const form = { kind: 'one', text: 'Who is this poster for?', points: 'many', strand: '', right: '1', ...answers }
  const long = 'ä'.repeat(4000)
  const send = (fields: Record<string, string>, bytes?: Buffer) =>
    author.upload('/questions', bytes ? { file: { name: 'x.png', bytes } } : {}, { ...form, ...fields })
  expect((await author.get('/questions/new?kind=one')).text).toContain('enctype="multipart/form-data"')

  const faulty = await send({ explanation: long }, png(6))
  expect(faulty.status).toBe(422)
  const $ = cheerio.load(faulty.text)
  expect(
    $('.govuk-error-summary a')
      .toArray()
      .map((one) => one.attribs.href),
  ).toEqual(['#points', '#alt'])
  expect($('#explanation').text().trim()).toBe(long)
  const picture = $('input[name=picture]').attr('value')!
  expect(imagesOf(faulty.text)[0]!.src).toBe(`/questions/pictures/${picture}`)
  expect((await author.get(`/questions/pictures/${picture}`)).status).toBe(200)

  for (const [words, fields, bytes] of [
    ['is an SVG', { points: '1', alt: 'A poster' }, Buffer.from('<svg/>')],
    ['smaller than 5 MB', { points: '1', alt: 'A poster' }, Buffer.alloc(5_100_000)],
    ['Select a picture, or say nothing of one', { points: '1', alt: 'A poster' }, undefined],
    ['Select a picture, or say nothing of one', { points: '1', alt: 'A', picture: '0'.repeat(64) }, undefined],
  ] as const) {
    const refused = await send(fields, bytes)
    expect([refused.status, refused.text.includes(words)]).toEqual([422, true])
    expect(refused.text).toContain('Who is this poster for?')
  }
  const added = await send({ points: '1', picture, alt: 'A poster' })
  expect(added.status).toBe(303)
  expect((await author.follow(added)).text).toContain('alt="A poster"')
  expect((await latestVersion())!.number).toBe(1)
  // Left out again, or none at all, in either kind of form.
  expect((await send({ points: '1', text: 'Without?', picture, alt: 'A poster', no_picture: 'yes' })).status).toBe(303)
  expect((await author.post('/questions', { ...form, text: 'Plain?', points: '1' })).status).toBe(303)
  expect(await database.db('question_version_pictures')).toHaveLength(1)
})

test('what no question shows goes after a week, and the file can still be added', async () => {
  const page = await upload('signs.xml', moodle(described))
  expect(await database.db('question_pictures')).toHaveLength(3)
  const later = { ...ctx, now: new Date('2027-05-12T09:00:00Z') }
  await inTransaction(later, dropUnusedPictures, { ownAudit: true })
  expect(await database.db('question_pictures')).toEqual([])
  expect((await author.get(page)).text).toContain('were put away a week after it came')
  expect((await author.post(page, {})).status).toBe(303)
  await inTransaction(later, dropUnusedPictures, { ownAudit: true })
  expect(await database.db('question_pictures')).toHaveLength(3)
})

test('a picture that cannot come along is named beside its question, and the others come', async () => {
  const gone = `::Lost::[html]Look <img src\\="x.png" alt\\="A lost one"> <img src\\="data\\:image/gif;base64,${gif(2).toString('base64').replaceAll('=', '\\=')}"><video src\\="v.mp4"></video>{T}`
  const page = await upload('lost.gift', `${gone}\n\nFine?{F}`)
  const shown = (await author.get(page)).text
  expect(shown).toContain('The picture “x.png” is not in the file.')
  expect(shown).toContain('Picture 2 moves: save one still of it.')
  expect(shown).toContain('Films and sounds do not come along.')
  expect((await author.post(page, {})).status).toBe(303)
  expect(new Set(await added())).toEqual(new Set(['Fine?', 'Look']))
})
