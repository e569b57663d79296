/** The room through plain forms, as somebody without JavaScript has it: agenda, screen, answers, results, who gets in. */
import { load } from 'cheerio'
import { bookPlace, cancelBooking } from '../../../src/features/live-sessions/index.ts'
import { addMinutes } from '../../../src/lib/time.ts'
import { clock } from '../../../src/platform/clock.ts'
import type { Ctx } from '../../../src/platform/context.ts'
import type { Browser, Fields, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestPerson } from '../../support/factories.ts'
import type { TestRoom } from '../../support/live-room.ts'
import { addTestItem, addTestRoom, poll } from '../../support/live-room.ts'

let database: TestDatabase
let site: TestSite
let ctx: Ctx
let room: TestRoom
let trainer: Browser
let learner: Browser

const begins = new Date('2027-04-27T09:00:00Z')
const moveTo = (minutes: number) => clock.set(addMinutes(begins, minutes))
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
  moveTo(-300)
  ctx = contextOf(database.db)
  room = await addTestRoom(ctx, 3)
  trainer = await site.browser(room.trainer.email)
  learner = await site.browser(room.people[0]!.email)
})

const press = (itemId: string, button: string) => trainer.post(`${room.url}/items/${itemId}/${button}`)
const optionsOf = async (itemId: string): Promise<Record<string, string>> => {
  const found = await database.db('room_options').where({ item_id: itemId }).orderBy('position')
  return Object.fromEntries(found.map((option) => [option.text, option.id]))
}

test('an empty agenda is filled from that of another session of theirs, once, with nothing of it shown', async () => {
  const other = await addTestRoom(ctx, 0)
  await database.db('live_session_trainers').insert({
    ...(await database.db('live_session_trainers').where({ live_session_id: other.live_session_id }).first())!,
    person_id: room.trainer.id,
  })
  const foreign = await addTestRoom(ctx, 0)
  for (const to of [other, foreign]) {
    await addTestItem(ctx, to, { title: 'Welcome', body: '## Hello' })
    await addTestItem(ctx, to, { ...poll('Who may report?', ['Anyone', 'Nobody'], 'Anyone'), seconds: 30 })
  }
  await database.db('room_items').update({ shown_at: begins })

  const url = `${room.url}/agenda`
  const choices = load((await trainer.get(url)).text)('select[name=from_id] option').toArray()
  expect(choices.map((one) => load(one).text().trim())).toEqual([
    'Select a session',
    'Hate crime champions: live session, 27 April 2027, 10am (2 items)',
  ])
  for (const from_id of ['', foreign.live_session_id]) await trainer.post(url, { from_id }).expect(422)
  await learner.post(url, { from_id: other.live_session_id }).expect(403)
  await Promise.all([1, 2].map(() => trainer.post(url, { from_id: other.live_session_id }).expect(303)))
  expect(words((await trainer.get(url)).text)).toContain('2. Who may report? Quiz question, Timer of 30 seconds')
  const items = await database.db('room_items').where({ live_session_id: room.live_session_id }).orderBy('position')
  expect(items).toMatchObject([
    { position: 1, title: 'Welcome', body: '## Hello', shown_at: null },
    { position: 2, kind: 'question', seconds: 30, shown_at: null },
  ])
  expect(await database.db('room_options').where({ item_id: items[1]!.id, is_right: true })).toMatchObject([
    { text: 'Anyone' },
  ])
  expect(await database.db('audit_events').where({ action: 'live-room.copy-agenda' })).toHaveLength(1)
  expect((await trainer.get(url)).text).not.toContain('from_id')
})

test('a trainer writes an agenda, shows a poll, people answer and change their minds, everyone sees the figures', async () => {
  const form = { kind: 'poll', title: 'Would you step in?', 'option-1': 'Yes', 'option-2': 'No', 'option-3': '' }
  await trainer.post(`${room.url}/items`, { ...form, 'option-2': '' }).expect(422)
  const added = await trainer.post(`${room.url}/items`, form)
  expect(words((await trainer.follow(added)).text)).toContain('Would you step in?')
  const { id } = (await database.db('room_items').first())!
  const { Yes: yes, No: no } = await optionsOf(id)

  moveTo(10)
  expect(await seen(learner)).toContain('Nothing is shown just now')
  await press(id, 'showing')
  const page = load((await learner.get(room.url)).text)
  const action = page('form[data-answer]').attr('action')!
  expect(page('form[data-answer] label').text()).toBe('YesNo')
  const others = [await site.browser(room.people[1]!.email), await site.browser(room.people[2]!.email)]
  await learner.post(action, { option_id: no! })
  for (const one of others) await one.post(action, { option_id: yes! })
  await learner.post(action, { option_id: yes! })
  expect(await database.db('room_answers').count()).toEqual([{ count: 3 }])
  // Before the trainer shows them, figures leave the server for nobody else.
  const answered = (await learner.get(room.url)).text
  expect(load(answered)(`#option-${yes}`).attr('checked')).toBeDefined()
  expect(words(answered)).toContain('Your answer is kept')
  expect(words(answered)).not.toMatch(/3 people|100 %/)
  expect(words((await trainer.get(`${room.url}/agenda`)).text)).toContain('3 people answered')
  // A trainer sees what everyone sees, and is not counted among them.
  await trainer.post(action, { option_id: no! })
  expect(await database.db('room_answers').count()).toEqual([{ count: 3 }])

  await press(id, 'results')
  expect(words((await learner.get(room.url)).text)).toMatch(
    /Results: 3 people answered .*Yes 3 people 100 % No 0 people 0 % You chose: Yes/,
  )
  const refused = await learner.post(action, { option_id: no! })
  expect(words((await learner.follow(refused)).text)).toContain('That one is closed: your answer was not counted')
  expect(await database.db('room_answers').where({ option_id: no! })).toEqual([])
})

test('a question ends with its timer, takes what comes a moment after it, and tells which answer is right only with the results', async () => {
  const id = await addTestItem(ctx, room, { ...poll('What does 101 do?', ['Report', 'Pizza'], 'Report'), seconds: 30 })
  const { Report: right, Pizza: wrong } = await optionsOf(id)
  moveTo(10)
  await press(id, 'showing')
  const action = `${room.url}/items/${id}/answer`
  expect((await learner.get(room.url)).text).not.toMatch(/Right answer|is_right/)
  await learner.post(action, { option_id: right! })
  clock.set(new Date(addMinutes(begins, 10).getTime() + 31_500))
  await learner.post(action, { option_id: wrong! })
  clock.set(new Date(addMinutes(begins, 10).getTime() + 32_000))
  expect(await seen(learner)).toContain('Closed: no more answers.')
  await learner.post(action, { option_id: right! })
  expect((await database.db('room_answers')).map((answer) => answer.option_id)).toEqual([wrong])
  await press(id, 'results')
  expect(await seen(learner)).toMatch(/Report Right answer 0 people 0 % Pizza 1 person 100 % You chose: Pizza/)
})

test('what is shown replaces what was shown; a break has its clock; each change is one event, in order', async () => {
  const page = await addTestItem(ctx, room, { title: 'A slide', body: '**Look** at <script>this</script>' })
  const pause = await addTestItem(ctx, room, { title: 'Coffee', kind: 'break', seconds: 900 })
  moveTo(10)
  await press(page, 'showing')
  expect((await learner.get(room.url)).text).toContain('<strong>Look</strong> at &lt;script&gt;')
  await press(pause, 'showing')
  expect(await seen(learner)).toContain('We go on at 10:25am')
  await press(page, 'showing')
  await press(page, 'closing')
  await press(page, 'closing')
  await trainer.post(`${room.url}/clearing`)
  await trainer.post(`${room.url}/clearing`)
  expect(await seen(learner)).toContain('Nothing is shown just now')
  const events = await database.db('room_events').orderBy('sequence')
  expect(events.map((event) => [event.sequence, event.kind])).toEqual([
    [1, 'item shown'],
    [2, 'item shown'],
    [3, 'item shown'],
    [4, 'item closed'],
    [5, 'screen cleared'],
  ])
})

test('items are edited, moved and removed until they are shown; then they stay as people saw them', async () => {
  const one = await addTestItem(ctx, room, poll('One', ['A', 'B']))
  const two = await addTestItem(ctx, room, { title: 'Two' })
  await trainer.post(`${room.url}/items/${two}/move`, { way: 'up' })
  await trainer.post(`${room.url}/items/${two}/move`, { way: 'up' })
  const titles = async () => (await database.db('room_items').orderBy('position')).map((item) => item.title)
  expect(await titles()).toEqual(['Two', 'One'])
  const edit = load((await trainer.get(`${room.url}/items/${one}/edit`)).text)
  expect(edit('#option-2').val()).toBe('B')
  await trainer.post(`${room.url}/items/${one}`, { kind: 'page', title: 'Better', 'option-1': 'C', 'option-2': 'D' })
  expect(Object.keys(await optionsOf(one))).toEqual(['C', 'D'])
  await press(one, 'showing')
  const refused = await trainer.post(`${room.url}/items/${one}`, { title: 'Worse', 'option-1': 'E', 'option-2': 'F' })
  expect(words((await trainer.follow(refused)).text)).toContain('stays as people saw it')
  await trainer.post(`${room.url}/items/${one}/removal`)
  await trainer.post(`${room.url}/items/${two}/removal`)
  expect(await titles()).toEqual(['Better'])
})

test('is for who has a place, and for who trains it, while it is on', async () => {
  const id = await addTestItem(ctx, room, poll('One', ['A', 'B']))
  const { A: option_id } = await optionsOf(id)
  await press(id, 'showing')
  expect(await seen(learner)).toContain('The room opens on 27 April 2027, 9:45am')
  await learner.post(`${room.url}/items/${id}/answer`, { option_id: option_id! })
  expect(await database.db('room_answers')).toEqual([])
  moveTo(10)
  expect(await seen(learner)).toContain('One')
  moveTo(150 + 15)
  expect(await seen(learner)).toContain('This session is over')
  moveTo(10)

  const stranger = await site.browser((await addTestPerson(database.db)).email)
  const colleague = await site.browser((await addTestPerson(database.db, { roles: ['trainer'] })).email)
  const coordinator = await site.browser((await addTestPerson(database.db, { roles: ['coordinator'] })).email)
  for (const browser of [stranger, colleague]) {
    expect((await browser.get(room.url)).status).toBe(404)
    expect((await browser.post(`${room.url}/items/${id}/answer`, { option_id: option_id! })).status).toBe(404)
  }
  expect((await colleague.get(`${room.url}/agenda`)).status).toBe(404)
  expect((await colleague.post(`${room.url}/items/${id}/closing`)).status).toBe(404)
  expect((await coordinator.get(`${room.url}/agenda`)).status).toBe(200)
  expect((await learner.get(`${room.url}/agenda`)).status).toBe(403)

  const booking = (await database.db('bookings').where({ person_id: room.people[0]!.id }).first())!
  await cancelBooking(ctx, { booking_id: booking.id })
  expect((await learner.get(room.url)).status).toBe(404)
  const full = await addTestRoom(ctx, 1, { capacity: 1 })
  const waiting = await addTestPerson(database.db)
  await bookPlace(ctx, { live_session_id: full.live_session_id, person_id: waiting.id })
  expect((await (await site.browser(waiting.email)).get(full.url)).status).toBe(404)
  expect(await database.db('room_answers')).toEqual([])
})

test('an answer from another item, or none, is refused in words; a script gets them as JSON', async () => {
  const id = await addTestItem(ctx, room, poll('One', ['A', 'B']))
  const other = await addTestItem(ctx, room, poll('Other', ['C', 'D']))
  moveTo(10)
  await press(id, 'showing')
  const { C: foreign } = await optionsOf(other)
  const { A: own } = await optionsOf(id)
  const action = `${room.url}/items/${id}/answer`
  for (const fields of [{ other: '' }, { option_id: foreign! }, { option_id: 'x' }] as Fields[])
    expect(words((await learner.follow(await learner.post(action, fields))).text)).toContain('Select an answer')
  const json = (fields: Record<string, string>) => learner.post(action, fields).set('Accept', 'application/json')
  expect(await json({ option_id: foreign! })).toMatchObject({ status: 409, body: { result: 'no-answer' } })
  expect(await json({ option_id: own! })).toMatchObject({ status: 200, body: { result: 'kept', sentence: null } })
})

test('fifty answers while the trainer closes: what is counted then is what stays', async () => {
  const id = await addTestItem(ctx, room, poll('One', ['A', 'B']))
  moveTo(10)
  await press(id, 'showing')
  const { A: option_id } = await optionsOf(id)
  const browsers = await Promise.all(room.people.map((person) => site.browser(person.email)))
  const answers = browsers.flatMap((browser) =>
    Array.from({ length: 16 }, () =>
      browser.post(`${room.url}/items/${id}/answer`, { option_id: option_id! }).set('Accept', 'application/json'),
    ),
  )
  const [, ...all] = await Promise.all([press(id, 'results'), ...answers])
  const { closed_at } = (await database.db('room_items').where({ id }).first())!
  const kept = all.filter((answer) => answer.status === 200).length
  const stored = await database.db('room_answers')
  expect(stored.length).toBeLessThanOrEqual(3)
  expect(kept > 0).toBe(stored.length > 0)
  expect(stored.every((answer) => answer.answered_at <= addMinutes(closed_at!, 1))).toBe(true)
})
