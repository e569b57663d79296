/** London wall time against the clock changes of 2027, and the words that dates become. */
import fc from 'fast-check'
import * as time from '../../src/lib/time.ts'

const at = (text: string) => new Date(text)
const minutes2027 = fc
  .integer({ min: Date.UTC(2026, 0) / 60_000, max: Date.UTC(2029, 0) / 60_000 })
  .map((n) => new Date(n * 60_000))
const days = fc
  .date({ min: at('1900-01-01T00:00Z'), max: at('2199-12-31T00:00Z'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10))

describe('wallToInstant', () => {
  const wall = (date: string, clock: string) => ({ date, time: clock })

  test('winter is UTC, summer an hour ahead', () => {
    expect(time.wallToInstant(wall('2027-03-27', '10:00'))).toEqual({ kind: 'ok', at: at('2027-03-27T10:00Z') })
    expect(time.wallToInstant(wall('2027-03-29', '10:00'))).toEqual({ kind: 'ok', at: at('2027-03-29T09:00Z') })
  })

  test('the hour that the clocks jump over in March does not exist, whatever one chooses', () => {
    expect(time.wallToInstant(wall('2027-03-28', '00:59'))).toMatchObject({ kind: 'ok' })
    for (const clock of ['01:00', '01:30', '01:59']) {
      expect(time.wallToInstant(wall('2027-03-28', clock))).toEqual({ kind: 'skipped' })
      expect(time.wallToInstant(wall('2027-03-28', clock), 'later')).toEqual({ kind: 'skipped' })
    }
    expect(time.wallToInstant(wall('2027-03-28', '02:00'))).toEqual({ kind: 'ok', at: at('2027-03-28T01:00Z') })
  })

  test('the hour that comes twice in October is asked about, and the answer taken', () => {
    const [earlier, later] = [at('2027-10-31T00:30Z'), at('2027-10-31T01:30Z')]
    expect(time.wallToInstant(wall('2027-10-31', '01:30'))).toEqual({ kind: 'doubled', earlier, later })
    expect(time.wallToInstant(wall('2027-10-31', '01:30'), 'earlier')).toEqual({ kind: 'ok', at: earlier })
    expect(time.wallToInstant(wall('2027-10-31', '01:30'), 'later')).toEqual({ kind: 'ok', at: later })
    expect(time.wallToInstant(wall('2027-10-31', '00:59'))).toMatchObject({ kind: 'ok' })
    expect(time.wallToInstant(wall('2027-10-31', '02:00'))).toMatchObject({ kind: 'ok' })
  })

  test('what is no date or time is invalid', () => {
    for (const [date, clock] of [
      ['2027-02-29', '10:00'],
      ['2027-13-01', '10:00'],
      ['27/03/2027', '10:00'],
      ['2027-03-27', '24:00'],
      ['2027-03-27', '1:00'],
      ['2027-03-27', '10:60'],
      ['', ''],
    ] as const)
      expect(time.wallToInstant(wall(date, clock))).toEqual({ kind: 'invalid' })
  })

  test('undoes instantToWall at every minute', () => {
    fc.assert(
      fc.property(minutes2027, (moment) => {
        const found = time.wallToInstant(time.instantToWall(moment))
        if (found.kind === 'ok') expect(found.at).toEqual(moment)
        else expect(found.kind === 'doubled' && [found.earlier, found.later]).toContainEqual(moment)
      }),
    )
  })

  test('agrees with the platform’s own time zone data', () => {
    const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: time.zone, dateStyle: 'short', timeStyle: 'short' })
    fc.assert(
      fc.property(minutes2027, (moment) => {
        const wallTime = time.instantToWall(moment)
        expect(`${wallTime.date} ${wallTime.time}`).toBe(shown.format(moment))
      }),
    )
  })
})

describe('words', () => {
  test('dates', () => {
    expect(time.wordsForDate('2027-03-27')).toBe('27 March 2027')
    expect(time.wordsForDate(at('2027-06-30T23:30Z'))).toBe('1 July 2027')
    expect(time.wordsForDay('2027-04-27')).toBe('Tuesday 27 April 2027')
    expect(time.wordsForDay(at('2027-05-01T23:00Z'))).toBe('Sunday 2 May 2027')
    expect(() => time.wordsForDate('27.3.2027')).toThrow(RangeError)
  })

  test.each([
    ['2027-01-05T10:00Z', '10am'],
    ['2027-01-05T14:30Z', '2:30pm'],
    ['2027-07-05T14:05Z', '3:05pm'],
    ['2027-01-05T12:00Z', 'midday'],
    ['2027-01-05T00:00Z', 'midnight'],
    ['2027-01-05T00:01Z', '12:01am'],
    ['2027-01-05T12:30Z', '12:30pm'],
    ['2027-07-05T11:00Z', 'midday'],
  ])('%s is %s', (moment, words) => expect(time.wordsForTime(at(moment))).toBe(words))

  test('moments and ranges', () => {
    expect(time.wordsForMoment(at('2027-03-27T10:00Z'))).toBe('27 March 2027, 10am')
    expect(time.wordsForRange(at('2027-03-27T10:00Z'), at('2027-03-27T12:30Z'))).toBe('27 March 2027, 10am to 12:30pm')
    expect(time.wordsForRange(at('2027-03-27T22:00Z'), at('2027-03-28T00:00Z'))).toBe('27 March 2027, 10pm to midnight')
    expect(time.wordsForRange(at('2027-01-27T22:00Z'), at('2027-01-28T01:00Z'))).toBe(
      '27 January 2027, 10pm to 28 January 2027, 1am',
    )
  })
})

describe('days', () => {
  test('today turns at London’s midnight', () => {
    expect(time.today(at('2027-06-30T22:59Z'))).toBe('2027-06-30')
    expect(time.today(at('2027-06-30T23:00Z'))).toBe('2027-07-01')
  })

  test('months end where they end', () => {
    expect(time.addMonths('2027-01-31', 1)).toBe('2027-02-28')
    expect(time.addMonths('2028-02-29', 12)).toBe('2029-02-28')
    expect(time.addMonths('2027-03-15', -15)).toBe('2025-12-15')
    expect(time.addDays('2027-12-31', 1)).toBe('2028-01-01')
    expect(() => time.addMonths('2027-02-30', 1)).toThrow(RangeError)
  })

  test('the days of the clock changes have 23 and 25 hours', () => {
    expect(time.minutesBetween(time.dayStart('2027-03-28'), time.dayEnd('2027-03-28'))).toBe(23 * 60)
    expect(time.minutesBetween(time.dayStart('2027-10-31'), time.dayEnd('2027-10-31'))).toBe(25 * 60)
  })

  test('every moment lies in its own day', () => {
    fc.assert(
      fc.property(minutes2027, (moment) => {
        const day = time.today(moment)
        expect(time.dayStart(day) <= moment && moment < time.dayEnd(day)).toBe(true)
      }),
    )
  })

  test('isDay takes days that exist, in one spelling', () => {
    fc.assert(fc.property(days, (day) => expect(time.isDay(day)).toBe(true)))
    for (const bad of [
      '',
      '2027-02-29',
      '2027-2-1',
      '0027-01-01',
      '2027-01-01T00:00',
      '2027-00-10',
      '2027-04-31',
      ' 2027-01-01',
    ])
      expect(time.isDay(bad)).toBe(false)
  })
})

describe('parseDay', () => {
  const parse = (day: string, month: string, year: string) => time.parseDay({ day, month, year })

  test.each([
    ['27', '3', '2027', '2027-03-27'],
    [' 7 ', '03', ' 2027', '2027-03-07'],
    ['27', 'March', '2027', '2027-03-27'],
    ['1st', 'sept.', '2027', '2027-09-01'],
    ['２７', 'MAR', '2027', '2027-03-27'],
    ['29', 'february', '2028', '2028-02-29'],
  ])('%s %s %s is %s', (day, month, year, result) => expect(parse(day, month, year)).toBe(result))

  test.each([
    ['', '', ''],
    ['29', '2', '2027'],
    ['31', 'April', '2027'],
    ['0', '1', '2027'],
    ['1', '13', '2027'],
    ['1', '0', '2027'],
    ['1', 'ma', '2027'],
    ['1', 'Marz', '2027'],
    ['1', '1', '27'],
    ['1', '1', '3000'],
    ['31', '12', '9999'],
    ['-1', '1', '2027'],
    ['1.5', '1', '2027'],
  ])('%s %s %s is no day', (day, month, year) => expect(parse(day, month, year)).toBeNull())

  test('undoes the words', () => {
    fc.assert(
      fc.property(days, (text) => {
        const [day = '', month = '', year = ''] = time.wordsForDate(text).split(' ')
        expect(parse(day, month, year)).toBe(text)
      }),
    )
  })
})

describe('parseTime', () => {
  test.each([
    ['10', '10:00'],
    ['10am', '10:00'],
    ['10:00', '10:00'],
    ['10.30', '10:30'],
    ['1430', '14:30'],
    ['2.30 pm', '14:30'],
    ['noon', '12:00'],
    ['12 noon', '12:00'],
    ['Midday', '12:00'],
    ['midnight', '00:00'],
    ['12am', '00:00'],
    ['12pm', '12:00'],
    ['12:30am', '00:30'],
    ['930', '09:30'],
    ['9 a.m.', '09:00'],
    [' 7:05PM ', '19:05'],
    ['10 30', '10:30'],
    ['00:00', '00:00'],
    ['23:59', '23:59'],
  ])('%s is %s', (typed, result) => expect(time.parseTime(typed)).toBe(result))

  test.each(['', 'x', '24:00', '10:60', '2460', '13pm', '0pm', '10:5', '10:30:00', '-1', 'half past ten', '10 to 12'])(
    '%p is no time',
    (typed) => expect(time.parseTime(typed)).toBeNull(),
  )

  test('undoes the words', () => {
    fc.assert(
      fc.property(minutes2027, (moment) => {
        expect(time.parseTime(time.wordsForTime(moment))).toBe(time.instantToWall(moment).time)
      }),
    )
  })
})

test('minutes are whole and real, over a clock change too', () => {
  expect(time.minutesBetween(at('2027-01-01T10:00:00Z'), at('2027-01-01T10:01:59Z'))).toBe(1)
  expect(time.minutesBetween(at('2027-01-01T10:00:30Z'), at('2027-01-01T10:00:00Z'))).toBe(0)
  expect(time.minutesBetween(at('2027-01-01T10:05:00Z'), at('2027-01-01T10:00:00Z'))).toBe(-5)
  expect(time.addMinutes(at('2027-03-28T00:30Z'), 60)).toEqual(at('2027-03-28T01:30Z'))
})
