/** Sessions of several parts: scheduled, booked, changed, held; on a real database. */
import ICAL from 'ical.js'
import { closeRegister, listAttendance, saveMarks } from '../../../src/features/attendance/index.ts'
import {
  bookPlace,
  cancelLiveSession,
  editLiveSession,
  getLiveSession,
  listTrainers,
  listUpcomingFor,
  moveBooking,
  scheduleLiveSession,
} from '../../../src/features/live-sessions/index.ts'
import type { LiveSessionInput, PartInput } from '../../../src/features/live-sessions/index.ts'
import { newId } from '../../../src/lib/ids.ts'
import { addMinutes } from '../../../src/lib/time.ts'
import type { Ctx } from '../../../src/platform/context.ts'
import { runDuePlans } from '../../../src/platform/jobs/plans.ts'
import { contextOf, contextOfPerson } from '../../support/context.ts'
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
import { listMails, runJobs } from '../../support/mailbox.ts'

let database: TestDatabase
let ctx: Ctx
let person: TestPerson

const april = new Date('2027-04-27T09:00:00Z')
const may = new Date('2027-05-04T09:00:00Z')

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  await database.reset()
  ctx = contextOf(database.db)
  person = await addTestPerson(database.db)
})

/** A course whose version asks for two live parts. */
async function addTwoLiveParts(): Promise<{ ids: [string, string]; course_id: string }> {
  const { live_part_id, course_id } = await addTestLivePart(database.db)
  const second = newId()
  await database.db('live_parts').insert({ id: second, course_id, title: 'Practice', position: 2 })
  // As if it had been drafted with both: a published version takes no more.
  const version = {
    id: newId(),
    course_id,
    number: 2,
    owner: 'Team',
    reviewer: 'not yet reviewed',
    created_at: ctx.now,
  }
  await database.db('course_versions').insert(version)
  for (const id of [live_part_id, second])
    await database
      .db('course_version_live_parts')
      .insert({ course_version_id: version.id, course_id, live_part_id: id, attendance_percent: 80 })
  await database
    .db('course_versions')
    .where({ id: version.id })
    .update({ published_at: ctx.now, content_hash: Buffer.alloc(32) })
  return { ids: [live_part_id, second], course_id }
}

const twoParts = (change: [Partial<PartInput>?, Partial<PartInput>?] = []): PartInput[] => [
  partInput({ starts_at: april, ...change[0] }),
  partInput({ starts_at: may, ...change[1] }),
]
const schedule = (values: Partial<LiveSessionInput> = {}) => addTestLiveSession(ctx, { parts: twoParts(), ...values })
const partsOf = async (id: string) => (await getLiveSession(ctx, id)).parts
/** What the form of a stored session would send. */
const unchanged = async (id: string): Promise<PartInput[]> =>
  (await partsOf(id)).map((part) => ({ ...part, trainer_ids: null, join_url: null }))
const book = (id: string, who = person) => bookPlace(ctx, { live_session_id: id, person_id: who.id })

async function entries(to = person) {
  return (await listMails(database.db, { to_address: to.email }))
    .filter((mail) => mail.calendar)
    .map((mail) => {
      const calendar = new ICAL.Component(ICAL.parse(mail.calendar!))
      const events = calendar.getAllSubcomponents('vevent')
      expect(events).toHaveLength(1) // Outlook takes one meeting from a message
      const event = events[0]!
      return {
        kind: mail.kind,
        method: calendar.getFirstPropertyValue('method'),
        uid: event.getFirstPropertyValue('uid'),
        sequence: event.getFirstPropertyValue('sequence') as unknown as number,
        starts: String(event.getFirstPropertyValue('dtstart')),
        summary: event.getFirstPropertyValue('summary'),
      }
    })
}

describe('scheduling', () => {
  test('keeps each part with its breaks, link and trainers; parts are numbered by their days', async () => {
    const [a, b] = [
      await addTestPerson(database.db, { roles: ['trainer'] }),
      await addTestPerson(database.db, { roles: ['trainer'] }),
    ]
    const { ids } = await addTwoLiveParts()
    const breaks = [{ starts_at: addMinutes(may, 75), ends_at: addMinutes(may, 85) }]
    const id = await addTestLiveSession(ctx, {
      trainer_ids: [a.id],
      parts: [
        partInput({
          starts_at: may,
          live_part_id: ids[1],
          breaks,
          trainer_ids: [b.id],
          join_url: 'https://zoom.us/j/2',
        }),
        partInput({ starts_at: april, live_part_id: ids[0] }),
      ],
    })
    const session = await getLiveSession(ctx, id)
    expect(session).toMatchObject({ starts_at: april, ends_at: addMinutes(may, 150), live_part_ids: ids })
    expect(session.parts).toMatchObject([
      {
        position: 1,
        starts_at: april,
        live_part_id: ids[0],
        join_url: session.join_url,
        trainer_ids: [a.id],
        breaks: [],
      },
      {
        position: 2,
        starts_at: may,
        live_part_id: ids[1],
        join_url: 'https://zoom.us/j/2',
        trainer_ids: [b.id],
        breaks,
      },
    ])
    // Who trains any part of it keeps the session.
    expect((await listTrainers(ctx, id)).map((one) => one.id).toSorted()).toEqual([a.id, b.id].toSorted())
  })

  test('refuses what cannot be', async () => {
    const { ids } = await addTwoLiveParts()
    const other = await addTestLivePart(database.db)
    const refused = async (parts: PartInput[]) => (await scheduleLiveSession(ctx, liveSessionInput({ parts }))).result
    expect(await refused(twoParts([{ live_part_id: ids[0] }, { live_part_id: ids[0] }]))).toBe('part-twice')
    expect(await refused(twoParts([{ live_part_id: ids[0] }, { live_part_id: other.live_part_id }]))).toBe(
      'other-course',
    )
    expect(await refused(twoParts([{}, { starts_at: addMinutes(april, 149), ends_at: addMinutes(april, 200) }]))).toBe(
      'parts-overlap',
    )
    expect(await refused(twoParts([{ breaks: [{ starts_at: april, ends_at: addMinutes(april, 5) }] }]))).toBe(
      'bad-breaks',
    )
    expect(await refused(twoParts([{}, { starts_at: addMinutes(ctx.now, -10) }]))).toBe('past')
    expect(
      await refused(Array.from({ length: 13 }, (_, week) => partInput({ starts_at: addMinutes(april, week * 10080) }))),
    ).toBe('too-many-parts')
    expect(await database.db('live_sessions')).toHaveLength(0)
  })
})

describe('booking', () => {
  test('takes all parts, with a calendar entry for each in a message of its own', async () => {
    const id = await schedule()
    await book(id)
    const [first, second] = await entries()
    expect(first).toMatchObject({ kind: 'live-sessions.booked', method: 'REQUEST', starts: '2027-04-27T10:00:00' })
    expect(second).toMatchObject({
      kind: 'live-sessions.calendar-entry',
      method: 'REQUEST',
      starts: '2027-05-04T10:00:00',
    })
    expect(second!.uid).not.toBe(first!.uid)
    expect(second!.summary).toBe('Hate crime champions: live session, part 2')
    const [mail] = await listMails(database.db, { to_address: person.email })
    expect(mail!.subject).toContain('2 parts, from 27 April 2027, 10am')
    expect(mail!.text).toContain('Part 1 of 2: 27 April 2027, 10am to 12:30pm')
    expect(mail!.text).toContain('Part 2 of 2: 4 May 2027, 10am to 12:30pm')
    expect(await listUpcomingFor(ctx, person.id)).toMatchObject([{ position: 1 }, { position: 2, part_count: 2 }])
  })

  test('moves only to a session that delivers all of it', async () => {
    const { ids } = await addTwoLiveParts()
    const both = await schedule({ parts: twoParts([{ live_part_id: ids[0] }, { live_part_id: ids[1] }]) })
    const again = await schedule({ parts: twoParts([{ live_part_id: ids[0] }, { live_part_id: ids[1] }]) })
    const one = await addTestLiveSession(ctx, { live_part_id: ids[0] })
    await book(both)
    const booking = (await database.db('bookings').first())!
    expect(await moveBooking(ctx, { booking_id: booking.id, live_session_id: one })).toBe('other-part')
    expect(await moveBooking(ctx, { booking_id: booking.id, live_session_id: again })).toBe('moved')
    expect((await entries()).map((entry) => entry.method)).toEqual([
      'REQUEST',
      'REQUEST',
      'CANCEL',
      'CANCEL',
      'REQUEST',
      'REQUEST',
    ])
  })
})

describe('changing', () => {
  test('one part tells of that part alone: its UID stays, its SEQUENCE rises, the other one rests', async () => {
    const id = await schedule()
    await book(id)
    const parts = await unchanged(id)
    parts[1] = { ...parts[1]!, starts_at: addMinutes(may, 60), ends_at: addMinutes(may, 210) }
    expect(await editAndTell(ctx, { id, ...liveSessionInput({ parts }) })).toBe(1)
    const [, before, moved, ...more] = await entries()
    expect(more).toEqual([])
    expect(moved).toMatchObject({ kind: 'live-sessions.moved', method: 'REQUEST', uid: before!.uid, sequence: 1 })
    expect(moved!.starts).toBe('2027-05-04T11:00:00')
  })

  test('a part dropped is taken out of the calendar, one added is put into it', async () => {
    const id = await schedule()
    await book(id)
    const [first] = await unchanged(id)
    const third = partInput({ starts_at: addMinutes(may, 10_080) })
    await editAndTell(ctx, { id, ...liveSessionInput({ parts: [first!, third] }) })
    const [, second, added, dropped, ...more] = await entries()
    expect(more).toEqual([])
    expect(dropped).toMatchObject({ method: 'CANCEL', uid: second!.uid, sequence: 1 })
    const [told] = await listMails(database.db, { kind: 'live-sessions.calendar-entry', calendar_method: 'CANCEL' })
    expect(told!.subject).toBe('Dropped: Hate crime champions: live session, part 2, 4 May 2027, 10am to 12:30pm')
    for (const words of [told!.text, told!.calendar!.replaceAll('\r\n ', '').replaceAll('\\', '')])
      expect(words).toMatch(
        /This part was dropped.*Your booking for the rest stands: 27 April 2027, 10am to 12:30pm; 11 May/s,
      )
    expect(added).toMatchObject({
      kind: 'live-sessions.moved',
      method: 'REQUEST',
      sequence: 0,
      starts: '2027-05-11T10:00:00',
    })
    expect(await partsOf(id)).toMatchObject([{ id: first!.id }, { position: 2 }])
  })

  test('parts may swap their days in one go', async () => {
    const id = await schedule()
    const [first, second] = await unchanged(id)
    const swapped = [
      { ...first!, starts_at: second!.starts_at, ends_at: second!.ends_at },
      { ...second!, starts_at: first!.starts_at, ends_at: first!.ends_at },
    ]
    expect(await editLiveSession(ctx, { id, ...liveSessionInput({ parts: swapped }) })).toMatchObject({
      result: 'saved',
    })
    expect((await partsOf(id)).map((part) => part.id)).toEqual([second!.id, first!.id])
  })

  test('after the first part has begun only the others move', async () => {
    const id = await schedule()
    await book(id)
    const running = { ...ctx, now: addMinutes(april, 5) }
    const parts = await unchanged(id)
    const later = (part: PartInput) => ({
      ...part,
      starts_at: addMinutes(part.starts_at, 60),
      ends_at: addMinutes(part.ends_at, 60),
    })
    const edit = (changed: PartInput[]) => editLiveSession(running, { id, ...liveSessionInput({ parts: changed }) })
    expect(await edit([later(parts[0]!), parts[1]!])).toEqual({ result: 'begun' })
    expect(await edit([parts[1]!])).toEqual({ result: 'begun' })
    expect(await edit([parts[0]!, later(parts[1]!)])).toMatchObject({ result: 'saved', unsent: 1 })
  })
})

test('each part reminds for itself', async () => {
  const id = await schedule()
  await book(id)
  const sent: string[] = []
  for (const moment of [
    '2027-04-26T09:00:00Z',
    '2027-04-27T08:00:00Z',
    '2027-05-03T09:00:00Z',
    '2027-05-04T08:00:00Z',
  ]) {
    const later = { ...ctx, now: new Date(moment) }
    await runDuePlans(later)
    await runJobs(later)
    sent.push((await listMails(database.db)).at(-1)!.subject)
  }
  expect(sent).toEqual([
    'Coming up: Hate crime champions: live session, part 1, 27 April 2027, 10am to 12:30pm',
    'Begins soon: Hate crime champions: live session, part 1, 27 April 2027, 10am to 12:30pm',
    'Coming up: Hate crime champions: live session, part 2, 4 May 2027, 10am to 12:30pm',
    'Begins soon: Hate crime champions: live session, part 2, 4 May 2027, 10am to 12:30pm',
  ])
})

test('each part has its register; what was held counts even where the rest is cancelled', async () => {
  const trainer = await addTestPerson(database.db, { roles: ['trainer'] })
  const own = await contextOfPerson(ctx, trainer.id)
  const { ids } = await addTwoLiveParts()
  const id = await schedule({ parts: twoParts([{ live_part_id: ids[0] }, { live_part_id: ids[1] }]) })
  await book(id)
  const [first, second] = await partsOf(id)
  const after = { ...own, now: addMinutes(first!.ends_at, 5) }
  await saveMarks(after, { part_id: first!.id, marks: [{ person_id: person.id, mark: 'present', minutes: null }] })
  expect((await closeRegister(after, { part_id: first!.id, rest_absent: true })).result).toBe('closed')
  expect((await closeRegister(after, { part_id: second!.id, rest_absent: true })).result).toBe('too-early')
  expect(await cancelLiveSession(after, { id, reason: 'The trainer is ill' })).toBe('cancelled')
  expect((await entries()).slice(2)).toMatchObject([{ method: 'CANCEL', starts: '2027-05-04T10:00:00' }])
  const attended = await listAttendance({ ...ctx, now: addMinutes(second!.ends_at, 60) }, person.id, ids)
  expect([...attended.values()]).toMatchObject([{ live_part_id: ids[0], percent: 100, is_register_closed: true }])
})
