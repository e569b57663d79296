/** Choose the gaps: a sentence with a list of words for each of its gaps. */
import { z } from 'zod'
import { gapHint, gapsFault } from './gaps.ts'
import type { FieldsKind, PartScoring } from './kind.ts'
import * as k from './kind.ts'

export interface GapChoices {
  [part: string]: unknown
  gaps: { right: string; others: string[] }[]
  scoring: PartScoring
}

/** Ids name the gap and the word: 2-1 is what is right in the second gap. */
const wordsOf = ({ right, others }: GapChoices['gaps'][number]): string[] => [right, ...others]
const wordAt = ({ gaps }: GapChoices, id: string): string => {
  const [gap, word] = id.split('-').map(Number)
  return wordsOf(gaps[gap! - 1] ?? { right: '', others: [] })[word! - 1] ?? ''
}

const check = (content: GapChoices, given: string[]) =>
  content.gaps.map(({ right }, index) => ({
    label: `Gap ${index + 1}`,
    given: given[index] ? wordAt(content, given[index]) : '',
    right,
    is_right: given[index] === `${index + 1}-1`,
  }))

export const gapChoices: FieldsKind<GapChoices> = {
  answer: 'fields',
  layout: 'sentence',
  words: 'Choose the gaps',
  hint: 'The learner selects, for each gap of a sentence, from a list of words.',
  schema: z.object({
    gaps: z.array(z.object({ right: k.line, others: z.array(k.line) })),
    scoring: k.scoringSchema,
  }),
  gives_points: true,
  is_shuffled: true,
  form: {
    text_label: 'Sentence with gaps',
    text_hint: gapHint,
    legend: 'What belongs in the gaps',
    settings: [k.scoringField('Each gap for itself')],
    rows: k.numbers.map((number) => ({
      legend: `Gap ${number}`,
      fields: [
        { control: 'input', name: `gap-${number}`, label: 'Right words' },
        { control: 'textarea', name: `others-${number}`, label: 'Wrong words', hint: 'One on each line.', rows: '3' },
      ],
    })),
    open_rows: 2,
    more_words: 'More gaps, up to 8',
  },
  readForm: (typed) => ({
    gaps: k.filledRows(
      k.numbers.map((number) => ({
        right: k.typedLine(typed, `gap-${number}`),
        others: k.typedLines(typed, `others-${number}`),
      })),
    ),
    scoring: k.typedScoring(typed),
  }),
  fillForm: ({ gaps, scoring }) => ({
    ...Object.fromEntries(
      gaps.flatMap(({ right, others }, index) => [
        [`gap-${index + 1}`, right],
        [`others-${index + 1}`, others.join('\n')],
      ]),
    ),
    scoring,
  }),
  fault({ gaps }, text) {
    for (const [index, gap] of gaps.entries()) {
      if (gap.right === '') return k.fault('Enter the right words', `gap-${index + 1}`)
      if (gap.others.length === 0) return k.fault('Enter at least 1 wrong word to choose from', `others-${index + 1}`)
      if (gap.others.length > 10) return k.fault('Enter 10 wrong words or fewer', `others-${index + 1}`)
      if (wordsOf(gap).some((word) => word.length > 300))
        return k.fault('Words for a gap must be 300 characters or fewer', `gap-${index + 1}`)
      if (k.repeated(wordsOf(gap)) !== null)
        return k.fault('Two words are the same. Change one of them', `others-${index + 1}`)
    }
    return gapsFault(gaps.length, text)
  },
  toFile: ({ gaps, scoring }) => ({
    type: 'gaps',
    answers: gaps.map((gap) => [gap.right]),
    choices: gaps.map(wordsOf),
    ours: { scoring },
  }),
  fromFile(read) {
    if (read.type !== 'gaps' || !read.choices) return null
    const gaps = read.answers.map((answer, index) => {
      const right = (answer as string[])[0] ?? ''
      return { right, others: read.choices![index]!.filter((word) => word !== right) }
    })
    const { scoring, notes } = k.scoringOfFile(read, gaps.length)
    return { content: { gaps, scoring }, notes }
  },
  ids: ({ gaps }) => gaps.flatMap((gap, index) => wordsOf(gap).map((_, word) => `${index + 1}-${word + 1}`)),
  parts: (content, shownIds) =>
    content.gaps.map((_, slot) => ({
      slot,
      control: 'select',
      label: `Gap ${slot + 1} of ${content.gaps.length}`,
      items: shownIds.filter((id) => id.startsWith(`${slot + 1}-`)).map((id) => ({ id, text: wordAt(content, id) })),
    })),
  check,
  offered: ({ gaps }) => gaps.map(({ others }) => ({ after: '', wrong: others.map((text) => ({ text, after: '' })) })),
  mark: (content, given) => k.markParts(content.scoring, check(content, given)),
}
