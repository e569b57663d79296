/** Adjustments of a person: extra time, one question a page, large print; and what extra time makes of a limit: pure. */

export const extraTimes = ['none', '25', '50', '100', 'no-limit'] as const
export type ExtraTime = (typeof extraTimes)[number]

export interface Adjustments {
  extra_time: ExtraTime
  one_question_a_page: boolean
  large_print: boolean
}

export const noAdjustments: Adjustments = { extra_time: 'none', one_question_a_page: false, large_print: false }

export const extraTimeWords: Record<ExtraTime, string> = {
  none: 'No extra time',
  '25': '25% more time',
  '50': '50% more time',
  '100': 'Twice the time',
  'no-limit': 'No time limit',
}

/** Whole minutes, rounded up; null where there is no limit. */
export function withExtraTime(minutes: number, extra: ExtraTime): number | null {
  if (extra === 'no-limit') return null
  return extra === 'none' ? minutes : Math.ceil((minutes * (100 + Number(extra))) / 100)
}
