/** "I was there": when a person may say so of a part, and when it is said: pure. */
import { addDays, dayEnd, instantToWall } from '../../../lib/time.ts'
import type { Marked } from './marks.ts'

/** How long after closing a mark can be questioned: whole days, the day of closing not counted. */
export const claimDays = 28

/** Said three times it has been answered three times; then people talk. */
export const mostClaims = 3

export const claimableUntil = (closedAt: Date): Date => dayEnd(addDays(instantToWall(closedAt).date, claimDays))

interface ClaimFacts {
  part: { starts_at: Date; closed_at: Date | null; cancelled_at: Date | null }
  /** The mark that counts; null while the register is open or without one. */
  marked: Marked | null
  claims: { answer: string | null }[]
}

export type ClaimState = 'cancelled' | 'early' | 'waiting' | 'present' | 'over' | 'too-many' | 'open'

/** `open`: may be said now; every other word says why not. */
export function claimStateOf({ part, marked, claims }: ClaimFacts, now: Date): ClaimState {
  if (part.cancelled_at) return 'cancelled'
  if (part.starts_at > now) return 'early'
  if (claims.some(({ answer }) => answer === null)) return 'waiting'
  if (part.closed_at && marked?.mark === 'present' && marked.minutes === null) return 'present'
  if (part.closed_at && claimableUntil(part.closed_at) <= now) return 'over'
  return claims.length >= mostClaims ? 'too-many' : 'open'
}
