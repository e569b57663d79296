/** Samples of the pages of certificates: one, the list, its papers, a new name. */
import type { RoomSamples } from '../../sample.ts'
import { sampleId, typed } from '../../sample.ts'
import { as, number, certificate, href } from './facts.ts'

const reissuing = {
  title: 'Make certificates again under another name',
  back: { href, text: `Certificate ${number}` },
  name: 'Siân Lewis' as string | null,
  has_mailbox: true,
  is_own: true,
  certificates: [certificate],
  action: `${href}/reissue`,
  leave_href: href,
}
const papers = {
  title: 'Download certificates',
  back: { href: '/certificates', text: 'Certificates' },
  form: typed(),
  hidden: [['which', 'all']],
}
const listed = {
  title: 'Certificates',
  wide: true,
  form: typed({ state: ['current', 'expiring'] }),
  paging: { page: 1, pages: 1, total: 212, limit: 50, offset: 0, href: (page: number) => `/certificates?page=${page}` },
  count: 212,
  most_at_once: 2000,
  filters_text: 'state=current&state=expiring',
  picked: {
    ticked: [] as string[],
    which: [
      { value: 'ticked', text: 'Those I have ticked on this page', checked: true },
      { value: 'all', text: 'All 212 that fit the filters', checked: false },
    ],
    acts: [
      { value: 'extend', text: 'Extend them to a later day', checked: false },
      { value: 'revoke', text: 'Revoke them', checked: true },
    ],
  },
  certificates: [
    {
      id: sampleId(80),
      full_name: certificate.name,
      number,
      programme_name: certificate.programme_name,
      organisations: certificate.organisation_name,
      href,
      person_href: `/people/${sampleId(40)}`,
      awarded_words: certificate.awarded_words,
      valid_words: certificate.valid_words,
      state_tag: certificate.state_tag,
    },
  ],
  choices: {
    states: [{ value: 'current', text: 'Current' }],
    programmes: [{ value: '', text: 'Any programme' }],
    organisations: [{ value: '', text: 'Any organisation' }],
  },
}

export const certificateSamples: RoomSamples['pages'] = {
  show: {
    as,
    locals: {
      title: `Certificate ${number}`,
      back: { href: '/roster', text: 'Roster' },
      certificate,
      holder: { full_name: certificate.name, href: `/people/${sampleId(1)}` },
      history: [
        {
          title: 'Reinstated',
          when_words: '3 May 2027, 9am',
          by_words: 'Samir Choudhury',
          reason: 'It was a mistake',
          href: null,
        },
        { title: 'Issued', when_words: '12 April 2027, 10am', by_words: null, reason: null, href: null },
      ],
      changes: [
        { href: `${href}/suspension`, text: 'Suspend this certificate' },
        { href: `${href}/revocation`, text: 'Revoke this certificate' },
      ],
      newer_href: null,
      reissue_href: `${href}/reissue` as string | null,
      may_change: true,
      groundless: { when_words: '2 May 2027', reason: 'Mixed up with somebody' },
      is_own: false,
    },
  },
  'show.unprinted': {
    locals: {
      title: `Certificate ${number}`,
      certificate: { ...certificate, name: 'བསྟན་འཛིན་དབང་མོ', pdf_href: null },
      history: [],
      changes: [{ href: `${href}/withdrawal`, text: 'Give up this certificate' }],
      newer_href: null,
      reissue_href: `${href}/reissue` as string | null,
      may_change: false,
      groundless: null,
      is_own: true,
    },
  },
  reissue: { locals: reissuing },
  'reissue.same': { locals: { ...reissuing, certificates: [], has_mailbox: false } },
  'reissue.unprintable': { locals: { ...reissuing, name: null, certificates: [] } },
  papers: {
    as,
    locals: {
      ...papers,
      page: { count: 212, without: 2, size_words: '13.4 MB' },
      form: typed({ purpose: '' }, [{ field: 'purpose', text: 'Enter what you need the certificates for' }]),
    },
  },
  'papers.none': { as, locals: { ...papers, page: { count: 0, without: 1, size_words: '1 kB' } } },
  sheet: {
    as,
    layout: 'print',
    locals: {
      title: 'Certificates to hand over',
      back: { href: '/certificates', text: 'Certificates' },
      papers: [
        { ...certificate, is_printed: true },
        { ...certificate, name: '李小龍', is_printed: false },
      ],
    },
  },
  samples: {
    as,
    locals: {
      title: 'How certificates look',
      back: { href: '/courses', text: 'Courses' },
      programmes: [
        {
          name: certificate.programme_name,
          wording: certificate.wording,
          design_href: `/certificates/designs/${sampleId(23)}`,
          samples: [
            {
              text: 'Arabic',
              name: 'محمد عبد الرحمن',
              href: '/certificates/samples/sample.pdf?name=arabic',
              welsh_href: '/certificates/samples/sample.pdf?name=arabic&language=cy',
            },
          ],
        },
      ],
    },
  },
  list: { as, locals: listed },
  'list.none': { as, locals: { ...listed, certificates: [], count: 0 } },
  'names-needed': {
    as,
    locals: {
      title: 'Certificates that wait for a printable name',
      wide: true,
      waiting: [
        {
          number,
          full_name: 'བསྟན་འཛིན་དབང་མོ',
          printable_name: null,
          email: 'tenzin@university-herts.example',
          person_href: `/people/${sampleId(41)}`,
          certificate_href: href,
          issued_words: '12 April 2027',
          asked_words: 'Asked by email',
        },
      ],
    },
  },
  'without-ground': {
    as,
    locals: {
      title: 'Certificates whose ground is gone',
      wide: true,
      found: [
        {
          number,
          full_name: certificate.name,
          reason: 'Mixed up with somebody',
          person_href: `/people/${sampleId(40)}`,
          certificate_href: href,
          when_words: '2 May 2027',
        },
      ],
    },
  },
}
