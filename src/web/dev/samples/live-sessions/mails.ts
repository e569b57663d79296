/** Samples of the mails about live sessions. */
import type { RoomSamples } from '../../sample.ts'
import { session, material, materialLink } from './facts.ts'

const calledOff = {
  as: 'booked',
  reason: 'The trainer is ill',
  choices: [
    { words: 'Hate crime champions: live session, 11 May 2027, 10am to 12:30pm', has_place: true },
    { words: 'Hate crime champions: live session, 25 May 2027, 10am to 12:30pm', has_place: false },
  ],
  rebooking_href: 'https://champions.example/rebookings/AAAAAAAAAAAAAAAAAAAAAA',
}
const mail = {
  name: 'Siân O’Brien-Żak',
  session_title: session.title,
  when_words: session.when_words,
  when_lines: [session.when_words],
  place: null,
  notes: session.notes_lines.join('\n'),
  session_href: `https://champions.example${session.href}`,
  sessions_href: 'https://champions.example/live-sessions',
  join_href: 'https://champions.example/join/AAAAAAAAAAAAAAAAAAAAAA',
  booked_by_name: null,
  materials: {
    titles: [material.title, materialLink.title],
    href: 'https://champions.example/join/AAAAAAAAAAAAAAAAAAAAAA',
  } as { titles: string[]; href: string } | null,
}

const elsewhere = [
  '‘Refresher’ on Tuesday 27 April 2027, 11am to midday',
  '‘Third-party reporting centres’, part 2, on Tuesday 27 April 2027, midday to 1pm',
]

export const mailSamples: NonNullable<RoomSamples['mails']> = {
  booked: mail,
  'place-offered': {
    ...mail,
    offer_href: 'https://champions.example/offers/AAAAAAAAAAAAAAAAAAAAAA',
    until_words: '20 April 2027, 2pm',
  },
  'offer-lapsed': mail,
  moved: {
    ...mail,
    was_words: '20 April 2027, 10am to 12:30pm; 4 May 2027, 10am to 12:30pm',
    was_place: null,
    dropped_lines: ['Part 2, 4 May 2027, 10am to 12:30pm'],
    elsewhere,
  },
  waiting: { ...mail, position: 3, booked_by_name: 'Marcus Oyelaran' },
  'waiting-moved': { ...mail, was_words: '20 April 2027, 10am to 12:30pm' },
  'booking-cancelled': { ...mail, had_place: true, cancelled_by_name: 'Marcus Oyelaran', moved_to: null },
  'session-cancelled': { ...mail, ...calledOff },
  'session-postponed': { ...mail, ...calledOff, reason: 'The hall is flooded' },
  'trainer-added': { ...mail, has_entry: true, elsewhere },
  'trainer-removed': { ...mail, has_entry: true },
  'trainer-moved': {
    ...mail,
    was_words: '20 April 2027, 10am to 12:30pm',
    lines: [
      'Part 1: was 20 April 2027, 10am to 12:30pm, now 27 April 2027, 10am to 12:30pm',
      'Where: was Online, now Police headquarters, Welwyn Garden City',
    ],
    elsewhere,
  },
  'trainer-new-date': { ...mail, was_words: '20 April 2027, 10am to 12:30pm', elsewhere: [] },
  'new-date': { ...mail, was_words: '20 April 2027, 10am to 12:30pm', elsewhere: [] },
  'calendar-entry': {
    ...mail,
    method: 'REQUEST',
    is_alone: false,
    stands_words: null,
    part_title: `${session.title}, part 2`,
    when_words: '4 May 2027, 10am to 12:30pm',
  },
  'reminder-day': mail,
  'reminder-hour': { ...mail, materials: null },
}
