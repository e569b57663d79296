/** Which rounds of a course two records of one person have between them. */
import type { RecordFacts, RoundFacts } from '../../../../src/features/records/rules/moves.ts'
import { moversBetween } from '../../../../src/features/records/rules/moves.ts'
import { planMerge } from '../../../../src/features/records/rules/merging.ts'
import { planRounds } from '../../../../src/features/records/rules/rounds.ts'

const nothing = (person_id: string): RecordFacts => ({
  person_id,
  memberships: [],
  rounds: [],
  attempts: [],
  bookings: [],
  marks: [],
  other_evidence_ids: [],
  modules: [],
  completions: [],
  certificates: [],
  adjustments: null,
  readings: [],
  yearly_checks: [],
  report_decision_ids: [],
  calendar_part_ids: [],
  join_requests: [],
  note_keys: [],
  presences: [],
  views: [],
})

/** `ended` makes it complete. Two modules done: `a` as it began, `b` a month later. */
const round = (person: string, number: number, begun: string, ended: string | null): RoundFacts => ({
  course_id: 'course',
  programme_id: 'programme',
  round: number,
  enrolment_id: `${person}${number}`,
  course_version_id: 'version',
  enrolled_at: `${begun}T09:00:00.000Z`,
  begins_at: new Date(`${begun}T09:00:00Z`),
  ended_at: ended === null ? null : new Date(`${ended}T09:00:00Z`),
  has_completion: ended !== null,
  steps_done: 2,
})

function record(person: string, rounds: RoundFacts[], can_renew = false): RecordFacts {
  return {
    ...nothing(person),
    rounds,
    modules: rounds.flatMap((one) =>
      ['a', 'b'].map((module_id, months) => ({
        module_id,
        course_id: 'course',
        round: one.round,
        done_at: new Date(Number(one.begins_at) + months * 30 * 86_400_000),
      })),
    ),
    completions: rounds
      .filter((one) => one.has_completion)
      .map((one) => ({ id: `completion ${one.enrolment_id}`, course_id: 'course', round: one.round, is_first: true })),
    certificates: rounds
      .filter((one) => one.has_completion)
      .map((one) => ({
        id: `certificate ${one.enrolment_id}`,
        programme_id: 'programme',
        cycle: one.round,
        reissue: 0,
        is_good: true,
        valid_to: '2027-06-01',
        can_renew,
      })),
  }
}

function plan(kept: RecordFacts, merged: RecordFacts) {
  const { moves, since, isOpen } = planRounds(kept, merged, moversBetween('kept', 'merged'))
  const to = (kind: string) =>
    Object.fromEntries(
      moves
        .filter((one) => one.kind === kind && one.to_id === 'kept')
        .map((one) => [`${one.from_id} ${one.row_key} ${one.before.round}`, one.after.round]),
    )
  return {
    enrolments: to('enrolment'),
    modules: to('module completion'),
    completions: to('completion'),
    since: since('course')?.toISOString().slice(0, 10) ?? null,
    isOpen: isOpen('course'),
  }
}

test('two who are under way for the first time are under way once', () => {
  const [kept, merged] = [round('k', 1, '2027-01-10', null), round('m', 1, '2027-02-10', null)]
  expect(plan(record('kept', [kept]), { ...record('merged', [merged]), modules: [] })).toEqual({
    enrolments: {},
    modules: {},
    completions: {},
    since: null,
    isOpen: true,
  })
  // Where only the other is on the course, all of it comes.
  expect(plan(nothing('kept'), record('merged', [merged]))).toMatchObject({
    enrolments: { 'merged m1 1': 1 },
    modules: { 'merged a 1': 1, 'merged b 1': 1 },
  })
})

test('a new record that learns anew while the old certificate can be renewed is renewing', () => {
  const kept = record('kept', [round('k', 1, '2027-04-01', null)])
  const merged = (can_renew: boolean) => record('merged', [round('m', 1, '2026-05-01', '2026-06-01')], can_renew)
  expect(plan(kept, merged(true))).toEqual({
    enrolments: { 'kept k1 1': 2, 'merged m1 1': 1 },
    modules: { 'kept a 1': 2, 'kept b 1': 2, 'merged a 1': 1, 'merged b 1': 1 },
    completions: { 'merged completion m1 1': 1 },
    since: '2027-04-01',
    isOpen: true,
  })
  // Too early to renew: they are a champion who has done some of it twice.
  expect(plan(kept, merged(false))).toMatchObject({ enrolments: {}, since: null, isOpen: false })
})

test('what an old record left unfinished is no part of a renewal, but what it did since the renewal began is', () => {
  const kept = record('kept', [round('k', 1, '2026-03-01', '2026-05-01'), round('k', 2, '2027-03-01', null)])
  const merged = record('merged', [round('m', 1, '2025-09-01', null)])
  merged.modules.push({ module_id: 'c', course_id: 'course', round: 1, done_at: new Date('2027-03-05') })
  expect(plan(kept, merged)).toEqual({
    enrolments: {},
    modules: { 'merged c 1': 2 },
    completions: {},
    since: '2027-03-01',
    isOpen: true,
  })
})

test('two that are complete stay two, each with its completion, so that no certificate loses its ground', () => {
  const kept = record('kept', [round('k', 1, '2027-01-01', '2027-02-01')])
  const merged = record('merged', [round('m', 1, '2026-01-01', '2026-02-01')])
  expect(plan(kept, merged)).toMatchObject({
    enrolments: { 'kept k1 1': 2, 'merged m1 1': 1 },
    completions: { 'kept completion k1 1': 2, 'merged completion m1 1': 1 },
    since: '2027-01-01',
    isOpen: false,
  })
})

test('of a re-issued certificate the newer counts', () => {
  const kept = record('kept', [round('k', 1, '2026-01-01', '2026-02-01')])
  const merged = record('merged', [round('m', 1, '2026-01-01', '2026-02-01')])
  kept.certificates[0]!.valid_to = '2027-01-01'
  merged.certificates = [
    { ...merged.certificates[0]!, is_good: false },
    { ...merged.certificates[0]!, id: 'again', reissue: 1 },
  ]
  const shifted = planMerge(kept, merged).moves.filter((one) => one.kind === 'certificate')
  expect(shifted.map((one) => [one.row_key, one.after.cycle])).toEqual([
    ['certificate m1', 2],
    ['again', 2],
  ])
})
