/** When the time of an attempt is up, when the next may begin, and how each rule reads. */
import fc from 'fast-check'
import { withExtraTime } from '../../../src/features/people/index.ts'
import {
  defaultRules,
  delayWords,
  endOfTime,
  isOver,
  nextAttemptAt,
  ruleSentences,
} from '../../../src/features/quizzes/attempt-rules.ts'

const at = (minute: number) => new Date(Date.UTC(2027, 3, 12, 9, minute))
const away = (from: number, to: number) => ({ started_at: at(from), ended_at: at(to) })

test('time stops while the server is away, and only then', () => {
  expect(endOfTime(at(0), 30, [])).toEqual(at(30))
  expect(endOfTime(at(0), 30, [away(10, 15)])).toEqual(at(35))
  // Before it began, across its beginning, and after its end.
  expect(endOfTime(at(0), 30, [away(-20, -5)])).toEqual(at(30))
  expect(endOfTime(at(0), 30, [away(-20, 5)])).toEqual(at(35))
  expect(endOfTime(at(0), 30, [away(31, 50)])).toEqual(at(30))
  // What was away twice at once counts once, and time given back can be lost again.
  expect(endOfTime(at(0), 30, [away(12, 20), away(10, 15)])).toEqual(at(40))
  expect(endOfTime(at(0), 30, [away(20, 25), away(32, 40)])).toEqual(at(43))
})

test('for any outages, exactly the minutes allowed are left for answering', () => {
  const outage = fc.tuple(fc.integer({ min: -30, max: 200 }), fc.integer({ min: 1, max: 40 }))
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 90 }), fc.array(outage, { maxLength: 8 }), (minutes, outages) => {
      const list = outages.map(([from, length]) => away(from, from + length))
      const end = endOfTime(at(0), minutes, list)
      let there = 0
      for (let minute = 0; at(minute) < end; minute += 1)
        if (!list.some((one) => one.started_at <= at(minute) && at(minute) < one.ended_at)) there += 1
      expect(there).toBe(minutes)
    }),
  )
})

test('what is on its way when time is up still counts, for a minute', () => {
  expect(isOver(null, at(0))).toBe(false)
  expect(isOver(at(0), at(1))).toBe(false)
  expect(isOver(at(0), new Date(at(1).getTime() + 1))).toBe(true)
})

test('extra time is rounded up to whole minutes', () => {
  expect((['none', '25', '50', '100', 'no-limit'] as const).map((extra) => withExtraTime(30, extra))).toEqual([
    30,
    38,
    45,
    60,
    null,
  ])
})

test('the next attempt waits for the delay', () => {
  expect(nextAttemptAt(null, at(0), at(0))).toBeNull()
  expect(nextAttemptAt(1, null, at(0))).toBeNull()
  expect(nextAttemptAt(1, at(0), at(59))).toEqual(at(60))
  expect(nextAttemptAt(1, at(0), at(60))).toBeNull()
  expect([1, 12, 24, 36, 48].map(delayWords)).toEqual(['1 hour', '12 hours', '1 day', '36 hours', '2 days'])
})

test('each rule reads as one plain sentence', () => {
  const quiz = { ...defaultRules, asked_count: 10, pass_percent: 80, critical_count: 0 }
  expect(ruleSentences(quiz, 'none')).toEqual([
    '10 questions, with no time limit.',
    'You pass with 80% or more.',
    'Your answers are kept as you give them. You can stop and come back, and change them until you hand in.',
    'You can try as often as you like.',
    'Your best result counts.',
    'Once you have handed in, you see which of your answers were right. The right answers to the others are shown once you have passed or have no tries left.',
  ])
  const strict = {
    ...quiz,
    attempts_allowed: 3,
    delay_hours: 24,
    counts: 'last' as const,
    feedback: 'never' as const,
    time_limit_minutes: 30,
  }
  const sentences = ruleSentences(strict, '25')
  expect(sentences[0]).toBe('10 questions in 38 minutes, with your extra time.')
  expect(sentences).toEqual(
    expect.arrayContaining([
      'You can try 3 times.',
      'After each try you wait 1 day before the next.',
      'Your last result counts, even if an earlier one was better: trying again can take a pass away.',
      'Once you have handed in, you see which of your answers were right. The right answers to the others are not shown.',
    ]),
  )
  expect(ruleSentences(strict, 'no-limit')[0]).toBe('10 questions, with no time limit for you.')
  expect(ruleSentences({ ...quiz, critical_count: 1, attempts_allowed: 1 }, 'none')).toEqual(
    expect.arrayContaining([
      'Some questions are about keeping people safe. You pass only if you get those right, whatever your score.',
      'You can try once.',
      'Once you have handed in, you see which answers were right, and why.',
    ]),
  )
})
