/** The days of a series, as plain values: how many, which weekday, and what the London clock shows on each. */
import fc from 'fast-check'
import { bankHolidayOn, bankHolidaysOf } from '../../../src/lib/bank-holidays.ts'
import { addDays, daysBetween, instantToWall, weekdayOf } from '../../../src/lib/time.ts'
import { placeParts, readParts } from '../../../src/features/live-sessions/forms/parts.ts'
import type { Repeat } from '../../../src/features/live-sessions/recurrence.ts'
import { meetEachOther, mostSessions, recurrence, repeats } from '../../../src/features/live-sessions/recurrence.ts'

const day = fc.integer({ min: 0, max: 3650 }).map((days) => addDays('2026-01-01', days))
const every = fc.constantFrom<Repeat>(...repeats)
const count = fc.integer({ min: 1, max: mostSessions })
const clockTime = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '15', '30', '45'))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`)

test('any series has as many days as asked for, all of one weekday, in order and as far apart as said', () => {
  fc.assert(
    fc.property(day, every, count, (first, rule, many) => {
      const days = recurrence(first, rule, many)
      expect(days).toHaveLength(many)
      expect(days[0]).toBe(first)
      expect(new Set(days.map(weekdayOf)).size).toBe(1)
      for (const [index, one] of days.slice(1).entries()) {
        const gap = daysBetween(days[index]!, one)
        expect(rule === 'week' ? [7] : rule === 'two weeks' ? [14] : [28, 35]).toContain(gap)
      }
      if (rule === 'month') expect(new Set(days.map((one) => one.slice(0, 7))).size).toBe(many)
    }),
  )
})

test('the wall time is the same on every day, except where the clock lacks it or has it twice: then it is asked about', () => {
  fc.assert(
    fc.property(day, every, count, clockTime, (first, rule, many, time) => {
      const [year, month, date] = first.split('-')
      const typed = {
        live_part_id: 'none',
        'day-day': date!,
        'day-month': month!,
        'day-year': year!,
        time,
        length_minutes: '60',
      }
      const { parts } = readParts(typed)
      for (const one of recurrence(first, rule, many)) {
        const placed = placeParts(parts, { days: daysBetween(first, one), at: 'on-1-' })
        if ('errors' in placed) {
          expect([3, 10]).toContain(Number(one.slice(5, 7)))
          expect([weekdayOf(one), time.slice(0, 2)]).toEqual([7, '01'])
          expect(placed.errors.map(({ field }) => field)).toEqual([
            one.slice(5, 7) === '03' ? 'on-1-time' : 'on-1-clock',
          ])
        } else expect(instantToWall(placed.parts[0]!.starts_at)).toEqual({ date: one, time })
      }
    }),
  )
})

test.each([
  ['month', '2027-01-12', 4, ['2027-01-12', '2027-02-09', '2027-03-09', '2027-04-13']],
  // The fifth is the last where a month has but four.
  ['month', '2027-03-30', 4, ['2027-03-30', '2027-04-27', '2027-05-25', '2027-06-29']],
  ['month', '2026-12-31', 3, ['2026-12-31', '2027-01-28', '2027-02-25']],
  ['two weeks', '2027-03-16', 3, ['2027-03-16', '2027-03-30', '2027-04-13']],
] as const)('every %s from %s, %i times', (rule, first, many, days) => {
  expect(recurrence(first, rule, many)).toEqual(days)
})

test('sessions of a series with one trainer at one time are found, and those that only touch are not', () => {
  const at = (hour: number) => new Date(Date.UTC(2027, 3, 27, hour))
  const busy = (person_id: string, from: number, to: number) => ({ person_id, starts_at: at(from), ends_at: at(to) })
  expect(meetEachOther([[busy('a', 9, 11)], [busy('a', 11, 12)], [busy('b', 9, 12)]])).toEqual([])
  expect(meetEachOther([[busy('a', 9, 11)], [busy('b', 9, 12), busy('a', 10, 12)], []])).toEqual([0, 1])
})

// Of 2020 and 2022 no list is here: a day was moved or added by proclamation.
test('bank holidays are those that were announced for England', () => {
  const announced = `
    2017-01-02 2017-04-14 2017-04-17 2017-05-01 2017-05-29 2017-08-28 2017-12-25 2017-12-26
    2018-01-01 2018-03-30 2018-04-02 2018-05-07 2018-05-28 2018-08-27 2018-12-25 2018-12-26
    2019-01-01 2019-04-19 2019-04-22 2019-05-06 2019-05-27 2019-08-26 2019-12-25 2019-12-26
    2021-01-01 2021-04-02 2021-04-05 2021-05-03 2021-05-31 2021-08-30 2021-12-27 2021-12-28
    2023-01-02 2023-04-07 2023-04-10 2023-05-01 2023-05-29 2023-08-28 2023-12-25 2023-12-26
    2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28
    2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-27 2027-12-28
    2028-01-03 2028-04-14 2028-04-17 2028-05-01 2028-05-29 2028-08-28 2028-12-25 2028-12-26`
    .trim()
    .split(/\s+/)
  for (const [year, days] of Map.groupBy(announced, (one) => one.slice(0, 4)))
    expect([...bankHolidaysOf(Number(year)).keys()]).toEqual(days)
  // Boxing Day keeps its Monday, and Christmas Day has the Tuesday.
  expect([bankHolidayOn('2022-12-26'), bankHolidayOn('2022-12-27')]).toEqual([
    'Boxing Day',
    'Christmas Day (substitute day)',
  ])
  expect(bankHolidayOn('2027-12-27')).toBe('Christmas Day (substitute day)')
  expect(bankHolidayOn('2027-12-25')).toBeNull()
})
