/** What somebody does at the same time already, in words: pure. */
import { wordsForDay } from '../../../lib/time.ts'
import type { OverlapRow } from '../queries/overlaps.ts'
import { partTitle, timesWords } from './parts.ts'

/** `‘Champions’, part 2, on Tuesday 27 April 2027, 10am to 12:30pm`. */
const partWords = (overlap: OverlapRow): string => {
  const title = partTitle(`‘${overlap.title}’`, overlap, overlap.part_count)
  return `${title}${overlap.part_count > 1 ? ',' : ''} on ${wordsForDay(overlap.starts_at)}, ${timesWords(overlap)}`
}

/** As a mail names the other place to be: who reads it may train it or have a place there. */
export const elsewhereLine = (overlap: OverlapRow): string => partWords(overlap)

/** Whom it concerns is named, unless it is the reader. */
export function overlapWords(overlap: OverlapRow, isOwn = false): string {
  const does = overlap.trains ? (isOwn ? 'train' : 'trains') : isOwn ? 'are booked into' : 'is booked into'
  return `${isOwn ? 'You' : overlap.full_name} ${does} ${partWords(overlap)}`
}

/** A line for each, with where the other booking can be moved or given up; `tends` says that the reader may. */
export const overlapLines = (overlaps: OverlapRow[], { isOwn, tends }: { isOwn: boolean; tends: boolean }) =>
  overlaps.map((overlap) => {
    const href = `/live-sessions/${overlap.live_session_id}/bookings/${overlap.booking_id}`
    const isOpen = tends && !overlap.trains && !overlap.has_begun
    return {
      words: overlapWords(overlap, isOwn),
      move_href: isOpen && overlap.is_of_course ? `${href}/move` : null,
      cancellation_href: isOpen ? `${href}/cancellation` : null,
    }
  })

const mostNamed = 5

const manyWords = (overlaps: OverlapRow[]): string => {
  const more = overlaps.length - mostNamed
  const named = overlaps.slice(0, mostNamed).map((overlap) => overlapWords(overlap))
  return [...named, ...(more > 0 ? [`and ${more} more`] : [])].join('; ')
}

/** The error at the reason of the scheduling form. */
export const overlapError = (overlaps: OverlapRow[]): string =>
  `At the same time, ${manyWords(overlaps)}. Change the day, the time or who trains, or give a reason`

export const overlapTitle = (name: string | null): string =>
  name === null ? 'You are elsewhere at that time' : `${name} is elsewhere at that time`
