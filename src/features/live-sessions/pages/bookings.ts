/** Bookings as the templates and messages show them: pure. */
import { wordsForDay, wordsForMoment } from '../../../lib/time.ts'
import type { BookPlaceResult } from '../commands/bookings.ts'
import type { ListedBookingRow } from '../queries/bookings.ts'
import type { LiveSessionRow } from '../queries/live-sessions.ts'
import { placesWords } from './live-sessions.ts'
import { timesWords } from './parts.ts'

export function bookingRow(booking: ListedBookingRow, needs: Map<string, string>) {
  return {
    full_name: booking.full_name,
    email: booking.email,
    organisation_name: booking.organisation_name ?? 'None',
    standing: booking.is_walk_in
      ? 'Walk-in'
      : booking.booked_at
        ? 'Booked'
        : booking.offer_ends_at
          ? `Offered until ${wordsForMoment(booking.offer_ends_at)}`
          : `Waiting, number ${booking.waiting_position}`,
    is_waiting: booking.booked_at === null,
    since_words: wordsForMoment(booking.booked_at ?? booking.created_at),
    booked_by_name: booking.booked_by_name,
    needs_lines: needs.get(booking.id)?.split('\n') ?? [],
    cancellation_href: `/live-sessions/${booking.live_session_id}/bookings/${booking.id}/cancellation`,
    is_walk_in: booking.is_walk_in,
    chosen_href: booking.chosen_id && `/live-sessions/${booking.chosen_id}`,
  }
}

export const alternativeChoices = (sessions: LiveSessionRow[], now: Date) =>
  sessions.map((session) => ({
    value: session.id,
    text: session.parts.map((part) => `${wordsForDay(part.starts_at)}, ${timesWords(part)}`).join('; '),
    hint: `${session.title}. ${placesWords(session, now)}.`,
  }))

export const elsewhereWords = (place: { title: string; starts_at: Date }): string =>
  `${place.title}, ${wordsForMoment(place.starts_at)}`

export const elsewhereNotice = (name: string | null, place: { title: string; starts_at: Date }): string =>
  name === null
    ? `You have a place already: ${elsewhereWords(place)}. You can move it.`
    : `${name} has a place already: ${elsewhereWords(place)}. You can move it.`

/** What came of asking for a place; `other` where it was for somebody else. */
export function bookedWords(
  result: Exclude<BookPlaceResult, 'overlaps' | 'not-yet'>,
  other: { full_name: string; email: string | null } | null,
): string {
  const name = other?.full_name ?? null
  const told = other && other.email === null ? 'has no email address, so please tell them' : 'will be told by email'
  const words: Record<Exclude<BookPlaceResult, 'overlaps' | 'not-yet'>, [own: string, other: string]> = {
    booked: ['You are booked. We have sent you an email.', `${name} is booked and ${told}.`],
    waiting: [
      'There is no place for you just now. You are on the waiting list, and we have sent you an email.',
      `There is no place just now. ${name} is on the waiting list and ${told}.`,
    ],
    'already-booked': ['You are booked already.', `${name} is booked already.`],
    'already-waiting': ['You are on the waiting list already.', `${name} is on the waiting list already.`],
    cancelled: ['This session is cancelled or postponed.', 'This session is cancelled or postponed.'],
    draft: ['This session is not open for booking yet.', 'This session is not open for booking yet.'],
    closed: ['Bookings of this session are closed.', 'Bookings of this session are closed.'],
    started: [
      'This session has begun, so it can no longer be booked.',
      'This session has begun, so it can no longer be booked.',
    ],
  }
  return words[result][name === null ? 0 : 1]
}

/** The sentence that My training has for the same rule. */
export function firstWords(name: string | null, titles: string[]): string {
  const courses = titles.map((title) => `“${title}”`).join(' and ')
  return name === null
    ? `First complete ${courses}. Then you can book a place.`
    : `${name} must first complete ${courses}. Then they can be booked.`
}

export function cancellationTitle(name: string | null, isWaiting: boolean): string {
  if (name === null) return isWaiting ? 'Leave the waiting list' : 'Cancel your booking'
  return isWaiting ? `Take ${name} off the waiting list` : `Cancel the booking of ${name}`
}

export function cancelledWords(name: string | null, wasWaiting: boolean): string {
  if (name === null) return wasWaiting ? 'You are off the waiting list.' : 'Your booking is cancelled.'
  return wasWaiting ? `${name} is off the waiting list.` : `The booking of ${name} is cancelled.`
}

export const movedWords = (name: string | null): string =>
  name === null ? 'You are booked here now. We have sent you an email.' : `${name} is booked here now.`
