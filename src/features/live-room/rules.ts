/** What an agenda holds, which state an item is in, when the room is open, what answers add up to: pure. */
import { addMinutes } from '../../lib/time.ts'
import type { Mark } from '../attendance/index.ts'
import { joinOpensAt } from '../live-sessions/index.ts'

export const itemKinds = ['page', 'poll', 'question', 'discussion', 'break'] as const
export type ItemKind = (typeof itemKinds)[number]

/** People choose one of some answers. */
export const takesAnswers = (kind: ItemKind): boolean => kind === 'poll' || kind === 'question'

export const mostOptions = 8

export interface OptionInput {
  text: string
  is_right: boolean
}

/** Why these answers cannot stand in a poll or a question, in words for its writer. */
export function optionsFault(kind: ItemKind, options: OptionInput[]): string | null {
  if (!takesAnswers(kind)) return null
  if (options.length < 2) return 'Enter at least 2 answers'
  if (new Set(options.map((option) => option.text.toLowerCase())).size < options.length)
    return 'Each answer must be different'
  if (kind === 'question' && options.filter((option) => option.is_right).length !== 1)
    return 'Tick the one right answer'
  return null
}

export interface ItemTimes {
  shown_at: Date | null
  closes_at: Date | null
  closed_at: Date | null
  revealed_at: Date | null
}

export type ItemState = 'planned' | 'open' | 'closed' | 'revealed'

export function itemStateOf(item: ItemTimes, now: Date): ItemState {
  if (!item.shown_at) return 'planned'
  if (item.revealed_at) return 'revealed'
  return item.closed_at || (item.closes_at && item.closes_at <= now) ? 'closed' : 'open'
}

/** What was pressed before the timer ran out may arrive a moment after it. */
export const graceMilliseconds = 2000

export interface PartTimes {
  id: string
  starts_at: Date
  ends_at: Date
}

/** The room of a part opens with its join page and stays open as long. */
const closesMinutes = 15
/** Trainers come earlier, to try out their agenda. */
const trainersComeMinutes = 60

const isOpenFor = (part: PartTimes, now: Date, opensAt: Date): boolean =>
  opensAt <= now && now < addMinutes(part.ends_at, closesMinutes)

/** The part that is on: of two that touch, the one that has begun last. Undefined between parts. */
export function partAt(parts: PartTimes[], now: Date): PartTimes | undefined {
  const on = parts.filter((part) => isOpenFor(part, now, joinOpensAt(part.starts_at)))
  const begun = on.filter((part) => part.starts_at <= now)
  return begun.length > 0
    ? begun.reduce((last, part) => (part.starts_at > last.starts_at ? part : last))
    : on.toSorted((a, b) => a.starts_at.getTime() - b.starts_at.getTime())[0]
}

/** The part that is on, or else the one that was on last: whose people a trainer looks at. */
export function partNow(parts: PartTimes[], now: Date): PartTimes | undefined {
  return partAt(parts, now) ?? parts.filter((part) => part.starts_at <= now).at(-1)
}

export const isOpenForTrainers = (parts: PartTimes[], now: Date): boolean =>
  parts.some((part) => isOpenFor(part, now, addMinutes(part.starts_at, -trainersComeMinutes)))

export type RoomState =
  { state: 'cancelled' | 'over' } | { state: 'early'; opens_at: Date } | { state: 'open'; part: PartTimes }

export function roomStateOf(room: { cancelled_at: Date | null; parts: PartTimes[] }, now: Date): RoomState {
  if (room.cancelled_at) return { state: 'cancelled' }
  const part = partAt(room.parts, now)
  if (part) return { state: 'open', part }
  const coming = room.parts
    .map((one) => joinOpensAt(one.starts_at))
    .filter((opens) => opens > now)
    .toSorted((a, b) => a.getTime() - b.getTime())[0]
  return coming ? { state: 'early', opens_at: coming } : { state: 'over' }
}

/** Somebody not heard of for longer than this has left; a shorter gap is a bad line. */
export const gapSeconds = 45

/** Each page is asked so often whether it is still there: twice within a gap, so that one answer may be lost. */
export const askSeconds = 20

/**
 * From when an answer counts: a page that was asked a while ago, and whose line or whose server was slow, was there when it
 * was asked. Never from before the server had its stream, nor longer ago than a gap may be, whatever the page says.
 */
export function hereFrom(asked: Date | null, since: Date | undefined, now: Date): Date {
  if (!asked || !since) return now
  const earliest = Math.max(asked.getTime(), since.getTime(), now.getTime() - gapSeconds * 1000)
  return new Date(Math.min(earliest, now.getTime()))
}

/** Everyone has a second of their own for it: the same at every process, whoever else comes and goes. */
export const askSecondOf = (personId: string): number => Number.parseInt(personId.slice(-6), 16) % askSeconds

/** The seconds that have come since the last look, at most a whole round of them. */
export function askSecondsBetween(last: number, now: number): Set<number> {
  const first = Math.max(last + 1, now - askSeconds + 1)
  return new Set(Array.from({ length: Math.max(0, now - first + 1) }, (_, index) => (first + index) % askSeconds))
}

/** The whole percent of each figure; of nothing, nothing. */
export const percentOf = (count: number, total: number): number => (total === 0 ? 0 : Math.round((count * 100) / total))

/** So long after the start whoever is not there yet is missing, and may have lost the link. */
export const missingFromMinutes = 10

export type MissingState = 'cancelled' | 'early' | 'over' | 'in-person' | 'no-link' | 'open'

/** `open`: the link can be sent; every other word says why not. */
export function missingStateOf(
  part: {
    starts_at: Date
    ends_at: Date
    cancelled_at: Date | null
    closed_at: Date | null
    mode: string
    join_url: string | null
  },
  now: Date,
): MissingState {
  if (part.cancelled_at) return 'cancelled'
  if (now < addMinutes(part.starts_at, missingFromMinutes)) return 'early'
  if (now >= part.ends_at || part.closed_at) return 'over'
  if (part.mode === 'in person') return 'in-person'
  return part.join_url === null ? 'no-link' : 'open'
}

/** Any sign counts, even one that may be somebody else's; a mark does unless it says absent. */
export const isMissing = (mark: Mark | null, known: { stretches: unknown[]; moments: unknown[] }): boolean =>
  (mark === null || mark === 'absent') && known.stretches.length === 0 && known.moments.length === 0

/** To whom the link goes: once each, and to nobody whose access was ended. */
export const canBeSent = (person: { email: string | null; is_disabled: boolean; sent_at: Date | null }): boolean =>
  person.email !== null && !person.is_disabled && person.sent_at === null
