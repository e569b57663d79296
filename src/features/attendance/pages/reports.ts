/** The reports of a part and who in them was taken for whom, as the page shows it: pure. */
import { wordsForMoment, wordsForRange, wordsForTime } from '../../../lib/time.ts'
import type { Form } from '../../../platform/http/form.ts'
import type { RegisterPartRow } from '../queries/registers.ts'
import type { DecisionRow, MatchedPerson, ReportRow } from '../queries/reports.ts'
import type { Booked } from '../rules/report-matches.ts'
import { joined, minutesThere, scheduledMinutes } from '../rules/minutes.ts'
import { vendorWords } from './report-drafts.ts'

const stateWords = {
  address: 'The address is theirs',
  alias: 'Confirmed before',
  decided: 'Decided here',
  nobody: 'Decided here: nobody on the register',
  trainer: 'Trains this session',
  waiting: '',
}

/** The name of each, with the address where two on the register share it. */
export function tellApart(booked: Booked[]): Map<string, string> {
  const sharing = Map.groupBy(booked, ({ full_name }) => full_name)
  return new Map(
    booked.map(({ person_id, full_name, email }) => [
      person_id,
      email && sharing.get(full_name)!.length > 1 ? `${full_name} (${email})` : full_name,
    ]),
  )
}

export function reportsPage(part: RegisterPartRow, matched: MatchedPerson[], booked: Booked[], form: Form) {
  const names = tellApart(booked)
  const waiting = matched.filter(({ state }) => state === 'waiting')
  const known = matched.filter(({ state }) => state !== 'waiting')
  return {
    decisions_href: `/registers/${part.part_id}/reports/decisions`,
    waiting: waiting.map((person, index) => waitingPerson(person, booked, index + 1, form)),
    known: known.map((person) => ({
      ...reportPerson(part, person),
      taken_for: person.person_id === null ? null : (names.get(person.person_id) ?? 'Somebody no longer booked'),
      state_words: stateWords[person.state],
      undo_href:
        person.state === 'decided' || person.state === 'nobody'
          ? `/registers/${part.part_id}/reports/decisions/${person.decision_id}/undoing`
          : null,
    })),
  }
}

function waitingPerson(person: MatchedPerson, booked: Booked[], number: number, form: Form) {
  const isSent = form.value('identity') === person.identity
  const likely = new Set(person.candidates)
  const option = ({ person_id, full_name, email }: Booked) => ({
    value: person_id,
    text: email ? `${full_name} (${email})` : full_name,
  })
  return {
    ...person,
    id: `person-${number}`,
    when_words: whenWords(person),
    facts: [person.email, person.role].filter(Boolean).join(', '),
    likely: person.candidates.flatMap((id) => booked.filter(({ person_id }) => person_id === id).map(option)),
    others: booked.filter(({ person_id }) => !likely.has(person_id)).map(option),
    error: isSent ? (form.error(`person-${number}`)?.text ?? null) : null,
  }
}

const reportPerson = (part: RegisterPartRow, person: MatchedPerson) => ({
  name: person.name,
  facts: [person.email, person.role].filter(Boolean).join(', '),
  when_words: whenWords(person),
  minutes_words: minutesWords(part, person),
})

const whenWords = ({ stretches, minutes }: MatchedPerson): string => {
  const parts = joined(stretches)
  if (parts.length === 0) return minutes === null ? 'Without times' : `${minutes} minutes, without times`
  return parts.map(({ from_at, to_at }) => `${wordsForTime(from_at)} to ${wordsForTime(to_at)}`).join(', ')
}

function minutesWords(part: RegisterPartRow, { stretches }: MatchedPerson): string {
  if (stretches.length === 0) return 'Not measured'
  return `${minutesThere(part, stretches)} of ${scheduledMinutes(part)} minutes`
}

export const reportLine = ({ file_name, vendor, people, kept_at, kept_by_name }: ReportRow) => ({
  file_name,
  facts: `${vendorWords[vendor]}, ${people === 1 ? '1 person' : `${people} people`}. Kept on ${wordsForMoment(kept_at)} by ${kept_by_name}.`,
})

export function keptWords({ kept, known, people }: { kept: number; known: number; people: number }): string {
  const again = known === 0 ? '' : known === 1 ? ' One file was here already.' : ` ${known} files were here already.`
  if (kept === 0) return again === '' ? 'Nothing was kept.' : `Nothing new.${again}`
  const files = kept === 1 ? '1 report' : `${kept} reports`
  return `Kept ${files} that ${kept === 1 ? 'names' : 'name'} ${people === 1 ? '1 person' : `${people} people`}.${again}`
}

/** What taking a decision back changes: here, and wherever it was remembered. */
export function undoPage(
  part: RegisterPartRow,
  decision: DecisionRow,
  matched: MatchedPerson[],
  elsewhere: { title: string; starts_at: Date; closed_at: Date | null }[],
) {
  const mine = matched.filter(({ person_id }) => person_id !== null && person_id === decision.person_id)
  const without = mine.filter(({ identity }) => identity !== decision.identity)
  const minutes = (people: MatchedPerson[]) =>
    minutesThere(
      part,
      people.flatMap(({ stretches }) => stretches),
    )
  const name = matched.find(({ identity }) => identity === decision.identity)?.name ?? decision.identity
  return {
    action: `/registers/${part.part_id}/reports/decisions/${decision.id}/undoing`,
    name,
    full_name: decision.full_name,
    minutes_before: minutes(mine),
    minutes_after: minutes(without),
    remembered_for: decision.organisation_name,
    elsewhere: elsewhere.map(({ title, starts_at, closed_at }) => ({
      title,
      when_words: wordsForMoment(starts_at),
      is_closed: closed_at !== null,
    })),
    session_words: wordsForRange(part.starts_at, part.ends_at),
  }
}
