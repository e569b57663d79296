/** Plans: they move, are dropped, fall due once, and become the job of their name. */
import { dropPlan, putPlan, runDuePlans } from '../../../src/platform/jobs/plans.ts'
import { rows } from '../../../src/platform/db/connect.ts'
import { newId } from '../../../src/lib/ids.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'

const kind = 'live-sessions.remind-day' as never
const at = new Date('2027-04-12T09:00:00Z')
const hours = (n: number) => new Date(at.getTime() + n * 3_600_000)
let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())
beforeEach(() => database.reset())

const jobs = () => rows<{ payload: unknown }>(database.db, 'select payload from graphile_worker._private_jobs')

test('a plan falls due once, however many workers look', async () => {
  const subject = newId()
  await putPlan(contextOf(database.db, { at }), kind, subject, hours(2))
  expect(await runDuePlans(contextOf(database.db, { at: hours(1) }))).toBe(0)
  const done = await Promise.all([1, 2, 3].map(() => runDuePlans(contextOf(database.db, { at: hours(2) }))))
  expect(done.reduce((sum, one) => sum + one, 0)).toBe(1)
  expect(await jobs()).toEqual([{ payload: { subjectId: subject } }])
})

test('planning again moves the plan, and dropping says why', async () => {
  const subject = newId()
  const ctx = contextOf(database.db, { at })
  await putPlan(ctx, kind, subject, hours(2))
  await putPlan(ctx, kind, subject, hours(5))
  expect(await runDuePlans(contextOf(database.db, { at: hours(3) }))).toBe(0)
  await dropPlan(ctx, kind, subject, 'The session was cancelled')
  expect(await runDuePlans(contextOf(database.db, { at: hours(9) }))).toBe(0)
  expect(await database.db('plans')).toMatchObject([{ drop_reason: 'The session was cancelled', done_at: null }])
})
