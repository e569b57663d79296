/** Free text: answered in one's own words, and marked by a trainer along a rubric. */
import { z } from 'zod'
import type { FieldsKind } from './kind.ts'
import * as k from './kind.ts'

export interface Written {
  [part: string]: unknown
  rubric: { criterion: string; points: number }[]
}

const mostPoints = 20

export const rubricPoints = ({ rubric }: Written): number => rubric.reduce((sum, { points }) => sum + points, 0)

export const written: FieldsKind<Written> = {
  answer: 'fields',
  layout: 'list',
  words: 'Free text, marked by a trainer',
  hint: 'The learner writes in their own words. A trainer reads it and gives points for each line of the rubric; until then the attempt waits. Give the question as many points as the rubric has.',
  is_marked_by_hand: true,
  schema: z.object({
    rubric: z
      .array(z.object({ criterion: k.line, points: z.number().int().min(1).max(mostPoints) }))
      .min(1)
      .max(k.most),
  }),
  gives_points: true,
  is_shuffled: false,
  form: {
    text_label: 'Question',
    legend: 'Rubric',
    settings: [],
    rows: k.numbers.map((number) => ({
      legend: `Line ${number}`,
      fields: [
        { control: 'input', name: `criterion-${number}`, label: 'What you look for' },
        { control: 'input', name: `worth-${number}`, label: 'Points it is worth', classes: 'govuk-input--width-2' },
      ],
    })),
    open_rows: 2,
    more_words: 'More lines, up to 8',
  },
  readForm: (typed) => ({
    rubric: k
      .filledRows(
        k.numbers.map((number) => ({
          criterion: k.typedLine(typed, `criterion-${number}`),
          points: k.typedLine(typed, `worth-${number}`),
        })),
      )
      .map(({ criterion, points }) => ({ criterion, points: /^\d{1,2}$/.test(points) ? Number(points) : 0 })),
  }),
  fillForm: ({ rubric }) =>
    Object.fromEntries(
      rubric.flatMap(({ criterion, points }, index) => [
        [`criterion-${index + 1}`, criterion],
        [`worth-${index + 1}`, String(points)],
      ]),
    ),
  fault({ rubric }) {
    if (rubric.length === 0) return k.fault('Enter at least 1 thing you look for', 'criterion-1')
    for (const [index, { criterion, points }] of rubric.entries()) {
      if (criterion === '') return k.fault('Enter what you look for', `criterion-${index + 1}`)
      if (criterion.length > 300) return k.fault('Must be 300 characters or fewer', `criterion-${index + 1}`)
      if (points < 1 || points > mostPoints)
        return k.fault(`Enter points from 1 to ${mostPoints}, as a whole number`, `worth-${index + 1}`)
    }
    return null
  },
  learnerHint: () => 'Write in your own words. A trainer reads it, and you get their answer by email',
  toFile: ({ rubric }) => ({ type: 'text', rubric }),
  fromFile(read) {
    if (read.type !== 'text') return null
    const rubric = read.ours?.rubric ?? read.rubric
    if (rubric) return { content: { rubric }, notes: [] }
    const points = Math.min(mostPoints, Math.max(1, Math.round(read.points)))
    return {
      content: { rubric: [{ criterion: 'The answer as a whole', points }] },
      notes: ['The file has no rubric for it: a trainer marks the answer as a whole, until you write one in the bank.'],
    }
  },
  ids: () => [],
  parts: () => [{ slot: 0, control: 'textarea', label: 'Your answer', items: [] }],
  check: ({ rubric }, given) => [
    {
      label: 'Your answer',
      given: given[0] ?? '',
      right: rubric.map(({ criterion, points }) => `${criterion} (${points})`).join('; '),
      is_right: false,
    },
  ],
  // Nothing until a trainer has read it.
  mark: (content) => ({ earned: 0, of: rubricPoints(content) }),
}
