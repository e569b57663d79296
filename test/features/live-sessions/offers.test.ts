/** A freed place is offered: held with a deadline, taken or declined on a page, passed on; near the start open to all. */
import { load } from 'cheerio'
import {
  addWalkIn,
  bookPlace,
  cancelBooking,
  cancelLiveSession,
  editLiveSession,
} from '../../../src/features/live-sessions/index.ts'
import { allJobs } from '../../../src/web/jobs.ts'
import { clock } from '../../../src/platform/clock.ts'
import { runDuePlans } from '../../../src/platform/jobs/plans.ts'
import type { Ctx } from '../../../src/platform/context.ts'
import type { Browser, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import type { TestPerson } from '../../support/factories.ts'
import { addTestPerson } from '../../support/factories.ts'
import { addTestLivePart, addTestLiveSession, liveSessionInput } from '../../support/live-sessions.ts'
import { listMails, runJobs } from '../../support/mailbox.ts'

let database: TestDatabase
let site: TestSite
let ctx: Ctx
let browser: Browser

const monday = '2027-04-12T09:00:00Z'

beforeAll(async () => {
  database = await createTestDatabase()
  site = await startSite(database, { at: new Date(monday) })
})
afterAll(async () => {
  await site.stop()
  await database.drop()
})
beforeEach(async () => {
  await database.reset()
  clock.set(new Date(monday))
  ctx = contextOf(database.db)
  browser = await site.browser()
})
afterEach(async () => {
  for (const { subject, text, html } of await listMails(database.db))
    for (const said of [subject, text ?? '', html ?? '']) expect(said).not.toMatch(/\b(undefined|null|NaN)\b|\[object/)
})

const words = (html: string) => load(html)('main').text().replace(/\s+/g, ' ')
const at = (moment: string): Ctx => ({ ...ctx, now: new Date(moment) })
const bookingOf = async (person: TestPerson, sessionId?: string) =>
  (await database
    .db('bookings')
    .where({ person_id: person.id, ...(sessionId ? { live_session_id: sessionId } : {}) })
    .orderBy('created_at', 'desc')
    .first())!
const offerOf = async (person: TestPerson) =>
  (await database
    .db('place_offers')
    .where({ booking_id: (await bookingOf(person)).id })
    .orderBy('offered_at', 'desc')
    .first())!
const openOffers = () =>
  database
    .db('place_offers as o')
    .join('bookings as b', 'b.id', 'o.booking_id')
    .whereNull('o.answer')
    .orderBy('b.created_at')
    .pluck('b.person_id')
const lastMailTo = async (person: TestPerson) => (await listMails(database.db, { to_address: person.email })).at(-1)!

/** A session of so many places, all taken, and a line behind it. */
async function fullSession(capacity: number, waiting: number, values = {}) {
  const id = await addTestLiveSession(ctx, { capacity, ...values })
  const people: TestPerson[] = []
  for (let n = 0; n < capacity + waiting; n++) {
    people.push(await addTestPerson(database.db))
    await bookPlace(ctx, { live_session_id: id, person_id: people[n]!.id })
  }
  return { id, booked: people.slice(0, capacity), line: people.slice(capacity) }
}
const leave = async (person: TestPerson, when: Ctx = ctx) =>
  cancelBooking(when, { booking_id: (await bookingOf(person)).id })
const runAt = async (moment: string) => {
  await runDuePlans(at(moment))
  await runJobs(at(moment))
}

describe('an offer', () => {
  test('is a mail with a time to answer by; opening its page changes nothing; taking it books, once', async () => {
    const { id, booked, line } = await fullSession(1, 2)
    await leave(booked[0]!)
    const mail = await lastMailTo(line[0]!)
    expect(mail.subject).toBe('A place is free for you until 12 April 2027, 2pm: Hate crime champions: live session')
    const href = /http:\/\/localhost:3000(\/offers\/\S+)/.exec(mail.text)![1]!
    for (let times = 0; times < 2; times++) {
      const page = await browser.get(href)
      expect(words(page.text)).toContain('The place is kept for you until 12 April 2027, 2pm')
      expect(page.headers['x-robots-tag']).toBe('noindex')
    }
    expect((await bookingOf(line[0]!)).booked_at).toBeNull()
    const answers = await Promise.all([browser.post(href, { answer: 'take' }), browser.post(href, { answer: 'take' })])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(words((await browser.get(href)).text)).toContain('The place is yours.')
    expect(await bookingOf(line[0]!)).toMatchObject({ live_session_id: id, booked_at: expect.any(Date) })
    const mails = await listMails(database.db, { to_address: line[0]!.email })
    expect(mails.map(({ kind }) => kind)).toEqual([
      'live-sessions.waiting',
      'live-sessions.place-offered',
      'live-sessions.booked',
    ])
    expect(mails[2]).toMatchObject({ calendar_method: 'REQUEST' })
    expect((await database.db('plans').where({ kind: 'live-sessions.end-offer' }))[0]!.dropped_at).not.toBeNull()
  })

  test('that is declined ends the wait and passes on at once', async () => {
    const { booked, line } = await fullSession(1, 2)
    await leave(booked[0]!)
    await browser.post(`/offers/${(await offerOf(line[0]!)).token}`, { answer: 'decline' })
    expect(await offerOf(line[0]!)).toMatchObject({ answer: 'declined' })
    expect((await bookingOf(line[0]!)).cancelled_at).not.toBeNull()
    expect(await openOffers()).toEqual([line[1]!.id])
    const page = words((await browser.get(`/offers/${(await offerOf(line[0]!)).token}`)).text)
    expect(page).toContain('You are off the waiting list')
    expect(await browser.post(`/offers/${(await offerOf(line[0]!)).token}`, { answer: 'take' })).toMatchObject({
      status: 303,
    })
    expect((await bookingOf(line[0]!)).booked_at).toBeNull()
  })

  test('without an answer ends at its minute, is told, and passes on; a lost plan heals', async () => {
    const { booked, line } = await fullSession(1, 3)
    await leave(booked[0]!)
    await runAt('2027-04-12T12:59:00Z')
    expect(await openOffers()).toEqual([line[0]!.id])
    await runAt('2027-04-12T13:00:00Z')
    expect(await openOffers()).toEqual([line[1]!.id])
    expect(await lastMailTo(line[0]!)).toMatchObject({ kind: 'live-sessions.offer-lapsed' })
    expect(await offerOf(line[1]!)).toMatchObject({ ends_at: new Date('2027-04-12T17:00:00Z') })

    await database.db('plans').delete()
    const later = at('2027-04-12T17:00:00Z')
    await allJobs(null)['live-sessions.sweep-places']!(later, {})
    await allJobs(null)['live-sessions.sweep-places']!(later, {})
    expect(await openOffers()).toEqual([line[2]!.id])
    expect(await listMails(database.db, { kind: 'live-sessions.offer-lapsed' })).toHaveLength(2)
  })

  test('cannot be taken a minute late, even when no job has run', async () => {
    const { booked, line } = await fullSession(1, 1)
    await leave(booked[0]!)
    await database.db('place_offers').update({ ends_at: new Date(monday), offered_at: new Date(monday) })
    await browser.post(`/offers/${(await offerOf(line[0]!)).token}`, { answer: 'take' })
    expect((await bookingOf(line[0]!)).booked_at).toBeNull()
    expect(words((await browser.get(`/offers/${(await offerOf(line[0]!)).token}`)).text)).toContain(
      'The time to answer is over',
    )
  })

  test('holds its place: who comes now waits behind', async () => {
    const { id, booked, line } = await fullSession(1, 1)
    await leave(booked[0]!)
    const comer = await addTestPerson(database.db)
    expect(await bookPlace(ctx, { live_session_id: id, person_id: comer.id })).toBe('waiting')
    expect(await editLiveSession(ctx, { id, ...liveSessionInput({ capacity: 2 }) })).toMatchObject({ offered: 1 })
    expect(await openOffers()).toEqual([line[0]!.id, comer.id])
  })

  test('stands on the page of the session and in My training; leaving the list is one button', async () => {
    const { id, booked, line } = await fullSession(1, 2)
    await leave(booked[0]!)
    const [first, second] = [await site.browser(line[0]!.email), await site.browser(line[1]!.email)]
    const href = `/offers/${(await offerOf(line[0]!)).token}`
    for (const url of [`/live-sessions/${id}`, '/my-training']) {
      const page = await first.get(url)
      expect(page.text).toContain(`href="${href}"`)
      expect(words(page.text)).toContain('until 12 April 2027, 2pm')
    }
    expect(words((await first.get('/live-sessions')).text)).toContain('A place is offered to you until')
    const page = (await second.get(`/live-sessions/${id}`)).text
    expect(words(page)).toContain('You are number 2 on the waiting list.')
    const action = /action="(\/live-sessions\/[^"]+\/cancellation)"/.exec(page)![1]!
    await second.post(action)
    expect((await bookingOf(line[1]!)).cancelled_at).not.toBeNull()
    expect(await lastMailTo(line[1]!)).toMatchObject({ kind: 'live-sessions.booking-cancelled' })
  })

  test('taken by somebody with a place at another session of the part gives that place up', async () => {
    const part = await addTestLivePart(database.db)
    const { booked, line } = await fullSession(1, 1, { live_part_id: part.live_part_id })
    const may = await addTestLiveSession(ctx, {
      live_part_id: part.live_part_id,
      starts_at: new Date('2027-05-11T09:00:00Z'),
    })
    await bookPlace(ctx, { live_session_id: may, person_id: line[0]!.id })
    const offered = (await bookingOf(booked[0]!)).live_session_id
    await leave(booked[0]!)
    const wait = await bookingOf(line[0]!, offered)
    const { token } = (await database.db('place_offers').where({ booking_id: wait.id }).first())!
    expect(words((await browser.get(`/offers/${token}`)).text)).toContain('that one is given up')
    await browser.post(`/offers/${token}`, { answer: 'take' })
    expect((await bookingOf(line[0]!, offered)).booked_at).not.toBeNull()
    expect((await bookingOf(line[0]!, may)).cancelled_at).not.toBeNull()
    const methods = (await listMails(database.db, { to_address: line[0]!.email })).map((mail) => mail.calendar_method)
    expect(methods.slice(-2)).toEqual(['REQUEST', 'CANCEL'])
  })

  test('is not made to who has no address: they cannot be asked, and have the place', async () => {
    const { booked, line } = await fullSession(1, 1)
    await database.db('people').where({ id: line[0]!.id }).update({ email: null })
    await leave(booked[0]!)
    expect((await bookingOf(line[0]!)).booked_at).not.toBeNull()
    expect(await database.db('place_offers')).toEqual([])
  })

  test('goes with the session when that is cancelled, and is shortened when it moves nearer', async () => {
    const { id, booked, line } = await fullSession(2, 2)
    for (const person of booked) await leave(person)
    const sooner = liveSessionInput({ capacity: 2, starts_at: new Date('2027-04-12T11:30:00Z') })
    await editLiveSession(ctx, { id, ...sooner })
    expect(await offerOf(line[0]!)).toMatchObject({ answer: null, ends_at: sooner.parts[0]!.starts_at })
    await cancelLiveSession(ctx, { id, reason: 'The trainer is ill' })
    expect(await openOffers()).toEqual([])
    expect(words((await browser.get(`/offers/${(await offerOf(line[0]!)).token}`)).text)).toContain(
      'This session is cancelled or has begun',
    )
    await browser.post(`/offers/${(await offerOf(line[0]!)).token}`, { answer: 'take' })
    expect((await bookingOf(line[0]!)).booked_at).toBeNull()
  })

  test('is void when its holder walks in, and the place is asked of the next', async () => {
    const { id, booked, line } = await fullSession(1, 2)
    await leave(booked[0]!)
    await addWalkIn(ctx, { live_session_id: id, person_id: line[0]!.id })
    expect(await openOffers()).toEqual([line[1]!.id])
  })
})

describe('in the last two waking hours', () => {
  const near = '2027-04-27T07:30:00Z'

  test('all who wait are told at once, the first to press has it, and the rest stay in line', async () => {
    const { id, booked, line } = await fullSession(2, 3)
    await leave(booked[0]!, at(near))
    expect(await openOffers()).toEqual(line.map((person) => person.id))
    for (const person of line) {
      const mail = await lastMailTo(person)
      expect(mail.subject).toContain('A place is free, first come, first served')
      expect(mail.text).toContain('Whoever takes it first has it.')
    }
    clock.set(new Date(near))
    const tokens: string[] = []
    for (const person of line) tokens.push((await offerOf(person)).token)
    await Promise.all(tokens.map((token) => browser.post(`/offers/${token}`, { answer: 'take' })))
    const placed = await database.db('bookings').where({ cancelled_at: null }).whereNotNull('booked_at')
    expect(placed).toHaveLength(2)
    expect(await openOffers()).toEqual([])
    const lost = line.find((person) => placed.every((booking) => booking.person_id !== person.id))!
    expect(words((await browser.get(`/offers/${(await offerOf(lost)).token}`)).text)).toContain(
      'You are still on the waiting list',
    )
    // The next that comes free is told anew, and only what is free is open to a newcomer.
    const mails = (await listMails(database.db)).length
    await leave(booked[1]!, at(near))
    expect((await listMails(database.db)).length).toBe(mails + 1 + 2)
    const comers = [await addTestPerson(database.db), await addTestPerson(database.db)]
    expect(await bookPlace(at(near), { live_session_id: id, person_id: comers[0]!.id })).toBe('booked')
    expect(await openOffers()).toEqual([])
    expect(await bookPlace(at(near), { live_session_id: id, person_id: comers[1]!.id })).toBe('waiting')
  })
})
