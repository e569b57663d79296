/** Modes and audiences, states, when one may join, whose meeting a link leads to: pure. */
import { addMinutes } from '../../lib/time.ts'

export const modes = ['online', 'in person'] as const
export type Mode = (typeof modes)[number]

export const audiences = ['external', 'internal'] as const
export type Audience = (typeof audiences)[number]

/** What people may tick at booking; anything else is free text beside it. */
export const needChoices = ['BSL interpreter', 'Captions', 'Large print'] as const

/** A personal join page opens so long before the session begins. */
export const joinOpensMinutes = 15

export const joinOpensAt = (startsAt: Date): Date => addMinutes(startsAt, -joinOpensMinutes)

export type Phase = 'upcoming' | 'running' | 'over' | 'cancelled'

export function phaseOf(session: { starts_at: Date; ends_at: Date; cancelled_at: Date | null }, now: Date): Phase {
  if (session.cancelled_at) return 'cancelled'
  if (now < session.starts_at) return 'upcoming'
  return now < session.ends_at ? 'running' : 'over'
}

/** How far a session has come. Held is never recorded: it follows from the time. */
export type State = 'draft' | 'open' | 'closed' | 'held' | 'cancelled' | 'postponed'

export function stateOf(
  session: {
    opened_at: Date | null
    closed_at: Date | null
    cancelled_at: Date | null
    is_postponed: boolean
    ends_at: Date
  },
  now: Date,
): State {
  if (session.cancelled_at) return session.is_postponed ? 'postponed' : 'cancelled'
  if (!session.opened_at) return 'draft'
  if (session.ends_at <= now) return 'held'
  return session.closed_at ? 'closed' : 'open'
}

/** Places that are neither taken nor held for an offer. */
export const placesLeft = (session: { capacity: number; booked: number; held: number }): number =>
  Math.max(0, session.capacity - session.booked - session.held)

/** The part that matters now: the first that is not over, or the last where all are. */
export const partAt = <Part extends { ends_at: Date }>(parts: Part[], now: Date): Part =>
  parts.find((part) => now < part.ends_at) ?? parts.at(-1)!

/** Whether a session delivers all of the course that another one does; one on its own delivers nothing. */
export const delivers = (session: { live_part_ids: string[] }, other: { live_part_ids: string[] }): boolean =>
  other.live_part_ids.length > 0 && other.live_part_ids.every((id) => session.live_part_ids.includes(id))

/** At most three of what is open, given the soonest first: those with a place before those with a waiting list. */
export const chooseAlternatives = <Choice extends { has_place: boolean }>(open: Choice[]): Choice[] =>
  open.toSorted((one, other) => Number(other.has_place) - Number(one.has_place)).slice(0, 3)

interface CalendarFacts {
  mode: Mode
  place: string | null
  parts: { id: string; starts_at: Date; ends_at: Date }[]
}

export interface CalendarChanges {
  any: boolean
  /** Parts that are new in a calendar, or stand there otherwise than now. */
  requested: Set<string>
  /** Parts that stand in a calendar and are no more. */
  dropped: Set<string>
}

/** What changed between two versions of a session that stands in people's calendars; a change of wording is none. */
export function calendarChanges(before: CalendarFacts, after: CalendarFacts, now: Date): CalendarChanges {
  const isElsewhere = before.mode !== after.mode || before.place !== after.place
  const requested = after.parts.filter((part) => {
    const was = before.parts.find((one) => one.id === part.id)
    const isSame =
      was?.starts_at.getTime() === part.starts_at.getTime() && was.ends_at.getTime() === part.ends_at.getTime()
    return part.ends_at > now && (isElsewhere || !isSame)
  })
  const dropped = before.parts.filter((part) => part.ends_at > now && after.parts.every((one) => one.id !== part.id))
  return {
    any: dropped.length + requested.length > 0,
    requested: new Set(requested.map((part) => part.id)),
    dropped: new Set(dropped.map((part) => part.id)),
  }
}

/** Changes wait so long for the trainer to send them, or to make more. */
const unsentMinutes = 60

/** From this long before a start, as people know it or as it is, nobody should have to wait to hear of a change. */
const nearMinutes = 24 * 60

/** When changes made since then are sent by themselves: after an hour, earlier where a start would come too near. */
export function changesDueAt(since: Date, versions: { parts: { starts_at: Date }[] }[], now: Date): Date {
  const starts = versions.flatMap(({ parts }) => parts.map((part) => part.starts_at)).filter((start) => start > now)
  const latest = starts.map((start) => addMinutes(start, -nearMinutes))
  return [addMinutes(since, unsentMinutes), ...latest].reduce((one, other) => (other < one ? other : one))
}

interface Times {
  starts_at: Date
  ends_at: Date
}

export const inOrder = <Timed extends Times>(times: Timed[]): Timed[] =>
  times.toSorted((one, other) => one.starts_at.getTime() - other.starts_at.getTime())

/** Breaks are within the part, one after the other, and never all of it. */
export function breaksFit(part: Times & { breaks: Times[] }): boolean {
  const breaks = inOrder(part.breaks)
  return breaks.every(
    (pause, index) =>
      pause.starts_at > part.starts_at &&
      pause.ends_at < part.ends_at &&
      (index === 0 || breaks[index - 1]!.ends_at <= pause.starts_at),
  )
}

/** Enough for a course of two terms, and few enough that nobody's calendar is flooded by a slip. */
export const mostParts = 12

/** An address of a meeting as it can be stored and linked to: https, a real host name, no user name in it. */
export function readMeetingUrl(typed: string): string | null {
  const url = URL.parse(typed)
  if (url?.protocol !== 'https:' || url.username || url.password || !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(url.hostname))
    return null
  return url.href.length > 2000 ? null : url.href
}

const meetingServices: [name: string, hosts: RegExp][] = [
  ['Microsoft Teams', /^(teams\.microsoft\.com|teams\.live\.com|teams\.cloud\.microsoft|gov\.teams\.microsoft\.us)$/],
  ['Zoom', /^(.+\.)?(zoom\.us|zoom\.com|zoomgov\.com)$/],
  ['Google Meet', /^meet\.google\.com$/],
  ['Jitsi Meet', /^(meet\.jit\.si|8x8\.vc|(jitsi|meet)\..+)$/],
  ['Webex', /^(.+\.)?webex\.com$/],
  ['BigBlueButton', /^(bbb|bigbluebutton)[\w-]*\..+$/],
]

/** The name of the meeting service behind a link, or null for one we do not know. */
export function meetingService(joinUrl: string): string | null {
  const url = new URL(joinUrl)
  const known = meetingServices.find(([, hosts]) => hosts.test(url.hostname))
  if (known) return known[0]
  // Greenlight, the usual front door of BigBlueButton, runs under any host name.
  return /^\/(b|rooms|bigbluebutton)\//.test(url.pathname) ? 'BigBlueButton' : null
}

/** Ticked needs and free text as they are stored, one a line; null when there are none. */
export function writeNeeds(ticked: string[], other: string): string | null {
  const lines = [...needChoices.filter((need) => ticked.includes(need)), other].filter(Boolean)
  return lines.length === 0 ? null : lines.join('\n')
}

export function readNeeds(needs: string | null): { ticked: string[]; other: string } {
  const lines = (needs ?? '').split('\n').filter(Boolean)
  const isChoice = (line: string) => (needChoices as readonly string[]).includes(line)
  return { ticked: lines.filter(isChoice), other: lines.filter((line) => !isChoice(line)).join('\n') }
}
