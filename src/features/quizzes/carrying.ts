/** Reads an answer to one version of a question with the words of another, so that it can be marked anew: pure. */
import { clean } from '../../lib/text.ts'
import type { Content, Part } from './kinds/kind.ts'
import type { QuestionKind } from './kinds/list.ts'
import { kindOf } from './kinds/list.ts'
import type { Written } from './kinds/written.ts'
import type { PicturePlace, QuestionPicture } from './pictures.ts'

interface Version {
  kind: QuestionKind
  content: Content
}

const fold = (text: string) => clean(text).toLowerCase()

/** For each new text the place of the old one it was: the same words, or other words at the same place; null for a new one. */
export function pairUp(old: string[], now: string[]): (number | null)[] {
  const byText = now.map((text) => old.findIndex((one) => fold(one) === fold(text)))
  const taken = new Set(byText.filter((index) => index >= 0))
  return byText.map((found, index) => (found >= 0 ? found : index < old.length && !taken.has(index) ? index : null))
}

/** Null where the answer cannot be read any more: its words are gone, or what is right now could not be chosen then. */
export function carryGiven(asked: Version, now: Version, given: string[]): string[] | null {
  if (asked.kind !== now.kind) return null
  const of = kindOf(asked.kind)
  if (of.answer === 'options') {
    const pairs = pairUp(
      of.options(asked.content).map((option) => option.text),
      of.options(now.content).map((option) => option.text),
    )
    if (of.options(now.content).some((option, index) => option.is_right && pairs[index] === null)) return null
    const carried = pairs.flatMap((old, index) =>
      old !== null && given.includes(String(old + 1)) ? [String(index + 1)] : [],
    )
    return carried.length === given.length ? carried : null
  }
  // Points were given for each line of the rubric: for other lines they say nothing.
  if (of.is_marked_by_hand && !isSameRubric(asked.content as Written, now.content as Written)) return null
  const bySlot = (content: Content): Part[] => of.parts(content, of.ids(content)).toSorted((a, b) => a.slot - b.slot)
  const [before, after] = [bySlot(asked.content), bySlot(now.content)]
  const pairs = pairUp(
    before.map((part) => part.label),
    after.map((part) => part.label),
  )
  const carried = after.map((part, index) => {
    const old = pairs[index] === null || pairs[index] === undefined ? undefined : before[pairs[index]]
    return old && carryPart(old, part, given[old.slot] ?? '')
  })
  return carried.every((one) => one !== undefined && one !== null) && before.length === after.length
    ? (carried as string[])
    : null
}

const isSameRubric = (one: Written, other: Written): boolean =>
  one.rubric.length === other.rubric.length &&
  one.rubric.every(({ points }, index) => points === other.rubric[index]!.points)

function carryPart(old: Part, now: Part, given: string): string | null {
  if (old.control !== now.control) return null
  if (given === '' || now.control === 'text' || now.control === 'textarea') return given
  const chosen = old.items.findIndex((item) => item.id === given)
  const pairs = pairUp(
    old.items.map((item) => item.text),
    now.items.map((item) => item.text),
  )
  return now.items[pairs.indexOf(chosen)]?.id ?? null
}

/** The pictures of a question after its words changed: those of an answer follow it, and go with one that is gone. */
export function carryPictures(before: Version & { pictures: QuestionPicture[] }, now: Version): QuestionPicture[] {
  const [asked, asks] = [optionTexts(before), optionTexts(now)]
  const pairs = pairUp(asked, asks)
  return before.pictures.flatMap((picture) => {
    const [, part, number] = /^(option|feedback)-(\d)$/.exec(picture.place) ?? []
    if (part === undefined) return [picture]
    const at = pairs.indexOf(Number(number) - 1)
    return at === -1 ? [] : [{ ...picture, place: `${part}-${at + 1}` as PicturePlace }]
  })
}

function optionTexts({ kind, content }: Version): string[] {
  const of = kindOf(kind)
  return of.answer === 'options' ? of.options(content).map(({ text }) => text) : []
}
