/** The kinds of partner, which mail domains one may claim, and when one is there: pure. */
import { isPublicMailDomain } from '../../lib/text.ts'

export const organisationKinds = [
  'district council',
  'county council',
  'unitary council',
  'housing association',
  'charity',
  'community group',
  'health',
  'education',
  'fire',
  'police',
  'other',
] as const

export type OrganisationKind = (typeof organisationKinds)[number]

/** Reads domains as people type them (one a line, '@' or commas), lower-case and without repeats. */
export function readDomains(typed: string): string[] {
  const domains = typed
    .toLowerCase()
    .split(/[\s,;]+/)
    .map((domain) => domain.replace(/^@/, '').replace(/\.$/, ''))
    .filter(Boolean)
  return [...new Set(domains)]
}

/** Why a domain cannot be claimed, in plain English; null if it can. */
export function domainFault(domain: string): string | null {
  if (!/^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]+$/.test(domain))
    return `‘${domain.slice(0, 60)}’ is not an email domain. Enter the part after the @, like dacorum.gov.uk`
  if (isPublicMailDomain(domain)) return `‘${domain}’ is open to anyone, so no organisation can claim it`
  return null
}

/** The domain and everything above it, nearest first: what may be claimed so that it covers this one. */
export function domainsAbove(domain: string): string[] {
  const labels = domain.toLowerCase().split('.')
  return labels.map((_, start) => labels.slice(start).join('.')).filter((above) => above.includes('.'))
}

/** The day it ends is the first day it is no longer there. */
export function hasEnded(organisation: { ends_on: string | null }, today: string): boolean {
  return organisation.ends_on !== null && organisation.ends_on <= today
}
