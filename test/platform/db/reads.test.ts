/** Reads asked at once share a connection and still stand each for itself: its own answer, its own fault, nothing of a transaction. */
import type { Knex } from 'knex'
import { connect, row, rows } from '../../../src/platform/db/connect.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'

let database: TestDatabase
let db: Knex

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())
beforeEach(() => {
  db = connect(database.url, { max: 2 })
})
afterEach(() => db.destroy())

const backend = 'select pg_backend_pid() as pid, ?::int as number'

test('what is asked at once goes over one connection, each answer to its question', async () => {
  const answers = await Promise.all(
    [1, 2, 3].map((number) => row<{ pid: number; number: number }>(db, backend, [number])),
  )
  expect(answers.map((answer) => answer!.number)).toEqual([1, 2, 3])
  expect(new Set(answers.map((answer) => answer!.pid)).size).toBe(1)
})

test('a long line of questions is spread over several', async () => {
  const numbers = Array.from({ length: 200 }, (_, number) => number)
  const answers = await Promise.all(
    numbers.map((number) => row<{ pid: number; number: number }>(db, backend, [number])),
  )
  expect(answers.map((answer) => answer!.number)).toEqual(numbers)
  expect(new Set(answers.map((answer) => answer!.pid)).size).toBeGreaterThan(1)
})

test('one that fails takes no other with it', async () => {
  const [before, failed, after] = await Promise.allSettled([
    row(db, 'select 1 as one'),
    row(db, 'select 1 / ? as none', [0]),
    row(db, 'select 2 as two'),
  ])
  expect([before, after]).toMatchObject([{ value: { one: 1 } }, { value: { two: 2 } }])
  expect(failed).toMatchObject({ status: 'rejected', reason: { code: '22012' } })
})

test('a transaction reads what it has written, and nobody else does', async () => {
  await db.raw('create table seen (id int)')
  await db.transaction(async (trx) => {
    await trx.raw('insert into seen values (1)')
    const [inside, outside] = await Promise.all([rows(trx, 'select id from seen'), rows(db, 'select id from seen')])
    expect([inside, outside]).toEqual([[{ id: 1 }], []])
  })
  expect(await rows(db, 'select id from seen')).toEqual([{ id: 1 }])
})

test('a lost connection fails what was under way on it; what is asked next is answered', async () => {
  const [pid, slow] = await Promise.all([row<{ pid: number }>(db, backend, [0]), row(db, 'select 1')])
  expect(slow).toBeDefined()
  const lost = Promise.allSettled([row(db, 'select pg_sleep(60)'), row(db, 'select 1 as one')])
  while (!(await db.raw('select pg_terminate_backend(?) as ended', [pid!.pid])).rows[0].ended);
  for (const one of await lost) expect(one.status).toBe('rejected')
  expect(await row(db, 'select 1 as one')).toEqual({ one: 1 })
})

test('a database that is away is said for each question', async () => {
  const away = connect('postgres://nobody@127.0.0.1:1/none', { max: 1 })
  const asked = await Promise.allSettled([row(away, 'select 1'), row(away, 'select 2')])
  expect(asked).toMatchObject([{ reason: { code: 'ECONNREFUSED' } }, { reason: { code: 'ECONNREFUSED' } }])
  await away.destroy()
})

test('after a migration changed a table, no read fails', async () => {
  await db.raw('create table changed (id int)')
  const read = () => rows(db, 'select * from changed')
  await Promise.all(Array.from({ length: 40 }, read))
  await db.raw('alter table changed add column name text')
  await db.raw(`insert into changed values (1, 'new')`)
  expect(await Promise.all([read(), read()])).toEqual([[{ id: 1, name: 'new' }], [{ id: 1, name: 'new' }]])
})

test('a database that is closed twice is closed once', async () => {
  await row(db, 'select 1')
  await db.destroy()
  await db.destroy()
})
