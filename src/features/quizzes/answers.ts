/** Answers as the page sends them and as they are kept: pure. An answer is a list of texts whatever the kind. */
import { createHash } from 'node:crypto'
import { clean, cleanLines } from '../../lib/text.ts'
import { kindOf } from './kinds/list.ts'
import type { QuestionKind } from './kinds/list.ts'
import type { AnswerFault, Content, Part } from './kinds/kind.ts'

/** What is chosen goes over the wire as a letter: its place on this page, which tells nothing of what is right. */
export const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('')

const longestAnswer = 300
const longestText = 5000

const isTyped = (part: Pick<Part, 'control'>): boolean => part.control === 'text' || part.control === 'textarea'

/** A question as one attempt asks it. */
export interface AsAsked {
  kind: QuestionKind
  text: string
  content: Content
  /** The ids of what can be chosen, in the order of the attempt. */
  shown_ids: string[]
}

export interface AskedOption {
  id: string
  /** On the wire. */
  value: string
  text: string
  is_chosen: boolean
}

export interface AskedPart extends Omit<Part, 'items'> {
  items: AskedOption[]
  /** What was typed, where it is no list. */
  value: string
}

/** What a page needs to ask the question, with what has been answered; nothing tells what is right. */
export function askedOptions({ kind, content, shown_ids }: AsAsked, given: string[]): AskedOption[] {
  const of = kindOf(kind)
  if (of.answer !== 'options') return []
  const options = of.options(content)
  return shown_ids.map((id, index) => ({
    id,
    value: letters[index]!,
    text: options[Number(id) - 1]!.text,
    is_chosen: given.includes(id),
  }))
}

export function askedParts({ kind, content, shown_ids }: AsAsked, given: string[]): AskedPart[] {
  const of = kindOf(kind)
  if (of.answer !== 'fields') return []
  return of.parts(content, shown_ids).map((part) => ({
    ...part,
    items: part.items.map((item, index) => ({
      ...item,
      value: letters[index]!,
      is_chosen: given[part.slot] === item.id,
    })),
    value: isTyped(part) ? (given[part.slot] ?? '') : '',
  }))
}

/** The name of a part's field; what is ticked has the name of the question itself. */
export const partField = (field: string, index: number): string => `${field}-${index + 1}`

/** The answer in what a page sent: `values` gives what came under a name. */
export function readGiven(question: AsAsked, field: string, values: (name: string) => string[]): string[] {
  const of = kindOf(question.kind)
  const idOf = (letter: string | undefined, ids: string[]) => ids[letters.indexOf(letter ?? '')] ?? ''
  if (of.answer === 'options') {
    const chosen = values(field)
    return question.shown_ids.filter((_, index) => chosen.includes(letters[index]!))
  }
  const parts = of.parts(question.content, question.shown_ids)
  const given = parts.map(() => '')
  for (const [index, part] of parts.entries()) {
    const typed = values(partField(field, index))[0]
    given[part.slot] = !isTyped(part)
      ? idOf(
          typed,
          part.items.map((item) => item.id),
        )
      : (typed ?? '')
  }
  return given
}

/** The other way round: the fields of a page that show this answer, by name and value. */
export function writeGiven(question: AsAsked, field: string, given: string[]): [name: string, value: string][] {
  if (kindOf(question.kind).answer === 'options')
    return askedOptions(question, given).flatMap((option) =>
      option.is_chosen ? [[field, option.value] as [string, string]] : [],
    )
  return askedParts(question, given).map((part, index) => [
    partField(field, index),
    isTyped(part) ? part.value : (part.items.find((item) => item.is_chosen)?.value ?? ''),
  ])
}

/** What of an answer counts: what the question offers, and one only where one is asked for. */
export function validGiven(question: AsAsked, given: string[]): string[] {
  const of = kindOf(question.kind)
  if (of.answer === 'options') {
    const valid = question.shown_ids.filter((id) => given.includes(id))
    return of.may_choose_several ? valid : valid.slice(0, 1)
  }
  const parts = of.parts(question.content, question.shown_ids)
  const valid = parts.map(() => '')
  for (const part of parts) {
    const one = given[part.slot] ?? ''
    if (part.control === 'text') valid[part.slot] = clean(one.slice(0, longestAnswer * 4)).slice(0, longestAnswer)
    else if (part.control === 'textarea')
      valid[part.slot] = cleanLines(cleanLines(one.slice(0, longestText * 2)).slice(0, longestText))
    else if (part.items.some((item) => item.id === one)) valid[part.slot] = one
  }
  return isBlank(valid) ? [] : valid
}

/** The answer to a case in steps: what was told stays, the step that is open is as it was sent, the others wait. */
export const atStep = (kept: string[], sent: string[], told: number): string[] =>
  sent.map((one, slot) => (slot < told ? (kept[slot] ?? '') : slot === told ? one : ''))

/** How many steps a question tells one after the other; 0 where it asks everything at once. */
export function countSteps({ kind, content }: Pick<AsAsked, 'kind' | 'content'>): number {
  const of = kindOf(kind)
  return of.answer === 'fields' && of.story ? of.story(content, []).length : 0
}

const isBlank = (given: string[]): boolean => given.every((one) => one === '')

/**
 * One word for an answer as a page showed it, to tell whether it was changed there: the letters that were ticked, or a
 * short print of what stood in the fields; nothing where nothing was answered.
 */
export function wordOfGiven({ kind, shown_ids }: Pick<AsAsked, 'kind' | 'shown_ids'>, given: string[]): string {
  if (isBlank(given)) return ''
  if (kindOf(kind).answer === 'options')
    return letters.filter((_, index) => shown_ids[index] !== undefined && given.includes(shown_ids[index])).join('')
  return createHash('sha256').update(JSON.stringify(given)).digest('hex').slice(0, 12)
}

/** What keeps an answer from being a whole one; null where nothing does. */
export function answerFault({ kind, content }: Pick<AsAsked, 'kind' | 'content'>, given: string[]): AnswerFault | null {
  if (isBlank(given)) return 'none'
  const of = kindOf(kind)
  if (of.answer === 'options') return null
  return of.answerFault?.(content, given) ?? (given.includes('') ? 'partly' : null)
}
