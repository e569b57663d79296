/** The scheduling form filled from a session or a template: everything as it was, on other days. Pure. */
import { addDays, daysBetween, parseDay } from '../../../lib/time.ts'
import type { Typed } from '../../../platform/http/form.ts'
import { countParts, prefixOf } from './parts.ts'

/** What belongs to one session alone: its rows, its answers about the clock, its reason, its button. */
const ofOneSession =
  /^(id|overlap_reason|add_part|remove_part|as_draft|repeat|repeat_count)$|^(part-\d{1,2}-)?(part_id|clock)$/

export const asNew = (typed: Typed): Typed =>
  Object.fromEntries(Object.entries(typed).filter(([name]) => !ofOneSession.test(name)))

const dayOf = (typed: Typed, position: number): string | null => {
  const part = (name: string) => [typed[`${prefixOf(position)}day-${name}`] ?? ''].flat()[0]!
  return parseDay({ day: part('day'), month: part('month'), year: part('year') })
}

const firstDay = (typed: Typed): string | null => dayOf(typed, 1)

/** Every part so many days later at the same London time; with null, without its day. */
export function onLaterDays(typed: Typed, days: number | null): Typed {
  const moved = { ...typed }
  for (let position = 1; position <= countParts(typed); position++) {
    const was = dayOf(typed, position)
    const [year = '', month = '', day = ''] = was && days !== null ? addDays(was, days).split('-').map(Number) : []
    moved[`${prefixOf(position)}day-day`] = String(day)
    moved[`${prefixOf(position)}day-month`] = String(month)
    moved[`${prefixOf(position)}day-year`] = String(year)
  }
  return moved
}

/** So many whole weeks later that the first part is after today: the weekday stays. */
export function onComingWeek(typed: Typed, today: string): Typed {
  const first = firstDay(typed)
  if (first === null) return typed
  let days = 7
  while (addDays(first, days) <= today) days += 7
  return onLaterDays(typed, days)
}

/** On this first day, each further part as many days later as it was; with none, without days. */
export function onFirstDay(typed: Typed, day: string | null): Typed {
  const first = firstDay(typed)
  return onLaterDays(typed, day === null || first === null ? null : daysBetween(first, day))
}
