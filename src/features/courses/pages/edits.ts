/** What an author is told of the others who write the same page or quiz, and of their own copy: pure. */
import { wordsForDate, wordsForMoment } from '../../../lib/time.ts'
import type { Typed } from '../../../platform/http/form.ts'
import type { EditRow, OtherAuthorRow } from '../queries/edits.ts'
import type { ModuleRow } from '../queries/versions.ts'

type Kind = ModuleRow['kind']

/** A page says that it is open every twenty seconds: after this long without a word it is closed. */
export const hereMilliseconds = 60_000

const noun = (kind: Kind) => (kind === 'page' ? 'page' : 'quiz')
const bothWords = (kind: Kind) => (kind === 'page' ? 'both texts' : 'what the other saved')

export function othersWords(kind: Kind, others: OtherAuthorRow[], now: Date): string[] {
  return others.map(({ full_name, seen_at, typed_at }) => {
    const isHere = now.getTime() - seen_at.getTime() < hereMilliseconds
    if (isHere && typed_at)
      return `${full_name} is writing on this ${noun(kind)} now. Whoever saves second is shown ${bothWords(kind)}.`
    if (isHere) return `${full_name} has this ${noun(kind)} open.`
    return `${full_name} wrote on this ${noun(kind)} and did not save it: ${wordsForMoment(typed_at!)}.`
  })
}

export const overtakenWords = (kind: Kind): string =>
  `Somebody saved this ${noun(kind)} since you opened it: saving shows you ${kind === 'page' ? 'both texts' : 'what they saved'}.`

const besidesTheText: [label: string, of: (module: ModuleRow | Typed) => unknown][] = [
  ['Title', (one) => one.title],
  ['Summary', (one) => one.summary],
  ['Content notice', (one) => one.content_notice],
  ['Minutes it takes', (one) => one.length_minutes],
  ['Owner', (one) => one.owner],
]
const days = [
  ['Law as at', 'law_as_at'],
  ['Review by', 'review_by'],
  ['Opens on', 'opens_on'],
] as const

/** For the second of two who save a page: the text the first saved, and what else of theirs is not what the form has. */
export function savedPage(module: ModuleRow, typed: Typed) {
  const words = (value: unknown) => String(value ?? '').trim()
  const typedDay = (name: string) =>
    [typed[`${name}-year`], typed[`${name}-month`], typed[`${name}-day`]]
      .map((part) => words(part).padStart(2, '0'))
      .join('-')
      .replace('00-00-00', '')
  return {
    body: module.body,
    others: [
      ...besidesTheText
        .filter(([, of]) => words(of(module)) !== words(of(typed)))
        .map(([label, of]) => ({ label, words: words(of(module)) || 'Nothing' })),
      ...days
        .filter(([, name]) => words(module[name]) !== typedDay(name))
        .map(([label, name]) => ({ label, words: module[name] ? wordsForDate(module[name]) : 'No day' })),
    ],
  }
}

/** Null where the form shows what is saved. */
export function ownCopyWords(kind: Kind, edit: EditRow | undefined, revision: number): string | null {
  if (!edit?.typed || !edit.typed_at) return null
  const began = `This is what you typed until ${wordsForMoment(edit.typed_at)}. It is kept for you, and not in the draft yet: save it.`
  return edit.based_on === revision
    ? began
    : `${began} Somebody saved this ${noun(kind)} since you began: saving shows you ${kind === 'page' ? 'both texts' : 'what they saved'}.`
}
