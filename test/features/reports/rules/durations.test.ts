/** How long ago, in words. */
import { durationWords } from '../../../../src/features/reports/rules/durations.ts'

test.each([
  [0, 'today'],
  [1, '1 day'],
  [13, '13 days'],
  [14, '2 weeks'],
  [60, '8 weeks'],
  [61, '2 months'],
  [365, '11 months'],
  [366, '12 months'],
  [730, '23 months'],
  [731, '2 years'],
  [1500, '4 years'],
])('%d days', (days, words) => {
  expect(durationWords(days)).toBe(words)
})
