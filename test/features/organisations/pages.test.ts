/** The pages of the organisations room, through HTTP on a real database. */
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestOrganisation, addTestPerson } from '../../support/factories.ts'
import type { Browser, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'

let database: TestDatabase
let site: TestSite
let browser: Browser

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
  const coordinator = await addTestPerson(database.db, { roles: ['coordinator'] })
  browser = await site.browser(coordinator.email)
})

test('a coordinator adds a partner and finds it in the list', async () => {
  const added = await browser.post('/organisations', {
    name: 'Dacorum Borough Council',
    kind: 'district council',
    domains: '@dacorum.gov.uk',
  })
  expect(added.status).toBe(303)
  const list = await browser.get('/organisations?search=dacorum')
  expect(list.text).toContain('Dacorum Borough Council')
  expect((await browser.get('/organisations?search=100%25')).text).toContain('No organisation fits')
})

test('a bad form comes back with what was typed and a sentence beside the field', async () => {
  const answer = await browser.post('/organisations', { name: 'Hightown', domains: 'gmail.com' })
  expect(answer.status).toBe(422)
  expect(answer.text).toContain('value="Hightown"')
  expect(answer.text).toContain('Select what kind of organisation it is')
  expect(answer.text).toContain('‘gmail.com’ is open to anyone')
  expect(answer.text).toContain('<title>Error: ')
})

test('a partner is changed: the form comes filled, a taken name is refused in a sentence', async () => {
  await addTestOrganisation(database.db, { name: 'Taken' })
  const one = await addTestOrganisation(database.db, { name: "O'Brien-Żak Trust 李小龍", domains: ['trust.example'] })
  const form = await browser.get(`/organisations/${one.id}/edit`)
  expect(form.text).toContain('value="O&#39;Brien-Żak Trust 李小龍"')
  expect(form.text).toContain('trust.example')
  const refused = await browser.post(`/organisations/${one.id}`, { name: 'taken', kind: 'charity' })
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('There is already an organisation with this name')
  const changed = await browser.post(`/organisations/${one.id}`, { name: 'Trust', kind: 'charity' })
  expect(changed.status).toBe(303)
  expect(await database.db('organisation_domains').where({ organisation_id: one.id })).toHaveLength(0)
})

test('ending a partner says whom it touches, asks for a real day, and then does it', async () => {
  const old = await addTestOrganisation(database.db, { name: 'Old Council' })
  const next = await addTestOrganisation(database.db, { name: 'New Council' })
  await addTestPerson(database.db, { organisation_id: old.id })
  await addTestPerson(database.db, { organisation_id: old.id, roles: ['lead'] })
  const page = await browser.get(`/organisations/${old.id}/end`)
  expect(page.text).toContain('2 people belong to Old Council today, and 1 person leads it.')
  const bad = await browser.post(`/organisations/${old.id}/end`, {
    'ends_on-day': '31',
    'ends_on-month': '2',
    'ends_on-year': '2028',
  })
  expect(bad.status).toBe(422)
  expect(bad.text).toContain('must be a real day')
  expect(bad.text).toContain('value="31"')
  const done = await browser.post(`/organisations/${old.id}/end`, {
    'ends_on-day': '1',
    'ends_on-month': 'April',
    'ends_on-year': '2028',
    successor_id: next.id,
  })
  expect(done.status).toBe(303)
  const list = await browser.get('/organisations')
  expect(list.text).toContain('Ends on 1 April 2028')
  expect(list.text).toContain('The last day of Old Council is 31 March 2028')
  expect((await browser.get(`/organisations/${old.id}/end`)).text).toContain('as planned')
})

test.each([
  ['a name with a NUL byte', { name: 'Trust\u0000', kind: 'charity' }, 303],
  ['a megabyte of name', { name: 'x'.repeat(900_000), kind: 'charity' }, 422],
  ['a kind we never offered', { name: 'Trust', kind: 'empire' }, 422],
  ['ids that are not ids', { name: 'Trust', kind: 'charity', area_ids: ['1', "' or 1=1"], parent_id: 'x' }, 303],
])('%s does no harm', async (_what, fields, status) => {
  expect((await browser.post('/organisations', fields as Record<string, string>)).status).toBe(status)
})

test.each(['/organisations/nothing/edit', '/organisations/01890000-0000-7000-8000-000000000000/end'])(
  '%s is not found',
  async (path) => {
    expect((await browser.get(path)).status).toBe(404)
  },
)

test('nobody but a coordinator gets in', async () => {
  const one = await addTestOrganisation(database.db)
  const lead = await addTestPerson(database.db, {
    organisation_id: one.id,
    roles: ['lead', 'trainer', 'administrator'],
  })
  const other = await site.browser(lead.email)
  expect((await other.get(`/organisations/${one.id}/edit`)).status).toBe(403)
  expect((await other.post(`/organisations/${one.id}/end`)).status).toBe(403)
  const anybody = await site.browser()
  expect((await anybody.get('/organisations')).headers.location).toMatch(/^\/sign-in/)
})
