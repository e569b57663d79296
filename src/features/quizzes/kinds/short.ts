/** Short answer: a word or a few, right in any of several spellings; capitals, accents and spaces do not matter. */
import { z } from 'zod'
import { foldForSearch } from '../../../lib/text.ts'
import type { FieldsKind } from './kind.ts'
import * as k from './kind.ts'

export interface Short {
  [part: string]: unknown
  spellings: string[]
}

/** Folded as names are searched: `Siân O’Brien-Żak` and `sian obrienzak` are the same. Full stops at the end mean nothing. */
export const foldAnswer = (text: string): string => foldForSearch(text.replace(/[.!?\s]+$/, '')) || text.trim()

export const isSpelling = (spellings: string[], given: string): boolean =>
  given !== '' && spellings.some((spelling) => foldAnswer(spelling) === foldAnswer(given))

/** What is accepted, for people who read it: the first spelling is the one to learn. */
export const spellingWords = (spellings: string[]): string => spellings.join(', or ')

/** Why spellings of one answer cannot be used, in words for the field they stand in. */
export function spellingsFault(spellings: string[]): string | null {
  if (spellings.length === 0) return 'Enter at least 1 accepted answer'
  if (spellings.length > 20) return 'Enter 20 accepted answers or fewer'
  if (spellings.some((one) => one.length > 300)) return 'Each accepted answer must be 300 characters or fewer'
  return null
}

const check = ({ spellings }: Short, given: string[]) => [
  {
    label: 'Answer',
    given: given[0] ?? '',
    right: spellingWords(spellings),
    is_right: isSpelling(spellings, given[0] ?? ''),
  },
]

export const short: FieldsKind<Short> = {
  answer: 'fields',
  layout: 'list',
  words: 'Short answer',
  hint: 'The learner types a word or a few. Capital letters, accents, apostrophes and hyphens do not matter.',
  schema: z.object({ spellings: z.array(k.line) }),
  gives_points: true,
  is_shuffled: false,
  form: {
    text_label: 'Question',
    legend: 'Answer',
    settings: [
      {
        control: 'textarea',
        name: 'spellings',
        label: 'Accepted answers',
        hint: 'One on each line. The first is shown as the right one.',
        rows: '4',
      },
    ],
    rows: [],
    open_rows: 0,
  },
  readForm: (typed) => ({ spellings: k.typedLines(typed, 'spellings') }),
  fillForm: ({ spellings }) => ({ spellings: spellings.join('\n') }),
  fault({ spellings }) {
    const words = spellingsFault(spellings)
    return words === null ? null : k.fault(words, 'spellings')
  },
  toFile: ({ spellings }) => ({
    type: 'short',
    answers: spellings,
    options: spellings.map((text) => ({ text, percent: 100, feedback: '' })),
  }),
  fromFile(read) {
    if (read.type !== 'short') return null
    const spellings = read.answers as string[]
    // Moodle's own way to say it: *word* is any words around it, and \\* a star.
    const isWild = spellings.some((one) => /(?<!\\)\*/.test(one))
    return {
      content: { spellings: spellings.map((one) => one.replaceAll('\\*', '*')) },
      notes: [
        ...(isWild
          ? ['A * in an answer is a star here; in Moodle it stands for any words. Write out what is right.']
          : []),
        ...k.partlyWrong(read),
        ...k.noFeedback(read),
      ],
    }
  },
  ids: () => [],
  parts: () => [{ slot: 0, control: 'text', label: 'Your answer', items: [] }],
  check,
  mark: (content, given) => k.wholly(check(content, given)[0]!.is_right),
}
