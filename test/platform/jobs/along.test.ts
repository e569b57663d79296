/** Jobs that take others of their name along: each is done once, and none is lost. */
import type { Ctx } from '../../../src/platform/context.ts'
import { inTransaction } from '../../../src/platform/context.ts'
import type { WaitingJob } from '../../../src/platform/jobs/along.ts'
import { takeAlong, withOthers } from '../../../src/platform/jobs/along.ts'
import { putJob, putJobs } from '../../../src/platform/jobs/put.ts'
import { newId } from '../../../src/lib/ids.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'

let database: TestDatabase
let ctx: Ctx

beforeAll(async () => {
  database = await createTestDatabase()
  ctx = contextOf(database.db)
})
afterAll(() => database.drop())
beforeEach(() => database.reset())

const name = 'certification.check'
const people = Array.from({ length: 4 }, () => newId())
const keyOf = (personId: string) => `${name} ${personId}`

const put = (ids = people) =>
  putJobs(
    ctx,
    name,
    ids.map((personId) => ({ payload: { personId }, key: keyOf(personId) })),
  )
const waiting = async (): Promise<string[]> => {
  const found = await database.db('graphile_worker._private_jobs').orderBy('id').pluck('payload')
  return found.map((payload: { personId: string }) => payload.personId)
}
const idsOf = (jobs: WaitingJob<typeof name>[]) => jobs.map((job) => job.payload.personId)
const take = (jobs: WaitingJob<typeof name>[]) =>
  inTransaction(ctx, (ctx) => takeAlong(ctx, jobs), { ownAudit: true }).then(idsOf)

test('they are taken in their order, so many at most, and are done with the transaction', async () => {
  await put()
  await withOthers(ctx, name, 3, async (others) => {
    expect(idsOf(others)).toEqual(people.slice(0, 3))
    expect(await waiting()).toEqual(people)
    expect(await take(others)).toEqual(people.slice(0, 3))
  })
  expect(await waiting()).toEqual(people.slice(3))
})

test('where the transaction fails they wait again', async () => {
  await put()
  await withOthers(ctx, name, 3, async (others) => {
    const failing = inTransaction(ctx, async (ctx) => {
      await takeAlong(ctx, others)
      throw new Error('The paper ran out')
    })
    await expect(failing).rejects.toThrow('The paper ran out')
  })
  expect(await waiting()).toEqual(people)
})

test('two at once never have the same ones, and what one has in hand the next one leaves alone', async () => {
  await put()
  await withOthers(ctx, name, 2, (first) =>
    withOthers(ctx, name, 5, async (second) => {
      expect(idsOf(first)).toEqual(people.slice(0, 2))
      expect(idsOf(second)).toEqual(people.slice(2))
      // Another process knows nothing of that: the database decides.
      expect(await Promise.all([take(first), take(first)]).then((taken) => taken.flat().toSorted())).toEqual(
        people.slice(0, 2).toSorted(),
      )
    }),
  )
})

test('one that was put again meanwhile is news, and one that has failed or has begun is its own affair', async () => {
  await put()
  await withOthers(ctx, name, 5, async (others) => {
    await putJob(ctx, name, { personId: people[0]! }, { key: keyOf(people[0]!) })
    await database.db.raw(
      `update graphile_worker._private_jobs set locked_at = now(), locked_by = 'other' where key = ?`,
      [keyOf(people[1]!)],
    )
    expect(await take(others)).toEqual(people.slice(2))
  })
  expect((await waiting()).toSorted()).toEqual(people.slice(0, 2).toSorted())
  await database.db.raw(`update graphile_worker._private_jobs set locked_at = null, locked_by = null, attempts = 1`)
  await withOthers(ctx, name, 5, async (others) => expect(others).toEqual([]))
})
