/** The figures of the statistics, against a published example and against a second implementation from the formulas. */
import fc from 'fast-check'
import { guessShare } from '../../../src/features/quizzes/guessing.ts'
import type { AttemptScore } from '../../../src/features/quizzes/statistics.ts'
import * as statistics from '../../../src/features/quizzes/statistics.ts'
import { kindSamples } from '../../support/questions.ts'
import { atDepth } from '../../support/depth.ts'

const attemptsOf = (rows: number[][], most = 1): AttemptScore[] =>
  rows.map((row, index) => ({
    attempt_id: `attempt ${String(index).padStart(3, '0')}`,
    items: row.map((points, place) => ({ question_id: `question ${place}`, points, max_points: most })),
    minutes: index,
    is_passed: false,
  }))

/**
 * J. D. Brown, Point-biserial correlation coefficients, Shiken: JALT Testing & Evaluation SIG Newsletter 5 (3), 2001,
 * table 2: eight students, their answers to three items, and their totals on the whole test.
 */
test('the published example of the point-biserial', () => {
  const totals = [50, 45, 45, 40, 35, 30, 30, 25]
  expect(statistics.correlation([1, 1, 1, 1, 0, 0, 0, 0], totals)).toBeCloseTo(0.91, 1)
  expect(statistics.correlation([1, 1, 1, 1, 0, 0, 0, 0], totals)).toBeCloseTo(((45 - 30) / 8.291562) * 0.5, 6)
  expect(statistics.correlation([0, 0, 0, 0, 1, 1, 1, 1], totals)).toBeCloseTo(-0.904534, 6)
  // The third item is right for everybody: there is no correlation to be had.
  expect(statistics.correlation([1, 1, 1, 1, 1, 1, 1, 1], totals)).toBeNull()
})

test('a small example worked by hand', () => {
  // Five people, three questions: totals 3, 2, 2, 1, 0. V(T) = 1.3; the item variances are 0.2, 0.3, 0.3.
  const attempts = attemptsOf([
    [1, 1, 1],
    [1, 1, 0],
    [1, 0, 1],
    [1, 0, 0],
    [0, 0, 0],
  ])
  expect(statistics.cronbachAlpha(attempts)).toBeCloseTo(1.5 * (1 - 0.8 / 1.3), 12)
  const item = statistics.itemStatistics('question 0', attempts)
  // x = 1,1,1,1,0 against the rest 2,1,1,0,0: C = 0.2, V(x) = 0.2, V(X) = 0.7.
  expect(item.facility).toBeCloseTo(0.8, 12)
  expect(item.discrimination).toBeCloseTo(0.2 / Math.sqrt(0.2 * 0.7), 12)
  expect(item.efficiency).toBeCloseTo(1, 12)
  const quiz = statistics.quizStatistics(attempts)
  expect(quiz.mean).toBeCloseTo(8 / 15, 12)
  expect(quiz.standard_error).toBeCloseTo((Math.sqrt(1.3) / 3) * Math.sqrt(1 - 1.5 * (1 - 0.8 / 1.3)), 12)
  expect(quiz.tenths).toEqual([1, 0, 0, 1, 0, 0, 2, 0, 0, 0, 1])
  expect(quiz.minutes).toEqual([1, 2, 3])
})

// The second implementation, by other ways: moments about nought, sums over pairs, and matrices.

const power = (values: number[], other = values) => values.reduce((all, value, index) => all + value * other[index]!, 0)
const total = (values: number[]) => values.reduce((all, value) => all + value, 0)
/** (Σxy − ΣxΣy/n) / (n − 1) */
const covarianceByMoments = (xs: number[], ys: number[]) =>
  (power(xs, ys) - (total(xs) * total(ys)) / xs.length) / (xs.length - 1)
/** V(x) = Σᵢ<ⱼ (xᵢ − xⱼ)² / (n(n − 1)) */
const varianceByPairs = (xs: number[]) => {
  let all = 0
  for (let i = 0; i < xs.length; i += 1) for (let j = 0; j < i; j += 1) all += (xs[i]! - xs[j]!) ** 2
  return all / (xs.length * (xs.length - 1))
}
/** α = p/(p − 1) · (sum of covariances between different items) / (sum of the whole covariance matrix) */
const alphaByMatrix = (rows: number[][]) => {
  const columns = rows[0]!.map((_, place) => rows.map((row) => row[place]!))
  let [between, whole] = [0, 0]
  for (const [i, one] of columns.entries())
    for (const [j, other] of columns.entries()) {
      const c = covarianceByMoments(one, other)
      whole += c
      if (i !== j) between += c
    }
  return (columns.length / (columns.length - 1)) * (between / whole)
}
/** (M₁ − M₀) / s · √(pq), with s over n: the textbook's form for a question that is right or wrong. */
const pointBiserialByGroups = (xs: number[], totals: number[]) => {
  const group = (wanted: number) => totals.filter((_, index) => xs[index] === wanted)
  const p = group(1).length / xs.length
  const s = Math.sqrt((varianceByPairs(totals) * (xs.length - 1)) / xs.length)
  return ((total(group(1)) / group(1).length - total(group(0)) / group(0).length) / s) * Math.sqrt(p * (1 - p))
}

/** 0 or 1 for each question of each attempt. */
const table = fc.tuple(fc.integer({ min: 2, max: 40 }), fc.integer({ min: 2, max: 8 })).chain(([people, places]) =>
  fc.array(fc.array(fc.integer({ min: 0, max: 1 }), { minLength: places, maxLength: places }), {
    minLength: people,
    maxLength: people,
  }),
)

test('every figure agrees with the second implementation to 1e-6', () => {
  fc.assert(
    fc.property(table, (rows) => {
      const attempts = attemptsOf(rows)
      const totals = rows.map(total)
      if (varianceByPairs(totals) > 0) expect(statistics.cronbachAlpha(attempts)).toBeCloseTo(alphaByMatrix(rows), 6)
      else expect(statistics.cronbachAlpha(attempts)).toBeNull()
      for (const place of rows[0]!.keys()) {
        const xs = rows.map((row) => row[place]!)
        const rest = totals.map((one, index) => one - xs[index]!)
        const item = statistics.itemStatistics(`question ${place}`, attempts)
        expect(item.facility).toBeCloseTo(total(xs) / xs.length, 6)
        expect(item.deviation).toBeCloseTo(Math.sqrt(varianceByPairs(xs)), 6)
        const spread = varianceByPairs(xs) * varianceByPairs(rest)
        if (spread > 0) {
          expect(item.discrimination).toBeCloseTo(covarianceByMoments(xs, rest) / Math.sqrt(spread), 6)
          // With 0 and 1 the greatest covariance gives the rights to the greatest rests.
          const right = total(xs)
          const best = rest.toSorted((a, b) => b - a).slice(0, right)
          const greatest = (total(best) - (right * total(rest)) / xs.length) / (xs.length - 1)
          expect(item.efficiency).toBeCloseTo(covarianceByMoments(xs, rest) / greatest, 6)
        } else {
          expect(item.discrimination).toBeNull()
          expect(item.efficiency).toBeNull()
        }
        if (varianceByPairs(xs) > 0 && varianceByPairs(totals) > 0)
          expect(item.point_biserial).toBeCloseTo(pointBiserialByGroups(xs, totals), 6)
        else expect(item.point_biserial).toBeNull()
      }
    }),
    { numRuns: atDepth(150, 2000) },
  )
})

test('where attempts drew different numbers of questions there is no alpha, and nothing is made up from one answer', () => {
  const [one, two] = attemptsOf([[1, 0], [1]])
  expect(statistics.cronbachAlpha([one!, two!])).toBeNull()
  expect(statistics.itemStatistics('question 0', [one!])).toMatchObject({ count: 1, facility: 1, discrimination: null })
  expect(statistics.quizStatistics([])).toMatchObject({
    count: 0,
    mean: null,
    alpha: null,
    minutes: [null, null, null],
  })
})

test('verdicts are withheld below 30 answers', () => {
  const few = { count: 29, facility: 0.5, discrimination: -0.5, alpha: 0.9 }
  const enough = { ...few, count: 30 }
  expect([
    statistics.facilityVerdict(few),
    statistics.discriminationVerdict(few),
    statistics.alphaVerdict(few),
  ]).toEqual([null, null, null])
  expect(statistics.facilityVerdict(enough)).toBe('About right')
  expect(statistics.discriminationVerdict(enough)).toMatch(/^Those who do well overall do worse here/)
  expect(statistics.alphaVerdict(enough)).toBe('Very good')
})

test('what guessing gives, for each kind', () => {
  const guess = (kind: keyof typeof kindSamples, change: { scoring?: string; points?: number } = {}) => {
    const { content } = kindSamples[kind]
    const { points = 12, scoring = content.scoring } = change
    return guessShare({ kind, content: { ...content, scoring }, points })
  }
  expect(guess('one')).toBeCloseTo(1 / 3, 12)
  expect(guess('true-false')).toBeCloseTo(1 / 2, 12)
  // Right minus wrong depends on how many are ticked.
  expect(guess('several')).toBeNull()
  expect(guess('several', { scoring: 'all' })).toBeCloseTo(1 / 15, 12)
  // Three different answers to choose from, each pair for itself.
  expect(guess('matching')).toBeCloseTo(1 / 3, 12)
  expect(guess('ordering')).toBeCloseTo(1 / 3, 12)
  expect(guess('ordering', { scoring: 'all' })).toBeCloseTo(1 / 6, 12)
  // Points are whole: of one point three pairs give something only when all are right; two of three give 1 of 2 points.
  expect(guess('matching', { points: 1 })).toBeCloseTo(1 / 27, 12)
  expect(guess('matching', { points: 2 })).toBeCloseTo((6 / 27 + 2 / 27) / 2, 12)
  expect(guess('ordering', { points: 1 })).toBeCloseTo(1 / 6, 12)
  // One of three and one of two, and both must be right.
  expect(guess('gap-choices')).toBeCloseTo(1 / 6, 12)
  expect([guess('short'), guess('number'), guess('gaps')]).toEqual([0, 0, 0])
  expect(guess('rating')).toBeNull()
})
