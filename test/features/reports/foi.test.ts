/** The freedom of information pack: what it counts, what it withholds, and its CSV and PDF. */
import { parseCsv } from '../../../src/lib/csv.ts'
import type { PackFacts } from '../../../src/features/reports/foi/pack.ts'
import { packOf } from '../../../src/features/reports/foi/pack.ts'
import { renderPack } from '../../../src/features/reports/foi/render.ts'
import { Page } from '../../support/page.ts'
import { addTestChampion } from '../../support/awarded.ts'
import type { Browser, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestOrganisation, addTestPerson } from '../../support/factories.ts'
import { addHeldSession, attend } from '../../support/held.ts'

let database: TestDatabase
let site: TestSite
let browser: Browser

const now = new Date('2027-04-12T09:00:00Z')
const query = 'from=2027-01-01&to=2027-03-31'

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

/** Twelve people at one event and three at another: ten of councils, five of charities. */
async function quarter() {
  const council = await addTestOrganisation(database.db, { kind: 'district council' })
  const charity = await addTestOrganisation(database.db, { kind: 'charity' })
  const large = await addHeldSession(database.db, new Date('2027-02-10T10:00:00Z'), {
    mode: 'in person',
    is_mandatory: true,
  })
  const small = await addHeldSession(database.db, new Date('2027-03-10T10:00:00Z'), { audience: 'internal' })
  await addHeldSession(database.db, new Date('2027-03-31T22:30:00Z'), { is_open: true })
  await addHeldSession(database.db, new Date('2027-03-31T23:30:00Z'))
  for (let index = 0; index < 15; index++) {
    const organisation_id = index % 3 === 0 ? charity.id : council.id
    const person = await addTestPerson(database.db, { organisation_id })
    await attend(database.db, index < 12 ? large : small, person.id, index % 2 ? 'present' : 'late')
    if (index === 0) await attend(database.db, small, person.id, 'absent')
  }
  for (let index = 0; index < 3; index++)
    await addTestChampion(contextOf(database.db, { at: new Date('2027-03-11T09:00:00Z') }), {
      organisation_id: charity.id,
    })
}

test('shows each event with its figure, and withholds a small one with the one that would give it away', async () => {
  await quarter()
  const answer = await browser.get(`/reports/foi?${query}`)
  const page = new Page({
    url: new URL('http://own.invalid/reports/foi'),
    status: answer.status,
    headers: new Headers(),
    html: answer.text,
  })
  expect(page.table('Events').map((row) => Object.values(row))).toEqual([
    ['10 February 2027', 'Become a hate crime champion', 'Initial', 'In person', 'Mandatory', 'External', 'Withheld'],
    ['10 March 2027', 'Become a hate crime champion', 'Initial', 'Online', 'Not mandatory', 'Internal', 'Withheld'],
    [
      '31 March 2027',
      'Become a hate crime champion',
      'Initial',
      'Online',
      'Not mandatory',
      'External',
      'Register not closed yet',
    ],
  ])
  const trained = page.table('People trained, by kind of organisation')
  expect(trained.filter((row) => row.Number !== '0').map((row) => Object.values(row))).toEqual([
    ['District council', '10'],
    ['Charity', '5'],
    ['In all', '15'],
  ])
  // Three certificates and nothing larger to hide them among: not even that the others have none.
  const certificates = page.table('Certificates awarded, by kind of organisation')
  expect(new Set(certificates.map((row) => row.Number))).toEqual(new Set(['Withheld']))
  expect(page.text).toContain('a larger one is withheld as well')
})

test('the CSV has a line for each figure and says how it is counted in its last column', async () => {
  await quarter()
  const answer = await browser.get(`/reports/foi.csv?${query}`)
  expect(answer.headers['content-disposition']).toContain('hate-crime-training-2027-01-01-to-2027-03-31.csv')
  const { rows } = parseCsv(answer.text.replace(/^\ufeff/, ''))
  expect(rows[0]!.at(-1)).toBe('how it is counted')
  expect(rows.every((row) => row.length === 10)).toBe(true)
  expect(new Set(rows.slice(1).map((row) => row[9])).size).toBe(1)
  expect(rows[1]!.slice(0, 9)).toEqual([
    'people trained at an event',
    '2027-02-10',
    'Become a hate crime champion',
    'Initial',
    'In person',
    'Mandatory',
    'External',
    '',
    'withheld',
  ])
  expect(rows.find((row) => row[0] === 'people trained in all')![8]).toBe('15')
  const wrong = await browser.get('/reports/foi.csv?from=2027-13-01')
  expect([wrong.status, wrong.headers.location]).toEqual([303, '/reports/foi?from=2027-13-01'])
})

test('the page is a PDF for whoever reads it aloud, and one page however many events there are', async () => {
  await quarter()
  const answer = await browser.get(`/reports/foi.pdf?${query}`).buffer(true)
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/pdf'])
  expect((answer.body as Buffer).subarray(0, 5).toString('latin1')).toBe('%PDF-')
  const facts = (events: number): PackFacts => ({
    force_name: 'Hertfordshire Constabulary',
    period: { from: '2026-01-01', to: '2026-12-31' },
    events: Array.from({ length: events }, (_, index) => ({
      live_session_id: String(index),
      starts_at: new Date('2026-03-01T10:00:00Z'),
      course_title: 'A course with quite a long name, as courses for partners tend to have',
      course_kind: 'refresher',
      mode: 'in person',
      is_mandatory: false,
      audience: 'external',
      is_closed: index % 9 > 0,
      trained: index,
    })),
    trained: [{ kind: null, count: 5 }],
    certificates: [],
    now,
  })
  for (const events of [0, 22, 36, 60, 61, 500]) expect(renderPack(packOf(facts(events))).length).toBeGreaterThan(1000)
})
