/** Rating: how much somebody agrees or feels sure, on a scale. It gives no points, and no answer is wrong. */
import { z } from 'zod'
import type { OptionsKind } from './kind.ts'
import * as k from './kind.ts'

export interface Rating {
  [part: string]: unknown
  steps: number
  low: string
  high: string
}

const mostSteps = 10
const stepChoices = [3, 4, 5, 7, mostSteps].map((steps) => ({ value: String(steps), text: `1 to ${steps}` }))

const stepsOf = ({ steps }: Rating): number[] => Array.from({ length: steps }, (_, index) => index + 1)

export const rating: OptionsKind<Rating> = {
  answer: 'options',
  may_choose_several: false,
  words: 'Rating',
  hint: 'The learner chooses a place on a scale. No answer is wrong, and it gives no points.',
  schema: z.object({
    steps: z.number().int().min(3).max(mostSteps),
    low: z.string().min(1).max(100),
    high: z.string().min(1).max(100),
  }),
  gives_points: false,
  is_shuffled: false,
  form: {
    text_label: 'Question or sentence to rate',
    legend: 'Scale',
    settings: [
      { control: 'select', name: 'steps', label: 'Scale', choices: stepChoices },
      { control: 'input', name: 'low', label: 'What 1 means', hint: 'For example, Not at all sure' },
      { control: 'input', name: 'high', label: 'What the highest number means', hint: 'For example, Very sure' },
    ],
    rows: [],
    open_rows: 0,
  },
  readForm: (typed) => ({
    steps: Number(k.oneText(typed.steps)),
    low: k.typedLine(typed, 'low'),
    high: k.typedLine(typed, 'high'),
  }),
  fillForm: ({ steps, low, high }) => ({ steps: String(steps), low, high }),
  fault({ steps, low, high }) {
    if (!(Number.isInteger(steps) && steps >= 3 && steps <= mostSteps)) return k.fault('Select a scale', 'steps')
    if (low === '' || low.length > 100) return k.fault('Enter what 1 means, in 100 characters or fewer', 'low')
    if (high === '' || high.length > 100)
      return k.fault('Enter what the highest number means, in 100 characters or fewer', 'high')
    return null
  },
  learnerHint: () => 'No answer is wrong, and this question gives no points',
  toFile: () => null,
  ids: (content) => stepsOf(content).map(String),
  options: (content) =>
    stepsOf(content).map((step) => ({
      text: step === 1 ? `1: ${content.low}` : step === content.steps ? `${step}: ${content.high}` : String(step),
      is_right: false,
      feedback: '',
    })),
  mark: () => ({ earned: 0, of: 1 }),
}
