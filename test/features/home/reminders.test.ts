/** A lead sees what each of their people still has to do, and reminds them, each at most once a week. */
import { clock } from '../../../src/platform/clock.ts'
import { todoOf } from '../../../src/features/home/todo.ts'
import type { Browser, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestOrganisation, addTestPerson } from '../../support/factories.ts'
import { Page } from '../../support/page.ts'

let database: TestDatabase
let site: TestSite
let lead: Browser
let organisation: { id: string; name: string }

const start = new Date('2027-04-12T09:00:00Z')

beforeAll(async () => {
  database = await createTestDatabase()
  site = await startSite(database, { at: start })
})
afterAll(async () => {
  await site.stop()
  await database.drop()
})
beforeEach(async () => {
  clock.set(start)
  await database.reset()
  organisation = await addTestOrganisation(database.db, { name: 'Alder Homes' })
  const person = await addTestPerson(database.db, {
    full_name: 'Lee Lead',
    roles: ['lead'],
    organisation_id: organisation.id,
  })
  lead = await site.browser(person.email)
})

const course = (done: number, is_complete = false) => ({ course_title: 'Champions', done, total: 6, is_complete })
const certificate = (valid_to: string) => ({
  id: 'c',
  programme_name: 'Champion',
  number: 'N',
  awarded_on: '2026-04-20',
  standing: 'good' as const,
  renews_from: '2027-01-20',
  valid_to,
  grace_to: '2027-06-20',
})
const nobody = { courses: [], certificates: [], next_starts_at: null, next_is_waiting: null }

test.each([
  ['nothing begun', nobody, 'The training to begin'],
  ['modules left', { ...nobody, courses: [course(4)] }, '2 modules of “Champions” to do'],
  ['one module left', { ...nobody, courses: [course(5)] }, '1 module of “Champions” to do'],
  ['no place yet', { ...nobody, courses: [course(6)] }, 'A place at a live session of “Champions” to book'],
  [
    'a place',
    { ...nobody, courses: [course(6)], next_starts_at: new Date('2027-04-20T09:00:00Z'), next_is_waiting: false },
    'The live session on 20 April 2027, 10am to come to',
  ],
  [
    'waiting',
    { ...nobody, courses: [course(6)], next_starts_at: new Date('2027-04-20T09:00:00Z'), next_is_waiting: true },
    'Waits for a place at the live session on 20 April 2027, 10am',
  ],
  [
    'soon over',
    { ...nobody, courses: [course(6, true)], certificates: [certificate('2027-04-20')] },
    'Certificate to renew by 20 April 2027, in 8 days',
  ],
  ['over', { ...nobody, certificates: [certificate('2027-04-10')] }, 'Certificate to renew: it ended on 10 April 2027'],
  ['all done', { ...nobody, courses: [course(6, true)] }, null],
])('%s', (_, member, todo) => {
  expect(todoOf(member, '2027-04-12')).toBe(todo)
})

const page = async (path: string) => {
  const answer = await lead.get(path)
  expect(answer.status).toBe(200)
  return new Page({ url: new URL(path, 'http://own.invalid'), status: 200, headers: new Headers(), html: answer.text })
}
const mailed = () =>
  database.db('mails').where({ kind: 'home.training-reminder' }).orderBy('to_address').pluck('to_address')

test('the button reminds one person, says so, and gives way for a week', async () => {
  const one = await addTestPerson(database.db, { full_name: 'Ola One', organisation_id: organisation.id })
  const path = `/organisations/${organisation.id}`
  const row = (await page(path)).table().find((line) => line.Name === 'Ola One')!
  expect(row['Still to do']).toBe('The training to begin Remind Ola One')
  const sent = await lead.post(`${path}/reminders`, { person_id: one.id })
  expect((await lead.follow(sent)).text).toContain('A reminder is on its way to 1 person.')
  expect(await mailed()).toEqual([one.email])
  expect((await page(path)).table().find((line) => line.Name === 'Ola One')!['Still to do']).toBe(
    'The training to begin Reminded on 12 April 2027',
  )
  // Pressed in another tab, too.
  const again = await lead.follow(await lead.post(`${path}/reminders`, { person_id: one.id }))
  expect(again.text).toContain('Nobody was reminded. 1 person had one within the last 7 days.')
  clock.set(new Date('2027-04-19T09:00:01Z'))
  const later = await site.browser((await database.db('people').where({ full_name: 'Lee Lead' }).first())!.email!)
  await later.post(`${path}/reminders`, { person_id: one.id })
  expect(await mailed()).toEqual([one.email, one.email])
})

test('all at once: the page says who and what first; twice at once is once', async () => {
  const [one, two] = [
    await addTestPerson(database.db, { full_name: 'Ola One', email: 'a1@x.example', organisation_id: organisation.id }),
    await addTestPerson(database.db, { full_name: 'Tia Two', email: 'a2@x.example', organisation_id: organisation.id }),
  ]
  await database.db('people').where({ id: two.id }).update({ email: null })
  const path = `/organisations/${organisation.id}/reminders`
  const asked = await page(`${path}/new`)
  expect(asked.table().map((row) => [row.Name, row['Gets an email']])).toEqual([
    ['Lee Lead', 'Yes'],
    ['Ola One', 'Yes'],
    ['Tia Two', 'No mailbox: tell them yourself'],
  ])
  await Promise.all([lead.post(path), lead.post(path)])
  expect(await mailed()).toHaveLength(2)
  expect(await mailed()).toContain(one.email)
  const audit = await database.db('audit_events').where({ action: 'home.remind' })
  expect(audit).toHaveLength(1)
  expect(audit[0]!.after).toMatchObject({ reminded: 2, no_mailbox: 1 })
})

test('nobody of another organisation is reminded', async () => {
  const other = await addTestOrganisation(database.db)
  const stranger = await addTestPerson(database.db, { organisation_id: other.id })
  const path = `/organisations/${organisation.id}/reminders`
  expect((await lead.post(path, { person_id: stranger.id })).status).toBe(404)
  expect((await lead.post(`/organisations/${other.id}/reminders`)).status).toBe(404)
  expect(await mailed()).toEqual([])
})
