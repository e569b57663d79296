/** The calendar part of booking, change and cancellation mails (iTIP, RFC 5546): one person's place, once. */
import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendarMethod,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator'
import { clean, cleanLines, isEmailAddress } from '../../lib/text.ts'
import { inLondon, instantToWall, wallToInstant, zone } from '../../lib/time.ts'

export type CalendarMessage = {
  method: 'REQUEST' | 'CANCEL'
  /** Stable for one person's place at one live session, over all its changes. */
  uid: string
  /** Must rise with every message about the uid, or clients ignore it. */
  sequence: number
  dtstamp: Date
  starts_at: Date
  ends_at: Date
  summary: string
  description: string
  location: string | null
  url: string | null
  organizer: { name: string; email: string }
  attendee: { name: string; email: string }
}

/**
 * The text/calendar body, CR LF, lines of at most 75 octets. Times are London wall times with their VTIMEZONE, so that they
 * stay right where the rules change later; the stamp is UTC. Throws RangeError for an address that is none.
 */
export function calendarMessage(input: CalendarMessage): string {
  const cancelled = input.method === 'CANCEL'
  // A calendar-level zone name would write DTSTAMP in local time without Z: the zone is set on the event alone.
  const calendar = ical({
    prodId: '//Upstander//Live sessions//EN',
    method: cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
    timezone: { name: null, generator: () => londonRules },
  })
  const event = calendar.createEvent({
    id: clean(input.uid),
    sequence: input.sequence,
    stamp: input.dtstamp,
    start: inLondon(input.starts_at),
    end: inLondon(input.ends_at),
    // In the hour that comes twice a wall time names two moments and RFC 5545 takes the first: there UTC is used.
    timezone: isDoubled(input.starts_at) || isDoubled(input.ends_at) ? null : zone,
    summary: clean(input.summary),
    description: cleanLines(input.description),
    location: input.location === null ? null : clean(input.location),
    url: input.url === null ? null : plainUrl(input.url),
    organizer: person(input.organizer),
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    // A client that keeps a cancelled event must not keep the time blocked.
    transparency: cancelled ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
  })
  // They have booked already: ACCEPTED puts it into the calendar as such, and RSVP=FALSE asks for no answer, because nobody
  // reads answers. Places are given back on the site only.
  event.createAttendee({
    ...person(input.attendee),
    role: ICalAttendeeRole.REQ,
    status: ICalAttendeeStatus.ACCEPTED,
    rsvp: false,
  })
  return `${calendar.toString()}\r\n`
}

/** Since 1996: forward at 1am UTC on the last Sunday of March, back at 1am UTC on the last Sunday of October. */
export const londonRules = `BEGIN:VTIMEZONE
TZID:${zone}
BEGIN:DAYLIGHT
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
TZNAME:BST
DTSTART:19960331T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
TZNAME:GMT
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE`

export function isDoubled(at: Date): boolean {
  return wallToInstant(instantToWall(at)).kind === 'doubled'
}

function person({ name, email }: { name: string; email: string }): { name: string; email: string } {
  if (!isEmailAddress(email)) throw new RangeError('A calendar message needs e-mail addresses that are valid')
  // Quotes cannot stand in a CN; their RFC 6868 form ^' is shown as it is by Outlook.
  return { name: clean(name).replaceAll('"', "'").replaceAll('^', ' ') || email, email }
}

/** The library escapes URLs like text, which would break one with a comma or semicolon in it. */
export function plainUrl(url: string): string {
  return new URL(url).href.replaceAll(',', '%2C').replaceAll(';', '%3B')
}
