/** Cancelled and postponed: the roster stays, calendars follow, and who lost a place chooses another before the line. */
import ICAL from 'ical.js'
import { load } from 'cheerio'
import {
  bookPlace,
  cancelBooking,
  cancelLiveSession,
  editLiveSession,
  listEndedBookings,
  moveBooking,
  postponeLiveSession,
} from '../../../src/features/live-sessions/index.ts'
import { rebook } from '../../../src/features/live-sessions/commands/rebooking.ts'
import { chooseAlternatives } from '../../../src/features/live-sessions/rules.ts'
import { allJobs } from '../../../src/web/jobs.ts'
import { clock } from '../../../src/platform/clock.ts'
import type { Ctx } from '../../../src/platform/context.ts'
import type { TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf, contextOfPerson } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import type { TestPerson } from '../../support/factories.ts'
import { addTestPerson } from '../../support/factories.ts'
import { addTestLivePart, addTestLiveSession, liveSessionInput, partInput } from '../../support/live-sessions.ts'
import type { MailRow } from '../../support/mailbox.ts'
import { listMails } from '../../support/mailbox.ts'

let database: TestDatabase
let site: TestSite
let ctx: Ctx
let live_part_id: string
let trainer: TestPerson

beforeAll(async () => {
  database = await createTestDatabase()
  site = await startSite(database)
})
afterAll(async () => {
  await site.stop()
  await database.drop()
})
beforeEach(async () => {
  await database.reset()
  clock.set(new Date('2027-04-12T09:00:00Z'))
  ctx = contextOf(database.db)
  live_part_id = (await addTestLivePart(database.db)).live_part_id
  trainer = await addTestPerson(database.db, { full_name: 'Terry Trainer', roles: ['trainer'] })
})

// Whatever a test made people read: no gaps, nothing that a template was not given.
afterEach(async () => {
  for (const { subject, text, html } of await listMails(database.db))
    for (const said of [subject, text ?? '', html ?? '']) {
      expect(said).not.toMatch(/\b(undefined|null|NaN)\b|\[object/)
      if (said === text) expect(said).not.toMatch(/\n{3}/)
    }
})

const words = (html: string) => load(html)('main').text().replace(/\s+/g, ' ')
const person = () => addTestPerson(database.db)
const addSession = (day: string, values = {}) =>
  addTestLiveSession(ctx, {
    live_part_id,
    trainer_ids: [trainer.id],
    starts_at: new Date(`${day}T09:00:00Z`),
    ...values,
  })
const book = (live_session_id: string, { id }: TestPerson) => bookPlace(ctx, { live_session_id, person_id: id })
const bookingAt = (live_session_id: string, { id }: TestPerson) =>
  database.db('bookings').where({ live_session_id, person_id: id, cancelled_at: null }).first()
const lastMail = async ({ email }: TestPerson): Promise<MailRow> =>
  (await listMails(database.db, { to_address: email })).at(-1)!
const tokenOf = async ({ id }: TestPerson): Promise<string> =>
  (await database
    .db('rebookings as r')
    .join('bookings as b', 'b.id', 'r.booking_id')
    .where({ person_id: id })
    .first('r.token'))!.token

function entry(mail: MailRow) {
  const calendar = new ICAL.Component(ICAL.parse(mail.calendar!))
  const event = calendar.getFirstSubcomponent('vevent')!
  return {
    method: calendar.getFirstPropertyValue('method'),
    uid: event.getFirstPropertyValue('uid'),
    sequence: event.getFirstPropertyValue('sequence'),
    starts: String(event.getFirstPropertyValue('dtstart')),
  }
}

test('three at most are offered, those with a place first, each group by its day', () => {
  const full = (id: number) => ({ id, has_place: false })
  const free = (id: number) => ({ id, has_place: true })
  const ids = (choices: { id: number }[]) =>
    chooseAlternatives(choices as { id: number; has_place: boolean }[]).map((one) => one.id)
  expect(ids([full(1), free(2), full(3), free(4)])).toEqual([2, 4, 1])
  expect(ids([free(1), free(2), free(3), free(4)])).toEqual([1, 2, 3])
  expect(ids([full(1)])).toEqual([1])
})

describe('a cancelled session', () => {
  test('keeps its roster, and one press on a page without signing in gives the place at another one, before who waits there', async () => {
    const off = await addSession('2027-04-27')
    const may = await addSession('2027-05-11', { capacity: 1 })
    const june = await addSession('2027-06-08', { capacity: 1 })
    await addSession('2027-06-15', { live_part_id: null })
    const [loser, second, holder, waiter] = [await person(), await person(), await person(), await person()]
    for (const one of [loser, second]) await book(off, one)
    for (const one of [holder, waiter]) await book(may, one)
    await book(june, await person())
    await cancelLiveSession(await contextOfPerson(ctx, trainer.id), { id: off, reason: 'The trainer is ill' })

    const mail = await lastMail(loser)
    expect(mail).toMatchObject({ kind: 'live-sessions.session-cancelled', calendar_method: 'CANCEL', is_secret: true })
    const token = await tokenOf(loser)
    for (const body of [mail.text, mail.html]) {
      expect(body).toContain('11 May 2027, 10am to 12:30pm (full)')
      expect(body).toContain(`http://localhost:3000/rebookings/${token}`)
      expect(body).not.toContain('15 June')
    }
    expect(await database.db('bookings').where({ live_session_id: off }).pluck('cancelled_at')).toEqual([null, null])

    // A place comes free in May: without the choice it would be offered to who waits there.
    await database.db('live_sessions').where({ id: may }).update({ capacity: 2 })
    const browser = await site.browser()
    const before = await database.db('audit_events').count()
    const page = load((await browser.get(`/rebookings/${token}`)).text)
    await browser.agent.head(`/rebookings/${token}`)
    expect(await database.db('audit_events').count()).toEqual(before)
    expect(
      page('main form button')
        .toArray()
        .map((one) => page(one).text()),
    ).toEqual(['Take this place: 11 May 2027, 10am to 12:30pm', 'Wait for a place: 8 June 2027, 10am to 12:30pm'])
    const press = (id: string, link = token) => browser.post(`/rebookings/${link}`, { live_session_id: id })
    const pressed = await Promise.all([press(may), press(may), press(june)])
    expect(pressed.map((one) => one.status)).toEqual([303, 303, 303])
    expect(words((await browser.get(`/rebookings/${token}`)).text)).toContain('You have a place at another session')
    expect(await database.db('bookings').where({ person_id: loser.id, cancelled_at: null })).toHaveLength(2)
    expect((await bookingAt(may, loser))!.booked_at).not.toBeNull()
    expect(entry(await lastMail(loser))).toMatchObject({ method: 'REQUEST', sequence: 0 })
    expect((await bookingAt(may, waiter))!.booked_at).toBeNull()
    expect(await database.db('place_offers')).toEqual([])

    // May is full now: the next goes to the head of its line, and is asked first.
    const other = await tokenOf(second)
    expect((await press(may, other)).headers.location).toBe(`/rebookings/${other}`)
    expect((await lastMail(second)).subject).toContain('You are number 1 on the waiting list')
    expect(words((await browser.get(`/rebookings/${other}`)).text)).toContain('You stand before those who waited')
    const waiting = await site.browser(waiter.email)
    expect(words((await waiting.get(`/live-sessions/${may}`)).text)).toContain('You are number 2 on the waiting list')
    await cancelBooking(ctx, { booking_id: (await bookingAt(may, holder))!.id })
    expect(await database.db('place_offers').pluck('booking_id')).toEqual([(await bookingAt(may, second))!.id])
    const roster = words((await (await site.browser(trainer.email)).get(`/live-sessions/${off}/bookings`)).text)
    expect(roster).toContain(loser.full_name)
    expect(roster).toContain(second.full_name)
  })

  test('offers nothing to who has a place elsewhere, nor what delivers less, is closed, a draft or off; others cannot be chosen', async () => {
    const off = await addSession('2027-04-27')
    const elsewhere = await addSession('2027-05-11')
    const shut = await addSession('2027-05-18')
    const alone = await addSession('2027-05-25', { live_part_id: null })
    const [loser, settled] = [await person(), await person()]
    for (const one of [loser, settled]) await book(off, one)
    await book(elsewhere, settled)
    await database.db('live_sessions').where({ id: shut }).update({ closed_at: ctx.now })
    await cancelLiveSession(ctx, { id: off, reason: 'Ill' })
    const browser = await site.browser()
    const chosen = words((await browser.get(`/rebookings/${await tokenOf(settled)}`)).text)
    expect(chosen).toContain('You have a place at another session')
    expect((await lastMail(settled)).text).not.toContain('/rebookings/')
    const token = await tokenOf(loser)
    const shown = (await browser.get(`/rebookings/${token}`)).text
    expect(load(shown)('main form')).toHaveLength(1)
    expect(await rebook(ctx, { token, live_session_id: shut })).toBe('shut')
    await expect(rebook(ctx, { token, live_session_id: alone })).rejects.toThrow('')
    await cancelLiveSession(ctx, { id: elsewhere, reason: 'Ill too' })
    expect(await rebook(ctx, { token, live_session_id: elsewhere })).toBe('shut')
    expect(words((await browser.get(`/rebookings/${token}`)).text)).toContain(
      'No other session of the same is planned yet',
    )
    await database.db('people').where({ id: loser.id }).update({ disabled_at: ctx.now })
    expect((await browser.get(`/rebookings/${token}`)).status).toBe(404)
  })

  test('asks nobody to be in two places: what they have to do at that hour stays', async () => {
    const off = await addSession('2027-04-27')
    const busy = await addSession('2027-05-11')
    const free = await addSession('2027-05-18')
    const other = await addSession('2027-05-11', { live_part_id: null, trainer_ids: [] })
    const loser = await person()
    for (const id of [off, other]) await book(id, loser)
    await cancelLiveSession(ctx, { id: off, reason: 'Ill' })
    const token = await tokenOf(loser)
    const browser = await site.browser()
    const shown = load((await browser.get(`/rebookings/${token}`)).text)('main')
    expect(shown.find('form')).toHaveLength(1)
    expect(shown.text()).toContain('18 May 2027')
    expect(await rebook(ctx, { token, live_session_id: busy })).toBe('overlaps')
    expect(await rebook(ctx, { token, live_session_id: free })).toBe('booked')
  })

  test('lets who waited at the other one already go to its head, or have its free place', async () => {
    const off = await addSession('2027-04-27')
    const may = await addSession('2027-05-11', { capacity: 1 })
    const [loser, lucky, holder, first] = [await person(), await person(), await person(), await person()]
    for (const one of [holder, first, loser, lucky]) await book(may, one)
    for (const one of [loser, lucky]) await book(off, one)
    await cancelLiveSession(ctx, { id: off, reason: 'Ill' })
    expect(await rebook(ctx, { token: await tokenOf(loser), live_session_id: may })).toBe('waiting')
    expect((await lastMail(loser)).subject).toContain('number 1 on')
    await database.db('live_sessions').where({ id: may }).update({ capacity: 2 })
    expect(await rebook(ctx, { token: await tokenOf(lucky), live_session_id: may })).toBe('booked')
    expect(await rebook(ctx, { token: await tokenOf(lucky), live_session_id: may })).toBe('already-chosen')
    const roster = words((await (await site.browser(trainer.email)).get(`/live-sessions/${off}/bookings`)).text)
    expect(roster).toContain('This session is cancelled. Reason: Ill')
    expect(roster.match(/Chose another session/g)).toHaveLength(2)
    expect(await database.db('bookings').where({ live_session_id: may, cancelled_at: null })).toHaveLength(4)
    expect((await bookingAt(may, lucky))!.booked_at).not.toBeNull()
  })
})

describe('a postponed session', () => {
  const postpone = (id: string, reason = 'The hall is flooded') => postponeLiveSession(ctx, { id, reason })

  test('leaves the calendars, keeps places and line, and comes back with its new date under the same UID', async () => {
    const id = await addSession('2027-04-27', { capacity: 1 })
    const [booked, waiting] = [await person(), await person()]
    await bookPlace(ctx, { live_session_id: id, person_id: booked.id, needs: 'Captions' })
    await book(id, waiting)
    const first = entry(await lastMail(booked))
    const keeper = await site.browser(trainer.email)
    const confirm = words((await keeper.get(`/live-sessions/${id}/postponement`)).text)
    expect(confirm).toContain('1 person who booked')
    expect((await keeper.post(`/live-sessions/${id}/postponement`, { reason: '' })).status).toBe(422)
    const answers = await Promise.all(
      [1, 2].map(() => keeper.post(`/live-sessions/${id}/postponement`, { reason: 'The hall is flooded' })),
    )
    expect(answers.map((one) => one.status)).toEqual([303, 303])
    expect(await listMails(database.db, { kind: 'live-sessions.session-postponed' })).toHaveLength(2)
    expect(entry(await lastMail(booked))).toMatchObject({ method: 'CANCEL', uid: first.uid, sequence: 1 })
    expect((await lastMail(booked)).text).toContain('Reason: The hall is flooded')
    expect((await lastMail(waiting)).calendar).toBeNull()
    expect(await database.db('plans').where({ dropped_at: null })).toEqual([])

    const learner = await site.browser(booked.email)
    expect(words((await learner.get('/live-sessions')).text)).toContain('Postponed')
    const shown = words((await learner.get(`/live-sessions/${id}`)).text)
    expect(shown).toContain('This session is postponed. Reason: The hall is flooded You keep your place')
    const { join_token } = (await bookingAt(id, booked))!
    expect(words((await learner.get(`/join/${join_token}`)).text)).toContain('This session is postponed')
    const [ended] = (await listEndedBookings(ctx, booked.id, [live_part_id])).values()
    expect(ended).toMatchObject({ ended_by: 'postponement' })
    expect(await book(id, await person())).toBe('cancelled')

    // Weeks go by: the old day is over, and nothing was forgotten or held.
    clock.set(new Date('2027-05-03T09:00:00Z'))
    const later = { ...(await contextOfPerson(ctx, trainer.id)), now: new Date('2027-05-03T09:00:00Z') }
    await allJobs(null)['live-sessions.forget-needs']!(later, {})
    expect(await database.db('booking_needs')).toHaveLength(1)
    const back = await site.browser(trainer.email)
    const again = await back.post(`/live-sessions/${id}/postponement`)
    expect([again.status, words(again.text)]).toEqual([200, expect.stringContaining('postponed already')])
    expect(words((await back.get('/live-sessions')).text)).toContain('Postponed')
    const edit = load((await back.get(`/live-sessions/${id}/edit`)).text)
    expect(edit('.govuk-inset-text').text()).toContain('With a new day it takes place again')
    const input = (day: string) =>
      liveSessionInput({ live_part_id, trainer_ids: [trainer.id], capacity: 1, starts_at: new Date(day) })
    expect(await editLiveSession(later, { id, ...input('2027-04-27T09:00:00Z') })).toEqual({ result: 'past' })
    expect(await editLiveSession(later, { id, ...input('2027-05-25T09:00:00Z') })).toEqual({
      result: 'saved',
      told: 2,
      unsent: 0,
      offered: 0,
    })
    const mail = await lastMail(booked)
    expect(mail).toMatchObject({ kind: 'live-sessions.new-date', subject: expect.stringContaining('New date: ') })
    expect(mail.text).toContain('It was to be: 27 April 2027, 10am to 12:30pm.')
    expect(entry(mail)).toEqual({ method: 'REQUEST', uid: first.uid, sequence: 2, starts: '2027-05-25T10:00:00' })
    expect((await lastMail(waiting)).kind).toBe('live-sessions.waiting-moved')
    expect(await database.db('plans').where({ dropped_at: null, done_at: null })).toHaveLength(2)
    expect(await database.db('live_sessions').where({ id }).first()).toMatchObject({
      cancelled_at: null,
      cancel_reason: null,
      is_postponed: false,
    })
    const audit = await database.db('audit_events').where({ subject_id: id }).orderBy('id')
    expect(audit.map((one) => [one.action, one.reason])).toEqual([
      ['live-sessions.schedule', null],
      ['live-sessions.postpone', 'The hall is flooded'],
      ['live-sessions.set-new-date', null],
    ])
    const token = await tokenOf(booked)
    expect(words((await back.get(`/rebookings/${token}`)).text)).toContain('The session takes place after all')
    expect(await rebook(later, { token, live_session_id: await addSession('2027-06-01') })).toBe('not-off')
  })

  test('can be left for another session, by the link, by moving, or by cancelling the booking', async () => {
    const id = await addSession('2027-04-27')
    const may = await addSession('2027-05-11')
    const people = [await person(), await person(), await person()]
    const [linker, mover, leaver] = people as [TestPerson, TestPerson, TestPerson]
    for (const one of people) await book(id, one)
    await postpone(id)
    expect(await rebook(ctx, { token: await tokenOf(linker), live_session_id: may })).toBe('booked')
    expect(await bookingAt(id, linker)).toBeUndefined()
    expect((await lastMail(linker)).kind).toBe('live-sessions.booked')
    const browser = await site.browser(mover.email)
    const led = await browser.post(`/live-sessions/${may}/bookings`)
    expect(led.headers.location).toContain('/move?to=')
    const old = (await bookingAt(id, mover))!
    expect(load((await browser.follow(led)).text)('input[type=radio]')).toHaveLength(1)
    expect(await moveBooking(ctx, { booking_id: old.id, live_session_id: may })).toBe('moved')
    expect(await cancelBooking(ctx, { booking_id: (await bookingAt(id, leaver))!.id })).toBe('cancelled')
    // The calendars were emptied when it was postponed: nothing is taken out twice.
    expect(await lastMail(leaver)).toMatchObject({ kind: 'live-sessions.booking-cancelled', calendar: null })
    expect(await rebook(ctx, { token: await tokenOf(leaver), live_session_id: may })).toBe('not-off')
  })

  test('can be cancelled for good, and then it never took place, whatever day that is', async () => {
    const id = await addSession('2027-04-27')
    const booked = await person()
    await book(id, booked)
    await postpone(id)
    expect(await postpone(id)).toBe('already-postponed')
    const later = { ...ctx, now: new Date('2027-05-03T09:00:00Z') }
    expect(await cancelLiveSession(later, { id, reason: 'No trainer' })).toBe('cancelled')
    expect(await lastMail(booked)).toMatchObject({
      kind: 'live-sessions.session-cancelled',
      calendar: null,
      stale_at: null,
    })
    // Had it been off only since May, the part in April would count as held, and its register wait to be closed.
    expect(await database.db('live_sessions').first()).toMatchObject({
      cancelled_at: ctx.now,
      cancel_reason: 'No trainer',
      is_postponed: false,
    })
    expect(await postponeLiveSession(later, { id, reason: 'Late' })).toBe('already-cancelled')
  })

  test('of several parts keeps the part that was held, and gives the others another day', async () => {
    const [one, two] = [
      partInput({ starts_at: new Date('2027-04-27T09:00:00Z') }),
      partInput({ starts_at: new Date('2027-05-04T09:00:00Z') }),
    ]
    const id = await addTestLiveSession(ctx, { parts: [one!, two!] })
    const booked = await person()
    await book(id, booked)
    const after = { ...ctx, now: new Date('2027-05-01T09:00:00Z') }
    await postponeLiveSession(after, { id, reason: 'Snow' })
    const [held, rest] = await database.db('live_session_parts').orderBy('position').pluck('id')
    const parts = (first: string, second: string) => [
      partInput({ ...one, id: held!, starts_at: new Date(first) }),
      partInput({
        ...two,
        id: rest!,
        starts_at: new Date(second),
        ends_at: new Date(`${second.slice(0, 11)}11:30:00Z`),
      }),
    ]
    const later = { ...ctx, now: new Date('2027-05-06T09:00:00Z') }
    const wrong = { ...liveSessionInput(), parts: parts('2027-04-28T09:00:00Z', '2027-05-18T09:00:00Z') }
    expect(await editLiveSession(later, { id, ...wrong })).toEqual({ result: 'begun' })
    const right = { ...liveSessionInput(), parts: parts('2027-04-27T09:00:00Z', '2027-05-18T09:00:00Z') }
    expect(await editLiveSession(later, { id, ...right })).toMatchObject({ result: 'saved', told: 1 })
    expect(entry(await lastMail(booked))).toMatchObject({ method: 'REQUEST', starts: '2027-05-18T10:00:00' })
  })
})
