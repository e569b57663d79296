/** A calendar to subscribe to: the events of one person, or of all sessions, without anybody's name or address. */
import ical, { ICalEventStatus, ICalEventTransparency } from 'ical-generator'
import { clean, cleanLines } from '../../lib/text.ts'
import { inLondon, zone } from '../../lib/time.ts'
import { isDoubled, londonRules, plainUrl } from './calendar.ts'

export interface FeedEvent {
  /** The same as in the mails about it, so that a calendar which has both knows them for one. */
  uid: string
  sequence: number
  /** When it last changed: the feed reads the same until something does. */
  changed_at: Date
  starts_at: Date
  ends_at: Date
  summary: string
  description: string
  location: string | null
  url: string
  is_cancelled: boolean
}

/** How often a program is asked to look again. */
const refreshSeconds = 3600

/** No METHOD: this is a calendar, not a message. Times are London wall times with their VTIMEZONE, as in the mails. */
export function feedCalendar(name: string, events: FeedEvent[]): string {
  const calendar = ical({
    prodId: '//Upstander//Live sessions//EN',
    name: clean(name),
    ttl: refreshSeconds,
    timezone: { name: null, generator: () => londonRules },
  })
  for (const event of events)
    calendar.createEvent({
      id: clean(event.uid),
      sequence: event.sequence,
      stamp: event.changed_at,
      start: inLondon(event.starts_at),
      end: inLondon(event.ends_at),
      timezone: isDoubled(event.starts_at) || isDoubled(event.ends_at) ? null : zone,
      summary: clean(event.is_cancelled ? `Cancelled: ${event.summary}` : event.summary),
      description: cleanLines(event.description),
      location: event.location === null ? null : clean(event.location),
      url: plainUrl(event.url),
      status: event.is_cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      transparency: event.is_cancelled ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
    })
  return `${calendar.toString()}\r\n`
}
