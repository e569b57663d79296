/** The certificate, the register and the people that the samples of certificates share. */
import { sampleId } from '../../sample.ts'

export const number = 'HCC-2027-000123-K'
export const href = `/certificates/${sampleId(80)}`
export const certificate = {
  id: sampleId(80),
  number,
  name: 'Siân O’Brien-Żak',
  language: 'en',
  logo: null,
  logo_href: null,
  force_name: 'Hertfordshire Constabulary',
  programme_name: 'Hate crime champion',
  course_title: 'Become a hate crime champion',
  organisation_name: 'Dacorum Borough Council',
  wording: 'Completed the hate crime champion course and took part in its live session.',
  signatory_name: 'The hate crime team',
  signatory_title: 'For the Chief Constable',
  awarded_words: '12 April 2027',
  valid_words: '12 April 2028',
  law_words: '22 November 2026',
  verify_url: `http://localhost:3000/verify/${'A'.repeat(22)}`,
  verify_path: `/verify/${'A'.repeat(22)}`,
  state_tag: { text: 'Current', classes: 'app-tag--good' },
  state_sentence: 'Valid until 12 April 2028.',
  is_valid: true,
  renew_href: `${href}/renewal` as string | null,
  standing: 'good',
  href,
  pdf_href: `${href}/certificate.pdf`,
  words: {
    certificate: 'Certificate',
    awarded_to: 'Awarded to',
    awarded_on: 'Awarded',
    valid_to: 'Valid until',
    number: 'Certificate number',
    course: 'Course',
    law_as_at: 'Law as at',
    check: 'Check this certificate at',
  },
}
export const as: ['coordinator'] = ['coordinator']
export const registerHref = `/registers/${sampleId(71)}`
export const register = {
  href: registerHref,
  corrections_href: `${registerHref}/corrections`,
  title: 'Champions: live session',
  when_words: '27 April 2027, 10am to 12:30pm',
  is_closed: true,
  closed_words: 'Closed 27 April 2027, 1pm by Martin Hale',
}
export const person = {
  person_id: sampleId(40),
  full_name: certificate.name,
  organisation_name: 'Dacorum Borough Council',
  mark: 'present',
  minutes: null,
  mark_words: 'present',
  correct_href: `${registerHref}/corrections/new?person_id=${sampleId(40)}`,
}
export const claim = {
  full_name: person.full_name,
  organisation_name: person.organisation_name,
  statement: 'I took part by telephone from 10am to the end, because my laptop would not start.',
  when_words: '28 April 2027, 9:12am',
  mark_words: 'Absent',
  evidence: [{ source: 'Join page', words: '9:55am, last 10:03am' }],
  there_words: null as string | null,
  rule_words: 'at least 80% of the 150 minutes',
  given_words: null as string | null,
  length_minutes: 150,
  answer_words: null as string | null,
}
