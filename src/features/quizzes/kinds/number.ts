/** A number, right within a tolerance. Numbers are compared as decimals, never as floats. */
import { z } from 'zod'
import type { FieldsKind } from './kind.ts'
import * as k from './kind.ts'

export interface NumberContent {
  [part: string]: unknown
  /** As decimals: 3.5. */
  number: string
  tolerance: string
  /** Shown after the field, so that nobody need type it. */
  unit: string
}

const decimal = z.string().regex(/^-?\d{1,15}(\.\d{1,10})?$/)

/**
 * A number as people in the UK write it: 1250, 1,250 or 1 250, 3.5, .5, -2. Null for anything else: a comma before fewer
 * than three digits (3,5) could mean either, and a unit is no number.
 */
export function readDecimal(text: string): string | null {
  const typed = text.trim().replace(/^[\u2212\u2013]/, '-')
  const found =
    /^([+-]?)(\d{1,15}|\d{1,3}(?:,\d{3}){1,4}|\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,4})?(?:\.(\d{1,10}))?$/.exec(typed)
  if (!found || (found[2] === undefined && found[3] === undefined)) return null
  const whole = (found[2] ?? '0').replace(/\D/g, '').replace(/^0+(?=\d)/, '')
  const fraction = (found[3] ?? '').replace(/0+$/, '')
  const value = fraction === '' ? whole : `${whole}.${fraction}`
  return found[1] === '-' && value !== '0' ? `-${value}` : value
}

/** In ten-thousand-millionths. */
const scaled = (value: string): bigint => {
  const [whole, fraction = ''] = value.replace('-', '').split('.')
  const size = BigInt(whole! + fraction.padEnd(10, '0'))
  return value.startsWith('-') ? -size : size
}

export function isWithin({ number, tolerance }: Pick<NumberContent, 'number' | 'tolerance'>, given: string): boolean {
  const value = readDecimal(given)
  if (value === null) return false
  const off = scaled(value) - scaled(number)
  return (off < 0n ? -off : off) <= scaled(tolerance)
}

const rightWords = ({ number, tolerance, unit }: NumberContent): string =>
  `${number}${unit ? ` ${unit}` : ''}${tolerance === '0' ? '' : `, or up to ${tolerance} more or less`}`

const check = (content: NumberContent, given: string[]) => [
  {
    label: 'Number',
    given: given[0] ?? '',
    right: rightWords(content),
    is_right: isWithin(content, given[0] ?? ''),
  },
]

export const number: FieldsKind<NumberContent> = {
  answer: 'fields',
  layout: 'list',
  words: 'Number',
  hint: 'The learner types a number. You say how far off it may be.',
  schema: z.object({ number: decimal, tolerance: decimal, unit: z.string().max(30) }),
  gives_points: true,
  is_shuffled: false,
  form: {
    text_label: 'Question',
    legend: 'Answer',
    settings: [
      {
        control: 'input',
        name: 'number',
        label: 'Right number',
        hint: 'For example, 1,250 or 3.5',
        classes: 'govuk-input--width-10',
      },
      {
        control: 'input',
        name: 'tolerance',
        label: 'How much more or less is still right (optional)',
        hint: 'Leave empty if only the number itself is right.',
        classes: 'govuk-input--width-10',
      },
      {
        control: 'input',
        name: 'unit',
        label: 'Unit (optional)',
        hint: 'Shown after the field, such as “days”. Learners type the number only.',
        classes: 'govuk-input--width-10',
      },
    ],
    rows: [],
    open_rows: 0,
  },
  readForm: (typed) => ({
    number: readDecimal(k.typedLine(typed, 'number')) ?? k.typedLine(typed, 'number'),
    tolerance: readDecimal(k.typedLine(typed, 'tolerance') || '0') ?? k.typedLine(typed, 'tolerance'),
    unit: k.typedLine(typed, 'unit'),
  }),
  fillForm: ({ number, tolerance, unit }) => ({ number, tolerance: tolerance === '0' ? '' : tolerance, unit }),
  fault({ number, tolerance, unit }) {
    if (readDecimal(number) === null)
      return k.fault('Enter a number such as 1,250 or 3.5, with a point and without its unit', 'number')
    const value = readDecimal(tolerance)
    if (value === null || value.startsWith('-')) return k.fault('Enter a number such as 0.5, or nothing', 'tolerance')
    if (unit.length > 30) return k.fault('The unit must be 30 characters or fewer', 'unit')
    return null
  },
  toFile: ({ number, tolerance, unit }) => ({
    type: 'numeric',
    answers: [Number(number)],
    tolerance: Number(tolerance),
    options: [{ text: number, percent: 100, feedback: '' }],
    ...(unit ? { ours: { unit } } : {}),
  }),
  fromFile(read) {
    if (read.type !== 'numeric') return null
    const [first] = read.answers
    return {
      content: {
        number: readDecimal(String(first)) ?? String(first),
        tolerance: readDecimal(String(read.tolerance ?? 0)) ?? '0',
        unit: read.ours?.unit ?? '',
      },
      notes: [
        ...(read.answers.length > 1 ? ['Of several right numbers only the first is kept.'] : []),
        ...k.partlyWrong(read),
        ...k.noFeedback(read),
      ],
    }
  },
  learnerHint: () => 'Write only the number, such as 1,250 or 3.5',
  ids: () => [],
  parts: ({ unit }) => [
    {
      slot: 0,
      control: 'text',
      label: unit ? `Your answer, in ${unit}` : 'Your answer, as a number',
      items: [],
      inputmode: 'decimal',
      suffix: unit,
      is_narrow: true,
    },
  ],
  check,
  mark: (content, given) => k.wholly(check(content, given)[0]!.is_right),
  answerFault: (_, given) => (given[0] && readDecimal(given[0]) === null ? 'not-a-number' : null),
}
