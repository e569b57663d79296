/** A certificate as an Open Badge: the credential of 3.0, and the hosted assertion of 2.0 for older backpacks. Pure. */
import { createHash } from 'node:crypto'
import { dayEnd, dayStart } from '../../lib/time.ts'
import type { CertificateRow } from '../certification/index.ts'
import type { BadgeRow } from './queries.ts'
import type { Purpose } from './rules.ts'
import { purposes } from './rules.ts'
import { credentialsContext, openBadgesContext } from './signing/contexts.ts'
import { didOf } from './signing/did.ts'

/** Who issues: the force, as it is called today. */
export interface Issuer {
  base_url: string
  force_name: string
  contact_address: string
}

export interface BadgeFacts {
  badge: Pick<BadgeRow, 'status_list' | 'revocation_index' | 'suspension_index' | 'salt' | 'shows_name'>
  certificate: Pick<
    CertificateRow,
    'reference' | 'number' | 'programme_id' | 'awarded_on' | 'valid_to' | 'facts' | 'printed_name'
  > & { email: string }
}

export const badgeUrl = (base: string, reference: string, format: 'json' | 'jwt' | 'png' | 'svg'): string =>
  `${base}/badges/${reference}.${format}`
export const assertionUrl = (base: string, reference: string): string => `${base}/badges/${reference}/assertion`
export const statusUrl = (base: string, purpose: Purpose, list: number): string =>
  `${base}/badges/status/${purpose}/${list}`
const classUrl = (base: string, programmeId: string) => `${base}/badges/classes/${programmeId}`
const issuerUrl = (base: string) => `${base}/badges/issuer`
const imageUrl = (base: string) => `${base}/badges/image.png`

/** Moments of credentials have no fractions of a second. */
export const moment = (at: Date): string => at.toISOString().replace(/\.\d+Z$/, 'Z')

/** The last second of its last valid day, in London. */
const lastMoment = (day: string) => moment(new Date(dayEnd(day).getTime() - 1000))

/** Open Badges hash the address and then the salt; addresses are the same in either case of letters. */
export const identityHash = (email: string, salt: string): string =>
  `sha256$${createHash('sha256')
    .update(email.toLowerCase() + salt)
    .digest('hex')}`

export function issuerProfile({ base_url, force_name, contact_address }: Issuer) {
  return { id: didOf(base_url), type: ['Profile'], name: force_name, url: base_url, email: contact_address }
}

const criteriaOf = ({ facts }: BadgeFacts['certificate']) =>
  `Completed the course “${facts.course_title}”: every module, every quiz passed, every live part attended.`

export function openBadge({ badge, certificate }: BadgeFacts, issuer: Issuer) {
  const base = issuer.base_url
  const { facts, reference } = certificate
  const indexes: Record<Purpose, number> = { revocation: badge.revocation_index, suspension: badge.suspension_index }
  return {
    '@context': [credentialsContext, openBadgesContext],
    id: badgeUrl(base, reference, 'json'),
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: facts.programme_name,
    issuer: issuerProfile(issuer),
    validFrom: moment(dayStart(certificate.awarded_on)),
    validUntil: lastMoment(certificate.valid_to),
    credentialSubject: {
      type: ['AchievementSubject'],
      identifier: [
        {
          type: 'IdentityObject',
          hashed: true,
          identityHash: identityHash(certificate.email, badge.salt),
          identityType: 'emailAddress',
          salt: badge.salt,
        },
        ...(badge.shows_name
          ? [
              {
                type: 'IdentityObject',
                hashed: false,
                identityHash: certificate.printed_name ?? facts.name,
                // Their list of kinds has no name; it leaves room for others.
                identityType: 'ext:name',
              },
            ]
          : []),
      ],
      achievement: {
        id: classUrl(base, certificate.programme_id),
        type: ['Achievement'],
        achievementType: 'Certification',
        name: facts.programme_name,
        description: facts.wording,
        criteria: { narrative: criteriaOf(certificate) },
        image: { id: imageUrl(base), type: 'Image' },
      },
    },
    credentialStatus: purposes.map((purpose) => {
      const list = statusUrl(base, purpose, badge.status_list)
      return {
        id: `${list}#${indexes[purpose]}`,
        type: 'BitstringStatusListEntry',
        statusPurpose: purpose,
        statusListIndex: String(indexes[purpose]),
        statusListCredential: list,
      }
    }),
  }
}

/** A minute: as long as the copies of caches. */
const keptMilliseconds = 60_000

/** As it stands at `at`; whoever keeps it keeps it for a minute. */
export function statusListCredential(
  { purpose, list, encodedList }: { purpose: Purpose; list: number; encodedList: string },
  issuer: Issuer,
  at: Date,
) {
  const id = statusUrl(issuer.base_url, purpose, list)
  return {
    '@context': [credentialsContext],
    id,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: didOf(issuer.base_url),
    validFrom: moment(at),
    credentialSubject: {
      id: `${id}#list`,
      type: 'BitstringStatusList',
      statusPurpose: purpose,
      encodedList,
      // Verifiers would keep it for five minutes if nothing was said (W3C Bitstring Status List, 2.2).
      ttl: keptMilliseconds,
    },
  }
}

const olderContext = 'https://w3id.org/openbadges/v2'

export function hostedAssertion({ badge, certificate }: BadgeFacts, issuer: Issuer) {
  const base = issuer.base_url
  return {
    '@context': olderContext,
    type: 'Assertion',
    id: assertionUrl(base, certificate.reference),
    recipient: {
      type: 'email',
      hashed: true,
      salt: badge.salt,
      identity: identityHash(certificate.email, badge.salt),
      ...(badge.shows_name ? { name: certificate.printed_name ?? certificate.facts.name } : {}),
    },
    badge: classUrl(base, certificate.programme_id),
    verification: { type: 'HostedBadge' },
    image: imageUrl(base),
    narrative: criteriaOf(certificate),
    issuedOn: moment(dayStart(certificate.awarded_on)),
    expires: lastMoment(certificate.valid_to),
  }
}

/** The body of a 410. */
export function voidAssertion(reference: string, reason: string, issuer: Issuer) {
  const id = assertionUrl(issuer.base_url, reference)
  return { '@context': olderContext, type: 'Assertion', id, revoked: true, revocationReason: reason }
}

export function badgeClass(programme: { id: string; name: string; wording: string }, issuer: Issuer) {
  const base = issuer.base_url
  return {
    '@context': olderContext,
    type: 'BadgeClass',
    id: classUrl(base, programme.id),
    name: programme.name,
    description: programme.wording,
    image: imageUrl(base),
    criteria: { narrative: `Completed a course of the programme “${programme.name}”.` },
    issuer: issuerUrl(base),
  }
}

export function hostedIssuer(issuer: Issuer) {
  const { base_url, force_name, contact_address } = issuer
  return {
    '@context': olderContext,
    type: 'Issuer',
    id: issuerUrl(base_url),
    name: force_name,
    url: base_url,
    email: contact_address,
  }
}
