/** Times as reports write them, with the day and month left open where the text does not tell them apart: pure. */
import { inLondon, isDay } from '../../../lib/time.ts'
import type { DateOrder } from './report.ts'

export interface Stamp {
  text: string
  /** A day; or two numbers of which one is the day and one the month; or null, a time alone. */
  date: { day: string } | { first: number; second: number; year: number } | null
  seconds: number
  /** Minutes ahead of UTC, where the text names a zone. */
  offset: number | null
}

// prettier-ignore
const monthStarts = [
  ['jan', 'sty', 'led', 'ene', 'gen', 'tam', 'янв'], ['feb', 'fev', 'lut', 'uno', 'hel', 'фев'],
  ['mar', 'mrt', 'mae', 'maa', 'bre', 'мар'], ['apr', 'avr', 'abr', 'kwi', 'dub', 'huh', 'апр'],
  ['may', 'mai', 'mag', 'mei', 'maj', 'kve', 'tou', 'мая', 'май'], ['jun', 'juin', 'giu', 'cze', 'kes', 'июн'],
  ['jul', 'juil', 'lug', 'lip', 'hei', 'июл'], ['aug', 'aou', 'ago', 'sie', 'srp', 'elo', 'авг'],
  ['sep', 'set', 'wrz', 'zar', 'syy', 'сен'], ['oct', 'okt', 'out', 'ott', 'paz', 'lok', 'окт'],
  ['nov', 'lis', 'ноя'], ['dec', 'dez', 'dic', 'des', 'gru', 'jou', 'дек'],
]

/** The stamp in a cell, or null when it holds no time. */
export function parseStamp(cell: string): Stamp | null {
  if (cell.length > 80) return null
  const text = cell
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  if (!/\d/.test(text)) return null
  const serial = excelSerial(text)
  if (serial) return serial
  const dated = takeDate(text)
  const time = parseClock(dated ? dated.rest : text)
  if (!time || (!dated && time.offset !== null)) return null
  return { text, date: dated?.date ?? null, ...time }
}

/** Excel's own count of days since 1900, which shows when a cell lost its format. */
function excelSerial(text: string): Stamp | null {
  if (!/^[3-7]\d{4}[.,]\d{2,}$/.test(text)) return null
  const seconds = Math.round((Number(text.replace(',', '.')) - 25_569) * 86_400)
  const iso = new Date(seconds * 1000).toISOString()
  return { text, date: { day: iso.slice(0, 10) }, seconds: ((seconds % 86_400) + 86_400) % 86_400, offset: null }
}

function takeDate(text: string): { date: NonNullable<Stamp['date']>; rest: string } | null {
  const yearFirst = /(?<!\d)(\d{4})([-/.])\s?(\d{1,2})\2\s?(\d{1,2})(?!\d)\.?/.exec(text)
  if (yearFirst) return dayFound(text, yearFirst[0], yearFirst[1]!, yearFirst[3]!, yearFirst[4]!)
  const ideographs = /(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]/.exec(text)
  if (ideographs) return dayFound(text, ideographs[0], ideographs[1]!, ideographs[2]!, ideographs[3]!)
  const numbers = /(?<!\d)(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?!\d)/.exec(text)
  if (numbers) {
    const [first, second, year] = [Number(numbers[1]), Number(numbers[3]), fullYear(numbers[4]!)]
    const rest = text.replace(numbers[0], ' ')
    // Nobody writes the month first with dots.
    if (numbers[2] === '.') return dayFound(text, numbers[0], String(year), numbers[3]!, numbers[1]!)
    const date = { first, second, year }
    return dayOf(date, 'day-first') || dayOf(date, 'month-first') ? { date, rest } : null
  }
  return namedMonth(text)
}

function namedMonth(text: string): { date: { day: string }; rest: string } | null {
  const dayFirst =
    /(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|\.)?[ -](?:de )?(\p{L}{3,12})\.?,?[ -](?:de )?(\d{4}|\d{2})(?![\d:])/iu.exec(
      text,
    )
  if (dayFirst)
    return dayFound(text, dayFirst[0], String(fullYear(dayFirst[3]!)), monthNamed(dayFirst[2]!), dayFirst[1]!)
  const monthFirst = /(\p{L}{3,12})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)/iu.exec(text)
  if (monthFirst) return dayFound(text, monthFirst[0], monthFirst[3]!, monthNamed(monthFirst[1]!), monthFirst[2]!)
  return null
}

function monthNamed(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
  const index = monthStarts.findIndex((starts) => starts.some((start) => plain.startsWith(start)))
  return String(index + 1)
}

function dayFound(text: string, found: string, year: string, month: string, day: string) {
  const whole = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDay(whole) ? { date: { day: whole }, rest: text.replace(found, ' ') } : null
}

const fullYear = (year: string): number => (year.length === 2 ? 2000 + Number(year) : Number(year))

/** am and pm in the languages that use them: a.m., AM, vorm., vm, 上午, 오전, de., before or behind the time. */
const half = String.raw`[ap]\.? ?m\.?|vorm\.?|nachm\.?|vm\.?|nm\.?|fm\.?|em\.?|[πµμ]\.?[μµ]\.?|上午|下午|午前|午後|오전|오후`
const secondHalf = /^(p|nachm|nm|em|µ|μ|下|午後|오후)/i
const clock = new RegExp(
  String.raw`^(${half})?\s*(\d{1,2})\s?[:.h]\s?(\d{2})(?:\s?[:.]\s?(\d{2})(?:[.,]\d{1,9})?)?\s*(${half})?\s*(z|(?:utc|gmt)?\s*[+-]\d{1,2}(?::?\d{2})?(?: \p{L}[\p{L} ]*)?|utc|gmt|bst|ce?st|e[sd]t|p[sd]t|cdt|cet)?$`,
  'iu',
)

function parseClock(text: string): { seconds: number; offset: number | null } | null {
  const plain = text
    .replace(/[()]/g, ' ')
    .replace(/^\s*\p{L}{2,}\.?,?(?=\s)(?!\s*$)/u, (word) =>
      new RegExp(`^(${half})`, 'i').test(word.trim()) ? word : ' ',
    )
    .replace(/(?<=\d)T(?=\d)|^[\s,]*T(?=\d)/, ' ')
    .replace(/(?<!\p{L})(um|at|às|as|à|a las|kl\.?|klo|alle|om|o|uhr)(?!\p{L})/giu, ' ')
    .replace(/^[\s,;-]+|[\s,;]+$/g, '')
    .replace(/\s+/g, ' ')
  const found = clock.exec(plain)
  if (!found) return null
  let hour = Number(found[2])
  const [minute, second] = [Number(found[3]), Number(found[4] ?? 0)]
  const part = found[1] ?? found[5]
  if (part) {
    const isSecond = secondHalf.test(part) || /^μ|^µ/.test(part)
    // "14:05 PM" is written by programs that cannot make up their mind; 14 says it all.
    if (hour <= 12) hour = (hour % 12) + (isSecond ? 12 : 0)
  }
  if (hour > 23 || minute > 59 || second > 59) return null
  return { seconds: hour * 3600 + minute * 60 + second, offset: found[6] ? offsetOf(found[6]) : null }
}

/** Minutes ahead of UTC of the zones that people write by name. */
// prettier-ignore
const namedZones: Record<string, number> = { bst: 60, cet: 60, cest: 120, est: -300, edt: -240, cst: -360, cdt: -300, pst: -480, pdt: -420 }

function offsetOf(zone: string): number {
  const found = /([+-])(\d{1,2}):?(\d{2})?(?!\d)/.exec(zone)
  if (!found) return namedZones[zone.toLowerCase()] ?? 0
  return (found[1] === '-' ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3] ?? 0))
}

/** The day that a date names when it is read in that order; null when there is none. */
export function dayOf(date: NonNullable<Stamp['date']>, order: DateOrder): string | null {
  if ('day' in date) return date.day
  const [day, month] = order === 'day-first' ? [date.first, date.second] : [date.second, date.first]
  const whole = `${date.year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return isDay(whole) ? whole : null
}

/**
 * The wall time of the stamp in seconds since 1970 as if it were UTC, so that times can be compared and subtracted. A
 * time alone takes `day`. A stamp with a zone becomes London wall time. Null when the order makes no day of it.
 */
export function wallSeconds(stamp: Stamp | null, order: DateOrder, day: string | null): number | null {
  if (!stamp) return null
  const on = stamp.date ? surestDay(stamp.date, order) : day
  if (!on) return null
  const seconds = Date.parse(`${on}T00:00:00Z`) / 1000 + stamp.seconds
  if (stamp.offset === null) return seconds
  const london = inLondon(new Date((seconds - stamp.offset * 60) * 1000)).toPlainDateTime()
  return Date.parse(`${london.toString({ smallestUnit: 'second' })}Z`) / 1000
}

/** Where only one order makes a day of it, that one, whatever the rest of the file is. */
const surestDay = (date: NonNullable<Stamp['date']>, order: DateOrder): string | null =>
  dayOf(date, order) ?? dayOf(date, order === 'day-first' ? 'month-first' : 'day-first')

export const isoWall = (seconds: number | null): string | null =>
  seconds === null ? null : new Date(seconds * 1000).toISOString().slice(0, 19)
