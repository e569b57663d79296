/** Days, moments and London wall time, in and out of words: the only importer of the time library. */
import { Temporal } from 'temporal-polyfill'

/** Where every wall time of this product is meant. */
export const zone = 'Europe/London'

/** A day and a time on the London clock: `{ date: '2027-03-28', time: '10:00' }`. */
export type WallTime = { date: string; time: string }

const months = 'January February March April May June July August September October November December'.split(' ')
const weekdays = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ')

/**
 * The moment that a London wall time names. `skipped`: the clocks jump over it in spring, whatever the choice.
 * `doubled`: it comes twice in autumn; with a choice, that one. `invalid`: not a date `2027-03-28` and time `10:00`.
 */
export function wallToInstant(
  wall: WallTime,
  choice?: 'earlier' | 'later',
):
  | { kind: 'ok'; at: Date }
  | { kind: 'skipped' }
  | { kind: 'doubled'; earlier: Date; later: Date }
  | { kind: 'invalid' } {
  if (!isDay(wall.date) || !/^([01]\d|2[0-3]):[0-5]\d$/.test(wall.time)) return { kind: 'invalid' }
  const plain = Temporal.PlainDateTime.from(`${wall.date}T${wall.time}`)
  const earlier = plain.toZonedDateTime(zone, { disambiguation: 'earlier' })
  const later = plain.toZonedDateTime(zone, { disambiguation: 'later' })
  if (earlier.epochMilliseconds === later.epochMilliseconds) return { kind: 'ok', at: asDate(earlier) }
  if (!earlier.toPlainDateTime().equals(plain)) return { kind: 'skipped' }
  if (choice) return { kind: 'ok', at: asDate(choice === 'earlier' ? earlier : later) }
  return { kind: 'doubled', earlier: asDate(earlier), later: asDate(later) }
}

/** What a London clock shows at that moment, seconds dropped. */
export function instantToWall(at: Date): WallTime {
  const london = inLondon(at)
  return { date: london.toPlainDate().toString(), time: london.toPlainTime().toString({ smallestUnit: 'minute' }) }
}

/** `27 March 2027`, for a moment (its London day) or a day `2027-03-27`. Throws RangeError for anything else. */
export function wordsForDate(at: Date | string): string {
  if (typeof at === 'string') return wordsOfDays.get(at) ?? keepWords(at)
  return wordsOf(plainDay(at))
}

/** Lists and papers say the same few hundred days over and over. */
const wordsOfDays = new Map<string, string>()
const mostDaysKept = 2000

function keepWords(day: string): string {
  const words = wordsOf(plainDay(day))
  if (wordsOfDays.size >= mostDaysKept) wordsOfDays.clear()
  wordsOfDays.set(day, words)
  return words
}

const wordsOf = (day: Temporal.PlainDate) => `${day.day} ${months[day.month - 1]} ${day.year}`

/** `Tuesday 27 April 2027`, for a moment (its London day) or a day `2027-04-27`. */
export function wordsForDay(at: Date | string): string {
  return `${weekdays[plainDay(at).dayOfWeek - 1]} ${wordsForDate(at)}`
}

/** `10am`, `2:30pm`, `midday`, `midnight`: London time as GOV.UK writes it. */
export function wordsForTime(at: Date): string {
  const { hour, minute } = inLondon(at)
  if (minute === 0 && hour === 0) return 'midnight'
  if (minute === 0 && hour === 12) return 'midday'
  const minutes = minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`
  return `${hour % 12 || 12}${minutes}${hour < 12 ? 'am' : 'pm'}`
}

/** `27 March 2027, 10am`. */
export function wordsForMoment(at: Date): string {
  return `${wordsForDate(at)}, ${wordsForTime(at)}`
}

/** `27 March 2027, 10am to 12:30pm`; both days are named when it runs past midnight. */
export function wordsForRange(from: Date, to: Date): string {
  const endsThatDay = today(from) === today(to) || to.getTime() === dayEnd(today(from)).getTime()
  return `${wordsForMoment(from)} to ${endsThatDay ? wordsForTime(to) : wordsForMoment(to)}`
}

/** The London day of that moment, `2027-03-27`. */
export function today(now: Date): string {
  // Asked with each request, and a day begins with a minute.
  const minute = Math.floor(now.getTime() / 60_000)
  if (minute !== lastAsked.minute) lastAsked = { minute, day: inLondon(now).toPlainDate().toString() }
  return lastAsked.day
}

let lastAsked = { minute: NaN, day: '' }

/** The day so many months later (or earlier, when negative); the last of the month where that day does not exist. */
export function addMonths(day: string, months: number): string {
  return plainDay(day).add({ months }).toString()
}

/** The day `n` days later, or earlier when negative. */
export function addDays(day: string, n: number): string {
  return plainDay(day).add({ days: n }).toString()
}

/** How many days later another day is; negative when it is earlier. */
export function daysBetween(from: string, to: string): number {
  return plainDay(from).until(plainDay(to), { largestUnit: 'days' }).days + 0
}

/** 1 for a Monday to 7 for a Sunday. */
export function weekdayOf(day: string): number {
  return plainDay(day).dayOfWeek
}

/** The first moment of a London day. */
export function dayStart(day: string): Date {
  return asDate(plainDay(day).toZonedDateTime(zone))
}

/** The first moment after a London day: compare with `<`. */
export function dayEnd(day: string): Date {
  return dayStart(addDays(day, 1))
}

/** The last day that a person may mean. There is nothing after 9999-12-31 to reckon with, so nobody gets near it. */
export const lastDay = '2999-12-31'

/** Whether the text is a day that exists, written `2027-03-27`, in the years 1000 to 9999. */
export function isDay(text: string): boolean {
  const found = /^([1-9]\d{3})-(\d\d)-(\d\d)$/.exec(text)
  return found !== null && existingDay(Number(found[1]), Number(found[2]), Number(found[3])) !== null
}

/**
 * The day typed into the three fields of a date input, `2027-03-27`, or null when there is no such day.
 * Takes stray spaces, `March`, `mar`, `1st`; the year must have four digits and be before 3000.
 */
export function parseDay(parts: { day: string; month: string; year: string }): string | null {
  const [day, month, year] = [parts.day, parts.month, parts.year].map((part) =>
    part.normalize('NFKC').replace(/\s+/g, '').toLowerCase(),
  ) as [string, string, string]
  const dayNumber = /^(\d{1,2})(st|nd|rd|th)?$/.exec(day)?.[1]
  if (!dayNumber || !/^[12]\d{3}$/.test(year)) return null
  const monthNumber = /^\d{1,2}$/.test(month) ? Number(month) : monthNamed(month)
  return existingDay(Number(year), monthNumber, Number(dayNumber))
}

/**
 * The time a person typed, as `14:30`, or null. Takes `10`, `10am`, `10:00`, `10.30`, `1430`, `2.30 pm`, `noon`,
 * `midday`, `midnight`. Without am or pm the 24-hour clock is meant: `2` is `02:00`.
 */
export function parseTime(text: string): string | null {
  const typed = text.normalize('NFKC').trim().toLowerCase()
  if (/^(12 ?)?(noon|midday)$/.test(typed)) return '12:00'
  if (/^(12 ?)?midnight$/.test(typed)) return '00:00'
  const found = /^(\d{1,2})(?:\s?[:.\s]\s?(\d\d)|(?<=\d)(\d\d))?\s*(?:([ap])\.?\s?m\.?)?$/.exec(typed)
  if (!found) return null
  let hour = Number(found[1])
  const minute = Number(found[2] ?? found[3] ?? 0)
  if (found[4]) {
    if (hour > 12 || (hour === 0 && found[4] === 'p')) return null
    hour = (hour % 12) + (found[4] === 'p' ? 12 : 0)
  }
  if (hour > 23 || minute > 59) return null
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

/** Whole minutes from one moment to another, rounded towards zero; negative when `to` comes first. */
export function minutesBetween(from: Date, to: Date): number {
  return Math.trunc((to.getTime() - from.getTime()) / 60_000) + 0
}

/** The moment `n` minutes of real time later, or earlier when negative. */
export function addMinutes(at: Date, n: number): Date {
  return new Date(at.getTime() + n * 60_000)
}

/** The moment with London's clock beside it, for libraries that take Temporal values (the calendar). */
export function inLondon(at: Date): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone)
}

function asDate(moment: Temporal.ZonedDateTime): Date {
  return new Date(moment.epochMilliseconds)
}

function plainDay(at: Date | string): Temporal.PlainDate {
  if (typeof at !== 'string') return inLondon(at).toPlainDate()
  if (!isDay(at)) throw new RangeError(`Not a day: ${at}`)
  return Temporal.PlainDate.from(at)
}

function existingDay(year: number, month: number, day: number): string | null {
  // Day 0 of the next month is the last of this one; Date.UTC takes years from 1000 as they are.
  if (month < 1 || month > 12 || day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** 1 to 12 for a month's name or its first three letters or more (`sept.`), 0 for anything else. */
function monthNamed(text: string): number {
  const name = text.replace(/\.$/, '')
  return name.length < 3 ? 0 : months.findIndex((month) => month.toLowerCase().startsWith(name)) + 1
}
