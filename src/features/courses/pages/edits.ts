/** What an author is told of the others who write the same, and of their own copy: pure. */
import { wordsForDate, wordsForMoment } from '../../../lib/time.ts'
import type { Typed } from '../../../platform/http/form.ts'
import type { DraftForm, EditRow, OtherAuthorRow } from '../queries/edits.ts'
import type { ModuleRow } from '../queries/versions.ts'

/** What is written: a module of its kind, or another form of a draft. */
export type Written = ModuleRow['kind'] | DraftForm

/** A page says that it is open every twenty seconds: after this long without a word it is closed. */
export const hereMilliseconds = 60_000

const nouns: Record<Written, string> = {
  page: 'this page',
  quiz: 'this quiz',
  package: 'this package',
  details: 'the details of this draft',
  'new quiz': 'a new quiz',
  'new package': 'a new package',
}
const isNew = (written: Written) => written === 'new quiz' || written === 'new package'
const bothWords = (written: Written) => (written === 'page' ? 'both texts' : 'what the other saved')
const theirWords = (written: Written) => (written === 'page' ? 'both texts' : 'what they saved')

export function othersWords(written: Written, others: OtherAuthorRow[], now: Date): string[] {
  const noun = nouns[written]
  return others.map(({ full_name, seen_at, typed_at }) => {
    const isHere = now.getTime() - seen_at.getTime() < hereMilliseconds
    if (isNew(written)) {
      if (isHere && typed_at) return `${full_name} is writing ${noun} for this draft now, too.`
      if (isHere) return `${full_name} has the form for ${noun} of this draft open, too.`
      return `${full_name} began ${noun} for this draft and did not add it: ${wordsForMoment(typed_at!)}.`
    }
    if (isHere && typed_at)
      return `${full_name} is writing on ${noun} now. Whoever saves second is shown ${bothWords(written)}.`
    if (isHere) return `${full_name} has ${noun} open.`
    return `${full_name} wrote on ${noun} and did not save it: ${wordsForMoment(typed_at!)}.`
  })
}

export const overtakenWords = (written: Written): string =>
  `Somebody saved ${nouns[written]} since you opened it: saving shows you ${theirWords(written)}.`

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

/** For the second of two who save a module: the text the first saved, and what else of theirs is not what the form has. */
export function savedModule(module: ModuleRow, typed: Typed) {
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
export function ownCopyWords(written: Written, edit: EditRow | undefined, revision: number): string | null {
  if (!edit?.typed || !edit.typed_at) return null
  const began = `This is what you typed until ${wordsForMoment(edit.typed_at)}. It is kept for you, and not in the draft yet: ${isNew(written) ? 'add' : 'save'} it.`
  return edit.based_on === revision
    ? began
    : `${began} Somebody saved ${nouns[written]} since you began: saving shows you ${theirWords(written)}.`
}
