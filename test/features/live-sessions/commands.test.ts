/** Places, the waiting list, mails, calendar entries and reminders, on a real database. */
import ICAL from 'ical.js'
import {
  addWalkIn,
  bookPlace,
  cancelBooking,
  cancelLiveSession,
  editLiveSession,
  listUpcomingFor,
  moveBooking,
  saveNeeds,
  scheduleLiveSession,
} from '../../../src/features/live-sessions/index.ts'
import { allJobs } from '../../../src/web/jobs.ts'
import { newId } from '../../../src/lib/ids.ts'
import { addMinutes } from '../../../src/lib/time.ts'
import type { Ctx } from '../../../src/platform/context.ts'
import { runDuePlans } from '../../../src/platform/jobs/plans.ts'
import { contextOf, contextOfPerson } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestPerson } from '../../support/factories.ts'
import { addTestLivePart, addTestLiveSession, editAndTell, liveSessionInput } from '../../support/live-sessions.ts'
import type { MailRow } from '../../support/mailbox.ts'
import { listMails, runJobs } from '../../support/mailbox.ts'
import { atDepth } from '../../support/depth.ts'

let database: TestDatabase
let ctx: Ctx

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  await database.reset()
  ctx = contextOf(database.db)
})

// Whatever a test made people read: no gaps, nothing that a template was not given.
afterEach(async () => {
  for (const { subject, text, html } of await listMails(database.db))
    for (const words of [subject, text ?? '', html ?? '']) {
      expect(words).not.toMatch(/\b(undefined|null|NaN)\b|\[object/)
      if (words === text) expect(words).not.toMatch(/\n{3}/)
    }
})

const addPerson = (full_name?: string) => addTestPerson(database.db, full_name ? { full_name } : {})
const bookingOf = async (personId: string, liveSessionId: string) =>
  database.db('bookings').where({ person_id: personId, live_session_id: liveSessionId, cancelled_at: null }).first()
const mailsTo = (address: string): Promise<MailRow[]> => listMails(database.db, { to_address: address })
const plansOf = (bookingId: string) =>
  database.db('plans').where({ subject_id: bookingId }).orderBy('created_at').orderBy('due_at')

/** A calendar part as a calendar program reads it. */
function entry(mail: MailRow | undefined) {
  const calendar = new ICAL.Component(ICAL.parse(mail!.calendar!))
  const event = calendar.getFirstSubcomponent('vevent')!
  const moment = (name: string) => {
    const value = event.getFirstPropertyValue(name) as InstanceType<typeof ICAL.Time>
    const tzid = event.getFirstProperty(name)!.getFirstParameter('tzid')
    if (tzid)
      value.zone = new ICAL.Timezone({ component: calendar.getFirstSubcomponent('vtimezone')!, tzid: String(tzid) })
    return value.toJSDate().toISOString()
  }
  return {
    method: calendar.getFirstPropertyValue('method'),
    uid: event.getFirstPropertyValue('uid'),
    sequence: event.getFirstPropertyValue('sequence') as unknown as number,
    status: event.getFirstPropertyValue('status'),
    starts_at: moment('dtstart'),
    stamp: moment('dtstamp'),
    attendee: event.getFirstPropertyValue('attendee'),
    organizer: event.getFirstPropertyValue('organizer'),
    zones: calendar.getAllSubcomponents('vtimezone').map((zone) => zone.getFirstPropertyValue('tzid')),
  }
}

describe('a place', () => {
  test('is booked, enrols in the course, plans reminders and sends the calendar entry', async () => {
    const part = await addTestLivePart(database.db)
    const sessionId = await addTestLiveSession(ctx, { live_part_id: part.live_part_id })
    const person = await addPerson("Siân O'Brien-Żak")
    expect(await bookPlace(ctx, { live_session_id: sessionId, person_id: person.id })).toBe('booked')

    const booking = await bookingOf(person.id, sessionId)
    expect(await database.db('enrolments').where({ person_id: person.id, course_id: part.course_id })).toHaveLength(1)
    const plans = await plansOf(booking!.id)
    expect(plans.map((plan) => [plan.kind, plan.due_at.toISOString()])).toEqual([
      ['live-sessions.remind-day', '2027-04-26T09:00:00.000Z'],
      ['live-sessions.remind-hour', '2027-04-27T08:00:00.000Z'],
    ])
    const [mail] = await mailsTo(person.email)
    expect(mail).toMatchObject({ kind: 'live-sessions.booked', calendar_method: 'REQUEST', is_secret: true })
    expect(mail!.subject).toBe('You have a place: Hate crime champions: live session, 27 April 2027, 10am to 12:30pm')
    for (const body of [mail!.text, mail!.html]) {
      expect(body).toContain(`http://localhost:3000/join/${booking!.join_token}`)
      expect(body).toContain('27 April 2027, 10am to 12:30pm')
    }
    expect(mail!.text).toContain("Hello Siân O'Brien-Żak,")
    expect(entry(mail)).toMatchObject({
      method: 'REQUEST',
      sequence: 0,
      status: 'CONFIRMED',
      starts_at: '2027-04-27T09:00:00.000Z',
      attendee: expect.stringMatching(/^mailto:/i),
      organizer: expect.stringMatching(/^mailto:no-reply@champions.example$/i),
      zones: ['Europe/London'],
    })
  })

  test('is booked once, however often one clicks', async () => {
    const sessionId = await addTestLiveSession(ctx)
    const person = await addPerson()
    const asked = { live_session_id: sessionId, person_id: person.id }
    const results = await Promise.all([bookPlace(ctx, asked), bookPlace(ctx, asked), bookPlace(ctx, asked)])
    expect(results.toSorted()).toEqual(['already-booked', 'already-booked', 'booked'])
    expect(await mailsTo(person.email)).toHaveLength(1)
  })

  test('cannot be had at a session that is cancelled or has begun, nor by a disabled person', async () => {
    const cancelled = await addTestLiveSession(ctx)
    await cancelLiveSession(ctx, { id: cancelled, reason: 'The trainer is ill' })
    const begun = await addTestLiveSession(ctx)
    const later = { ...ctx, now: new Date('2027-04-27T09:00:00Z') }
    const { id: person_id } = await addPerson()
    expect(await bookPlace(ctx, { live_session_id: cancelled, person_id })).toBe('cancelled')
    expect(await bookPlace(later, { live_session_id: begun, person_id })).toBe('started')
    const gone = await addTestPerson(database.db, { disabled: true })
    await expect(bookPlace(ctx, { live_session_id: begun, person_id: gone.id })).rejects.toThrow('')
    expect(await database.db('bookings')).toHaveLength(0)
  })

  test('is booked without a mail for a person without a mailbox', async () => {
    const sessionId = await addTestLiveSession(ctx)
    const person = await addPerson()
    await database.db('people').where({ id: person.id }).update({ email: null })
    expect(await bookPlace(ctx, { live_session_id: sessionId, person_id: person.id })).toBe('booked')
    expect(await listMails(database.db)).toEqual([])
    expect(await listUpcomingFor(ctx, person.id)).toMatchObject([{ is_waiting: false, waiting_position: null }])
  })
})

describe('the waiting list', () => {
  test('tells each their number, and offers a freed place to the next in line, past the disabled', async () => {
    const sessionId = await addTestLiveSession(ctx, { capacity: 1 })
    const people = [await addPerson(), await addPerson(), await addPerson(), await addPerson()]
    const results = []
    for (const person of people)
      results.push(await bookPlace(ctx, { live_session_id: sessionId, person_id: person.id }))
    expect(results).toEqual(['booked', 'waiting', 'waiting', 'waiting'])
    expect((await mailsTo(people[3]!.email))[0]).toMatchObject({
      kind: 'live-sessions.waiting',
      calendar: null,
      subject: expect.stringContaining('number 3 on the waiting list'),
    })
    await database.db('people').where({ id: people[1]!.id }).update({ disabled_at: ctx.now })

    const first = await bookingOf(people[0]!.id, sessionId)
    const results2 = await Promise.all([
      cancelBooking(ctx, { booking_id: first!.id }),
      cancelBooking(ctx, { booking_id: first!.id }),
    ])
    expect(results2.toSorted()).toEqual(['already-cancelled', 'cancelled'])
    const offers = await database.db('place_offers')
    expect(offers.map((offer) => offer.booking_id)).toEqual([(await bookingOf(people[2]!.id, sessionId))!.id])
    expect((await mailsTo(people[2]!.email)).at(-1)).toMatchObject({
      kind: 'live-sessions.place-offered',
      calendar: null,
    })
    expect(await listUpcomingFor(ctx, people[3]!.id)).toMatchObject([{ is_waiting: true, waiting_position: 3 }])
  })

  test('nobody jumps the queue when a place is free but others wait', async () => {
    const sessionId = await addTestLiveSession(ctx, { capacity: 1 })
    const [a, b, c] = [await addPerson(), await addPerson(), await addPerson()]
    for (const person of [a, b]) await bookPlace(ctx, { live_session_id: sessionId, person_id: person.id })
    await database.db('live_sessions').where({ id: sessionId }).update({ capacity: 2 })
    expect(await bookPlace(ctx, { live_session_id: sessionId, person_id: c.id })).toBe('waiting')
  })

  test('of disabled people alone keeps nobody out', async () => {
    const sessionId = await addTestLiveSession(ctx, { capacity: 1 })
    const [a, b, c] = [await addPerson(), await addPerson(), await addPerson()]
    for (const person of [a, b]) await bookPlace(ctx, { live_session_id: sessionId, person_id: person.id })
    await database.db('people').where({ id: b.id }).update({ disabled_at: ctx.now })
    await cancelBooking(ctx, { booking_id: (await bookingOf(a.id, sessionId))!.id })
    expect(await bookPlace(ctx, { live_session_id: sessionId, person_id: c.id })).toBe('booked')
  })

  test('is offered places when the capacity is raised, in its order; they count when it is lowered again', async () => {
    const sessionId = await addTestLiveSession(ctx, { capacity: 1 })
    const people = [await addPerson(), await addPerson(), await addPerson(), await addPerson()]
    for (const person of people) await bookPlace(ctx, { live_session_id: sessionId, person_id: person.id })
    expect(await editLiveSession(ctx, { id: sessionId, ...liveSessionInput({ capacity: 3 }) })).toEqual({
      result: 'saved',
      told: 0,
      unsent: 0,
      offered: 2,
    })
    const asked = await database
      .db('place_offers as o')
      .join('bookings as b', 'b.id', 'o.booking_id')
      .orderBy('o.id')
      .pluck('b.person_id')
    expect(asked).toEqual([people[1]!.id, people[2]!.id])
    expect(await editLiveSession(ctx, { id: sessionId, ...liveSessionInput({ capacity: 2 }) })).toEqual({
      result: 'below-taken',
      least: 3,
    })
  })

  // The thousand of the promise in `test:deep`; a part of it asks the same question of every change.
  const rush = atDepth(80, 1000)

  test(`${rush} at once for thirty places: thirty are booked, the rest wait in order`, async () => {
    const sessionId = await addTestLiveSession(ctx)
    const ids = Array.from({ length: rush }, () => newId())
    await database.db.batchInsert(
      'people',
      ids.map((id, index) => ({
        id,
        full_name: `Person ${index}`,
        search: `person ${index}`,
        email: `rush${index}@partner.example`,
        created_at: ctx.now,
      })),
    )
    const results = await Promise.all(ids.map((person_id) => bookPlace(ctx, { live_session_id: sessionId, person_id })))
    expect(results.filter((result) => result === 'booked')).toHaveLength(30)
    expect(results.filter((result) => result === 'waiting')).toHaveLength(rush - 30)
    expect(await database.db('bookings').whereNotNull('booked_at')).toHaveLength(30)
    // The number each was told is the number they have.
    const { rows } = await database.db.raw(
      `select m.subject, rank() over (order by b.created_at, b.id) as position
       from bookings b join mails m on m.person_id = b.person_id and m.kind = 'live-sessions.waiting'
       where b.booked_at is null`,
    )
    expect(rows).toHaveLength(rush - 30)
    for (const { subject, position } of rows) expect(subject).toContain(`number ${position} on`)
  }, 60_000)
})

describe('changes', () => {
  test('a move to another session of the part is one act: CANCEL for the old, REQUEST for the new, needs come along', async () => {
    const part = await addTestLivePart(database.db)
    const input = { live_part_id: part.live_part_id, capacity: 1 }
    const april = await addTestLiveSession(ctx, input)
    const may = await addTestLiveSession(ctx, { ...input, starts_at: new Date('2027-05-11T09:00:00Z') })
    const other = await addTestLiveSession(ctx)
    const [person, waiting] = [await addPerson(), await addPerson()]
    await bookPlace(ctx, { live_session_id: april, person_id: person.id, needs: 'Captions' })
    await bookPlace(ctx, { live_session_id: april, person_id: waiting.id })
    const booking = await bookingOf(person.id, april)
    expect(await moveBooking(ctx, { booking_id: booking!.id, live_session_id: other })).toBe('other-part')
    expect(await moveBooking(ctx, { booking_id: booking!.id, live_session_id: may })).toBe('moved')

    const [booked, cancelled, again] = await mailsTo(person.email)
    expect(entry(cancelled)).toMatchObject({
      method: 'CANCEL',
      status: 'CANCELLED',
      sequence: 1,
      uid: entry(booked).uid,
    })
    expect(cancelled!.text).toContain('You moved to another session: Hate crime champions: live session, 11 May 2027')
    expect(entry(again)).toMatchObject({ method: 'REQUEST', sequence: 0, starts_at: '2027-05-11T09:00:00.000Z' })
    expect(entry(again).uid).not.toBe(entry(booked).uid)
    const moved = await bookingOf(person.id, may)
    expect(await database.db('booking_needs')).toEqual([{ booking_id: moved!.id, needs: 'Captions' }])
    expect(await database.db('place_offers').pluck('booking_id')).toEqual([(await bookingOf(waiting.id, april))!.id])
    // Going back: the place is held for who waited, so the place in May is kept.
    expect(await moveBooking(ctx, { booking_id: moved!.id, live_session_id: april })).toBe('full')
    expect((await bookingOf(person.id, may))?.booked_at).not.toBeNull()
  })

  test('two people who swap sessions at the same moment do not wait for each other', async () => {
    const part = await addTestLivePart(database.db)
    const input = { live_part_id: part.live_part_id, capacity: 5 }
    const one = await addTestLiveSession(ctx, input)
    const two = await addTestLiveSession(ctx, input)
    const [a, b] = [await addPerson(), await addPerson()]
    await bookPlace(ctx, { live_session_id: one, person_id: a.id })
    await bookPlace(ctx, { live_session_id: two, person_id: b.id })
    const [first, second] = [await bookingOf(a.id, one), await bookingOf(b.id, two)]
    expect(
      await Promise.all([
        moveBooking(ctx, { booking_id: first!.id, live_session_id: two }),
        moveBooking(ctx, { booking_id: second!.id, live_session_id: one }),
      ]),
    ).toEqual(['moved', 'moved'])
  })

  // Traps of others (facetoface, ClassroomIO): a UID from a row that edits re-create, a DTSTAMP that is the start of the
  // event or the booking's age, a SEQUENCE that falls back to 0, a foreign VTIMEZONE.
  test('through every change the entry keeps its UID, SEQUENCE only rises, DTSTAMP is when the mail was made', async () => {
    const sessionId = await addTestLiveSession(ctx)
    const person = await addPerson()
    const at = (minutes: number): Ctx => ({ ...ctx, now: addMinutes(ctx.now, minutes) })
    const booking = async () => (await bookingOf(person.id, sessionId))!.id
    await bookPlace(at(0), { live_session_id: sessionId, person_id: person.id })
    const move = (hour: string) => ({ id: sessionId, ...liveSessionInput({ starts_at: new Date(hour) }) })
    await editAndTell(at(1), move('2027-04-28T09:00:00Z'))
    await editAndTell(at(2), move('2027-11-03T09:00:00Z'))
    await cancelBooking(at(3), { booking_id: await booking() })
    await bookPlace(at(4), { live_session_id: sessionId, person_id: person.id })
    await editAndTell(at(5), move('2027-04-27T09:00:00Z'))
    await cancelLiveSession(at(6), { id: sessionId, reason: 'The trainer is ill' })

    const entries = (await mailsTo(person.email)).map(entry)
    expect(new Set(entries.map(({ uid }) => uid)).size).toBe(1)
    expect(entries.map(({ sequence }) => sequence)).toEqual([0, 1, 2, 3, 4, 5, 6])
    expect(entries.map(({ method }) => method)).toEqual([
      'REQUEST',
      'REQUEST',
      'REQUEST',
      'CANCEL',
      'REQUEST',
      'REQUEST',
      'CANCEL',
    ])
    expect(entries.map(({ stamp }) => stamp)).toEqual(
      [0, 1, 2, 3, 4, 5, 6].map((minutes) => at(minutes).now.toISOString()),
    )
    expect(entries[2]!.starts_at).toBe('2027-11-03T09:00:00.000Z')
    for (const { zones } of entries) expect(zones).toEqual(['Europe/London'])
  })

  test('moving a session tells who booked and who waits, and plans the reminders anew', async () => {
    const sessionId = await addTestLiveSession(ctx, { capacity: 1 })
    const [booked, waiting] = [await addPerson(), await addPerson()]
    for (const { id } of [booked, waiting]) await bookPlace(ctx, { live_session_id: sessionId, person_id: id })
    const moved = liveSessionInput({ starts_at: new Date('2027-04-29T13:00:00Z'), capacity: 1 })
    expect(await editAndTell(ctx, { id: sessionId, ...moved })).toBe(2)
    const mail = (await mailsTo(booked.email)).at(-1)!
    expect(mail.text).toContain('It was: 27 April 2027, 10am to 12:30pm.')
    expect(mail.text).toContain('When: 29 April 2027, 2pm to 4:30pm')
    expect((await mailsTo(waiting.email)).at(-1)).toMatchObject({ kind: 'live-sessions.waiting-moved', calendar: null })
    const plans = await plansOf((await bookingOf(booked.id, sessionId))!.id)
    expect(plans.filter((plan) => plan.dropped_at).map((plan) => plan.drop_reason)).toEqual([
      'The session was moved',
      'The session was moved',
    ])
    expect(plans.filter((plan) => !plan.dropped_at).map((plan) => plan.due_at.toISOString())).toEqual([
      '2027-04-28T13:00:00.000Z',
      '2027-04-29T12:00:00.000Z',
    ])
  })

  test('the audit tells that the link changed, and never the link', async () => {
    const sessionId = await addTestLiveSession(ctx)
    const input = liveSessionInput({ join_url: 'https://zoom.us/j/1?pwd=secret-word' })
    await editLiveSession(ctx, { id: sessionId, ...input })
    const audit = await database.db('audit_events').where({ subject_id: sessionId }).orderBy('id')
    expect(audit.at(-1)).toMatchObject({ after: { join_link: expect.stringMatching(/^zoom\.us \([0-9a-f]{8}\)$/) } })
    expect(JSON.stringify(audit)).not.toMatch(/secret-word|https:/)
  })

  test('a change of wording alone sends nothing', async () => {
    const sessionId = await addTestLiveSession(ctx)
    const person = await addPerson()
    await bookPlace(ctx, { live_session_id: sessionId, person_id: person.id })
    const reworded = liveSessionInput({ title: 'Another title', notes: 'Bring a pen', join_url: 'https://zoom.us/j/1' })
    expect(await editLiveSession(ctx, { id: sessionId, ...reworded })).toEqual({
      result: 'saved',
      told: 0,
      unsent: 0,
      offered: 0,
    })
    expect(await mailsTo(person.email)).toHaveLength(1)
    expect(await database.db('calendar_entries').pluck('sequence')).toEqual([0])
  })

  test('cancelling a session keeps it with its reason and tells booked, waiting and the other trainers', async () => {
    const trainer = await addTestPerson(database.db, { roles: ['trainer'] })
    const second = await addTestPerson(database.db, { roles: ['trainer'] })
    const sessionId = await addTestLiveSession(ctx, { capacity: 1, trainer_ids: [trainer.id, second.id] })
    const [booked, waiting] = [await addPerson(), await addPerson()]
    await bookPlace(ctx, { live_session_id: sessionId, person_id: booked.id, needs: 'BSL interpreter' })
    await bookPlace(ctx, { live_session_id: sessionId, person_id: waiting.id })
    const acting = await contextOfPerson(ctx, trainer.id)
    const asked = { id: sessionId, reason: 'The trainer is ill' }
    const results = await Promise.all([cancelLiveSession(acting, asked), cancelLiveSession(acting, asked)])
    expect(results.toSorted()).toEqual(['already-cancelled', 'cancelled'])

    const mails = await listMails(database.db, { kind: 'live-sessions.session-cancelled' })
    expect(new Map(mails.map((mail) => [mail.to_address, mail.calendar_method]))).toEqual(
      new Map([
        [booked.email, 'CANCEL'],
        [waiting.email, null],
        [second.email, null],
      ]),
    )
    for (const mail of mails) expect(mail.text).toContain('Reason: The trainer is ill')
    expect(await database.db('bookings').whereNull('cancelled_at')).toHaveLength(2)
    expect(await database.db('booking_needs')).toEqual([])
    expect(await database.db('plans').whereNull('dropped_at')).toEqual([])
    const session = await database.db('live_sessions').first()
    expect(session).toMatchObject({ cancel_reason: 'The trainer is ill', cancelled_by: trainer.id })
  })

  test('a session in the past is neither scheduled nor moved there, and one that has begun keeps its time', async () => {
    const past = liveSessionInput({ starts_at: new Date('2027-04-12T08:59:00Z') })
    expect(await scheduleLiveSession(ctx, past)).toEqual({ result: 'past' })
    const id = await addTestLiveSession(ctx)
    expect(await editLiveSession(ctx, { id, ...past })).toEqual({ result: 'past' })
    const running = { ...ctx, now: new Date('2027-04-27T09:30:00Z') }
    const longer = liveSessionInput()
    longer.parts[0]!.ends_at = addMinutes(longer.parts[0]!.ends_at, 30)
    expect(await editLiveSession(running, { id, ...longer })).toEqual({ result: 'begun' })
    const link = liveSessionInput({ join_url: 'https://zoom.us/j/2' })
    expect(await editLiveSession(running, { id, ...link })).toMatchObject({ result: 'saved' })
    const over = { ...ctx, now: new Date('2027-04-27T11:30:00Z') }
    expect(await editLiveSession(over, { id, ...link })).toEqual({ result: 'over' })
    expect(await cancelLiveSession(over, { id, reason: 'Too late' })).toBe('over')
  })

  test('sending the form twice schedules once', async () => {
    const id = newId()
    const input = { id, ...liveSessionInput() }
    await Promise.all([scheduleLiveSession(ctx, input), scheduleLiveSession(ctx, input)])
    expect(await database.db('live_sessions')).toHaveLength(1)
  })

  test('only trainers train', async () => {
    const person = await addPerson()
    expect(await scheduleLiveSession(ctx, liveSessionInput({ trainer_ids: [person.id] }))).toEqual({
      result: 'not-a-trainer',
    })
    expect(await scheduleLiveSession(ctx, liveSessionInput({ live_part_id: newId() }))).toEqual({
      result: 'no-such-part',
    })
  })
})

describe('reminders', () => {
  const runAt = async (moment: string) => {
    const later = { ...ctx, now: new Date(moment) }
    await runDuePlans(later)
    await runJobs(later)
  }

  test('go out a day and an hour before, once each', async () => {
    const sessionId = await addTestLiveSession(ctx)
    const person = await addPerson()
    await bookPlace(ctx, { live_session_id: sessionId, person_id: person.id })
    await runAt('2027-04-26T08:59:00Z')
    expect(await mailsTo(person.email)).toHaveLength(1)
    await runAt('2027-04-26T09:01:00Z')
    await runAt('2027-04-27T08:01:00Z')
    await runAt('2027-04-27T08:02:00Z')
    const mails = await listMails(database.db)
    expect(mails.map((mail) => mail.kind)).toEqual([
      'live-sessions.booked',
      'live-sessions.reminder-day',
      'live-sessions.reminder-hour',
    ])
    expect(mails[1]).toMatchObject({ is_secret: true, stale_at: new Date('2027-04-27T09:00:00Z'), calendar: null })
    // The first still waited for the mail server when the second went out.
    expect(mails.map((mail) => mail.text?.includes('/join/'))).toEqual([true, undefined, true])
  })

  test('that fell due but wait for the mail server are dropped when the session moves, and go again for the new time', async () => {
    const sessionId = await addTestLiveSession(ctx)
    const person = await addPerson()
    await bookPlace(ctx, { live_session_id: sessionId, person_id: person.id })
    await runAt('2027-04-26T09:01:00Z')
    const moved = liveSessionInput({ starts_at: new Date('2027-05-11T09:00:00Z') })
    await editLiveSession({ ...ctx, now: new Date('2027-04-26T10:00:00Z') }, { id: sessionId, ...moved })
    const [dropped] = await database.db('mails').whereNotNull('dropped_at')
    expect(dropped).toMatchObject({
      kind: 'live-sessions.reminder-day',
      drop_reason: 'The session was moved',
      text: null,
    })
    await runAt('2027-05-10T09:01:00Z')
    expect((await listMails(database.db)).at(-1)).toMatchObject({
      kind: 'live-sessions.reminder-day',
      dropped_at: null,
    })
  })

  test('of a cancelled booking never go out, even when the job was there already', async () => {
    const sessionId = await addTestLiveSession(ctx)
    const person = await addPerson()
    await bookPlace(ctx, { live_session_id: sessionId, person_id: person.id })
    const booking = await bookingOf(person.id, sessionId)
    const due = { ...ctx, now: new Date('2027-04-26T09:01:00Z') }
    await runDuePlans(due)
    await cancelBooking(due, { booking_id: booking!.id })
    await runJobs(due)
    expect((await listMails(database.db)).map((mail) => mail.kind)).toEqual([
      'live-sessions.booked',
      'live-sessions.booking-cancelled',
    ])
    const hour = (await plansOf(booking!.id)).find((plan) => plan.kind === 'live-sessions.remind-hour')
    expect(hour).toMatchObject({ drop_reason: 'The booking was cancelled' })
  })

  test('keep the London time over the clock change', async () => {
    const sessionId = await addTestLiveSession(ctx, { starts_at: new Date('2027-10-31T10:00:00Z') })
    const person = await addPerson()
    await bookPlace(ctx, { live_session_id: sessionId, person_id: person.id })
    const plans = await plansOf((await bookingOf(person.id, sessionId))!.id)
    expect(plans.map((plan) => plan.due_at.toISOString())).toEqual([
      '2027-10-30T09:00:00.000Z',
      '2027-10-31T09:00:00.000Z',
    ])
  })
})

describe('needs', () => {
  test('stand apart from the audit, change, and are forgotten once the session has ended', async () => {
    const sessionId = await addTestLiveSession(ctx)
    const person = await addPerson()
    await bookPlace(ctx, { live_session_id: sessionId, person_id: person.id, needs: 'BSL interpreter' })
    const booking = await bookingOf(person.id, sessionId)
    expect(await saveNeeds(ctx, { booking_id: booking!.id, needs: 'Captions\nA quiet room' })).toBe('saved')
    expect(await saveNeeds(ctx, { booking_id: booking!.id, needs: 'Captions\nA quiet room' })).toBe('unchanged')
    const audit = JSON.stringify(await database.db('audit_events'))
    expect(audit).not.toContain('BSL')
    expect(audit).not.toContain('quiet room')
    const forget = allJobs(null)['live-sessions.forget-needs']!
    await forget({ ...ctx, now: new Date('2027-04-27T11:29:00Z') }, {})
    expect(await database.db('booking_needs')).toHaveLength(1)
    await forget({ ...ctx, now: new Date('2027-04-27T11:30:00Z') }, {})
    expect(await database.db('booking_needs')).toHaveLength(0)
  })
})

describe('walk-ins', () => {
  test('take no place from anyone and come in once, also from the waiting list', async () => {
    const part = await addTestLivePart(database.db)
    const sessionId = await addTestLiveSession(ctx, { capacity: 1, live_part_id: part.live_part_id })
    const [booked, waiting, stranger] = [await addPerson(), await addPerson(), await addPerson()]
    for (const { id } of [booked, waiting]) await bookPlace(ctx, { live_session_id: sessionId, person_id: id })
    const running = { ...ctx, now: new Date('2027-04-27T09:10:00Z') }
    const walkIn = async (person_id: string) =>
      (await addWalkIn(running, { live_session_id: sessionId, person_id })).result
    expect((await Promise.all([walkIn(stranger.id), walkIn(stranger.id)])).toSorted()).toEqual([
      'added',
      'already-booked',
    ])
    expect(await walkIn(waiting.id)).toBe('added')
    expect(await walkIn(booked.id)).toBe('already-booked')
    expect(await database.db('enrolments').where({ person_id: stranger.id })).toHaveLength(1)
    expect(await mailsTo(stranger.email)).toEqual([])
  })
})
