/** Rows to what the templates of registers and the join page show: pure. */
import { wordsForDay, wordsForMoment, wordsForRange, wordsForTime } from '../../../lib/time.ts'
import type { Typed } from '../../../platform/http/form.ts'
import { markValue } from '../forms.ts'
import type { KeptSessionRow } from '../queries/kept-sessions.ts'
import type { RegisterPartRow, RegisterRow } from '../queries/registers.ts'
import type { Mark } from '../rules/marks.ts'
import { lengthOf, markKeys, marks, needsMinutes, writeMarked } from '../rules/marks.ts'

export const markWords: Record<Mark, string> = {
  present: 'Present',
  late: 'Late',
  'left early': 'Left early',
  absent: 'Absent',
  excused: 'Excused',
}

export const markChoices = marks.map((mark) => ({
  value: markValue(mark),
  text: markWords[mark],
  key: markKeys[mark],
  has_minutes: needsMinutes(mark),
}))

export function registerFacts(part: RegisterPartRow) {
  return {
    href: `/registers/${part.part_id}`,
    session_href: `/live-sessions/${part.live_session_id}`,
    title: part.title,
    when_words: wordsForRange(part.starts_at, part.ends_at),
    length_minutes: lengthOf(part),
    is_closed: part.closed_at !== null,
    closed_words: part.closed_at && `Closed on ${wordsForMoment(part.closed_at)} by ${part.closed_by_name}`,
    is_cancelled: part.cancelled_at !== null,
  }
}

function clickWords(row: RegisterRow): string {
  if (!row.clicked_at || !row.last_clicked_at) return 'Has not clicked join'
  const first = wordsForTime(row.clicked_at)
  const last = wordsForTime(row.last_clicked_at)
  return first === last ? `Clicked join at ${first}` : `Clicked join at ${first}, last at ${last}`
}

/** One line of the register: what was typed wins over what is stored, so that a bad form loses nothing. */
export function registerRow(row: RegisterRow, typed: Typed | null, errors: ReadonlySet<string>) {
  const was = writeMarked(row)
  const id = row.person_id
  return {
    person_id: id,
    full_name: row.full_name,
    facts: [row.organisation_name, row.is_walk_in ? 'Walk-in' : null, clickWords(row)].filter(Boolean),
    has_clicked: row.clicked_at !== null,
    mark: typed ? [typed[`mark-${id}`] ?? ''].flat()[0]! : row.mark === null ? '' : markValue(row.mark),
    minutes: typed ? [typed[`minutes-${id}`] ?? ''].flat()[0]! : String(row.minutes ?? ''),
    was: typed ? [typed[`was-${id}`] ?? was].flat()[0]! : was,
    error: errors.has(id) ? `Enter the minutes ${row.full_name} was there` : null,
    mark_words: row.mark === null ? 'No mark' : markWords[row.mark],
    minutes_words: row.minutes === null ? '' : `${row.minutes} minutes`,
    marked_words: row.marked_at && `${wordsForMoment(row.marked_at)}, ${row.marked_by_name ?? 'by the system'}`,
    reason: row.reason,
  }
}

/** How many have which mark, those without one last. */
export function markCounts(register: { mark: Mark | null }[]) {
  const count = (mark: Mark | null) => register.filter((row) => row.mark === mark).length
  return [
    ...marks.map((mark) => ({ value: markValue(mark), text: markWords[mark], count: count(mark) })),
    { value: 'none', text: 'No mark', count: count(null) },
  ]
}

export const savedWords = (changed: number): string =>
  changed === 0 ? 'Nothing had changed.' : changed === 1 ? 'Saved 1 mark.' : `Saved ${changed} marks.`

export function keptSession(row: KeptSessionRow, now: Date) {
  const isTodo = !row.cancelled_at && !row.closed_at && row.starts_at <= now
  return {
    href: `/live-sessions/${row.live_session_id}`,
    register_href: `/registers/${row.part_id}`,
    title: row.title,
    day_words: wordsForDay(row.starts_at),
    time_words: `${wordsForTime(row.starts_at)} to ${wordsForTime(row.ends_at)}`,
    booked_words: `${row.booked} of ${row.capacity}`,
    waiting: row.waiting,
    todo_words: row.cancelled_at
      ? 'Cancelled'
      : row.closed_at
        ? `Closed on ${wordsForMoment(row.closed_at)}`
        : !isTodo
          ? 'Opens before the session'
          : row.unmarked > 0
            ? `Mark ${row.unmarked === 1 ? '1 person' : `${row.unmarked} people`}`
            : 'Close the register',
    tag: row.cancelled_at ? 'grey' : row.closed_at ? 'green' : isTodo ? 'yellow' : 'blue',
  }
}

export const showChoices = [
  { value: 'to-do', text: 'To do' },
  { value: 'coming', text: 'Coming' },
  { value: 'done', text: 'Closed' },
  { value: 'cancelled', text: 'Cancelled' },
] as const
