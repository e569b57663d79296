/** A person's history and the pages of a merge, through HTTP. */
import { Page } from '../../support/page.ts'
import type { Browser, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestPerson } from '../../support/factories.ts'
import type { World } from '../../support/world.ts'
import { createWorld } from '../../support/world.ts'

let database: TestDatabase
let site: TestSite
let world: World
let browser: Browser

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
  world = await createWorld(database.db, now)
  browser = await site.browser(world.coordinator.email)
})

async function open(path: string): Promise<Page> {
  const answer = await browser.get(path)
  expect(answer.status).toBe(200)
  return new Page({
    url: new URL(path, 'http://own.invalid'),
    status: answer.status,
    headers: new Headers(),
    html: answer.text,
  })
}

test('has the whole life of a person in one order, with where they were at the time, and who looked', async () => {
  const { id } = world.a.learner
  const page = await open(`/people/${id}/history`)
  for (const words of [
    'Invited lou@alder.example',
    'Joined Alder Housing',
    'Began',
    'Has a place at Alder session',
    'Marked at Alder held while at Alder Housing',
    'Says they were at Alder held',
    'Began the quiz',
    'Completed',
    'Certificate awarded',
    'Mail came back Alder subject There is no Alder mailbox',
  ])
    expect(page.text).toContain(words)
  expect(page.text).not.toContain('Birch')
  expect((await open(`/people/${id}/history?kind=look`)).table()).toHaveLength(1)
  await open(`/people/${id}/history`)
  // Once a day, however often.
  expect(await database.db('audit_events').where({ action: 'records.look', subject_id: id })).toHaveLength(1)
  const mails = (await open(`/people/${id}/history?kind=mail`)).table()
  expect(new Set(mails.map((row) => row.Kind))).toEqual(new Set(['Mails']))
})

test('two records are found, compared, made one after a tick, and made two again', async () => {
  const [one, other] = [
    await addTestPerson(database.db, { full_name: 'Robin Double', email: 'robin@alder.example' }),
    await addTestPerson(database.db, { full_name: 'Robin Dubble', email: 'robin@home.example' }),
  ]
  const found = await open(`/people/${one.id}/merge?search=robin`)
  const preview = found.getLink('Robin Dubble').attr('href')!
  const page = await open(preview)
  expect(
    page
      .table()
      .slice(0, 2)
      .map((row) => [row.Kept, row['Added to it']]),
  ).toEqual([
    ['Robin Double', 'Robin Dubble'],
    ['robin@alder.example', 'robin@home.example'],
  ])
  const path = `/people/${one.id}/merge`
  const untold = await browser.post(path, { other_id: other.id })
  expect([untold.status, untold.text.includes('Say that both are records of the same person')]).toEqual([422, true])
  const done = await browser.post(path, { other_id: other.id, is_same: 'yes' })
  expect([done.status, done.headers.location]).toEqual([303, `/people/${one.id}/history`])
  const history = await open(`/people/${one.id}/history`)
  expect(history.text).toContain('The record of Robin Dubble was made one with this')
  const undo = history.getLink('Undo this').attr('href')!
  expect((await open(undo)).text).toContain('goes back to it')
  expect((await browser.post(undo)).status).toBe(303)
  expect((await open(`/people/${one.id}/history`)).text).toContain('undone on 12 April 2027')
})
