/** The parts of a session in words: pure. */
import { minutesBetween, wordsForDay, wordsForMoment, wordsForRange, wordsForTime } from '../../../lib/time.ts'
import type { LiveSessionPartRow } from '../queries/parts.ts'

interface Times {
  starts_at: Date
  ends_at: Date
}

/** `2 hours 30 minutes`. */
export function lengthWords(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  const words = [
    hours > 0 ? `${hours} hour${hours === 1 ? '' : 's'}` : '',
    rest > 0 ? `${rest} minute${rest === 1 ? '' : 's'}` : '',
  ]
  return words.filter(Boolean).join(' ')
}

/** When a session is held, in one line: `27 April 2027, 10am to 12:30pm`, or `2 parts, from 27 April 2027, 10am`. */
export const whenWords = (parts: Times[]): string =>
  parts.length === 1
    ? wordsForRange(parts[0]!.starts_at, parts[0]!.ends_at)
    : `${parts.length} parts, from ${wordsForMoment(parts[0]!.starts_at)}`

/** All of it: `27 April 2027, 10am to 12:30pm; 4 May 2027, 10am to 12:30pm`. */
export const rangesWords = (parts: Times[]): string =>
  parts.map((part) => wordsForRange(part.starts_at, part.ends_at)).join('; ')

export const timesWords = (part: Times): string => `${wordsForTime(part.starts_at)} to ${wordsForTime(part.ends_at)}`

export const breakWords = (breaks: Times[]): string | null =>
  breaks.length === 0
    ? null
    : `${breaks.length === 1 ? 'Break' : 'Breaks'} ${breaks.map((one) => `${timesWords(one)}`).join(', ')}`

/** `Part 2 of 3`, or nothing where there is one. */
export const partWords = (part: { position: number }, count: number): string | null =>
  count > 1 ? `Part ${part.position} of ${count}` : null

/** One part as it stands in a calendar and on a register: `Hate crime champions, part 2`. */
export const partTitle = (title: string, part: { position: number }, count: number): string =>
  count > 1 ? `${title}, part ${part.position}` : title

/** A line for each part, for the page of a session, its card and its mails. */
export const partLine = (part: LiveSessionPartRow, count: number) => ({
  name: partWords(part, count),
  day_words: wordsForDay(part.starts_at),
  time_words: timesWords(part),
  when_words: wordsForRange(part.starts_at, part.ends_at),
  length_words: lengthWords(minutesBetween(part.starts_at, part.ends_at)),
  break_words: breakWords(part.breaks),
  delivers_words: part.live_part_title,
  register_href: `/registers/${part.id}`,
  attendance_href: `/attendance/${part.id}`,
})
