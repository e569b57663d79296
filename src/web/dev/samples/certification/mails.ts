/** Samples of the e-mails about certificates, corrections and claims. */
import type { RoomSamples } from '../../sample.ts'
import { sampleId } from '../../sample.ts'
import { certificate, href, person, register, claim, number } from './facts.ts'

const claimAnswered = {
  name: person.full_name,
  session_title: register.title,
  when_words: register.when_words,
  statement: claim.statement,
  was_words: 'absent',
  reason: 'The conference provider lists a telephone from 10:01am to 12:29pm.',
  attendance_url: `http://localhost:3000/attendance/${sampleId(71)}`,
}
const mail = {
  name: certificate.name,
  number,
  programme_name: certificate.programme_name,
  valid_to_words: certificate.valid_words,
  certificate_url: `http://localhost:3000${href}`,
}

export const mailSamples: RoomSamples['mails'] = {
  rescored: {
    name: certificate.name,
    reason: 'A second answer was right too, and was marked as wrong.',
    attempts: [
      {
        title: 'Check what you have learnt, try 1',
        was_words: '7 of 10 points (70%), not passed',
        now_words: '8 of 10 points (80%), passed',
      },
    ],
    training_url: 'http://localhost:3000/my-training',
  },
  certificate: { ...mail, verify_url: certificate.verify_url },
  'name-needed': { ...mail, missing: ['བ', 'སྟ'], name_url: 'http://localhost:3000/account/printable-name' },
  revoked: { ...mail, reason: 'The register was wrong: he was called away after ten minutes.' },
  corrected: {
    name: 'Siân O’Brien-Żak',
    session_title: 'Hate crime champions: live session',
    when_words: '27 April 2027, 10am to 12:30pm',
    was_words: 'absent',
    now_words: 'late, 120 minutes',
    reason: 'Joined by telephone, which the report does not name.',
    sentences: [
      'You have now done everything in “Become a hate crime champion”. Your certificate comes in an email of its own.',
    ],
    training_url: 'http://localhost:3000/my-training',
    attendance_url: `http://localhost:3000/attendance/${sampleId(71)}`,
  },
  'claim-answered': {
    ...claimAnswered,
    is_accepted: true,
    now_words: 'present',
    sentences: [
      'You have now done everything in “Become a hate crime champion”. Your certificate comes in an email of its own.',
    ],
  },
  reinstated: { ...mail, reason: 'It was somebody else.', is_over: false },
  extended: { ...mail, reason: 'The refresher in May had to be cancelled.' },
  expiry: {
    ...mail,
    is_over: false,
    days_left: 90,
    grace_words: '12 June 2028',
    opens_words: null,
    renewal_url: `http://localhost:3000${href}/renewal`,
  },
  'yearly-check': {
    name: certificate.name,
    answer_by_words: '11 November 2027',
    question_url: `http://localhost:3000/still-champion/${'A'.repeat(22)}`,
  },
  reissued: { name: 'Siân Lewis', certificates: [{ ...mail, verify_url: certificate.verify_url }] },
  suspended: { ...mail, reason: 'We are looking into how the quiz was taken.' },
  withdrawn: { ...mail, reason: 'I work elsewhere now.' },
}
