/** Samples of certificates, their public check and corrections of a closed register, with their e-mails. */
import type { RoomSamples } from '../sample.ts'
import { sampleId, typed } from '../sample.ts'
import { actPage, classChoices, manyPage } from '../../../features/certification/index.ts'

const number = 'HCC-2027-000123-K'
const href = `/certificates/${sampleId(80)}`
const certificate = {
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
const revoked = {
  ...certificate,
  state_tag: { text: 'Revoked', classes: 'app-tag--stop' },
  state_sentence: 'Revoked on 1 May 2027. It no longer counts.',
  is_valid: false,
  standing: 'revoked',
}
const holder = { full_name: certificate.name, href: `/people/${sampleId(1)}` }
const toCertificate = { href, text: `Certificate ${number}` }
const as: ['coordinator'] = ['coordinator']
const standing = (act: 'suspend' | 'reinstate' | 'revoke' | 'withdraw', path: string) => {
  const asked = actPage(act, { ...certificate, full_name: certificate.name, has_mailbox: act !== 'reinstate' })
  return {
    title: asked.title,
    back: toCertificate,
    form: typed(),
    act: asked,
    action: `${href}/${path}`,
    certificate,
    holder,
    refusal: null as string | null,
    class_choices: null as typeof classChoices | null,
  }
}

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
const releasing = {
  completion_id: sampleId(90),
  full_name: certificate.name,
  organisations: certificate.organisation_name,
  programme_name: certificate.programme_name,
  course_title: certificate.course_title,
  completed_words: certificate.awarded_words,
  release_id: null as string | null,
  issues_words: 'Goes out at 10:15am, released by Martin Hale',
}
const listed = {
  title: 'Certificates',
  wide: true,
  form: typed({ state: ['current', 'expiring'] }),
  paging: { page: 1, pages: 1, total: 212, limit: 50, offset: 0, href: (page: number) => `/certificates?page=${page}` },
  count: 212,
  most_at_once: 2000,
  filters_text: 'state=current&state=expiring',
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
const changing = (act: 'extend' | 'revoke') => ({
  title: manyPage(act, 212).title,
  back: { href: '/certificates', text: 'Certificates' },
  form: typed(),
  page: manyPage(act, 212),
  class_choices: null as typeof classChoices | null,
  has_day: false,
  hidden: [
    ['act', act],
    ['which', 'all'],
  ],
})
const outcome = {
  title: 'Extend 211 certificates?',
  done_count: 211,
  kept_count: 1,
  reason: 'The refresher in May had to be cancelled.',
  button: 'Extend 211 certificates',
  is_warning: false,
  without_mailbox: 2,
  hidden_count: 12,
  rows: [
    {
      full_name: certificate.name,
      number,
      href,
      valid_words: certificate.valid_words,
      outcome: 'Valid until 30 June 2028',
      is_kept: false,
    },
    {
      full_name: '李小龍',
      number: 'HCC-2027-000124-3',
      href,
      valid_words: '1 July 2028',
      outcome: 'Stays. It is valid until that day or a later one already.',
      is_kept: true,
    },
  ],
}
const previewed = {
  title: outcome.title,
  wide: true,
  back: { href: '/certificates', text: 'Certificates' },
  outcome,
  has_moved: false,
  list_href: '/certificates',
  hidden: [['act', 'extend']],
}

const registerHref = `/registers/${sampleId(71)}`
const register = {
  href: registerHref,
  corrections_href: `${registerHref}/corrections`,
  title: 'Champions: live session',
  when_words: '27 April 2027, 10am to 12:30pm',
  is_closed: true,
  closed_words: 'Closed 27 April 2027, 1pm by Martin Hale',
}
const person = {
  person_id: sampleId(40),
  full_name: certificate.name,
  organisation_name: 'Dacorum Borough Council',
  mark: 'present',
  minutes: null,
  mark_words: 'present',
  correct_href: `${registerHref}/corrections/new?person_id=${sampleId(40)}`,
}
const correction = {
  title: `Correct the mark of ${person.full_name}?`,
  back: { href: person.correct_href, text: 'Change the mark' },
  register,
  person,
  new_mark: { mark: 'left early', minutes: 20, words: 'left early, 20 minutes' },
  sentences: [
    `${person.full_name} has certificate ${number}. This would take away its ground. The certificate stays until a coordinator revokes it.`,
  ],
}
const claimHref = `${registerHref}/claims/12`
const claim = {
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
const claimed = {
  title: `${person.full_name} says they were there`,
  back: { href: '/registers/claims', text: 'People who say they were there' },
  register,
  claim,
  href: claimHref,
  is_own: false,
  mark_choices: ['present', 'late', 'left early', 'absent'].map((mark) => ({ value: mark, text: mark })),
  form: typed(),
}
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

const choice = (value: string, text: string) => ({ value, text, hint: 'What that means for them.' })
const publication = {
  href: `/courses/versions/${sampleId(20)}/publication`,
  review_href: `/courses/versions/${sampleId(20)}/review`,
  return_href: `/courses/versions/${sampleId(20)}/review/return`,
  number: 2,
  previous_number: 1 as number | null,
  is_in_review: true,
  is_ready: true,
  is_own: true,
  checks: [
    { text: 'Every page has a text', note: '', faults: [] as { text: string; href: string }[] },
    { text: 'Links are well formed', note: 'Whether they answer is not asked here.', faults: [] },
  ],
  reading: ['Listening: about 11', 'The law: about 16. Shorter sentences and plainer words would reach more people'],
  unsaved: [] as string[],
  differences: [
    {
      title: 'The law',
      words: ['Its text has changed.', 'Law as at 1 April 2027 (before: 22 November 2026).'],
      lines: [
        { kind: 'same', text: '## The law' },
        { kind: 'removed', text: 'Five strands are protected.' },
        { kind: 'added', text: 'Six strands are protected.' },
        null,
      ],
    },
  ],
  asks: true,
  choices: {
    under_way: [
      choice('leave', 'Leave 23 people as they are'),
      choice('what changed', 'Ask 23 people to read what changed'),
      choice('again', 'Have 23 people do what changed again'),
    ],
    certified: [
      choice('leave', 'Leave 112 people as they are'),
      choice('what changed', 'Ask 112 people to read what changed'),
      choice('again', 'Have 112 people do what changed again'),
    ],
  },
  under_way_words: '23 people',
  certified_words: '112 people',
  lapsed_words: '4 people did the course and hold no certificate that is valid today. Nothing is asked of them.',
}

export const certificationSamples: RoomSamples = {
  pages: {
    rescoring: {
      as: ['trainer'],
      locals: {
        title: 'Put right what was marked',
        back: { href: `/questions/${sampleId(70)}`, text: 'Question' },
        wide: true,
        form: typed({ mode: '' }, [{ field: 'mode', text: 'Select how to put it right' }]),
        action: `/questions/${sampleId(70)}/rescoring`,
        rescoring: {
          text: 'Who may report a hate crime?',
          number: 2,
          question_version_id: sampleId(71),
          seen: 'sample',
          decided_words: null,
          attempts_words: '41 attempts were marked by an earlier version.',
          counts: [
            { words: 'would pass now', count: 2 },
            { words: 'would fail now', count: 1 },
          ],
          rows: [
            {
              full_name: 'Siân O’Brien-Żak',
              quiz_title: 'Check what you have learnt',
              number: 1,
              was_words: '7 of 10 points (70%), not passed',
              now_words: '8 of 10 points (80%), passed',
              change_words: 'Passes now',
              certificate_words: '',
            },
            {
              full_name: 'Zoe Fitzgerald',
              quiz_title: 'Check what you have learnt',
              number: 2,
              was_words: '8 of 10 points (80%), passed',
              now_words: '7 of 10 points (70%), not passed',
              change_words: 'Fails now',
              certificate_words: 'HCC-2027-000123-K',
            },
          ],
          more_words: null,
        },
      },
    },
    'rescoring.decided': {
      as: ['trainer'],
      locals: {
        title: 'Put right what was marked',
        back: { href: `/questions/${sampleId(70)}`, text: 'Question' },
        wide: true,
        form: typed({}),
        action: `/questions/${sampleId(70)}/rescoring`,
        rescoring: {
          text: 'Who may report a hate crime?',
          number: 2,
          question_version_id: sampleId(71),
          seen: '',
          decided_words:
            'Decided on 12 April 2027 by Samir Choudhury: nobody’s result was lowered. A second answer was right too.',
          attempts_words: 'No attempt is marked by an earlier version any more.',
          counts: [],
          rows: [],
          more_words: null,
        },
      },
    },
    publication: {
      as: ['trainer'],
      locals: {
        title: 'Publish Become a hate crime champion',
        back: { href: `/courses/versions/${sampleId(20)}`, text: 'Version 2' },
        form: typed({ is_material: 'yes' }, [
          { field: 'what_changed', text: 'Enter what changed, in a few sentences' },
        ]),
        publication,
      },
    },
    'publication.draft': {
      as: ['trainer'],
      locals: {
        title: 'Check Become a hate crime champion',
        back: { href: `/courses/versions/${sampleId(20)}`, text: 'Version 2' },
        form: typed(),
        publication: {
          ...publication,
          is_in_review: false,
          unsaved: ['Ann Author has text on “Listening” that is not saved. It will not be published.'],
        },
      },
    },
    'publication.faults': {
      as: ['trainer'],
      locals: {
        title: 'Check Become a hate crime champion',
        back: { href: `/courses/versions/${sampleId(20)}`, text: 'Version 2' },
        form: typed(),
        publication: {
          ...publication,
          is_in_review: false,
          is_ready: false,
          checks: [
            {
              text: 'Every page has a text',
              note: '',
              faults: [{ text: '‘Law’: the page is empty', href: `/courses/modules/${sampleId(24)}/edit` }],
            },
          ],
          previous_number: null,
          reading: [],
        },
      },
    },
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
    standing: {
      as,
      locals: {
        ...standing('suspend', 'suspension'),
        form: typed({ reason: '' }, [{ field: 'reason', text: 'Enter why the certificate is suspended' }]),
      },
    },
    'standing.revoke': {
      as,
      locals: {
        ...standing('revoke', 'revocation'),
        class_choices: classChoices,
        form: typed({ reason: '' }, [
          { field: 'reason_class', text: 'Select what kind of reason it is' },
          { field: 'reason', text: 'Enter why the certificate is revoked' },
        ]),
      },
    },
    'standing.reinstate': { as, locals: { ...standing('reinstate', 'reinstatement'), certificate: revoked } },
    'standing.withdraw': { locals: standing('withdraw', 'withdrawal') },
    'standing.refused': {
      as,
      locals: { ...standing('suspend', 'suspension'), refusal: 'A newer certificate has replaced it.' },
    },
    'yearly-question': { as: 'signed-out', locals: yearlyQuestion },
    'yearly-question.yes': { as: 'signed-out', locals: { ...yearlyQuestion, answer: 'yes' } },
    'yearly-question.no': { as: 'signed-out', locals: { ...yearlyQuestion, answer: 'no' } },
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
    reissue: { locals: reissuing },
    'reissue.same': { locals: { ...reissuing, certificates: [], has_mailbox: false } },
    'reissue.unprintable': { locals: { ...reissuing, name: null, certificates: [] } },
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
    releases: {
      as,
      locals: {
        title: 'Certificates to release',
        wide: true,
        waiting: [releasing],
        released: [{ ...releasing, full_name: '李小龍', release_id: sampleId(91) }],
        minutes: 15,
        programmes: [
          {
            name: certificate.programme_name,
            words: 'Certificates wait until they are released',
            href: `/certificates/issuing/${sampleId(23)}`,
          },
        ],
      },
    },
    'releases.none': {
      as: ['trainer'],
      locals: { title: 'Certificates to release', waiting: [], released: [], minutes: 15, programmes: [] },
    },
    issuing: {
      as,
      locals: {
        title: 'How certificates are issued',
        back: { href: '/certificates/releases', text: 'Certificates to release' },
        form: typed({ issuing: 'at once', typed: '21' }, [
          { field: 'typed', text: 'This would issue 212 now. Type 212 to go on' },
        ]),
        count: 212,
        action: `/certificates/issuing/${sampleId(23)}`,
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
    'change-new': {
      as,
      locals: {
        ...changing('extend'),
        form: typed({ 'valid_to-day': '31', 'valid_to-month': '2', 'valid_to-year': '2028' }, [
          { field: 'valid_to-day', text: 'Enter the new last day, like 31 3 2028' },
          { field: 'reason', text: 'Enter why the certificates are extended' },
        ]),
        has_day: true,
      },
    },
    'change-new.revoke': { as, locals: { ...changing('revoke'), class_choices: classChoices } },
    'change-preview': { as, locals: previewed },
    'change-preview.moved': { as, locals: { ...previewed, has_moved: true } },
    'change-preview.nothing': {
      as,
      locals: { ...previewed, outcome: { ...outcome, title: 'Nothing would change', done_count: 0 } },
    },
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
    verify: {
      as: 'signed-out',
      locals: {
        title: 'Check a certificate',
        form: typed({ number, name: 'Sian' }, [
          { field: 'number', text: 'No such certificate. Check the number and the name, as they are printed.' },
        ]),
      },
    },
    verification: {
      as: 'signed-out',
      locals: {
        title: `Certificate ${number}`,
        back: { href: '/verify', text: 'Check another certificate' },
        certificate: {
          ...certificate,
          tag: certificate.state_tag,
          sentence: 'This certificate is valid until 12 April 2028.',
        },
      },
    },
    'verification-replaced': {
      as: 'signed-out',
      locals: {
        title: `Certificate ${number}`,
        back: { href: '/verify', text: 'Check another certificate' },
        tag: { text: 'Replaced', classes: 'app-tag--off' },
        sentence: 'This certificate was replaced by a newer one on 2 April 2028. It is not valid by itself.',
        newest_href: certificate.verify_path,
      },
    },
    paper: {
      as: 'signed-out',
      locals: {
        title: `The file of certificate ${number}`,
        found: 'ours',
        certificate,
        tag: { text: 'Valid', classes: 'app-tag--good' },
        sentence: 'This certificate is valid until 12 April 2028.',
        newest_href: null,
      },
    },
    'paper.other': {
      as: 'signed-out',
      locals: {
        title: `Not the file of certificate ${number}`,
        found: 'other',
        certificate,
        tag: { text: 'Replaced', classes: 'app-tag--off' },
        sentence: 'This certificate was replaced by a newer one on 2 April 2028. It is not valid by itself.',
        newest_href: certificate.verify_path,
      },
    },
    'paper.none': { as: 'signed-out', locals: { title: 'Not one of our files', found: 'none' } },
    'verification-none': {
      as: 'signed-out',
      locals: { title: 'No such certificate', back: { href: '/verify', text: 'Check a certificate' } },
    },
    corrections: {
      as: ['trainer'],
      locals: {
        title: 'Correct a closed register',
        wide: true,
        back: { href: registerHref, text: 'Register' },
        register,
        people: [
          person,
          { ...person, person_id: sampleId(42), full_name: 'Martin Hale', correct_href: null as string | null },
        ],
        corrections: [
          {
            title: '李小龍',
            what_words: 'From absent to present',
            when_words: '28 April 2027, 1pm',
            by_words: 'Martin Hale',
            reason: 'Mixed up with somebody',
          },
        ],
      },
    },
    claims: {
      as: ['trainer'],
      locals: {
        title: 'People who say they were there',
        wide: true,
        back: { href: '/registers', text: 'Registers' },
        claims: [
          {
            href: claimHref,
            full_name: person.full_name,
            session_title: register.title,
            session_words: '27 April 2027, 10am',
            statement: claim.statement,
            when_words: claim.when_words,
            is_late: true,
            register_words: 'Closed',
          },
        ],
      },
    },
    'claims.none': { as: ['trainer'], locals: { title: 'People who say they were there', claims: [] } },
    claim: { as: ['trainer'], locals: claimed },
    'claim.errors': {
      as: ['trainer'],
      locals: {
        ...claimed,
        form: typed({ reason: '' }, [{ field: 'reason', text: 'Enter why the mark stays as it is' }]),
      },
    },
    'claim.own': { as: ['trainer'], locals: { ...claimed, is_own: true } },
    'claim.answered': {
      as: ['trainer'],
      locals: {
        ...claimed,
        claim: { ...claim, answer_words: 'Declined on 29 April 2027, 9am, Martin Hale: Nobody heard you.' },
      },
    },
    'claim-acceptance': {
      as: ['trainer'],
      locals: {
        title: `Accept what ${person.full_name} says?`,
        back: { href: claimHref, text: 'Change the answer' },
        register,
        person: { ...person, mark: 'absent', mark_words: 'absent' },
        statement: claim.statement,
        new_mark: { mark: 'present', minutes: null, words: 'present' },
        sentences: [`${person.full_name} would become complete in the course “Become a hate crime champion”.`],
        href: claimHref,
        form: typed(),
      },
    },
    'new-mark': {
      as: ['trainer'],
      locals: {
        title: `Correct the mark of ${person.full_name}`,
        back: { href: register.corrections_href, text: 'Corrections' },
        form: typed({ person_id: person.person_id, mark: 'late', minutes: 'many' }, [
          { field: 'minutes', text: 'Enter how many of the 150 minutes they were there' },
        ]),
        register,
        person,
        mark_choices: ['present', 'late', 'left early'].map((mark) => ({ value: mark, text: mark })),
      },
    },
    correction: { as: ['trainer'], locals: { ...correction, is_same: false, form: typed() } },
    'correction.same': { as: ['trainer'], locals: { ...correction, is_same: true, form: typed() } },
  },
  mails: {
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
    reinstated: { ...mail, reason: 'It was somebody else.' },
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
  },
}
