/** Questions answered by ticking: one right answer, several right answers, true or false. */
import { z } from 'zod'
import { cleanLines } from '../../../lib/text.ts'
import type { Typed } from '../../../platform/http/form.ts'
import type { FileQuestion } from '../question-files/shape.ts'
import type { Fault, FormRow, FromFile, Option, OptionsKind, Share } from './kind.ts'
import { fault, most, numbers, oneText, partlyWrong, repeated, typedLine, wholly } from './kind.ts'

const option = z.object({
  text: z.string().min(1).max(1000),
  is_right: z.boolean(),
  feedback: z.string().max(2000),
})
const options = z.array(option)

export interface Choices {
  [part: string]: unknown
  options: Option[]
}

/** How a question with several right answers is marked. */
export const severalScorings = ['all', 'right-minus-wrong', 'each'] as const
export interface Several extends Choices {
  scoring: (typeof severalScorings)[number]
}

const trueFalseWords = ['True', 'False']

function rowsOf(type: 'radio' | 'checkbox', words: string[] | null): FormRow[] {
  return (words ? numbers.slice(0, words.length) : numbers).map((number) => {
    const word = words?.[Number(number) - 1]
    return {
      legend: word ?? `Answer ${number}`,
      fields: [
        ...(word ? [] : [{ control: 'input' as const, name: `option-${number}`, label: 'Wording' }]),
        {
          control: 'tick' as const,
          type,
          name: 'right',
          value: number,
          label: word ? `“${word}” is right` : `Answer ${number} is right`,
        },
        { control: 'textarea' as const, name: `feedback-${number}`, label: 'Feedback (optional)', rows: '2' },
      ],
    }
  })
}

function readOptions(typed: Typed, words: string[] | null): Option[] {
  const right = [typed.right ?? []].flat()
  return numbers
    .map((number) => ({
      text: words ? (words[Number(number) - 1] ?? '') : typedLine(typed, `option-${number}`),
      is_right: right.includes(number),
      feedback: cleanLines(oneText(typed[`feedback-${number}`])),
    }))
    .filter((one) => one.text !== '')
}

const fillOptions = ({ options }: Choices): Typed => ({
  right: options.flatMap((one, index) => (one.is_right ? [String(index + 1)] : [])),
  ...Object.fromEntries(
    options.flatMap((one, index) => [
      [`option-${index + 1}`, one.text],
      [`feedback-${index + 1}`, one.feedback],
    ]),
  ),
})

function optionsFault({ options }: Choices, isSeveral: boolean): Fault | null {
  const right = options.filter((one) => one.is_right).length
  if (options.length < 2) return fault('Enter at least 2 answers')
  if (options.length > most) return fault(`Enter ${most} answers or fewer`)
  if (options.some((one) => one.text.length > 1000 || one.feedback.length > 2000))
    return fault('Answers must be 1,000 characters or fewer, feedback 2,000')
  if (repeated(options.map((one) => one.text)) !== null) return fault('Two answers are the same. Change one of them')
  if (isSeveral && right === 0) return fault('Select which answers are right')
  if (!isSeveral && right !== 1) return fault('Select the one answer that is right')
  return null
}

const idsOf = ({ options }: Choices): string[] => options.map((_, index) => String(index + 1))

/** Right when every right option is chosen and no other. */
const isWhollyRight = ({ options }: Choices, given: string[]): boolean =>
  given.length > 0 && options.every((one, index) => one.is_right === given.includes(String(index + 1)))

const fileOptions = ({ options }: Choices) =>
  options.map(({ text, feedback, is_right }) => ({ text, feedback, percent: is_right ? 100 : 0 }))

/** Of one answer only what is wholly right. */
const oneFromFile = (read: FileQuestion): FromFile => ({
  content: {
    options: read.options.map(({ text, feedback, percent }) => ({ text, is_right: percent >= 100, feedback })),
  },
  notes: partlyWrong(read),
})

/** Hundred-thousandths, as Moodle writes thirds. */
const shareOf = (count: number): number => Math.round(10_000_000 / count) / 100_000

/** Wrong answers take everything, or a share, and so a file says how it is marked. */
function severalToFile({ options, scoring }: Several) {
  const share = shareOf(options.filter((one) => one.is_right).length)
  const wrong = { all: -100, 'right-minus-wrong': -share, each: 0 }[scoring]
  const percent = (is_right: boolean) => (is_right ? share : wrong)
  return {
    type: 'multiple' as const,
    options: options.map(({ text, feedback, is_right }) => ({ text, feedback, percent: percent(is_right) })),
    ours: { scoring },
  }
}

function severalFromFile(read: FileQuestion): FromFile | null {
  if (read.type !== 'multiple') return null
  const options = read.options.map(({ text, feedback, percent }) => ({ text, is_right: percent > 0, feedback }))
  const said = severalScorings.find((one) => one === read.ours?.scoring)
  const wrong = read.options.filter(({ percent }) => percent <= 0)
  const share = shareOf(options.filter((one) => one.is_right).length)
  const takesShare =
    options.length - wrong.length > 1 && wrong.length > 0 && wrong.every((one) => Math.abs(one.percent + share) < 0.01)
  const hasPoints = Math.round(read.points) >= options.length - wrong.length
  const scoring = said ?? (takesShare && hasPoints ? 'right-minus-wrong' : 'all')
  const notes = said || scoring !== 'all' ? [] : ['Right when every right answer is chosen and no other.']
  return { content: { options, scoring }, notes }
}

const common = {
  answer: 'options' as const,
  gives_points: true,
  fillForm: fillOptions,
  ids: idsOf,
  is_shuffled: true,
  options: (content: Choices) => content.options,
  mark: (content: Choices, given: string[]) => wholly(isWhollyRight(content, given)),
}
const form = {
  text_label: 'Question',
  legend: 'Answers',
  settings: [],
  open_rows: 4,
  more_words: 'More answers, up to 8',
}

export const one: OptionsKind<Choices> = {
  ...common,
  words: 'One right answer',
  hint: 'The learner chooses one of up to 8 answers. Feedback is shown to a learner who chose that answer.',
  schema: z.object({ options }),
  toFile: (content) => ({ type: 'single', options: fileOptions(content) }),
  fromFile: (read) => (read.type === 'single' ? oneFromFile(read) : null),
  may_choose_several: false,
  form: { ...form, rows: rowsOf('radio', null) },
  readForm: (typed) => ({ options: readOptions(typed, null) }),
  fault: (content) => optionsFault(content, false),
}

export const trueFalse: OptionsKind<Choices> = {
  ...common,
  words: 'True or false',
  hint: 'The learner says whether a sentence is true. Feedback is shown to a learner who chose that answer.',
  schema: z.object({ options }),
  toFile: (content) => ({ type: 'true-false', options: fileOptions(content) }),
  fromFile: (read) => (read.type === 'true-false' ? oneFromFile(read) : null),
  may_choose_several: false,
  is_shuffled: false,
  form: { ...form, text_label: 'Sentence that is true or false', rows: rowsOf('radio', trueFalseWords) },
  readForm: (typed) => ({ options: readOptions(typed, trueFalseWords) }),
  fault: (content) =>
    content.options.length === 2
      ? optionsFault(content, false)
      : fault('A true or false question has exactly 2 answers'),
}

/**
 * all: the points only when every right answer is chosen and no other. right-minus-wrong: each right one chosen counts
 * one of the right ones, each wrong one chosen takes one away, never below nought. each: every option counts for itself,
 * chosen where it is right and left where it is not.
 */
export function markSeveral({ options, scoring }: Several, given: string[]): Share {
  if (given.length === 0) return { earned: 0, of: 1 }
  const chosen = options.map((one, index) => ({ ...one, is_chosen: given.includes(String(index + 1)) }))
  const right = chosen.filter((one) => one.is_chosen && one.is_right).length
  const wrong = chosen.filter((one) => one.is_chosen && !one.is_right).length
  switch (scoring) {
    case 'all':
      return wholly(isWhollyRight({ options }, given))
    case 'right-minus-wrong':
      return { earned: Math.max(0, right - wrong), of: options.filter((one) => one.is_right).length }
    case 'each':
      return { earned: chosen.filter((one) => one.is_chosen === one.is_right).length, of: options.length }
  }
}

export const several: OptionsKind<Several> = {
  ...common,
  words: 'Several right answers',
  hint: 'The learner chooses all that apply of up to 8 answers. Feedback is shown to a learner who chose that answer.',
  schema: z.object({ options, scoring: z.enum(severalScorings) }),
  toFile: severalToFile,
  fromFile: severalFromFile,
  may_choose_several: true,
  form: {
    ...form,
    rows: rowsOf('checkbox', null),
    settings: [
      {
        control: 'radios',
        name: 'scoring',
        label: 'How it is marked',
        choices: [
          {
            value: 'all',
            text: 'All or nothing',
            hint: 'The points are given only when every right answer is chosen and no other.',
          },
          {
            value: 'right-minus-wrong',
            text: 'Right minus wrong',
            hint: 'Each right answer chosen earns its share, each wrong one takes a share away, never below nought. Points are whole, rounded down: give as many as there are right answers.',
          },
          {
            value: 'each',
            text: 'Each answer for itself',
            hint: 'Every answer earns its share when it is chosen and right, or left alone and wrong. Points are whole, rounded down: give as many as there are answers.',
          },
        ],
      },
    ],
  },
  readForm: (typed) => ({
    options: readOptions(typed, null),
    scoring: severalScorings.find((one) => one === oneText(typed.scoring)) ?? 'all',
  }),
  fillForm: (content) => ({ ...fillOptions(content), scoring: content.scoring }),
  fault: (content) => optionsFault(content, true),
  // Some writers say it in the question itself.
  learnerHint: (text) => (/\b(all that apply|choose|select)\b/i.test(text) ? null : 'Select all that apply'),
  mark: markSeveral,
}
