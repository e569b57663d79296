/** Which of two numbers is the day: settled by the file itself or the day of the session, asked otherwise: pure. */
import { wordsForDate } from '../../../lib/time.ts'
import type { RawMeeting } from './raw.ts'
import type { DateOrder, Question, ReadingOptions } from './report.ts'
import type { Stamp } from './stamps.ts'
import { dayOf, wallSeconds } from './stamps.ts'

export interface Settled {
  /** Null while it must be asked. */
  order: DateOrder | null
  /** For times without a day. Null while it must be asked, or where there are none. */
  day: string | null
  questions: Question[]
  warnings: string[]
}

const orders: DateOrder[] = ['day-first', 'month-first']
const longestStay = 24 * 3600

export function settleDates(meetings: RawMeeting[], { date = null, order = null }: ReadingOptions): Settled {
  const stamps = meetings.flatMap(stampsOf)
  const dated = stamps.filter((stamp) => stamp.date)
  const settled: Settled = { order: 'day-first', day: null, questions: [], warnings: [] }
  const open = dated.filter((stamp) => dayOf(stamp.date!, 'day-first') !== dayOf(stamp.date!, 'month-first'))
  if (open.length > 0) settleOrder(settled, meetings, open, dated, { date, order })
  if (dated.length < stamps.length) settleDay(settled, dated, date)
  if (date && dated.length > 0 && settled.order && !dated.some((stamp) => dayOf(stamp.date!, settled.order!) === date))
    settled.warnings.push(
      `The report is about ${wordsForDate(dayOf(dated[0]!.date!, settled.order) ?? date)}, not about ${wordsForDate(date)}.`,
    )
  return settled
}

function settleOrder(
  settled: Settled,
  meetings: RawMeeting[],
  open: Stamp[],
  dated: Stamp[],
  { date, order }: { date: string | null; order: DateOrder | null },
): void {
  const possible = orders.filter((one) => open.every((stamp) => dayOf(stamp.date!, one)))
  if (possible.length === 1) {
    settled.order = possible[0]!
    return
  }
  const unsure = open.filter((stamp) => orders.every((one) => dayOf(stamp.date!, one)))
  // 13/04 beside 04/14: two programs wrote this file.
  if (possible.length === 0) {
    settled.warnings.push(
      'The dates of this file contradict each other: some can only be day first, others only month first.',
    )
    if (unsure.length === 0) return
  }
  const plausible = orders.filter((one) => meetings.every((meeting) => isPlausible(meeting, one)))
  const onDate = date === null ? [] : orders.filter((one) => dated.some((stamp) => dayOf(stamp.date!, one) === date))
  settled.order =
    order ??
    (possible.length === 2 && plausible.length === 1 ? plausible[0]! : null) ??
    (possible.length === 2 && onDate.length === 1 ? onDate[0]! : null)
  if (settled.order) return
  settled.questions.push(orderQuestion(unsure[0]!))
  if (date && onDate.length === 0)
    settled.warnings.push(`Read either way, no date in this file is ${wordsForDate(date)}.`)
}

function orderQuestion(example: Stamp): Question {
  const options = orders.map((one) => ({ value: one, text: wordsForDate(dayOf(example.date!, one)!) }))
  const words = options.map(({ text }) => text).join(' or ')
  return { about: 'date-order', question: `Which day is “${example.text}”: ${words}?`, options }
}

/** Times alone are of the one day that the file names, or of the session's. */
function settleDay(settled: Settled, dated: Stamp[], date: string | null): void {
  const { order } = settled
  const days = order && new Set(dated.map((stamp) => dayOf(stamp.date!, order)))
  if (days?.size === 1) settled.day = [...days][0] ?? null
  else if (date) settled.day = date
  else if (order)
    settled.questions.push({
      about: 'date',
      question: 'On which day was the meeting? The file gives times without a day.',
      options: [],
    })
}

/** Nobody leaves before they came or stays longer than a day, and all of a meeting lies around its start and end. */
function isPlausible(meeting: RawMeeting, order: DateOrder): boolean {
  const wall = (stamp: Stamp | null) => (stamp?.date ? wallSeconds(stamp, order, null) : null)
  const [start, end] = [wall(meeting.start), wall(meeting.end)]
  if (!isStay(start, end, meeting.seconds)) return false
  return meeting.entries.every((entry) => {
    const [joined, left] = [wall(entry.joined), wall(entry.left)]
    const near = start === null || joined === null || Math.abs(joined - start) <= longestStay
    return near && isStay(joined, left, entry.kind === 'join' ? entry.seconds : null)
  })
}

function isStay(from: number | null, to: number | null, stated: number | null): boolean {
  if (from === null || to === null) return true
  return to >= from && to - from <= Math.max(longestStay, (stated ?? 0) + 3600)
}

function stampsOf(meeting: RawMeeting): Stamp[] {
  const own = [meeting.start, meeting.end, ...meeting.events.map(({ at }) => at)]
  // A leave without a day is on the day of its join.
  const entries = meeting.entries.flatMap(({ joined, left }) => [joined, joined?.date && !left?.date ? null : left])
  return [...own, ...entries].filter((stamp) => stamp !== null)
}
