/** What somebody would have on average who guesses without reading, as a share of the points: pure. */
import type { Content } from './kinds/kind.ts'
import type { QuestionKind } from './kinds/list.ts'
import { kindOf } from './kinds/list.ts'

const product = (values: number[]): number => values.reduce((all, value) => all * value, 1)
const average = (values: number[]): number => values.reduce((all, value) => all + value, 0) / values.length

/** Null where it depends on how one guesses, or where nothing is right. */
export function guessShare(kind: QuestionKind, content: Content): number | null {
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
    return content.scoring === 'each' ? 1 / parts.length : product(parts.map((_, index) => 1 / (index + 1)))
  const chances = parts.map((part) => 1 / part.items.length)
  return content.scoring === 'each' ? average(chances) : product(chances)
}
