/** Streaming reads: read only, with bound settings, and a connection that failed midway is never used again. */
import { text } from 'node:stream/consumers'
import { to as copyTo } from 'pg-copy-streams'
import { withReader } from '../../../src/platform/db/reader.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

test('COPY reads what was set, whatever is in it', async () => {
  const value = `O'Brien; drop table people; -- "\\`
  const copied = await withReader(database.db, { 'test.name': value }, (client) =>
    text(client.query(copyTo(`copy (select current_setting('test.name')) to stdout with (format csv, quote '|')`))),
  )
  expect(copied).toBe(`${value}\n`)
  // Settings end with the transaction.
  const { rows } = await database.db.raw(`select current_setting('test.name', true) as name`)
  expect([null, '']).toContain(rows[0].name)
})

test('nothing can be written', async () => {
  await expect(withReader(database.db, {}, (client) => client.query(`delete from limits`))).rejects.toMatchObject({
    code: '25006',
  })
})

test('readers who leave midway, more of them than connections, leave the pool whole', async () => {
  for (let n = 0; n < 25; n++)
    await expect(
      withReader(database.db, {}, async (client) => {
        const stream = client.query(copyTo(`copy (select generate_series(1, 5000000)) to stdout`))
        for await (const _ of stream) throw new Error('the client went away')
      }),
    ).rejects.toThrow('the client went away')
  const { rows } = await database.db.raw('select 1 as one')
  expect(rows).toEqual([{ one: 1 }])
  const { rows: running } = await database.db.raw(
    `select count(*)::int as count from pg_stat_activity where datname = current_database() and query like 'copy%' and state <> 'idle'`,
  )
  expect(running[0].count).toBeLessThan(3)
})
