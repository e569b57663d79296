/** Who is here: heartbeats become stretches, stretches become evidence, each minute once and none lost. */
import fc from 'fast-check'
import { handPresenceOn, keepPresence } from '../../../src/features/live-room/commands/presence.ts'
import { readAsked } from '../../../src/features/live-room/forms.ts'
import { hereFrom } from '../../../src/features/live-room/rules.ts'
import { newId } from '../../../src/lib/ids.ts'
import { addMinutes } from '../../../src/lib/time.ts'
import { clock } from '../../../src/platform/clock.ts'
import type { Ctx } from '../../../src/platform/context.ts'
import type { Browser, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import type { TestRoom } from '../../support/live-room.ts'
import { addTestItem, addTestRoom, poll } from '../../support/live-room.ts'
import { load } from 'cheerio'

let database: TestDatabase
let site: TestSite
let ctx: Ctx
let room: TestRoom
let part_id: string
let learner: Browser
let trainer: Browser

const begins = new Date('2027-04-27T09:00:00Z')
const after = (seconds: number) => new Date(begins.getTime() + seconds * 1000)
const words = (html: string) => load(html)('main').text().replace(/\s+/g, ' ')

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
  clock.set(addMinutes(begins, -300))
  ctx = contextOf(database.db)
  room = await addTestRoom(ctx, 3)
  part_id = (await database.db('live_session_parts').first('id'))!.id
  trainer = await site.browser(room.trainer.email)
  learner = await site.browser(room.people[0]!.email)
})

const beatAt = (seconds: number, person = 0) =>
  keepPresence(ctx, [{ part_id, person_id: room.people[person]!.id, at: after(seconds) }])
const stretches = async (person = 0) =>
  (await database.db('room_presences').where({ person_id: room.people[person]!.id }).orderBy('from_at')).map((row) => [
    (row.from_at.getTime() - begins.getTime()) / 1000,
    (row.to_at.getTime() - begins.getTime()) / 1000,
  ])
const evidence = async () =>
  (await database.db('evidence').where({ kind: 'room presence' }).orderBy('id')).map((row) => [
    (row.from_at!.getTime() - begins.getTime()) / 1000,
    (row.to_at!.getTime() - begins.getTime()) / 1000,
  ])

test('gaps up to 45 seconds are bridged, longer ones begin anew; two devices count once', async () => {
  for (const seconds of [0, 20, 65, 110]) await beatAt(seconds)
  await beatAt(111)
  await beatAt(100)
  expect(await stretches()).toEqual([[0, 111]])
  await beatAt(157)
  expect(await stretches()).toEqual([
    [0, 111],
    [157, 157],
  ])
})

test('an answer that was long on its way counts from when it was asked, and closes no gap that there was', async () => {
  const late = (from: number, at: number) =>
    keepPresence(ctx, [{ part_id, person_id: room.people[0]!.id, from: after(from), at: after(at) }])
  await beatAt(0)
  await late(20, 62)
  expect(await stretches()).toEqual([[0, 62]])
  await late(108, 150)
  expect(await stretches()).toEqual([
    [0, 62],
    [108, 150],
  ])
})

test('a page cannot say that it was there before its line was, nor longer ago than a gap', () => {
  const now = after(100)
  expect(hereFrom(after(70), after(0), now)).toEqual(after(70))
  expect(hereFrom(after(10), after(0), now)).toEqual(after(55))
  expect(hereFrom(after(70), after(90), now)).toEqual(after(90))
  expect(hereFrom(after(500), after(0), now)).toEqual(now)
  expect(hereFrom(null, after(0), now)).toEqual(now)
  expect(hereFrom(after(70), undefined, now)).toEqual(now)
  for (const asked of [undefined, '', 'x', ['1'], '9'.repeat(16)]) expect(readAsked({ asked })).toBeNull()
  expect(readAsked({ asked: String(after(70).getTime()) })).toEqual(after(70))
})

test('many heartbeats of the same people at once, from both sides, never wait for each other in a circle', async () => {
  const all = room.people.map((person) => person.id)
  await Promise.all(
    Array.from({ length: 30 }, (_, index) => {
      const people = index % 2 === 0 ? all : all.toReversed()
      return keepPresence(
        ctx,
        people.map((person_id) => ({ part_id, person_id, at: after(index % 5) })),
      )
    }),
  )
  expect(await database.db('room_presences').count()).toEqual([{ count: 3 }])
})

test('whatever the times of the heartbeats: stretches never overlap, and hold each of them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 600 }), { minLength: 1, maxLength: 15 }), async (times) => {
      await database.db('room_presences').delete()
      for (const seconds of times.toSorted((a, b) => a - b)) await beatAt(seconds)
      const found = await stretches()
      for (const seconds of times) expect(found.some(([from, to]) => from! <= seconds && seconds <= to!)).toBe(true)
      for (const [index, [from]] of found.entries())
        if (index > 0) expect(from! - found[index - 1]![1]!).toBeGreaterThan(45)
    }),
    { numRuns: 15 },
  )
})

test('is handed on as evidence in pieces that join, once, also when two workers do it', async () => {
  const handOn = (seconds: number) => handPresenceOn({ ...ctx, now: after(seconds) })
  for (let seconds = 0; seconds <= 280; seconds += 20) await beatAt(seconds)
  expect(await handOn(281)).toBe(0)
  await beatAt(300)
  await Promise.all([handOn(301), handOn(301)])
  expect(await evidence()).toEqual([[0, 300]])
  await beatAt(320)
  expect(await handOn(321)).toBe(0)
  // Gone for a minute: the rest is handed on, and a later heartbeat begins a new stretch.
  expect(await handOn(400)).toBe(1)
  await beatAt(401)
  expect(await handOn(500)).toBe(1)
  expect(await handOn(600)).toBe(0)
  expect(await evidence()).toEqual([
    [0, 300],
    [300, 320],
    [401, 401],
  ])
})

test('what was acknowledged is in the database, and at the end of the part is handed on at once', async () => {
  clock.set(after(9000 - 30))
  expect((await learner.post(`${room.url}/presence`).set('Accept', 'application/json')).status).toBe(204)
  expect(await stretches()).toHaveLength(1)
  await handPresenceOn({ ...ctx, now: after(9000) })
  expect(await evidence()).toHaveLength(1)
})

test('without a script the reload button says "I am here", and so does an answer; looking says nothing', async () => {
  clock.set(after(60))
  await learner.get(room.url)
  expect(await stretches()).toEqual([])
  const form = load((await learner.get(room.url)).text)('.app-room__reload')
  const sent = await learner.post(form.attr('action')!)
  expect(sent.headers.location).toBe(room.url)
  expect(await stretches()).toHaveLength(1)
  const item = await addTestItem(ctx, room, poll('One', ['A', 'B']))
  await trainer.post(`${room.url}/items/${item}/showing`)
  const { id } = (await database.db('room_options').first())!
  const other = await site.browser(room.people[1]!.email)
  await other.post(`${room.url}/items/${item}/answer`, { option_id: id })
  expect(await stretches(1)).toHaveLength(1)
  // A trainer is not counted among the people, and nobody outside the hours.
  await trainer.post(`${room.url}/presence`)
  clock.set(addMinutes(begins, -20))
  await (await site.browser(room.people[2]!.email)).post(`${room.url}/presence`)
  expect(await database.db('room_presences').count()).toEqual([{ count: 2 }])
})

test('the trainer sees who is here since when, who was, and who was never seen', async () => {
  await beatAt(0)
  await beatAt(40)
  await beatAt(70)
  await beatAt(10, 1)
  clock.set(after(100))
  const page = words((await trainer.get(`${room.url}/people`)).text)
  expect(page).toMatch(
    /Here now: 1 Person 000 Since 10am Was here: 1 Person 001 Until 10am Not seen in the room: 1 Person 002/,
  )
  expect((await learner.get(`${room.url}/people`)).status).toBe(403)
  expect((await trainer.get(`/live-sessions/${newId()}/room/people`)).status).toBe(404)
})
