/** Every kind of question there is, by the name it has in the database. */
import { one, several, trueFalse } from './choices.ts'
import { gapChoices } from './gap-choices.ts'
import { gaps } from './gaps.ts'
import type { Kind } from './kind.ts'
import { matching } from './matching.ts'
import { number } from './number.ts'
import { ordering } from './ordering.ts'
import { rating } from './rating.ts'
import { scenario } from './scenario.ts'
import { short } from './short.ts'
import { written } from './written.ts'

const list = {
  one,
  several,
  'true-false': trueFalse,
  matching,
  ordering,
  short,
  number,
  gaps,
  'gap-choices': gapChoices,
  rating,
  scenario,
  text: written,
}

export type QuestionKind = keyof typeof list

export const questionKinds = Object.keys(list) as [QuestionKind, ...QuestionKind[]]

/** Each kind takes its own content only; which one it gets, the database says in the same row. */
const kinds: Record<QuestionKind, Kind> = list

export const kindOf = (name: QuestionKind): Kind => kinds[name]
