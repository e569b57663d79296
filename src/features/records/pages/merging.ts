/** What a merge would do, in words: pure. */
import type { MergePlan } from '../rules/merging.ts'
import type { RecordFacts, RowKind } from '../rules/moves.ts'

interface Person {
  id: string
  full_name: string
  email: string | null
}

/** Calendar entries and presence in a room go along unsaid: nobody counts them. */
const kinds: [kind: Exclude<RowKind, 'calendar entry' | 'room presence'>, one: string, many: string][] = [
  ['membership', 'time at an organisation', 'times at organisations'],
  ['enrolment', 'course begun', 'courses begun'],
  ['module completion', 'module done', 'modules done'],
  ['attempt', 'try at a quiz', 'tries at quizzes'],
  ['booking', 'place at a live session', 'places at live sessions'],
  ['evidence', 'piece of evidence of having been there', 'pieces of evidence of having been there'],
  ['completion', 'course completed', 'courses completed'],
  ['certificate', 'certificate', 'certificates'],
  ['adjustments', 'set of adjustments', 'sets of adjustments'],
  ['change reading', 'notice of what changed in a course', 'notices of what changed in courses'],
  ['yearly check', 'yearly question', 'yearly questions'],
  ['note', 'note on a page', 'notes on pages'],
  ['join request', 'request to join an organisation', 'requests to join organisations'],
  ['report decision', 'decision on a meeting report', 'decisions on meeting reports'],
  ['saved view', 'saved view', 'saved views'],
]

export function sideBySide(person: Person, facts: RecordFacts) {
  const counts: Record<(typeof kinds)[number][0], number> = {
    membership: facts.memberships.length,
    enrolment: facts.rounds.length,
    'module completion': facts.modules.length,
    attempt: facts.attempts.length,
    booking: facts.bookings.length,
    evidence: facts.other_evidence_ids.length + facts.marks.length,
    completion: facts.completions.filter((one) => one.is_first).length,
    certificate: facts.certificates.length,
    adjustments: facts.adjustments ? 1 : 0,
    'change reading': facts.readings.length,
    'yearly check': facts.yearly_checks.length,
    note: facts.note_keys.length,
    'join request': facts.join_requests.length,
    'report decision': facts.report_decision_ids.length,
    'saved view': facts.views.length,
  }
  return {
    ...person,
    address_words: person.email ?? 'No mailbox',
    counts: kinds.map(([kind, , many]) => ({ label: many, number: counts[kind] })),
  }
}

export function planLines(plan: MergePlan, keptId: string): string[] {
  const moved = kinds.flatMap(([kind, one, many]) => {
    const count = plan.moves.filter(
      (move) => move.kind === kind && move.to_id === keptId && move.from_id !== keptId,
    ).length
    return count === 0 ? [] : [`${count} ${count === 1 ? one : many} added`]
  })
  const left = plan.moves.filter((move) => move.from_id === keptId && move.to_id !== keptId).length
  return [
    ...moved,
    ...(left > 0
      ? ['where both have something of which only one can count, the stronger counts, and the other is kept aside']
      : []),
    ...(plan.given_up.length > 0
      ? [
          plan.given_up.length === 1
            ? 'one place that both have at the same live session is given up, and cannot be given back'
            : `${plan.given_up.length} places that both have at the same live sessions are given up, and cannot be given back`,
        ]
      : []),
  ]
}
