/** Samples of what people read when a session changes, is postponed or cancelled. */
import type { RoomSamples } from '../../sample.ts'
import { sampleId, typed } from '../../sample.ts'
import { session, full, cancelled, postponed } from './facts.ts'

const rebooking = {
  title: 'Choose another session',
  state: 'choose',
  action: '/rebookings/AAAAAAAAAAAAAAAAAAAAAA',
  person_name: 'Siân O’Brien-Żak',
  session: cancelled as object,
  other: null as typeof session | null,
  choices: [
    {
      id: sampleId(78),
      title: 'Hate crime champions: live session',
      when_words: '11 May 2027, 10am to 12:30pm',
      where_words: 'Online',
      has_place: true,
      button: 'Take this place',
    },
    {
      id: sampleId(79),
      title: 'Hate crime champions: live session',
      when_words: '25 May 2027, 10am to 12:30pm; 1 June 2027, 10am to 12:30pm',
      where_words: 'Police headquarters, Stanborough Road, Welwyn Garden City',
      has_place: false,
      button: 'Wait for a place',
    },
  ],
}
const changes = {
  title: 'Changes not yet sent',
  back: { href: session.href, text: session.title },
  session,
  groups: [
    {
      lines: [
        'Part 1: was 20 April 2027, 10am to 12:30pm, now 27 April 2027, 10am to 12:30pm',
        'Part 2: dropped, was 4 May 2027, 10am to 12:30pm',
        'Where: was Online, now Police headquarters, Welwyn Garden City',
      ],
      booked: ['Siân O’Brien-Żak', 'Marcus Oyelaran'],
      waiting: ['Zoë Quill'],
      trainers: ['Leila Haddad'],
      reached: 4,
      without_address: ['李小龍'],
    },
    {
      lines: ['Where: was Online, now Police headquarters, Welwyn Garden City'],
      booked: ['Zoe Fitzgerald'],
      waiting: [],
      trainers: [] as string[],
      reached: 1,
      without_address: [],
    },
  ],
  elsewhere: [
    'Siân O’Brien-Żak is booked into ‘Refresher’ on Tuesday 27 April 2027, 11am to midday',
    'Marcus Oyelaran trains ‘Third-party reporting centres’, part 2, on Tuesday 27 April 2027, 10am to midday',
  ],
  sends_words: '12 April 2027, 11:05am' as string | null,
}

export const callingOffSamples: RoomSamples['pages'] = {
  changes: { as: ['trainer'], locals: changes },
  'changes.none': { as: ['trainer'], locals: { ...changes, groups: [], elsewhere: [], sends_words: null } },
  rebooking: { locals: rebooking },
  'rebooking.postponed': { locals: { ...rebooking, session: postponed } },
  'rebooking.none': { locals: { ...rebooking, choices: [] } },
  'rebooking.booked': {
    locals: { ...rebooking, title: 'You have a place at another session', state: 'booked', other: session },
  },
  'rebooking.waiting': {
    locals: {
      ...rebooking,
      title: 'You are on the waiting list of another session',
      state: 'waiting',
      other: session,
    },
  },
  'rebooking.new-date': {
    locals: { ...rebooking, title: 'The session takes place after all', state: 'new-date', session },
  },
  'rebooking.ended': { locals: { ...rebooking, title: 'This booking was ended', state: 'ended' } },
  postponement: {
    as: ['trainer'],
    locals: {
      title: `Postpone ${session.title}`,
      form: typed(),
      session: full,
      told: ['30 people who booked', '3 people on the waiting list'],
      without_address: ['李小龍'],
    },
  },
  cancellation: {
    as: ['trainer'],
    locals: {
      title: `Cancel ${session.title}`,
      form: typed(),
      session: full,
      told: ['30 people who booked', '3 people on the waiting list', '1 other trainer'],
      without_address: ['李小龍'],
      later_words: ['Tuesday 4 May 2027, 10am', 'Tuesday 11 May 2027, 10am'],
    },
  },
}
