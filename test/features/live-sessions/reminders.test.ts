/** Reminders chosen for a session, planned for whoever has a place, and what goes out when time jumps: on a real database. */
import { load } from 'cheerio'
import { setReminders } from '../../../src/features/live-sessions/commands/reminders.ts'
import { addWalkIn, bookPlace } from '../../../src/features/live-sessions/index.ts'
import type { Reminder } from '../../../src/features/live-sessions/reminder-times.ts'
import { clock } from '../../../src/platform/clock.ts'
import type { Ctx } from '../../../src/platform/context.ts'
import { runDuePlans } from '../../../src/platform/jobs/plans.ts'
import type { TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestPerson } from '../../support/factories.ts'
import type { TestPerson } from '../../support/factories.ts'
import { addTestLiveSession, editAndTell, liveSessionInput, partInput } from '../../support/live-sessions.ts'
import { listMails, runJobs } from '../../support/mailbox.ts'

let database: TestDatabase
let site: TestSite
let ctx: Ctx
let person: TestPerson

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
  person = await addTestPerson(database.db)
})

const at = (moment: string): Ctx => ({ ...ctx, now: new Date(moment) })
const runAt = async (moment: string) => {
  await runDuePlans(at(moment))
  await runJobs(at(moment))
}
const choose = (id: string, reminders: Reminder[], when = ctx) => setReminders(when, { live_session_id: id, reminders })
const openPlans = async () =>
  (await database.db('plans').where({ done_at: null, dropped_at: null }).orderBy('due_at')).map((plan) => [
    plan.kind.replace('live-sessions.', ''),
    plan.due_at.toISOString(),
  ])
const reminded = async () =>
  (await listMails(database.db))
    .filter((mail) => mail.kind.startsWith('live-sessions.reminder'))
    .map((mail) => mail.kind)

test('a change is planned for everyone with a place, and nothing that has passed is made up for', async () => {
  const id = await addTestLiveSession(ctx)
  await bookPlace(ctx, { live_session_id: id, person_id: person.id })
  const late = at('2027-04-26T12:00:00Z')
  expect(await choose(id, ['15 minutes', '7 days', '3 days'], late)).toBe('saved')
  expect(await openPlans()).toEqual([['remind-15-minutes', '2027-04-27T08:45:00.000Z']])
  expect(await database.db('plans').whereNotNull('dropped_at').distinct('drop_reason').pluck('drop_reason')).toEqual([
    'The reminders of the session were changed',
  ])
  expect(await choose(id, ['7 days', '3 days', '15 minutes'], late)).toBe('unchanged')
  expect(await choose(id, ['7 days', '3 days', '1 day', '15 minutes'], late)).toBe('too-many')
  expect(await choose(id, [], late)).toBe('saved')
  expect(await openPlans()).toEqual([])
  await runAt('2027-04-27T08:50:00Z')
  expect(await reminded()).toEqual([])
  expect(await choose(id, ['1 day'], at('2027-04-27T11:30:00Z'))).toBe('over')
})

test('a new time, and a part more, are planned with what was chosen', async () => {
  const id = await addTestLiveSession(ctx)
  await choose(id, ['7 days'])
  await bookPlace(ctx, { live_session_id: id, person_id: person.id })
  const first = partInput({ starts_at: new Date('2027-05-04T09:00:00Z') })
  await editAndTell(ctx, { id, ...liveSessionInput({ parts: [first] }) })
  expect(await openPlans()).toEqual([['remind-7-days', '2027-04-27T09:00:00.000Z']])
  await runAt('2027-04-27T09:00:00Z')
  const parts = [
    { ...first, id: (await database.db('live_session_parts').first('id'))!.id },
    partInput({ starts_at: new Date('2027-05-11T09:00:00Z') }),
  ]
  await editAndTell(at('2027-04-28T09:00:00Z'), { id, ...liveSessionInput({ parts }) })
  expect(await openPlans()).toEqual([['remind-7-days', '2027-05-04T09:00:00.000Z']])
})

test('who comes past two reminders at once sends only the last, and none for what has begun', async () => {
  const id = await addTestLiveSession(ctx)
  await bookPlace(ctx, { live_session_id: id, person_id: person.id })
  await runAt('2027-04-27T08:10:00Z')
  expect(await reminded()).toEqual(['live-sessions.reminder-hour'])
  expect(await database.db('plans').orderBy('due_at').select('kind', 'drop_reason')).toEqual([
    { kind: 'live-sessions.remind-day', drop_reason: 'A later reminder is due' },
    { kind: 'live-sessions.remind-hour', drop_reason: null },
  ])

  const other = await addTestLiveSession(ctx, { starts_at: new Date('2027-04-28T09:00:00Z') })
  await bookPlace(ctx, { live_session_id: other, person_id: person.id })
  await runAt('2027-04-28T09:00:00Z')
  expect(await reminded()).toEqual(['live-sessions.reminder-hour'])
  const reasons = await database.db('plans').where('due_at', '>=', '2027-04-27T09:00:00Z').pluck('drop_reason')
  expect(reasons).toEqual(['The session has begun', 'The session has begun'])
})

test('a reminder that still waits for the mail server goes when the next one is due', async () => {
  const id = await addTestLiveSession(ctx)
  await bookPlace(ctx, { live_session_id: id, person_id: person.id })
  await runAt('2027-04-26T09:00:00Z')
  await runAt('2027-04-27T08:00:00Z')
  const mails = await database.db('mails').where('kind', 'like', 'live-sessions.reminder%').orderBy('created_at')
  expect(mails.map((mail) => mail.drop_reason)).toEqual(['A later reminder is due', null])
})

test('who books late has it all in one mail at once; who walks into the first part is reminded of the second', async () => {
  const parts = [partInput(), partInput({ starts_at: new Date('2027-05-04T09:00:00Z') })]
  const id = await addTestLiveSession(ctx, { parts })
  await bookPlace(at('2027-04-27T08:30:00Z'), { live_session_id: id, person_id: person.id })
  const second = [
    ['remind-day', '2027-05-03T09:00:00.000Z'],
    ['remind-hour', '2027-05-04T08:00:00.000Z'],
  ]
  expect(await openPlans()).toEqual(second)
  const [mail, ...others] = await listMails(database.db)
  expect(mail!.text).toContain('/join/')
  // The entry of the second part's calendar is the only other one.
  expect(others.map((one) => one.kind)).toEqual(['live-sessions.calendar-entry'])

  await database.db('plans').delete()
  const stranger = await addTestPerson(database.db)
  await addWalkIn(at('2027-04-27T09:10:00Z'), { live_session_id: id, person_id: stranger.id })
  expect(await openPlans()).toEqual(second)
})

test('the page says which moment each means, takes a few, and is for who keeps the session', async () => {
  const trainer = await addTestPerson(database.db, { roles: ['trainer'] })
  const id = await addTestLiveSession(ctx, { trainer_ids: [trainer.id] })
  const browser = await site.browser(trainer.email)
  const page = load((await browser.get(`/live-sessions/${id}/reminders`)).text)
  expect(
    page('input:checked')
      .toArray()
      .map((one) => page(one).val()),
  ).toEqual(['1 day', '1 hour'])
  expect(page('main').text()).toContain('26 April 2027, 10am')
  const many = await browser.post(`/live-sessions/${id}/reminders`, {
    reminders: ['7 days', '3 days', '1 day', '1 hour'],
  })
  expect(many.status).toBe(422)
  expect(load(many.text)('#reminders-error').text()).toContain('Select 3 reminders at most')
  expect(load(many.text)('input:checked')).toHaveLength(4)
  const saved = await browser.post(`/live-sessions/${id}/reminders`, { reminders: ['15 minutes', '3 days'] })
  const shown = load((await browser.follow(saved)).text)('main')
    .text()
    .replace(/\s+/g, ' ')
  expect(shown).toContain('Reminders: 3 days and 15 minutes before the start')
  await browser.post(`/live-sessions/${id}/reminders`)
  expect((await database.db('live_sessions').first('reminders'))!.reminders).toEqual([])

  const other = await site.browser((await addTestPerson(database.db, { roles: ['trainer'] })).email)
  expect((await other.get(`/live-sessions/${id}/reminders`)).status).toBe(404)
  expect((await other.post(`/live-sessions/${id}/reminders`, { reminders: '1 day' })).status).toBe(404)
})
