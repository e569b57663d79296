/** Until when an offered place waits for its answer: counted in hours when people are awake, never past the start. Pure. */
import { addDays, addMinutes, minutesBetween, today, wallToInstant } from '../../lib/time.ts'

/** London time between which an offer's hours run; outside them its clock stands still. */
const wakes = '08:00'
const sleeps = '20:00'

/** How long an offer stands when there is time, and the least that is fair to ask of anybody. */
const longestMinutes = 240
const shortestMinutes = 30

/** An offer takes at most a quarter of what is left, so that others can still be asked after it. */
const share = 4

/** A moment of a London day at an hour that no clock change touches. */
function at(day: string, time: string): Date {
  const found = wallToInstant({ date: day, time })
  if (found.kind !== 'ok') throw new RangeError(`${day} has no ${time}`)
  return found.at
}

/** The moment so many waking minutes later. From the evening it runs on into the next morning. */
export function addWakingMinutes(from: Date, minutes: number): Date {
  let left = minutes
  for (let day = today(from); ; day = addDays(day, 1)) {
    const begins = from > at(day, wakes) ? from : at(day, wakes)
    const room = Math.max(0, minutesBetween(begins, at(day, sleeps)))
    if (room >= left) return addMinutes(begins, left)
    left -= room
  }
}

/** Waking minutes between two moments, counted no further than `enough`. */
export function wakingMinutesBetween(from: Date, to: Date, enough = Infinity): number {
  let total = 0
  for (let day = today(from); at(day, wakes) < to && total < enough; day = addDays(day, 1)) {
    const begins = from > at(day, wakes) ? from : at(day, wakes)
    const ends = to < at(day, sleeps) ? to : at(day, sleeps)
    total += Math.max(0, minutesBetween(begins, ends))
  }
  return Math.min(total, enough)
}

/**
 * When an offer made now ends: four waking hours, less when the session is near. Null when under two waking hours are left:
 * then nobody is asked in turn, and a free place is open to whoever comes first.
 */
export function offerEndsAt(now: Date, startsAt: Date): Date | null {
  const left = wakingMinutesBetween(now, startsAt, longestMinutes * share)
  if (left < shortestMinutes * share) return null
  const ends = addWakingMinutes(now, Math.floor(left / share))
  // Said on the clock in fives: never past 8pm, which is one of them, nor past the start, which is far enough.
  return new Date(Math.ceil(ends.getTime() / 300_000) * 300_000)
}
