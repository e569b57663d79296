/** The question form and the filters of the bank. */
import { z } from 'zod'
import { clean, cleanLines } from '../../lib/text.ts'
import * as fields from '../../platform/http/fields.ts'
import type { Typed } from '../../platform/http/form.ts'
import type { OptionInput, QuestionInput, QuestionKind } from './rules.ts'
import { mostOptions, optionsFault, questionKinds, strands } from './rules.ts'

export const optionNumbers = Array.from({ length: mostOptions }, (_, index) => String(index + 1))

const oneText = (value: unknown): string => {
  const first = Array.isArray(value) ? value[0] : value
  return typeof first === 'string' ? first : ''
}

/** The answers typed, in order; rows left empty are no answers. True and false need no words of the writer's own. */
function typedOptions(typed: Typed): { kind: string; options: OptionInput[] } {
  const kind = oneText(typed.kind)
  const right = [typed.right ?? []].flat()
  const words = (number: string) =>
    kind === 'true-false' ? (['True', 'False'][Number(number) - 1] ?? '') : clean(oneText(typed[`option-${number}`]))
  const options = optionNumbers
    .map((number) => ({
      text: words(number),
      is_right: right.includes(number),
      feedback: cleanLines(oneText(typed[`feedback-${number}`])),
    }))
    .filter((option) => option.text !== '')
  return { kind, options }
}

const options = z
  .object({
    kind: z.string(),
    options: z.array(z.object({ text: z.string(), is_right: z.boolean(), feedback: z.string() })),
  })
  .superRefine(({ kind, options }, issue) => {
    const fault = optionsFault(kind as QuestionKind, options)
    const long = options.find((option) => option.text.length > 1000 || option.feedback.length > 2000)
    if (long) issue.addIssue({ code: 'custom', message: 'Answers must be 1,000 characters or fewer, feedback 2,000' })
    else if (fault) issue.addIssue({ code: 'custom', message: fault })
  })
  .transform(({ options }) => options)

export const questionForm = z.preprocess(
  (typed) => ({ ...(typed as Typed), options: typedOptions(typed as Typed) }),
  z.object({
    kind: fields.oneOf(questionKinds, 'Select a kind of question'),
    text: fields.longText('Enter the question', 2000),
    options,
    explanation: fields.optionalLongText(4000),
    points: fields.wholeNumber('Enter how many points, as a whole number', 1, 100),
    is_critical: fields.ticked(),
    strand: fields.oneOf(['', ...strands], 'Select a strand').transform((strand) => strand || null),
    objective: fields.optionalText(300),
    /** Names the form, so that sending it twice adds one question. */
    _form_id: fields.optionalId(),
    /** The version the writer saw. */
    _from: fields.wholeNumber('Open the question again', 0, 1_000_000).catch(0),
  }),
)

/** What a stored question looks like in the form. */
export function typedQuestion(question: QuestionInput, number: number): Typed {
  return {
    kind: question.kind,
    text: question.text,
    explanation: question.explanation,
    points: String(question.points),
    is_critical: question.is_critical ? 'yes' : undefined,
    strand: question.strand ?? '',
    objective: question.objective ?? '',
    _from: String(number),
    right: question.options.flatMap((option, index) => (option.is_right ? [String(index + 1)] : [])),
    ...Object.fromEntries(
      question.options.flatMap((option, index) => [
        [`option-${index + 1}`, option.text],
        [`feedback-${index + 1}`, option.feedback],
      ]),
    ),
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
  retired: fields.oneOf(['no', 'yes'], '').catch('no'),
  quiz_id: fields.optionalId(),
})

export const addFileForm = z.object({ leaves_out: fields.ticked() })
