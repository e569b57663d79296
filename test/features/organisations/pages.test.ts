/** The pages of the organisations room, through HTTP on a real database. */
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestPerson } from '../../support/factories.ts'
import type { TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'

let database: TestDatabase
let site: TestSite

beforeAll(async () => {
  database = await createTestDatabase()
  site = await startSite(database)
})
afterAll(async () => {
  await site.stop()
  await database.drop()
})
beforeEach(() => database.reset())

test('a coordinator adds a partner and finds it in the list', async () => {
  const coordinator = await addTestPerson(database.db, { roles: ['coordinator'] })
  const browser = await site.browser(coordinator.email)
  const added = await browser.post('/organisations', {
    name: 'Dacorum Borough Council',
    kind: 'district council',
    domains: '@dacorum.gov.uk',
  })
  expect(added.status).toBe(303)
  const list = await browser.get('/organisations?search=dacorum')
  expect(list.text).toContain('Dacorum Borough Council')
})

test('a bad form comes back with what was typed and a sentence beside the field', async () => {
  const coordinator = await addTestPerson(database.db, { roles: ['coordinator'] })
  const browser = await site.browser(coordinator.email)
  const answer = await browser.post('/organisations', { name: 'Hightown', domains: 'gmail.com' })
  expect(answer.status).toBe(422)
  expect(answer.text).toContain('value="Hightown"')
  expect(answer.text).toContain('Select what kind of organisation it is')
  expect(answer.text).toContain('‘gmail.com’ is open to anyone')
  expect(answer.text).toContain('<title>Error: ')
})
