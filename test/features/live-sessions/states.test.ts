/** Draft, open, closed, held, cancelled: what each lets people do, at the commands and on the pages. */
import { load } from 'cheerio'
import {
  addWalkIn,
  bookPlace,
  cancelBooking,
  cancelLiveSession,
  closeBookings,
  editLiveSession,
  moveBooking,
  openLiveSession,
  scheduleLiveSession,
} from '../../../src/features/live-sessions/index.ts'
import { keepPlaces } from '../../../src/features/live-sessions/commands/quotas.ts'
import { sweepPlaces } from '../../../src/features/live-sessions/commands/offers.ts'
import { stateOf } from '../../../src/features/live-sessions/rules.ts'
import { clock } from '../../../src/platform/clock.ts'
import type { Ctx } from '../../../src/platform/context.ts'
import { newId } from '../../../src/lib/ids.ts'
import type { TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestOrganisation, addTestPerson } from '../../support/factories.ts'
import { addTestLivePart, addTestLiveSession, liveSessionInput } from '../../support/live-sessions.ts'
import { listMails } from '../../support/mailbox.ts'

let database: TestDatabase
let site: TestSite
let ctx: Ctx

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
})

const words = (html: string) => load(html)('main').text().replace(/\s+/g, ' ')
const person = async () => (await addTestPerson(database.db)).id
const book = (live_session_id: string, person_id: string, at = ctx) => bookPlace(at, { live_session_id, person_id })
const bookingOf = async (person_id: string) =>
  (await database.db('bookings').where({ person_id, cancelled_at: null }).first())!

async function addDraft(values = {}): Promise<string> {
  const made = await scheduleLiveSession(ctx, { ...liveSessionInput(values), is_draft: true })
  if (made.result !== 'scheduled') throw new Error(made.result)
  return made.id
}

test.each([
  ['draft', {}],
  ['draft', { ends_at: '2027-04-01' }],
  ['open', { opened_at: '2027-04-02' }],
  ['closed', { opened_at: '2027-04-02', closed_at: '2027-04-03' }],
  ['held', { opened_at: '2027-04-02', closed_at: '2027-04-03', ends_at: '2027-04-12T09:00:00Z' }],
  ['cancelled', { opened_at: '2027-04-02', cancelled_at: '2027-04-03', ends_at: '2027-04-01' }],
  ['cancelled', { cancelled_at: '2027-04-03' }],
  ['postponed', { opened_at: '2027-04-02', cancelled_at: '2027-04-03', ends_at: '2027-04-01', is_postponed: 'yes' }],
])('the word is %s of %j', (state, moments: Record<string, string>) => {
  const at = (name: string) => (moments[name] ? new Date(moments[name]) : null)
  const session = {
    opened_at: at('opened_at'),
    closed_at: at('closed_at'),
    cancelled_at: at('cancelled_at'),
    is_postponed: moments.is_postponed !== undefined,
    ends_at: at('ends_at') ?? new Date('2027-04-27'),
  }
  expect(stateOf(session, new Date('2027-04-12T09:00:00Z'))).toBe(state)
})

describe('a draft', () => {
  test('is saved by its own button, seen by its keepers alone, in no calendar and on no register, and opened by one press', async () => {
    const trainer = await addTestPerson(database.db, { roles: ['trainer'] })
    const keeper = await site.browser(trainer.email)
    const form = load((await keeper.get('/live-sessions/new')).text)
    const saved = await keeper.post('/live-sessions', {
      id: form('input[name=id]').val() as string,
      title: 'Only a plan',
      live_part_id: 'none',
      mode: 'online',
      is_mandatory: 'no',
      audience: 'external',
      'day-day': '27',
      'day-month': '4',
      'day-year': '2027',
      time: '10am',
      length_minutes: '150',
      capacity: '30',
      trainer_ids: [trainer.id],
      join_url: '',
      notes: '',
      as_draft: 'yes',
    })
    const url = saved.headers.location!
    expect(words((await keeper.follow(saved)).text)).toContain('Only a plan is saved as a draft')
    const shown = load((await keeper.get(url)).text)
    expect(shown('main .govuk-tag').text()).toContain('Draft')
    expect(shown('main a[href^="/registers/"]')).toHaveLength(0)
    expect(words((await keeper.get('/live-sessions')).text)).toContain('Only a plan')

    const part = await database.db('live_session_parts').first()
    expect((await keeper.get(`/registers/${part!.id}`)).status).toBe(404)
    const outsiders = [
      await addTestPerson(database.db),
      await addTestPerson(database.db, {
        roles: ['lead'],
        organisation_id: (await addTestOrganisation(database.db)).id,
      }),
      await addTestPerson(database.db, { roles: ['trainer'] }),
    ]
    for (const { email } of outsiders) {
      const other = await site.browser(email)
      expect((await other.get('/live-sessions')).text).not.toContain('Only a plan')
      const missing = await other.get(`/live-sessions/${newId()}`)
      expect([(await other.get(url)).status, missing.status]).toEqual([404, 404])
      expect((await other.post(`${url}/bookings`)).status).toBe(404)
    }
    const coordinator = await site.browser((await addTestPerson(database.db, { roles: ['coordinator'] })).email)
    expect(words((await coordinator.get('/live-sessions')).text)).toContain('Only a plan')
    expect(words((await coordinator.follow(await coordinator.post(`${url}/bookings`))).text)).toContain(
      'not open for booking yet',
    )
    await keeper.post('/calendar/feeds', { kind: 'own' })
    const feed = await database.db('calendar_feeds').first()
    expect((await keeper.get(`/calendar/${feed!.token}.ics`)).text).not.toContain('Only a plan')

    const learner = await site.browser(outsiders[0]!.email)
    expect((await learner.post(`${url}/opening`)).status).toBe(403)
    expect((await (await site.browser(outsiders[2]!.email)).post(`${url}/opening`)).status).toBe(404)
    const answers = await Promise.all([keeper.post(`${url}/opening`), keeper.post(`${url}/opening`)])
    expect(answers.map((answer) => answer.status)).toEqual([303, 303])
    expect(await database.db('audit_events').where({ action: 'live-sessions.open' })).toHaveLength(1)
    expect(await database.db('live_sessions').first()).toMatchObject({
      opened_at: expect.any(Date),
      opened_by: trainer.id,
    })
    expect(words((await learner.get('/live-sessions')).text)).toContain('Only a plan')
    expect((await keeper.get(`/calendar/${feed!.token}.ics`)).text).toContain('Only a plan')
    expect(await listMails(database.db)).toEqual([])
  })

  test('takes nobody, can have places kept and another day even when its own has passed, and is cancelled in silence', async () => {
    const part = await addTestLivePart(database.db)
    const trainer_ids = [(await addTestPerson(database.db, { roles: ['trainer'] })).id]
    const id = await addDraft({ live_part_id: part.live_part_id, trainer_ids })
    const other = await addTestLiveSession(ctx, { live_part_id: part.live_part_id })
    const who = await person()
    expect(await book(id, who)).toBe('draft')
    expect(await addWalkIn(ctx, { live_session_id: id, person_id: who })).toEqual({ result: 'draft' })
    expect(await book(other, who)).toBe('booked')
    expect(await moveBooking(ctx, { booking_id: (await bookingOf(who)).id, live_session_id: id })).toBe('draft')
    expect(await database.db('enrolments')).toHaveLength(1)
    const group = { organisation_kind: 'charity' }
    const kept = { live_session_id: id, group, places: 4, release_on: '2027-04-20' }
    expect(await keepPlaces(ctx, kept)).toEqual({ result: 'kept' })
    expect(await closeBookings(ctx, { id })).toBe('draft')

    const later = { ...ctx, now: new Date('2027-04-30T09:00:00Z') }
    expect(await openLiveSession(later, { id })).toBe('over')
    const moved = liveSessionInput({
      live_part_id: part.live_part_id,
      trainer_ids,
      starts_at: new Date('2027-05-11T09:00:00Z'),
    })
    expect(await editLiveSession(later, { id, ...moved })).toMatchObject({ result: 'saved', told: 0 })
    expect(await editLiveSession(later, { id, ...liveSessionInput({ trainer_ids }) })).toMatchObject({ result: 'past' })
    expect(await cancelLiveSession(later, { id, reason: 'Not needed' })).toBe('cancelled')
    expect(await openLiveSession(later, { id })).toBe('cancelled')
    expect(await listMails(database.db)).toHaveLength(1)
  })
})

describe('closed bookings', () => {
  test('take nobody more, keep every place and offer, ask nobody who waits, and can be opened again', async () => {
    const part = await addTestLivePart(database.db)
    const live_part_id = part.live_part_id
    const trainer = await addTestPerson(database.db, { roles: ['trainer'] })
    const id = await addTestLiveSession(ctx, { live_part_id, capacity: 2, trainer_ids: [trainer.id] })
    const other = await addTestLiveSession(ctx, { live_part_id })
    const [a, b, c, d, late, mover] = [
      await person(),
      await person(),
      await person(),
      await person(),
      await person(),
      await person(),
    ]
    for (const who of [a, b, c, d]) await book(id, who)
    await cancelBooking(ctx, { booking_id: (await bookingOf(a)).id })
    const offers = () => database.db('place_offers').whereNull('answer')
    expect(await offers()).toHaveLength(1)

    const keeper = await site.browser(trainer.email)
    const closing = await keeper.post(`/live-sessions/${id}/closing`)
    expect(words((await keeper.follow(closing)).text)).toContain('Bookings are closed. Nobody can book or wait')
    expect(await closeBookings(ctx, { id })).toBe('already-closed')
    expect(await book(id, late)).toBe('closed')
    await book(other, mover)
    expect(await moveBooking(ctx, { booking_id: (await bookingOf(mover)).id, live_session_id: id })).toBe('closed')
    const learner = await site.browser((await database.db('people').where({ id: late }).first('email'))!.email!)
    const seen = words((await learner.get(`/live-sessions/${id}`)).text)
    expect(seen).toContain('Bookings of this session are closed')
    expect(seen).not.toContain('Join the waiting list')
    expect(words((await learner.get('/live-sessions')).text)).toContain('Bookings closed')

    // Who was offered a place before may still take it; who is next is not asked.
    const [offer] = await offers()
    await cancelBooking(ctx, { booking_id: (await bookingOf(b)).id })
    await sweepPlaces(ctx)
    expect(await offers()).toHaveLength(1)
    await learner.post(`/offers/${offer!.token}`, { answer: 'take' })
    expect((await bookingOf(c)).booked_at).not.toBeNull()
    expect(await openLiveSession(ctx, { id })).toBe('reopened')
    expect(await offers()).toMatchObject([{ booking_id: (await bookingOf(d)).id }])
    expect(await database.db('live_sessions').where({ id }).first()).toMatchObject({ closed_at: null, closed_by: null })
  })

  test('near the start take back what was free to whoever came first', async () => {
    const id = await addTestLiveSession(ctx, { capacity: 1 })
    const [a, b] = [await person(), await person()]
    for (const who of [a, b]) await book(id, who)
    const near = { ...ctx, now: new Date('2027-04-27T08:00:00Z') }
    await cancelBooking(near, { booking_id: (await bookingOf(a)).id })
    expect(await database.db('place_offers').pluck('answer')).toEqual([null])
    expect(await closeBookings(near, { id })).toBe('closed')
    expect(await database.db('place_offers').pluck('answer')).toEqual(['withdrawn'])
    const begun = { ...ctx, now: new Date('2027-04-27T09:00:00Z') }
    expect(await closeBookings(begun, { id: await addTestLiveSession(ctx) })).toBe('over')
    expect(await openLiveSession({ ...ctx, now: new Date('2027-04-28T09:00:00Z') }, { id })).toBe('over')
  })
})

test('places cannot be fewer than are booked, offered and kept; what was too few before can stay', async () => {
  const id = await addTestLiveSession(ctx, { capacity: 6 })
  for (let count = 0; count < 2; count++) await book(id, await person())
  const group = { organisation_kind: 'charity' }
  await keepPlaces(ctx, { live_session_id: id, group, places: 3, release_on: '2027-04-20' })
  const edit = (capacity: number, at = ctx) => editLiveSession(at, { id, ...liveSessionInput({ capacity }) })
  expect(await edit(4)).toEqual({ result: 'below-taken', least: 5 })
  expect(await edit(5)).toMatchObject({ result: 'saved' })
  await database.db('live_sessions').where({ id }).update({ capacity: 4 })
  expect(await edit(4)).toMatchObject({ result: 'saved' })
  expect(await edit(3)).toEqual({ result: 'below-taken', least: 5 })
  // From the release day on nothing is kept.
  expect(await edit(2, { ...ctx, now: new Date('2027-04-20T09:00:00Z') })).toMatchObject({ result: 'saved' })
})
