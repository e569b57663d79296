/** The holder's page on a badge: what is public, files to take away, and what LinkedIn asks for. Pure. */
import { wordsForDate } from '../../lib/time.ts'
import type { CertificateRow, CertificateState } from '../certification/index.ts'
import { certificateState, isValid } from '../certification/index.ts'
import { assertionUrl, badgeUrl } from './credential.ts'
import type { BadgeRow } from './queries.ts'
import { servedAs } from './rules.ts'

export function badgePage(
  certificate: CertificateRow,
  badge: BadgeRow | undefined,
  site: { base_url: string; force_name: string },
  on: string,
) {
  const { reference } = certificate
  const state = certificateState(certificate, on)
  const base = site.base_url
  return {
    certificate: { number: certificate.number, programme_name: certificate.facts.programme_name },
    name: certificate.printed_name ?? certificate.facts.name,
    action: `/certificates/${certificate.id}/badge`,
    hide_action: `/certificates/${certificate.id}/badge/removal`,
    is_shown: badge?.is_shown ?? false,
    shows_name: badge?.shows_name ?? false,
    since_words: badge?.is_shown ? wordsForDate(badge.chosen_at) : null,
    can_show: isValid(state) && certificate.email !== null,
    has_mailbox: certificate.email !== null,
    is_valid: isValid(state),
    is_served: servedAs('3.0', state) === 'badge',
    files: [
      { text: 'Picture (PNG)', href: `/badges/${reference}.png`, hint: 'For most backpacks and websites' },
      { text: 'Drawing (SVG)', href: `/badges/${reference}.svg`, hint: 'The same, sharp at any size' },
      {
        text: 'Credential (JSON)',
        href: `/badges/${reference}.json`,
        hint: 'Open Badges 3.0 with a Data Integrity proof',
      },
      { text: 'Token (JWT)', href: `/badges/${reference}.jwt`, hint: 'Open Badges 3.0 for digital wallets' },
    ],
    addresses: [
      { label: 'Address of the badge', value: badgeUrl(base, reference, 'json') },
      { label: 'Address for older backpacks (Open Badges 2.0)', value: assertionUrl(base, reference) },
    ],
    linkedin: isValid(state) ? linkedIn(certificate, site) : null,
    void_words: voidWords(state),
    newer_href: certificate.superseded_by && `/certificates/${certificate.superseded_by}/badge`,
  }
}

/** Why a certificate that does not count is not offered to other places, and what its holder can do; null where it counts. */
function voidWords(state: CertificateState): string | null {
  switch (state) {
    case 'current':
    case 'expiring':
      return null
    case 'in grace':
    case 'expired':
      return 'This certificate has expired, so it cannot be added to other places any more. Once it is renewed, add the new one.'
    case 'suspended':
      return 'This certificate is suspended, so it cannot be added to other places until it is given back.'
    case 'revoked':
      return 'This certificate was revoked, so it cannot be added to other places. If you added it to a profile, take it off there: we cannot.'
    case 'superseded':
      return 'This certificate was replaced, so it cannot be added to other places any more. Add the newer one instead.'
    case 'withdrawn':
      return 'You gave this certificate up, so it cannot be added to other places. If you added it to a profile, take it off there: we cannot.'
  }
}

/** What their form asks for, to copy; and the link that fills it in. */
function linkedIn(certificate: CertificateRow, site: { base_url: string; force_name: string }) {
  const [year, month] = certificate.awarded_on.split('-') as [string, string]
  const [lastYear, lastOfMonth] = certificate.valid_to.split('-') as [string, string]
  const url = `${site.base_url}/verify/${certificate.reference}`
  const asked = new URLSearchParams({
    startTask: 'CERTIFICATION_NAME',
    name: certificate.facts.programme_name,
    organizationName: site.force_name,
    issueYear: year,
    issueMonth: String(Number(month)),
    expirationYear: lastYear,
    expirationMonth: String(Number(lastOfMonth)),
    certUrl: url,
    certId: certificate.number,
  })
  return {
    href: `https://www.linkedin.com/profile/add?${asked.toString()}`,
    fields: [
      { label: 'Name', value: certificate.facts.programme_name },
      { label: 'Issuing organisation', value: site.force_name },
      { label: 'Issue date', value: wordsForDate(certificate.awarded_on) },
      { label: 'Expiration date', value: wordsForDate(certificate.valid_to) },
      { label: 'Credential ID', value: certificate.number },
      { label: 'Credential URL', value: url },
    ],
  }
}
