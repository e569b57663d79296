/** What everybody may see: off until switched on, counts without people, organisations that agreed with a mailbox of their own. */
import { reissueForName } from '../../../src/features/certification/commands/reissuing.ts'
import { countCertificatesByKind } from '../../../src/features/reports/queries/foi.ts'
import { addTestChampion } from '../../support/awarded.ts'
import type { Browser, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestOrganisation, addTestPerson } from '../../support/factories.ts'

let database: TestDatabase
let site: TestSite
let coordinator: Browser
let visitor: Browser

const now = new Date('2027-04-12T09:00:00Z')

beforeAll(async () => {
  database = await createTestDatabase()
  site = await startSite(database, { at: now })
})
afterAll(async () => {
  await site.stop()
  await database.drop()
})
beforeEach(async () => {
  await database.reset()
  const person = await addTestPerson(database.db, { roles: ['coordinator'] })
  coordinator = await site.browser(person.email)
  visitor = await site.browser()
  await coordinator.post('/reports/publication', {})
})

test('both pages are not there until the force switches them on, and are gone again when it does not', async () => {
  for (const path of ['/figures', '/directory']) expect((await visitor.get(path)).status).toBe(404)
  await coordinator.post('/reports/publication', { shows: ['figures', 'directory'] })
  for (const path of ['/figures', '/directory']) expect((await visitor.get(path)).status).toBe(200)
  await coordinator.post('/reports/publication', { shows: ['figures'] })
  expect((await visitor.get('/directory')).status).toBe(404)
  expect(await database.db('audit_events').where({ action: 'reports.change-publication' })).toHaveLength(3)
})

test('figures are counts, and a small number of people is not told', async () => {
  const organisation = await addTestOrganisation(database.db)
  const add = () =>
    addTestChampion(contextOf(database.db, { at: now }), {
      full_name: 'Una Champion',
      organisation_id: organisation.id,
    })
  for (let n = 0; n < 3; n++) await add()
  await coordinator.post('/reports/publication', { shows: ['figures'] })
  const few = await visitor.get('/figures')
  expect(few.text).toContain('Fewer than 5')
  expect(few.text).not.toContain('Una Champion')
  for (let n = 0; n < 2; n++) await add()
  await coordinator.post('/reports/publication', { shows: ['figures'] })
  const figure = (label: string) => new RegExp(`>5</span>\\s*<span class="app-figure__label">${label}`)
  expect((await visitor.get('/figures')).text).toMatch(figure('hate crime champions'))

  // Made again under a new name it is still one award.
  const una = (await add()).id
  await database.db('people').where({ id: una }).update({ full_name: 'Una Later' })
  const ctx = contextOf(database.db, { at: now })
  expect(await reissueForName(ctx, una)).toMatchObject({ result: 'reissued' })
  await coordinator.post('/reports/publication', { shows: ['figures'] })
  expect((await visitor.get('/figures')).text).not.toContain('>7<')
  expect(await countCertificatesByKind(ctx, { from: '2027-04-01', to: '2027-04-30' })).toMatchObject([{ count: 6 }])
})

test('an organisation is listed by its own consent, with a mailbox that is nobody’s, while it has a champion', async () => {
  const organisation = await addTestOrganisation(database.db, { name: 'Alder Homes' })
  const lead = await addTestPerson(database.db, { roles: ['lead'], organisation_id: organisation.id })
  const browser = await site.browser(lead.email)
  const path = `/organisations/${organisation.id}/directory`
  await coordinator.post('/reports/publication', { shows: ['directory'] })

  for (const [mailbox, fault] of [
    ['', 'Enter a mailbox to write to'],
    ['nonsense', 'Enter an email address in the correct format'],
    [lead.email, 'This is the address of a person'],
  ]) {
    const answer = await browser.post(path, { agrees: 'yes', mailbox: mailbox! })
    expect([mailbox, answer.status, answer.text.includes(fault!)]).toEqual([mailbox, 422, true])
  }
  expect((await browser.post(path, { agrees: 'yes', mailbox: 'Safe@Alder.Example' })).status).toBe(303)
  // No champion yet.
  expect((await visitor.get('/directory')).text).not.toContain('Alder Homes')
  await addTestChampion(contextOf(database.db, { at: now }), {
    full_name: 'Una Champion',
    organisation_id: organisation.id,
  })
  await browser.post(path, { agrees: 'yes', mailbox: 'safe@alder.example' })
  const shown = (await visitor.get('/directory')).text
  expect(shown).toContain('Alder Homes')
  expect(shown).toContain('safe@alder.example')
  expect(shown).not.toContain('Una Champion')
  // Another process keeps the list for a while, but neither a mailbox that changed nor consent that was taken back.
  const entry = () => database.db('directory_entries').where({ organisation_id: organisation.id })
  await entry().update({ mailbox: 'other@alder.example' })
  expect((await visitor.get('/directory')).text).toContain('other@alder.example')
  await entry().delete()
  expect((await visitor.get('/directory')).text).not.toContain('Alder Homes')
  await browser.post(path, { agrees: 'yes', mailbox: 'safe@alder.example' })
  expect((await visitor.get('/directory')).text).toContain('Alder Homes')
  await browser.post(path, { mailbox: 'safe@alder.example' })
  expect((await visitor.get('/directory')).text).not.toContain('Alder Homes')
  const other = await addTestOrganisation(database.db)
  expect((await browser.get(`/organisations/${other.id}/directory`)).status).toBe(404)
})
