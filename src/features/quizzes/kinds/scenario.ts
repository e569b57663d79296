/** Scenario: a case told step by step, each with one right thing to do; every choice can say what follows from it. */
import { z } from 'zod'
import { cleanLines } from '../../../lib/text.ts'
import type { FieldsKind, PartScoring } from './kind.ts'
import * as k from './kind.ts'

export interface Scenario {
  [part: string]: unknown
  /** `after`: what follows from each choice, what is right first; not there where nothing is said. */
  steps: { situation: string; right: string; others: string[]; after?: string[] }[]
  scoring: PartScoring
}

const situation = z.string().min(1).max(1000)
const longestAfter = 600

/** A choice as it is typed in one line: what is done, then what follows from it, its lines after bars too. */
export interface TypedChoice {
  choice: string
  after: string
}
export function typedChoice(line: string): TypedChoice {
  const [choice = '', ...after] = line.split('|').map((one) => one.trim())
  return { choice, after: after.join('\n').trim() }
}
export const choiceLine = (choice: string, after = ''): string =>
  [choice, ...(after === '' ? [] : after.split('\n'))].join(' | ')

/** What is right comes first. */
export function stepOf(situation: string, [right, ...others]: TypedChoice[]): Scenario['steps'][number] {
  const after = [right!, ...others].map((one) => one.after)
  return {
    situation,
    right: right!.choice,
    others: others.map((one) => one.choice),
    ...(after.some((one) => one !== '') ? { after } : {}),
  }
}

/** Ids name the step and the choice: 2-1 is what is right in the second step. */
const choicesOf = ({ right, others }: Scenario['steps'][number]): string[] => [right, ...others]
const choiceAt = ({ steps }: Scenario, id: string): string => {
  const [step, choice] = id.split('-').map(Number)
  const found = steps[step! - 1]
  return found ? (choicesOf(found)[choice! - 1] ?? '') : ''
}

const check = (content: Scenario, given: string[]) =>
  content.steps.map(({ situation, right }, index) => ({
    label: situation,
    given: given[index] ? choiceAt(content, given[index]) : '',
    right,
    is_right: given[index] === `${index + 1}-1`,
  }))

const afterOf = ({ steps }: Scenario, id: string): string => {
  const [step, choice] = id.split('-').map(Number)
  return steps[step! - 1]?.after?.[choice! - 1] ?? ''
}

export const scenario: FieldsKind<Scenario> = {
  answer: 'fields',
  layout: 'list',
  words: 'Scenario in steps',
  hint: 'A case is told step by step. In each step the learner chooses what to do, learns what follows, and goes on; then that choice stays. The story goes on the same way whatever they chose.',
  schema: z.object({
    steps: z.array(
      z.object({
        situation,
        right: k.line,
        others: z.array(k.line),
        after: z.array(z.string().max(longestAfter)).optional(),
      }),
    ),
    scoring: k.scoringSchema,
  }),
  gives_points: true,
  is_shuffled: true,
  form: {
    text_label: 'How the case begins',
    legend: 'Steps',
    settings: [k.scoringField('Each step for itself')],
    rows: k.numbers.map((number) => ({
      legend: `Step ${number}`,
      fields: [
        { control: 'textarea', name: `situation-${number}`, label: 'What happens, and what is asked', rows: '3' },
        { control: 'input', name: `right-${number}`, label: 'What is right to do' },
        { control: 'textarea', name: `after-${number}`, label: 'What follows from it (optional)', rows: '2' },
        {
          control: 'textarea',
          name: `others-${number}`,
          label: 'What is wrong to do',
          hint: 'One on each line. To say what follows, put a vertical bar after it: Tell them what to do | They go quiet and look at the door. A further bar begins a new line.',
          rows: '3',
        },
      ],
    })),
    open_rows: 2,
    more_words: 'More steps, up to 8',
  },
  readForm: (typed) => ({
    steps: k
      .filledRows(
        k.numbers.map((number) => ({
          situation: cleanLines(k.oneText(typed[`situation-${number}`])),
          right: k.typedLine(typed, `right-${number}`),
          after: cleanLines(k.oneText(typed[`after-${number}`])),
          others: k.typedLines(typed, `others-${number}`),
        })),
      )
      .map(({ situation, right, after, others }) =>
        stepOf(situation, [{ choice: right, after }, ...others.map(typedChoice)]),
      ),
    scoring: k.typedScoring(typed),
  }),
  fillForm: ({ steps, scoring }) => ({
    ...Object.fromEntries(
      steps.flatMap(({ situation, right, others, after }, index) => [
        [`situation-${index + 1}`, situation],
        [`right-${index + 1}`, right],
        [`after-${index + 1}`, after?.[0] ?? ''],
        [`others-${index + 1}`, others.map((other, at) => choiceLine(other, after?.[at + 1])).join('\n')],
      ]),
    ),
    scoring,
  }),
  fault({ steps }) {
    if (steps.length < 2) return k.fault('Write at least 2 steps', 'situation-1')
    for (const [index, step] of steps.entries()) {
      if (step.situation === '') return k.fault('Enter what happens in this step', `situation-${index + 1}`)
      if (step.situation.length > 1000)
        return k.fault('A step must be 1,000 characters or fewer', `situation-${index + 1}`)
      if (step.right === '') return k.fault('Enter what is right to do', `right-${index + 1}`)
      if (step.others.length === 0) return k.fault('Enter at least 1 wrong thing to choose from', `others-${index + 1}`)
      if (step.others.length > 7) return k.fault('Enter 7 wrong things or fewer', `others-${index + 1}`)
      if (choicesOf(step).some((choice) => choice.length > 300))
        return k.fault('Each choice must be 300 characters or fewer', `others-${index + 1}`)
      if (step.others.includes('')) return k.fault('Enter what is done before the vertical bar', `others-${index + 1}`)
      if (/[|\n]/.test(step.right))
        return k.fault('What is right to do is one line without a vertical bar', `right-${index + 1}`)
      if (step.others.some((choice) => /[|\n]/.test(choice)))
        return k.fault('What is wrong to do is one line without a vertical bar', `others-${index + 1}`)
      if (step.after?.some((one) => one.includes('|')))
        return k.fault('What follows must have no vertical bar', `after-${index + 1}`)
      if (step.after?.some((one) => one.length > longestAfter))
        return k.fault(`What follows must be ${longestAfter} characters or fewer`, `after-${index + 1}`)
      if (k.repeated(choicesOf(step)) !== null)
        return k.fault('Two choices are the same. Change one of them', `others-${index + 1}`)
    }
    return null
  },
  toFile: () => null,
  ids: ({ steps }) => steps.flatMap((step, index) => choicesOf(step).map((_, choice) => `${index + 1}-${choice + 1}`)),
  parts: (content, shownIds) =>
    content.steps.map(({ situation }, slot) => ({
      slot,
      control: 'radios',
      label: situation,
      items: shownIds.filter((id) => id.startsWith(`${slot + 1}-`)).map((id) => ({ id, text: choiceAt(content, id) })),
    })),
  check,
  story: (content, given) =>
    content.steps.map(({ situation }, slot) => ({
      situation,
      chosen: given[slot] ? choiceAt(content, given[slot]) : '',
      after: given[slot] ? afterOf(content, given[slot]) : '',
    })),
  offered: ({ steps }) =>
    steps.map(({ others, after }) => ({
      after: after?.[0] ?? '',
      wrong: others.map((text, index) => ({ text, after: after?.[index + 1] ?? '' })),
    })),
  mark: (content, given) => k.markParts(content.scoring, check(content, given)),
}
