/** On which days a series is held: pure. The time of day is the London clock's and stays; what the clock lacks is asked about. */
import { addDays, addMonths, weekdayOf } from '../../lib/time.ts'

export const repeats = ['week', 'two weeks', 'month'] as const
export type Repeat = (typeof repeats)[number]

/** A year of weeks. */
export const mostSessions = 52

/** `count` days from the first on; monthly on the same weekday, the fifth one meaning the last. */
export function recurrence(first: string, every: Repeat, count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    switch (every) {
      case 'week':
        return addDays(first, 7 * index)
      case 'two weeks':
        return addDays(first, 14 * index)
      case 'month':
        return sameWeekday(first, index)
    }
  })
}

/** Which of its weekday in the month a day is, from 1. */
export const weekdayInMonth = (day: string): number => Math.ceil(Number(day.slice(8)) / 7)

function sameWeekday(first: string, months: number): string {
  const month = addMonths(`${first.slice(0, 8)}01`, months)
  const earliest = addDays(month, (weekdayOf(first) - weekdayOf(month) + 7) % 7)
  const day = addDays(earliest, 7 * (weekdayInMonth(first) - 1))
  return day.slice(0, 7) === month.slice(0, 7) ? day : addDays(day, -7)
}

interface Busy {
  person_id: string
  starts_at: Date
  ends_at: Date
}

const meets = (one: Busy, other: Busy): boolean =>
  one.person_id === other.person_id && one.starts_at < other.ends_at && other.starts_at < one.ends_at

/** Those of the known engagements that meet one of these. */
export const overlapping = <Known extends Busy>(engagements: Busy[], known: Known[]): Known[] =>
  known.filter((one) => engagements.some((other) => meets(one, other)))

/** Which sessions of a series, by their index, would have a trainer of another of them at the same time. */
export const meetEachOther = (engagements: Busy[][]): number[] =>
  engagements.flatMap((own, index) =>
    engagements.some((others, other) => other !== index && overlapping(own, others).length > 0) ? [index] : [],
  )
