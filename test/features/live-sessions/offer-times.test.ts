/** Until when an offered place waits for its answer, as plain values and over every moment of a year. */
import fc from 'fast-check'
import { addWakingMinutes, offerEndsAt, wakingMinutesBetween } from '../../../src/features/live-sessions/offer-times.ts'
import { addMinutes, instantToWall } from '../../../src/lib/time.ts'

const far = new Date('2027-12-01T09:00:00Z')
const ends = (now: string, startsAt: Date | string = far) =>
  offerEndsAt(new Date(now), new Date(startsAt))?.toISOString() ?? null

test.each([
  ['2027-04-12T09:00:00Z', '2027-04-12T13:00:00.000Z', '10am: until 2pm'],
  ['2027-04-12T09:01:10Z', '2027-04-12T13:05:00.000Z', 'the clock is read in fives'],
  ['2027-04-12T18:00:00Z', '2027-04-13T10:00:00.000Z', '7pm: an hour today, three tomorrow from 8am'],
  ['2027-04-12T22:30:00Z', '2027-04-13T11:00:00.000Z', 'half past eleven at night: from 8am'],
  ['2027-04-12T02:00:00Z', '2027-04-12T11:00:00.000Z', '3am: from 8am of the same day'],
  ['2027-04-12T15:00:00Z', '2027-04-12T19:00:00.000Z', '4pm: until 8pm, not over the night'],
  ['2027-03-27T19:00:00Z', '2027-03-28T10:00:00.000Z', 'over the night the clocks go forward'],
  ['2027-10-30T18:00:00Z', '2027-10-31T11:00:00.000Z', 'over the night they go back'],
])('an offer made at %s stands until %s (%s)', (now, until) => {
  expect(ends(now)).toBe(until)
})

test.each([
  // 10am the day after tomorrow: 10 + 12 + 2 waking hours are left.
  ['2027-04-12T09:00:00Z', '2027-04-14T09:00:00Z', '2027-04-12T13:00:00.000Z', 'two days before'],
  ['2027-04-12T13:00:00Z', '2027-04-13T09:00:00Z', '2027-04-12T15:00:00.000Z', '8 waking hours left: 2 hours'],
  ['2027-04-13T07:00:00Z', '2027-04-13T11:00:00Z', '2027-04-13T08:00:00.000Z', '4 left: 1 hour'],
  ['2027-04-13T09:00:00Z', '2027-04-13T11:00:00Z', '2027-04-13T09:30:00.000Z', '2 left: half an hour'],
  ['2027-04-13T09:01:00Z', '2027-04-13T11:00:00Z', null, 'under 2 left: nobody is asked in turn'],
  ['2027-04-12T20:00:00Z', '2027-04-13T08:30:00Z', null, 'the evening before an early session'],
  ['2027-04-13T12:00:00Z', '2027-04-13T11:00:00Z', null, 'after the start'],
])('made at %s for a session at %s: %s (%s)', (now, startsAt, until, _) => {
  expect(ends(now, startsAt)).toBe(until)
})

test('whenever it is made: at least half a waking hour, at most four and the rounding, awake, before the start', () => {
  const minute = fc.integer({ min: 0, max: 366 * 24 * 60 })
  fc.assert(
    fc.property(minute, fc.integer({ min: -60, max: 7 * 24 * 60 }), (from, ahead) => {
      const now = addMinutes(new Date('2027-01-01T00:00:00Z'), from)
      const startsAt = addMinutes(now, ahead)
      const until = offerEndsAt(now, startsAt)
      if (until === null) return expect(wakingMinutesBetween(now, startsAt)).toBeLessThan(120)
      const given = wakingMinutesBetween(now, until)
      expect(given).toBeGreaterThanOrEqual(30)
      expect(given).toBeLessThanOrEqual(245)
      expect(until < startsAt).toBe(true)
      const { time } = instantToWall(until)
      return expect(time >= '08:00' && time <= '20:00').toBe(true)
    }),
    { numRuns: 300 },
  )
})

test('what is added is what lies between', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 366 * 24 * 60 }), fc.integer({ min: 1, max: 3000 }), (from, minutes) => {
      const now = addMinutes(new Date('2027-01-01T00:00:00Z'), from)
      expect(wakingMinutesBetween(now, addWakingMinutes(now, minutes))).toBe(minutes)
    }),
    { numRuns: 100 },
  )
})
