/** What the page of choosing another session says, by how things stand: pure. */
import type { LiveSessionRow } from '../queries/live-sessions.ts'
import type { Choices, RebookingRow } from '../queries/rebookings.ts'
import { stateOf } from '../rules.ts'
import { rangesWords } from './parts.ts'

export type RebookingState = 'choose' | 'booked' | 'waiting' | 'elsewhere' | 'new-date' | 'ended'

export function rebookingStateOf(
  link: RebookingRow,
  session: LiveSessionRow,
  hasPlaceElsewhere: boolean,
  now: Date,
): RebookingState {
  if (link.chosen_is_booked) return 'booked'
  if (link.rebooked_as) return 'waiting'
  if (link.is_ended) return 'ended'
  const state = stateOf(session, now)
  if (state !== 'cancelled' && state !== 'postponed') return 'new-date'
  return hasPlaceElsewhere ? 'elsewhere' : 'choose'
}

export const rebookingTitle: Record<RebookingState, string> = {
  choose: 'Choose another session',
  booked: 'You have a place at another session',
  waiting: 'You are on the waiting list of another session',
  elsewhere: 'You have a place at another session',
  'new-date': 'The session takes place after all',
  ended: 'This booking was ended',
}

export const choiceLines = (choices: Choices['choices']) =>
  choices.map(({ session, has_place }) => ({
    id: session.id,
    title: session.title,
    when_words: rangesWords(session.parts),
    where_words: session.place ?? 'Online',
    has_place,
    button: has_place ? 'Take this place' : 'Wait for a place',
  }))
