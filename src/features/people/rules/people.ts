/** The people room's own rules: periods, hidden addresses, what an invitation has come to: pure. */
import { emailDomain } from '../../../lib/text.ts'

/** How long an invitation's link opens its page. The person can sign in with their address at any time. */
export const invitationDays = 60
export const joiningCardDays = 30

export const languages = ['en', 'cy'] as const
export type Language = (typeof languages)[number]

/** What the list can be narrowed to: how far somebody's invitation has come. */
export const personStates = ['not-invited', 'invited', 'refused', 'came', 'disabled'] as const
export type PersonState = (typeof personStates)[number]

/** What a row of a staff list is, against everyone known. */
export const verdicts = ['new', 'known', 'changed', 'refused'] as const
export type Verdict = (typeof verdicts)[number]

/** `s…@dacorum.gov.uk`: enough to know one's own address by, too little to learn somebody else's. */
export function maskAddress(email: string): string {
  return `${Array.from(email)[0] ?? ''}…@${emailDomain(email)}`
}

/** Where a day lies in a period that ends before `ends_on`. */
export function periodState(
  period: { starts_on: string; ends_on: string | null },
  on: string,
): 'future' | 'current' | 'past' {
  if (period.ends_on !== null && period.ends_on <= on) return 'past'
  return period.starts_on > on ? 'future' : 'current'
}
