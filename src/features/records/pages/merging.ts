/** What a merge would do, in words: pure. */
import type { MergePlan, RecordFacts, RowKind } from '../rules/merging.ts'

interface Person {
  id: string
  full_name: string
  email: string | null
}

const kinds: [kind: RowKind, one: string, many: string][] = [
  ['membership', 'time at an organisation', 'times at organisations'],
  ['enrolment', 'course begun', 'courses begun'],
  ['module completion', 'module done', 'modules done'],
  ['attempt', 'try at a quiz', 'tries at quizzes'],
  ['booking', 'place at a live session', 'places at live sessions'],
  ['evidence', 'piece of evidence of having been there', 'pieces of evidence of having been there'],
  ['completion', 'course completed', 'courses completed'],
  ['certificate', 'certificate', 'certificates'],
]

export function sideBySide(person: Person, facts: RecordFacts) {
  const counts: Record<RowKind, number> = {
    membership: facts.memberships.length,
    enrolment: facts.enrolments.length,
    'module completion': facts.module_ids.length,
    attempt: facts.attempts.length,
    booking: facts.bookings.length,
    evidence: facts.other_evidence_ids.length + facts.marks.length,
    completion: facts.completions.filter((one) => one.is_first).length,
    certificate: facts.certificates.length,
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
