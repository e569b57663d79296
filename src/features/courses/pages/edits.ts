/** What an author is told of the others who write the same page, and of their own copy: pure. */
import { wordsForMoment } from '../../../lib/time.ts'
import type { EditRow, OtherAuthorRow } from '../queries/edits.ts'

/** A page says that it is open every twenty seconds: after this long without a word it is closed. */
export const hereMilliseconds = 60_000

export function othersWords(others: OtherAuthorRow[], now: Date): string[] {
  return others.map(({ full_name, seen_at, typed_at }) => {
    const isHere = now.getTime() - seen_at.getTime() < hereMilliseconds
    if (isHere && typed_at) return `${full_name} is writing on this page now. Whoever saves second is shown both texts.`
    if (isHere) return `${full_name} has this page open.`
    return `${full_name} wrote on this page and did not save it: ${wordsForMoment(typed_at!)}.`
  })
}

/** Null where the form shows what is saved. */
export function ownCopyWords(edit: EditRow | undefined, revision: number): string | null {
  if (!edit?.typed || !edit.typed_at) return null
  const began = `This is what you typed until ${wordsForMoment(edit.typed_at)}. It is kept for you, and not in the draft yet: save it.`
  return edit.based_on === revision
    ? began
    : `${began} Somebody saved this page since you began: saving shows you both texts.`
}
