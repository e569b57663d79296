/** The question bank through HTTP: adding, changing, finding, retiring. */
import { load } from 'cheerio'
import { newId } from '../../../src/lib/ids.ts'
import {
  addQuestion,
  addQuizVersion,
  kindOf,
  listQuestionChoices,
  questionKinds,
} from '../../../src/features/quizzes/index.ts'
import type { Browser, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestPerson } from '../../support/factories.ts'
import { kindSamples } from '../../support/questions.ts'

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

const ctx = () => contextOf(database.db)

/** The bank holds the seeded questions too. */
const findChoice = async (text: string) => (await listQuestionChoices(ctx())).find((choice) => choice.text === text)

const question = {
  kind: 'one',
  text: 'Who decides what to report?',
  'option-1': 'The person who was targeted',
  'option-2': 'Their employer',
  'feedback-2': 'An employer can help, not decide.',
  right: '1',
  explanation: 'It is their choice.',
  points: '2',
  strand: 'race',
  objective: 'Say who decides',
  difficulty: 'hard',
  tags: 'law, third-party reporting,, law',
}

const plainFacts = { points: 1, is_critical: false, strand: null, objective: null }

const addOne = (
  text: string,
  change: { strand?: 'race'; is_critical?: boolean; difficulty?: 'hard'; tags?: string[] } = {},
) =>
  addQuestion(ctx(), {
    kind: 'true-false',
    text,
    explanation: '',
    points: 1,
    is_critical: change.is_critical ?? false,
    strand: change.strand ?? null,
    objective: null,
    difficulty: change.difficulty ?? null,
    tags: change.tags ?? [],
    content: {
      options: [
        { text: 'True', is_right: true, feedback: '' },
        { text: 'False', is_right: false, feedback: '' },
      ],
    },
  })

test('a trainer adds a question, and sending the form twice adds one', async () => {
  const form = await browser.get('/questions/new?kind=one')
  const _form_id = /name="_form_id" value="([^"]+)"/.exec(form.text)![1]!
  const added = await browser.post('/questions', { ...question, _form_id })
  expect(added.status).toBe(303)
  const again = await browser.post('/questions', { ...question, _form_id })
  expect(again.headers.location).toBe(added.headers.location)
  const page = await browser.follow(added)
  expect(page.text).toContain('Who decides what to report?')
  expect(page.text).toContain('An employer can help, not decide.')
  expect(page.text).toContain('Hard')
  expect(page.text).toContain('law, third-party reporting')
  expect((await browser.get('/questions?search=third-party+decides')).text).toContain('1 question<')
  const list = await browser.get('/questions?search=who+decides')
  expect(list.text).toContain('1 question<')
  expect(await findChoice(question.text)).toMatchObject({ points: 2, strand: 'race', is_critical: false, kind: 'one' })
})

test('a question without its right answer comes back with everything typed', async () => {
  const answer = await browser.post('/questions', {
    ...question,
    right: [],
    points: 'many',
    'option-7': "O'Brien-Żak & 李小龙",
    is_critical: 'yes',
  })
  expect(answer.status).toBe(422)
  expect(answer.text).toContain('<title>Error: ')
  expect(answer.text).toContain('Select the one answer that is right')
  expect(answer.text).toContain('href="#options"')
  expect(answer.text).toContain('Enter how many points, as a whole number')
  expect(answer.text).toContain('value="many"')
  expect(answer.text).toContain('O&#39;Brien-Żak &amp; 李小龙')
  expect(answer.text).toContain('An employer can help, not decide.')
  expect(answer.text).toMatch(/name="is_critical"[^>]*checked/)
  expect(await findChoice(question.text)).toBeUndefined()
})

test('several right answers, and true or false, have forms of their own', async () => {
  const several = await browser.post('/questions', { ...question, kind: 'several', right: ['1', '2'] })
  expect(several.status).toBe(303)
  const form = await browser.get('/questions/new?kind=true-false')
  expect(form.text).not.toContain('option-1')
  const isTrue = await browser.post('/questions', {
    kind: 'true-false',
    text: 'It is so',
    right: '2',
    points: '1',
    strand: '',
  })
  expect(isTrue.status).toBe(303)
  expect((await browser.follow(isTrue)).text).toContain('True or false')
})

test.each(questionKinds)(
  '%s: added by its form, shown, found, changed, and the same again is no new version',
  async (kind) => {
    const { text, content } = kindSamples[kind]
    const of = kindOf(kind)
    const empty = await browser.get(`/questions/new?kind=${kind}`)
    expect(empty.text).toContain(of.form.legend)
    const refused = await browser.post('/questions', { kind, text, points: '2', strand: '' })
    expect(refused.status).toBe(422)
    expect(load(refused.text)('.govuk-error-summary__list a').length).toBeGreaterThan(0)
    const typed = { ...of.fillForm(content), kind, text, points: '2', strand: 'race', is_critical: 'yes' }
    const added = await browser.post('/questions', typed)
    expect(added.status).toBe(303)
    const url = added.headers.location!
    const page = load((await browser.get(url)).text)
    expect(page('main').text()).toContain(of.words)
    expect((await browser.get(`/questions?kind=${kind}&search=${encodeURIComponent(text)}`)).text).toContain(
      '1 question<',
    )
    // The edit form as it stands, sent back unchanged.
    const $ = load((await browser.get(`${url}/edit`)).text)
    const sent = Object.fromEntries(
      ['kind', '_from', ...Object.keys(typed)].map((name) => {
        const fields = $(`form[novalidate] [name="${name}"]`)
        const first = fields.first()
        if (first.is('textarea')) return [name, first.text()]
        if (first.is('select')) return [name, $(`[name="${name}"] option[selected]`).attr('value') ?? '']
        if (first.is('[type=radio], [type=checkbox]'))
          return [
            name,
            fields
              .filter('[checked]')
              .toArray()
              .map((one) => $(one).attr('value')!),
          ]
        return [name, first.attr('value') ?? '']
      }),
    )
    expect((await browser.post(url, sent)).status).toBe(303)
    const versions = () => database.db('question_versions').where({ text }).orderBy('number')
    expect(await versions()).toHaveLength(1)
    expect((await versions())[0]).toMatchObject({
      kind,
      content,
      points: of.gives_points ? 2 : 0,
      is_critical: of.gives_points,
    })
    const { text: _, ...others } = sent
    expect((await browser.post(url, { ...others, text: `${text} `, explanation: 'New' })).status).toBe(303)
    expect(await versions()).toHaveLength(2)
  },
)

test('a changed question is a new version, and the quiz that asks it keeps the old one', async () => {
  const version = await addOne('The old words')
  await addQuizVersion(ctx(), {
    quiz_id: null,
    title: 'Check of learning',
    pass_percent: 80,
    attempts_allowed: null,
    draw_count: null,
    question_version_ids: [version],
  })
  const { question_id } = (await findChoice('The old words'))!
  const edit = await browser.get(`/questions/${question_id}/edit`)
  expect(edit.text).toContain('The old words')
  const fields = { kind: 'true-false', text: 'The new words', right: '1', points: '1', strand: '', _from: '1' }
  const saved = await browser.post(`/questions/${question_id}`, fields)
  expect(saved.status).toBe(303)
  const page = await browser.follow(saved)
  expect(page.text).toContain('The new words')
  expect(page.text).toContain('The old words')
  expect(page.text).toContain('There is a newer version')
  // The same again: a double click makes no third version.
  expect((await browser.post(`/questions/${question_id}`, fields)).status).toBe(303)
  expect(await database.db('question_versions').where({ question_id })).toHaveLength(2)
})

test('two people change the same question: the second is told, and may still replace it', async () => {
  await addOne('First')
  const { question_id } = (await findChoice('First'))!
  const fields = { kind: 'true-false', right: '1', points: '1', strand: '', _from: '1' }
  await browser.post(`/questions/${question_id}`, { ...fields, text: 'Second' })
  const late = await browser.post(`/questions/${question_id}`, { ...fields, text: 'Third' })
  expect(late.status).toBe(422)
  expect(late.text).toContain('Somebody changed this question while you were writing')
  expect(late.text).toContain('Third')
  expect(late.text).toContain('name="_from" value="2"')
  expect((await browser.post(`/questions/${question_id}`, { ...fields, _from: '2', text: 'Third' })).status).toBe(303)
})

test('an author reads all that learners can choose in a question of several parts, and what follows from it', async () => {
  const wanted = {
    scenario: ['Take notes', 'They look at the pen and stop.', 'They sit down and begin to talk.'],
    'gap-choices': ['111'],
    matching: ['Also to choose from', '111'],
  } as const
  for (const kind of ['scenario', 'gap-choices', 'matching'] as const) {
    const { text, content } = kindSamples[kind]
    await addQuestion(ctx(), { ...{ kind, text, content, explanation: '' }, ...plainFacts })
    const { question_id } = (await findChoice(text))!
    const shown = load((await browser.get(`/questions/${question_id}`)).text)('.app-answer-parts').text()
    for (const words of wanted[kind]) expect(shown).toContain(words)
    await browser.post(`/questions/${question_id}/retirement`)
  }
})

test('the list finds by words, strand, critical and quiz, and hides what is retired', async () => {
  const version = await addOne('About the law of 1998', { strand: 'race', difficulty: 'hard', tags: ['sentencing'] })
  await addOne('About listening', { is_critical: true })
  const { quiz_id } = await addQuizVersion(ctx(), {
    quiz_id: null,
    title: 'A small check',
    pass_percent: 80,
    attempts_allowed: null,
    draw_count: null,
    question_version_ids: [version],
  })
  const find = async (query: string) => {
    const { text } = await browser.get(`/questions?${query}`)
    return [text.includes('About the law'), text.includes('About listening')]
  }
  expect(await find('')).toEqual([true, true])
  expect(await find('search=LAW+1998')).toEqual([true, false])
  expect(await find('search=%25')).toEqual([false, false])
  expect(await find('strand=race')).toEqual([true, false])
  expect(await find('strand=all')).toEqual([false, true])
  expect(await find('critical=yes')).toEqual([false, true])
  expect(await find('difficulty=hard')).toEqual([true, false])
  expect(await find('difficulty=none')).toEqual([false, true])
  expect(await find('search=sentencing')).toEqual([true, false])
  expect((await browser.get('/questions?search=1998')).text).toContain('Hard · sentencing')
  expect(await find(`quiz_id=${quiz_id}`)).toEqual([true, false])
  expect(await find('strand=nonsense&page=nothing')).toEqual([true, true])
  const { question_id } = (await findChoice('About the law of 1998'))!
  const confirm = await browser.get(`/questions/${question_id}/retirement`)
  expect(confirm.text).toContain('Retire this question?')
  expect(confirm.text).toContain('A small check')
  expect((await browser.post(`/questions/${question_id}/retirement`)).status).toBe(303)
  expect((await browser.post(`/questions/${question_id}/retirement`)).status).toBe(303)
  expect(await find('')).toEqual([false, true])
  expect(await find('retired=yes')).toEqual([true, false])
  await browser.post(`/questions/${question_id}/restoration`)
  expect(await find('')).toEqual([true, true])
})

test('a learner has no business in the bank; an unknown question is not found', async () => {
  const learner = await site.browser((await addTestPerson(database.db)).email)
  expect((await learner.get('/questions')).status).toBe(403)
  expect((await browser.get('/questions/not-an-id')).status).toBe(404)
  expect((await browser.get(`/questions/${newId()}`)).status).toBe(404)
  expect((await browser.post(`/questions/${newId()}`, question)).status).toBe(404)
  expect((await browser.post(`/questions/${newId()}/retirement`)).status).toBe(404)
})

test('overlong text and a NUL byte harm nothing', async () => {
  const long = await browser.post('/questions', { ...question, text: 'x'.repeat(900_000) })
  expect(long.status).toBe(422)
  expect(long.text).toContain('Must be 2000 characters or fewer')
  const tagged = load((await browser.post('/questions', { ...question, tags: `law, ${'x'.repeat(41)}` })).text)
  expect(tagged('.govuk-error-summary a[href="#tags"]').text()).toBe('Each tag must be 40 characters or fewer')
  expect(tagged('#tags-error').text()).toContain('Each tag must be 40 characters or fewer')
  const nul = await browser.post('/questions', { ...question, text: 'With a \u0000 byte', 'feedback-1': '\u0000' })
  expect(nul.status).toBe(303)
})
