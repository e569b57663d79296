/** What a holder reads of renewing: until when, by which course, and from when the next certificate runs: pure. */
import { wordsForDate } from '../../../lib/time.ts'
import type { PublishedCourseRow } from '../../courses/index.ts'
import type { CertificateRow } from '../queries/certificates.ts'
import type { CertificateState } from '../rules.ts'
import { certificateState } from '../rules.ts'

export function renewalPage(certificate: CertificateRow, courses: PublishedCourseRow[], on: string) {
  const state = certificateState(certificate, on)
  return {
    certificate: {
      href: `/certificates/${certificate.id}`,
      number: certificate.number,
      programme_name: certificate.facts.programme_name,
    },
    sentences: certificate.is_latest ? sentences(certificate, state) : ['A newer certificate has replaced this one.'],
    action: `/certificates/${certificate.id}/renewal`,
    courses: courses.map((course) => ({
      course_id: course.course_id,
      title: course.title,
      summary: course.summary,
      length_words: `${course.module_count === 1 ? '1 module' : `${course.module_count} modules`}, about ${course.length_minutes} minutes`,
    })),
    is_open: certificate.is_latest && ['expiring', 'in grace', 'expired', 'withdrawn'].includes(state),
  }
}

function sentences(certificate: CertificateRow, state: CertificateState): string[] {
  const last = wordsForDate(certificate.valid_to)
  switch (state) {
    case 'current':
      return [
        `Your certificate is valid until ${last}.`,
        `You can renew it from ${wordsForDate(certificate.renews_from)}. We write to you before.`,
      ]
    case 'expiring':
      return [
        `Your certificate is valid until ${last}.`,
        'The new one begins where this one ends: who renews early loses no day.',
      ]
    case 'in grace':
      return [
        `Your certificate was valid until ${last}.`,
        `You can still renew it until ${wordsForDate(certificate.grace_to)}. The new one is valid from the day you finish.`,
      ]
    case 'expired':
      return [
        `Your certificate was valid until ${last}. It is too late to renew it, so you take the whole course again.`,
      ]
    case 'withdrawn':
      return ['You have given this certificate up. To be certified again you take the whole course again.']
    case 'suspended':
    case 'revoked':
      return ['This certificate does not count at present, so it cannot be renewed. Ask the coordinators.']
    case 'superseded':
      return ['A newer certificate has replaced this one.']
  }
}
