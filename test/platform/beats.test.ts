/** Signs of life of the web server, and the outages that are seen from the gaps between them. */
import { beat } from '../../src/platform/beats.ts'
import type { TestDatabase } from '../support/database.ts'
import { createTestDatabase } from '../support/database.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  await database.db('outages').delete()
  await database.db('server_beats').delete()
})

const real = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second))
/** The clock of the domain may stand elsewhere, and jump. */
const domain = (second: number) => new Date(Date.UTC(2027, 3, 12, 9, 0, second))
const outages = () => database.db('outages').select('started_at', 'ended_at').orderBy('started_at')

test('a gap is an outage, in the time of the domain; a slow moment is none', async () => {
  await beat(database.db, domain(0), real(0))
  await beat(database.db, domain(14), real(14))
  expect(await outages()).toEqual([])
  await beat(database.db, domain(54), real(54))
  expect(await outages()).toEqual([{ started_at: domain(14), ended_at: domain(54) }])
})

test('a clock that is moved is no outage', async () => {
  await beat(database.db, domain(0), real(0))
  await beat(database.db, new Date('2028-01-01T00:00:00Z'), real(5))
  expect(await outages()).toEqual([])
})

test('of several web processes that come back at once one tells of the outage', async () => {
  await beat(database.db, domain(0), real(0))
  await Promise.all(Array.from({ length: 5 }, () => beat(database.db, domain(60), real(60))))
  expect(await outages()).toEqual([{ started_at: domain(0), ended_at: domain(60) }])
})
