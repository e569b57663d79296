/** What a question must be, what is drawn, how it is marked: as plain values. */
import fc from 'fast-check'
import { askedCount, drawFault, drawQuestions } from '../../../src/features/quizzes/drawing.ts'
import type { DrawnFrom } from '../../../src/features/quizzes/drawing.ts'
import { attemptsLeft, markAttempt, percentOf } from '../../../src/features/quizzes/rules.ts'
import { atDepth } from '../../support/depth.ts'

test('a quiz cannot draw more than it has', () => {
  const of = (...points: number[]) =>
    points.map((one) => ({ points: one, is_critical: false, labels: ['strand:race'] }))
  const wordsOf = (draw_count: number | null, questions: ReturnType<typeof of>, blueprint: [string, number][] = []) =>
    drawFault({ draw_count, blueprint: blueprint.map(([label, count]) => ({ label, count })) }, questions)?.text ?? null
  expect(wordsOf(null, [])).toBe('Choose at least 1 question')
  expect(wordsOf(null, of(0))).toBe('Choose at least 1 question that gives points')
  expect(wordsOf(3, of(1, 3, 0))).toBe('The quiz has only 2 questions to draw from')
  expect(wordsOf(2, of(1, 3))).toBeNull()
  expect(wordsOf(null, of(1, 3), [['strand:race', 2]])).toBeNull()
  expect(wordsOf(null, of(1, 0), [['strand:race', 2]])).toBe(
    'The blueprint asks for 2 questions of “Race”, and the quiz has only 1',
  )
  expect(wordsOf(null, of(1), [['strand:sexual-orientation', 1]])).toBe(
    'The blueprint asks for 1 question of “Sexual orientation”, and the quiz has none',
  )
  const critical = of(1, 1, 1).map((one, index) => ({
    ...one,
    is_critical: index === 0,
    labels: index ? one.labels : [],
  }))
  expect(wordsOf(2, critical, [['strand:race', 2]])).toBe(
    'The blueprint with the critical questions needs 3 questions, and only 2 are drawn',
  )
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
  .map((drawn) =>
    drawn.map((one, index): DrawnFrom => ({ ...one, labels: [], id: `question ${index}`, position: index + 1 })),
  )

test('every critical question is drawn, and as many others as there is room for; the seed decides which', () => {
  fc.assert(
    fc.property(fc.string(), questions, fc.option(fc.integer({ min: 1, max: 20 })), (seed, bank, count) => {
      const drawn = drawQuestions(seed, bank, { draw_count: count, blueprint: null })
      const ids = drawn.map((one) => one.id)
      const critical = bank.filter((one) => one.is_critical)
      expect(critical.every((one) => ids.includes(one.id))).toBe(true)
      expect(new Set(ids).size).toBe(ids.length)
      const scored = bank.filter((one) => one.points > 0).length
      const unscored = bank.filter((one) => one.points === 0)
      expect(unscored.every((one) => ids.includes(one.id))).toBe(true)
      expect(drawn).toHaveLength(Math.max(critical.length, Math.min(count ?? scored, scored)) + unscored.length)
      expect(drawQuestions(seed, bank.toReversed(), { draw_count: count, blueprint: null })).toEqual(drawn)
      for (const one of drawn) {
        const { kind } = bank.find((from) => from.id === one.id)!
        expect(one.shown_ids.toSorted()).toEqual(['1', '2', '3', '4'])
        if (kind === 'true-false' || kind === 'rating') expect(one.shown_ids).toEqual(['1', '2', '3', '4'])
      }
    }),
    { numRuns: atDepth(100, 1000) },
  )
})

const strandNames = ['disability', 'race', 'religion', 'sexual-orientation', 'transgender']
const labelledBank = fc
  .array(
    fc.record({ is_critical: fc.boolean(), strand: fc.nat(4), hard: fc.boolean(), points: fc.constantFrom(0, 1, 2) }),
    {
      minLength: 1,
      maxLength: 30,
    },
  )
  .map((all) =>
    all.map(({ is_critical, strand, hard, points }, index): DrawnFrom => ({
      id: `question ${index}`,
      kind: points === 0 ? 'rating' : 'one',
      is_critical: is_critical && points > 0,
      points,
      position: index + 1,
      labels: [`strand:${strandNames[strand]}`, ...(hard ? ['difficulty:hard'] : [])],
      content: points === 0 ? { steps: 3, low: 'No', high: 'Yes' } : content,
    })),
  )

test('a blueprint that is not refused is kept by every draw, always with as many questions, and unseen ones come first', () => {
  const plans = fc.record({
    draw_count: fc.option(fc.integer({ min: 1, max: 20 })),
    blueprint: fc.uniqueArray(
      fc.record({
        label: fc.constantFrom('difficulty:hard', ...strandNames.map((name) => `strand:${name}`)),
        count: fc.integer({ min: 1, max: 4 }),
      }),
      { selector: (rule) => rule.label, maxLength: 6 },
    ),
  })
  fc.assert(
    fc.property(fc.string(), labelledBank, plans, fc.nat(), (seed, bank, plan, salt) => {
      // Another is made for each that is refused, so that all the runs are draws.
      fc.pre(!drawFault(plan, bank))
      const seen = new Map(bank.map((one, index) => [one.id, (index * 7 + salt) % 3]))
      const drawn = drawQuestions(seed, bank, plan, seen)
      const questions = drawn.map(({ id }) => bank.find((one) => one.id === id)!)
      expect(drawQuestions(seed, bank.toReversed(), plan, seen)).toEqual(drawn)
      expect(drawn).toHaveLength(askedCount(bank, plan))
      expect(bank.filter((one) => one.is_critical).every((one) => questions.includes(one))).toBe(true)
      for (const { label, count } of plan.blueprint)
        expect(questions.filter((one) => one.points > 0 && one.labels.includes(label)).length).toBeGreaterThanOrEqual(
          count,
        )
      // Swapping a drawn question for one that counts as the same never brings a less often seen one in.
      for (const one of questions.filter((question) => !question.is_critical && question.points > 0))
        for (const other of bank.filter((b) => !b.is_critical && b.points > 0 && b.labels.join() === one.labels.join()))
          if (!questions.includes(other)) expect(seen.get(other.id)).toBeGreaterThanOrEqual(seen.get(one.id)!)
    }),
    { numRuns: atDepth(300, 2000) },
  )
})

test('different seeds draw different questions, each about as often', () => {
  const bank: DrawnFrom[] = Array.from({ length: 10 }, (_, index) => ({
    id: `question ${index}`,
    kind: 'one',
    is_critical: false,
    points: 1,
    position: index,
    labels: [],
    content: { options: [] },
  }))
  const times = new Map<string, number>()
  for (let seed = 0; seed < 1000; seed++)
    for (const { id } of drawQuestions(`seed ${seed}`, bank, { draw_count: 3, blueprint: null }))
      times.set(id, (times.get(id) ?? 0) + 1)
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
