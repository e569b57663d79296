/** "80 % of the minutes and here in the last ten": the rule of a register, and the mark that follows from it: pure. */
import type { Marked } from './marks.ts'
import type { PartTimes, Stretch } from './minutes.ts'
import { isThereAtTheEnd, minutesThere, scheduledMinutes } from './minutes.ts'

export interface AttendanceRule {
  percent: number
  /** Must be there in the last so many minutes; null: need not. */
  last_minutes: number | null
}

/** What is known of a person without anybody's word for it. */
export interface Seen {
  stretches: Stretch[]
  /** Something speaks for them, if only a moment: a click on join, a check-in code. */
  is_seen: boolean
}

/** 'At least 80% of the 150 minutes, and there in the last 10' */
export function ruleWords(rule: AttendanceRule, minutes: number): string {
  const share = `at least ${rule.percent}% of the ${minutes} minutes`
  if (rule.last_minutes === null) return share
  return `${share}, and there in the last ${rule.last_minutes === 1 ? 'minute' : `${rule.last_minutes} minutes`}`
}

/**
 * The mark that the rule gives. Null where it cannot tell: nobody's minutes were measured, or nothing but a moment speaks
 * for this person; then it is for the trainer to say, never a silent absence.
 */
export function markByRule(rule: AttendanceRule, part: PartTimes, seen: Seen, isMeasured: boolean): Marked | null {
  if (!isMeasured) return null
  if (seen.stretches.length === 0) return seen.is_seen ? null : { mark: 'absent', minutes: null }
  const minutes = minutesThere(part, seen.stretches)
  if (minutes === 0) return { mark: 'absent', minutes: null }
  const isEnough = minutes * 100 >= scheduledMinutes(part) * rule.percent
  const isAtEnd = isThereAtTheEnd(part, seen.stretches, rule.last_minutes ?? endMinutes)
  if (isEnough && (isAtEnd || rule.last_minutes === null)) return { mark: 'present', minutes: null }
  return { mark: isAtEnd ? 'late' : 'left early', minutes }
}

/** Where the rule does not ask for the end, it still tells who came late from who left early. */
const endMinutes = 10
