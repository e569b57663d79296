/** What trainers type for an item of the agenda, and what people send from the room. */
import { z } from 'zod'
import { clean } from '../../lib/text.ts'
import * as fields from '../../platform/http/fields.ts'
import type { Typed } from '../../platform/http/form.ts'
import type { ItemKind, OptionInput } from './rules.ts'
import { itemKinds, mostOptions, optionsFault, takesAnswers } from './rules.ts'

export const optionNumbers = Array.from({ length: mostOptions }, (_, index) => String(index + 1))

const oneText = (value: unknown): string => {
  const first = Array.isArray(value) ? value[0] : value
  return typeof first === 'string' ? first : ''
}

/** The answers typed, in order; rows left empty are no answers, and only a question has a right one. */
function typedOptions(typed: Typed): OptionInput[] {
  const kind = oneText(typed.kind) as ItemKind
  if (!takesAnswers(kind)) return []
  const right = oneText(typed.right)
  return optionNumbers
    .map((number) => ({
      text: clean(oneText(typed[`option-${number}`])),
      is_right: kind === 'question' && number === right,
    }))
    .filter((option) => option.text !== '')
}

/** Which unit the one number of the form has: seconds for a timer, minutes for a break. */
const lengthOf = (kind: ItemKind, length: number | null): number | null => {
  if (kind === 'question') return length
  return kind === 'break' && length !== null ? length * 60 : null
}

export const agendaCopyForm = z.object({ from_id: fields.text('Select whose agenda to take over') })

export const itemForm = z
  .preprocess(
    (typed) => ({ ...(typed as Typed), options: typedOptions(typed as Typed) }),
    z.object({
      id: fields.optionalId(),
      kind: fields.oneOf(itemKinds, 'Select what it is'),
      title: fields.text('Enter a title'),
      body: fields.optionalLongText(8000),
      length: fields.optionalWholeNumber(1, 3600),
      options: z.array(
        z.object({ text: z.string().max(300, 'Answers must be 300 characters or fewer'), is_right: z.boolean() }),
      ),
    }),
  )
  .superRefine(({ kind, length, options }, issue) => {
    const refuse = (path: string, message: string) => issue.addIssue({ code: 'custom', path: [path], message })
    const fault = optionsFault(kind, options)
    if (fault) refuse('options', fault)
    if (kind === 'break' && (length === null || length > 240))
      refuse('length', 'Enter how many minutes the break is, from 1 to 240')
    if (kind === 'question' && length !== null && length < 5) refuse('length', 'A timer must be 5 seconds or longer')
  })
  .transform(({ length, ...item }) => ({ ...item, seconds: lengthOf(item.kind, length) }))

/** What a stored item looks like in the form. */
export function typedItem(item: {
  kind: ItemKind
  title: string
  body: string
  seconds: number | null
  options: OptionInput[]
}): Typed {
  const length =
    item.seconds === null ? '' : String(item.kind === 'break' ? Math.round(item.seconds / 60) : item.seconds)
  const right = item.options.findIndex((option) => option.is_right)
  return {
    kind: item.kind,
    title: item.title,
    body: item.body,
    length,
    right: right < 0 ? undefined : String(right + 1),
    ...Object.fromEntries(item.options.map((option, index) => [`option-${index + 1}`, option.text])),
  }
}

export const newItemQuery = z.object({ kind: fields.oneOf(itemKinds, 'Select what it is').catch('page') })
export const moveForm = z.object({ way: fields.oneOf(['up', 'down'], 'Select where to') })
export const answerForm = z.object({ option_id: fields.id('Select an answer') })

export const questionForm = z.object({
  id: fields.optionalId(),
  text: fields.text('Enter your question', 500),
  is_anonymous: fields.ticked(),
})
export const voteForm = z.object({ vote: fields.oneOf(['yes', 'no'], 'Vote, or take your vote back') })
export const questionStateForm = z.object({ state: fields.oneOf(['open', 'answered', 'parked'], 'Select what it is') })

/** Six digits, however they were grouped. */
export const checkInForm = z.object({
  code: z
    .preprocess((value) => oneText(value).replace(/[\s-]/g, ''), z.string())
    .refine((code) => /^\d{6}$/.test(code), 'Enter the 6 digits that are on the trainer’s screen'),
})

/** When the page was asked whether it is there, as the stream told it; null where it says nothing of use. */
export function readAsked(body: unknown): Date | null {
  const asked = (body as { asked?: unknown } | undefined)?.asked
  return typeof asked === 'string' && /^\d{1,15}$/.test(asked) ? new Date(Number(asked)) : null
}
