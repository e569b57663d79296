/** A council ends and its people go to its successors, chosen for each, seen before it is done. */
import { setTimeout as wait } from 'node:timers/promises'
import { movePeople } from '../../../src/features/records/commands/moving.ts'
import { rows } from '../../../src/platform/db/connect.ts'
import { contextOf } from '../../support/context.ts'
import { load } from 'cheerio'
import type { Browser, Fields, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestOrganisation, addTestPerson } from '../../support/factories.ts'

let database: TestDatabase
let site: TestSite
let browser: Browser
let council: { id: string }
let west: { id: string }
let east: { id: string }
let people: { id: string; full_name: string }[]

const now = new Date('2028-03-20T09:00:00Z')

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
  council = await addTestOrganisation(database.db, { name: 'Old Council', kind: 'district council' })
  west = await addTestOrganisation(database.db, { name: 'West Unitary', kind: 'unitary council' })
  east = await addTestOrganisation(database.db, { name: 'East Unitary', kind: 'unitary council' })
  await database
    .db('organisations')
    .where({ id: council.id })
    .update({ ends_on: '2028-04-01', end_recorded_at: new Date('2027-01-04'), successor_id: west.id })
  people = []
  for (const full_name of ['Ann', 'Bea', 'Cat'])
    people.push(await addTestPerson(database.db, { full_name, organisation_id: council.id }))
  const coordinator = await addTestPerson(database.db, { roles: ['coordinator'] })
  browser = await site.browser(coordinator.email)
})

const path = () => `/organisations/${council.id}/moving`
const day = { 'on-day': '1', 'on-month': '4', 'on-year': '2028' }
const to = (index: number, organisation: { id: string }): Fields => ({ [`to-${people[index]!.id}`]: organisation.id })
const memberships = async () =>
  (
    await database
      .db('memberships')
      .whereIn(
        'person_id',
        people.map((one) => one.id),
      )
      .orderBy(['person_id', 'starts_on'])
  ).map((one) => [
    people.find(({ id }) => id === one.person_id)!.full_name,
    one.organisation_id,
    one.starts_on,
    one.ends_on,
  ])

test('the form offers the successor and the day of the end; the preview shows who goes where; then it is done', async () => {
  const form = load((await browser.get(path())).text)
  expect(form('#on-day').val()).toBe('1')
  expect(
    form('select[name^=to-] option[selected]')
      .toArray()
      .map((one) => form(one).text()),
  ).toEqual(['West Unitary', 'West Unitary', 'West Unitary'])
  const chosen = { ...day, ...to(0, west), ...to(1, east) }
  const preview = await browser.post(path(), { ...chosen, step: 'preview' })
  expect(preview.status).toBe(200)
  expect(load(preview.text)('main').text().replace(/\s+/g, ' ')).toContain(
    'On 1 April 2028 they leave, and join: West Unitary: 1 person Ann East Unitary: 1 person Bea 1 person stays.',
  )
  expect(await database.db('membership_ends').first()).toBeUndefined()

  const done = await browser.post(path(), { ...chosen, step: 'apply' })
  expect((await browser.follow(done)).text).toContain('2 people of Old Council will move on 1 April 2028.')
  expect(await memberships()).toEqual(
    expect.arrayContaining([
      ['Ann', council.id, '2027-01-04', '2028-04-01'],
      ['Ann', west.id, '2028-04-01', null],
      ['Bea', council.id, '2027-01-04', '2028-04-01'],
      ['Bea', east.id, '2028-04-01', null],
      ['Cat', council.id, '2027-01-04', null],
    ]),
  )
  const ann = (await database.db('people').where({ full_name: 'Ann' }).first('id'))!
  const history = load((await browser.get(`/people/${ann.id}/history`)).text)('main')
    .text()
    .replace(/\s+/g, ' ')
  expect(history).toContain('Is to join West Unitary')
  expect(history).toContain('Is to leave Old Council')
  // Sent twice: nobody moves a second time, nor from another tab that still knows them here.
  const again = await browser.follow(await browser.post(path(), { ...chosen, step: 'apply' }))
  expect(again.text).toContain('Nobody was moved now. 2 people had left or been moved before.')
  const stale = { ...day, ...to(0, east), ...to(2, east) }
  expect((await browser.post(path(), { ...stale, step: 'preview' })).text).toContain(
    '1 person you chose does not belong to it on that day any more, and is not moved.',
  )
  expect((await browser.post(path(), { ...day, ...to(0, east), step: 'preview' })).text).toContain(
    'Those you chose do not belong to it on that day any more',
  )
  expect(await memberships()).toHaveLength(5)
  // The list has whom there is to move on that day.
  expect(load((await browser.get(path())).text)('select[name^=to-]').length).toBe(1)
})

test('of two who move the same people elsewhere at once one does, and nobody begins at two places', async () => {
  const ctx = contextOf(database.db)
  const input = (organisation: { id: string }) => ({
    from_id: council.id,
    on: '2028-04-01',
    moves: people.map((one) => ({ person_id: one.id, to_id: organisation.id })),
  })
  const first = await database.db.transaction()
  expect(await movePeople({ ...ctx, db: first }, input(west))).toMatchObject({ moved: 3 })
  // It reads who is there, and waits for the first of them.
  const second = movePeople(ctx, input(east))
  const waits = () => rows(database.db, `select from pg_locks where not granted and pid <> pg_backend_pid()`)
  while ((await waits()).length === 0) await wait(10)
  await first.commit()
  expect(await second).toEqual({ moved: 0, joined_before: 0, gone: 3 })
  const begun = (await memberships()).filter(([, , starts_on]) => starts_on === '2028-04-01')
  expect(begun.map(([name, at]) => [name, at])).toEqual(expect.arrayContaining([['Ann', west.id]]))
  expect(begun).toHaveLength(3)
})

test('one choice fills the list; what was chosen comes back to be changed; nothing chosen and no day are said', async () => {
  const filled = load((await browser.post(path(), { ...day, all: east.id, step: 'fill' })).text)
  expect(
    filled('select[name^=to-] option[selected]')
      .toArray()
      .map((one) => filled(one).text()),
  ).toEqual(['East Unitary', 'East Unitary', 'East Unitary'])
  const again = load((await browser.post(path(), { ...day, ...to(2, east), step: 'change' })).text)
  expect(again('select[name^=to-] option[selected]').length).toBe(1)
  const none = await browser.post(path(), { ...day, step: 'preview' })
  expect([none.status, none.text.includes('Choose where at least one person goes')]).toEqual([422, true])
  const wrong = await browser.post(path(), { ...day, 'on-day': '31', ...to(2, east), step: 'preview' })
  expect([wrong.status, wrong.text.includes('Enter a real date')]).toEqual([422, true])
  expect(load(wrong.text)('select[name^=to-] option[selected]').length).toBe(1)
})
