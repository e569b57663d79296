/** Attempts on a real database: drawing, answering from several tabs, handing in, marking. */
import fc from 'fast-check'
import type { Ctx } from '../../../src/platform/context.ts'
import { NotFound } from '../../../src/platform/errors.ts'
import type { QuestionKind } from '../../../src/features/quizzes/index.ts'
import {
  addQuestion,
  addQuizVersion,
  drawBySeed,
  getAttempt,
  handIn,
  listQuizStandings,
  saveAnswers,
  startAttempt,
} from '../../../src/features/quizzes/index.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestPerson } from '../../support/factories.ts'
import { migrations } from '../../../src/platform/db/migrate.ts'
import { atDepth } from '../../support/depth.ts'

let database: TestDatabase
let ctx: Ctx
let person_id: string

beforeAll(async () => {
  database = await createTestDatabase()
  ctx = contextOf(database.db)
})
afterAll(() => database.drop())
beforeEach(async () => {
  await database.reset()
  person_id = (await addTestPerson(database.db)).id
})

type Change = { kind?: QuestionKind; is_critical?: boolean; points?: number }

const addTestQuestion = (text: string, change: Change = {}) => addQuestion(ctx, testQuestion(text, change))

const testQuestion = (text: string, change: Change) => ({
  kind: change.kind ?? 'one',
  text,
  explanation: `Because of ${text}`,
  points: change.points ?? 1,
  is_critical: change.is_critical ?? false,
  strand: null,
  objective: null,
  content: {
    options: (change.kind === 'true-false' ? ['True', 'False'] : ['Right', 'Also right', 'Wrong', 'Wrong too']).map(
      (option, index) => ({
        text: option,
        is_right: index === 0 || (change.kind === 'several' && index === 1),
        feedback: `About ${option}`,
      }),
    ),
    ...(change.kind === 'several' ? { scoring: 'all' } : {}),
  },
})

const quizOf = (questions: string[]) => ({
  quiz_id: null,
  title: 'Check',
  pass_percent: 80,
  attempts_allowed: null,
  draw_count: null,
  question_version_ids: questions,
})

const addTestQuiz = async (questions: string[], change: Partial<Parameters<typeof addQuizVersion>[1]> = {}) =>
  (await addQuizVersion(ctx, { ...quizOf(questions), ...change })).quiz_version_id

async function start(quiz_version_id: string, who = person_id): Promise<string> {
  const started = await startAttempt(ctx, { quiz_version_id, person_id: who })
  if (!('attempt_id' in started)) throw new Error(started.result)
  return started.attempt_id
}

const rightTexts = (kind: QuestionKind) => (kind === 'several' ? ['Right', 'Also right'] : ['Right', 'True'])

/** Answers the questions of an attempt: right, wrong or not at all. */
async function answer(attempt_id: string, how: (text: string) => 'right' | 'wrong' | 'not') {
  const { questions } = await getAttempt(ctx, attempt_id)
  const answers = questions
    .filter((question) => how(question.text) !== 'not')
    .map((question) => ({
      question_version_id: question.question_version_id,
      given: question.options
        .filter((option) => rightTexts(question.kind).includes(option.text) === (how(question.text) === 'right'))
        .slice(0, question.kind === 'several' ? 8 : 1)
        .map((option) => option.id),
    }))
  return saveAnswers(ctx, { attempt_id, person_id, answers, tab: null, seq: null })
}

test('an attempt with everything right is passed, and a second hand-in tells the same', async () => {
  const quiz = await addTestQuiz([
    await addTestQuestion('A'),
    await addTestQuestion('B', { kind: 'several', points: 2 }),
    await addTestQuestion('C', { kind: 'true-false', is_critical: true }),
  ])
  const attempt_id = await start(quiz)
  await answer(attempt_id, () => 'right')
  expect(await handIn(ctx, { attempt_id, person_id })).toEqual({
    result: 'handed-in',
    is_passed: true,
    is_critical_right: true,
    percent: 100,
  })
  expect(await handIn(ctx, { attempt_id, person_id })).toMatchObject({ result: 'already', is_passed: true })
  const attempt = await getAttempt(ctx, attempt_id)
  expect(attempt).toMatchObject({ points: 4, max_points: 4, percent: 100 })
  expect(attempt.questions.map((question) => question.marking?.is_right)).toEqual([true, true, true])
})

test('before the hand-in nothing tells the right answers', async () => {
  const attempt_id = await start(await addTestQuiz([await addTestQuestion('A')]))
  const text = JSON.stringify(await getAttempt(ctx, attempt_id))
  expect(text).not.toContain('is_right')
  expect(text).not.toContain('About')
  expect(text).not.toContain('Because')
})

test('a wrong critical question fails an attempt whatever the score', async () => {
  const questions = await Promise.all(
    ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I'].map((text) => addTestQuestion(text)),
  )
  const quiz = await addTestQuiz([...questions, await addTestQuestion('Critical', { is_critical: true })])
  const attempt_id = await start(quiz)
  await answer(attempt_id, (text) => (text === 'Critical' ? 'wrong' : 'right'))
  expect(await handIn(ctx, { attempt_id, person_id })).toMatchObject({
    is_passed: false,
    is_critical_right: false,
    percent: 90,
  })
})

test('several answers: all or nothing', async () => {
  const attempt_id = await start(await addTestQuiz([await addTestQuestion('A', { kind: 'several' })]))
  const [question] = (await getAttempt(ctx, attempt_id)).questions
  const right = question!.options.find((option) => option.text === 'Right')!
  await saveAnswers(ctx, {
    attempt_id,
    person_id,
    tab: null,
    seq: null,
    answers: [{ question_version_id: question!.question_version_id, given: [right.id] }],
  })
  expect(await handIn(ctx, { attempt_id, person_id })).toMatchObject({ percent: 0, is_passed: false })
})

test('unanswered questions come back by name, and count as wrong once confirmed', async () => {
  const [a, b] = [await addTestQuestion('A'), await addTestQuestion('B')]
  const attempt_id = await start(await addTestQuiz([a, b], { pass_percent: 50 }))
  await answer(attempt_id, (text) => (text === 'A' ? 'right' : 'not'))
  expect(await handIn(ctx, { attempt_id, person_id })).toEqual({
    result: 'unanswered',
    faults: [{ question_version_id: b, fault: 'none' }],
  })
  expect(await handIn(ctx, { attempt_id, person_id, is_confirmed: true })).toMatchObject({
    result: 'handed-in',
    is_passed: true,
    percent: 50,
  })
})

test('critical questions are always drawn, the rest up to the count, and the order is kept', async () => {
  const critical = await addTestQuestion('Critical', { is_critical: true })
  const others = await Promise.all(['A', 'B', 'C', 'D', 'E'].map((text) => addTestQuestion(text)))
  const quiz = await addTestQuiz([...others, critical], { draw_count: 3 })
  for (let turn = 0; turn < 5; turn++) {
    const attempt_id = await start(quiz)
    const attempt = await getAttempt(ctx, attempt_id)
    expect(attempt.questions).toHaveLength(3)
    expect(attempt.questions.at(-1)?.question_version_id).toBe(critical)
    const before = attempt.questions.map((question) => question.options.map((option) => option.id))
    const again = await getAttempt(ctx, attempt_id)
    expect(again.questions.map((question) => question.options.map((option) => option.id))).toEqual(before)
    await handIn(ctx, { attempt_id, person_id, is_confirmed: true })
  }
})

test('a quiz with a blueprint draws so many of each, and a retake asks what was not seen before', async () => {
  const strands = ['race', 'religion'] as const
  const ids = await Promise.all(
    strands.flatMap((strand) =>
      [1, 2, 3, 4].map((number) => addQuestion(ctx, { ...testQuestion(`${strand} ${number}`, {}), strand })),
    ),
  )
  const blueprint = strands.map((strand) => ({ label: `strand:${strand}`, count: 2 }))
  const quiz = await addTestQuiz(ids, { blueprint })
  // What is said of a question afterwards changes nothing for a quiz that was made.
  await database.db('questions').update({ strand: null })
  const draws: string[][] = []
  for (let turn = 0; turn < 3; turn++) {
    const attempt_id = await start(quiz)
    const texts = (await getAttempt(ctx, attempt_id)).questions.map((question) => question.text)
    expect(texts.filter((text) => text.startsWith('race'))).toHaveLength(2)
    expect(texts).toHaveLength(4)
    draws.push(texts)
    await handIn(ctx, { attempt_id, person_id, is_confirmed: true })
  }
  expect(new Set([...draws[0]!, ...draws[1]!]).size).toBe(8)
  await expect(addTestQuiz(ids.slice(0, 2), { blueprint })).rejects.toThrow('The blueprint asks for 2 questions')
})

test('the seed of an attempt draws it again, a retake too, until a question is put right', async () => {
  const questions = await Promise.all([1, 2, 3, 4, 5, 6].map((number) => addTestQuestion(`Question ${number}`)))
  const quiz_version_id = await addTestQuiz(questions, { draw_count: 2 })
  const asked = async (attempt_id: string) => {
    const attempt = await getAttempt(ctx, attempt_id)
    return { seed: attempt.seed, texts: attempt.questions.map((question) => question.text) }
  }
  const tries = []
  for (const minute of [1, 2, 3]) {
    const later = { ...ctx, now: new Date(ctx.now.getTime() + minute * 60_000) }
    const { attempt_id } = (await startAttempt(later, { quiz_version_id, person_id })) as { attempt_id: string }
    tries.push(await asked(attempt_id))
    await handIn(ctx, { attempt_id, person_id, is_confirmed: true })
  }
  for (const [index, { seed, texts }] of tries.entries()) {
    const draw = await drawBySeed(ctx, { quiz_version_id, seed })
    expect(draw.questions.map((question) => question.text)).toEqual(texts)
    expect(draw.attempt).toMatchObject({ number: index + 1, is_same: true })
  }
  // A word of one's own draws the same each time, and it is no attempt's.
  const own = { quiz_version_id, seed: 'any word' }
  expect(await drawBySeed(ctx, own)).toEqual(await drawBySeed(ctx, own))
  expect((await drawBySeed(ctx, own)).attempt).toBeNull()
  // Another seed in the place of an attempt's own is noticed.
  await database.db('attempts').where({ seed: tries[0]!.seed }).update({ seed: 'another 1' })
  const other = await drawBySeed(ctx, { quiz_version_id, seed: 'another 1' })
  expect(other.questions.map((question) => question.text)).toEqual(tries[0]!.texts)
  expect(other.attempt!.is_same).toBe(false)
})

test('twenty starts at once make one attempt', async () => {
  const quiz = await addTestQuiz([await addTestQuestion('A')])
  const started = await Promise.all(
    Array.from({ length: 20 }, () => startAttempt(ctx, { quiz_version_id: quiz, person_id })),
  )
  expect(started.filter((one) => one.result === 'started')).toHaveLength(1)
  expect(new Set(started.map((one) => 'attempt_id' in one && one.attempt_id)).size).toBe(1)
})

test('handing in ten times at once marks once', async () => {
  const attempt_id = await start(await addTestQuiz([await addTestQuestion('A')]))
  await answer(attempt_id, () => 'right')
  const results = await Promise.all(Array.from({ length: 10 }, () => handIn(ctx, { attempt_id, person_id })))
  expect(results.filter((one) => one.result === 'handed-in')).toHaveLength(1)
  expect(await database.db('audit_events').where({ action: 'quizzes.hand-in' })).toHaveLength(1)
})

test('attempts are counted, and the standing says how many are left', async () => {
  const quiz = await addTestQuiz([await addTestQuestion('A')], { attempts_allowed: 2 })
  const standing = async () => (await listQuizStandings(ctx, person_id, [quiz])).get(quiz)
  expect(await standing()).toMatchObject({ is_passed: false, attempts: 0, attempts_left: 2, last_percent: null })
  const first = await start(quiz)
  expect(await standing()).toMatchObject({ attempts: 1, attempts_left: 1, open_attempt_id: first })
  await answer(first, () => 'wrong')
  await handIn(ctx, { attempt_id: first, person_id })
  const second = await start(quiz)
  await answer(second, () => 'right')
  await handIn(ctx, { attempt_id: second, person_id })
  expect(await standing()).toMatchObject({
    is_passed: true,
    passed_at: ctx.now,
    attempts_left: 0,
    open_attempt_id: null,
    last_attempt_id: second,
    last_percent: 100,
    is_critical_right_last: true,
  })
  expect(await startAttempt(ctx, { quiz_version_id: quiz, person_id })).toEqual({ result: 'no-attempts-left' })
})

test('nothing is saved after the hand-in, and nothing in the attempt of somebody else', async () => {
  const attempt_id = await start(await addTestQuiz([await addTestQuestion('A')]))
  const other = await addTestPerson(database.db)
  await expect(
    saveAnswers(ctx, { attempt_id, person_id: other.id, answers: [], tab: null, seq: null }),
  ).rejects.toThrow(NotFound)
  await expect(handIn(ctx, { attempt_id, person_id: other.id })).rejects.toThrow(NotFound)
  await answer(attempt_id, () => 'right')
  await handIn(ctx, { attempt_id, person_id })
  expect(await answer(attempt_id, () => 'wrong')).toEqual({ result: 'handed-in' })
  expect((await getAttempt(ctx, attempt_id)).percent).toBe(100)
})

test('an option of another question, or two for a question with one answer, is not an answer', async () => {
  const [a, b] = [await addTestQuestion('A'), await addTestQuestion('B')]
  const attempt_id = await start(await addTestQuiz([a, b]))
  const [first, second] = (await getAttempt(ctx, attempt_id)).questions
  await saveAnswers(ctx, {
    attempt_id,
    person_id,
    tab: null,
    seq: null,
    answers: [
      { question_version_id: a, given: ['9', 'x', '01'] },
      { question_version_id: b, given: second!.options.map((option) => option.id) },
    ],
  })
  const { questions } = await getAttempt(ctx, attempt_id)
  expect(questions[0]!.given).toEqual([])
  expect(questions[1]!.given).toEqual([second!.options[0]!.id])
  expect(first!.question_version_id).toBe(a)
})

test('questions, attempts and answers from before there were other kinds come through the migration as they were', async () => {
  const own = await createTestDatabase()
  try {
    const of = contextOf(own.db)
    const { id } = await addTestPerson(own.db)
    const ids = await Promise.all(
      (['one', 'several', 'true-false'] as const).map((kind) => addQuestion(of, testQuestion(kind, { kind }))),
    )
    const { quiz_version_id } = await addQuizVersion(of, quizOf(ids))
    const attempts = await Promise.all(
      ['handed in', 'open'].map(async (how, index) => {
        const person_id = index === 0 ? id : (await addTestPerson(own.db)).id
        const started = await startAttempt(of, { quiz_version_id, person_id })
        const attempt_id = 'attempt_id' in started ? started.attempt_id : ''
        const { questions } = await getAttempt(of, attempt_id)
        const answers = questions.map((question) => ({
          question_version_id: question.question_version_id,
          given: question.options
            .filter((option) => rightTexts(question.kind).includes(option.text))
            .map(({ id }) => id),
        }))
        await saveAnswers(of, { attempt_id, person_id, answers, tab: null, seq: null })
        if (how === 'handed in') await handIn(of, { attempt_id, person_id })
        return attempt_id
      }),
    )
    const all = async () => JSON.stringify(await Promise.all(attempts.map((attempt) => getAttempt(of, attempt))))
    const before = await all()
    expect(before).toContain('"is_passed":true')
    const name = '20261126050100_quizzes__kinds.ts'
    await own.db.migrate.down({ ...migrations, name })
    expect(await own.db.raw('select count(*) from answers where cardinality(option_ids) > 0')).toMatchObject({
      rows: [{ count: 6 }],
    })
    await own.db.migrate.up({ ...migrations, name })
    expect(await all()).toBe(before)
  } finally {
    await own.drop()
  }
})

test('sent again by a page that never heard it was kept, an answer is told what another page has answered since', async () => {
  const attempt_id = await start(await addTestQuiz([await addTestQuestion('A')]))
  const [question] = (await getAttempt(ctx, attempt_id)).questions
  const { question_version_id, options } = question!
  const save = (tab: string, option: number) =>
    saveAnswers(ctx, {
      attempt_id,
      person_id,
      tab,
      seq: 5,
      answers: [{ question_version_id, given: [options[option]!.id] }],
    })
  await save('closed', 0)
  expect(await save('closed', 0)).toMatchObject({ result: 'saved', older: [] })
  await save('open', 1)
  expect(await save('closed', 0)).toMatchObject({ older: [{ position: 1, given: [options[1]!.id] }] })
  expect((await getAttempt(ctx, attempt_id)).questions[0]!.given).toEqual([options[1]!.id])
})

test('whatever the order in which saves arrive, twice or never, no newer answer of a tab is overwritten by an older one', async () => {
  const question = await addTestQuestion('A')
  const quiz = await addTestQuiz([question])
  const saves = fc.array(
    fc.record({ tab: fc.constantFrom('one', 'two', 'three'), seq: fc.nat(6), option: fc.nat(3) }),
    { maxLength: 10 },
  )
  await fc.assert(
    fc.asyncProperty(saves, async (arriving) => {
      const attempt_id = await start(quiz)
      const { options } = (await getAttempt(ctx, attempt_id)).questions[0]!
      const newest = new Map<string, number>()
      let expected: string[] = []
      for (const { tab, seq, option } of arriving) {
        const given = [options[option]!.id]
        await saveAnswers(ctx, {
          attempt_id,
          person_id,
          tab,
          seq,
          answers: [{ question_version_id: question, given }],
        })
        if (seq > (newest.get(tab) ?? -1)) {
          newest.set(tab, seq)
          expected = given
        }
        // A reload shows what is kept.
        expect((await getAttempt(ctx, attempt_id)).questions[0]!.given).toEqual(expected)
      }
      await handIn(ctx, { attempt_id, person_id, is_confirmed: true })
      expect((await getAttempt(ctx, attempt_id)).questions[0]!.given).toEqual(expected)
    }),
    { numRuns: atDepth(15, 150) },
  )
})
