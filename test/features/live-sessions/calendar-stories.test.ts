/**
 * What the mails of whole stories leave in a calendar that applies them in their order (RFC 5546), across both clock changes
 * of 2027; and each story's calendar parts, byte for byte. WRITE_GOLDEN=1 writes them anew: then read the difference.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import ICAL from 'ical.js'
import {
  bookPlace,
  cancelBooking,
  cancelLiveSession,
  editLiveSession,
  moveBooking,
  postponeLiveSession,
  sendChanges,
} from '../../../src/features/live-sessions/index.ts'
import type { PartInput } from '../../../src/features/live-sessions/index.ts'
import { rebook } from '../../../src/features/live-sessions/commands/rebooking.ts'
import { addMinutes } from '../../../src/lib/time.ts'
import type { Ctx } from '../../../src/platform/context.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestPerson } from '../../support/factories.ts'
import type { TestPerson } from '../../support/factories.ts'
import {
  addTestLivePart,
  addTestLiveSession,
  editAndTell,
  liveSessionInput,
  partInput,
} from '../../support/live-sessions.ts'
import type { MailRow } from '../../support/mailbox.ts'
import { listMails } from '../../support/mailbox.ts'

let database: TestDatabase
let ctx: Ctx
let person: TestPerson
let live_part_id: string

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  await database.reset()
  ctx = { ...contextOf(database.db), now: new Date('2027-03-01T09:00:00Z') }
  person = await addTestPerson(database.db, {
    full_name: "Siân O'Brien-Żak",
    email: 'sian@partner.example',
    roles: ['trainer'],
  })
  live_part_id = (await addTestLivePart(database.db)).live_part_id
})

/** The clock goes on an hour with every act, so that each DTSTAMP is its own. */
function tick(): Ctx {
  ctx = { ...ctx, now: addMinutes(ctx.now, 60) }
  return ctx
}

const book = (live_session_id: string) => bookPlace(tick(), { live_session_id, person_id: person.id })
const bookingId = async (live_session_id: string): Promise<string> =>
  (await database.db('bookings').where({ live_session_id, person_id: person.id, cancelled_at: null }).first('id'))!.id
const input = (values: Parameters<typeof liveSessionInput>[0]) =>
  liveSessionInput({ title: 'Champions: listen; believe, report', live_part_id, ...values })
const session = (starts: string, values: Parameters<typeof liveSessionInput>[0] = {}) =>
  addTestLiveSession(ctx, input({ starts_at: new Date(starts), ...values }))
const move = (id: string, starts: string, values: Parameters<typeof liveSessionInput>[0] = {}) =>
  editAndTell(tick(), { id, ...input({ starts_at: new Date(starts), ...values }) })
const partsOf = async (id: string): Promise<PartInput[]> =>
  (await database.db('live_session_parts').where({ live_session_id: id }).orderBy('position')).map(
    ({ id, live_part_id, starts_at, ends_at }) => partInput({ id, live_part_id, starts_at, ends_at }),
  )
const messages = async (): Promise<MailRow[]> =>
  (await listMails(database.db, { to_address: person.email })).filter((mail) => mail.calendar !== null)

/** A calendar program: by UID, the newest version wins; a cancellation takes the event out and remembers its version. */
async function calendarOf(): Promise<string[]> {
  const events = new Map<string, { sequence: number; from: Date; to: Date; location: string; isOff: boolean }>()
  for (const mail of await messages()) {
    const calendar = new ICAL.Component(ICAL.parse(mail.calendar!))
    expect(calendar.getFirstPropertyValue('method')).toBe(mail.calendar_method)
    const all = calendar.getAllSubcomponents('vevent')
    expect(all).toHaveLength(1)
    const event = all[0]!
    const rules = calendar.getFirstSubcomponent('vtimezone')
    const moment = (name: string): Date => {
      const value = event.getFirstPropertyValue(name) as InstanceType<typeof ICAL.Time>
      const tzid = event.getFirstProperty(name)!.getFirstParameter('tzid')
      // In the hour that comes twice the time is in UTC, and needs no rules.
      if (tzid) value.zone = new ICAL.Timezone({ component: rules!, tzid: String(tzid) })
      return new Date(value.toUnixTime() * 1000)
    }
    const uid = String(event.getFirstPropertyValue('uid'))
    const sequence = Number(event.getFirstPropertyValue('sequence'))
    expect(sequence).toBe((events.get(uid)?.sequence ?? -1) + 1)
    expect(event.getFirstProperty('attendee')!.getFirstParameter('rsvp')).toBe('FALSE')
    expect(event.getFirstPropertyValue('attendee')).toMatch(/^mailto:sian@partner\.example$/i)
    expect(event.getFirstPropertyValue('organizer')).toMatch(/^mailto:/i)
    expect(rules?.getFirstPropertyValue('tzid') ?? 'Europe/London').toBe('Europe/London')
    events.set(uid, {
      sequence,
      from: moment('dtstart'),
      to: moment('dtend'),
      location: String(event.getFirstPropertyValue('location')).replace(/^http.*/, 'join page'),
      isOff: mail.calendar_method === 'CANCEL',
    })
  }
  return [...events.values()]
    .filter((event) => !event.isOff)
    .toSorted((one, other) => one.from.getTime() - other.from.getTime())
    .map(({ from, to, location }) => `${from.toISOString()} to ${to.toISOString()}, ${location}`)
}

/** What differs from run to run is given a number: UIDs, join links, ids of sessions. */
async function expectGolden(name: string): Promise<void> {
  const path = new URL(`golden/story-${name}.ics`, import.meta.url)
  const bodies = (await messages()).map((mail) => mail.calendar!)
  for (const body of bodies) {
    expect(body.endsWith('\r\n')).toBe(true)
    for (const line of body.split('\r\n')) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
      expect(line).not.toMatch(/[\r\n]/)
    }
  }
  const known = new Map<string, string>()
  const numbered = bodies
    .join('')
    .replaceAll('\r\n ', '')
    .replaceAll(/\b[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}\b|(?<=\/join\/)[\w-]{22}/g, (secret) => {
      if (!known.has(secret)) known.set(secret, `(${known.size + 1})`)
      return known.get(secret)!
    })
    .replaceAll('\r\n', '\n')
  if (process.env.WRITE_GOLDEN === '1') writeFileSync(path, numbered)
  expect(numbered).toBe(readFileSync(path, 'utf8').replaceAll('\r\n', '\n'))
}

const methods = async () => (await messages()).map((mail) => mail.calendar_method)

test('create: the evening before the clocks go forward, and the doubled hour of October', async () => {
  await book(await session('2027-03-27T18:00:00Z'))
  await book(await session('2027-10-31T00:15:00Z', { live_part_id: null }))
  expect(await calendarOf()).toEqual([
    '2027-03-27T18:00:00.000Z to 2027-03-27T20:30:00.000Z, join page',
    '2027-10-31T00:15:00.000Z to 2027-10-31T02:45:00.000Z, join page',
  ])
  await expectGolden('create')
})

test('move: from Saturday to Sunday at the same London time, over both changes', async () => {
  const id = await session('2027-03-27T10:00:00Z')
  await book(id)
  await move(id, '2027-03-28T09:00:00Z')
  expect(await calendarOf()).toEqual(['2027-03-28T09:00:00.000Z to 2027-03-28T11:30:00.000Z, join page'])
  await move(id, '2027-10-30T09:00:00Z')
  await move(id, '2027-10-31T10:00:00Z', { mode: 'in person', place: 'Room 2, Hatfield; ground floor' })
  expect(await calendarOf()).toEqual([
    '2027-10-31T10:00:00.000Z to 2027-10-31T12:30:00.000Z, Room 2, Hatfield; ground floor',
  ])
  expect(await methods()).toEqual(['REQUEST', 'REQUEST', 'REQUEST', 'REQUEST'])
  await expectGolden('move')
})

test('re-book: by moving, and by choosing another session when one is called off; coming back keeps the UID', async () => {
  const march = await session('2027-03-27T10:00:00Z')
  const sunday = await session('2027-03-28T09:00:00Z')
  const october = await session('2027-10-31T10:00:00Z')
  await book(march)
  expect(await moveBooking(tick(), { booking_id: await bookingId(march), live_session_id: sunday })).toBe('moved')
  expect(await moveBooking(tick(), { booking_id: await bookingId(sunday), live_session_id: march })).toBe('moved')
  await cancelLiveSession(tick(), { id: march, reason: 'The trainer is ill' })
  expect(await calendarOf()).toEqual([])
  const { token } = (await database.db('rebookings').first('token'))!
  expect(await rebook(tick(), { token, live_session_id: october })).toBe('booked')
  expect(await calendarOf()).toEqual(['2027-10-31T10:00:00.000Z to 2027-10-31T12:30:00.000Z, join page'])
  await expectGolden('re-book')
})

test('part dropped: two edits, one update; the other part stays as it was', async () => {
  const id = await addTestLiveSession(
    ctx,
    input({
      parts: [
        partInput({ starts_at: new Date('2027-03-27T10:00:00Z') }),
        partInput({ starts_at: new Date('2027-03-28T09:00:00Z') }),
      ],
    }),
  )
  await book(id)
  const [first, second] = await partsOf(id)
  const later = { ...first!, starts_at: new Date('2027-03-27T11:00:00Z'), ends_at: new Date('2027-03-27T13:00:00Z') }
  await editLiveSession(tick(), { id, ...input({ parts: [later, second!] }) })
  await editLiveSession(ctx, { id, ...input({ parts: [first!] }) })
  expect(await sendChanges(tick(), { id })).toEqual({ result: 'sent', told: 1 })
  expect(await methods()).toEqual(['REQUEST', 'REQUEST', 'CANCEL'])
  expect(await calendarOf()).toEqual(['2027-03-27T10:00:00.000Z to 2027-03-27T12:30:00.000Z, join page'])
  await expectGolden('part-dropped')
})

test('cancel: by the person, and after booking again by the trainer', async () => {
  const id = await session('2027-10-31T01:15:00Z')
  await book(id)
  await cancelBooking(tick(), { booking_id: await bookingId(id) })
  expect(await calendarOf()).toEqual([])
  await book(id)
  expect(await calendarOf()).toEqual(['2027-10-31T01:15:00.000Z to 2027-10-31T03:45:00.000Z, join page'])
  await cancelLiveSession(tick(), { id, reason: 'The trainer is ill' })
  expect(await calendarOf()).toEqual([])
  expect(await methods()).toEqual(['REQUEST', 'CANCEL', 'REQUEST', 'CANCEL'])
  await expectGolden('cancel')
})

test('postpone, and a new date on the other side of the clock change', async () => {
  const id = await session('2027-03-27T10:00:00Z')
  await book(id)
  await postponeLiveSession(tick(), { id, reason: 'The hall is flooded' })
  expect(await calendarOf()).toEqual([])
  ctx = { ...ctx, now: new Date('2027-03-30T09:00:00Z') }
  await move(id, '2027-10-31T10:00:00Z')
  expect(await calendarOf()).toEqual(['2027-10-31T10:00:00.000Z to 2027-10-31T12:30:00.000Z, join page'])
  expect(await methods()).toEqual(['REQUEST', 'CANCEL', 'REQUEST'])
  await expectGolden('postpone')
})

test('link changed, and wording: the personal link leads there, so nothing is sent', async () => {
  const id = await session('2027-03-28T09:00:00Z')
  await book(id)
  const other = { join_url: 'https://zoom.us/j/123', title: 'Other words', notes: 'Bring a pen' }
  expect(await move(id, '2027-03-28T09:00:00Z', other)).toBe(0)
  expect(await methods()).toEqual(['REQUEST'])
  // What moves next says the new words too.
  await move(id, '2027-03-28T10:00:00Z', other)
  expect((await messages()).at(-1)!.calendar).toContain('SUMMARY:Other words\r\n')
  expect(await calendarOf()).toEqual(['2027-03-28T10:00:00.000Z to 2027-03-28T12:30:00.000Z, join page'])
  await expectGolden('link-changed')
})

test('trainer: given it, moved, taken off, given it again, called off', async () => {
  const id = await session('2027-03-27T10:00:00Z')
  const training = { trainer_ids: [person.id] }
  await move(id, '2027-03-27T10:00:00Z', training)
  expect(await calendarOf()).toEqual(['2027-03-27T10:00:00.000Z to 2027-03-27T12:30:00.000Z, null'])
  await move(id, '2027-10-31T10:00:00Z', training)
  await move(id, '2027-10-31T10:00:00Z')
  expect(await calendarOf()).toEqual([])
  await move(id, '2027-03-28T09:00:00Z', training)
  expect(await calendarOf()).toEqual(['2027-03-28T09:00:00.000Z to 2027-03-28T11:30:00.000Z, null'])
  await cancelLiveSession(tick(), { id, reason: 'The hall is flooded' })
  expect(await calendarOf()).toEqual([])
  expect(await methods()).toEqual(['REQUEST', 'REQUEST', 'CANCEL', 'REQUEST', 'CANCEL'])
  await expectGolden('trainer')
})
