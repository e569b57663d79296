/** Reads are prepared once a connection, inside and outside transactions, and survive a change of their tables. */
import { rows } from '../../../src/platform/db/connect.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

test('the same text is planned once, by builder, by raw SQL and in a transaction', async () => {
  await database.db.transaction(async (trx) => {
    for (const id of [1, 2, 3]) {
      await rows(trx, 'select ?::int as id', [id])
      await trx('areas').where({ name: `Area ${id}` })
    }
    const kept = await rows<{ statement: string }>(trx, `select statement from pg_prepared_statements`)
    expect(kept.filter((one) => one.statement.includes('::int as id'))).toHaveLength(1)
    expect(kept.filter((one) => one.statement.includes('"areas"'))).toHaveLength(1)
  })
})

test('after a migration changed a table, one read fails at most', async () => {
  await database.db.raw('create table changing (id int)')
  await database.db.raw('insert into changing values (1)')
  const read = () => rows(database.db, 'select * from changing')
  await Promise.all(Array.from({ length: 8 }, read))
  await database.db.raw('alter table changing add column name text')
  await read().catch(() => {})
  expect(await read()).toEqual([{ id: 1, name: null }])
})
