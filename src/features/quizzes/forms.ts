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
import { isPlace, mostAlt } from './pictures.ts'
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
    .preprocess((value) => tagsIn(oneText(value)), z.array(z.string()))
    .refine((tags) => tags.every((tag) => tag.length <= 40), 'Each tag must be 40 characters or fewer')
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
  difficulty: fields
    .oneOf(['', 'none', ...difficulties], '')
    .transform((one) => one || null)
    .catch(null),
  kind: fields
    .oneOf(['', ...questionKinds], '')
    .transform((kind) => kind || null)
    .catch(null),
  retired: fields.oneOf(['no', 'yes'], '').catch('no'),
  quiz_id: fields.optionalId(),
})

/** What somebody says of the pictures of a file, by the names of their fields: `alt-2-1` is the second question's first. */
export const addFileForm = z
  .looseObject({ leaves_out: fields.ticked() })
  .transform(({ leaves_out, ...typed }, issue) => {
    const words = new Map<string, { alt: string; is_decorative: boolean }>()
    for (const name of Object.keys(typed)) {
      const [, key] = /^(?:alt|decorative)-(\d{1,5}-\d{1,3})$/.exec(name) ?? []
      if (key === undefined) continue
      const alt = clean(oneText(typed[`alt-${key}`]))
      const is_decorative = oneText(typed[`decorative-${key}`]) !== ''
      if (alt.length > mostAlt)
        issue.addIssue({ code: 'custom', message: `Must be ${mostAlt} characters or fewer`, path: [`alt-${key}`] })
      words.set(key, { alt: is_decorative ? '' : alt, is_decorative })
    }
    return { leaves_out, words }
  })

const pictureWords = { alt: fields.optionalText(mostAlt), is_decorative: fields.ticked() }

/** The picture of a question that is being written; `picture` names one that came with the form before. */
export const newPictureForm = z.object({
  ...pictureWords,
  picture: z
    .preprocess(oneText, z.string().regex(/^[0-9a-f]{64}$/))
    .nullable()
    .catch(null),
  no_picture: fields.ticked(),
})

/** A picture for a question: where it stands, and what it shows. */
export const pictureForm = z
  .object({
    place: z.preprocess(oneText, z.string().refine(isPlace, 'Select where it stands')),
    ...pictureWords,
    _from: fields.wholeNumber('Open the question again', 0, 1_000_000).catch(0),
  })
  .superRefine(({ alt, is_decorative }, issue) => {
    if (!is_decorative && alt === null)
      issue.addIssue({ code: 'custom', message: `${enterAlt}. Then select the file again`, path: ['alt'] })
  })

/** What is said of the pictures that a question has, by their number. */
export const picturesForm = (count: number) =>
  z
    .looseObject({ _from: fields.wholeNumber('Open the question again', 0, 1_000_000).catch(0) })
    .transform(({ _from, ...typed }, issue) => ({
      _from,
      pictures: Array.from({ length: count }, (_, index) => {
        const alt = clean(oneText(typed[`alt-${index + 1}`]))
        const is_decorative = oneText(typed[`decorative-${index + 1}`]) !== ''
        if (alt.length > mostAlt)
          issue.addIssue({
            code: 'custom',
            message: `Must be ${mostAlt} characters or fewer`,
            path: [`alt-${index + 1}`],
          })
        return { alt: is_decorative ? '' : alt, is_decorative, is_off: oneText(typed[`off-${index + 1}`]) !== '' }
      }),
    }))

export const enterAlt = 'Enter what the picture shows, or say that it is decorative'

/** Which version, and whether only the first attempt of each person counts. */
export const statisticsQuery = z.object({
  version: fields.optionalWholeNumber(1, 1_000_000).catch(null),
  attempts: fields.oneOf(['first', 'all'], '').catch('first'),
})
