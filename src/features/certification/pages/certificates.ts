/** Certificates as the templates show them: pure. */
import { wordsForDate, wordsForMoment } from '../../../lib/time.ts'
import { dayInWords, words } from '../pdf/words.ts'
import type { CertificateRow, NameNeededRow, StateChangeRow } from '../queries/certificates.ts'
import type { ListedCertificateRow } from '../queries/certificate-list.ts'
import type { GroundlessRow } from '../queries/grounds.ts'
import type { CertificateState, RevocationClass } from '../rules.ts'
import { certificateState, isValid } from '../rules.ts'
import { designedOnPaper, saidOnPaper } from './paper-words.ts'

export const stateTags: Record<CertificateState, { text: string; classes: string }> = {
  current: { text: 'Current', classes: 'app-tag--good' },
  expiring: { text: 'Expiring', classes: 'app-tag--wait' },
  'in grace': { text: 'Expired, in grace', classes: 'app-tag--wait' },
  expired: { text: 'Expired', classes: 'app-tag--off' },
  suspended: { text: 'Suspended', classes: 'app-tag--stop' },
  revoked: { text: 'Revoked', classes: 'app-tag--stop' },
  superseded: { text: 'Replaced', classes: 'app-tag--off' },
  withdrawn: { text: 'Given up', classes: 'app-tag--off' },
}

/** What the certificate is worth today, in a sentence for whoever may see it. */
function stateSentence(certificate: CertificateRow, state: CertificateState): string {
  const last = wordsForDate(certificate.valid_to)
  const changed = wordsForDate(certificate.last_changed_at)
  switch (state) {
    case 'current':
      return `Valid until ${last}.`
    case 'expiring':
      return `Valid until ${last}. It can be renewed now.`
    case 'in grace':
      return `Expired. It was valid until ${last} and can be renewed until ${wordsForDate(certificate.grace_to)}.`
    case 'expired':
      return `Expired. It was valid until ${last}.`
    case 'suspended':
      return `Suspended on ${changed}. It does not count until it is given back.`
    case 'revoked':
      return `Revoked on ${changed}. It no longer counts.`
    case 'superseded':
      return `Replaced on ${changed} by a newer certificate.`
    case 'withdrawn':
      return `Given up by its holder on ${changed}. It no longer counts.`
  }
}

/** What anyone may read of why a certificate was revoked; conduct, and whatever else there is, is nobody's business. */
const publicReasons: Record<RevocationClass, string> = {
  'issued in error': ' It was issued in error.',
  'not completed': ' The course it stood for was not completed.',
  'no longer in role': ' The holder no longer acts in this role.',
  conduct: '',
  other: '',
}

/** The same for anyone who checks it: what it is worth, in one or two sentences that stand for themselves. */
export function publicSentence(certificate: CertificateRow, state: CertificateState): string {
  const last = wordsForDate(certificate.valid_to)
  const changed = wordsForDate(certificate.last_changed_at)
  const moved =
    certificate.valid_to === certificate.paper_valid_to
      ? ''
      : ` The paper says ${wordsForDate(certificate.paper_valid_to)}: it was extended after it was printed.`
  switch (state) {
    case 'current':
      return `This certificate is valid until ${last}.${moved}`
    case 'expiring':
      return `This certificate is valid until ${last} and is due to be renewed.${moved}`
    case 'in grace':
      return `This certificate has expired. It was valid until ${last}, and its holder can still renew it until ${wordsForDate(certificate.grace_to)}.${moved}`
    case 'expired':
      return `This certificate has expired. It was valid until ${last}.${moved}`
    case 'suspended':
      return `This certificate has been suspended since ${changed}. It is not valid while it is suspended.`
    case 'revoked':
      return `This certificate was revoked on ${changed}. It is not valid.${publicReasons[certificate.revocation_class ?? 'other']}`
    case 'superseded':
      return `This certificate was replaced by a newer one on ${changed}. It is not valid by itself.`
    case 'withdrawn':
      return `This certificate was given up by its holder on ${changed}. It is not valid.`
  }
}

/** A word for each state that says to anyone whether to rely on it. */
export const publicTags: Record<CertificateState, { text: string; classes: string }> = {
  ...stateTags,
  current: { text: 'Valid', classes: 'app-tag--good' },
  expiring: { text: 'Valid, due for renewal', classes: 'app-tag--good' },
  'in grace': { text: 'Expired, can be renewed', classes: 'app-tag--off' },
}

/** The certificate as its paper says it, in its own language: the HTML twin of the PDF. */
export function certificatePage(certificate: CertificateRow, on: string) {
  const { facts } = certificate
  const say = words[facts.language]
  const state = certificateState(certificate, on)
  return {
    ...facts,
    id: certificate.id,
    number: certificate.number,
    name: certificate.printed_name ?? facts.name,
    awarded_words: dayInWords(certificate.awarded_on, say.locale),
    valid_words: dayInWords(certificate.paper_valid_to, say.locale),
    law_words: facts.law_as_at && dayInWords(facts.law_as_at, say.locale),
    logo_href: facts.logo && `/logo/${facts.logo.file_id}`,
    ...designedOnPaper(certificate),
    verify_path: new URL(facts.verify_url).pathname,
    state,
    state_tag: stateTags[state],
    state_sentence: stateSentence(certificate, state),
    is_valid: isValid(state),
    renew_href:
      certificate.is_latest && ['expiring', 'in grace', 'expired'].includes(state)
        ? `/certificates/${certificate.id}/renewal`
        : null,
    standing: certificate.standing,
    href: `/certificates/${certificate.id}`,
    is_erased: certificate.is_erased,
    pdf_href: !certificate.is_erased && certificate.pdf_file_id && `/certificates/${certificate.id}/certificate.pdf`,
    words: { ...say, title: undefined, signature_of: undefined },
  }
}

/** What the public page says of a certificate: what is on the paper and what it is worth, nothing else. */
export function verificationPage(certificate: CertificateRow, on: string) {
  const state = certificateState(certificate, on)
  return {
    number: certificate.number,
    is_erased: certificate.is_erased,
    name: certificate.printed_name ?? certificate.facts.name,
    programme_name: certificate.facts.programme_name,
    organisation_name: certificate.facts.organisation_name,
    force_name: certificate.facts.force_name,
    ...saidOnPaper(certificate),
    awarded_words: wordsForDate(certificate.awarded_on),
    valid_words: wordsForDate(certificate.paper_valid_to),
    tag: publicTags[state],
    sentence: publicSentence(certificate, state),
  }
}

const changeWords: Record<StateChangeRow['state'], string> = {
  issued: 'Issued',
  extended: 'Extended',
  suspended: 'Suspended',
  revoked: 'Revoked',
  reinstated: 'Reinstated',
  superseded: 'Replaced',
  withdrawn: 'Given up',
}

/** 'Extended to 12 April 2029', 'Replaced by HCC-2028-000012-3', 'Revoked: issued in error' */
function changeTitle(change: StateChangeRow): string {
  const title = changeWords[change.state]
  if (change.state === 'extended') return `${title} to ${wordsForDate(change.valid_to!)}`
  if (change.state === 'superseded') return `${title} by ${change.superseded_by_number}`
  return change.state === 'revoked' ? `${title}: ${change.reason_class}` : title
}

export const historyPage = (changes: StateChangeRow[]) =>
  changes.map((change) => ({
    title: changeTitle(change),
    href: change.superseded_by && `/certificates/${change.superseded_by}`,
    when_words: wordsForMoment(change.changed_at),
    by_words: change.changed_by_name ?? null,
    reason: change.reason,
  }))

export const listPage = (found: ListedCertificateRow[], on: string) =>
  found.map((one) => ({
    ...one,
    href: `/certificates/${one.id}`,
    person_href: `/people/${one.person_id}`,
    awarded_words: wordsForDate(one.awarded_on),
    valid_words: wordsForDate(one.valid_to),
    state_tag: stateTags[certificateState(one, on)],
  }))

export const namesNeededPage = (waiting: NameNeededRow[]) =>
  waiting.map((one) => ({
    ...one,
    person_href: `/people/${one.person_id}`,
    certificate_href: `/certificates/${one.certificate_id}`,
    issued_words: wordsForDate(one.issued_at),
    asked_words: one.email === null ? 'No mailbox: ask in person' : 'Asked by email',
  }))

export const groundlessPage = (found: GroundlessRow[]) =>
  found.map((one) => ({
    ...one,
    person_href: `/people/${one.person_id}`,
    certificate_href: `/certificates/${one.certificate_id}`,
    when_words: wordsForDate(one.recorded_at),
  }))
