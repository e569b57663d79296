/** Takes the meetings of a file apart that has nothing but times to tell them: pure. */
import type { RawEntry, RawEvent, RawMeeting } from './raw.ts'
import type { DateOrder } from './report.ts'
import type { Stamp } from './stamps.ts'
import { wallSeconds } from './stamps.ts'

/** With nobody there for so long, it was another meeting. */
const longestGap = 4 * 3600

export function splitMeetings(meetings: RawMeeting[], order: DateOrder | null): RawMeeting[] {
  if (order) return meetings.flatMap((meeting) => split(meeting, order))
  return meetings.flatMap((meeting) => {
    const [one, other] = [split(meeting, 'day-first'), split(meeting, 'month-first')]
    return sizes(one) === sizes(other) ? one : [meeting]
  })
}

const sizes = (meetings: RawMeeting[]) =>
  meetings
    .map(({ entries, events }) => entries.length + events.length)
    .toSorted((a, b) => a - b)
    .join()

function split(meeting: RawMeeting, order: DateOrder): RawMeeting[] {
  const all = [...meeting.entries, ...meeting.events]
  if (meeting.start || all.length < 2) return [meeting]
  const span = (row: (typeof all)[number]): [number, number] | null => {
    const [from, to] = 'at' in row ? [row.at, row.at] : [row.joined, row.left]
    const first = at(from ?? to, order)
    return first === null ? null : [first, Math.max(first, at(to, order) ?? first)]
  }
  const spans = new Map(all.map((row) => [row, span(row)]))
  // One row without a day, or with a length alone, may belong to any of them.
  if ([...spans.values()].includes(null)) return [meeting]
  const parts: RawMeeting[] = []
  let until = -Infinity
  for (const row of all.toSorted((a, b) => spans.get(a)![0] - spans.get(b)![0])) {
    const [from, to] = spans.get(row)!
    if (from - until > longestGap) parts.push({ ...meeting, entries: [], events: [] })
    until = Math.max(until, to)
    const part = parts.at(-1)!
    if ('at' in row) part.events.push(row)
    else part.entries.push(row)
  }
  if (parts.length === 1) return [meeting]
  // Back in the order of the file, so that nothing is moved about without need.
  const place = new Map<RawEntry | RawEvent, number>(all.map((row, index) => [row, index]))
  const byPlace = (a: RawEntry | RawEvent, b: RawEntry | RawEvent) => place.get(a)! - place.get(b)!
  for (const part of parts) {
    part.entries.sort(byPlace)
    part.events.sort(byPlace)
  }
  const first = (part: RawMeeting) =>
    Math.min(...[part.entries[0], part.events[0]].map((row) => (row ? place.get(row)! : Infinity)))
  return parts.toSorted((a, b) => first(a) - first(b))
}

const at = (stamp: Stamp | null, order: DateOrder): number | null =>
  stamp?.date ? wallSeconds(stamp, order, null) : null
