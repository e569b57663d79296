/** What two records have that a merge may move, and a move of one row. */
import type { Adjustments } from '../../people/index.ts'

export const rowKinds = [
  'membership',
  'enrolment',
  'attempt',
  'booking',
  'evidence',
  'module completion',
  'completion',
  'certificate',
  'adjustments',
  'change reading',
  'yearly check',
  'report decision',
  'calendar entry',
  'join request',
  'note',
  'room presence',
  'saved view',
] as const
export type RowKind = (typeof rowKinds)[number]

export type Change = Record<string, string | number | boolean | null>

export interface Move {
  kind: RowKind
  row_key: string
  from_id: string
  to_id: string
  before: Change
  after: Change
}

/** A course as somebody took it once: known by an enrolment, by modules done, or by a completion alone. */
export interface RoundFacts {
  course_id: string
  programme_id: string
  round: number
  enrolment_id: string | null
  course_version_id: string | null
  enrolled_at: string | null
  /** The first of what counts in it. */
  begins_at: Date
  /** When it was complete; null while something is missing. */
  ended_at: Date | null
  has_completion: boolean
  /** Of the last round: how much is done. */
  steps_done: number
}

export interface RecordFacts {
  person_id: string
  memberships: { id: string; organisation_id: string; starts_on: string; ends_on: string | null; is_current: boolean }[]
  rounds: RoundFacts[]
  attempts: {
    id: string
    quiz_version_id: string
    /** Null for a quiz of several courses. */
    course_id: string | null
    counts: 'best' | 'last'
    number: number
    started_at: Date
    is_open: boolean
    is_passed: boolean
  }[]
  /** Not cancelled. */
  bookings: { id: string; live_session_id: string; is_over: boolean; booked_at: string | null }[]
  /** How a part was marked at last, and whether that is what a course asks for. */
  marks: { part_id: string; evidence_ids: string[]; meets: boolean; percent: number }[]
  other_evidence_ids: string[]
  modules: { module_id: string; course_id: string; round: number; done_at: Date }[]
  completions: { id: string; course_id: string; round: number; is_first: boolean }[]
  certificates: {
    id: string
    programme_id: string
    cycle: number
    reissue: number
    is_good: boolean
    valid_to: string
    /** It can be renewed today, or was given up, so that the course can be taken again. */
    can_renew: boolean
  }[]
  adjustments: Adjustments | null
  readings: { course_version_id: string; course_id: string; is_required: boolean; done_at: string | null }[]
  yearly_checks: { id: string; asked_at: Date; is_open: boolean; is_fresh_yes: boolean }[]
  report_decision_ids: string[]
  calendar_part_ids: string[]
  join_requests: { id: string; organisation_id: string; is_open: boolean }[]
  /** Keys of what was written and ticked on pages. */
  note_keys: string[]
  presences: { id: string; part_id: string; is_open: boolean }[]
  views: { id: string; name: string }[]
}

/** Moves between the two: to the one who is kept, to the other, and a change of a row that stays where it is. */
export interface Movers {
  take: (kind: RowKind, row_key: string, before?: Change, after?: Change) => Move
  leave: (kind: RowKind, row_key: string, before?: Change, after?: Change) => Move
  change: (kind: RowKind, row_key: string, before: Change, after: Change) => Move
}

export function moversBetween(keptId: string, mergedId: string): Movers {
  const between =
    (from_id: string, to_id: string) =>
    (kind: RowKind, row_key: string, before: Change = {}, after: Change = {}): Move => ({
      ...{ kind, row_key, from_id, to_id, before, after },
    })
  return { take: between(mergedId, keptId), leave: between(keptId, mergedId), change: between(keptId, keptId) }
}
