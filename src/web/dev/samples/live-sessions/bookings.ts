/** Samples of booking, moving, giving up a place, and being elsewhere. */
import type { RoomSamples } from '../../sample.ts'
import { sampleId, typed } from '../../sample.ts'
import { parts, session, full, bookingHref, booking } from './facts.ts'

const bookingRow = {
  full_name: 'Siân O’Brien-Żak',
  email: 'sian@a-very-long-domain-name-of-a-housing-association.example',
  organisation_name: 'Dacorum Borough Council',
  standing: 'Booked',
  is_waiting: false,
  since_words: '13 April 2027, 11:45am',
  chosen_href: null,
  booked_by_name: 'Marcus Oyelaran',
  needs_lines: ['BSL interpreter', 'A quiet room'],
  cancellation_href: `${bookingHref}/cancellation`,
  is_walk_in: false,
}

export const bookingSamples: RoomSamples['pages'] = {
  overlap: {
    locals: {
      title: 'You are elsewhere at that time',
      back: { href: session.href },
      form: typed(),
      session: { ...session, parts },
      lines: [
        {
          words: 'You are booked into ‘Refresher’ on Tuesday 27 April 2027, 11am to midday',
          move_href: booking.move_href,
          cancellation_href: booking.cancellation_href,
        },
        {
          words: 'You train ‘Third-party reporting centres’, part 2, on Tuesday 4 May 2027, 10am to midday',
          move_href: null,
          cancellation_href: null,
        },
      ],
      action: `${session.href}/bookings`,
      leave_href: session.href,
      hidden: [['needs', 'Captions']],
    },
  },
  'overlap.errors': {
    as: ['lead'],
    locals: {
      title: 'Siân O’Brien-Żak is elsewhere at that time',
      back: { href: session.href },
      form: typed({}, [{ field: 'overlap_reason', text: 'Enter the reason' }]),
      session,
      lines: [
        {
          words: 'Siân O’Brien-Żak is booked into ‘Refresher’ on Tuesday 27 April 2027, 11am to midday',
          move_href: null,
          cancellation_href: booking.cancellation_href,
        },
      ],
      action: `${session.href}/bookings`,
      leave_href: session.href,
      hidden: [],
    },
  },
  early: {
    as: ['coordinator'],
    locals: {
      title: 'Another course comes first for Siân O’Brien-Żak',
      back: { href: session.href },
      form: typed({}, [{ field: 'early_reason', text: 'Enter the reason' }]),
      session,
      words: 'Siân O’Brien-Żak must first complete “What hate crime is”. Then they can be booked.',
      action: `${session.href}/bookings`,
      leave_href: session.href,
      hidden: [['person_id', sampleId(75)]],
    },
  },
  bookings: {
    as: ['trainer'],
    locals: {
      title: `Bookings of ${session.title}`,
      wide: true,
      session: full,
      bookings: [
        bookingRow,
        {
          ...bookingRow,
          full_name: '李小龍',
          standing: 'Offered until 20 April 2027, 2pm',
          is_waiting: true,
          needs_lines: [],
        },
        { ...bookingRow, standing: 'Waiting, number 2', is_waiting: true, needs_lines: [] },
      ],
      shows_needs: true,
      books_colleagues: false,
    },
  },
  'bookings.empty': {
    as: ['coordinator'],
    locals: {
      title: `Bookings of ${session.title}`,
      wide: true,
      session,
      bookings: [],
      shows_needs: false,
      books_colleagues: true,
    },
  },
  colleague: {
    as: ['lead'],
    locals: {
      title: 'Book a colleague',
      session,
      filters: typed({ search: 'si' }),
      has_searched: true,
      everyone: false,
      people: [
        {
          id: sampleId(4),
          full_name: 'Siân O’Brien-Żak',
          email: 'sian@partner.example',
          organisations: null,
          is_booked: false,
        },
        {
          id: sampleId(5),
          full_name: '李小龍',
          email: null,
          organisations: 'Dacorum Borough Council',
          is_booked: true,
        },
      ],
    },
  },
  'booking-cancellation': {
    locals: {
      title: 'Cancel your booking',
      back: { href: session.href },
      action: booking.cancellation_href,
      session,
      person_name: null,
      is_waiting: false,
      is_open: true,
    },
  },
  move: {
    locals: {
      title: 'Change to another session',
      back: { href: session.href },
      form: typed(),
      action: booking.move_href,
      session,
      is_open: true,
      alternatives: [
        {
          value: sampleId(74),
          text: 'Tuesday 11 May 2027, 10am to 12:30pm',
          hint: 'Live session. 18 of 30 places left.',
        },
      ],
    },
  },
  'move.none': {
    locals: {
      title: 'Change to another session',
      form: typed(),
      action: '',
      session,
      is_open: true,
      alternatives: [],
    },
  },
}
