/** What a question must be, what is drawn, how it is marked: as plain values. */
import fc from 'fast-check'
import {
  attemptsLeft,
  drawFault,
  drawQuestions,
  isAnswerRight,
  markAttempt,
  optionsFault,
  percentOf,
  validAnswer,
} from '../../../src/features/quizzes/rules.ts'
import type { DrawnFrom } from '../../../src/features/quizzes/rules.ts'

const options = (...right: boolean[]) => right.map((is_right, index) => ({ text: `Answer ${index}`, is_right }))

test('options must fit the kind of question', () => {
  expect(optionsFault('one', options(true, false))).toBeNull()
  expect(optionsFault('one', options(true))).toBe('Enter at least 2 answers')
  expect(optionsFault('one', options(true, true))).toBe('Select the one answer that is right')
  expect(optionsFault('one', options(false, false))).toBe('Select the one answer that is right')
  expect(optionsFault('several', options(false, false))).toBe('Select which answers are right')
  expect(optionsFault('several', options(true, true))).toBeNull()
  expect(optionsFault('true-false', options(true, false, false))).toBe('A true or false question has exactly 2 answers')
  expect(optionsFault('one', options(true, ...Array.from({ length: 8 }, () => false)))).toBe('Enter 8 answers or fewer')
  const same = [
    { text: 'Yes', is_right: true },
    { text: 'yes', is_right: false },
  ]
  expect(optionsFault('one', same)).toBe('Two answers are the same. Change one of them')
})

test('a quiz cannot draw more than it has', () => {
  expect(drawFault(null, 0)).toBe('Choose at least 1 question')
  expect(drawFault(3, 2)).toBe('The quiz has only 2 questions to draw from')
  expect(drawFault(2, 2)).toBeNull()
  expect(drawFault(null, 2)).toBeNull()
})

const question = fc.record({
  is_critical: fc.boolean(),
  kind: fc.constantFrom('one' as const, 'several' as const, 'true-false' as const),
  points: fc.integer({ min: 1, max: 5 }),
})
const questions = fc.array(question, { minLength: 1, maxLength: 20 }).map((drawn) =>
  drawn.map((one, index): DrawnFrom => ({
    ...one,
    id: `question ${index}`,
    position: index + 1,
    options: [1, 2, 3, 4].map((position) => ({ id: `option ${index} ${position}`, position })),
  })),
)

test('every critical question is drawn, and as many others as there is room for; the seed decides which', () => {
  fc.assert(
    fc.property(fc.string(), questions, fc.option(fc.integer({ min: 1, max: 20 })), (seed, bank, count) => {
      const drawn = drawQuestions(seed, bank, count)
      const ids = drawn.map((one) => one.id)
      const critical = bank.filter((one) => one.is_critical)
      expect(critical.every((one) => ids.includes(one.id))).toBe(true)
      expect(new Set(ids).size).toBe(ids.length)
      expect(drawn).toHaveLength(Math.max(critical.length, Math.min(count ?? bank.length, bank.length)))
      expect(drawQuestions(seed, bank.toReversed(), count)).toEqual(drawn)
      for (const one of drawn) {
        const { options: offered, kind } = bank.find((from) => from.id === one.id)!
        expect(one.option_ids.toSorted()).toEqual(offered.map((option) => option.id))
        if (kind === 'true-false') expect(one.option_ids).toEqual(offered.map((option) => option.id))
      }
    }),
    { numRuns: process.env.DEEP === '1' ? 1000 : 100 },
  )
})

test('different seeds draw different questions, each about as often', () => {
  const bank: DrawnFrom[] = Array.from({ length: 10 }, (_, index) => ({
    id: `question ${index}`,
    kind: 'one',
    is_critical: false,
    points: 1,
    position: index,
    options: [],
  }))
  const times = new Map<string, number>()
  for (let seed = 0; seed < 1000; seed++)
    for (const { id } of drawQuestions(`seed ${seed}`, bank, 3)) times.set(id, (times.get(id) ?? 0) + 1)
  for (const { id } of bank) {
    expect(times.get(id)).toBeGreaterThan(230)
    expect(times.get(id)).toBeLessThan(370)
  }
})

test('an answer is right or not: every right option and no other', () => {
  const several = [
    { id: 'a', is_right: true },
    { id: 'b', is_right: true },
    { id: 'c', is_right: false },
  ]
  expect(isAnswerRight(several, ['b', 'a'])).toBe(true)
  expect(isAnswerRight(several, ['a'])).toBe(false)
  expect(isAnswerRight(several, ['a', 'b', 'c'])).toBe(false)
  expect(isAnswerRight(several, [])).toBe(false)
  expect(isAnswerRight([{ id: 'a', is_right: false }], [])).toBe(false)
})

test('only options of the question are an answer, and one only where one is asked for', () => {
  expect(validAnswer('one', ['a', 'b'], ['b', 'a', 'x'])).toEqual(['a'])
  expect(validAnswer('several', ['a', 'b', 'c'], ['c', 'x', 'a', 'a'])).toEqual(['a', 'c'])
})

test('passing is decided in whole numbers: exactly the share needed is enough, a hair less is not', () => {
  const of = (right: number, all: number) =>
    Array.from({ length: all }, (_, index) => ({ points: 1, is_critical: false, is_right: index < right }))
  expect(markAttempt(of(4, 5), 80)).toEqual({ points: 4, is_critical_right: true, is_passed: true })
  expect(markAttempt(of(2, 3), 67).is_passed).toBe(false)
  expect(markAttempt(of(2, 3), 66).is_passed).toBe(true)
  expect(markAttempt(of(0, 3), 0).is_passed).toBe(true)
  const critical = [{ points: 1, is_critical: true, is_right: false }, ...of(99, 99)]
  expect(markAttempt(critical, 80)).toEqual({ points: 99, is_critical_right: false, is_passed: false })
  expect(percentOf(2, 3)).toBe(66)
  expect(percentOf(199, 200)).toBe(99)
})

test('attempts that are left', () => {
  expect(attemptsLeft(null, 99)).toBeNull()
  expect(attemptsLeft(2, 1)).toBe(1)
  expect(attemptsLeft(2, 3)).toBe(0)
})
