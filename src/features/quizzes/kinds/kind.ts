/** What one kind of question must say about itself. A kind is one file beside this one, registered in list.ts. */
import { z } from 'zod'
import { clean, cleanLines } from '../../../lib/text.ts'
import type { Typed } from '../../../platform/http/form.ts'
import type { FileQuestion } from '../question-files/shape.ts'

/** What a version of a question holds besides its words: each kind has a shape of its own, kept as JSON. */
export type Content = Readonly<Record<string, unknown>>

/** A field of the author's form. */
export type FormField =
  | { control: 'input' | 'textarea'; name: string; label: string; hint?: string; rows?: string; classes?: string }
  | {
      control: 'radios' | 'select'
      name: string
      label: string
      choices: { value: string; text: string; hint?: string }[]
    }
  | { control: 'tick'; type: 'radio' | 'checkbox'; name: string; value: string; label: string }

export interface FormRow {
  legend: string
  fields: FormField[]
}

/** The author's form: how the question's own words are called, then rows of fields of which the first few are open. */
export interface KindForm {
  text_label: string
  text_hint?: string
  legend: string
  settings: FormField[]
  rows: FormRow[]
  open_rows: number
  more_words?: string
}

export interface Fault {
  field: string
  text: string
}

/** Where a fault of the content stands that belongs to no field of its own. */
export const contentField = 'options'

export const fault = (text: string, field = contentField): Fault => ({ field, text })

export type FilePart = Pick<FileQuestion, 'type'> & Partial<FileQuestion>

export interface FromFile {
  content: unknown
  /** What is other than in the file. */
  notes: string[]
}

interface Common<C extends Content> {
  /** As a heading and in lists. */
  words: string
  /** For who chooses a kind, and above the fields of the form. */
  hint: string
  schema: z.ZodType<C>
  gives_points: boolean
  /** A trainer reads what was given; `mark` gives nothing. */
  is_marked_by_hand?: true
  form: KindForm
  /** From the author's form to what the schema takes, and back. */
  readForm: (typed: Typed) => unknown
  fillForm(content: C): Typed
  /** Why the content cannot be asked, in plain English; `text` is the question. */
  fault(content: C, text: string): Fault | null
  /** As files of questions hold it; null where no format has such a question. */
  toFile(content: C): FilePart | null
  /** Out of a file; null for what is not of this kind. */
  fromFile?(read: FileQuestion): FromFile | null
  /** What a learner must know to answer, unless the question says it itself. */
  learnerHint?(text: string): string | null
  /** The ids that each attempt shows, in the author's order. */
  ids(content: C): string[]
  /** Whether each attempt has an order of its own. */
  is_shuffled: boolean
}

export interface Option {
  text: string
  is_right: boolean
  feedback: string
}

/** One list of options to tick; an answer is the ids of those ticked. */
export interface OptionsKind<C extends Content = Content> extends Common<C> {
  answer: 'options'
  may_choose_several: boolean
  options(content: C): Option[]
  mark(content: C, given: string[]): Share
}

/** A field of its own for each part; an answer is one text for each part, in the author's order. */
export interface FieldsKind<C extends Content = Content> extends Common<C> {
  answer: 'fields'
  /** Fields one below the other, or inside the sentence where its gaps are. */
  layout: 'list' | 'sentence'
  parts(content: C, shownIds: string[]): Part[]
  check(content: C, given: string[]): Checked[]
  mark(content: C, given: string[]): Share
  /** Told one part after the other: what was chosen in each and what followed; a part that was told stays as it is. */
  story?(content: C, given: string[]): StoryStep[]
  /** For authors, beside what is right: what else can be chosen in each part, and what follows from each choice. */
  offered?(content: C): OfferedPart[]
  /** Answers that belong to no part. */
  spare?(content: C): string[]
  /** What keeps an answer that is given from being one. */
  answerFault?(content: C, given: string[]): AnswerFault | null
}

export type Kind<C extends Content = Content> = OptionsKind<C> | FieldsKind<C>

/** One field that a learner fills in; `slot` is its place in the answer. */
export interface Part {
  slot: number
  /** To choose from a list or from radios; to type a line or several. */
  control: 'select' | 'radios' | 'text' | 'textarea'
  label: string
  items: { id: string; text: string }[]
  /** For the keyboard of a phone. */
  inputmode?: 'decimal'
  suffix?: string
  is_narrow?: boolean
}

export interface OfferedPart {
  /** What follows from what is right. */
  after: string
  wrong: { text: string; after: string }[]
}

export interface StoryStep {
  situation: string
  chosen: string
  after: string
}

/** One part as it was answered, beside what is right. */
export interface Checked {
  label: string
  given: string
  right: string
  is_right: boolean
}

/** How much of a question is right, in whole parts: never a float. */
export interface Share {
  earned: number
  of: number
}

export const answerFaults = ['none', 'partly', 'not-a-number', 'same-place', 'no-step'] as const
export type AnswerFault = (typeof answerFaults)[number]

export const wholly = (isRight: boolean): Share => ({ earned: isRight ? 1 : 0, of: 1 })

/** How a question with several parts is marked: nothing in between, or each part for itself. */
export const partScorings = ['all', 'each'] as const
export type PartScoring = (typeof partScorings)[number]

export function markParts(scoring: PartScoring, checked: Checked[]): Share {
  const right = checked.filter((one) => one.is_right).length
  return scoring === 'all' ? wholly(right === checked.length) : { earned: right, of: checked.length }
}

export const scoringField = (each: string): FormField => ({
  control: 'radios',
  name: 'scoring',
  label: 'How it is marked',
  choices: [
    { value: 'all', text: 'All or nothing', hint: 'The points are given only when everything is right.' },
    {
      value: 'each',
      text: each,
      hint: 'Points are whole: give as many points as there are parts, or what is left is rounded down.',
    },
  ],
})

export const scoringSchema = z.enum(partScorings)
export const line = z.string().min(1).max(300)

// What authors type: one line, or several texts one on each line.

export const most = 8
export const numbers = Array.from({ length: most }, (_, index) => String(index + 1))

export function oneText(value: unknown): string {
  const first: unknown = Array.isArray(value) ? value[0] : value
  return typeof first === 'string' ? first : ''
}
export const typedLine = (typed: Typed, name: string): string => clean(oneText(typed[name]))
export const typedLines = (typed: Typed, name: string): string[] =>
  cleanLines(oneText(typed[name]))
    .split('\n')
    .map((one) => one.trim())
    .filter((one) => one !== '')
export const typedScoring = (typed: Typed): PartScoring => (oneText(typed.scoring) === 'each' ? 'each' : 'all')

/** Two texts that a learner could not tell apart. */
export function repeated(texts: string[]): string | null {
  const seen = new Set<string>()
  for (const text of texts) {
    if (seen.has(text.toLowerCase())) return text
    seen.add(text.toLowerCase())
  }
  return null
}

/** A gap in a sentence: three underscores or more. */
const gap = /_{3,}/
export const sentenceParts = (text: string): string[] => text.split(gap)
export const countGaps = (text: string): number => sentenceParts(text).length - 1

/** Rows left empty in between are no parts; a row counts when any of its fields is filled. */
export const filledRows = <Row extends Record<string, unknown>>(rows: Row[]): Row[] =>
  rows.filter((row) => Object.values(row).some((value) => (Array.isArray(value) ? value.length > 0 : value !== '')))

/** Marked as the file says where it is ours; others mark each part for itself, for which there must be points enough. */
export function scoringOfFile(
  { ours, points }: FileQuestion,
  parts: number,
): { scoring: PartScoring; notes: string[] } {
  const said = partScorings.find((one) => one === ours?.scoring)
  if (said) return { scoring: said, notes: [] }
  if (Math.round(ours?.points ?? points) >= parts) return { scoring: 'each', notes: [] }
  return { scoring: 'all', notes: [`Right only as a whole: for ${parts} parts there must be ${parts} points or more.`] }
}

export const noFeedback = (read: FileQuestion): string[] =>
  read.options.some((option) => option.feedback !== '') ? ['Feedback on single answers does not come along.'] : []
export const partlyWrong = (read: FileQuestion): string[] =>
  read.options.some(({ percent }) => percent > 0 && percent < 100)
    ? ['Answers that were partly right count as wrong.']
    : []

/** Gaps are written one way, however many underscores were typed. */
export const tidyGaps = (text: string): string => text.replaceAll(/_{3,}/g, '_____')
