/** Marks, what share of a part they are worth, when they are taken: pure. */
import { joinOpensAt } from '../../live-sessions/index.ts'
import type { PartTimes } from './minutes.ts'
import { scheduledMinutes } from './minutes.ts'

export const marks = ['present', 'late', 'left early', 'absent', 'excused'] as const
export type Mark = (typeof marks)[number]

/** The letter that marks a row by keyboard. */
export const markKeys: Record<Mark, string> = { present: 'p', late: 'l', 'left early': 'e', absent: 'a', excused: 'x' }

/** Minutes are asked where they decide: how long somebody was there who was not there all the time. */
export const needsMinutes = (mark: Mark): boolean => mark === 'late' || mark === 'left early'

export interface Marked {
  mark: Mark
  minutes: number | null
}

/** The whole percent of a part that a mark is worth; `minutes * 100 >= length * percent` follows from it. */
export function attendedPercent({ mark, minutes }: Marked, lengthMinutes: number): number {
  if (mark === 'absent' || mark === 'excused') return 0
  if (minutes === null) return mark === 'present' ? 100 : 0
  return Math.min(100, Math.floor((minutes * 100) / lengthMinutes))
}

/** The minutes that may be entered, and of which a share is asked. */
export const lengthOf = (part: PartTimes): number => scheduledMinutes(part)

/** How a mark stands in the form's hidden field: what the page showed, so that only what was changed is written. */
export const writeMarked = (marked: { mark: Mark | null; minutes: number | null }): string =>
  marked.mark === null ? '' : marked.minutes === null ? marked.mark : `${marked.mark} ${marked.minutes}`

/** Marks are taken from the moment people may join. */
export const isMarkable = (part: { starts_at: Date; cancelled_at: Date | null }, now: Date): boolean =>
  part.cancelled_at === null && joinOpensAt(part.starts_at) <= now
