/** Meeting services, what moves a calendar, needs as they are stored: as plain values. */
import {
  breaksFit,
  calendarChanges,
  meetingService,
  readMeetingUrl,
  readNeeds,
  writeNeeds,
} from '../../../src/features/live-sessions/rules.ts'
import { placesWords } from '../../../src/features/live-sessions/pages/live-sessions.ts'
import { lengthWords } from '../../../src/features/live-sessions/pages/parts.ts'
import { keptWords } from '../../../src/features/live-sessions/pages/places.ts'

test.each([
  ['https://teams.microsoft.com/l/meetup-join/19%3ameeting', 'Microsoft Teams'],
  ['https://teams.live.com/meet/9', 'Microsoft Teams'],
  ['https://us02web.zoom.us/j/1', 'Zoom'],
  ['https://meet.google.com/abc-defg-hij', 'Google Meet'],
  ['https://meet.jit.si/Room', 'Jitsi Meet'],
  ['https://force.webex.com/meet/x', 'Webex'],
  ['https://bbb.example.org/x', 'BigBlueButton'],
  ['https://training.example.org/b/sam-abc', 'BigBlueButton'],
  ['https://teams.microsoft.com.evil.example/l', null],
  ['https://notzoom.us.example/j/1', null],
])('%s is %s', (url, service) => {
  expect(meetingService(url)).toBe(service)
})

test.each([
  ['https://meet.example.org/a b', 'https://meet.example.org/a%20b'],
  ['http://zoom.us/j/1', null],
  ['javascript:alert(1)', null],
  ['https://user:secret@zoom.us/j/1', null],
  ['https://localhost/x', null],
  ['zoom.us/j/1', null],
])('the link %s is taken as %s', (typed, stored) => {
  expect(readMeetingUrl(typed)).toBe(stored)
})

test('a link longer than can be stored is refused', () => {
  expect(readMeetingUrl(`https://zoom.us/${'x'.repeat(2000)}`)).toBeNull()
})

test('a new time, length, mode or place moves the calendar; nothing else does', () => {
  const now = new Date('2027-04-12T09:00:00Z')
  const one = { id: 'one', starts_at: new Date('2027-04-27T09:00:00Z'), ends_at: new Date('2027-04-27T11:30:00Z') }
  const two = { id: 'two', starts_at: new Date('2027-05-04T09:00:00Z'), ends_at: new Date('2027-05-04T11:30:00Z') }
  const before = { mode: 'online' as const, place: null, parts: [one, two] }
  const changed = (after: Partial<Parameters<typeof calendarChanges>[1]>, at = now) => {
    const { any, requested } = calendarChanges(before, { ...before, ...after }, at)
    return [any, ...requested]
  }
  expect(changed({})).toEqual([false])
  expect(changed({ parts: [{ ...one, starts_at: new Date('2027-04-27T09:00:00.001Z') }, two] })).toEqual([true, 'one'])
  expect(changed({ parts: [one, { ...two, ends_at: new Date('2027-05-04T11:00:00Z') }] })).toEqual([true, 'two'])
  expect(changed({ mode: 'in person', place: 'Room 2' })).toEqual([true, 'one', 'two'])
  expect(changed({ parts: [two] })).toEqual([true])
  expect(changed({ parts: [one, two, { ...two, id: 'three' }] })).toEqual([true, 'three'])
  // What has been stays in the calendar as it was.
  expect(changed({ mode: 'in person', place: 'Room 2' }, one.ends_at)).toEqual([true, 'two'])
})

test('breaks are within the part, one after the other, and are not all of it', () => {
  const at = (minutes: number) => new Date(Date.UTC(2027, 3, 27, 9, minutes))
  const fits = (...breaks: [from: number, to: number][]) =>
    breaksFit({
      starts_at: at(0),
      ends_at: at(60),
      breaks: breaks.map(([from, to]) => ({ starts_at: at(from), ends_at: at(to) })),
    })
  expect(fits()).toBe(true)
  expect(fits([30, 40], [10, 20])).toBe(true)
  expect(fits([0, 10])).toBe(false)
  expect(fits([50, 60])).toBe(false)
  expect(fits([10, 20], [15, 25])).toBe(false)
})

test('needs come back as they were said', () => {
  expect(writeNeeds([], '')).toBeNull()
  const stored = writeNeeds(['Large print', 'Captions'], 'A quiet room\nAn early break')
  expect(stored).toBe('Captions\nLarge print\nA quiet room\nAn early break')
  expect(readNeeds(stored)).toEqual({ ticked: ['Captions', 'Large print'], other: 'A quiet room\nAn early break' })
})

test.each([
  [150, '2 hours 30 minutes'],
  [60, '1 hour'],
  [121, '2 hours 1 minute'],
  [45, '45 minutes'],
])('%s minutes are %s', (minutes, words) => {
  expect(lengthWords(minutes)).toBe(words)
})

test('places in words, also where some are kept', () => {
  const now = new Date('2027-04-12T09:00:00Z')
  const session = {
    capacity: 30,
    booked: 12,
    held: 0,
    waiting: 0,
    starts_at: new Date('2027-05-12T09:00:00Z'),
    quotas: [],
  }
  expect(placesWords(session, now)).toBe('18 of 30 places left')
  expect(placesWords({ ...session, booked: 30 }, now)).toBe('Full')
  expect(placesWords({ ...session, booked: 29, held: 1, waiting: 3 }, now)).toBe('Full, 3 waiting')
  const quota = {
    id: 'q',
    organisation_id: null,
    organisation_kind: 'housing association',
    organisation_name: null,
    places: 4,
    used: 1,
    release_on: '2027-05-07',
  }
  expect(keptWords(quota, 30)).toBe(
    '4 of 30 places are kept for housing associations until 7 May 2027, 3 of them still free.',
  )
  expect(placesWords({ ...session, quotas: [quota] }, now)).toBe('15 of 30 places left')
  const taken = { ...session, booked: 28, waiting: 1, quotas: [quota] }
  expect(placesWords(taken, now)).toBe('2 of 30 places left, kept for certain organisations, 1 waiting')
  expect(placesWords(taken, new Date('2027-05-06T23:00:00Z'))).toBe('2 of 30 places left')
})
