/**
 * Item analysis of a quiz by classical test theory: pure. The formulas are those of Moodle's quiz statistics ("Quiz
 * statistics calculations" in its developer documentation) and of Crocker and Algina, Introduction to Classical and Modern
 * Test Theory (1986), chapters 7 and 14; docs/guide/statistics.md says what each means. Variances divide by n − 1.
 * What cannot be worked out (too few, or all the same) is null.
 */

/** A question in an attempt, in points. */
export interface ItemScore {
  question_id: string
  points: number
  max_points: number
  /** How long it took, where that is known: see keeping.ts. */
  taken_ms?: number | null
}

export interface AttemptScore {
  attempt_id: string
  /** In the order of the attempt; those that give no points are left out. */
  items: ItemScore[]
  minutes: number
  is_passed: boolean
}

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0)

export const mean = (values: number[]): number | null => (values.length === 0 ? null : sum(values) / values.length)

/** C(x, y) = Σ (x − x̄)(y − ȳ) / (n − 1) */
export function covariance(xs: number[], ys: number[]): number | null {
  if (xs.length < 2) return null
  const [x, y] = [mean(xs)!, mean(ys)!]
  return sum(xs.map((value, index) => (value - x) * (ys[index]! - y))) / (xs.length - 1)
}

/** V(x) = C(x, x) */
export const variance = (values: number[]): number | null => covariance(values, values)

export function standardDeviation(values: number[]): number | null {
  const found = variance(values)
  return found === null ? null : Math.sqrt(found)
}

/** r = C(x, y) / √(V(x) V(y)); Pearson's, which for a question that is right or wrong is the point-biserial. */
export function correlation(xs: number[], ys: number[]): number | null {
  const both = covariance(xs, ys)
  const [x, y] = [variance(xs), variance(ys)]
  if (both === null || !x || !y) return null
  return both / Math.sqrt(x * y)
}

/** How far into the sorted values, between neighbours in proportion. */
export function quantile(values: number[], share: number): number | null {
  if (values.length === 0) return null
  const sorted = values.toSorted((a, b) => a - b)
  const place = (sorted.length - 1) * share
  const below = sorted[Math.floor(place)]!
  const above = sorted[Math.ceil(place)]!
  return below + (above - below) * (place - Math.floor(place))
}

export const totalOf = (attempt: AttemptScore): number => sum(attempt.items.map((item) => item.points))
const maxOf = (attempt: AttemptScore): number => sum(attempt.items.map((item) => item.max_points))
/** Of its points; attempts that drew other questions may be out of others. */
export const shareOfPoints = (attempt: AttemptScore): number => totalOf(attempt) / maxOf(attempt)

export interface ItemStatistics {
  question_id: string
  /** How many attempts had the question. */
  count: number
  /** Mean points out of the most there are: 1 is right for everybody. */
  facility: number | null
  /** Standard deviation, as a share of the points. */
  deviation: number | null
  /** Correlation of the question with the rest of the attempt. */
  discrimination: number | null
  /** The covariance with the rest, out of the greatest that these scores could have. */
  efficiency: number | null
  /** Correlation of the question with the whole attempt, itself included. */
  point_biserial: number | null
  /** Of how many the time is known, and its first quartile, median and third quartile. */
  timed_count: number
  seconds: [number | null, number | null, number | null]
}

/** x: points of the question; X: points of the rest; T = x + X. */
export function itemStatistics(questionId: string, attempts: AttemptScore[]): ItemStatistics {
  const having = attempts.flatMap((attempt) => {
    const item = attempt.items.find((one) => one.question_id === questionId)
    return item ? [{ x: item.points, max: item.max_points, total: totalOf(attempt), taken: item.taken_ms ?? null }] : []
  })
  const seconds = having.flatMap(({ taken }) => (taken === null ? [] : [taken / 1000]))
  const xs = having.map(({ x }) => x)
  const shares = having.map(({ x, max }) => x / max)
  const rest = having.map(({ x, total }) => total - x)
  return {
    question_id: questionId,
    count: having.length,
    facility: mean(shares),
    deviation: standardDeviation(shares),
    discrimination: correlation(xs, rest),
    efficiency: efficiency(xs, rest),
    point_biserial: correlation(
      xs,
      having.map(({ total }) => total),
    ),
    timed_count: seconds.length,
    seconds: [quantile(seconds, 0.25), quantile(seconds, 0.5), quantile(seconds, 0.75)],
  }
}

/** C(x, X) / Cmax(x, X), where Cmax pairs the sorted scores: the best question there could be with this facility. */
function efficiency(xs: number[], rest: number[]): number | null {
  const ascending = (values: number[]) => values.toSorted((a, b) => a - b)
  const greatest = covariance(ascending(xs), ascending(rest))
  const found = covariance(xs, rest)
  return found === null || !greatest ? null : found / greatest
}

/**
 * α = p / (p − 1) · (1 − Σ V(xᵢ) / V(T)), Cronbach 1951. Where attempts draw, the item is the place in the attempt. Null
 * where attempts have not all the same number of questions.
 */
export function cronbachAlpha(attempts: AttemptScore[]): number | null {
  const places = attempts[0]?.items.length ?? 0
  if (places < 2 || attempts.some((attempt) => attempt.items.length !== places)) return null
  const total = variance(attempts.map(totalOf))
  if (!total) return null
  const items = Array.from({ length: places }, (_, place) => variance(attempts.map((one) => one.items[place]!.points))!)
  return (places / (places - 1)) * (1 - sum(items) / total)
}

export interface QuizStatistics {
  count: number
  passed: number
  /** As shares of the points. */
  mean: number | null
  median: number | null
  deviation: number | null
  alpha: number | null
  /** SD √(1 − α): how far a result lies from what the person would have on average. A share of the points. */
  standard_error: number | null
  /** First quartile, median and third quartile. */
  minutes: [number | null, number | null, number | null]
  /** How many results are in each tenth: 0 to 9%, …, 90 to 99%, and 100%. */
  tenths: number[]
}

export function quizStatistics(attempts: AttemptScore[]): QuizStatistics {
  const shares = attempts.map(shareOfPoints)
  const deviation = standardDeviation(shares)
  const alpha = cronbachAlpha(attempts)
  const minutes = attempts.map((attempt) => attempt.minutes)
  const tenths = Array.from({ length: 11 }, () => 0)
  // In whole points, so that 7 of 10 is in the seventies whatever a float makes of it.
  for (const attempt of attempts) tenths[Math.floor((totalOf(attempt) * 10) / maxOf(attempt))]! += 1
  return {
    count: attempts.length,
    passed: attempts.filter((attempt) => attempt.is_passed).length,
    mean: mean(shares),
    median: quantile(shares, 0.5),
    deviation,
    alpha,
    standard_error: deviation === null || alpha === null ? null : deviation * Math.sqrt(Math.max(0, 1 - alpha)),
    minutes: [quantile(minutes, 0.25), quantile(minutes, 0.5), quantile(minutes, 0.75)],
    tenths,
  }
}

/** The thirds of those who had a question, by their result: the attempts that chose a wrong answer should be in the lower. */
export function thirds(attempts: AttemptScore[]): { lower: Set<string>; upper: Set<string> } {
  const sorted = attempts.toSorted(
    (a, b) => shareOfPoints(a) - shareOfPoints(b) || (a.attempt_id < b.attempt_id ? -1 : 1),
  )
  const size = Math.floor(sorted.length / 3)
  const ids = (some: AttemptScore[]) => new Set(some.map((attempt) => attempt.attempt_id))
  return { lower: ids(sorted.slice(0, size)), upper: ids(sorted.slice(sorted.length - size)) }
}

/** Below so many answers figures say more about chance than about the question. */
export const fewestForVerdicts = 30

/** What a facility means, in the words of Moodle's documentation, more or less. */
export function facilityVerdict({ count, facility }: Pick<ItemStatistics, 'count' | 'facility'>): string | null {
  if (count < fewestForVerdicts || facility === null) return null
  if (facility <= 0.05) return 'Nearly nobody is right: is the key wrong?'
  if (facility < 0.2) return 'Very hard'
  if (facility < 0.35) return 'Hard'
  if (facility < 0.65) return 'About right'
  if (facility < 0.8) return 'Fairly easy'
  if (facility < 0.95) return 'Easy'
  return 'Nearly everybody is right'
}

export function discriminationVerdict({
  count,
  discrimination,
}: Pick<ItemStatistics, 'count' | 'discrimination'>): string | null {
  if (count < fewestForVerdicts || discrimination === null) return null
  if (discrimination < 0) return 'Those who do well overall do worse here: look at the key and the wording'
  if (discrimination < 0.2) return 'Tells hardly anything'
  if (discrimination < 0.3) return 'Tells a little'
  if (discrimination < 0.5) return 'Tells enough'
  return 'Tells a lot'
}

export function alphaVerdict({ count, alpha }: Pick<QuizStatistics, 'count' | 'alpha'>): string | null {
  if (count < fewestForVerdicts || alpha === null) return null
  if (alpha < 0.5) return 'The questions have little in common: one result says little'
  if (alpha < 0.7) return 'Enough to talk about a group, not about one person'
  if (alpha < 0.9) return 'Good'
  return 'Very good'
}
