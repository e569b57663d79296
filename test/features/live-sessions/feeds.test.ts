/** Calendar feeds: what a program reads, told apart from what it must not, and the page where links are made and revoked. */
import { load } from 'cheerio'
import ICAL from 'ical.js'
import { addWalkIn, bookPlace, cancelBooking, cancelLiveSession } from '../../../src/features/live-sessions/index.ts'
import { clock } from '../../../src/platform/clock.ts'
import type { Ctx } from '../../../src/platform/context.ts'
import type { Browser, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import type { TestPerson } from '../../support/factories.ts'
import { addTestPerson } from '../../support/factories.ts'
import { addTestLiveSession, editAndTell, liveSessionInput } from '../../support/live-sessions.ts'
import { listMails } from '../../support/mailbox.ts'

let database: TestDatabase
let site: TestSite
let ctx: Ctx
let program: Browser
let person: TestPerson
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
  program = await site.browser()
  person = await addTestPerson(database.db, { full_name: 'Zoe Fitzgerald' })
})

/** Makes a link on the page, as a person does, and reads its path there. */
async function makeLink(browser: Browser, kind = 'own'): Promise<string> {
  await browser.post('/calendar/feeds', { kind })
  const page = load((await browser.get('/calendar')).text)
  return new URL(page(`#link-${kind}`).val() as string).pathname
}

function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text))
  const zone = calendar.getFirstSubcomponent('vtimezone')
  return calendar.getAllSubcomponents('vevent').map((event) => {
    const start = event.getFirstPropertyValue('dtstart') as InstanceType<typeof ICAL.Time>
    if (event.getFirstProperty('dtstart')!.getFirstParameter('tzid'))
      start.zone = new ICAL.Timezone({ component: zone!, tzid: 'Europe/London' })
    return {
      uid: String(event.getFirstPropertyValue('uid')),
      sequence: Number(event.getFirstPropertyValue('sequence')),
      status: String(event.getFirstPropertyValue('status')),
      summary: String(event.getFirstPropertyValue('summary')),
      description: String(event.getFirstPropertyValue('description')),
      starts_at: start.toJSDate().toISOString(),
    }
  })
}

test('holds what the mails hold, under the same UID, to the right instant on both sides of the clock change', async () => {
  const april = await addTestLiveSession(ctx)
  const november = await addTestLiveSession(ctx, { starts_at: new Date('2027-11-02T10:00:00Z') })
  for (const id of [april, november]) await bookPlace(ctx, { live_session_id: id, person_id: person.id })
  const link = await makeLink(await site.browser(person.email))
  const answer = await program.get(link)
  expect(answer.headers).toMatchObject({
    'content-type': 'text/calendar; charset=utf-8',
    'x-robots-tag': 'noindex',
    'cache-control': 'private, max-age=300',
  })
  const events = read(answer.text)
  const uids = (await listMails(database.db)).map((mail) => /UID:(.+)\r/.exec(mail.calendar!)![1])
  expect(events.map((event) => String(event.uid)).toSorted()).toEqual(uids.map(String).toSorted())
  expect(events.map((event) => event.starts_at).toSorted()).toEqual([
    '2027-04-27T09:00:00.000Z',
    '2027-11-02T10:00:00.000Z',
  ])
  expect(events[0]!.description).toContain('/join/')
  expect(answer.text.match(/BEGIN:VTIMEZONE/g)).toHaveLength(1)
  for (const line of answer.text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
})

test('reads the same until something changes, and answers 304 to who has it', async () => {
  const id = await addTestLiveSession(ctx)
  await bookPlace(ctx, { live_session_id: id, person_id: person.id })
  const link = await makeLink(await site.browser(person.email))
  const first = await program.get(link)
  clock.set(new Date('2027-04-13T09:00:00Z'))
  const again = await program.get(link).set('If-None-Match', first.headers.etag!)
  expect([again.status, again.text]).toEqual([304, ''])
  await editAndTell(ctx, { id, ...liveSessionInput({ starts_at: new Date('2027-04-28T09:00:00Z') }) })
  const moved = await program.get(link).set('If-None-Match', first.headers.etag!)
  expect(read(moved.text)).toMatchObject([{ starts_at: '2027-04-28T09:00:00.000Z', sequence: 1 }])
  expect(read(moved.text)[0]!.uid).toBe(read(first.text)[0]!.uid)
})

test('says what was cancelled, leaves out where one only waits, and names nobody', async () => {
  const trainer = await addTestPerson(database.db, { full_name: 'Tessa Trainer', roles: ['trainer'] })
  const given = await addTestLiveSession(ctx, { title: 'Given up', trainer_ids: [trainer.id] })
  const off = await addTestLiveSession(ctx, { title: 'Called off', starts_at: new Date('2027-04-29T09:00:00Z') })
  const full = await addTestLiveSession(ctx, { title: 'Full', capacity: 1 })
  const other = await addTestPerson(database.db, { full_name: 'Omar Other' })
  await bookPlace(ctx, { live_session_id: full, person_id: other.id })
  for (const id of [given, off, full]) await bookPlace(ctx, { live_session_id: id, person_id: person.id })
  const booking = await database.db('bookings').where({ live_session_id: given, person_id: person.id }).first('id')
  await cancelBooking(ctx, { booking_id: booking!.id })
  await cancelLiveSession(ctx, { id: off, reason: 'The trainer is ill' })
  const text = (await program.get(await makeLink(await site.browser(person.email)))).text
  expect(
    read(text)
      .map((event) => `${event.summary} ${event.status}`)
      .toSorted(),
  ).toEqual(['Cancelled: Called off CANCELLED', 'Cancelled: Given up CANCELLED'])
  expect(text).not.toMatch(/Tessa|Omar|Zoe|ATTENDEE|ORGANIZER|\/join\//)
  // A trainer has what they train.
  const theirs = (await program.get(await makeLink(await site.browser(trainer.email)))).text
  expect(read(theirs)).toMatchObject([{ summary: 'Given up', status: 'CONFIRMED' }])
})

test('of the whole programme is a coordinator’s, for as long as they are one', async () => {
  const coordinator = await addTestPerson(database.db, { full_name: 'Cleo Coordinator', roles: ['coordinator'] })
  const id = await addTestLiveSession(ctx, { join_url: 'https://zoom.us/j/1?pwd=secret-word' })
  await addWalkIn(ctx, { live_session_id: id, person_id: person.id })
  const browser = await site.browser(coordinator.email)
  const link = await makeLink(browser, 'programme')
  const text = (await program.get(link)).text
  expect(read(text)).toHaveLength(1)
  expect(text).not.toMatch(/secret-word|\/join\/|Zoe|Cleo/)
  const learner = await site.browser(person.email)
  expect((await learner.post('/calendar/feeds', { kind: 'programme' })).status).toBe(403)
  expect((await learner.get('/calendar')).text).not.toContain('All live sessions')
  await database.db('role_grants').where({ person_id: coordinator.id }).update({ ends_on: '2027-04-12' })
  expect((await program.get(link)).status).toBe(404)
})

test('is made anew or stopped by a button, and ends with the person’s access', async () => {
  const browser = await site.browser(person.email)
  const first = await makeLink(browser)
  const second = await makeLink(browser)
  expect([(await program.get(first)).status, (await program.get(second)).status]).toEqual([404, 200])
  await browser.post('/calendar/feeds/revocation', { kind: 'own' })
  await browser.post('/calendar/feeds/revocation', { kind: 'own' })
  expect((await program.get(second)).status).toBe(404)
  expect(load((await browser.get('/calendar')).text)('#link-own').length).toBe(0)
  const third = await makeLink(browser)
  await database.db('people').where({ id: person.id }).update({ disabled_at: monday })
  expect((await program.get(third)).status).toBe(404)
  expect(await database.db('audit_events').whereLike('action', '%calendar-feed')).toHaveLength(4)
  const audit = JSON.stringify(await database.db('audit_events'))
  for (const link of [first, second, third]) expect(audit).not.toContain(link.split('/')[2]!.replace('.ics', ''))
})

test('is read so often and no more, and guesses run out', async () => {
  const link = await makeLink(await site.browser(person.email))
  await program.get(link)
  await database.db('limits').update({ points: 120 })
  expect((await program.get(link)).status).toBe(429)
  const guess = '/calendar/AAAAAAAAAAAAAAAAAAAAAA.ics'
  expect((await program.get(guess)).status).toBe(404)
  await database.db('limits').update({ points: 120 })
  expect((await program.get(guess)).status).toBe(429)
})
