/** What comes next in somebody's training. */
import type { Step } from '../../../src/features/learning/index.ts'
import type { TrainingFacts } from '../../../src/features/home/rules.ts'
import { awaitsCertificate, joinableNow, nextThing } from '../../../src/features/home/rules.ts'

const now = new Date('2027-04-12T09:00:00Z')
const minutes = (n: number) => new Date(now.getTime() + n * 60_000)

const step = (id: string, state: Step['state']): Step => ({
  kind: id === 'live' ? 'live' : 'module',
  id,
  title: id,
  is_done: state === 'done',
  state,
  words: '',
  href: `/${id}`,
  why: null,
  done_at: null,
})

const enrolment = (steps: Step[], programme_id = 'hcc') => ({
  enrolment_id: 'e',
  person_id: 'p',
  course_id: 'c',
  course_version_id: 'v',
  enrolled_at: now,
  course_title: 'Course',
  course_kind: 'initial' as const,
  programme_id,
  round: 1,
  since: null,
  programme_issuing: 'at once' as const,
  programme_name: 'Champion',
  completion: { steps, is_complete: steps.every((one) => one.is_done), completed_at: null, changes: [] },
})

const booking = (from: number, is_waiting = false) => ({
  booking_id: 'b',
  live_session_id: 's',
  part_id: 'lp',
  live_part_id: 'l',
  course_id: 'c',
  title: 'Session',
  position: 1,
  part_count: 1,
  starts_at: minutes(from),
  ends_at: minutes(from + 60),
  is_waiting,
  waiting_position: null,
  offer_token: null,
  offer_ends_at: null,
  join_token: 't',
})

const facts = (change: Partial<TrainingFacts>): TrainingFacts => ({
  enrolments: [],
  upcoming: [],
  certificates: [],
  other_courses: [],
  courses: [],
  changes: [],
  ...change,
})

const course = { course_id: 'c', title: 'Course' } as TrainingFacts['other_courses'][number]
const certificate = {
  programme_id: 'hcc',
  pdf_file_id: 'f',
  standing: 'good',
} as TrainingFacts['certificates'][number]

test('a newcomer starts the first course; without any there is nothing', () => {
  expect(nextThing(facts({ other_courses: [course] }), now)).toEqual({ kind: 'start', course })
  expect(nextThing(facts({}), now)).toEqual({ kind: 'nothing' })
})

test('the first open step is next, whatever waits beside it', () => {
  const enrolments = [enrolment([step('one', 'done'), step('two', 'open'), step('live', 'waiting')])]
  expect(nextThing(facts({ enrolments }), now)).toMatchObject({ kind: 'step', step: { id: 'two' }, is_first: false })
  const fresh = [enrolment([step('one', 'open'), step('live', 'open')])]
  expect(nextThing(facts({ enrolments: fresh }), now)).toMatchObject({ step: { id: 'one' }, is_first: true })
})

test('with everything else done, one waits for the live session, then for the certificate, then is done', () => {
  const waits = [enrolment([step('one', 'done'), step('live', 'waiting')])]
  expect(nextThing(facts({ enrolments: waits }), now)).toMatchObject({ kind: 'wait', step: { id: 'live' } })
  const complete = [enrolment([step('one', 'done')])]
  expect(nextThing(facts({ enrolments: complete }), now).kind).toBe('making')
  expect(nextThing(facts({ enrolments: complete, certificates: [certificate] }), now).kind).toBe('done')
  const change = { course_title: 'Course', is_required: false, done_at: null } as TrainingFacts['changes'][number]
  const all = { enrolments: complete, certificates: [certificate] }
  expect(nextThing(facts({ ...all, changes: [{ ...change, done_at: now }, change] }), now)).toEqual({
    kind: 'change',
    change,
  })
  expect(nextThing(facts({ ...all, changes: [{ ...change, is_required: true }] }), now).kind).toBe('done')
  expect(awaitsCertificate(complete[0]!, [{ programme_id: 'other' }])).toBe(true)
})

test('an open second course comes before a first that waits', () => {
  const enrolments = [enrolment([step('live', 'waiting')]), enrolment([step('page', 'open')], 'tprc')]
  expect(nextThing(facts({ enrolments }), now)).toMatchObject({ kind: 'step', step: { id: 'page' } })
})

test('the meeting that is on comes before everything, and a name that is asked for before the rest', () => {
  const enrolments = [enrolment([step('one', 'open')])]
  const unprinted = { ...certificate, pdf_file_id: null }
  const all = facts({ enrolments, certificates: [unprinted], upcoming: [booking(15)] })
  expect(nextThing(all, now).kind).toBe('join')
  expect(nextThing({ ...all, upcoming: [] }, now).kind).toBe('name')
  expect(nextThing({ ...all, upcoming: [], certificates: [{ ...unprinted, standing: 'revoked' }] }, now).kind).toBe(
    'step',
  )
})

test('one joins from 15 minutes before until the end, and not from the waiting list', () => {
  expect(joinableNow([booking(16)], now)).toBeUndefined()
  expect(joinableNow([booking(15)], now)).toBeDefined()
  expect(joinableNow([booking(-60)], now)).toBeUndefined()
  expect(joinableNow([booking(-59)], now)).toBeDefined()
  expect(joinableNow([booking(5, true)], now)).toBeUndefined()
})

test('who holds a certificate from before is not told to begin at the beginning', () => {
  expect(nextThing(facts({ certificates: [certificate], other_courses: [course] }), now)).toEqual({ kind: 'done' })
})
