/** What the samples of live sessions have in common: one session and how it can stand, a booking, a material. */
import { sampleId } from '../../sample.ts'

export const part = {
  name: null as string | null,
  day_words: 'Tuesday 27 April 2027',
  time_words: '10am to 12:30pm',
  when_words: '27 April 2027, 10am to 12:30pm',
  length_words: '2 hours 30 minutes',
  break_words: null as string | null,
  delivers_words: 'Live session',
  register_href: `/registers/${sampleId(71)}`,
  attendance_href: `/attendance/${sampleId(71)}`,
}
export const parts = [
  { ...part, name: 'Part 1 of 2', break_words: 'Break 11:15am to 11:25am' },
  {
    ...part,
    name: 'Part 2 of 2',
    day_words: 'Tuesday 4 May 2027',
    when_words: '4 May 2027, 10am to 12:30pm',
    delivers_words: 'Practice',
  },
]
export const session = {
  id: sampleId(70),
  href: `/live-sessions/${sampleId(70)}`,
  title: 'Hate crime champions: live session',
  parts: [part],
  when_words: part.when_words,
  delivers_words: 'Become a hate crime champion: Live session',
  where_words: 'Online',
  audience_words: 'People of partner organisations (external)',
  mandatory_words: 'Yes',
  is_mandatory: true,
  is_internal: false,
  is_online: true,
  join_url: 'https://teams.microsoft.com/l/meetup-join/abc',
  notes_lines: ['Please come with your camera on if you can.', 'There is a break half way.'],
  booked: 28,
  waiting: 0,
  capacity: 30,
  places_words: '2 of 30 places left',
  is_full: false,
  full_words: 'The session is full.',
  kept_lines: [] as string[],
  phase: 'upcoming',
  state: 'open',
  state_tag: null as { text: string; colour: string } | null,
  is_bookable: true,
  can_edit: true,
  has_unsent: false,
  cancel_reason: null as string | null,
  join_opens_words: '27 April 2027, 9:45am',
  register_href: `/registers/${sampleId(71)}`,
  reminders_words: '1 day and 1 hour before the start',
}
export const full = { ...session, booked: 30, waiting: 3, is_full: true, places_words: 'Full, 3 waiting' }
export const shut = { is_bookable: false, can_edit: false }
export const cancelled = {
  ...session,
  ...shut,
  phase: 'cancelled',
  state: 'cancelled',
  state_tag: { text: 'Cancelled', colour: 'red' },
  cancel_reason: 'The trainer is ill',
}
export const postponed = {
  ...cancelled,
  can_edit: true,
  state: 'postponed',
  state_tag: { text: 'Postponed', colour: 'red' },
}
export const bookingHref = `${session.href}/bookings/${sampleId(72)}`
export const booking = {
  join_href: '/join/AAAAAAAAAAAAAAAAAAAAAA',
  move_href: `${bookingHref}/move`,
  cancellation_href: `${bookingHref}/cancellation`,
  offer_href: null as string | null,
  needs_href: `${bookingHref}/needs`,
  rebooking_href: null as string | null,
  is_waiting: false,
  needs_lines: ['Captions'],
}
export const material = {
  title: 'Workbook with all exercises',
  href: `${session.href}/materials/${sampleId(78)}`,
  words: 'PDF, 1.2 MB',
  is_link: false,
  removal_href: `${session.href}/materials/${sampleId(78)}/removal`,
}
export const materialLink = {
  ...material,
  title: 'Report hate crime: the page of True Vision',
  href: 'https://www.report-it.org.uk/',
  words: 'www.report-it.org.uk',
  is_link: true,
}
