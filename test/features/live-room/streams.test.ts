/** Everyone's page follows: two web processes on one database, breaks in the line, slow clients, people who lose their place. */
import { clearScreen, showItem } from '../../../src/features/live-room/commands/stage.ts'
import { disablePerson } from '../../../src/features/people/index.ts'
import { addMinutes } from '../../../src/lib/time.ts'
import { clock } from '../../../src/platform/clock.ts'
import type { Ctx } from '../../../src/platform/context.ts'
import { connect } from '../../../src/platform/db/connect.ts'
import type { Browser, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf, contextOfPerson } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import type { Listening } from '../../support/event-source.ts'
import { EventStreamReader, listenFor } from '../../support/event-source.ts'
import type { TestPerson } from '../../support/factories.ts'
import { addTestPerson } from '../../support/factories.ts'
import type { TestRoom } from '../../support/live-room.ts'
import { addTestItem, addTestRoom, poll } from '../../support/live-room.ts'

let database: TestDatabase
let second: TestDatabase
let sites: TestSite[]
let [one, two]: Listening[] = []
let ctx: Ctx
let room: TestRoom
let trainer: Browser
let item: string
const open: EventStreamReader[] = []

const begins = new Date('2027-04-27T09:00:00Z')

beforeAll(async () => {
  database = await createTestDatabase()
  second = { ...database, db: connect(database.url, { max: 5 }) }
  sites = [await startSite(database), await startSite(second)]
  ;[one, two] = [await listenFor(sites[0]!.app), await listenFor(sites[1]!.app)]
})
afterAll(async () => {
  for (const site of sites) await site.stop()
  for (const listening of [one!, two!]) await listening.stop()
  await second.db.destroy()
  await database.drop()
})
beforeEach(async () => {
  await database.reset()
  clock.set(addMinutes(begins, 10))
  ctx = { ...contextOf(database.db, { at: addMinutes(begins, -300) }) }
  room = await addTestRoom(ctx, 4)
  item = await addTestItem(ctx, room, poll('Would you step in?', ['Yes', 'No']))
  trainer = await sites[0]!.browser(room.trainer.email)
})
afterEach(() => {
  for (const reader of open.splice(0)) reader.close()
})

async function follow(at: Listening, person: TestPerson, after?: number): Promise<EventStreamReader> {
  const reader = new EventStreamReader(at.port, `${room.url}/stream`, await at.cookieOf(person), after)
  open.push(reader)
  await reader.until(() => reader.status !== undefined)
  return reader
}

/** Without what a page is asked at a second of its own, which may come between. */
const numbered = ({ events }: EventStreamReader) => events.filter(({ id }) => id !== null)

const press = (button: string) => trainer.post(`${room.url}/items/${item}/${button}`)

test('what a trainer does at one process is seen at all of them within a second, with the figures only when shown', async () => {
  const here = await follow(one!, room.people[0]!)
  const there = await follow(two!, room.people[1]!)
  await press('showing')
  for (const reader of [here, there]) await reader.until(() => reader.ids.includes(1))
  expect(there.last!.data).toMatchObject({ kind: 'item shown', item_id: item, title: 'Poll: Would you step in?' })
  expect(there.last!.data.stage).toContain('<form method="post"')
  // One message for all: nothing of any one person, no figures yet.
  expect(there.last!.data.stage).not.toMatch(/checked|0 people|Terry/)
  expect(numbered(there)).toEqual(numbered(here))
  const began = performance.now()
  await press('results')
  await there.until(() => there.ids.includes(2))
  expect(performance.now() - began).toBeLessThan(1000)
  expect(there.last!.data.stage).toContain('0 people')
})

test('a line that breaks is taken up where it broke, at another process too, with nothing lost and nothing twice', async () => {
  const first = await follow(one!, room.people[0]!)
  await press('showing')
  await first.until(() => first.ids.includes(1))
  first.close()
  for (const button of ['closing', 'showing', 'results']) await press(button)
  const again = await follow(two!, room.people[0]!, 1)
  await again.until(() => again.ids.includes(4))
  await press('showing')
  await again.until(() => again.ids.includes(5))
  expect(again.ids).toEqual([2, 3, 4, 5])
  // What is seen now comes with the last of them alone.
  expect(numbered(again).map(({ data }) => 'stage' in data)).toEqual([false, false, true, true])
  const uptodate = await follow(one!, room.people[1]!, 5)
  await press('closing')
  await uptodate.until(() => uptodate.ids.length > 0)
  expect(uptodate.ids).toEqual([6])
})

test('a rush of changes from both sides comes in one order, whole, to everyone', async () => {
  const readers = await Promise.all([one!, two!, one!].map((at, index) => follow(at, room.people[index]!)))
  const other = { ...ctx, db: second.db, now: clock.now() }
  const mine = { ...ctx, now: clock.now() }
  await Promise.all(
    Array.from({ length: 40 }, (_, index) =>
      index % 2 === 0
        ? showItem(index % 4 === 0 ? mine : other, { live_session_id: room.live_session_id, item_id: item })
        : clearScreen(index % 4 === 1 ? mine : other, room.live_session_id),
    ),
  )
  const { sequence } = (await database.db('live_rooms').first())!
  const all = Array.from({ length: Number(sequence) }, (_, index) => index + 1)
  // Nobody told the processes: they look by themselves.
  for (const reader of readers) {
    await reader.until(() => reader.ids.includes(Number(sequence)))
    expect(reader.ids).toEqual(all)
  }
})

test('whoever is disabled, signs out or loses the place is sent away within five seconds; nobody else is', async () => {
  const [disabled, unbooked, left, keeps] = await Promise.all(room.people.map((person) => follow(one!, person)))
  const stays = await follow(one!, room.trainer)
  const actor = await contextOfPerson(ctx, (await addTestPerson(database.db, { roles: ['administrator'] })).id)
  const began = performance.now()
  await disablePerson(actor, { person_id: room.people[0]!.id, reason: 'Left' })
  await database.db('bookings').where({ person_id: room.people[1]!.id }).update({ cancelled_at: clock.now() })
  await database.db('web_sessions').whereRaw(`sess -> 'passport' ->> 'user' = ?`, [room.people[2]!.id]).delete()
  for (const reader of [disabled!, unbooked!, left!]) {
    await reader.until(() => reader.hasEnded, 6000)
    expect(reader.events.at(-1)).toMatchObject({ event: 'bye', data: { reason: 'access' } })
  }
  expect(performance.now() - began).toBeLessThan(5000)
  expect([stays.hasEnded, keeps!.hasEnded]).toEqual([false, false])
  expect((await follow(one!, room.people[1]!)).status).toBe(404)
  // Who follows here says "here" without being looked up anew; who was sent away, or has no place, is not believed.
  const sayHere = async (person: TestPerson) =>
    (await (await sites[0]!.browser(person.email)).post(`${room.url}/presence`)).status
  expect(await Promise.all([room.people[1]!, room.people[3]!, room.trainer].map(sayHere))).toEqual([404, 303, 303])
  const [part] = await database.db('live_session_parts').where({ live_session_id: room.live_session_id })
  expect(await database.db('room_presences')).toMatchObject([
    { person_id: room.people[3]!.id, live_session_part_id: part!.id },
  ])
}, 15_000)

test('figures tell trainers that somebody answered, and nobody else', async () => {
  await press('showing')
  const learner = await follow(two!, room.people[0]!)
  const keeper = await follow(two!, room.trainer)
  const [option] = await database.db('room_options').where({ item_id: item }).orderBy('position')
  const browser = await sites[0]!.browser(room.people[0]!.email)
  await browser.post(`${room.url}/items/${item}/answer`, { option_id: option!.id })
  await keeper.until(() => keeper.events.some(({ event }) => event === 'figures'))
  expect(learner.events.some(({ event }) => event === 'figures')).toBe(false)
})

test('a new question and votes come down the line, the same bytes for everyone; each page is asked whether it is there', async () => {
  const here = await follow(one!, room.people[0]!)
  const there = await follow(two!, room.people[1]!)
  const browser = await sites[0]!.browser(room.people[2]!.email)
  await browser.post(`${room.url}/questions`, { text: 'May I ask?', is_anonymous: 'yes' })
  for (const reader of [here, there]) await reader.until(() => reader.ids.includes(1))
  expect(there.last!.data.questions).toContain('May I ask?')
  const { id } = (await database.db('room_questions').first())!
  await browser.post(`${room.url}/questions/${id}/vote`, { vote: 'yes' })
  await there.until(() =>
    there.events.some(({ event, data }) => event === 'questions' && String(data.questions).includes('1 vote')),
  )
  expect(JSON.stringify(there.events)).not.toContain('Person 002')
})

test('is not for strangers, not outside its hours, and not opened by a look at its head', async () => {
  const stranger = await addTestPerson(database.db)
  expect((await follow(one!, stranger)).status).toBe(404)
  const browser = await sites[0]!.browser(room.people[0]!.email)
  expect((await browser.agent.head(`${room.url}/stream`)).status).toBe(204)
  clock.set(addMinutes(begins, -20))
  expect((await follow(one!, room.people[0]!)).status).toBe(204)
  expect((await follow(one!, room.trainer)).status).toBe(200)
  clock.set(addMinutes(begins, -61))
  expect((await follow(one!, room.trainer)).status).toBe(204)
})

test('headers keep proxies from holding it back', async () => {
  const answer = await fetch(`http://127.0.0.1:${one!.port}${room.url}/stream`, {
    headers: { cookie: await one!.cookieOf(room.people[0]!) },
  })
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  })
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  await answer.body!.cancel()
})

test('a process that ends sends everyone elsewhere', async () => {
  const database = second
  const listening = two!
  const reader = await follow(listening, room.people[0]!)
  await reader.until(() => reader.retry !== undefined)
  const { endStreams } = await import('../../../src/features/live-room/index.ts')
  await endStreams(database.db)
  await reader.until(() => reader.hasEnded)
  expect(reader.retry).toBeGreaterThanOrEqual(500)
  expect((await follow(listening, room.people[0]!)).status).toBe(503)
})

test('a page is asked whether it is there, and its late answer counts from then at the process that asked', async () => {
  const [first, other] = [room.people[0]!, room.people[1]!]
  await follow(one!, first)
  const asked = String(addMinutes(begins, 10.5).getTime())
  clock.set(addMinutes(begins, 11))
  await (await sites[0]!.browser(first.email)).post(`${room.url}/presence`, { asked })
  await (await sites[0]!.browser(other.email)).post(`${room.url}/presence`, { asked })
  const tens = (at: Date) => Math.floor((at.getTime() - begins.getTime()) / 10_000) * 10
  const presences = await database.db('room_presences').orderBy('from_at')
  expect(presences.map((row) => [row.person_id, tens(row.from_at), tens(row.to_at)])).toEqual([
    [first.id, 630, 660],
    [other.id, 660, 660],
  ])
})
