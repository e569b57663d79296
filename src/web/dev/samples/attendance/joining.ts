/** Samples of the join page and of what somebody is told of their own attendance. */
import type { PageSample, RoomSamples } from '../../sample.ts'
import { sampleId, typed } from '../../sample.ts'
import { title, part } from './facts.ts'

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

export const joiningSamples: RoomSamples['pages'] = {
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
  join: joinAs('open'),
  'join.early': joinAs('early'),
  'join.no-link': joinAs('no-link'),
  'join.waiting': joinAs('waiting'),
  'join.in-person': joinAs('in-person'),
  'join.cancelled': joinAs('cancelled'),
  'join.booking-cancelled': joinAs('booking-cancelled'),
  'join.over': joinAs('over'),
}
