/** Reads the answers of a quiz page: from a script after each change, or from the whole form by a button. */
import { z } from 'zod'
import type { Typed } from '../../platform/http/form.ts'
import type { AnswerSheet } from '../quizzes/index.ts'

export const letters = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'] as const

/** Fields are named so that a person can read them: question-3 is answered with B. */
export const questionField = (position: number): string => `question-${position}`

const first = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value)
const texts = (value: unknown): string[] => [value ?? []].flat().filter((one): one is string => typeof one === 'string')

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
  /** All fields that were changed on the page: the script adds them when a button sends the form. */
  _touched: z.preprocess((value) => String(first(value) ?? '').split(','), z.array(z.string())),
  /** The answers the page showed when it was loaded, such as 'A,,BC'. */
  _shown: z.preprocess((value) => String(first(value) ?? '').split(','), z.array(z.string())),
  confirmed: z.preprocess((value) => first(value) === 'yes', z.boolean()),
})

/**
 * Only what was changed on this page is an answer, so that an old tab never takes back what another has answered: the
 * script names the fields, and without it the answers differ from those the page showed.
 */
export function readAnswers(typed: Typed, sheet: AnswerSheet[]) {
  const form = answersForm.parse(typed)
  const answers = sheet
    .map((question) => {
      const chosen = texts(typed[questionField(question.position)])
      const given = letters.filter((letter) => chosen.includes(letter))
      return { ...question, given }
    })
    .filter(({ position, given }) =>
      form._changed.length > 0
        ? form._changed.includes(questionField(position))
        : form._touched.includes(questionField(position)) || given.join('') !== (form._shown[position - 1] ?? ''),
    )
    .map(({ question_version_id, option_ids, given }) => ({
      question_version_id,
      option_ids: given.flatMap((letter) => option_ids[letters.indexOf(letter)] ?? []),
    }))
  return { answers, tab: form._tab, seq: form._seq, is_confirmed: form.confirmed }
}

/** 'A,,BC': what `readAnswers` compares with. */
export function writeShown(questions: { options: { is_chosen: boolean }[] }[]): string {
  return questions.map(({ options }) => letters.filter((_, index) => options[index]?.is_chosen).join('')).join(',')
}
