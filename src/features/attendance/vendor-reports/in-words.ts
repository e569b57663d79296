/** Meetings as a report shows them, times as text; and what somebody should know about them: pure. */
import type { Settled } from './date-order.ts'
import type { Built, BuiltPerson } from './people.ts'
import { buildMeeting } from './people.ts'
import type { Notes, RawMeeting } from './raw.ts'
import type { Join, ReportMeeting, ReportPerson } from './report.ts'
import { isoWall } from './stamps.ts'

export interface ReadMeeting {
  report: ReportMeeting
  built: Built
}

export function meetingsInWords(meetings: RawMeeting[], settled: Settled): ReadMeeting[] {
  return meetings.map((raw) =>
    settled.questions.length > 0 ? openMeeting(raw, settled) : settledMeeting(raw, settled),
  )
}

function settledMeeting(raw: RawMeeting, { order, day }: Settled): ReadMeeting {
  const built = buildMeeting(raw, order ?? 'day-first', day)
  const people = built.people.map((person) =>
    reportPerson(
      person,
      person.joins.map((stay) => ({ in: isoWall(stay.in), out: isoWall(stay.out) })),
      person.seconds,
    ),
  )
  return { report: { title: raw.title, start: isoWall(built.start), end: isoWall(built.end), people }, built }
}

/** While it must be asked, times that hang on the answer are not said; a length that every answer gives is. */
function openMeeting(raw: RawMeeting, { day }: Settled): ReadMeeting {
  const anyDay = day ?? '2000-01-03'
  const built = buildMeeting(raw, 'day-first', anyDay)
  const other = buildMeeting(raw, 'month-first', anyDay)
  const people = built.people.map((person, index) => {
    const twin = other.people[index]
    const seconds = twin?.seconds === person.seconds ? person.seconds : person.stated
    return reportPerson(
      person,
      person.joins.map((): Join => ({ in: null, out: null })),
      seconds,
    )
  })
  return { report: { title: raw.title, start: null, end: null, people }, built }
}

/** To the nearest minute: 19 minutes and 26 seconds are 19 minutes. */
const reportPerson = ({ name, email, role }: BuiltPerson, joins: Join[], seconds: number | null): ReportPerson => ({
  name,
  email,
  role,
  joins,
  minutes: seconds === null ? null : Math.round(seconds / 60),
})

export function warningsOf(meetings: ReadMeeting[], notes: Notes, raw: RawMeeting[]): string[] {
  const people = meetings.flatMap(({ built }) => built.people)
  const count = (of: (person: BuiltPerson) => number) => people.reduce((sum, person) => sum + of(person), 0)
  const named = (which: (person: BuiltPerson) => boolean) => {
    const names = people.filter(which).map(({ name }) => name)
    return names.length > 5 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ')
  }
  const warnings: string[] = []
  if (people.length === 0) warnings.push('The report names nobody: it has headings and no people below them.')
  if (count(({ closed }) => closed) > 0)
    warnings.push(
      `When they left is missing for ${named(({ closed }) => closed > 0)}: the end of the meeting was taken.`,
    )
  if (count(({ open }) => open) > 0)
    warnings.push(
      `When they left is missing for ${named(({ open }) => open > 0)}, and the report does not say when the meeting ended.`,
    )
  const overlapping = named(({ overlaps }) => overlaps)
  if (overlapping)
    warnings.push(
      `Listed more than once at one time, without an address: ${overlapping}. It may be one person on two devices, or two people of one name.`,
    )
  if (notes.not_attended > 0)
    warnings.push(
      `${notes.not_attended === 1 ? '1 person' : `${notes.not_attended} people`} registered and did not attend; they are left out.`,
    )
  const waited = named(({ only_waited }) => only_waited)
  if (waited) warnings.push(`In the waiting room only: ${waited}.`)
  if (raw.some(hasZone)) warnings.push('The file gives times with a time zone; they are shown as London time.')
  if (meetings.length > 1) warnings.push(`The file holds ${meetings.length} meetings.`)
  const [unreadable] = notes.unreadable
  if (unreadable !== undefined)
    warnings.push(
      `${notes.unreadable.size === 1 ? 'A time' : `${notes.unreadable.size} times`} could not be read, such as “${unreadable}”.`,
    )
  return warnings
}

const hasZone = ({ start, entries, events }: RawMeeting): boolean =>
  start?.offset != null ||
  entries.some(({ joined, left }) => (joined ?? left)?.offset != null) ||
  events.some(({ at }) => at.offset !== null)
