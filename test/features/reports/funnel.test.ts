/** From invitation to certificate: figures that add up, each with the people behind it. */
import { newId, newSecret } from '../../../src/lib/ids.ts'
import { hashSecret } from '../../../src/lib/codes.ts'
import { Page } from '../../support/page.ts'
import { addTestChampion, addTestCompletion, championCourse } from '../../support/awarded.ts'
import type { Browser, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestOrganisation, addTestPerson } from '../../support/factories.ts'
import { addHeldSession, attend, book } from '../../support/held.ts'

let database: TestDatabase
let site: TestSite
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
  const coordinator = await addTestPerson(database.db, { full_name: 'Cleo Coordinator', roles: ['coordinator'] })
  browser = await site.browser(coordinator.email)
})

async function invite(personId: string, day: string, accepted = true) {
  const mail = newId()
  const at = new Date(`${day}T09:00:00Z`)
  await database.db('mails').insert({
    id: mail,
    kind: 'people.invitation',
    message_id: `<${mail}@x>`,
    to_name: 'x',
    to_address: 'x@x.example',
    subject: 'x',
    created_at: at,
    next_attempt_at: at,
  })
  await database.db('invitations').insert({
    id: newId(),
    person_id: personId,
    token_hash: hashSecret(newSecret()),
    mail_id: mail,
    invited_at: at,
    expires_at: now,
    accepted_at: accepted ? at : null,
  })
}

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

const steps = ['Invited', 'Opened an account', 'Booked', 'Attended', 'Passed', 'Certified']
const figuresOf = (row: Record<string, string>) => steps.map((step) => Number(row[step]!.split(',')[0]))

/** Six people, one at each step; the first two of one organisation. */
async function sixPeople() {
  const [one, two] = [
    await addTestOrganisation(database.db, { name: 'Alder Homes' }),
    await addTestOrganisation(database.db, { name: 'Birch Homes' }),
  ]
  const session = await addHeldSession(database.db, new Date('2027-03-20T10:00:00Z'))
  const person = (full_name: string, organisation_id = two.id) =>
    addTestPerson(database.db, { full_name, organisation_id })
  const invited = await person('Ina Invited', one.id)
  await invite(invited.id, '2027-02-01', false)
  const opened = await person('Ola Opened', one.id)
  await invite(opened.id, '2027-02-02')
  const booked = await person('Bo Booked')
  await invite(booked.id, '2027-03-01')
  await book(database.db, session, booked.id)
  const attended = await person('Ada Attended')
  await invite(attended.id, '2027-03-01')
  await book(database.db, session, attended.id)
  await attend(database.db, session, attended.id, 'absent')
  await attend(database.db, session, attended.id, 'late')
  const passed = await person('Pat Passed')
  await invite(passed.id, '2027-03-02')
  await addTestCompletion(database.db, passed.id, await championCourse(database.db), now)
  const certified = await addTestChampion(contextOf(database.db, { at: now }), { full_name: 'Cy Certified' })
  await invite(certified.id, '2027-03-31')
}

test('each counts at the furthest step and all before it, and the rows add up in every division', async () => {
  await sixPeople()
  const found = new Map<string, Record<string, string>[]>()
  for (const by of ['organisation', 'session', 'month']) {
    const rows = (await open(`/reports/funnel?by=${by}`)).table(/How many came how far/)
    found.set(by, rows)
    const sums = steps.map((_, step) => rows.slice(0, -1).reduce((sum, row) => sum + figuresOf(row)[step]!, 0))
    expect([by, figuresOf(rows.at(-1)!)]).toEqual([by, [6, 5, 4, 3, 2, 1]])
    expect([by, sums]).toEqual([by, [6, 5, 4, 3, 2, 1]])
  }
  const lines = (by: string) => found.get(by)!.map((row) => [Object.values(row)[0], ...figuresOf(row)])
  expect(lines('organisation')).toEqual([
    ['Alder Homes', 2, 1, 0, 0, 0, 0],
    ['Birch Homes', 3, 3, 3, 2, 1, 0],
    ['No organisation', 1, 1, 1, 1, 1, 1],
    ['All', 6, 5, 4, 3, 2, 1],
  ])
  expect(lines('session')).toEqual([
    ['Held session, 20 March 2027', 2, 2, 2, 1, 0, 0],
    ['No place at a live session', 4, 3, 2, 2, 2, 1],
    ['All', 6, 5, 4, 3, 2, 1],
  ])
  expect(lines('month').map((line) => line[0])).toEqual(['February 2027', 'March 2027', 'All'])
})

test('every figure opens just as many people, and the last step of each', async () => {
  await sixPeople()
  for (const by of ['organisation', 'session', 'month']) {
    const page = await open(`/reports/funnel?by=${by}`)
    for (const link of page.links().filter(({ href }) => href.startsWith('/reports/funnel/people'))) {
      const expected = Number(/^\d+/.exec(link.text)![0])
      const people = (await open(link.href)).table()
      expect([link.text, people.length]).toEqual([link.text, expected])
    }
  }
  const page = await open('/reports/funnel')
  const stopped = await open(page.getLink(/than booked$/).attr('href')!)
  expect(stopped.table().map((row) => [row.Name, row['Furthest step']])).toEqual([['Bo Booked', 'Booked']])
})

test('days are London days, and those outside them do not count', async () => {
  await sixPeople()
  const total = async (query: string) => figuresOf((await open(`/reports/funnel?${query}`)).table(/How many/).at(-1)!)
  expect(await total('from=2027-03-01&to=2027-03-01')).toEqual([2, 2, 2, 1, 0, 0])
  expect(await total('from=2027-03-02&to=2027-03-31')).toEqual([2, 2, 2, 2, 2, 1])
  const wrong = await browser.get('/reports/funnel?from=2027-03-02&to=2027-03-01')
  expect([wrong.status, wrong.text.includes('The last day must be the first one or after it')]).toEqual([422, true])
  expect(await browser.get('/reports/funnel?from=2020-01-01&to=2020-01-02').then((one) => one.text)).toContain(
    'Nobody was invited in these days.',
  )
})

test('who came by themselves is in it from their first step on; who is only known is not', async () => {
  await addTestPerson(database.db, { full_name: 'Only Known' })
  const walkedIn = await addTestPerson(database.db, { full_name: 'Walked In' })
  const session = await addHeldSession(database.db, new Date('2027-03-20T10:00:00Z'))
  await book(database.db, session, walkedIn.id)
  await attend(database.db, session, walkedIn.id, 'present')
  const people = await open('/reports/funnel/people?step=invited&from=2027-01-01&to=2027-12-31')
  expect(people.table().map((row) => [row.Name, row.Invited, row['Furthest step']])).toEqual([
    ['Walked In', 'Came by themselves, 4 January 2027', 'Attended'],
  ])
})
