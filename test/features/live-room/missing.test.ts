/** Ten minutes in: who is missing, and the one email that brings them. */
import { load } from 'cheerio'
import { recordCheckIn, recordJoinClick, saveMarks } from '../../../src/features/attendance/index.ts'
import { keepPresence } from '../../../src/features/live-room/commands/presence.ts'
import { cancelBooking } from '../../../src/features/live-sessions/index.ts'
import { addMinutes } from '../../../src/lib/time.ts'
import { clock } from '../../../src/platform/clock.ts'
import type { Ctx } from '../../../src/platform/context.ts'
import type { Browser, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf, contextOfPerson } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestPerson } from '../../support/factories.ts'
import type { TestRoom } from '../../support/live-room.ts'
import { addTestRoom } from '../../support/live-room.ts'
import { listMails } from '../../support/mailbox.ts'

let database: TestDatabase
let site: TestSite
let ctx: Ctx
let room: TestRoom
let trainer: Browser
let part_id: string
let url: string

const begins = new Date('2027-04-27T09:00:00Z')
const moveTo = (minutes: number) => clock.set(addMinutes(begins, minutes))
const words = (html: string) => load(html)('main').text().replace(/\s+/g, ' ')
const missing = async () =>
  load((await trainer.get(url)).text)('tbody th')
    .toArray()
    .map((cell) => load(cell).text().trim())
const sent = () => listMails(database.db, { kind: 'live-room.missing' })

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
  room = await addTestRoom(ctx, 9)
  part_id = (await database.db('live_session_parts').first())!.id
  url = `/registers/${part_id}/missing`
  trainer = await site.browser(room.trainer.email)
})

test('any sign of being there takes somebody off the list; a mark does too, unless it says absent', async () => {
  moveTo(9)
  expect(words((await trainer.get(url)).text)).toContain('From 27 April 2027, 10:10am this shows')
  await trainer.post(`${url}/links`)
  expect(await sent()).toEqual([])

  const [clicked, inRoom, checkedIn, excused, absent, cancelled, , disabled] = room.people.map(({ id }) => id)
  const at = (person_id: string | undefined) => ({ part_id, person_id: person_id! })
  const then = { ...ctx, now: addMinutes(begins, 2) }
  await recordJoinClick(then, at(clicked))
  await keepPresence(ctx, [{ ...at(inRoom), at: addMinutes(begins, 9) }])
  await recordCheckIn(then, at(checkedIn))
  const own = { ...(await contextOfPerson(ctx, room.trainer.id)), now: then.now }
  const marks = [
    { person_id: excused!, mark: 'excused' as const, minutes: null },
    { person_id: absent!, mark: 'absent' as const, minutes: null },
  ]
  await saveMarks(own, { part_id, marks })
  const booking = await database.db('bookings').where({ person_id: cancelled! }).first()
  await cancelBooking(ctx, { booking_id: booking!.id })
  await database.db('people').where({ id: disabled! }).update({ disabled_at: begins })
  await database.db('people').where({ id: room.people[8]!.id }).update({ email: null })

  moveTo(10)
  expect(load((await trainer.get(`/registers/${part_id}`)).text)(`a[href="${url}"]`).length).toBe(1)
  expect(await missing()).toEqual(['Person 004', 'Person 006', 'Person 007', 'Person 008'])
  expect(words((await trainer.get(url)).text)).toContain('Send the link to 2 people')
  await Promise.all([trainer.post(`${url}/links`), trainer.post(`${url}/links`)])
  const mails = await sent()
  expect(mails.map(({ to_address }) => to_address).toSorted()).toEqual([room.people[4]!.email, room.people[6]!.email])
  const { join_token } = (await database.db('bookings').where({ person_id: room.people[6]!.id }).first())!
  expect(mails.find(({ to_address }) => to_address === room.people[6]!.email)!.text).toContain(`/join/${join_token}`)
  expect(await database.db('mails').where({ kind: 'live-room.missing' })).toMatchObject(
    [1, 2].map(() => ({ is_secret: true, priority: -5, stale_at: addMinutes(begins, 150) })),
  )
  const audits = await database.db('audit_events').where({ action: 'live-room.send-links' })
  expect(audits.flatMap(({ after }) => (after as { people: string[] }).people)).toHaveLength(2)

  // Once each: later only those who were not sent it before.
  moveTo(20)
  await database.db('people').where({ id: room.people[8]!.id }).update({ email: 'late@partner.example' })
  const again = await trainer.post(`${url}/links`)
  expect(words((await trainer.follow(again)).text)).toContain('The link is on its way to 1 person.')
  const none = await trainer.post(`${url}/links`)
  expect(words((await trainer.follow(none)).text)).toContain('Nothing was sent')
  expect(await sent()).toHaveLength(3)
  expect(words((await trainer.get(url)).text)).toContain('Person 004 Link sent at 10:10am')
})

test('nothing is sent once it is over, without a link, in person, or by somebody else', async () => {
  moveTo(30)
  const other = await site.browser((await addTestPerson(database.db, { roles: ['trainer'] })).email)
  expect((await other.get(url)).status).toBe(404)
  expect((await other.post(`${url}/links`)).status).toBe(404)
  await database.db('live_sessions').update({ join_url: null })
  expect(words((await trainer.get(url)).text)).toContain('has no meeting link yet')
  await trainer.post(`${url}/links`)
  await database.db('live_sessions').update({ mode: 'in person', place: 'Room 2' })
  expect(words((await trainer.get(url)).text)).toContain('held in person')
  await trainer.post(`${url}/links`)
  await database.db('live_sessions').update({ mode: 'online', place: null, join_url: 'https://zoom.us/j/1' })
  moveTo(150)
  expect(words((await trainer.get(url)).text)).toContain('It is over')
  await trainer.post(`${url}/links`)
  expect(await sent()).toEqual([])
})
