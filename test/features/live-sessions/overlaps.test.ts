/** In two places at once: part by part, found whoever asks and however fast, and allowed with a reason that the audit keeps. */
import { load } from 'cheerio'
import { acceptOffer } from '../../../src/features/live-sessions/commands/offer-answers.ts'
import {
  addWalkIn,
  bookPlace,
  cancelBooking,
  cancelLiveSession,
  editLiveSession,
  moveBooking,
  postponeLiveSession,
  scheduleLiveSession,
  sendChanges,
} from '../../../src/features/live-sessions/index.ts'
import { clock } from '../../../src/platform/clock.ts'
import type { Ctx } from '../../../src/platform/context.ts'
import type { Browser, Fields, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import type { TestPerson } from '../../support/factories.ts'
import { addTestOrganisation, addTestPerson } from '../../support/factories.ts'
import { addTestLivePart, addTestLiveSession, liveSessionInput, partInput } from '../../support/live-sessions.ts'
import { listMails } from '../../support/mailbox.ts'

let database: TestDatabase
let site: TestSite
let ctx: Ctx
let trainer: TestPerson
let browser: Browser

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
  trainer = await addTestPerson(database.db, { full_name: 'Terry Trainer', roles: ['trainer'] })
})

const at = (text: string) => new Date(`2027-${text}:00Z`)
const words = (html: string) => load(html)('main').text().replace(/\s+/g, ' ')
const reasons = async (action: string) =>
  database.db('audit_events').where({ action }).whereNotNull('reason').select('reason', 'after')
const openBookings = (person: { id: string }) =>
  database.db('bookings').where({ person_id: person.id, cancelled_at: null }).whereNotNull('booked_at')

describe('a trainer', () => {
  beforeEach(async () => {
    browser = await site.browser(trainer.email)
  })
  const form = (change: Fields = {}): Fields => ({
    title: 'The other one',
    live_part_id: 'none',
    mode: 'online',
    is_mandatory: 'no',
    audience: 'external',
    'day-day': '27',
    'day-month': '4',
    'day-year': '2027',
    time: '12:15',
    length_minutes: '60',
    capacity: '30',
    trainer_ids: [trainer.id],
    ...change,
  })

  test('is told what overlaps, with its day and time, and saves with a reason that the audit keeps', async () => {
    await addTestLiveSession(ctx, { title: 'The first one', trainer_ids: [trainer.id] })
    const refused = await browser.post('/live-sessions', form())
    expect(refused.status).toBe(422)
    const said = 'Terry Trainer trains ‘The first one’ on Tuesday 27 April 2027, 10am to 12:30pm'
    expect(load(refused.text)('a[href="#overlap_reason"]').text()).toContain(said)
    expect(load(refused.text)('#overlap_reason-error').text()).toContain(said)
    expect(load(refused.text)('#title').val()).toBe('The other one')
    expect(await database.db('live_sessions')).toHaveLength(1)

    const saved = await browser.post('/live-sessions', form({ overlap_reason: 'Terry opens, Leila takes over' }))
    expect(saved.status).toBe(303)
    expect(await reasons('live-sessions.schedule')).toMatchObject([
      { reason: 'Terry opens, Leila takes over', after: { overlaps: [{ person_id: trainer.id, as: 'trainer' }] } },
    ])
    // What was answered for is not asked again, until the time changes.
    const edit = `/live-sessions/${saved.headers.location!.split('/').at(-1)}`
    expect((await browser.post(edit, form({ title: 'Better words' }))).status).toBe(303)
    const moved = await browser.post(edit, form({ title: 'Better words', time: '12:00' }))
    expect(words(moved.text)).toContain('Terry Trainer trains ‘The first one’')
    expect((await browser.post(edit, form({ time: '12:30' }))).status).toBe(303)
    expect((await browser.post(edit, form({ time: '12:00', overlap_reason: 'As before' }))).status).toBe(303)
    expect(await reasons('live-sessions.edit')).toMatchObject([{ reason: 'As before' }])
  })

  test('who has a place somewhere then is elsewhere as well; who waits, or had one, is not', async () => {
    const id = await addTestLiveSession(ctx, { title: 'Refresher', capacity: 1 })
    await bookPlace(ctx, { live_session_id: id, person_id: trainer.id })
    const refused = await browser.post('/live-sessions', form())
    expect(words(refused.text)).toContain('Terry Trainer is booked into ‘Refresher’ on Tuesday 27 April 2027')
    const [booking] = await openBookings(trainer)
    await cancelBooking(ctx, { booking_id: booking!.id })
    await bookPlace(ctx, { live_session_id: id, person_id: (await addTestPerson(database.db)).id })
    expect(await bookPlace(ctx, { live_session_id: id, person_id: trainer.id })).toBe('waiting')
    expect((await browser.post('/live-sessions', form())).status).toBe(303)
  })

  test('is asked about parts: two sessions side by side meet nobody, nor does one that is cancelled', async () => {
    const [first, second] = [at('04-27T09:00'), at('05-11T09:00')]
    const other = await addTestPerson(database.db, { roles: ['trainer'] })
    const both = [partInput({ starts_at: first }), partInput({ starts_at: second, trainer_ids: [other.id] })]
    const long = await addTestLiveSession(ctx, { title: 'Long', parts: both, trainer_ids: [trainer.id] })
    const schedule = async (starts_at: Date, who: string) =>
      (await scheduleLiveSession(ctx, liveSessionInput({ starts_at, trainer_ids: [who] }))).result
    expect(await schedule(at('05-04T09:00'), trainer.id)).toBe('scheduled')
    // The second part has a trainer of its own.
    expect(await schedule(second, trainer.id)).toBe('scheduled')
    expect(await schedule(second, other.id)).toBe('overlaps')
    expect(await schedule(at('05-11T11:29'), other.id)).toBe('overlaps')
    expect(await schedule(at('05-11T11:30'), other.id)).toBe('scheduled')
    await cancelLiveSession(ctx, { id: long, reason: 'Ill' })
    expect(await schedule(first, trainer.id)).toBe('scheduled')
  })

  test('is kept by a draft as well, whose name is not told', async () => {
    await scheduleLiveSession(ctx, {
      ...liveSessionInput({ title: 'Secret', trainer_ids: [trainer.id] }),
      is_draft: true,
    })
    const refused = await browser.post('/live-sessions', form())
    expect(words(refused.text)).toContain('Terry Trainer trains ‘A draft’ on Tuesday 27 April 2027')
    expect(refused.text).not.toContain('Secret')
  })

  test('is given to one of ten who schedule them at once', async () => {
    const all = await Promise.all(
      Array.from({ length: 10 }, () => scheduleLiveSession(ctx, liveSessionInput({ trainer_ids: [trainer.id] }))),
    )
    expect(all.filter(({ result }) => result === 'scheduled')).toHaveLength(1)
    expect(all.filter(({ result }) => result === 'overlaps')).toHaveLength(9)
  })
})

describe('a learner', () => {
  let learner: TestPerson
  beforeEach(async () => {
    learner = await addTestPerson(database.db, { full_name: 'Lee Learner' })
    browser = await site.browser(learner.email)
  })
  const book = (id: string, overlap_reason?: string) =>
    bookPlace(ctx, { live_session_id: id, person_id: learner.id, ...(overlap_reason ? { overlap_reason } : {}) })

  test('sees which booking overlaps, may move or cancel it, or says why and books both', async () => {
    const part = await addTestLivePart(database.db)
    const first = await addTestLiveSession(ctx, { title: 'The first one', live_part_id: part.live_part_id })
    const other = await addTestLiveSession(ctx, { title: 'The other one', starts_at: at('04-27T11:00') })
    await book(first)
    const url = `/live-sessions/${other}/bookings`
    const asked = await browser.post(url, { needs: ['Captions'], needs_other: 'A quiet <room>' })
    const page = load(asked.text)
    expect(asked.status).toBe(200)
    expect(words(asked.text)).toContain(
      'You are booked into ‘The first one’ on Tuesday 27 April 2027, 10am to 12:30pm.',
    )
    const [booking] = await openBookings(learner)
    const theirs = `/live-sessions/${first}/bookings/${booking!.id}`
    for (const act of ['move', 'cancellation']) expect(page(`a[href="${theirs}/${act}"]`)).toHaveLength(1)
    expect(await database.db('enrolments').where({ person_id: learner.id })).toHaveLength(1)

    const sent: Fields = {}
    page('main form input[type=hidden]').each((_, input) => {
      sent[page(input).attr('name')!] = page(input).val() as string
    })
    const empty = await browser.post(url, { ...sent, overlap_reason: ' ' })
    expect(empty.status).toBe(422)
    expect(load(empty.text)('a[href="#overlap_reason"]').text()).toBe('Enter the reason')
    const booked = await browser.post(url, { ...sent, overlap_reason: 'I leave the first one early' })
    expect(words((await browser.follow(booked)).text)).toContain('You are booked')
    expect(await openBookings(learner)).toHaveLength(2)
    expect(await database.db('booking_needs').pluck('needs')).toEqual(['Captions\nA quiet <room>'])
    expect(await reasons('live-sessions.book')).toMatchObject([
      { reason: 'I leave the first one early', after: { overlaps: [{ live_session_id: first, as: 'booked' }] } },
    ])
  })

  test('is asked by part, for what they train as well, and not while they only wait', async () => {
    const teacher = await addTestPerson(database.db, { roles: ['trainer'] })
    const [first, second] = [at('04-27T09:00'), at('05-04T09:00')]
    const two = await addTestLiveSession(ctx, {
      title: 'Two parts',
      parts: [partInput({ starts_at: first }), partInput({ starts_at: second })],
      trainer_ids: [teacher.id],
    })
    const [between, on] = [at('04-29T09:00'), at('05-04T10:00')]
    const full = await addTestLiveSession(ctx, { starts_at: on, capacity: 1 })
    const asTeacher = await site.browser(teacher.email)
    const asked = words((await asTeacher.post(`/live-sessions/${full}/bookings`)).text)
    expect(asked).toContain('You train ‘Two parts’, part 2, on Tuesday 4 May 2027, 10am to 12:30pm.')
    expect(await openBookings(teacher)).toHaveLength(0)

    await book(two)
    expect(await book(await addTestLiveSession(ctx, { starts_at: between }))).toBe('booked')
    expect(await book(full)).toBe('overlaps')
    await bookPlace(ctx, { live_session_id: full, person_id: (await addTestPerson(database.db)).id })
    expect(await book(full)).toBe('waiting')
    const off = await addTestLiveSession(ctx, { starts_at: first })
    await cancelLiveSession(ctx, { id: two, reason: 'Ill' })
    expect(await book(off)).toBe('booked')
  })

  test('who is offered a place is asked then, on the page of the offer', async () => {
    const full = await addTestLiveSession(ctx, { title: 'Full', capacity: 1 })
    const holder = await addTestPerson(database.db)
    await bookPlace(ctx, { live_session_id: full, person_id: holder.id })
    await book(full)
    await book(await addTestLiveSession(ctx, { title: 'Meanwhile' }))
    await cancelBooking(ctx, { booking_id: (await openBookings(holder))[0]!.id })
    const { token } = (await database.db('place_offers').first('token').where({ answer: null }))!
    const stranger = await site.browser()
    const asked = await stranger.post(`/offers/${token}`, { answer: 'take' })
    expect(words(asked.text)).toContain('You are booked into ‘Meanwhile’')
    expect(load(asked.text)('main form').attr('action')).toBe(`/offers/${token}`)
    expect(load(asked.text)('main a[href*="/bookings/"]')).toHaveLength(0)
    expect(await acceptOffer(ctx, { token })).toBe('overlaps')
    expect(await openBookings(learner)).toHaveLength(1)
    await stranger.post(`/offers/${token}`, { answer: 'take', overlap_reason: 'They repeat it' })
    expect(await openBookings(learner)).toHaveLength(2)
    expect(await reasons('live-sessions.take-freed-place')).toMatchObject([{ reason: 'They repeat it' }])
  })

  test('who moves is asked about the new time, not about the place they give up', async () => {
    const { live_part_id } = await addTestLivePart(database.db)
    const from = await addTestLiveSession(ctx, { live_part_id })
    const sameTime = await addTestLiveSession(ctx, { live_part_id, starts_at: at('04-27T10:00') })
    const later = await addTestLiveSession(ctx, { live_part_id, starts_at: at('05-11T09:00') })
    await book(from)
    await book(await addTestLiveSession(ctx, { title: 'In May', starts_at: at('05-11T10:00') }))
    const booking = (await openBookings(learner)).find((one) => one.live_session_id === from)!
    const url = `/live-sessions/${from}/bookings/${booking.id}/move`
    const asked = await browser.post(url, { live_session_id: later })
    expect(words(asked.text)).toContain('You are booked into ‘In May’')
    expect(load(asked.text)('input[name=live_session_id]').val()).toBe(later)
    expect((await browser.post(url, { live_session_id: later, overlap_reason: 'Both are recorded' })).status).toBe(303)
    expect(await reasons('live-sessions.book')).toMatchObject([{ reason: 'Both are recorded' }])
    const moved = (await openBookings(learner)).find((one) => one.live_session_id === later)!
    expect(await moveBooking(ctx, { booking_id: moved.id, live_session_id: sameTime })).toBe('moved')
  })

  test('a lead is told of their member, and a walk-in is where they are', async () => {
    const own = await addTestOrganisation(database.db)
    const lead = await addTestPerson(database.db, { organisation_id: own.id, roles: ['lead'] })
    const member = await addTestPerson(database.db, { full_name: 'Mo Member', organisation_id: own.id })
    const [one, other] = [await addTestLiveSession(ctx, { title: 'One' }), await addTestLiveSession(ctx)]
    await bookPlace(ctx, { live_session_id: one, person_id: member.id })
    const asLead = await site.browser(lead.email)
    const asked = await asLead.post(`/live-sessions/${other}/bookings`, { person_id: member.id })
    expect(words(asked.text)).toContain('Mo Member is booked into ‘One’')
    expect(load(asked.text)('input[name=person_id]').val()).toBe(member.id)
    const sent = { person_id: member.id, overlap_reason: 'Shift change' }
    expect((await asLead.post(`/live-sessions/${other}/bookings`, sent)).status).toBe(303)
    expect(await openBookings(member)).toHaveLength(2)
    expect(await addWalkIn(ctx, { live_session_id: other, person_id: lead.id })).toMatchObject({ result: 'added' })
    expect(await addWalkIn(ctx, { live_session_id: one, person_id: lead.id })).toMatchObject({ result: 'added' })
  })

  test('who books ten sessions of one hour at once has one, also where they become a trainer meanwhile', async () => {
    const sessions: string[] = []
    for (let count = 0; count < 10; count++) sessions.push(await addTestLiveSession(ctx))
    const results = await Promise.all(sessions.map((id) => book(id)))
    expect(results.filter((result) => result === 'booked')).toHaveLength(1)
    expect(results.filter((result) => result === 'overlaps')).toHaveLength(9)

    for (let round = 0; round < 5; round++) {
      const person = await addTestPerson(database.db, { roles: ['trainer'] })
      const [booked, scheduled] = await Promise.all([
        bookPlace(ctx, { live_session_id: sessions[0]!, person_id: person.id }),
        scheduleLiveSession(ctx, liveSessionInput({ trainer_ids: [person.id] })),
      ])
      expect([booked, scheduled.result].filter((result) => result === 'overlaps')).toHaveLength(1)
    }
  })
})

describe('a change of the time', () => {
  const url = (id: string) => `/live-sessions/${id}`
  const edited = (change: Fields = {}): Fields => ({
    title: 'The moved one',
    live_part_id: 'none',
    mode: 'online',
    is_mandatory: 'no',
    audience: 'external',
    'day-day': '29',
    'day-month': '4',
    'day-year': '2027',
    time: '10am',
    length_minutes: '150',
    capacity: '30',
    trainer_ids: [trainer.id],
    ...change,
  })
  /** Lee and Mo booked the session of 27 April; Lee is elsewhere on the 29th as well, and Wim only waits there. */
  async function addMeeting() {
    const people = [
      await addTestPerson(database.db, { full_name: 'Lee Learner' }),
      await addTestPerson(database.db, { full_name: 'Mo Member' }),
    ]
    const id = await addTestLiveSession(ctx, { title: 'The moved one', trainer_ids: [trainer.id] })
    const other = await addTestLiveSession(ctx, { title: 'Refresher', capacity: 1, starts_at: at('04-29T10:00') })
    for (const person of people) await bookPlace(ctx, { live_session_id: id, person_id: person.id })
    for (const person of people) await bookPlace(ctx, { live_session_id: other, person_id: person.id })
    return { id, other, lee: people[0]!, mo: people[1]! }
  }

  test('finds those whom it brings into two places, asks for a reason, shows them and tells them', async () => {
    browser = await site.browser(trainer.email)
    const { id, lee, mo } = await addMeeting()
    const refused = await browser.post(url(id), edited())
    expect(refused.status).toBe(422)
    const said = 'Lee Learner is booked into ‘Refresher’ on Thursday 29 April 2027, 11am to 1:30pm'
    expect(load(refused.text)('a[href="#overlap_reason"]').text()).toContain(said)
    expect(refused.text).not.toContain('Mo Member is booked')

    const saved = await browser.post(url(id), edited({ overlap_reason: 'No other day is free' }))
    expect(saved.status).toBe(303)
    expect(await reasons('live-sessions.edit')).toMatchObject([
      { reason: 'No other day is free', after: { overlaps: [{ person_id: lee.id, as: 'booked' }] } },
    ])
    expect(words((await browser.get(`${url(id)}/changes`)).text)).toContain(
      `In two places at the new time. The update tells each of them so. ${said}`,
    )
    await browser.post(`${url(id)}/changes`)
    const told = async (person: TestPerson) =>
      (await listMails(database.db, { to_address: person.email, kind: 'live-sessions.moved' })).map((mail) => mail.text)
    expect((await told(lee))[0]).toContain(
      'Please note that at the new time you are also expected at ‘Refresher’ on Thursday 29 April 2027, 11am to 1:30pm, so change or cancel one of the two.',
    )
    expect((await told(mo))[0]).not.toContain('Please note')
    // What was answered for is not asked again.
    expect((await browser.post(url(id), edited({ title: 'Better words' }))).status).toBe(303)
  })

  test('finds who booked elsewhere after it was saved when the update goes out', async () => {
    const { id, mo } = await addMeeting()
    const input = liveSessionInput({ starts_at: at('04-30T09:00'), trainer_ids: [trainer.id] })
    expect((await editLiveSession(ctx, { id, ...input })).result).toBe('saved')
    const late = await addTestLiveSession(ctx, { title: 'Late', starts_at: at('04-30T09:30') })
    await bookPlace(ctx, { live_session_id: late, person_id: mo.id, overlap_reason: 'I choose later' })
    await sendChanges(ctx, { id })
    const [mail] = await listMails(database.db, { to_address: mo.email, kind: 'live-sessions.moved' })
    expect(mail!.text).toContain('you are also expected at ‘Late’ on Friday 30 April 2027')
  })

  test('finds them at the new date of a session that was postponed, also where that is the old one', async () => {
    const { id, lee } = await addMeeting()
    await postponeLiveSession(ctx, { id, reason: 'The hall is flooded' })
    const meanwhile = await addTestLiveSession(ctx, { title: 'Meanwhile' })
    await bookPlace(ctx, { live_session_id: meanwhile, person_id: lee.id })
    const input = { id, ...liveSessionInput({ trainer_ids: [trainer.id] }) }
    expect(await editLiveSession(ctx, input)).toMatchObject({ result: 'overlaps', overlaps: [{ person_id: lee.id }] })
    await editLiveSession(ctx, { ...input, overlap_reason: 'It is what it is' })
    const [mail] = await listMails(database.db, { to_address: lee.email, kind: 'live-sessions.new-date' })
    expect(mail!.text).toContain('also expected at ‘Meanwhile’')
  })
})
