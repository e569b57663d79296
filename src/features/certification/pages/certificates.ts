/** Certificates as the templates show them: pure. */
import { wordsForDate, wordsForMoment } from '../../../lib/time.ts'
import { dayInWords, words } from '../pdf/words.ts'
import type { CertificateRow, NameNeededRow, StateChangeRow } from '../queries/certificates.ts'
import type { GroundlessRow } from '../queries/grounds.ts'
import type { CertificateState } from '../rules.ts'
import { certificateState, isValid } from '../rules.ts'

export const stateTags: Record<CertificateState, { text: string; classes: string }> = {
  current: { text: 'Current', classes: 'app-tag--good' },
  expiring: { text: 'Expiring', classes: 'app-tag--wait' },
  'in grace': { text: 'Expired, in grace', classes: 'app-tag--wait' },
  expired: { text: 'Expired', classes: 'app-tag--off' },
  revoked: { text: 'Revoked', classes: 'app-tag--stop' },
}

/** What the certificate is worth today, in a sentence for whoever may see it. */
function stateSentence(certificate: CertificateRow, state: CertificateState): string {
  const last = wordsForDate(certificate.valid_to)
  switch (state) {
    case 'current':
    case 'expiring':
      return `Valid until ${last}.`
    case 'in grace':
    case 'expired':
      return `Expired. It was valid until ${last}.`
    case 'revoked':
      return `Revoked on ${wordsForDate(certificate.last_changed_at)}. It no longer counts.`
  }
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
    valid_words: dayInWords(certificate.valid_to, say.locale),
    law_words: facts.law_as_at && dayInWords(facts.law_as_at, say.locale),
    logo_href: facts.logo && `/logo/${facts.logo.file_id}`,
    verify_path: new URL(facts.verify_url).pathname,
    state,
    state_tag: stateTags[state],
    state_sentence: stateSentence(certificate, state),
    is_valid: isValid(state),
    is_revoked: certificate.is_revoked,
    href: `/certificates/${certificate.id}`,
    pdf_href: certificate.pdf_file_id && `/certificates/${certificate.id}/certificate.pdf`,
    words: { ...say, title: undefined },
  }
}

/** What the public page says of a certificate: what is on the paper and what it is worth, nothing else. */
export function verificationPage(certificate: CertificateRow, on: string) {
  const state = certificateState(certificate, on)
  const last = wordsForDate(certificate.valid_to)
  return {
    number: certificate.number,
    name: certificate.printed_name ?? certificate.facts.name,
    programme_name: certificate.facts.programme_name,
    organisation_name: certificate.facts.organisation_name,
    force_name: certificate.facts.force_name,
    awarded_words: wordsForDate(certificate.awarded_on),
    valid_words: last,
    tag: isValid(state) ? stateTags.current : state === 'revoked' ? stateTags.revoked : stateTags.expired,
    sentence: isValid(state)
      ? `This certificate is valid until ${last}.`
      : state === 'revoked'
        ? `This certificate was revoked on ${wordsForDate(certificate.last_changed_at)}. It is not valid.`
        : `This certificate has expired. It was valid until ${last}.`,
  }
}

const changeWords: Record<StateChangeRow['state'], string> = {
  issued: 'Issued',
  revoked: 'Revoked',
  reinstated: 'Reinstated',
}

export const historyPage = (changes: StateChangeRow[]) =>
  changes.map((change) => ({
    title: changeWords[change.state],
    when_words: wordsForMoment(change.changed_at),
    by_words: change.changed_by_name ?? null,
    reason: change.reason,
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
