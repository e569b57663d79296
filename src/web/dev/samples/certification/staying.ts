/** Samples of what keeps a champion one: renewing and the yearly check. */
import type { RoomSamples } from '../../sample.ts'
import { sampleId } from '../../sample.ts'
import { as, href, number, certificate } from './facts.ts'

const renewing = {
  title: 'Renew your certificate',
  back: { href: '/my-training', text: 'My training' },
  certificate: { href, number, programme_name: certificate.programme_name },
  action: `${href}/renewal`,
}
const yearlyQuestion = {
  title: 'Are you still a champion?',
  name: certificate.name,
  answer: null as string | null,
  is_over: false,
  is_champion: true,
  action: `/still-champion/${'A'.repeat(22)}`,
}
const yearlyList = {
  title: 'Are they still champions?',
  wide: true,
  champions: [
    {
      person_id: sampleId(40),
      full_name: certificate.name,
      organisation_name: certificate.organisation_name,
      href,
      valid_words: certificate.valid_words,
      confirmed_words: 'Never yet',
      tag: { text: 'No answer since 12 October 2027', classes: 'app-tag--wait' },
      needs_settling: true,
    },
  ],
  is_coordinator: false,
  only_waiting: false,
  is_cut: false,
}

export const stayingSamples: RoomSamples['pages'] = {
  'yearly-question': { as: 'signed-out', locals: yearlyQuestion },
  'yearly-question.yes': { as: 'signed-out', locals: { ...yearlyQuestion, answer: 'yes' } },
  'yearly-question.no': { as: 'signed-out', locals: { ...yearlyQuestion, answer: 'no' } },
  'yearly-question.expired': { as: 'signed-out', locals: { ...yearlyQuestion, answer: 'yes', is_champion: false } },
  'yearly-question.over': { as: 'signed-out', locals: { ...yearlyQuestion, is_over: true } },
  'yearly-list': { as: ['lead'], locals: yearlyList },
  'yearly-list.waiting': {
    as,
    locals: {
      ...yearlyList,
      title: 'Champions who may no longer act as one',
      is_coordinator: true,
      only_waiting: true,
    },
  },
  'yearly-list.none': { as, locals: { ...yearlyList, champions: [], is_coordinator: true, only_waiting: true } },
  renewal: {
    locals: {
      ...renewing,
      sentences: [
        'Your certificate is valid until 12 April 2028.',
        'The new one begins where this one ends: who renews early loses no day.',
      ],
      courses: [
        {
          course_id: sampleId(21),
          title: 'Refresher for champions',
          summary: 'What has changed, and two cases to think about.',
          length_words: '2 modules, about 25 minutes',
        },
      ],
      is_open: true,
    },
  },
  'renewal.none': {
    locals: {
      ...renewing,
      sentences: ['Your certificate was valid until 12 April 2028.'],
      courses: [],
      is_open: true,
    },
  },
}
