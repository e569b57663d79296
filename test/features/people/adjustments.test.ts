/** Adjustments: set by the person and by a coordinator, seen by nobody else, and not in the audit. */
import type { Browser, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import type { TestPerson } from '../../support/factories.ts'
import { addTestPerson } from '../../support/factories.ts'

let database: TestDatabase
let site: TestSite
let person: TestPerson
let own: Browser

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
  person = await addTestPerson(database.db, { full_name: 'Wren Hughes' })
  own = await site.browser(person.email)
})

test('large print counts on every page, and only for the person who chose it', async () => {
  expect((await own.get('/help')).text).not.toContain('app-large-print')
  const saved = await own.post('/account/adjustments', { display: ['large_print', 'anything'] })
  expect(saved.headers.location).toBe('/account')
  for (const url of ['/account', '/help', '/my-training'])
    expect((await own.get(url)).text).toContain('app-large-print')
  expect((await own.get('/account/adjustments')).text).toContain('value="large_print" checked')
  const other = await site.browser((await addTestPerson(database.db)).email)
  expect((await other.get('/help')).text).not.toContain('app-large-print')
  await own.post('/account/adjustments')
  expect((await own.get('/account')).text).not.toContain('app-large-print')
})

test('a coordinator gives extra time; the person sees it, and the audit does not say what it is', async () => {
  const coordinator = await addTestPerson(database.db, { roles: ['coordinator'] })
  const browser = await site.browser(coordinator.email)
  const url = `/people/${person.id}/extra-time`
  expect((await browser.get(`/people/${person.id}`)).text).toContain(url)
  expect((await browser.post(url, { extra_time: '30' })).status).toBe(422)
  expect((await browser.post(url, { extra_time: '25' })).status).toBe(303)
  expect((await browser.get(url)).text).toContain('value="25" checked')
  expect((await own.get('/account/adjustments')).text).toContain('25% more time')
  // What the person sets leaves it as it is.
  await own.post('/account/adjustments', { display: 'one_question_a_page' })
  expect(await database.db('adjustments')).toMatchObject([
    { person_id: person.id, extra_time: '25', one_question_a_page: true, large_print: false },
  ])
  const audit = await database.db('audit_events').where({ action: 'people.change-adjustments' })
  expect(audit.map(({ subject_id, before, after }) => ({ subject_id, before, after }))).toEqual(
    [1, 2].map(() => ({ subject_id: person.id, before: null, after: null })),
  )
})

test('nobody gives themselves extra time, and nobody but coordinators sees that of others', async () => {
  const both = await addTestPerson(database.db, { roles: ['coordinator', 'administrator'] })
  const self = await site.browser(both.email)
  expect((await self.get(`/people/${both.id}/extra-time`)).status).toBe(403)
  expect((await self.post(`/people/${both.id}/extra-time`, { extra_time: '100' })).status).toBe(403)
  for (const roles of [['administrator'], ['trainer'], []] as const) {
    const other = await site.browser((await addTestPerson(database.db, { roles: [...roles] })).email)
    expect((await other.get(`/people/${person.id}/extra-time`)).status).toBe(403)
    if (roles[0] === 'administrator') expect((await other.get(`/people/${person.id}`)).text).not.toContain('Extra time')
  }
  expect(await database.db('adjustments')).toEqual([])
})
