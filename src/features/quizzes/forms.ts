/** The question form and the filters of the bank. */
import { z } from 'zod'
import { clean, cleanLines } from '../../lib/text.ts'
import * as fields from '../../platform/http/fields.ts'
import type { Typed } from '../../platform/http/form.ts'
import type { Content } from './kinds/kind.ts'
import { oneText } from './kinds/kind.ts'
import type { QuestionKind } from './kinds/list.ts'
import { kindOf, questionKinds } from './kinds/list.ts'
import type { QuestionInput } from './rules.ts'
import { difficulties, strands } from './subjects.ts'

export const kindIn = (typed: Record<string, unknown>): QuestionKind | undefined =>
  questionKinds.find((kind) => kind === oneText(typed.kind))

/** What the kind makes of its own fields, with its faults beside them. */
const content = z.looseObject({}).transform((typed, issue): { content: Content } => {
  const kind = kindIn(typed)
  if (!kind) return { content: {} }
  const content = kindOf(kind).readForm(typed as Typed) as Content
  const fault = kindOf(kind).fault(content, cleanLines(oneText(typed.text)))
  if (fault) issue.addIssue({ code: 'custom', message: fault.text, path: [fault.field] })
  return { content }
})

const tagsIn = (text: string): string[] => [...new Set(text.split(/[,\n]/).map(clean).filter(Boolean))]

const common = z.object({
  kind: fields.oneOf(questionKinds, 'Select a kind of question'),
  text: fields.longText('Enter the question', 2000),
  explanation: fields.optionalLongText(4000),
  points: fields.wholeNumber('Enter how many points, as a whole number', 1, 100),
  is_critical: fields.ticked(),
  strand: fields.oneOf(['', ...strands], 'Select a strand').transform((strand) => strand || null),
  objective: fields.optionalText(300),
  difficulty: fields
    .oneOf(['', ...difficulties], 'Select how difficult it is')
    .transform((one) => one || null)
    .catch(null),
  tags: z
    .preprocess(
      (value) => tagsIn(oneText(value)),
      z.array(z.string().max(40, 'Each tag must be 40 characters or fewer')),
    )
    .refine((tags) => tags.length <= 10, 'Enter 10 tags or fewer'),
  /** Names the form, so that sending it twice adds one question. */
  _form_id: fields.optionalId(),
  /** The version the writer saw. */
  _from: fields.wholeNumber('Open the question again', 0, 1_000_000).catch(0),
})

const givesNoPoints = (typed: Record<string, unknown>): boolean => {
  const kind = kindIn(typed)
  return kind !== undefined && !kindOf(kind).gives_points
}

export const questionForm = z
  .preprocess(
    (typed) => (givesNoPoints(typed as Typed) ? { ...(typed as Typed), points: '1', is_critical: undefined } : typed),
    common.and(content),
  )
  .transform((question) => ({ ...question, points: givesNoPoints(question) ? 0 : question.points }))

/** What a stored question looks like in the form. */
export function typedQuestion(question: QuestionInput, number: number): Typed {
  return {
    ...kindOf(question.kind).fillForm(question.content),
    kind: question.kind,
    text: question.text,
    explanation: question.explanation,
    points: String(question.points),
    is_critical: question.is_critical ? 'yes' : undefined,
    strand: question.strand ?? '',
    objective: question.objective ?? '',
    difficulty: question.difficulty ?? '',
    tags: (question.tags ?? []).join(', '),
    _from: String(number),
  }
}

export const questionFilters = z.object({
  search: fields.optionalText(),
  strand: fields
    .oneOf(['', 'all', ...strands], '')
    .transform((strand) => strand || null)
    .catch(null),
  critical: fields
    .oneOf(['', 'yes', 'no'], '')
    .transform((is) => is || null)
    .catch(null),
  kind: fields
    .oneOf(['', ...questionKinds], '')
    .transform((kind) => kind || null)
    .catch(null),
  retired: fields.oneOf(['no', 'yes'], '').catch('no'),
  quiz_id: fields.optionalId(),
})

export const addFileForm = z.object({ leaves_out: fields.ticked() })

/** Which version, and whether only the first attempt of each person counts. */
export const statisticsQuery = z.object({
  version: fields.optionalWholeNumber(1, 1_000_000).catch(null),
  attempts: fields.oneOf(['first', 'all'], '').catch('first'),
})
