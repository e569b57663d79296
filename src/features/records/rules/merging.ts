/** What moves when two records of one person become one, so that the strongest of each counts: pure. */

export type RowKind =
  'membership' | 'enrolment' | 'attempt' | 'booking' | 'evidence' | 'module completion' | 'completion' | 'certificate'

type Change = Record<string, string | number | null>

export interface Move {
  kind: RowKind
  row_key: string
  from_id: string
  to_id: string
  before: Change
  after: Change
}

export interface RecordFacts {
  person_id: string
  memberships: { id: string; organisation_id: string; starts_on: string; ends_on: string | null }[]
  /** `steps_done` counts what of the version is done; a complete one counts more than any that is not. */
  enrolments: { id: string; course_id: string; course_version_id: string; steps_done: number; is_complete: boolean }[]
  attempts: { id: string; quiz_version_id: string; number: number; is_open: boolean; is_passed: boolean }[]
  /** Not cancelled. */
  bookings: { id: string; live_session_id: string; is_over: boolean; booked_at: string | null }[]
  /** How a part was marked at last, and whether that is what a course asks for. */
  marks: { part_id: string; evidence_ids: string[]; meets: boolean; percent: number }[]
  other_evidence_ids: string[]
  module_ids: string[]
  completions: { id: string; course_version_id: string; is_first: boolean }[]
  certificates: { id: string; programme_id: string; cycle: number; is_good: boolean; valid_to: string }[]
}

export interface MergePlan {
  moves: Move[]
  /** Places at sessions to come that both had: the weaker one is given up, by its id. */
  given_up: string[]
}

/** `kept` goes on; what `merged` has is added to it. Where only one can count, the weaker stays with the other record. */
export function planMerge(kept: RecordFacts, merged: RecordFacts): MergePlan {
  const take = (kind: RowKind, row_key: string, before: Change = {}, after: Change = {}): Move => ({
    ...{ kind, row_key, from_id: merged.person_id, to_id: kept.person_id, before, after },
  })
  const leave = (kind: RowKind, row_key: string, before: Change = {}, after: Change = {}): Move => ({
    ...{ kind, row_key, from_id: kept.person_id, to_id: merged.person_id, before, after },
  })
  const change = (kind: RowKind, row_key: string, before: Change, after: Change): Move => ({
    ...{ kind, row_key, from_id: kept.person_id, to_id: kept.person_id, before, after },
  })
  const places = planBookings(kept, merged, take, change)
  return {
    moves: [
      ...planMemberships(kept, merged, take, change),
      ...planEnrolments(kept, merged, take, change),
      ...planAttempts(kept, merged, take, leave, change),
      ...places.moves,
      ...planMarks(kept, merged, take, leave),
      ...merged.other_evidence_ids.map((id) => take('evidence', id)),
      ...merged.module_ids.filter((id) => !kept.module_ids.includes(id)).map((id) => take('module completion', id)),
      ...planCompletions(kept, merged, take),
      ...planCertificates(kept, merged, take, change),
    ],
    given_up: places.given_up,
  }
}

type Making = (kind: RowKind, row_key: string, before?: Change, after?: Change) => Move
type Changing = (kind: RowKind, row_key: string, before: Change, after: Change) => Move

const endless = '9999-12-31'
const touches = (one: { starts_on: string; ends_on: string | null }, other: typeof one) =>
  one.starts_on < (other.ends_on ?? endless) && other.starts_on < (one.ends_on ?? endless)

/** Times at one organisation that overlap become one time; a knot of more than two stays as it is. */
function planMemberships(kept: RecordFacts, merged: RecordFacts, take: Making, change: Changing): Move[] {
  const changed = new Set<string>()
  return merged.memberships.flatMap((one) => {
    const same = kept.memberships.filter((other) => other.organisation_id === one.organisation_id)
    const overlapping = same.filter((other) => touches(one, other))
    if (overlapping.length === 0) return [take('membership', one.id)]
    const [other] = overlapping
    if (!other || overlapping.length > 1 || changed.has(other.id)) return []
    const union = {
      starts_on: one.starts_on < other.starts_on ? one.starts_on : other.starts_on,
      ends_on:
        one.ends_on === null || other.ends_on === null
          ? null
          : one.ends_on > other.ends_on
            ? one.ends_on
            : other.ends_on,
    }
    const isSame = union.starts_on === other.starts_on && union.ends_on === other.ends_on
    if (isSame || same.some((third) => third !== other && touches(third, union))) return []
    changed.add(other.id)
    return [change('membership', other.id, { starts_on: other.starts_on, ends_on: other.ends_on }, union)]
  })
}

/** On a course both take, the version in which more is done. */
function planEnrolments(kept: RecordFacts, merged: RecordFacts, take: Making, change: Changing): Move[] {
  const worth = (one: { is_complete: boolean; steps_done: number }) => Number(one.is_complete) * 10_000 + one.steps_done
  return merged.enrolments.flatMap((one) => {
    const other = kept.enrolments.find((each) => each.course_id === one.course_id)
    if (!other) return [take('enrolment', one.id)]
    if (other.course_version_id === one.course_version_id || worth(one) <= worth(other)) return []
    const [before, after] = [other, one].map(({ course_version_id }) => ({ course_version_id }))
    return [change('enrolment', other.id, before!, after!)]
  })
}

/**
 * Where both have tried, a pass counts; where neither passed, the record that tried less often, so that nobody loses tries
 * by having two records. Nothing is counted twice.
 */
function planAttempts(kept: RecordFacts, merged: RecordFacts, take: Making, leave: Making, change: Changing): Move[] {
  const quizzes = [...new Set(merged.attempts.map((one) => one.quiz_version_id))]
  return quizzes.flatMap((quiz) => {
    const of = (facts: RecordFacts) => facts.attempts.filter((one) => one.quiz_version_id === quiz)
    const [ours, theirs] = [of(kept), of(merged)]
    const hasPassed = (attempts: typeof ours) => attempts.some((one) => one.is_passed)
    if (ours.length > 0 && (hasPassed(ours) || (!hasPassed(theirs) && ours.length <= theirs.length))) return []
    // Numbers are a person's own: those of the kept record make room. Of two open attempts each stays where it is.
    const beyond = Math.max(0, ...[...ours, ...theirs].map((one) => one.number))
    const areBothOpen = [ours, theirs].every((attempts) => attempts.some((one) => one.is_open))
    return [
      ...ours.map((one, index) => {
        const numbers = [{ number: one.number }, { number: beyond + index + 1 }] as const
        return one.is_open && areBothOpen ? change('attempt', one.id, ...numbers) : leave('attempt', one.id, ...numbers)
      }),
      ...theirs.filter((one) => !(one.is_open && areBothOpen)).map((one) => take('attempt', one.id)),
    ]
  })
}

function planBookings(kept: RecordFacts, merged: RecordFacts, take: Making, change: Changing) {
  const moves: Move[] = []
  const givenUp: string[] = []
  for (const one of merged.bookings) {
    const other = kept.bookings.find((each) => each.live_session_id === one.live_session_id)
    if (!other) moves.push(take('booking', one.id))
    else if (one.is_over) {
      // A place that was had counts more than one that was waited for.
      if (one.booked_at !== null && other.booked_at === null)
        moves.push(change('booking', other.id, { booked_at: null }, { booked_at: one.booked_at }))
    } else if (one.booked_at !== null && other.booked_at === null) {
      givenUp.push(other.id)
      moves.push(take('booking', one.id))
    } else givenUp.push(one.id)
  }
  return { moves, given_up: givenUp }
}

/** Of two marks of one part the better one, as the courses ask for it. */
function planMarks(kept: RecordFacts, merged: RecordFacts, take: Making, leave: Making): Move[] {
  return merged.marks.flatMap((one) => {
    const other = kept.marks.find((each) => each.part_id === one.part_id)
    const taken = one.evidence_ids.map((id) => take('evidence', id))
    if (!other) return taken
    const isBetter = one.meets === other.meets ? one.percent > other.percent : one.meets
    return isBetter ? [...other.evidence_ids.map((id) => leave('evidence', id)), ...taken] : []
  })
}

/** One for each version, with what corrected it. */
function planCompletions(kept: RecordFacts, merged: RecordFacts, take: Making): Move[] {
  const known = new Set(kept.completions.map((one) => one.course_version_id))
  return merged.completions.filter((one) => !known.has(one.course_version_id)).map((one) => take('completion', one.id))
}

/** All of both; the last cycle is the one that counts, so the record whose certificate is worth most comes last. */
function planCertificates(kept: RecordFacts, merged: RecordFacts, take: Making, change: Changing): Move[] {
  const programmes = [...new Set(merged.certificates.map((one) => one.programme_id))]
  return programmes.flatMap((programme) => {
    const of = (facts: RecordFacts) => facts.certificates.filter((one) => one.programme_id === programme)
    const [ours, theirs] = [of(kept), of(merged)]
    const last = (all: typeof ours) => Math.max(0, ...all.map((one) => one.cycle))
    const after = (one: { cycle: number }, shift: number) =>
      [{ cycle: one.cycle }, { cycle: one.cycle + shift }] as const
    if (ours.length === 0) return theirs.map((one) => take('certificate', one.id))
    const isTheirsWorthMore = worthOf(theirs) > worthOf(ours)
    return isTheirsWorthMore
      ? theirs.map((one) => take('certificate', one.id, ...after(one, last(ours))))
      : [
          // The last first, so that no two of one record have the same cycle on the way.
          ...ours
            .toSorted((a, b) => b.cycle - a.cycle)
            .map((one) => change('certificate', one.id, ...after(one, last(theirs)))),
          ...theirs.map((one) => take('certificate', one.id)),
        ]
  })
}

/** What the latest certificate of a record is worth: good before not good, then by its last valid day. */
function worthOf(certificates: RecordFacts['certificates']): string {
  const latest = certificates.toSorted((a, b) => b.cycle - a.cycle)[0]
  return latest ? `${Number(latest.is_good)} ${latest.valid_to}` : ''
}

/** The same moves backwards: what was done last is undone first. */
export const undoing = (moves: Move[]): Move[] =>
  moves.toReversed().map(({ kind, row_key, from_id, to_id, before, after }) => ({
    ...{ kind, row_key, from_id: to_id, to_id: from_id, before: after, after: before },
  }))
