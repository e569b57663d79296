/** What the page of an offered place says, by what became of it: pure. */
import type { LiveSessionRow } from '../queries/live-sessions.ts'
import type { OfferRow } from '../queries/offers.ts'
import { placesLeft } from '../rules.ts'

export type OfferState = 'offered' | 'open' | 'booked' | 'gone' | 'declined' | 'lapsed' | 'too-late'

export function offerStateOf(offer: OfferRow, session: LiveSessionRow, now: Date): OfferState {
  if (session.cancelled_at || session.starts_at <= now) return offer.is_booked ? 'booked' : 'too-late'
  if (offer.is_booked) return 'booked'
  if (offer.answer === 'declined') return 'declined'
  if (offer.is_held) return offer.answer === null && offer.ends_at > now ? 'offered' : 'lapsed'
  if (!offer.is_open) return 'declined'
  return offer.answer === null && placesLeft(session) > 0 ? 'open' : 'gone'
}

export const offerTitle: Record<OfferState, string> = {
  offered: 'A place is free for you',
  open: 'A place is free',
  booked: 'You have a place',
  gone: 'The place has gone',
  declined: 'You are off the waiting list',
  lapsed: 'The place went to the next person',
  'too-late': 'This place can no longer be taken',
}
