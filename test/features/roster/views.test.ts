/** Saved views and the links to them that come by mail: for their owner, signed in, for a week, and never the list itself. */
import { newId } from '../../../src/lib/ids.ts'
import { clock } from '../../../src/platform/clock.ts'
import { runDuePlans } from '../../../src/platform/jobs/plans.ts'
import { mailLink, nextMailAt } from '../../../src/features/roster/commands/views.ts'
import { addTestChampion } from '../../support/awarded.ts'
import type { Browser, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestOrganisation, addTestPerson } from '../../support/factories.ts'

let database: TestDatabase
let site: TestSite
let browser: Browser
let owner: Awaited<ReturnType<typeof addTestPerson>>
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
  owner = await addTestPerson(database.db, { full_name: 'Cleo', roles: ['coordinator'] })
  browser = await site.browser(owner.email)
})

const save = (name: string, mails = 'never', query = 'kind=charity&column=organisation') =>
  browser.post(`/roster/views?${query}`, { name, mails })
const view = () => database.db('roster_views').first()

test('a view keeps filters, order and columns, and is as at the day it is opened unless another day was shown', async () => {
  const saved = await save('Charities')
  expect(saved.status).toBe(303)
  const page = await browser.follow(saved)
  expect(page.text).toContain('The view Charities is saved.')
  const href = /<a class="govuk-link" href="([^"]+)">Charities<\/a>/.exec(page.text)![1]!.replaceAll('&amp;', '&')
  expect(href).toContain('kind=charity')
  expect(href).toContain('column=organisation')
  expect(href).not.toMatch(/[?&]on=/)
  await save('Last year', 'never', 'on=2026-12-31')
  expect((await browser.get('/roster')).text).toContain('on=2026-12-31')
})

test('a name is asked for, and is somebody’s once; what was typed stays', async () => {
  const empty = await save(' ', 'weekly')
  expect([empty.status, empty.text.includes('Enter a name for this view')]).toEqual([422, true])
  expect(empty.text).toMatch(/value="weekly" checked/)
  await save('Mine')
  const again = await save('mine')
  expect([again.status, again.text.includes('You have a view with this name already')]).toEqual([422, true])
  const other = await site.browser((await addTestPerson(database.db, { roles: ['coordinator'] })).email)
  expect((await other.post('/roster/views?', { name: 'Mine', mails: 'never' })).status).toBe(303)
  const { id } = (await database.db('roster_views').where({ owner_id: owner.id }).first())!
  for (const path of [`/roster/views/${id}`, `/roster/views/${id}/removal`])
    expect((await other.get(path)).status).toBe(404)
})

test('a view of an area that is there no more says so, shows nobody, and is not taken away without it', async () => {
  const { id } = (await database.db('areas').first('id'))!
  await save('There', 'never', `area_id=${id}`)
  const href = `/roster?${(await view())!.query}`
  expect((await browser.get(href)).status).toBe(200)
  // As when the force takes its areas from a map of its own.
  const gone = href.replace(id, newId())
  const said = await browser.get(gone)
  expect([said.status, said.text.includes('There is no such area any more. Select another')]).toEqual([422, true])
  for (const path of ['/roster.csv', '/roster/export', '/roster/views/new'])
    expect((await browser.get(gone.replace('/roster', path))).headers.location).toMatch(/^\/roster\?.*area_id=/)
  for (const [query, fault] of [
    ['programme=old', 'There is no such programme. Select another'],
    ['organisation_id=x', 'There is no such organisation here. Select another'],
    ['kind=circus', 'There is no such kind of organisation. Select another'],
  ] as const)
    expect((await browser.get(`/roster?${query}`)).text).toContain(fault)
})

test('a removed view is gone with its links and its plan', async () => {
  await save('Mine', 'weekly')
  const { id } = (await view())!
  await mailLink(contextOf(database.db, { at: start }), id)
  expect((await browser.get(`/roster/views/${id}/removal`)).text).toContain('Remove the view Mine?')
  await browser.post(`/roster/views/${id}/removal`)
  expect([await view(), await database.db('roster_links').first()]).toEqual([undefined, undefined])
  expect(await database.db('plans').where({ subject_id: id, dropped_at: null })).toEqual([])
  // Its job may be on its way already.
  await mailLink(contextOf(database.db, { at: start }), id)
})

test('links go out on Mondays or the first, at eight on London’s clock', () => {
  expect(nextMailAt('weekly', start).toISOString()).toBe('2027-04-19T07:00:00.000Z')
  expect(nextMailAt('weekly', new Date('2027-10-30T09:00:00Z')).toISOString()).toBe('2027-11-01T08:00:00.000Z')
  expect(nextMailAt('monthly', start).toISOString()).toBe('2027-05-01T07:00:00.000Z')
  expect(nextMailAt('monthly', new Date('2027-12-31T23:30:00Z')).toISOString()).toBe('2028-01-01T08:00:00.000Z')
})

test('the mailed link holds no data, opens for its owner alone, shows the day of the mail, and ends after a week', async () => {
  const organisation = await addTestOrganisation(database.db)
  await addTestChampion(contextOf(database.db, { at: start }), {
    full_name: 'Una Champion',
    organisation_id: organisation.id,
  })
  await save('Charities', 'weekly')
  const { id } = (await view())!
  const monday = new Date('2027-04-19T07:00:30Z')
  clock.set(monday)
  const ctx = contextOf(database.db, { at: monday })
  expect(await runDuePlans(ctx)).toBe(1)
  // Run twice, as a job may be: one mail a day.
  await mailLink(ctx, id)
  await mailLink(ctx, id)
  const [mail, ...others] = await database.db('mails').where({ kind: 'roster.link' })
  expect(others).toEqual([])
  expect(`${mail!.html} ${mail!.text}`).not.toContain('Una Champion')
  const path = /\/roster\/links\/[\w-]{22}/.exec(mail!.text!)![0]

  const nobody = await site.browser()
  expect((await nobody.get(path)).headers.location).toMatch(/^\/sign-in/)
  const other = await site.browser((await addTestPerson(database.db, { roles: ['coordinator'] })).email)
  expect((await other.get(path)).status).toBe(404)
  const signedIn = await site.browser(owner.email)
  const opened = await signedIn.get(path)
  expect([opened.status, new URL(opened.headers.location!, 'http://own.invalid').searchParams.get('on')]).toEqual([
    303,
    '2027-04-19',
  ])
  expect((await signedIn.follow(opened)).text).toContain('Una Champion')

  clock.set(new Date('2027-04-26T07:00:31Z'))
  const late = await (await site.browser(owner.email)).get(path)
  expect([late.status, late.text.includes('This link no longer works')]).toEqual([410, true])
  // The next one is planned.
  expect(await database.db('plans').where({ subject_id: id, done_at: null, dropped_at: null }).pluck('due_at')).toEqual(
    [new Date('2027-04-26T07:00:00Z')],
  )
})

test('who may no longer open the roster gets no link, and none is planned', async () => {
  await save('Mine', 'monthly')
  const { id } = (await view())!
  await database.db('role_grants').where({ person_id: owner.id }).update({ ends_on: '2027-04-13' })
  await mailLink(contextOf(database.db, { at: new Date('2027-05-01T07:00:00Z') }), id)
  expect(await database.db('mails').where({ kind: 'roster.link' })).toEqual([])
  expect((await view())!.mails).toBe('never')
  const audit = await database.db('audit_events').where({ action: 'roster.stop-mails' }).first()
  expect(audit!.reason).toBe('its owner can no longer open the roster')
})
