/** When one may join, and where a meeting may lead to: pure. */
import { addMinutes } from '../../../lib/time.ts'
import { joinOpensAt } from '../../live-sessions/index.ts'

export type JoinState = 'early' | 'open' | 'over'

/** The page stays open a little after the end: people drop out and come back while the last words are said. */
export function joinStateOf(part: { starts_at: Date; ends_at: Date }, now: Date): JoinState {
  if (now < joinOpensAt(part.starts_at)) return 'early'
  return now < addMinutes(part.ends_at, 15) ? 'open' : 'over'
}

/** Of a session's parts the one its join page is for: the latest that is open, or else the next one. */
export const joinPartAt = <Part extends { starts_at: Date; ends_at: Date }>(parts: Part[], now: Date): Part =>
  parts.findLast((part) => joinStateOf(part, now) === 'open') ??
  parts.find((part) => joinStateOf(part, now) === 'early') ??
  parts.at(-1)!

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
