/**
 * The eight yearly bank holidays of England and Wales, by the rules of the Banking and Financial Dealings Act 1971 and the
 * yearly proclamations. A day proclaimed once, such as for a coronation, is not known here.
 */
import { addDays, weekdayOf } from './time.ts'

/** What bank holiday a day `2027-03-29` is, or null. */
export function bankHolidayOn(day: string): string | null {
  return bankHolidaysOf(Number(day.slice(0, 4))).get(day) ?? null
}

export function bankHolidaysOf(year: number): Map<string, string> {
  const easter = easterSunday(year)
  const days = new Map<string, string>()
  // One that falls on a weekend, or on another, is held on the next day that is neither.
  const add = (day: string, name: string) => {
    let held = day
    while (weekdayOf(held) > 5 || days.has(held)) held = addDays(held, 1)
    days.set(held, held === day ? name : `${name} (substitute day)`)
  }
  add(`${year}-01-01`, 'New Year’s Day')
  add(addDays(easter, -2), 'Good Friday')
  add(addDays(easter, 1), 'Easter Monday')
  add(mondayFrom(`${year}-05-01`), 'Early May bank holiday')
  add(mondayFrom(`${year}-05-25`), 'Spring bank holiday')
  add(mondayFrom(`${year}-08-25`), 'Summer bank holiday')
  // The other way round where Christmas Day is a Sunday: Boxing Day keeps its Monday, Christmas Day has the Tuesday.
  if (weekdayOf(`${year}-12-25`) === 7) add(`${year}-12-26`, 'Boxing Day')
  add(`${year}-12-25`, 'Christmas Day')
  if (weekdayOf(`${year}-12-25`) !== 7) add(`${year}-12-26`, 'Boxing Day')
  return days
}

const mondayFrom = (day: string): string => addDays(day, (8 - weekdayOf(day)) % 7)

/** By the Gregorian computus of Meeus, Jones and Butcher. */
function easterSunday(year: number): string {
  const a = year % 19
  const [b, c] = [Math.floor(year / 100), year % 100]
  const d = Math.floor(b / 4)
  const g = Math.floor((8 * b + 13) / 25)
  const h = (19 * a + b - d - g + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  return addDays(`${year}-03-22`, h + l - 7 * m)
}
