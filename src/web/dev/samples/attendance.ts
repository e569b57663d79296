/** Samples of the registers and of the join page. */
import type { PageSample, RoomSamples } from '../sample.ts'
import { paging, sampleId, typed } from '../sample.ts'
import { reportSamples } from './attendance-reports.ts'

const title = 'Hate crime champions: live session'
const part = {
  href: `/registers/${sampleId(71)}`,
  session_href: `/live-sessions/${sampleId(70)}`,
  title,
  when_words: '27 April 2027, 10am to 12:30pm',
  length_minutes: 150,
  is_closed: false,
  closed_words: null as string | null,
  is_cancelled: false,
}
const closed = { ...part, is_closed: true, closed_words: 'Closed on 27 April 2027, 12:39pm by Martin Hale' }

const mark_choices = [
  { value: 'present', text: 'Present', key: 'p', has_minutes: false },
  { value: 'late', text: 'Late', key: 'l', has_minutes: true },
  { value: 'left-early', text: 'Left early', key: 'e', has_minutes: true },
  { value: 'absent', text: 'Absent', key: 'a', has_minutes: false },
  { value: 'excused', text: 'Excused', key: 'x', has_minutes: false },
]
const person = {
  person_id: sampleId(4),
  full_name: 'Siân O’Brien-Żak',
  is_own: false,
  facts: ['Dacorum Borough Council'],
  evidence: [
    { source: 'Join page', words: '9:55am, last 11am' },
    { source: 'Live room', words: '9:58am to 10:40am, 11:01am to 12:30pm' },
    { source: 'Check-in code', words: '10:02am' },
    { source: 'Meeting report', words: '9:59am to 12:31pm' },
  ],
  there_words: '148 of 150 minutes (98%)' as string | null,
  claim_href: null as string | null,
  ruled_words: 'Present' as string | null,
  is_overruled: false,
  ruled_mark: null as string | null,
  why: '',
  why_error: null as string | null,
  mark: 'present',
  minutes: '',
  was: 'present',
  error: null as string | null,
  mark_words: 'Present',
  marked_words: '27 April 2027, 12:35pm, Martin Hale',
  reason: null as string | null,
}
const late = {
  ...person,
  person_id: sampleId(5),
  full_name: '李小龍',
  facts: ['Walk-in'],
  evidence: [{ source: 'Live room', words: '11am to 12:30pm' }],
  there_words: '90 of 150 minutes (60%)',
  ruled_words: 'Late, 90 minutes',
  mark: 'late',
  minutes: '',
  was: '',
  mark_words: 'Late, 90 minutes',
  reason: 'The bus was late',
}
const unmarked = {
  ...person,
  person_id: sampleId(6),
  full_name: 'Noor Al-Huda Hassan',
  evidence: [{ source: 'Says they were there', words: '27 April 2027, 12:40pm: “I was on the telephone”' }],
  claim_href: `${part.href}/claims/12`,
  there_words: null,
  ruled_words: 'Absent',
  mark: '',
  was: '',
  mark_words: 'No mark',
}
const counts = [
  { value: 'present', text: 'Present', count: 1 },
  { value: 'late', text: 'Late', count: 1 },
  { value: 'left-early', text: 'Left early', count: 0 },
  { value: 'absent', text: 'Absent', count: 0 },
  { value: 'excused', text: 'Excused', count: 0 },
  { value: 'none', text: 'No mark', count: 1 },
]

const rule = {
  href: `/registers/${sampleId(71)}/rule`,
  words: 'at least 80% of the 150 minutes, and there in the last 10 minutes' as string | null,
  course_words: 'at least 80% of the 150 minutes, and there in the last 10 minutes' as string | null,
  kept_words: null as string | null,
  reason: null as string | null,
}

const tried: PageSample['locals'] = {
  title: 'Mark by a rule',
  wide: true,
  back: { href: part.href, text: 'Register' },
  form: typed(),
  trying: typed({ percent: '70', last_minutes: '' }),
  keeping: typed(),
  part,
  rule,
  percent: 70,
  last_minutes: '',
  tried: {
    people: [
      { ...person, given_words: 'Present', now_words: 'Present, by the rule', is_other: false },
      { ...late, given_words: 'Late, 90 minutes', now_words: 'Excused', is_other: true },
      { ...unmarked, given_words: 'Cannot tell: yours to mark', now_words: 'No mark', is_other: false },
    ],
    counts,
    whom_choices: [
      { value: 'unmarked', text: 'Only the 2 whom no trainer has marked', hint: 'The mark that a trainer gave stays.' },
      { value: 'everyone', text: 'All 3, in place of trainers’ marks too' },
    ],
  },
  is_measured: true,
  is_over: true,
  is_other: true,
}

const register = {
  title: `Register: ${title}`,
  wide: true,
  back: { href: part.session_href, text: title },
  form: typed(),
  part,
  people: [person, late, unmarked],
  conflicts: [] as object[],
  queue: { url: `${part.href}/marks`, part: sampleId(71), by: sampleId(2), seen_at: '2027-04-27T09:10:00.000Z' },
  rule,
  counts,
  telling: null,
  mark_choices,
  can_mark: true,
  can_close: true,
  missing_href: `${part.href}/missing` as string | null,
  reports_waiting: 2,
  opens_minutes: 15,
}
const missingReason = 'Say why 李小龍 gets another mark than the rule gives'
const missing = 'Enter the minutes 李小龍 was there'

const closing = {
  title: 'Close the register',
  back: { href: part.href, text: 'Register' },
  form: typed({}, [{ field: 'rest_absent', text: 'Mark these people first, or say that they were absent' }]),
  part,
  counts,
  unmarked: [
    {
      full_name: 'Tomáš Dvořák',
      evidence: [
        { source: 'Check-in code', words: '10:01am' },
        { source: 'Live room', words: '10:02am to 11:48am' },
      ],
    },
    { full_name: 'Noor Al-Huda Hassan', evidence: [] },
  ],
  claims: [{ full_name: 'Noor Al-Huda Hassan', href: `${part.href}/claims/12` }],
  conflicts: ['李小龍'],
  are_released: true,
  can_close: true,
}

const tabs = ['To do (1)', 'Coming', 'Closed', 'Cancelled'].map((text, index) => ({
  text,
  href: `?show=${index}`,
  active: index === 0,
}))

const join = {
  title,
  state: 'open',
  action: '/join/AAAAAAAAAAAAAAAAAAAAAA/click',
  here: '/join/AAAAAAAAAAAAAAAAAAAAAA',
  when_words: part.when_words,
  part_words: 'Part 1 of 2' as string | null,
  opens_words: '27 April 2027, 9:45am',
  opens_minutes: 15,
  place: 'Training room 2',
  cancel_reason: 'The trainer is ill',
  is_postponed: false,
  notes_lines: ['Please come with your camera on if you can.'],
  service: 'Microsoft Teams',
  join_url: 'https://teams.microsoft.com/l/meetup-join/abc',
  materials: [
    {
      title: 'Workbook with all exercises',
      href: `/join/AAAAAAAAAAAAAAAAAAAAAA/materials/${sampleId(78)}`,
      words: 'PDF, 1.2 MB',
      is_link: false,
    },
  ],
  evaluation_href: '/join/AAAAAAAAAAAAAAAAAAAAAA/evaluation' as string | null,
}
const joinAs = (state: string): PageSample => ({
  as: 'signed-out',
  locals: { ...join, state, join_url: state === 'open' ? join.join_url : null },
})

const walkIn = {
  title: 'Add somebody who walked in',
  back: { href: part.href, text: 'Register' },
  form: typed(),
  part,
  found: [] as { value: string; text: string; hint?: string }[],
  organisation_choices: [
    { value: '', text: 'The one their address belongs to, if any' },
    { value: sampleId(3), text: 'Dacorum Borough Council' },
  ],
  consent_words:
    'They agreed that Hertfordshire Constabulary keeps their name, email address, organisation and attendance to run this training',
  can_add: true,
}

const own = {
  title: 'Why was I marked absent?',
  back: { href: '/my-training', text: 'My training' },
  session: { title, when_words: part.when_words },
  action: `/attendance/${sampleId(71)}/claims`,
  mark_words: 'Absent' as string | null,
  marked_words: 'By a trainer, on 27 April 2027, 12:35pm.' as string | null,
  open_words: null as string | null,
  evidence: [
    { source: 'Join page', words: '9:55am, last 11am' },
    { source: 'Live room', words: '9:58am to 10:10am' },
  ],
  has_unmatched: true,
  is_measured: true,
  there_words: '10 of 150 minutes (6%)' as string | null,
  rule_words: 'at least 80% of the 150 minutes' as string | null,
  given_words: 'Left early, 10 minutes' as string | null,
  claims: [
    {
      statement: 'I was there by telephone.',
      when_words: '28 April 2027, 9am',
      answer_words: 'Declined on 29 April 2027, 10am',
      answer: 'declined',
      reason: 'Nobody heard you, and no telephone is in the report.',
    },
  ],
  state: 'open',
  state_words: null as string | null,
  until_words: '25 May 2027' as string | null,
  form: typed(),
}

const rating = (words: string[]) => words.map((text, index) => ({ value: String(index + 1), text }))
const confidence = rating(['Not confident', 'A little confident', 'Fairly confident', 'Confident', 'Very confident'])
const evaluation = {
  title: 'How was it?',
  form: typed(),
  state: 'open',
  session_title: 'Hate crime champions: live session',
  day_words: '27 April 2027',
  closes_words: '11 May 2027',
  action: '/join/AAAAAAAAAAAAAAAAAAAAAA/evaluation',
  questions: [
    {
      name: 'useful',
      text: 'How useful was the session for you?',
      options: rating(['Not useful', 'A little useful', 'Fairly useful', 'Useful', 'Very useful']),
    },
    {
      name: 'supporting',
      text: 'How confident are you now to support somebody who tells you about hate?',
      options: confidence,
    },
    { name: 'explaining', text: 'How confident are you now to explain how to report it?', options: confidence },
    {
      name: 'care',
      text: 'Was anything upsetting handled well?',
      options: ['Yes', 'Partly', 'No', 'Nothing was upsetting to me', 'I prefer not to say'].map((text) => ({
        value: text,
        text,
      })),
    },
    {
      name: 'pace',
      text: 'How was the pace?',
      options: ['Too slow', 'About right', 'Too fast'].map((text) => ({ value: text, text })),
    },
  ],
  change_question: 'What should we change?',
}
const evaluationAs = (state: string): PageSample => ({
  locals: { ...evaluation, state, title: state === 'answered' ? 'Thank you' : evaluation.title },
})
const evaluationResults = {
  title: 'Evaluation of Hate crime champions: live session',
  back: { href: `/live-sessions/${sampleId(70)}`, text: 'Hate crime champions: live session' },
  state: 'open',
  standing_words: '12 answers so far. The figures show 10 of them.',
  closes_words: '11 May 2027',
  results: {
    questions: evaluation.questions.map(({ text, options }) => ({
      text,
      options: options.map((option, index) => ({
        text: option.text,
        count: [0, 1, 3, 5, 1][index]!,
        percent: [0, 10, 30, 50, 10][index]!,
      })),
    })),
    change_question: evaluation.change_question,
    texts: [['More time for the exercises in small groups.'], ['Send the workbook earlier,', 'and on paper too.']],
  },
}

export const attendanceSamples: RoomSamples = {
  pages: {
    registers: {
      as: ['trainer', 'coordinator'],
      locals: {
        title: 'Registers',
        wide: true,
        sessions: [
          {
            href: part.session_href,
            register_href: part.href,
            title,
            day_words: 'Tuesday 27 April 2027',
            time_words: '10am to 12:30pm',
            booked_words: '28 of 30',
            waiting: 0,
            todo_words: 'Mark 28 people',
            tag: 'yellow',
          },
        ],
        paging: paging(1),
        tabs,
        claims: '2 people say they were there and wait for an answer',
        whose: 'all',
        whose_href: '/registers?whose=mine',
      },
    },
    'registers.empty': {
      as: ['trainer'],
      locals: {
        title: 'Registers of sessions you train',
        wide: true,
        sessions: [],
        paging: paging(0),
        tabs,
        claims: null,
        whose: null,
        whose_href: '',
      },
    },
    register: { as: ['trainer'], locals: register },
    'register.errors': {
      as: ['trainer'],
      locals: {
        ...register,
        form: typed({}, [{ field: `minutes-${late.person_id}`, text: missing }]),
        people: [person, { ...late, error: missing }],
      },
    },
    'register.own': {
      as: ['trainer'],
      locals: { ...register, people: [person, { ...unmarked, full_name: 'Martin Hale', is_own: true }] },
    },
    'register.conflicts': {
      as: ['trainer'],
      locals: {
        ...register,
        conflicts: [
          {
            person_id: late.person_id,
            full_name: '李小龍',
            said: [
              { words: 'Late, 90 minutes', mark: 'late', minutes: 90, who_words: 'Martin Hale, 11:02am', counts: true },
              { words: 'Absent', mark: 'absent', minutes: null, who_words: 'Ngozi Adeyemi, 10:40am', counts: false },
            ],
          },
        ],
      },
    },
    'register.before': { as: ['trainer'], locals: { ...register, can_mark: false, can_close: false } },
    'register.closed': {
      as: ['trainer'],
      locals: {
        ...register,
        part: closed,
        can_mark: false,
        telling: {
          words: 'An email tells everyone of their attendance on 27 April 2027, 1:39pm.',
          button: { text: 'Recall the email', action: `${part.href}/mail-recall` },
        },
      },
    },
    'register.empty': { as: ['trainer'], locals: { ...register, people: [] } },
    'register.cancelled': { as: ['trainer'], locals: { ...register, part: { ...part, is_cancelled: true } } },
    'register.ruled': {
      as: ['trainer'],
      locals: {
        ...register,
        form: typed({}, [{ field: `reason-${late.person_id}`, text: missingReason }]),
        people: [
          { ...person, ruled_mark: 'present' },
          { ...late, mark: 'excused', ruled_mark: 'late', why_error: missingReason },
        ],
      },
    },
    ...reportSamples,
    own: { locals: own },
    'own.errors': {
      locals: {
        ...own,
        form: typed({}, [{ field: 'statement', text: 'Enter when you were there and how you took part' }]),
      },
    },
    'own.early': {
      locals: {
        ...own,
        title: 'Your attendance so far',
        mark_words: null,
        marked_words: null,
        open_words: 'The register is not closed yet: no mark counts until it is.',
        evidence: [],
        has_unmatched: false,
        is_measured: false,
        there_words: null,
        rule_words: null,
        given_words: null,
        claims: [],
        state: 'waiting',
        state_words: 'A trainer or coordinator looks at what you said.',
        until_words: null,
      },
    },
    rule: { as: ['trainer'], locals: tried },
    'rule.errors': {
      as: ['trainer'],
      locals: {
        ...tried,
        form: typed({}, [{ field: 'percent', text: 'Must be between 1 and 100' }]),
        trying: typed({ percent: '170' }, [{ field: 'percent', text: 'Must be between 1 and 100' }]),
        tried: null,
      },
    },
    'rule.unmeasured': { as: ['trainer'], locals: { ...tried, is_measured: false } },
    'rule.running': { as: ['trainer'], locals: { ...tried, is_over: false } },
    closing: { as: ['trainer'], locals: closing },
    'closing.marked': {
      as: ['trainer'],
      locals: { ...closing, form: typed(), unmarked: [], claims: [], conflicts: [] },
    },
    'closing.closed': { as: ['trainer'], locals: { ...closing, form: typed(), part: closed } },
    'walk-in': { as: ['trainer'], locals: walkIn },
    'walk-in.found': {
      as: ['trainer'],
      locals: {
        ...walkIn,
        form: typed({ who: 'si' }, [{ field: 'person_id', text: 'Select who it is, or somebody new' }]),
        found: [
          { value: sampleId(4), text: 'Siân O’Brien-Żak', hint: 'Dacorum Borough Council, on the register already' },
          { value: sampleId(5), text: '李小龍', hint: 'No organisation' },
          { value: 'new', text: 'Somebody new' },
        ],
      },
    },
    'walk-in.errors': {
      as: ['trainer'],
      locals: {
        ...walkIn,
        part: closed,
        form: typed({ who: 'Noor Al-Huda Hassan', email: 'noor' }, [
          { field: 'email', text: 'Enter an email address in the correct format, like name@example.com' },
          { field: 'consent', text: 'Ask whether they agree, then tick this' },
        ]),
      },
    },
    'walk-in.early': { as: ['trainer'], locals: { ...walkIn, can_add: false } },
    evaluation: { locals: evaluation },
    'evaluation.errors': {
      locals: {
        ...evaluation,
        form: typed({ useful: '5', change_text: 'More breaks' }, [
          { field: 'supporting', text: 'Select how confident you are to support somebody' },
          { field: 'pace', text: 'Select how the pace was' },
        ]),
      },
    },
    'evaluation.answered': evaluationAs('answered'),
    'evaluation.early': evaluationAs('early'),
    'evaluation.closed': evaluationAs('closed'),
    'evaluation.cancelled': evaluationAs('cancelled'),
    'evaluation.away': evaluationAs('away'),
    'evaluation.no-place': evaluationAs('no-place'),
    'evaluation-results': { as: ['trainer'], locals: evaluationResults },
    'evaluation-results.few': {
      as: ['trainer'],
      locals: { ...evaluationResults, standing_words: '4 answers so far: shown from five on.', results: null },
    },
    'evaluation-results.cancelled': {
      as: ['trainer'],
      locals: { ...evaluationResults, state: 'cancelled', standing_words: '', results: null },
    },
    join: joinAs('open'),
    'join.early': joinAs('early'),
    'join.no-link': joinAs('no-link'),
    'join.waiting': joinAs('waiting'),
    'join.in-person': joinAs('in-person'),
    'join.cancelled': joinAs('cancelled'),
    'join.booking-cancelled': joinAs('booking-cancelled'),
    'join.over': joinAs('over'),
  },
  mails: {
    claims: {
      name: 'Leila Haddad',
      part_title: 'Hate crime champions: live session, part 2',
      when_words: '27 April 2027, 10am to 12:30pm',
      lines: [
        { name: 'Siân O’Brien-Żak', at_words: '28 April 2027, 9:10am' },
        { name: '李小龍', at_words: '28 April 2027, 9:45am' },
      ],
      claims_href: 'https://champions.example/registers/claims',
    },
    afterwards: {
      name: 'Siân O’Brien-Żak',
      session_title: 'Hate crime champions: live session',
      day_words: '27 April 2027',
      evaluation: {
        href: 'https://champions.example/join/AAAAAAAAAAAAAAAAAAAAAA/evaluation',
        closes_words: '11 May 2027',
      },
      materials: {
        href: 'https://champions.example/join/AAAAAAAAAAAAAAAAAAAAAA',
        titles: ['Slides', 'Workbook with all exercises'],
      },
    },
  },
}
