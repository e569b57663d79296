/** Marks from several devices, some of them without a network: which counts, and where they contradict each other: pure. */
import { joinOpensAt } from '../../live-sessions/index.ts'
import type { Marked } from './marks.ts'

export interface MarkFact extends Marked {
  id: number
  person_id: string
  /** The device's own id of it; null where the form was sent. */
  mark_id: string | null
  device_id: string | null
  recorded_by: string | null
  /** When it was made. */
  marked_at: Date
  /** When it arrived. */
  recorded_at: Date
  /** Up to when whoever made it had been told of others' marks. */
  seen_at: Date
}

/** The order in which marks count, the latest first, for a query of `e`. Arrival has no part in it. */
export const latestMarkFirst = 'coalesce(e.marked_at, e.recorded_at) desc, e.mark_id desc nulls last, e.id desc'

/** The same order as `latestMarkFirst`: by when they were made, then by the device's id, so that it never depends on arrival. */
export function compareMarks(one: MarkFact, other: MarkFact): number {
  const time = other.marked_at.getTime() - one.marked_at.getTime()
  if (time !== 0) return time
  if (one.mark_id !== other.mark_id) {
    if (one.mark_id === null || other.mark_id === null) return one.mark_id === null ? 1 : -1
    return one.mark_id < other.mark_id ? 1 : -1
  }
  return other.id - one.id
}

/** Neither had been told of the other when it was made. */
const isUnseen = (one: MarkFact, other: MarkFact): boolean =>
  one.recorded_at > other.seen_at && other.recorded_at > one.seen_at

const isSame = (one: Marked, other: Marked) => one.mark === other.mark && one.minutes === other.minutes

/** Where it was made; without a script, everything that one person sends is of one page after the other. */
const placeOf = (one: MarkFact): string => one.device_id ?? `form of ${one.recorded_by}`

/**
 * By person the mark that counts, and what other devices say otherwise without having seen it. Whoever marks after both
 * arrived has seen them, and settles it.
 */
export function conflictsOf(marks: MarkFact[]): Map<string, MarkFact[]> {
  const conflicts = new Map<string, MarkFact[]>()
  for (const [personId, own] of Map.groupBy(marks, (one) => one.person_id)) {
    const [counts, ...others] = own.toSorted(compareMarks)
    // Of each device only the last word counts.
    const lastWords = [...Map.groupBy(others, placeOf)].map(([, of]) => of[0]!)
    const against = lastWords.filter(
      (one) => placeOf(one) !== placeOf(counts!) && isUnseen(one, counts!) && !isSame(one, counts!),
    )
    if (against.length > 0) conflicts.set(personId, [counts!, ...against])
  }
  return conflicts
}

/** A device's clock that is further off than this is wrong, and put right by the moment of sending. */
const toleratedMilliseconds = 2 * 60_000

/** When a mark was made, in our time: never before marks are taken, never after now. */
export function markedAtOf(sent: { marked_at: Date; sent_at: Date }, part: { starts_at: Date }, now: Date): Date {
  const off = now.getTime() - sent.sent_at.getTime()
  const made = sent.marked_at.getTime() + (Math.abs(off) > toleratedMilliseconds ? off : 0)
  const from = joinOpensAt(part.starts_at).getTime()
  return new Date(Math.min(now.getTime(), Math.max(from, made)))
}
