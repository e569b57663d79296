/** Which of two answers stays, and how long an answer took. */
import { addTaken, fateOf, givenAt, timesTaken } from '../../../src/features/quizzes/keeping.ts'
import type { KeptAnswer } from '../../../src/features/quizzes/keeping.ts'

const at = (minute: number) => new Date(Date.UTC(2027, 3, 12, 9, minute))
const kept: KeptAnswer = { given: ['2'], seqs: { one: 7 }, given_at: at(5), given_in: 'one', taken_ms: 1000 }
const sent = { given: ['3'], given_at: null, tab: 'two', seq: 1 }

test.each([
  ['the first answer', null, sent, 'new'],
  ['another tab, which does not say when', kept, sent, 'new'],
  ['another tab, later', kept, { ...sent, given_at: at(6) }, 'new'],
  ['another tab, earlier', kept, { ...sent, given_at: at(4) }, 'older'],
  ['what is kept, from anywhere', kept, { ...sent, given: ['2'], given_at: at(4) }, 'same'],
  ['the same tab with a number that was here', kept, { ...sent, tab: 'one', seq: 7 }, 'late'],
  ['the same tab with an earlier number', kept, { ...sent, tab: 'one', seq: 6 }, 'late'],
  [
    'the same tab with a later number, by a clock that was put back',
    kept,
    { ...sent, tab: 'one', seq: 8, given_at: at(4) },
    'new',
  ],
  ['no script', kept, { ...sent, tab: null, seq: null }, 'new'],
] as const)('%s', (_, before, now, fate) => {
  expect(fateOf(before, { ...now, given: [...now.given] })).toBe(fate)
})

test('an answer is never older than the attempt or younger than now, whatever a page says', () => {
  expect(givenAt(60_000, at(0), at(5))).toEqual(at(4))
  expect(givenAt(3_600_000, at(0), at(5))).toEqual(at(0))
  expect(givenAt(-5000, at(0), at(5))).toEqual(at(5))
  expect(givenAt(null, at(0), at(5))).toBeNull()
})

test('an answer takes from the one before it; what came together or after a break cannot be known', () => {
  expect(timesTaken(at(0), [at(3), at(1)])).toEqual([120_000, 60_000])
  expect(timesTaken(at(0), [at(2), at(2), at(3)])).toEqual([null, null, 60_000])
  expect(timesTaken(at(0), [at(31)])).toEqual([null])
  expect(timesTaken(at(5), [at(4)])).toEqual([0])
  expect(addTaken(kept, 500)).toBe(1500)
  expect(addTaken(kept, null)).toBeNull()
  expect(addTaken({ ...kept, taken_ms: null }, 500)).toBeNull()
  expect(addTaken(null, 500)).toBe(500)
})
