/** Seats: who gets which, as plain values; kept places through pages and commands; and any story, told in any order and at once. */
import fc from 'fast-check'
import { load } from 'cheerio'
import { acceptOffer, declineOffer } from '../../../src/features/live-sessions/commands/offer-answers.ts'
import { sweepPlaces } from '../../../src/features/live-sessions/commands/offers.ts'
import { keepPlaces, stopKeepingPlaces } from '../../../src/features/live-sessions/commands/quotas.ts'
import { bookPlace, cancelBooking, editLiveSession, getLiveSession } from '../../../src/features/live-sessions/index.ts'
import { offerEndsAt } from '../../../src/features/live-sessions/offer-times.ts'
import { ledger } from '../../../src/features/live-sessions/pages/places.ts'
import { findGroups } from '../../../src/features/live-sessions/queries/quotas.ts'
import { activeQuotas, belongs, seatFor, seatsOf, shareOut } from '../../../src/features/live-sessions/seats.ts'
import { addMinutes } from '../../../src/lib/time.ts'
import { clock } from '../../../src/platform/clock.ts'
import type { Ctx } from '../../../src/platform/context.ts'
import { rows } from '../../../src/platform/db/connect.ts'
import { runDuePlans } from '../../../src/platform/jobs/plans.ts'
import type { TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import type { TestPerson } from '../../support/factories.ts'
import { addTestOrganisation, addTestPerson } from '../../support/factories.ts'
import { addTestLiveSession, liveSessionInput } from '../../support/live-sessions.ts'
import { listMails, runJobs } from '../../support/mailbox.ts'
import { atDepth } from '../../support/depth.ts'

let database: TestDatabase
let site: TestSite
let ctx: Ctx
const monday = new Date('2027-04-12T09:00:00Z')

beforeAll(async () => {
  database = await createTestDatabase()
  site = await startSite(database, { at: monday })
})
afterAll(async () => {
  await site.stop()
  await database.drop()
})
beforeEach(async () => {
  await database.reset()
  clock.set(monday)
  ctx = contextOf(database.db)
})

const words = (html: string) => load(html)('main').text().replace(/\s+/g, ' ')
const groups = (organisation: string | null, kind: string | null) => ({
  organisation_ids: organisation ? [organisation] : [],
  organisation_kinds: kind ? [kind] : [],
})

describe('a seat', () => {
  const kept = [
    { id: 'kind', organisation_id: null, organisation_kind: 'charity', unused: 1 },
    { id: 'own', organisation_id: 'a', organisation_kind: null, unused: 1 },
  ]
  test('kept for the organisation comes before one kept for its kind, and both before an open one', () => {
    const line = Array.from({ length: 5 }, () => groups('a', 'charity'))
    expect(shareOut({ free: 4, kept }, line).map(([, seat]) => seat.quota_id)).toEqual(['own', 'kind', null, null])
  })
  test('kept for others is nobody else’s, and one too many kept never makes a place', () => {
    expect(seatFor({ free: 2, kept }, groups(null, null))).toBeNull()
    expect(seatFor({ free: 3, kept }, groups(null, null))).toEqual({ quota_id: null })
    expect(seatFor({ free: 1, kept }, groups('a', null))).toEqual({ quota_id: 'own' })
    expect(seatFor({ free: 0, kept }, groups('a', null))).toBeNull()
  })
})

describe('kept places', () => {
  const release = { 'release_on-day': '22', 'release_on-month': '4', 'release_on-year': '2027' }
  let housing: { id: string; name: string }
  beforeEach(async () => {
    housing = await addTestOrganisation(database.db, { kind: 'housing association' })
  })
  const member = () => addTestPerson(database.db, { organisation_id: housing.id })

  test('are set on a page, said to bookers, counted, and opened again', async () => {
    const trainer = await addTestPerson(database.db, { roles: ['trainer'] })
    const id = await addTestLiveSession(ctx, { capacity: 5, trainer_ids: [trainer.id] })
    await bookPlace(ctx, { live_session_id: id, person_id: (await member()).id })
    await bookPlace(ctx, { live_session_id: id, person_id: (await addTestPerson(database.db)).id })
    const browser = await site.browser(trainer.email)
    const post = (fields: Record<string, string>) => browser.post(`/live-sessions/${id}/places`, fields)

    const empty = await post({})
    expect(empty.status).toBe(422)
    for (const said of ['Select who the places', 'Enter how many places', 'Enter the day from which'])
      expect(empty.text).toContain(said)
    const many = await post({ group: 'housing association', places: '5', ...release })
    expect(words(many.text)).toContain('Enter 4 or fewer')
    expect(load(many.text)('#places').val()).toBe('5')
    const late = await post({ group: housing.id, places: '2', ...release, 'release_on-day': '28' })
    expect(words(late.text)).toContain('not after the session')
    expect((await post({ group: 'housing association', places: '3', ...release })).status).toBe(303)

    const page = words((await browser.get(`/live-sessions/${id}/places`)).text)
    expect(page).toContain('Booked 2 Held for an offer 0 Kept for an organisation and free 2 Open to everyone 1')
    const learner = await site.browser((await addTestPerson(database.db)).email)
    expect(words((await learner.get(`/live-sessions/${id}`)).text)).toContain(
      '3 of 5 places are kept for housing associations until 22 April 2027, 2 of them still free.',
    )
    await learner.post(`/live-sessions/${id}/bookings`)
    const other = await site.browser((await addTestPerson(database.db)).email)
    expect(words((await other.get(`/live-sessions/${id}`)).text)).toContain(
      'The places that are left are kept for others.',
    )
    const own = await site.browser((await member()).email)
    expect(words((await own.get(`/live-sessions/${id}`)).text)).toContain('Book a place')
    const quota = await database.db('place_quotas').first('id')
    await browser.post(`/live-sessions/${id}/places/${quota!.id}/removal`)
    expect(words((await other.get(`/live-sessions/${id}`)).text)).toContain('Book a place')
    expect(await database.db('bookings').whereNotNull('quota_id')).toEqual([])
  })

  test('under a rush of members and others are had by members alone, to the last', async () => {
    const id = await addTestLiveSession(ctx, { capacity: 10 })
    const group = { organisation_kind: 'housing association' }
    await keepPlaces(ctx, { live_session_id: id, group, places: 4, release_on: '2027-04-22' })
    const others: TestPerson[] = []
    const members: TestPerson[] = []
    for (let n = 0; n < 12; n++) {
      others.push(await addTestPerson(database.db))
      members.push(await member())
    }
    const book = (person: TestPerson) => bookPlace(ctx, { live_session_id: id, person_id: person.id })
    await Promise.all(others.map(book))
    const results = await Promise.all(members.map(book))
    expect(results.filter((result) => result === 'booked')).toHaveLength(4)
    const booked = await database.db('bookings').whereNotNull('booked_at')
    expect(booked).toHaveLength(10)
    expect(booked.filter((booking) => booking.quota_id !== null)).toHaveLength(4)
  })

  test('that are unused on the release day are offered to who waits', async () => {
    const id = await addTestLiveSession(ctx, { capacity: 2 })
    await keepPlaces(ctx, {
      live_session_id: id,
      group: { organisation_id: housing.id },
      places: 1,
      release_on: '2027-04-22',
    })
    const [first, second] = [await addTestPerson(database.db), await addTestPerson(database.db)]
    for (const { id: person_id } of [first, second]) await bookPlace(ctx, { live_session_id: id, person_id })
    const runAt = async (moment: string) => {
      const later = { ...ctx, now: new Date(moment) }
      await runDuePlans(later)
      await runJobs(later)
    }
    await runAt('2027-04-21T22:59:00Z')
    expect(await database.db('place_offers')).toEqual([])
    await runAt('2027-04-21T23:00:00Z')
    const mails = await listMails(database.db, { to_address: second.email })
    expect(mails.at(-1)!.subject).toContain('A place is free for you until 22 April 2027, midday')
  })
})

/** Any story of one session, some of it told by several at once: after each step the seats add up and none is stranded. */
describe('any story', () => {
  const startsAt = new Date('2027-04-27T09:00:00Z')

  type Step = { kind: string; who: number; much: number }
  const step: fc.Arbitrary<Step> = fc.record({
    kind: fc.oneof(
      { weight: 6, arbitrary: fc.constant('book') },
      { weight: 4, arbitrary: fc.constant('cancel') },
      { weight: 4, arbitrary: fc.constantFrom('accept', 'decline') },
      { weight: 2, arbitrary: fc.constantFrom('capacity', 'keep', 'stop') },
    ),
    who: fc.nat(9),
    much: fc.integer({ min: 1, max: 6 }),
  })
  /** So many minutes pass, then these happen at once. */
  const scene = fc.record({
    minutes: fc.oneof(
      { weight: 3, arbitrary: fc.constant(0) },
      { weight: 2, arbitrary: fc.constantFrom(60, 300, 1440, 10_000) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 6000 }) },
    ),
    steps: fc.array(step, { minLength: 1, maxLength: 4 }),
  })

  test('never oversells, never strands a seat, and its ledger adds up', async () => {
    const homes = [
      await addTestOrganisation(database.db, { kind: 'housing association' }),
      await addTestOrganisation(database.db, { kind: 'housing association' }),
      await addTestOrganisation(database.db, { kind: 'charity' }),
    ]
    const people: TestPerson[] = []
    for (let n = 0; n < 10; n++)
      people.push(await addTestPerson(database.db, n < 6 ? { organisation_id: homes[n % 3]!.id } : {}))
    await database.db('people').where({ id: people[9]!.id }).update({ email: null })

    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.array(scene, { minLength: 1, maxLength: 6 }),
        async (capacity, scenes) => {
          const id = await addTestLiveSession(ctx, { capacity, starts_at: startsAt })
          const begins = Array.from({ length: 6 }, (_, who) => ({ kind: 'book', who: who + 2, much: 1 }))
          await Promise.all(begins.map((one) => act(ctx, id, one, { people, homes })))
          let now = monday
          for (const { minutes, steps } of scenes) {
            now = addMinutes(now, minutes)
            if (now >= startsAt) return
            const at = { ...ctx, now }
            if (minutes > 0) await sweepPlaces(at)
            await check(at, id)
            await Promise.all(steps.map((one) => act(at, id, one, { people, homes })))
            await check(at, id)
          }
        },
      ),
      { numRuns: atDepth(5, 250), endOnFailure: true },
    )
  }, 600_000)

  interface Cast {
    people: TestPerson[]
    homes: { id: string }[]
  }

  async function act(at: Ctx, id: string, { kind, who, much }: Step, { people, homes }: Cast): Promise<void> {
    if (kind === 'book') await bookPlace(at, { live_session_id: id, person_id: people[who]!.id })
    if (kind === 'cancel') {
      const open = await at.db('bookings').where({ live_session_id: id, cancelled_at: null }).orderBy('id')
      if (open.length > 0) await cancelBooking(at, { booking_id: open[who % open.length]!.id })
    }
    if (kind === 'accept' || kind === 'decline') {
      const offers = await at
        .db('place_offers as f')
        .join('bookings as b', 'b.id', 'f.booking_id')
        .where({ 'b.live_session_id': id, 'f.answer': null })
        .orderBy('f.id')
        .select('f.token')
      const token = offers[who % offers.length]?.token
      if (token) await (kind === 'accept' ? acceptOffer(at, { token }) : declineOffer(at, { token }))
    }
    if (kind === 'capacity')
      await editLiveSession(at, { id, ...liveSessionInput({ capacity: much, starts_at: startsAt }) })
    if (kind === 'keep') {
      const group =
        who % 2 === 0 ? { organisation_kind: 'housing association' } : { organisation_id: homes[who % 3]!.id }
      await keepPlaces(at, { live_session_id: id, group, places: much, release_on: `2027-04-${14 + who}` })
    }
    if (kind === 'stop') {
      const quota = await at
        .db('place_quotas')
        .where({ live_session_id: id })
        .offset(who % 2)
        .first('id')
      if (quota) await stopKeepingPlaces(at, { live_session_id: id, quota_id: quota.id })
    }
  }

  async function check(at: Ctx, id: string): Promise<void> {
    const session = await getLiveSession(at, id)
    const seats = seatsOf(session, at.now)
    expect(session.booked + session.held).toBeLessThanOrEqual(session.capacity)
    const sum = ledger(session, at.now)
    expect(sum.booked + sum.held + sum.kept + sum.open).toBe(session.capacity)

    const open = await rows<{
      person_id: string
      booked_at: Date | null
      quota_id: string | null
      offer_id: string | null
      is_held: boolean | null
      offer_quota: string | null
      ends_at: Date | null
      email: string | null
    }>(
      at.db,
      `select b.person_id, b.booked_at, b.quota_id, f.id as offer_id, f.is_held, f.quota_id as offer_quota, f.ends_at, p.email
       from bookings b join people p on p.id = b.person_id
       left join place_offers f on f.booking_id = b.id and f.answer is null
       where b.live_session_id = ? and b.cancelled_at is null`,
      [id],
    )
    // The ledger is the bookings, one by one, and each kept seat is with somebody it is kept for.
    expect(open.filter((one) => one.booked_at)).toHaveLength(session.booked)
    expect(open.filter((one) => one.is_held)).toHaveLength(session.held)
    for (const quota of session.quotas) {
      const holders = open.filter((one) => (one.quota_id ?? one.offer_quota) === quota.id)
      expect(holders).toHaveLength(quota.used)
      for (const holder of holders) expect(belongs(quota, await findGroups(at, holder.person_id))).toBe(true)
    }
    for (const quota of activeQuotas(session, at.now)) expect(quota.used).toBeLessThanOrEqual(quota.places)

    const isInTurn = offerEndsAt(at.now, session.starts_at) !== null
    for (const one of open.filter((one) => !one.booked_at)) {
      if (one.offer_id) expect(one.ends_at! > at.now && one.ends_at! <= session.starts_at).toBe(true)
      else if (isInTurn) expect(seatFor(seats, await findGroups(at, one.person_id))).toBeNull()
      else expect(seats.free).toBe(0)
    }
    // Places are open to all only near the start, and only while there is one.
    if (isInTurn || seats.free === 0) expect(open.filter((one) => one.is_held === false)).toEqual([])
  }
})
