/** "80 % of the minutes and here in the last ten": the rule of a register, and the mark that follows from it: pure. */
import { lastMinutesWords } from '../../courses/index.ts'
import type { Marked } from './marks.ts'
import type { PartTimes, Stretch } from './minutes.ts'
import { isThereAtTheEnd, minutesThere, scheduledMinutes } from './minutes.ts'

export interface AttendanceRule {
  percent: number
  /** Must be there in the last so many minutes; null: need not. */
  last_minutes: number | null
}

/** What is known of a person: stretches of time, and moments such as a click on join or a check-in code. */
export interface Known {
  stretches: Stretch[]
  moments: { kind: string; perhaps?: string }[]
}

/** 'At least 80% of the 150 minutes, and there in the last 10' */
export function ruleWords(rule: AttendanceRule, minutes: number): string {
  const share = `at least ${rule.percent}% of the ${minutes} minutes`
  if (rule.last_minutes === null) return share
  return `${share}, and there in ${lastMinutesWords(rule.last_minutes)}`
}

/**
 * The mark that the rule gives. Null where it cannot tell: nobody's minutes were measured, or a moment speaks for somebody
 * without a minute, or a report that nobody matched yet may add to the minutes of somebody; then it is for the trainer to
 * say, never a silent absence.
 */
export function givenMark(rule: AttendanceRule, part: PartTimes, known: Known, isMeasured: boolean): Marked | null {
  if (!isMeasured) return null
  const minutes = minutesThere(part, known.stretches)
  // A claim is what somebody says of themselves: it moves no rule.
  const isSeen = known.moments.some(({ kind }) => kind !== 'own claim')
  if (minutes === 0) return isSeen ? null : { mark: 'absent', minutes: null }
  const isEnough = minutes * 100 >= scheduledMinutes(part) * rule.percent
  const isAtEnd = isThereAtTheEnd(part, known.stretches, rule.last_minutes ?? endMinutes)
  if (isEnough && (isAtEnd || rule.last_minutes === null)) return { mark: 'present', minutes: null }
  if (known.moments.some(({ perhaps }) => perhaps !== undefined)) return null
  return { mark: isAtEnd ? 'late' : 'left early', minutes }
}

/** Where the rule does not ask for the end, it still tells who came late from who left early. */
const endMinutes = 10
