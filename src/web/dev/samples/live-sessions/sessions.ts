/** Samples of the list of live sessions and of one session. */
import type { RoomSamples } from '../../sample.ts'
import { paging, sampleId, typed } from '../../sample.ts'
import { part, parts, session, full, cancelled, postponed, booking, material, materialLink } from './facts.ts'

const draftTag = { text: 'Draft', colour: 'grey' }
const closedTag = { text: 'Bookings closed', colour: 'orange' }
const draft = { ...session, is_bookable: false, state: 'draft', state_tag: draftTag, booked: 0 }
const closed = { ...session, is_bookable: false, state: 'closed', state_tag: closedTag }
const trainer_names = ['Leila Haddad', 'Martin Hale']
const needs_choices = ['BSL interpreter', 'Captions', 'Large print'].map((need) => ({ value: need, text: need }))
const series = [
  {
    href: `/live-sessions/${sampleId(79)}`,
    words: 'Tuesday 20 April 2027, 10am',
    is_current: false,
    note: 'cancelled',
  },
  { href: session.href, words: 'Tuesday 27 April 2027, 10am', is_current: true, note: null },
  { href: `/live-sessions/${sampleId(80)}`, words: 'Tuesday 4 May 2027, 10am', is_current: false, note: null },
]
const show = {
  title: session.title,
  back: { href: '/live-sessions', text: 'Live sessions' },
  form: typed({ needs: ['Captions'] }),
  session,
  trainer_names,
  standing: { standing: 'none', words: '' },
  booking: undefined as typeof booking | undefined,
  elsewhere: undefined as { words: string; move_href: string } | undefined,
  first_words: null as string | null,
  needs_choices,
  keeps: false,
  materials: [] as (typeof material)[],
  materials_words: null as string | null,
  books_colleagues: false,
  series: [] as typeof series,
}
const card = {
  href: session.href,
  title: session.title,
  day_words: part.day_words,
  time_words: part.time_words,
  length_words: part.length_words,
  more_parts: [] as typeof parts,
  course_words: 'Become a hate crime champion',
  where_words: 'Online',
  places_words: session.places_words,
  is_mandatory: true,
  is_internal: false,
  state_tag: null as { text: string; colour: string } | null,
  has_unsent: false,
  standing: 'none',
  words: '',
}
const waitingWords = 'You are number 3 on the waiting list'

export const sessionSamples: RoomSamples['pages'] = {
  list: {
    locals: {
      title: 'Live sessions',
      sessions: [
        card,
        { ...card, more_parts: parts.slice(1) },
        { ...card, standing: 'booked', words: 'You are booked', is_mandatory: false },
        { ...card, standing: 'waiting', words: waitingWords, places_words: full.places_words, is_internal: true },
        { ...card, standing: 'offered', words: 'A place is offered to you until 20 April 2027, 2pm' },
        { ...card, standing: 'cancelled', words: 'Cancelled' },
        { ...card, state_tag: draftTag },
        { ...card, state_tag: closedTag },
        { ...card, has_unsent: true },
      ],
      paging: paging(64, 1, 30),
      can_schedule: false,
    },
  },
  'list.empty': { locals: { title: 'Live sessions', sessions: [], paging: paging(0), can_schedule: false } },
  'list.trainer': {
    as: ['trainer'],
    locals: { title: 'Live sessions', sessions: [card], paging: paging(1), can_schedule: true },
  },
  show: { locals: show },
  'show.draft': { as: ['trainer'], locals: { ...show, session: draft, keeps: true } },
  'show.unsent': { as: ['trainer'], locals: { ...show, session: { ...session, has_unsent: true }, keeps: true } },
  'show.closed': { as: ['trainer'], locals: { ...show, session: closed, keeps: true } },
  'show.parts': {
    as: ['trainer'],
    locals: { ...show, session: { ...session, parts }, keeps: true, materials_words: '2 before, 1 after' },
  },
  'show.kept-places': {
    locals: {
      ...show,
      session: {
        ...session,
        kept_lines: ['4 of 30 places are kept for housing associations until 22 April 2027, 2 of them still free.'],
        places_words: '2 of 30 places left, kept for certain organisations',
        is_full: true,
        full_words: 'The places that are left are kept for others.',
      },
    },
  },
  calendar: {
    as: ['coordinator'],
    locals: {
      title: 'Your calendar',
      feeds: [
        {
          kind: 'own',
          name: 'My live sessions',
          href: 'https://champions.example/calendar/AAAAAAAAAAAAAAAAAAAAAA.ics',
          webcal_href: 'webcal://champions.example/calendar/AAAAAAAAAAAAAAAAAAAAAA.ics',
          since_words: '12 April 2027',
        },
        { kind: 'programme', name: 'All live sessions', href: null, webcal_href: null, since_words: null },
      ],
    },
  },
  'show.not-yet': {
    locals: { ...show, first_words: 'First complete “What hate crime is”. Then you can book a place.' },
  },
  'show.series': { locals: { ...show, series } },
  'show.full': { locals: { ...show, session: full } },
  'show.booked': {
    locals: {
      ...show,
      standing: { standing: 'booked', words: 'You are booked' },
      booking,
      materials: [material, materialLink],
    },
  },
  'show.waiting': {
    locals: { ...show, session: full, standing: { standing: 'waiting', words: waitingWords }, booking },
  },
  'show.offered': {
    locals: {
      ...show,
      session: full,
      standing: { standing: 'offered', words: 'A place is offered to you until 20 April 2027, 2pm' },
      booking: { ...booking, offer_href: '/offers/AAAAAAAAAAAAAAAAAAAAAA' },
    },
  },
  'show.elsewhere': {
    locals: {
      ...show,
      elsewhere: { words: 'Hate crime champions, 11 May 2027, 10am', move_href: booking.move_href },
    },
  },
  'show.postponed': {
    locals: {
      ...show,
      session: postponed,
      standing: { standing: 'cancelled', words: 'Postponed' },
      booking: { ...booking, rebooking_href: '/rebookings/AAAAAAAAAAAAAAAAAAAAAA' },
    },
  },
  'show.postponed-kept': {
    as: ['trainer'],
    locals: { ...show, session: postponed, standing: { standing: 'cancelled', words: 'Postponed' }, keeps: true },
  },
  'show.cancelled': {
    locals: { ...show, session: cancelled, standing: { standing: 'cancelled', words: 'Cancelled' } },
  },
  'show.kept': {
    as: ['trainer', 'coordinator'],
    locals: {
      ...show,
      keeps: true,
      books_colleagues: true,
      materials: [material],
      materials_words: '1 before, 0 after',
    },
  },
}
