/** Matching: for each thing on the left the learner selects what belongs to it. */
import { z } from 'zod'
import type { FieldsKind, PartScoring } from './kind.ts'
import * as k from './kind.ts'

export interface Matching {
  [part: string]: unknown
  pairs: { prompt: string; answer: string }[]
  /** Answers that belong to none. */
  others: string[]
  scoring: PartScoring
}

/** What can be selected: each answer once, whether one prompt has it or several. */
const choicesOf = ({ pairs, others }: Matching): string[] => [
  ...new Set([...pairs.map((pair) => pair.answer), ...others]),
]

const check = (content: Matching, given: string[]) => {
  const choices = choicesOf(content)
  return content.pairs.map(({ prompt, answer }, index) => {
    const chosen = choices[Number(given[index]) - 1] ?? ''
    return { label: prompt, given: chosen, right: answer, is_right: chosen === answer }
  })
}

export const matching: FieldsKind<Matching> = {
  answer: 'fields',
  layout: 'list',
  words: 'Matching',
  hint: 'The learner selects what belongs to each thing, from one list for all. Two things may have the same answer.',
  schema: z.object({
    pairs: z.array(z.object({ prompt: k.line, answer: k.line })),
    others: z.array(k.line),
    scoring: k.scoringSchema,
  }),
  gives_points: true,
  is_shuffled: true,
  form: {
    text_label: 'Question',
    legend: 'Pairs',
    settings: [
      {
        control: 'textarea',
        name: 'others',
        label: 'Answers that belong to none (optional)',
        hint: 'One on each line. They make it harder to guess.',
        rows: '2',
      },
      k.scoringField('Each pair for itself'),
    ],
    rows: k.numbers.map((number) => ({
      legend: `Pair ${number}`,
      fields: [
        { control: 'input', name: `prompt-${number}`, label: 'Thing' },
        { control: 'input', name: `answer-${number}`, label: 'What belongs to it' },
      ],
    })),
    open_rows: 3,
    more_words: 'More pairs, up to 8',
  },
  readForm: (typed) => ({
    pairs: k.filledRows(
      k.numbers.map((number) => ({
        prompt: k.typedLine(typed, `prompt-${number}`),
        answer: k.typedLine(typed, `answer-${number}`),
      })),
    ),
    others: k.typedLines(typed, 'others'),
    scoring: k.typedScoring(typed),
  }),
  fillForm: ({ pairs, others, scoring }) => ({
    ...Object.fromEntries(
      pairs.flatMap(({ prompt, answer }, index) => [
        [`prompt-${index + 1}`, prompt],
        [`answer-${index + 1}`, answer],
      ]),
    ),
    others: others.join('\n'),
    scoring,
  }),
  fault(content) {
    const { pairs, others } = content
    if (pairs.length < 2) return k.fault('Enter at least 2 pairs')
    if (pairs.length > k.most) return k.fault(`Enter ${k.most} pairs or fewer`)
    const half = pairs.findIndex(({ prompt, answer }) => prompt === '' || answer === '')
    if (half !== -1) return k.fault(`Pair ${half + 1} needs both the thing and what belongs to it`)
    if (pairs.some(({ prompt, answer }) => prompt.length > 300 || answer.length > 300))
      return k.fault('Things and what belongs to them must be 300 characters or fewer')
    if (k.repeated(pairs.map((pair) => pair.prompt)) !== null)
      return k.fault('Two things are the same. Change one of them')
    if (others.length > k.most) return k.fault(`Enter ${k.most} or fewer`, 'others')
    if (others.some((one) => one.length > 300)) return k.fault('Each must be 300 characters or fewer', 'others')
    const fits = others.find((one) => pairs.some((pair) => pair.answer.toLowerCase() === one.toLowerCase()))
    if (fits !== undefined) return k.fault(`“${fits}” belongs to a thing above. Take it out here`, 'others')
    if (k.repeated(choicesOf(content)) !== null) return k.fault('Two answers differ only in capital letters')
    if (choicesOf(content).length < 2) return k.fault('Enter at least 2 different answers to select from')
    return null
  },
  toFile: ({ pairs, others, scoring }) => ({
    type: 'matching',
    answers: pairs,
    ...(others.length > 0 ? { others } : {}),
    ours: { scoring },
  }),
  fromFile(read) {
    if (read.type !== 'matching') return null
    const pairs = read.answers as Matching['pairs']
    const answers = new Set(pairs.map((pair) => pair.answer))
    const others = [...new Set(read.others ?? read.ours?.others ?? [])].filter((one) => !answers.has(one))
    const { scoring, notes } = k.scoringOfFile(read, pairs.length)
    return { content: { pairs, others, scoring }, notes }
  },
  ids: (content) => choicesOf(content).map((_, index) => String(index + 1)),
  parts(content, shownIds) {
    const choices = choicesOf(content)
    const items = shownIds.map((id) => ({ id, text: choices[Number(id) - 1]! }))
    return content.pairs.map(({ prompt }, slot) => ({ slot, control: 'select', label: prompt, items }))
  },
  check,
  spare: ({ others }) => others,
  mark: (content, given) => k.markParts(content.scoring, check(content, given)),
}
