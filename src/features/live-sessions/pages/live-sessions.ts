/** Rows to what the templates of live sessions show: pure. */
import { instantToWall, minutesBetween, wallToInstant, wordsForDay, wordsForMoment } from '../../../lib/time.ts'
import type { Typed } from '../../../platform/http/form.ts'
import { noPart, prefixOf } from '../forms/parts.ts'
import type { LivePartChoice, LiveSessionRow, OpenLiveSessionRow } from '../queries/live-sessions.ts'
import type { LiveSessionPartRow, TrainerRow } from '../queries/parts.ts'
import type { State } from '../rules.ts'
import { joinOpensAt, meetingService, needChoices, partAt, phaseOf, stateOf } from '../rules.ts'
import type { Counted, Groups } from '../seats.ts'
import { activeQuotas, noGroups, openSeats, seatFor, seatsOf } from '../seats.ts'
import { lengthWords, partLine, timesWords, whenWords } from './parts.ts'
import { keptWords } from './places.ts'
import { remindersWords } from './reminders.ts'

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

export const placesWords = (session: Counted & { waiting: number }, now: Date): string => {
  const seats = seatsOf(session, now)
  const left = openSeats(seats)
  const waits = session.waiting > 0 ? `, ${session.waiting} waiting` : ''
  if (left === 0 && seats.free > 0)
    return `${seats.free} of ${session.capacity} places left, kept for certain organisations${waits}`
  return left === 0 ? `Full${waits}` : `${left} of ${session.capacity} places left`
}

/** Said as a tag where it is not what everybody expects: an open session to come needs none. */
const stateTags: Record<State, { text: string; colour: string } | null> = {
  draft: { text: 'Draft', colour: 'grey' },
  open: null,
  closed: { text: 'Bookings closed', colour: 'orange' },
  held: { text: 'Held', colour: 'blue' },
  cancelled: { text: 'Cancelled', colour: 'red' },
  postponed: { text: 'Postponed', colour: 'red' },
}

/** What its keepers can still change: all but what is over or off. A draft never took place, whatever its day. */
export function canEdit(session: LiveSessionRow, now: Date): boolean {
  const state = stateOf(session, now)
  return state !== 'cancelled' && state !== 'held'
}

export const scheduledWords = (title: string, isDraft: boolean): string =>
  isDraft
    ? `${title} is saved as a draft. Only those who keep it see it, until you open it for booking.`
    : `${title} is scheduled. People can book now.`

export type Standing = 'booked' | 'offered' | 'waiting' | 'cancelled' | 'none'

export interface StandingWords {
  standing: Standing
  words: string
}

/** How the reader stands with a session. */
export function standingOf(session: {
  cancelled_at: Date | null
  is_postponed: boolean
  booking_id: string | null
  booked_at: Date | null
  waiting_position: number | null
  offer_ends_at: Date | null
}): StandingWords {
  if (session.cancelled_at) return { standing: 'cancelled', words: session.is_postponed ? 'Postponed' : 'Cancelled' }
  if (!session.booking_id) return { standing: 'none', words: '' }
  if (session.booked_at) return { standing: 'booked', words: 'You are booked' }
  return session.offer_ends_at
    ? { standing: 'offered', words: `A place is offered to you until ${wordsForMoment(session.offer_ends_at)}` }
    : { standing: 'waiting', words: `You are number ${session.waiting_position} on the waiting list` }
}

export function sessionCard(session: OpenLiveSessionRow, now: Date) {
  const [first] = session.parts
  return {
    href: `/live-sessions/${session.id}`,
    title: session.title,
    day_words: wordsForDay(session.starts_at),
    time_words: timesWords(first!),
    length_words: lengthWords(minutesBetween(first!.starts_at, first!.ends_at)),
    more_parts: session.parts.slice(1).map((part) => partLine(part, session.parts.length)),
    course_words: session.course_title,
    where_words: session.place ?? modeWords[session.mode],
    places_words: placesWords(session, now),
    is_mandatory: session.is_mandatory,
    is_internal: session.audience === 'internal',
    state_tag: session.cancelled_at ? null : stateTags[stateOf(session, now)],
    has_unsent: session.is_kept && session.unsent_since !== null,
    ...standingOf(session),
  }
}

/** The facts of one session, for its own page and the confirm pages; full or not for whoever belongs to these groups. */
export function sessionFacts(session: LiveSessionRow, now: Date, groups: Groups = noGroups) {
  const seats = seatsOf(session, now)
  return {
    id: session.id,
    href: `/live-sessions/${session.id}`,
    title: session.title,
    parts: session.parts.map((part) => partLine(part, session.parts.length)),
    when_words: whenWords(session.parts),
    delivers_words: session.course_title
      ? `${session.course_title}: ${session.parts.flatMap((part) => part.live_part_title ?? []).join(', ')}`
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
    places_words: placesWords(session, now),
    kept_lines: activeQuotas(session, now).map((quota) => keptWords(quota, session.capacity)),
    is_full: seatFor(seats, groups) === null,
    full_words: seats.free === 0 ? 'The session is full.' : 'The places that are left are kept for others.',
    phase: phaseOf(session, now),
    state: stateOf(session, now),
    state_tag: stateTags[stateOf(session, now)],
    is_bookable: stateOf(session, now) === 'open' && phaseOf(session, now) === 'upcoming',
    can_edit: canEdit(session, now),
    cancel_reason: session.cancel_reason,
    has_unsent: session.unsent_since !== null,
    join_opens_words: wordsForMoment(joinOpensAt(partAt(session.parts, now).starts_at)),
    register_href: `/registers/${partAt(session.parts, now).id}`,
    reminders_words: remindersWords(session.reminders, session.parts.length),
  }
}

/** A stored session as the scheduling form was filled. */
export function filledSession(session: LiveSessionRow, trainers: TrainerRow[]): Typed {
  const [first] = session.parts
  return {
    title: session.title,
    mode: session.mode,
    place: session.place ?? '',
    is_mandatory: session.is_mandatory ? 'yes' : 'no',
    audience: session.audience,
    capacity: String(session.capacity),
    trainer_ids: first!.trainer_ids.length > 0 ? first!.trainer_ids : trainers.map((trainer) => trainer.id),
    join_url: session.join_url ?? '',
    notes: session.notes,
    ...Object.assign({}, ...session.parts.map((part) => filledPart(part, first!))),
  }
}

function filledPart(part: LiveSessionPartRow, first: LiveSessionPartRow): Typed {
  const wall = instantToWall(part.starts_at)
  const [year, month, day] = wall.date.split('-').map(Number)
  const doubled = wallToInstant(wall)
  const hasOwnTrainers = part !== first && part.trainer_ids.join() !== first.trainer_ids.join()
  const filled: Typed = {
    part_id: part.id,
    live_part_id: part.live_part_id ?? noPart,
    'day-day': String(day),
    'day-month': String(month),
    'day-year': String(year),
    time: wall.time,
    ...(doubled.kind === 'doubled'
      ? { clock: part.starts_at.getTime() === doubled.earlier.getTime() ? 'earlier' : 'later' }
      : {}),
    length_minutes: String(minutesBetween(part.starts_at, part.ends_at)),
    breaks: part.breaks
      .map((one) => `${instantToWall(one.starts_at).time} for ${minutesBetween(one.starts_at, one.ends_at)}`)
      .join(', '),
    ...(part === first
      ? {}
      : {
          trainer_ids: hasOwnTrainers ? part.trainer_ids : [],
          join_url: part.has_own_join_url ? (part.join_url ?? '') : '',
        }),
  }
  const prefix = prefixOf(part.position)
  return Object.fromEntries(Object.entries(filled).map(([name, value]) => [`${prefix}${name}`, value]))
}

/** A sentence where the link leads somewhere we do not know; it is kept all the same. */
export const linkWarning = (joinUrl: string | null): string | null =>
  joinUrl === null || meetingService(joinUrl) !== null
    ? null
    : `Check the join link: ${new URL(joinUrl).hostname} is not a meeting service we know. We kept it as it is.`

const people = (count: number): string => (count === 1 ? '1 person' : `${count} people`)

/** What came of sending the changes. */
export const tellsWords = (told: number): string => `${people(told)} will be told by email.`

export function savedWords({ told, unsent, offered }: { told: number; unsent: number; offered: number }): string {
  if (unsent > 0) {
    const offers =
      offered > 0 ? ` ${people(offered)} of the waiting list ${offered === 1 ? 'is' : 'are'} offered a place.` : ''
    return `Saved. ${people(unsent)} ${unsent === 1 ? 'is' : 'are'} not told yet: send the update when you have changed all.${offers}`
  }
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
