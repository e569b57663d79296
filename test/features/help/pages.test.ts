/** The public help page and the pages of the footer, and the entries as coordinators keep them. */
import { newId } from '../../../src/lib/ids.ts'
import { clock } from '../../../src/platform/clock.ts'
import { addHelpEntry, listHelpNeedingReview } from '../../../src/features/help/index.ts'
import type { Browser, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestPerson } from '../../support/factories.ts'

let database: TestDatabase
let site: TestSite
let visitor: Browser
let coordinator: Browser

const beforeReview = new Date('2027-01-18T09:00:00Z')
const afterReview = new Date('2027-03-01T09:00:00Z')

beforeAll(async () => {
  database = await createTestDatabase()
  site = await startSite(database, { at: beforeReview })
  visitor = await site.browser()
  coordinator = await site.browser((await addTestPerson(database.db, { roles: ['coordinator'] })).email)
})
beforeEach(() => clock.set(beforeReview))
afterAll(async () => {
  await site.stop()
  await database.drop()
})

const entry = {
  kind: 'support',
  name: 'Żaneta’s Place',
  description: 'Listens.',
  phone: '01442 228000',
  url: 'https://place.example/help',
  area_id: '',
  owner: 'Hate crime team',
  position: '5',
  'review_on-day': '1',
  'review_on-month': '6',
  'review_on-year': '2027',
}

test('anyone finds how to report and who supports, with a quick way out and nothing set on their device', async () => {
  const answer = await visitor.get('/help')
  expect(answer.status).toBe(200)
  expect(answer.headers['set-cookie']).toBeUndefined()
  for (const words of [
    'Exit this page',
    'href="tel:999"',
    'href="tel:101"',
    'https://www.report-it.org.uk',
    'Crimestoppers',
    'Without giving your name',
    'Third-party reporting centres',
    'Beacon',
    'This website does not take reports',
    'We last checked this list on 22 November 2026. The next check is due by 22 February 2027.',
  ])
    expect(answer.text).toContain(words)
  expect(answer.text).not.toContain('Not checked since')
  expect(answer.text).not.toContain('/help/entries')
})

test('a district shows its own centres first, then those that may be anywhere', async () => {
  const [stevenage] = await database.db('areas').where({ name: 'Stevenage' })
  const answer = await visitor.get(`/help?district=${stevenage!.id}`)
  const [, local, anywhere] = answer.text.split('<h3')
  expect(local).toContain('Stevenage Council')
  expect(anywhere).toContain('Hertfordshire Libraries')
  expect(answer.text).not.toContain('North Herts Council')
  const [broxbourne] = await database.db('areas').where({ name: 'Broxbourne' })
  expect((await visitor.get(`/help?district=${broxbourne!.id}`)).text).toContain('We know of no centre')
  for (const nonsense of ['x', newId(), '%00', "'"])
    expect((await visitor.get(`/help?district=${nonsense}`)).text).toContain('North Herts Council')
})

test('what is past its review date says so, and 999 never does', async () => {
  clock.set(afterReview)
  const answer = await visitor.get('/help')
  expect(answer.text).toContain('Parts of this page are past the day')
  const cautions = answer.text.match(/Not checked since 22 November 2026/g)!
  expect(cautions).toHaveLength((await listHelpNeedingReview(contextOf(database.db, { at: afterReview }))).length - 1)
  expect(answer.text).toContain('Call 999')
})

test('a coordinator adds, corrects, checks, withdraws and puts back an entry; each leaves its mark', async () => {
  expect((await coordinator.post('/help/entries', entry)).status).toBe(303)
  const shown = await visitor.get('/help')
  expect(shown.text).toContain('Żaneta’s Place')
  expect(shown.text).toContain('href="tel:01442228000"')
  const [row] = await database.db('help_entries').where({ name: entry.name })
  expect(row).toMatchObject({ checked_on: '2027-01-18', review_on: '2027-06-01', is_anonymous: false })
  const url = `/help/entries/${row!.id}`

  clock.set(afterReview)
  const signedIn = await site.browser((await addTestPerson(database.db, { roles: ['coordinator'] })).email)
  expect((await signedIn.post(url, { ...entry, description: 'Listens well.' })).status).toBe(303)
  const find = () => database.db('help_entries').where({ id: row!.id }).first()
  expect(await find()).toMatchObject({ description: 'Listens well.', checked_on: '2027-01-18' })
  expect((await signedIn.post(url, { ...entry, is_checked: 'yes' })).status).toBe(303)
  expect(await find()).toMatchObject({ description: 'Listens.', checked_on: '2027-03-01' })

  expect((await signedIn.get(`${url}/withdrawal`)).text).toContain('no longer be on the public help page')
  await Promise.all([signedIn.post(`${url}/withdrawal`), signedIn.post(`${url}/withdrawal`)])
  expect((await visitor.get('/help')).text).not.toContain('Żaneta’s Place')
  expect((await signedIn.get('/help/entries')).text).toContain('Withdrawn')
  await signedIn.post(`${url}/return`)
  expect((await visitor.get('/help')).text).toContain('Żaneta’s Place')
  const actions = await database.db('audit_events').where({ subject_id: row!.id }).orderBy('id').pluck('action')
  expect(actions).toEqual([
    'help.add-entry',
    'help.edit-entry',
    'help.edit-entry',
    'help.withdraw-entry',
    'help.restore-entry',
  ])
})

test('a bad entry comes back with all that was typed and every fault at once', async () => {
  const answer = await coordinator.post('/help/entries', {
    ...entry,
    ...{ kind: 'x', name: '', phone: 'call us', url: 'http://place.example', 'review_on-month': '13' },
  })
  expect(answer.status).toBe(422)
  for (const sentence of [
    'Select what kind of entry it is',
    'Enter a name',
    'Enter a phone number',
    'beginning with https://',
    'Enter the day of the next review',
  ])
    expect(answer.text).toContain(sentence)
  expect(answer.text).toContain('value="call us"')
  expect((await coordinator.post('/help/entries', { ...entry, url: 'javascript:alert(1)' })).status).toBe(422)
  expect((await coordinator.post('/help/entries', { ...entry, name: 'x', area_id: newId() })).text).toContain(
    'Select a district',
  )
})

test('two entries of one name are a double click', async () => {
  const input = { ...entry, name: 'Double' }
  const twice = await Promise.all([coordinator.post('/help/entries', input), coordinator.post('/help/entries', input)])
  expect(twice.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([303, 422])
  expect(await database.db('help_entries').where({ name: 'Double' })).toHaveLength(1)
})

test('what an entry says is text, whatever it holds', async () => {
  const ctx = contextOf(database.db, { at: beforeReview })
  await addHelpEntry(ctx, {
    ...{ kind: 'centre', name: '<script>alert(1)</script>', description: '<b>x</b>', phone: null, url: null },
    ...{ is_anonymous: true, area_id: null, owner: 'x', review_on: '2027-06-01', position: 1 },
  })
  const { text } = await visitor.get('/help')
  expect(text).toContain('&lt;script&gt;alert(1)')
  expect(text).not.toContain('<script>alert')
  await database.db('help_entries').where({ owner: 'x' }).delete()
})

test('only coordinators change entries; what is not there is not found', async () => {
  const [row] = await database.db('help_entries').limit(1)
  const trainer = await site.browser((await addTestPerson(database.db, { roles: ['trainer', 'administrator'] })).email)
  for (const path of ['/help/entries', '/help/entries/new', `/help/entries/${row!.id}/edit`])
    expect([path, (await trainer.get(path)).status, (await visitor.get(path)).status]).toEqual([path, 403, 303])
  expect((await trainer.post(`/help/entries/${row!.id}/withdrawal`)).status).toBe(403)
  for (const id of [newId(), 'x', '%00']) {
    expect((await coordinator.get(`/help/entries/${id}/edit`)).status).toBe(404)
    expect((await coordinator.post(`/help/entries/${id}/withdrawal`)).status).toBe(404)
  }
})

test.each([
  ['/accessibility', ['Equality and Human Rights Commission', 'prepared on', 'None known', 'Compliance status']],
  ['/privacy', ['Article 6(1)(e)', 'How long we keep it', 'Your rights']],
  ['/cookies', ['upstander', 'last_person']],
  ['/complaints', ['within 30 days', 'Information Commissioner']],
])('%s is public and carries the force’s name', async (path, words) => {
  const answer = await visitor.get(path)
  expect(answer.status).toBe(200)
  for (const word of [...words, 'Hertfordshire Constabulary']) expect(answer.text).toContain(word)
})

test('a long page is sent packed to who can unpack it, a short one as it is, with the same words', async () => {
  const packed = await visitor.get('/help')
  const plain = await visitor.get('/help').set('Accept-Encoding', 'identity')
  expect([packed.headers['content-encoding'], packed.headers.vary]).toEqual(['gzip', 'Accept-Encoding'])
  expect(Number(packed.headers['content-length'])).toBeLessThan(Number(plain.headers['content-length']) / 3)
  expect([plain.headers['content-encoding'], plain.text]).toEqual([undefined, packed.text])
  expect((await visitor.get('/cookies')).headers['content-encoding']).toBeUndefined()
})

test('the cookies named are the cookies set; with https each is bound to this very host', async () => {
  const person = await addTestPerson(database.db)
  const https = await startSite(database, {
    at: beforeReview,
    config: { base_url: 'https://champions.example', trust_proxy: 1 },
  })
  const set = async (at: TestSite) => {
    const browser = await at.browser()
    const signedIn = await browser.post('/dev/sign-in-as', { email: person.email }).set('X-Forwarded-Proto', 'https')
    const { text } = await browser.get('/cookies')
    const cookies = [signedIn.headers['set-cookie'] ?? []].flat()
    for (const cookie of cookies) expect(text).toContain(`>${cookie.split('=')[0]}<`)
    return cookies
  }
  expect((await set(site)).map((one) => one.split('=')[0])).toEqual(['last_person', 'upstander'])
  for (const cookie of await set(https)) expect(cookie).toMatch(/^__Host-(?=.*; Path=\/;)(?=.*; Secure)(?!.*Domain)/)
})
