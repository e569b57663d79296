/** Ordering: the learner gives each thing its place, by number. */
import { z } from 'zod'
import type { FieldsKind, PartScoring } from './kind.ts'
import * as k from './kind.ts'

export interface Ordering {
  [part: string]: unknown
  /** In their right order. */
  items: string[]
  scoring: PartScoring
}

const check = ({ items }: Ordering, given: string[]) =>
  items.map((item, index) => ({
    label: item,
    given: given[index] ?? '',
    right: String(index + 1),
    is_right: given[index] === String(index + 1),
  }))

export const ordering: FieldsKind<Ordering> = {
  answer: 'fields',
  layout: 'list',
  words: 'Ordering',
  hint: 'The learner gives each thing its place. Write the things in their right order: learners see them shuffled.',
  schema: z.object({ items: z.array(k.line), scoring: k.scoringSchema }),
  gives_points: true,
  is_shuffled: true,
  form: {
    text_label: 'Question',
    legend: 'Things in their right order',
    settings: [k.scoringField('Each place for itself')],
    rows: k.numbers.map((number) => ({
      legend: `Place ${number}`,
      fields: [{ control: 'input', name: `item-${number}`, label: 'Wording' }],
    })),
    open_rows: 4,
    more_words: 'More things, up to 8',
  },
  readForm: (typed) => ({
    items: k.numbers.map((number) => k.typedLine(typed, `item-${number}`)).filter((item) => item !== ''),
    scoring: k.typedScoring(typed),
  }),
  fillForm: ({ items, scoring }) => ({
    ...Object.fromEntries(items.map((item, index) => [`item-${index + 1}`, item])),
    scoring,
  }),
  fault({ items }) {
    if (items.length < 2) return k.fault('Enter at least 2 things')
    if (items.length > k.most) return k.fault(`Enter ${k.most} things or fewer`)
    if (items.some((item) => item.length > 300)) return k.fault('Each thing must be 300 characters or fewer')
    if (k.repeated(items) !== null) return k.fault('Two things are the same. Change one of them')
    return null
  },
  toFile: ({ items, scoring }) => ({ type: 'ordering', answers: items, ours: { scoring } }),
  fromFile(read) {
    if (read.type !== 'ordering') return null
    const { scoring, notes } = k.scoringOfFile(read, read.answers.length)
    return { content: { items: read.answers, scoring }, notes }
  },
  learnerHint: () => 'Give each its place, 1 for the first',
  ids: ({ items }) => items.map((_, index) => String(index + 1)),
  parts: ({ items }, shownIds) =>
    shownIds.map((id) => ({
      slot: Number(id) - 1,
      control: 'select',
      label: items[Number(id) - 1]!,
      items: items.map((_, index) => ({ id: String(index + 1), text: String(index + 1) })),
      is_narrow: true,
    })),
  check,
  mark: (content, given) => k.markParts(content.scoring, check(content, given)),
  answerFault(_, given) {
    const places = given.filter((place) => place !== '')
    return new Set(places).size < places.length ? 'same-place' : null
  },
}
