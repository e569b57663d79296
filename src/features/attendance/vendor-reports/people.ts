/** Puts the rows of a meeting together to people, with the time each was there: pure. */
import { foldForSearch } from '../../../lib/text.ts'
import type { RawEntry, RawEvent, RawMeeting, RawPerson } from './raw.ts'
import type { DateOrder } from './report.ts'
import { wallSeconds } from './stamps.ts'

export interface Stay {
  in: number | null
  out: number | null
}

export interface BuiltPerson {
  name: string
  email: string | null
  role: string | null
  joins: Stay[]
  seconds: number | null
  /** The sum of what the file says itself, where it says it of every stay. */
  stated: number | null
  /** Two stays at one time under one name without an address. */
  overlaps: boolean
  /** How many stays were closed with the end of the meeting, and how many stayed open. */
  closed: number
  open: number
  only_waited: boolean
}

export interface Built {
  start: number | null
  end: number | null
  people: BuiltPerson[]
}

interface Gathered extends RawPerson {
  joins: (Stay & { seconds: number | null; lacks_out: boolean })[]
  spans: (Stay & { seconds: number | null })[]
  totals: number[]
  waits: number
}

export function buildMeeting(raw: RawMeeting, order: DateOrder, day: string | null): Built {
  const wall = (stamp: RawMeeting['start'], on = day) => wallSeconds(stamp, order, on)
  const start = wall(raw.start)
  const statedEnd = wall(raw.end) ?? (start !== null && raw.seconds !== null ? start + raw.seconds : null)
  const gathered = gather(raw, order, day)
  const people = gathered.map((person) => builtPerson(person, statedEnd))
  const stays = people.flatMap(({ joins }) => joins)
  const ins = stays.flatMap((stay) => stay.in ?? [])
  const outs = stays.flatMap((stay) => stay.out ?? [])
  const isAllClosed = outs.length > 0 && stays.every((stay) => stay.out !== null)
  return {
    start: start ?? least(ins),
    end: statedEnd ?? (isAllClosed ? greatest(outs) : null),
    people,
  }
}

function gather(raw: RawMeeting, order: DateOrder, day: string | null): Gathered[] {
  const people = new Map<string, Gathered>()
  const twice = namedTwice(raw.entries)
  const personFor = (row: RawPerson, key: string): Gathered => {
    const known = people.get(key)
    if (!known) {
      const { name, email, role, is_outsider } = row
      const fresh: Gathered = { name, email, role, is_outsider, joins: [], spans: [], totals: [], waits: 0 }
      people.set(key, fresh)
      return fresh
    }
    known.role ??= row.role
    return known
  }
  for (const [index, entry] of raw.entries.entries()) {
    const key = keyOfPerson(entry)
    // Two lines of one name without an address in a list of participants are two participants.
    if (twice.has(key) && entry.kind === 'join') continue
    const person = personFor(entry, twice.has(key) ? `${key}\n${index}` : key)
    if (entry.waited) {
      person.waits++
      continue
    }
    const stay = stayOf(entry, order, day)
    if (entry.kind === 'join')
      person.joins.push({ ...stay, seconds: entry.seconds, lacks_out: entry.left === null && entry.seconds === null })
    else if (entry.kind === 'span') person.spans.push({ ...stay, seconds: entry.seconds })
    else if (entry.seconds !== null) person.totals.push(entry.seconds)
  }
  for (const events of Map.groupBy(raw.events, keyOfPerson).values()) {
    const person = personFor(events[0]!, keyOfPerson(events[0]!))
    for (const stay of staysOf(events, order, day))
      person.joins.push({ ...stay, seconds: null, lacks_out: stay.out === null })
  }
  return [...people.values()]
}

/** The address is the person; without one, the name, apart for those whom the file calls guests. */
const keyOfPerson = (row: RawPerson): string =>
  row.email ?? `${row.is_outsider ? 'guest' : 'name'}\n${foldForSearch(row.name) || row.name}`

function namedTwice(entries: RawEntry[]): Set<string> {
  const [once, twice] = [new Set<string>(), new Set<string>()]
  if (!entries.some(({ kind }) => kind === 'join')) return twice
  for (const entry of entries) {
    if (entry.kind !== 'span' || entry.email !== null) continue
    const key = keyOfPerson(entry)
    if (once.has(key)) twice.add(key)
    once.add(key)
  }
  return twice
}

function stayOf(entry: RawEntry, order: DateOrder, day: string | null): Stay {
  const joined = wallSeconds(entry.joined, order, day)
  const joinedDay = joined === null ? day : new Date(joined * 1000).toISOString().slice(0, 10)
  let left = wallSeconds(entry.left, order, joinedDay)
  // A time without a day that is earlier than the join is of the next day.
  if (joined !== null && left !== null && left < joined && !entry.left?.date) left += 86_400
  return { in: joined, out: left }
}

/** What an event log says of one person: in with "joined", out with "left", on two devices as long as one is there. */
function staysOf(events: RawEvent[], order: DateOrder, day: string | null): Stay[] {
  const timed = events
    .flatMap((event) => {
      const at = wallSeconds(event.at, order, day)
      return at === null ? [] : [{ action: event.action, at }]
    })
    .toSorted((a, b) => a.at - b.at)
  const joins = timed.filter(({ action }) => action === 'joined').length
  const isPaired = joins * 2 === timed.length
  const stays: Stay[] = []
  let depth = 0
  let since: number | null = null
  for (const { action, at } of timed)
    if (action === 'joined') {
      since ??= at
      depth++
    } else if (since === null) stays.push({ in: null, out: at })
    else if (!isPaired || --depth === 0) {
      stays.push({ in: since, out: at })
      ;[since, depth] = [null, 0]
    }
  if (since !== null) stays.push({ in: since, out: null })
  return stays
}

function builtPerson(person: Gathered, end: number | null): BuiltPerson {
  const sources = person.joins.length > 0 ? person.joins : person.spans
  let [closed, open] = [0, 0]
  const joins = distinct(
    sources.map((source) => {
      if (source.in === null || source.out !== null || !('lacks_out' in source) || !source.lacks_out)
        return { in: source.in, out: source.out }
      const isKnown = end !== null && end >= source.in
      if (isKnown) closed++
      else open++
      return { in: source.in, out: isKnown ? end : null }
    }),
  )
  const intervals = joins.filter(
    (stay): stay is { in: number; out: number } => stay.in !== null && stay.out !== null && stay.out >= stay.in,
  )
  const lengths = sources.map(({ seconds }) => seconds)
  const stated = sum(lengths) ?? sum(person.spans.map(({ seconds }) => seconds)) ?? sum(person.totals)
  const covered = intervals.length > 0 ? union(intervals) : null
  return {
    name: person.name,
    email: person.email,
    role: person.role,
    joins: joins.toSorted((a, b) => (a.in ?? a.out ?? 0) - (b.in ?? b.out ?? 0)),
    seconds:
      (person.joins.length > 0 ? (covered ?? stated) : (stated ?? covered)) ??
      (sources.length === 0 && person.waits > 0 ? 0 : null),
    stated,
    overlaps:
      person.email === null &&
      intervals.length > 1 &&
      union(intervals) < intervals.reduce((all, { in: from, out }) => all + out - from, 0) - 60,
    closed,
    open,
    only_waited: person.waits > 0 && sources.length === 0,
  }
}

/** Time covered by any of the intervals, so that two devices count once. */
export function union(intervals: { in: number; out: number }[]): number {
  let covered = 0
  let until = -Infinity
  for (const { in: from, out } of intervals.toSorted((a, b) => a.in - b.in)) {
    covered += Math.max(0, out - Math.max(from, until))
    until = Math.max(until, out)
  }
  return covered
}

const sum = (lengths: (number | null)[]): number | null =>
  lengths.length > 0 && lengths.every((length) => length !== null)
    ? lengths.reduce((all, length) => all! + length!, 0)
    : null

const distinct = (stays: Stay[]): Stay[] => [...new Map(stays.map((stay) => [`${stay.in} ${stay.out}`, stay])).values()]

const least = (numbers: number[]): number | null =>
  numbers.reduce<number | null>((a, b) => (a === null || b < a ? b : a), null)
const greatest = (numbers: number[]): number | null =>
  numbers.reduce<number | null>((a, b) => (a === null || b > a ? b : a), null)
