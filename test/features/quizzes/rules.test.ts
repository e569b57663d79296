/** What a question must be, what is drawn, how it is marked: as plain values. */
import fc from 'fast-check'
import { attemptsLeft, drawFault, drawQuestions, markAttempt, percentOf } from '../../../src/features/quizzes/rules.ts'
import type { DrawnFrom } from '../../../src/features/quizzes/rules.ts'

test('a quiz cannot draw more than it has', () => {
  const two = [{ points: 1 }, { points: 3 }]
  expect(drawFault(null, [])).toBe('Choose at least 1 question')
  expect(drawFault(null, [{ points: 0 }])).toBe('Choose at least 1 question that gives points')
  expect(drawFault(3, [...two, { points: 0 }])).toBe('The quiz has only 2 questions to draw from')
  expect(drawFault(2, two)).toBeNull()
  expect(drawFault(null, two)).toBeNull()
})

const content = {
  options: ['A', 'B', 'C', 'D'].map((text, index) => ({ text, is_right: index === 0, feedback: '' })),
}
const question = fc.oneof(
  fc.record({
    is_critical: fc.boolean(),
    kind: fc.constantFrom('one' as const, 'several' as const, 'true-false' as const),
    points: fc.integer({ min: 1, max: 5 }),
    content: fc.constant(content),
  }),
  fc.constant({
    is_critical: false,
    kind: 'rating' as const,
    points: 0,
    content: { steps: 4, low: 'Not', high: 'Very' },
  }),
)
const questions = fc
  .array(question, { minLength: 1, maxLength: 20 })
  .map((drawn) => drawn.map((one, index): DrawnFrom => ({ ...one, id: `question ${index}`, position: index + 1 })))

test('every critical question is drawn, and as many others as there is room for; the seed decides which', () => {
  fc.assert(
    fc.property(fc.string(), questions, fc.option(fc.integer({ min: 1, max: 20 })), (seed, bank, count) => {
      const drawn = drawQuestions(seed, bank, count)
      const ids = drawn.map((one) => one.id)
      const critical = bank.filter((one) => one.is_critical)
      expect(critical.every((one) => ids.includes(one.id))).toBe(true)
      expect(new Set(ids).size).toBe(ids.length)
      const scored = bank.filter((one) => one.points > 0).length
      const unscored = bank.filter((one) => one.points === 0)
      expect(unscored.every((one) => ids.includes(one.id))).toBe(true)
      expect(drawn).toHaveLength(Math.max(critical.length, Math.min(count ?? scored, scored)) + unscored.length)
      expect(drawQuestions(seed, bank.toReversed(), count)).toEqual(drawn)
      for (const one of drawn) {
        const { kind } = bank.find((from) => from.id === one.id)!
        expect(one.shown_ids.toSorted()).toEqual(['1', '2', '3', '4'])
        if (kind === 'true-false' || kind === 'rating') expect(one.shown_ids).toEqual(['1', '2', '3', '4'])
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
    content: { options: [] },
  }))
  const times = new Map<string, number>()
  for (let seed = 0; seed < 1000; seed++)
    for (const { id } of drawQuestions(`seed ${seed}`, bank, 3)) times.set(id, (times.get(id) ?? 0) + 1)
  for (const { id } of bank) {
    expect(times.get(id)).toBeGreaterThan(230)
    expect(times.get(id)).toBeLessThan(370)
  }
})

test('passing is decided in whole numbers: exactly the share needed is enough, a hair less is not', () => {
  const of = (right: number, all: number) =>
    Array.from({ length: all }, (_, index) => ({
      points: 1,
      is_critical: false,
      share: { earned: index < right ? 1 : 0, of: 1 },
    }))
  expect(markAttempt(of(4, 5), 80)).toEqual({ points: 4, is_critical_right: true, is_passed: true })
  expect(markAttempt(of(2, 3), 67).is_passed).toBe(false)
  expect(markAttempt(of(2, 3), 66).is_passed).toBe(true)
  expect(markAttempt(of(0, 3), 0).is_passed).toBe(true)
  const critical = [{ points: 3, is_critical: true, share: { earned: 2, of: 3 } }, ...of(97, 97)]
  expect(markAttempt(critical, 80)).toEqual({ points: 99, is_critical_right: false, is_passed: false })
  expect(percentOf(2, 3)).toBe(66)
  expect(percentOf(199, 200)).toBe(99)
})

test('attempts that are left', () => {
  expect(attemptsLeft(null, 99)).toBeNull()
  expect(attemptsLeft(2, 1)).toBe(1)
  expect(attemptsLeft(2, 3)).toBe(0)
})
