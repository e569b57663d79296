/** How long somebody was there: the union of all stretches of time, cut to the part, its breaks left out: pure. */
import { addMinutes } from '../../../lib/time.ts'

export interface Stretch {
  from_at: Date
  to_at: Date
}

export interface PartTimes {
  starts_at: Date
  ends_at: Date
  breaks: Stretch[]
}

/** Whoever is back within so long was never away: a phone that changes cells, a page that is loaded again. */
export const gapSeconds = 45

/** Stretches that overlap, or follow each other within the gap, are one: two devices never count twice. */
export function joined(stretches: Stretch[], gap = gapSeconds): Stretch[] {
  const sorted = stretches
    .filter((one) => one.from_at <= one.to_at)
    .toSorted((one, other) => one.from_at.getTime() - other.from_at.getTime())
  const found: Stretch[] = []
  for (const { from_at, to_at } of sorted) {
    const last = found.at(-1)
    if (!last || from_at.getTime() - last.to_at.getTime() > gap * 1000) found.push({ from_at, to_at })
    else if (to_at > last.to_at) last.to_at = to_at
  }
  return found
}

/** Whole minutes within the part and outside its breaks. */
export function minutesThere(part: PartTimes, stretches: Stretch[]): number {
  const breaks = joined(part.breaks, 0)
  const milliseconds = joined(stretches)
    .map((one) => overlap(one, { from_at: part.starts_at, to_at: part.ends_at }))
    .filter((one) => one !== null)
    .map((one) => lengthOf(one) - sum(breaks.map((pause) => overlap(one, pause)).map((both) => both && lengthOf(both))))
  return Math.floor(sum(milliseconds) / 60_000)
}

/** The minutes that count as the whole of the part. */
export const scheduledMinutes = (part: PartTimes): number =>
  minutesThere(part, [{ from_at: part.starts_at, to_at: part.ends_at }])

/** Whether somebody was seen in the last so many minutes. */
export function isThereAtTheEnd(part: PartTimes, stretches: Stretch[], lastMinutes: number): boolean {
  const end = { from_at: addMinutes(part.ends_at, -lastMinutes), to_at: part.ends_at }
  return joined(stretches).some((one) => overlap(one, end) !== null)
}

/** What both have in common; null where they do not even touch for a moment. */
function overlap(one: Stretch, other: Stretch): Stretch | null {
  const from_at = one.from_at > other.from_at ? one.from_at : other.from_at
  const to_at = one.to_at < other.to_at ? one.to_at : other.to_at
  return from_at < to_at ? { from_at, to_at } : null
}

const lengthOf = (one: Stretch): number => one.to_at.getTime() - one.from_at.getTime()
const sum = (numbers: (number | null)[]): number => numbers.reduce<number>((total, one) => total + (one ?? 0), 0)
