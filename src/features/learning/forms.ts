/** Reads the answers of a quiz page: from a script after each change, or from the whole form by a button. */
import { z } from 'zod'
import * as fields from '../../platform/http/fields.ts'
import type { Typed } from '../../platform/http/form.ts'
import type { AnswerSheet, WrittenAnswer } from '../quizzes/index.ts'
import { readGiven, wordOfGiven } from '../quizzes/index.ts'

/** Fields are named so that a person can read them: question-3 is answered with B, the first part of it is question-3-1. */
export const questionField = (position: number): string => `question-${position}`

const first = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value)
const texts = (value: unknown): string[] => [value ?? []].flat().filter((one): one is string => typeof one === 'string')

/** A question's position, or 'end' for the page before handing in. */
export function readPlace(value: unknown): number | 'end' | null {
  if (value === 'end') return 'end'
  return typeof value === 'string' && /^[1-9]\d{0,2}$/.test(value) ? Number(value) : null
}

const readAges = (ages: string[]): Map<string, number> =>
  new Map(
    ages.flatMap((one) => {
      const found = /^(question-\d{1,3}):(\d{1,12})$/.exec(one)
      return found ? [[found[1]!, Number(found[2])] as const] : []
    }),
  )

/** Names that begin with '_' are the page's own, and are shown to nobody. */
const answersForm = z.object({
  /** The browser tab, and the rising number its script gives each save. */
  _tab: z
    .preprocess(first, z.string().regex(/^[\w-]{1,40}$/))
    .nullable()
    .catch(null),
  _seq: z
    .preprocess((value) => first(value) || undefined, z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER))
    .nullable()
    .catch(null),
  /** The fields that were touched since the last save: only the script sends them. */
  _changed: z.preprocess(texts, z.array(z.string())),
  /** For how many milliseconds each has waited on the device, such as question-3:1500. */
  _ages: z.preprocess(texts, z.array(z.string())).transform(readAges),
  /** All fields that were changed on the page: the script adds them when a button sends the form. */
  _touched: z.preprocess((value) => String(first(value) ?? '').split(','), z.array(z.string())),
  /** The answers the page showed when it was loaded, a word for each question, such as 'A,,BC'. */
  _shown: z.preprocess((value) => String(first(value) ?? '').split(','), z.array(z.string())),
  /** The positions of the questions whose fields are on the page; all of them where it does not say. */
  _asked: z
    .preprocess(
      first,
      z
        .string()
        .transform((text) => text.split(',').map(Number))
        .nullable(),
    )
    .catch(null),
  /** Which question the page showed, where it shows one at a time, and which it asks for next. */
  _at: z.preprocess(first, z.unknown()).transform(readPlace),
  _go: z.preprocess(first, z.unknown()).transform(readPlace),
  /** The position of the question whose answer is to be checked now. */
  _check: z.preprocess(first, z.coerce.number().int().positive().nullable()).catch(null),
  /** The position of the case in which the page goes on to the next step. */
  _tell: z.preprocess(first, z.coerce.number().int().positive().nullable()).catch(null),
  /** Sent by the page itself when its clock has run down. */
  _time_up: z.preprocess((value) => first(value) === 'yes', z.boolean()),
  /** Sent by the Enter key in a field, where no script runs: it must not hand in. */
  _stay: z.preprocess((value) => first(value) === 'yes', z.boolean()),
  confirmed: z.preprocess((value) => first(value) === 'yes', z.boolean()),
})

/**
 * Only what was changed on this page is an answer, so that an old tab never takes back what another has answered: the
 * script names the fields, and without it the answers differ from those the page showed.
 */
export function readAnswers(typed: Typed, sheet: AnswerSheet[]) {
  const form = answersForm.parse(typed)
  const named = form._changed.length > 0 ? form._changed : form._touched
  const isNamed = (field: string) => named.some((name) => name === field || name.startsWith(`${field}-`))
  const answers = sheet
    .filter(({ position }) => form._asked === null || form._asked.includes(position))
    .map((question) => {
      const given = readGiven(question, questionField(question.position), (name) => texts(typed[name]))
      return { question_version_id: question.question_version_id, question, given }
    })
    .filter(
      ({ question, given }) =>
        isNamed(questionField(question.position)) ||
        (form._changed.length === 0 && wordOfGiven(question, given) !== (form._shown[question.position - 1] ?? '')),
    )
    .map(({ question_version_id, given, question }) => ({
      question_version_id,
      given,
      age_ms: form._ages.get(questionField(question.position)) ?? null,
      step: stepOf(typed, question.position),
    }))
  return {
    answers,
    tab: form._tab,
    seq: form._seq,
    is_confirmed: form.confirmed,
    is_time_up: form._time_up,
    stays: form._stay,
    at: form._at,
    goes_to: form._go,
    checks: form._check,
    tells: form._tell === null ? null : { position: form._tell, step: stepOf(typed, form._tell) ?? 0 },
  }
}

/** The field of a case that says which of its steps is open on the page, counted from 0. */
export const stepField = (position: number): string => `${questionField(position)}-step`

function stepOf(typed: Typed, position: number): number | null {
  const said = texts(typed[stepField(position)])[0] ?? ''
  return /^[0-9]$/.test(said) ? Number(said) : null
}

/** 'A,,BC': what `readAnswers` compares with. */
export const writeShown = (questions: { given_word: string }[]): string =>
  questions.map((question) => question.given_word).join(',')

/** What a learner keeps for themselves: the text of a reflection, or the ticks of a checklist. */
export const noteForm = z.object({
  block: fields.text('Say which part of the page this is', 120),
  text: fields.optionalLongText(10_000),
  ticked: z.preprocess((value) => texts(value).slice(0, 200), z.array(z.string())),
})

/** The field for a line of the rubric of a question, or for the word to the learner. */
export const markField = (position: number, line: number | 'feedback'): string =>
  `mark-${position}-${line === 'feedback' ? line : line + 1}`

/** What was marked before, as the form shows it. */
export const typedMarks = (answers: WrittenAnswer[]): Typed =>
  Object.fromEntries(
    answers.flatMap((answer) => [
      ...answer.rubric.map((_, line) => [markField(answer.position, line), String(answer.points?.[line] ?? '')]),
      [markField(answer.position, 'feedback'), answer.feedback],
    ]),
  )

export function markingForm(answers: WrittenAnswer[]) {
  const shape = Object.fromEntries(
    answers.flatMap(({ position, rubric }) => [
      ...rubric.map(({ points }, line) => [
        markField(position, line),
        fields.wholeNumber(`Enter a whole number from 0 to ${points}`, 0, points),
      ]),
      [markField(position, 'feedback'), fields.optionalLongText(4000)],
    ]),
  ) as Record<string, z.ZodType<string | number>>
  return z.object(shape).transform((typed) =>
    answers.map(({ question_version_id, position, rubric }) => ({
      question_version_id,
      points: rubric.map((_, line) => Number(typed[markField(position, line)])),
      feedback: String(typed[markField(position, 'feedback')]),
    })),
  )
}

/** The page that has a package open, by the name it was given then. */
export const tabForm = z.object({ tab: fields.text('Say which page asks', 60) })

/** What a package commits, as the text of a JSON object. */
export const commitForm = z.object({
  token: z.string().max(100),
  item_id: z.string().min(1).max(200),
  seq: z.number().int().min(0).max(2_000_000_000),
  cmi: z.record(z.string(), z.unknown()).refine((cmi) => JSON.stringify(cmi).length <= 1_000_000),
})
