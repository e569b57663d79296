/** Fill the gaps: a sentence with gaps, each with the spellings that are right in it. */
import { z } from 'zod'
import type { FieldsKind, PartScoring } from './kind.ts'
import * as k from './kind.ts'
import { isSpelling, spellingsFault, spellingWords } from './short.ts'

export interface Gaps {
  [part: string]: unknown
  gaps: string[][]
  scoring: PartScoring
}

/** Why the sentence and what is written for its gaps do not fit each other. */
export function gapsFault(count: number, text: string): k.Fault | null {
  const inText = k.countGaps(text)
  if (inText === 0) return k.fault('Write at least 1 gap in the sentence, as ___', 'text')
  if (inText > k.most) return k.fault(`Write ${k.most} gaps or fewer`, 'text')
  if (inText === count) return null
  const gaps = inText === 1 ? '1 gap' : `${inText} gaps`
  return k.fault(
    `The sentence has ${gaps}, and below there ${count === 1 ? 'is 1' : `are ${count}`}. Make them the same`,
  )
}

export const gapHint = 'Write each gap as three underscores, ___, and below what belongs in it, in the same order.'

const check = ({ gaps }: Gaps, given: string[]) =>
  gaps.map((spellings, index) => ({
    label: `Gap ${index + 1}`,
    given: given[index] ?? '',
    right: spellingWords(spellings),
    is_right: isSpelling(spellings, given[index] ?? ''),
  }))

export const gaps: FieldsKind<Gaps> = {
  answer: 'fields',
  layout: 'sentence',
  words: 'Fill the gaps',
  hint: 'The learner types what is missing in a sentence. Capital letters, accents, apostrophes and hyphens do not matter.',
  schema: z.object({ gaps: z.array(z.array(k.line)), scoring: k.scoringSchema }),
  gives_points: true,
  is_shuffled: false,
  form: {
    text_label: 'Sentence with gaps',
    text_hint: gapHint,
    legend: 'What belongs in the gaps',
    settings: [k.scoringField('Each gap for itself')],
    rows: k.numbers.map((number) => ({
      legend: `Gap ${number}`,
      fields: [
        {
          control: 'textarea',
          name: `gap-${number}`,
          label: 'Accepted answers',
          hint: 'One on each line. The first is shown as the right one.',
          rows: '2',
        },
      ],
    })),
    open_rows: 2,
    more_words: 'More gaps, up to 8',
  },
  readForm: (typed) => ({
    gaps: k.numbers.map((number) => k.typedLines(typed, `gap-${number}`)).filter((spellings) => spellings.length > 0),
    scoring: k.typedScoring(typed),
  }),
  fillForm: ({ gaps, scoring }) => ({
    ...Object.fromEntries(gaps.map((spellings, index) => [`gap-${index + 1}`, spellings.join('\n')])),
    scoring,
  }),
  fault({ gaps }, text) {
    for (const [index, spellings] of gaps.entries()) {
      const words = spellingsFault(spellings)
      if (words !== null) return k.fault(words, `gap-${index + 1}`)
    }
    return gapsFault(gaps.length, text)
  },
  toFile: ({ gaps, scoring }) => ({ type: 'gaps', answers: gaps, ours: { scoring } }),
  fromFile(read) {
    if (read.type !== 'gaps' || read.choices) return null
    const { scoring, notes } = k.scoringOfFile(read, read.answers.length)
    return { content: { gaps: read.answers, scoring }, notes }
  },
  ids: () => [],
  parts: ({ gaps }) =>
    gaps.map((_, slot) => ({ slot, control: 'text', label: `Gap ${slot + 1} of ${gaps.length}`, items: [] })),
  check,
  mark: (content, given) => k.markParts(content.scoring, check(content, given)),
}
