/** Marks, what share of a part they are worth, when one may join, where a meeting may lead to: pure. */
import { addMinutes, minutesBetween } from '../../lib/time.ts'
import { joinOpensAt } from '../live-sessions/index.ts'

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

export const lengthOf = (part: { starts_at: Date; ends_at: Date }): number =>
  minutesBetween(part.starts_at, part.ends_at)

/** How a mark stands in the form's hidden field: what the page showed, so that only what was changed is written. */
export const writeMarked = (marked: { mark: Mark | null; minutes: number | null }): string =>
  marked.mark === null ? '' : marked.minutes === null ? marked.mark : `${marked.mark} ${marked.minutes}`

/** Marks are taken from the moment people may join. */
export const isMarkable = (part: { starts_at: Date; cancelled_at: Date | null }, now: Date): boolean =>
  part.cancelled_at === null && joinOpensAt(part.starts_at) <= now

export type JoinState = 'early' | 'open' | 'over'

/** The page stays open a little after the end: people drop out and come back while the last words are said. */
export function joinStateOf(part: { starts_at: Date; ends_at: Date }, now: Date): JoinState {
  if (now < joinOpensAt(part.starts_at)) return 'early'
  return now < addMinutes(part.ends_at, 15) ? 'open' : 'over'
}

const families: [hosts: RegExp, sources: string[]][] = [
  [
    /(^|\.)(microsoft\.com|live\.com|cloud\.microsoft)$/,
    ['https://*.microsoft.com', 'https://*.live.com', 'https://*.cloud.microsoft'],
  ],
  [/(^|\.)zoom\.(us|com)$/, ['https://zoom.us', 'https://*.zoom.us', 'https://*.zoom.com']],
  [/(^|\.)webex\.com$/, ['https://*.webex.com']],
  [/^meet\.google\.com$/, ['https://*.google.com']],
]

/** The sources of a Content-Security-Policy's form-action for a meeting: its own, and those its service hands over to. */
export function meetingSources(joinUrl: string): string[] {
  const { origin, hostname } = new URL(joinUrl)
  return [origin, ...(families.find(([hosts]) => hosts.test(hostname))?.[1] ?? [])]
}
