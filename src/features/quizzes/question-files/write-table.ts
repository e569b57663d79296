/** Writes questions in our own spreadsheet layout, every kind of them, as table.ts reads it. */
import { formatCsv } from '../../../lib/csv.ts'
import type { Choices } from '../kinds/choices.ts'
import type { Matching } from '../kinds/matching.ts'
import type { Rating } from '../kinds/rating.ts'
import type { Scenario } from '../kinds/scenario.ts'
import { choiceLine } from '../kinds/scenario.ts'
import type { Written } from '../kinds/written.ts'
import type { Content } from '../kinds/kind.ts'
import type { QuestionKind } from '../kinds/list.ts'
import type { QuestionInput } from '../rules.ts'
import { scoringWords, templateHeadings } from './table.ts'

type Cells = Record<string, string>

const kindCells: Record<QuestionKind, string> = {
  one: 'one answer',
  several: 'several answers',
  'true-false': 'true or false',
  matching: 'matching',
  ordering: 'ordering',
  short: 'short answer',
  number: 'number',
  gaps: 'fill the gaps',
  'gap-choices': 'choose the gaps',
  rating: 'rating',
  scenario: 'scenario',
  text: 'free text',
}

/** A row of the file, as CSV. */
export function tableRow(input: QuestionInput): string {
  const { content } = input
  const cells: Cells = {
    Type: kindCells[input.kind],
    Question: input.text,
    Points: String(input.points),
    'How it is marked': typeof content.scoring === 'string' ? (scoringWords[content.scoring] ?? '') : '',
    Critical: input.is_critical ? 'yes' : '',
    Strand: input.strand ?? '',
    'What it shows': input.objective ?? '',
    Difficulty: input.difficulty ?? '',
    Tags: (input.tags ?? []).join(', '),
    Explanation: input.explanation,
    ...answerCells(input.kind, content),
  }
  return formatCsv([templateHeadings.map((heading) => cells[heading] ?? null)])
}

export const tableFile = (rows: string[]): string => formatCsv([templateHeadings], { bom: true }) + rows.join('')

/** Each with what stands beside it. */
const numbered = (pairs: [answer: string, feedback?: string][]): Cells =>
  Object.fromEntries(
    pairs.flatMap(([answer, feedback = ''], index) => [
      [`Answer ${index + 1}`, answer],
      [`Feedback ${index + 1}`, feedback],
    ]),
  )

function answerCells(kind: QuestionKind, content: Content): Cells {
  switch (kind) {
    case 'one':
    case 'several':
    case 'true-false': {
      const { options } = content as unknown as Choices
      const right = options.flatMap((option, index) => (option.is_right ? [index] : []))
      return {
        ...numbered(options.map((option) => [option.text, option.feedback])),
        'Right answers': right.map((index) => (kind === 'true-false' ? options[index]!.text : index + 1)).join(', '),
      }
    }
    case 'matching': {
      const { pairs, others } = content as unknown as Matching
      return { ...numbered(pairs.map((pair) => [pair.prompt, pair.answer])), 'Other answers': others.join(' | ') }
    }
    case 'ordering':
      return numbered((content.items as string[]).map((item) => [item]))
    case 'short':
      return numbered((content.spellings as string[]).map((spelling) => [spelling]))
    case 'number':
      return {
        'Right answers': content.number as string,
        Tolerance: content.tolerance as string,
        Unit: content.unit as string,
      }
    case 'gaps':
      return numbered((content.gaps as string[][]).map((spellings) => [spellings.join(' | ')]))
    case 'gap-choices':
      return numbered(
        (content.gaps as { right: string; others: string[] }[]).map(({ right, others }) => [
          [right, ...others].join(' | '),
        ]),
      )
    case 'rating': {
      const { steps, low, high } = content as unknown as Rating
      return { ...numbered([[low], [high]]), 'Right answers': String(steps) }
    }
    case 'scenario':
      return numbered(
        (content as unknown as Scenario).steps.map(({ situation, right, others, after }) => [
          situation,
          [right, ...others].map((one, index) => choiceLine(one, after?.[index])).join('\n'),
        ]),
      )
    case 'text':
      return numbered(
        (content as unknown as Written).rubric.map(({ criterion, points }) => [criterion, String(points)]),
      )
  }
}
