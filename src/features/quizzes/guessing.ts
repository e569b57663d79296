/** What somebody would have on average who guesses without reading, as a share of the points, which are whole: pure. */
import type { Content } from './kinds/kind.ts'
import type { QuestionKind } from './kinds/list.ts'
import { kindOf } from './kinds/list.ts'
import { earnedPoints } from './rules.ts'

interface Asked {
  kind: QuestionKind
  content: Content
  points: number
}

const product = (values: number[]): number => values.reduce((all, value) => all * value, 1)

/** By how many of the parts are right: the chance of it, each part for itself. */
function chancesOfRight(chances: number[]): number[] {
  return chances.reduce<number[]>(
    (known, chance) =>
      Array.from(
        { length: known.length + 1 },
        (_, right) => (known[right] ?? 0) * (1 - chance) + (right === 0 ? 0 : known[right - 1]! * chance),
      ),
    [1],
  )
}

/** The same for things put into an order at random: C(n, k) · D(n − k) / n!, where D counts the orders with nothing in its place. */
function chancesInPlace(count: number): number[] {
  const displaced = [1, 0]
  for (let n = 2; n <= count; n++) displaced.push((n - 1) * (displaced[n - 1]! + displaced[n - 2]!))
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1))
  return Array.from(
    { length: count + 1 },
    (_, right) => displaced[count - right]! / (factorial(right) * factorial(count - right)),
  )
}

const expected = (points: number, chances: number[]): number =>
  chances.reduce((all, chance, earned) => all + chance * earnedPoints(points, { earned, of: chances.length - 1 }), 0) /
  points

/** Null where it depends on how one guesses, or where nothing is right. */
export function guessShare({ kind, content, points }: Asked): number | null {
  const of = kindOf(kind)
  if (!of.gives_points || of.is_marked_by_hand) return null
  if (of.answer === 'options') {
    const count = of.options(content).length
    if (!of.may_choose_several) return 1 / count
    // One of all choices that are not empty.
    return content.scoring === 'all' ? 1 / (2 ** count - 1) : null
  }
  const parts = of.parts(content, of.ids(content))
  if (parts.some((part) => part.control === 'text')) return 0
  if (kind === 'ordering')
    return content.scoring === 'each'
      ? expected(points, chancesInPlace(parts.length))
      : product(parts.map((_, index) => 1 / (index + 1)))
  const chances = parts.map((part) => 1 / part.items.length)
  return content.scoring === 'each' ? expected(points, chancesOfRight(chances)) : product(chances)
}
