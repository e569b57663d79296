/** Rows to what the templates of live sessions show: pure. */
import {
  instantToWall,
  minutesBetween,
  wallToInstant,
  wordsForDay,
  wordsForMoment,
  wordsForRange,
  wordsForTime,
} from '../../../lib/time.ts'
import type { FieldError, Typed } from '../../../platform/http/form.ts'
import { noPart } from '../forms.ts'
import type { LivePartChoice, LiveSessionRow, OpenLiveSessionRow, TrainerRow } from '../queries/live-sessions.ts'
import { joinOpensAt, meetingService, needChoices, phaseOf, placesLeft } from '../rules.ts'

export const modeWords = { online: 'Online', 'in person': 'In person' }
export const audienceWords = {
  external: 'People of partner organisations (external)',
  internal: 'Our own staff (internal)',
}

export const modeChoices = Object.entries(modeWords).map(([value, text]) => ({ value, text }))
export const audienceChoices = Object.entries(audienceWords).map(([value, text]) => ({ value, text }))
export const yesNoChoices = [
  { value: 'yes', text: 'Yes, it is mandatory' },
  { value: 'no', text: 'No, it is optional' },
]
export const clockChoices = [
  { value: 'earlier', text: 'The first time, before the clocks go back' },
  { value: 'later', text: 'The second time, after the clocks went back' },
]
export const needsChoices = needChoices.map((need) => ({ value: need, text: need }))

export const partChoices = (parts: LivePartChoice[]) => [
  { value: '', text: 'Select a course part' },
  ...parts.map((part) => ({ value: part.live_part_id, text: `${part.course_title}: ${part.title}` })),
  { value: noPart, text: 'Nothing of a course: a session on its own' },
]

export const trainerChoices = (trainers: TrainerRow[]) =>
  trainers.map((trainer) => ({ value: trainer.id, text: trainer.full_name }))

/** `2 hours 30 minutes`. */
export function lengthWords(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  const words = [
    hours > 0 ? `${hours} hour${hours === 1 ? '' : 's'}` : '',
    rest > 0 ? `${rest} minute${rest === 1 ? '' : 's'}` : '',
  ]
  return words.filter(Boolean).join(' ')
}

export const placesWords = (session: { capacity: number; booked: number; held: number; waiting: number }): string => {
  const left = placesLeft(session)
  const waits = session.waiting > 0 ? `, ${session.waiting} waiting` : ''
  return left === 0 ? `Full${waits}` : `${left} of ${session.capacity} places left`
}

export type Standing = 'booked' | 'offered' | 'waiting' | 'cancelled' | 'none'

export interface StandingWords {
  standing: Standing
  words: string
}

/** How the reader stands with a session. */
export function standingOf(session: {
  cancelled_at: Date | null
  booking_id: string | null
  booked_at: Date | null
  waiting_position: number | null
  offer_ends_at: Date | null
}): StandingWords {
  if (session.cancelled_at) return { standing: 'cancelled', words: 'Cancelled' }
  if (!session.booking_id) return { standing: 'none', words: '' }
  if (session.booked_at) return { standing: 'booked', words: 'You are booked' }
  return session.offer_ends_at
    ? { standing: 'offered', words: `A place is offered to you until ${wordsForMoment(session.offer_ends_at)}` }
    : { standing: 'waiting', words: `You are number ${session.waiting_position} on the waiting list` }
}

export function sessionCard(session: OpenLiveSessionRow) {
  return {
    href: `/live-sessions/${session.id}`,
    title: session.title,
    day_words: wordsForDay(session.starts_at),
    time_words: `${wordsForTime(session.starts_at)} to ${wordsForTime(session.ends_at)}`,
    length_words: lengthWords(minutesBetween(session.starts_at, session.ends_at)),
    course_words: session.course_title,
    where_words: session.place ?? modeWords[session.mode],
    places_words: placesWords(session),
    is_mandatory: session.is_mandatory,
    is_internal: session.audience === 'internal',
    ...standingOf(session),
  }
}

/** The facts of one session, for its own page and the confirm pages. */
export function sessionFacts(session: LiveSessionRow, now: Date) {
  return {
    id: session.id,
    href: `/live-sessions/${session.id}`,
    title: session.title,
    day_words: wordsForDay(session.starts_at),
    time_words: `${wordsForTime(session.starts_at)} to ${wordsForTime(session.ends_at)}`,
    when_words: wordsForRange(session.starts_at, session.ends_at),
    length_words: lengthWords(minutesBetween(session.starts_at, session.ends_at)),
    delivers_words: session.course_title
      ? `${session.course_title}: ${session.live_part_title}`
      : 'A session on its own',
    where_words: session.place ?? modeWords[session.mode],
    audience_words: audienceWords[session.audience],
    mandatory_words: session.is_mandatory ? 'Yes' : 'No',
    is_mandatory: session.is_mandatory,
    is_internal: session.audience === 'internal',
    is_online: session.mode === 'online',
    join_url: session.join_url,
    notes_lines: session.notes.split('\n').filter(Boolean),
    booked: session.booked,
    waiting: session.waiting,
    capacity: session.capacity,
    places_words: placesWords(session),
    is_full: placesLeft(session) === 0,
    phase: phaseOf(session, now),
    cancel_reason: session.cancel_reason,
    join_opens_words: wordsForMoment(joinOpensAt(session.starts_at)),
    register_href: `/registers/${session.part_id}`,
  }
}

/** A stored session as the scheduling form was filled. */
export function filledSession(session: LiveSessionRow, trainers: TrainerRow[]): Typed {
  const wall = instantToWall(session.starts_at)
  const [year, month, day] = wall.date.split('-').map(Number)
  const doubled = wallToInstant(wall)
  return {
    title: session.title,
    live_part_id: session.live_part_id ?? noPart,
    mode: session.mode,
    place: session.place ?? '',
    is_mandatory: session.is_mandatory ? 'yes' : 'no',
    audience: session.audience,
    'day-day': String(day),
    'day-month': String(month),
    'day-year': String(year),
    time: wall.time,
    ...(doubled.kind === 'doubled'
      ? { clock: session.starts_at.getTime() === doubled.earlier.getTime() ? 'earlier' : 'later' }
      : {}),
    length_minutes: String(minutesBetween(session.starts_at, session.ends_at)),
    capacity: String(session.capacity),
    trainer_ids: trainers.map((trainer) => trainer.id),
    join_url: session.join_url ?? '',
    notes: session.notes,
  }
}

/** A sentence where the link leads somewhere we do not know; it is kept all the same. */
export const linkWarning = (joinUrl: string | null): string | null =>
  joinUrl === null || meetingService(joinUrl) !== null
    ? null
    : `Check the join link: ${new URL(joinUrl).hostname} is not a meeting service we know. We kept it as it is.`

export const clashWarning = (clashes: { full_name: string; title: string }[]): string | null =>
  clashes.length === 0
    ? null
    : `At the same time: ${clashes.map((clash) => `${clash.full_name} also trains ‘${clash.title}’`).join('; ')}.`

export const pastWords = 'Enter a day and time in the future'

const fieldOrder = [
  'title',
  'live_part_id',
  'mode',
  'place',
  'is_mandatory',
  'audience',
  'day-day',
  'time',
  'clock',
  'length_minutes',
  'capacity',
  'trainer_ids',
  'join_url',
  'notes',
]

/** The error summary reads from top to bottom, as the page does. */
export const inFormOrder = (errors: FieldError[]): FieldError[] =>
  errors.toSorted((one, other) => fieldOrder.indexOf(one.field) - fieldOrder.indexOf(other.field))

const people = (count: number): string => (count === 1 ? '1 person' : `${count} people`)

export function savedWords({ told, offered }: { told: number; offered: number }): string {
  if (told > 0 && offered > 0)
    return `Saved. ${people(told)} will be told by email, and ${people(offered)} of the waiting list ${offered === 1 ? 'is' : 'are'} offered a place.`
  if (told > 0) return `Saved. ${people(told)} will be told by email.`
  if (offered > 0)
    return `Saved. ${people(offered)} of the waiting list ${offered === 1 ? 'is' : 'are'} offered a place by email.`
  return 'Saved. Nobody needs to be told.'
}

/** Whom a cancellation is told to, before it is done, and who has to be told otherwise. */
export function toldWords(
  bookings: { full_name: string; email: string | null; booked_at: Date | null }[],
  otherTrainers: number,
): { told: string[]; without_address: string[] } {
  const reached = bookings.filter((booking) => booking.email !== null)
  const booked = reached.filter((booking) => booking.booked_at !== null).length
  const waiting = reached.length - booked
  return {
    told: [
      booked > 0 ? `${people(booked)} who booked` : '',
      waiting > 0 ? `${people(waiting)} on the waiting list` : '',
      otherTrainers > 0 ? `${otherTrainers === 1 ? '1 other trainer' : `${otherTrainers} other trainers`}` : '',
    ].filter(Boolean),
    without_address: bookings.filter((booking) => booking.email === null).map((booking) => booking.full_name),
  }
}
