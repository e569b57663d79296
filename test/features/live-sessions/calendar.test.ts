/** Calendar parts say the right moment to any client, over both clock changes, and nothing else can be smuggled in. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import ICAL from 'ical.js'
import { calendarMessage, type CalendarMessage } from '../../../src/features/live-sessions/calendar.ts'

const message: CalendarMessage = {
  method: 'REQUEST',
  uid: '01920b7e-1111-7000-8000-000000000001@champions.example',
  sequence: 0,
  dtstamp: new Date('2027-03-01T09:00:00Z'),
  starts_at: new Date('2027-03-27T10:00:00Z'),
  ends_at: new Date('2027-03-27T12:30:00Z'),
  summary: 'Hate crime champions: listening, believing; reporting',
  description:
    'Hello Siân,\n\nYour place is booked. The join page opens 15 minutes before: https://champions.example/join/abc\n\\o/ 李小龍',
  location: 'Online, Microsoft Teams',
  url: 'https://champions.example/join/abc?a=1,2;3',
  organizer: { name: 'Hertfordshire Constabulary, hate crime team', email: 'champions@herts.example' },
  attendee: { name: "Siân O'Brien-Żak", email: "sian.o'brien@council.example" },
}

/** What a calendar program makes of it, with the message's own time zone rules only. */
function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text))
  const event = calendar.getFirstSubcomponent('vevent')!
  const rules = calendar.getFirstSubcomponent('vtimezone')
  const moment = (name: string) => {
    const value = event.getFirstPropertyValue(name) as InstanceType<typeof ICAL.Time>
    const tzid = event.getFirstProperty(name)!.getFirstParameter('tzid')
    if (tzid) value.zone = new ICAL.Timezone({ component: rules!, tzid })
    return new Date(value.toUnixTime() * 1000)
  }
  const property = (name: string) => event.getFirstPropertyValue(name)
  return { calendar, event, moment, property }
}

describe('golden files', () => {
  test.each([
    ['request', message],
    [
      'request-summer',
      {
        ...message,
        sequence: 3,
        starts_at: new Date('2027-03-29T09:00Z'),
        ends_at: new Date('2027-03-29T11:30Z'),
        location: null,
        url: null,
      },
    ],
    ['cancel', { ...message, method: 'CANCEL' as const, sequence: 4 }],
  ])('%s.ics', (name, input) => {
    const golden = readFileSync(new URL(`golden/${name}.ics`, import.meta.url), 'utf8')
    expect(calendarMessage(input).replaceAll('\r\n', '\n')).toBe(golden.replaceAll('\r\n', '\n'))
  })
})

describe('the moments', () => {
  test.each([
    ['the day before the clocks go forward', '2027-03-27T10:00Z', '2027-03-27T12:30Z', '20270327T100000'],
    ['that day', '2027-03-28T09:00Z', '2027-03-28T11:30Z', '20270328T100000'],
    ['across the jump', '2027-03-28T00:30Z', '2027-03-28T01:30Z', '20270328T003000'],
    ['the day before the clocks go back', '2027-10-30T09:00Z', '2027-10-30T11:30Z', '20271030T100000'],
    ['that day, afterwards', '2027-10-31T10:00Z', '2027-10-31T12:30Z', '20271031T100000'],
    ['in the doubled hour, first time', '2027-10-31T00:15Z', '2027-10-31T02:30Z', '20271031T001500Z'],
    ['in the doubled hour, second time', '2027-10-31T01:15Z', '2027-10-31T02:30Z', '20271031T011500Z'],
    ['ending in the doubled hour', '2027-10-30T22:30Z', '2027-10-31T01:30Z', '20271030T223000Z'],
  ])('%s', (_, from, to, written) => {
    const text = calendarMessage({ ...message, starts_at: new Date(from), ends_at: new Date(to) })
    const { moment } = read(text)
    expect(moment('dtstart')).toEqual(new Date(from))
    expect(moment('dtend')).toEqual(new Date(to))
    expect(text).toContain(written.endsWith('Z') ? `DTSTART:${written}` : `DTSTART;TZID=Europe/London:${written}`)
  })

  test('any quarter of an hour of three years', () => {
    const quarters = fc.integer({ min: Date.UTC(2026, 0) / 900_000, max: Date.UTC(2029, 0) / 900_000 })
    fc.assert(
      fc.property(quarters, fc.integer({ min: 1, max: 40 }), (start, length) => {
        const [from, to] = [new Date(start * 900_000), new Date((start + length) * 900_000)]
        const { moment } = read(calendarMessage({ ...message, starts_at: from, ends_at: to }))
        expect([moment('dtstart'), moment('dtend')]).toEqual([from, to])
      }),
      { numRuns: 60 },
    )
  })

  test('the stamp is UTC', () => {
    expect(calendarMessage(message)).toContain('\r\nDTSTAMP:20270301T090000Z\r\n')
  })
})

test('a request books, a cancellation of the same uid takes away', () => {
  const request = read(calendarMessage(message))
  expect(request.calendar.getFirstPropertyValue('method')).toBe('REQUEST')
  expect(request.property('status')).toBe('CONFIRMED')
  expect(request.property('transp')).toBe('OPAQUE')
  const attendee = request.event.getFirstProperty('attendee')!
  expect(attendee.getFirstParameter('rsvp')).toBe('FALSE')
  expect(attendee.getFirstParameter('partstat')).toBe('ACCEPTED')
  expect(attendee.getFirstParameter('cn')).toBe("Siân O'Brien-Żak")

  const cancel = read(calendarMessage({ ...message, method: 'CANCEL', sequence: 1 }))
  expect(cancel.calendar.getFirstPropertyValue('method')).toBe('CANCEL')
  expect(cancel.property('status')).toBe('CANCELLED')
  expect(cancel.property('transp')).toBe('TRANSPARENT')
  expect(cancel.property('uid')).toBe(request.property('uid'))
  expect([request.property('sequence'), cancel.property('sequence')]).toEqual([0, 1])
})

test('texts come back as they went in', () => {
  const { property } = read(calendarMessage(message))
  expect(property('summary')).toBe(message.summary)
  expect(property('description')).toBe(message.description)
  expect(property('location')).toBe(message.location)
  expect(property('url')).toBe('https://champions.example/join/abc?a=1%2C2%3B3')
})

test('every line ends in CR LF and has at most 75 octets, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      const lines = calendarMessage({ ...message, summary: text, description: text, location: text }).split('\r\n')
      expect(lines.pop()).toBe('')
      for (const line of lines) {
        expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
        expect(line).not.toMatch(/[\r\n]/)
        expect(line.isWellFormed()).toBe(true)
      }
    }),
    { numRuns: 60 },
  )
})

test('no name or text adds a line of its own', () => {
  const evil = 'A"\r\nATTENDEE:mailto:x@evil.example\r\n;CN=":\nX-EVIL:1\u2028\u0000\\n^n'
  const person = { name: evil, email: 'a@b.example' }
  const everywhere = {
    summary: evil,
    description: evil,
    location: evil,
    uid: evil,
    organizer: person,
    attendee: person,
  }
  const { event } = read(calendarMessage({ ...message, ...everywhere }))
  expect(event.getAllProperties('attendee').length).toBe(1)
  expect(event.getAllProperties('x-evil').length).toBe(0)
  expect(event.getFirstPropertyValue('attendee')).toBe('MAILTO:a@b.example')
})

test('an address that is none is refused', () => {
  const attendee = { name: 'A', email: 'a@b.example\r\nX-EVIL:1' }
  expect(() => calendarMessage({ ...message, attendee })).toThrow(RangeError)
})
