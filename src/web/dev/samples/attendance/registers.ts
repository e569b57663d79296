/** Samples of registers: marking, the rule, closing, and who walked in. */
import type { PageSample, RoomSamples } from '../../sample.ts'
import { paging, sampleId, typed } from '../../sample.ts'
import { part, title } from './facts.ts'

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
  absent_walk_ins: ['Tomáš Dvořák'],
  reports_waiting: 2,
  are_released: true,
  can_close: true,
}
const tabs = ['To do (1)', 'Coming', 'Closed', 'Cancelled'].map((text, index) => ({
  text,
  href: `?show=${index}`,
  active: index === 0,
}))
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

export const registerSamples: RoomSamples['pages'] = {
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
    locals: {
      ...closing,
      form: typed(),
      unmarked: [],
      claims: [],
      conflicts: [],
      absent_walk_ins: [],
      reports_waiting: 0,
    },
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
}
