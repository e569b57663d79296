/** Questions from the room: asked with a name or without one, voted for once a person, answered or parked. */
import { load } from 'cheerio'
import { newId } from '../../../src/lib/ids.ts'
import { addMinutes } from '../../../src/lib/time.ts'
import { clock } from '../../../src/platform/clock.ts'
import { rows } from '../../../src/platform/db/connect.ts'
import type { Browser, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestPerson } from '../../support/factories.ts'
import type { TestRoom } from '../../support/live-room.ts'
import { addTestRoom } from '../../support/live-room.ts'

let database: TestDatabase
let site: TestSite
let room: TestRoom
let trainer: Browser
let learner: Browser
let other: Browser

const begins = new Date('2027-04-27T09:00:00Z')
const words = (html: string) => load(html)('main').text().replace(/\s+/g, ' ')
const seen = async (browser: Browser) => words((await browser.get(room.url)).text)

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
  room = await addTestRoom(contextOf(database.db), 2)
  clock.set(addMinutes(begins, 10))
  trainer = await site.browser(room.trainer.email)
  learner = await site.browser(room.people[0]!.email)
  other = await site.browser(room.people[1]!.email)
})

const ask = (fields: Record<string, string>, browser = learner) => browser.post(`${room.url}/questions`, fields)
const idOf = async (text: string) => (await database.db('room_questions').where({ text }).first('id'))!.id
const vote = (id: string, browser: Browser, value = 'yes') =>
  browser.post(`${room.url}/questions/${id}/vote`, { vote: value })

test('is seen by everyone with the asker’s name; the most wanted comes first; a double vote is one vote', async () => {
  await ask({ text: 'First?' })
  await ask({ text: 'Second?' }, other)
  const second = await idOf('Second?')
  await Promise.all([vote(second, learner), vote(second, learner), vote(second, other)])
  expect(await seen(other)).toMatch(/Second\? Asked by Person 001, 2 votes .*First\? Asked by Person 000, 0 votes/)
  await vote(second, learner, 'no')
  expect(await seen(learner)).toMatch(/Second\? Asked by Person 001, 1 vote I ask that too/)
  expect(await seen(other)).toMatch(/Second\? Asked by Person 001, 1 vote Take back my vote/)
})

test('asked without a name, nothing in the database leads to the asker; they still have one vote', async () => {
  await ask({ text: 'May I say something?', is_anonymous: 'yes' })
  for (const browser of [trainer, other])
    expect(await seen(browser)).toContain('May I say something? Asked without a name')
  expect((await trainer.get(`${room.url}/questions`)).text).not.toContain('Person 000')
  const id = await idOf('May I say something?')
  // The person stands in no row that was written, and the row's id has no time in it.
  const me = room.people[0]!.id
  for (const table of [
    'room_questions',
    'room_votes',
    'room_events',
    'room_presences',
    'audit_events',
    'evidence',
    'limits',
  ])
    for (const found of await rows<{ text: string }>(database.db, `select t::text as text from ${table} t`))
      if (!found.text.includes('people.') && !found.text.includes('live-sessions.') && !found.text.includes('sign-in.'))
        expect(found.text).not.toContain(me)
  expect(id.charAt(14)).toBe('4')
  await vote(id, learner)
  await vote(id, learner)
  expect(await database.db('room_votes').count()).toEqual([{ count: 1 }])
})

test('the same form sent twice asks once; an empty one comes back; too many have to wait', async () => {
  const form = load((await learner.get(room.url)).text)
  const id = String(form('[data-ask] input[name=id]').val())
  await ask({ text: 'Twice?', id })
  await ask({ text: 'Twice?', id })
  expect(await database.db('room_questions').count()).toEqual([{ count: 1 }])
  const refused = await ask({ text: ' ', is_anonymous: 'yes' })
  expect(refused.status).toBe(422)
  expect(load(refused.text)('.govuk-error-summary a').attr('href')).toBe('#text')
  expect(load(refused.text)('input[name=is_anonymous]').attr('checked')).toBeDefined()
  for (let count = 0; count < 8; count++) await ask({ text: `More ${count}` })
  expect((await ask({ text: 'Too many' })).status).toBe(429)
})

test('the trainer answers or parks it, and it moves to the end for everyone', async () => {
  await ask({ text: 'Old?' })
  await ask({ text: 'New?' })
  const old = await idOf('Old?')
  const set = (state: string) => trainer.post(`${room.url}/questions/${old}/state`, { state })
  await set('answered')
  await set('answered')
  expect(await seen(learner)).toMatch(/New\? .*Old\? Asked by Person 000, 0 votes Answered/)
  await set('parked')
  expect(words((await trainer.get(`${room.url}/questions`)).text)).toContain('Parked for later')
  await set('open')
  await set('nonsense')
  const kinds = (await database.db('room_events').orderBy('sequence')).map((event) => event.kind)
  expect(kinds.slice(2)).toEqual(['question answered', 'question parked', 'question opened'])
})

test('is for people with a place while the room is open', async () => {
  await ask({ text: 'Mine?' })
  const id = await idOf('Mine?')
  const stranger = await site.browser((await addTestPerson(database.db)).email)
  expect((await ask({ text: 'x' }, stranger)).status).toBe(404)
  expect((await vote(id, stranger)).status).toBe(404)
  await ask({ text: 'From the trainer' }, trainer)
  expect((await vote(newId(), learner)).status).toBe(404)
  expect((await learner.post(`${room.url}/questions/${id}/state`, { state: 'parked' })).status).toBe(403)
  clock.set(addMinutes(begins, 170))
  await ask({ text: 'Late' })
  await vote(id, other)
  expect(await database.db('room_questions').count()).toEqual([{ count: 1 }])
  expect(await database.db('room_votes').count()).toEqual([{ count: 0 }])
})
