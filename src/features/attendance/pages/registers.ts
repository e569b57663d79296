/** Rows to what the templates of registers and the join page show: pure. */
import { wordsForDay, wordsForMoment, wordsForRange, wordsForTime } from '../../../lib/time.ts'
import type { Actor } from '../../../platform/access.ts'
import { actorId } from '../../../platform/access.ts'
import type { Typed } from '../../../platform/http/form.ts'
import { markValue } from '../forms.ts'
import { canMark } from '../policy.ts'
import type { FoundPerson } from '../../people/index.ts'
import type { Telling } from '../commands/telling.ts'
import type { ClaimRow } from '../queries/claims.ts'
import type { Evidence } from '../queries/evidence.ts'
import type { KeptSessionRow } from '../queries/kept-sessions.ts'
import type { RegisterPartRow, RegisterRow } from '../queries/registers.ts'
import type { RegisterRule } from '../queries/rules.ts'
import type { Mark } from '../rules/marks.ts'
import { lengthOf, markKeys, marks, needsMinutes, writeMarked } from '../rules/marks.ts'
import type { AttendanceRule } from '../rules/rule.ts'
import { givenMark, ruleWords } from '../rules/rule.ts'
import { evidenceItems, markedItem, minutesWords } from './evidence.ts'

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

/** 'Late, 90 minutes' */
export function markedWords(marked: { mark: Mark | null; minutes: number | null }): string {
  if (marked.mark === null) return 'No mark'
  return marked.minutes === null ? markWords[marked.mark] : `${markWords[marked.mark]}, ${marked.minutes} minutes`
}

/** A register with what speaks for each person, and the rule that says what follows from it. */
export interface ShownRegister {
  part: RegisterPartRow
  evidence: Evidence
  rule: RegisterRule
  claims: ClaimRow[]
  /** Who looks at it. */
  actor: Actor
  now: Date
}

/** What was sent and came back because of a fault: it wins over what is stored, so that nothing is lost. */
export interface SentBack {
  typed: Typed
  without_minutes: ReadonlySet<string>
  without_reason: ReadonlySet<string>
}

/** Where what somebody says of themselves is answered. */
const claimHref = (part: RegisterPartRow, claim: ClaimRow | undefined): string | null =>
  claim ? `/registers/${part.part_id}/claims/${claim.id}` : null

/** One line of the register. */
export function registerRow(
  row: RegisterRow,
  { part, evidence, rule, claims, actor, now }: ShownRegister,
  sent: SentBack | null = null,
) {
  const was = writeMarked(row)
  const id = row.person_id
  const known = evidence.of(id)
  // While it is on, everybody would be absent by the rule until most of it is over.
  const given = rule.current && part.ends_at <= now ? givenMark(rule.current, part, known, evidence.is_measured) : null
  const typed = sent?.typed
  const one = (name: string, otherwise = ''): string => [typed?.[name] ?? otherwise].flat()[0]!
  return {
    person_id: id,
    full_name: row.full_name,
    is_own: !canMark(actor, id),
    facts: [row.organisation_name, row.is_walk_in ? 'Walk-in' : null].filter(Boolean),
    evidence: [...evidenceItems(known), ...markedItem(row)],
    there_words: minutesWords(part, known),
    claim_href: claimHref(
      part,
      claims.find((one) => one.person_id === id && one.answer === null),
    ),
    ruled_words: given && markedWords(given),
    is_overruled: given !== null && row.mark !== null && given.mark !== row.mark,
    ruled_mark: row.is_ruled && row.mark !== null ? markValue(row.mark) : null,
    why: sent ? one(`reason-${id}`) : '',
    why_error: sent?.without_reason.has(id) ? `Say why ${row.full_name} gets another mark than the rule gives` : null,
    mark: typed ? one(`mark-${id}`) : row.mark === null ? '' : markValue(row.mark),
    minutes: typed ? one(`minutes-${id}`) : String(row.minutes ?? ''),
    was: one(`was-${id}`, was),
    error: sent?.without_minutes.has(id) ? `Enter the minutes ${row.full_name} was there` : null,
    mark_words: markedWords(row),
    marked_words: row.marked_at && `${wordsForMoment(row.marked_at)}, ${row.marked_by_name ?? 'by the system'}`,
    reason: row.reason,
  }
}

export function ruleFacts({ course, kept, current }: RegisterRule, part: RegisterPartRow) {
  const words = (rule: AttendanceRule) => ruleWords(rule, lengthOf(part))
  return {
    href: `/registers/${part.part_id}/rule`,
    words: current && words(current),
    course_words: course && words(course),
    kept_words: kept && `Marked by this rule on ${wordsForMoment(kept.kept_at)}, ${kept.kept_by_name}`,
    reason: kept?.reason ?? null,
  }
}

/** Who is told of their attendance, and when; what can be done about it. */
export function tellingFacts(telling: Telling, part: RegisterPartRow) {
  switch (telling.state) {
    case 'none':
      return null
    case 'waiting':
      return {
        words: `An email tells everyone of their attendance on ${wordsForMoment(telling.at)}.`,
        button: { text: 'Recall the email', action: `/registers/${part.part_id}/mail-recall` },
      }
    case 'told':
      return { words: `An email told everyone of their attendance on ${wordsForMoment(telling.at)}.`, button: null }
    case 'recalled':
      return {
        words: 'The email about attendance was recalled: nobody has been told.',
        button: { text: 'Send it after all', action: `/registers/${part.part_id}/mail` },
      }
  }
}

/** Who says that they were there and waits for an answer. */
export const openClaims = (part: RegisterPartRow, register: RegisterRow[], claims: ClaimRow[]) =>
  register.flatMap(({ person_id, full_name }) => {
    const href = claimHref(
      part,
      claims.find((one) => one.person_id === person_id && one.answer === null),
    )
    return href ? [{ full_name, href }] : []
  })

/** How many have which mark, those without one last. */
export function markCounts(register: { mark: Mark | null }[]) {
  const count = (mark: Mark | null) => register.filter((row) => row.mark === mark).length
  return [
    ...marks.map((mark) => ({ value: markValue(mark), text: markWords[mark], count: count(mark) })),
    { value: 'none', text: 'No mark', count: count(null) },
  ]
}

/** What the page's script needs to keep marks on the device: whose they are, and up to when the page knows others'. */
export const queueFacts = (part: RegisterPartRow, { actor, now }: { actor: Actor; now: Date }) => ({
  url: `/registers/${part.part_id}/marks`,
  part: part.part_id,
  by: actorId(actor),
  seen_at: now.toISOString(),
})

/** While the part is on: whoever is not there yet may have lost the link. */
export const missingHref = (part: RegisterPartRow, now: Date): string | null =>
  !part.cancelled_at && !part.closed_at && part.starts_at <= now && now < part.ends_at
    ? `/registers/${part.part_id}/missing`
    : null

/** What somebody new agrees to; kept word for word with who heard it. */
export const consentWords = (force: string): string =>
  `They agreed that ${force} keeps their name, email address, organisation and attendance to run this training`

/** People a name may mean, and somebody new. */
export const walkInChoices = (found: FoundPerson[], onRegister: ReadonlySet<string>) =>
  found.length === 0
    ? []
    : [
        ...found.map(({ id, full_name, organisations }) => ({
          value: id,
          text: full_name,
          hint: [organisations ?? 'No organisation', onRegister.has(id) ? 'on the register already' : null]
            .filter(Boolean)
            .join(', '),
        })),
        { value: 'new', text: 'Somebody new' },
      ]

export const walkedInWords = (name: string | null, isClosed: boolean, missingFirst: string[] = []): string =>
  missingFirst.length > 0
    ? `${walkedInWords(name, isClosed)} ${missingFirst.map((title) => `“${title}”`).join(' and ')} comes first in this course and is not complete.`
    : isClosed
      ? `${name ?? 'They'} ${name ? 'was' : 'were'} added. The register is closed: mark them by a correction.`
      : name
        ? `${name} was added to the register.`
        : 'Added to the register.'

export const savedWords = (changed: number): string =>
  changed === 0 ? 'All marks are saved.' : changed === 1 ? 'Saved 1 mark.' : `Saved ${changed} marks.`

export const claimsWords = (count: number): string | null =>
  count === 0
    ? null
    : count === 1
      ? '1 person says they were there and waits for an answer'
      : `${count} people say they were there and wait for an answer`

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

/** Those whom closing would call absent, each with what speaks against it; those for whom something does come first. */
export function unmarkedPeople(register: RegisterRow[], evidence: Evidence) {
  return register
    .filter((row) => row.mark === null)
    .map((row) => ({ full_name: row.full_name, evidence: evidenceItems(evidence.of(row.person_id)) }))
    .toSorted((one, other) => Number(one.evidence.length === 0) - Number(other.evidence.length === 0))
}
