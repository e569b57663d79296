/** Which modules are open, what the steps say: as plain values. */
import type { ModuleFacts } from '../../../src/features/learning/rules.ts'
import {
  completionFrom,
  currentModule,
  liveStep,
  nextModule,
  progressThrough,
  triesLeft,
} from '../../../src/features/learning/rules.ts'

const day = new Date('2027-04-12T09:00:00Z')

const modules = (...done: boolean[]): ModuleFacts[] =>
  done.map((isDone, index) => ({
    id: String(index + 1),
    key: `module-${index + 1}`,
    position: index + 1,
    kind: 'page',
    title: `Module ${index + 1}`,
    summary: '',
    length_minutes: 5,
    quiz_version_id: null,
    done_at: isDone ? day : null,
    standing: null,
    alternative: null,
    opens_on: null,
    or_live: null,
  }))

test('in a fixed order the first undone module is open, and what is done stays open', () => {
  const progress = progressThrough(modules(true, false, true, false), true, '2027-04-12')
  expect(progress.map((module) => module.is_open)).toEqual([true, true, true, false])
  expect(progress[3]!.first).toMatchObject({ title: 'Module 2' })
  expect(currentModule(progress)?.id).toBe('2')
})

test('in a free order everything is open', () => {
  const progress = progressThrough(modules(false, false), false, '2027-04-12')
  expect(progress.every((module) => module.is_open && module.first === null)).toBe(true)
})

test('after the last module comes none', () => {
  const progress = progressThrough(modules(true, true), true, '2027-04-12')
  expect(nextModule(progress, '1')?.id).toBe('2')
  expect(nextModule(progress, '2')).toBeUndefined()
  expect(currentModule(progress)).toBeUndefined()
})

const live = {
  live_part_id: 'part',
  title: 'Live session',
  attendance_percent: 80,
  last_minutes: null,
  attended: undefined,
  upcoming: undefined,
}
const attended = {
  live_part_id: 'part',
  live_session_id: 'session',
  part_id: 'session part',
  starts_at: day,
  ends_at: new Date('2027-04-12T10:30:00Z'),
  of_minutes: 90,
  is_register_closed: true,
}

test('a live part says in one sentence how it stands', () => {
  const words = (one: object) => liveStep({ ...live, ...one }).words
  expect(words({})).toBe('Book a place and take part.')
  expect(words({ attended: { ...attended, mark: 'present', minutes: null, percent: 100 } })).toBe(
    'Attended on 12 April 2027.',
  )
  expect(words({ attended: { ...attended, mark: 'late', minutes: 71, percent: 78 } })).toBe(
    'You were there for 71 of 90 minutes on 12 April 2027, and 80% is needed. Book another one.',
  )
  const leftEarly = { ...attended, mark: 'left early', minutes: 80, percent: 88 }
  expect(words({ attended: leftEarly })).toBe('Attended on 12 April 2027.')
  expect(words({ attended: leftEarly, last_minutes: 10 })).toBe(
    'You left early on 12 April 2027, and being there in the last 10 minutes is needed. Book another one.',
  )
  expect(words({ attended: { ...attended, mark: 'absent', minutes: null, percent: 0 } })).toBe(
    'You were not there on 12 April 2027. Book another one.',
  )
  expect(words({ attended: { ...attended, mark: null, minutes: null, percent: 0, is_register_closed: false } })).toBe(
    'You had a place on 12 April 2027. It counts once the trainer has closed the register.',
  )
  const ended = { live_part_id: 'live', starts_at: day }
  expect(words({ ended: { ...ended, ended_by: 'self' } })).toBe(
    'You cancelled your booking for 12 April 2027, 10am. Book another one.',
  )
  expect(words({ ended: { ...ended, ended_by: 'other' } })).toBe(
    'Your booking for 12 April 2027, 10am was cancelled. Book another one.',
  )
  expect(words({ ended: { ...ended, ended_by: 'session' } })).toBe(
    'The live session on 12 April 2027, 10am was cancelled. Book another one.',
  )
  const upcoming = { live_session_id: 'next', starts_at: day, is_waiting: true }
  expect(words({ upcoming })).toBe('You are on the waiting list for 12 April 2027, 10am.')
  expect(words({ upcoming: { ...upcoming, is_waiting: false } })).toBe('You have a place on 12 April 2027, 10am.')
})

test('a closed register decides; before that nothing counts', () => {
  const present = { ...attended, mark: 'present' as const, minutes: null, percent: 100 }
  expect(liveStep({ ...live, attended: present })).toMatchObject({
    is_done: true,
    done_at: new Date('2027-04-12T10:30:00Z'),
  })
  expect(liveStep({ ...live, attended: { ...present, is_register_closed: false } }).is_done).toBe(false)
})

test('complete when every step is done, at the moment of the last', () => {
  const step = { kind: 'module' as const, id: '1', title: '', state: 'done' as const, words: '', href: null, why: null }
  const done = (moment: string) => ({ ...step, is_done: true, done_at: new Date(moment) })
  expect(completionFrom([done('2027-04-13T09:00:00Z'), done('2027-04-12T09:00:00Z')])).toEqual({
    is_complete: true,
    completed_at: new Date('2027-04-13T09:00:00Z'),
  })
  expect(completionFrom([done('2027-04-13T09:00:00Z'), { ...step, is_done: false, done_at: null }])).toEqual({
    is_complete: false,
    completed_at: null,
  })
  expect(completionFrom([])).toEqual({ is_complete: false, completed_at: null })
})

test('tries left in words', () => {
  expect([null, 0, 1, 3].map((left) => triesLeft({ attempts_left: left, next_attempt_at: null }))).toEqual([
    'You can try again as often as you like.',
    'You have no tries left: ask the team that runs this training for help.',
    'You can try once more.',
    'You can try 3 more times.',
  ])
})
