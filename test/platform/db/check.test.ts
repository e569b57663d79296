/** A database is looked at before anything is made in it; what is wrong with it is said in one sentence. */
import { checkDatabase, faultOf } from '../../../src/platform/db/check.ts'
import { connect } from '../../../src/platform/db/connect.ts'
import { migrate } from '../../../src/platform/db/migrate.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { freePort } from '../../support/running.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})

afterAll(() => database.drop())

const withPart = (part: Partial<Record<'pathname' | 'password' | 'host' | 'username', string>>) =>
  Object.assign(new URL(database.url), part).toString()

const good = { version: '18.4', number: 180_004, encoding: 'UTF8', may_create: true }

test('a good one passes', async () => {
  await checkDatabase(database.url)
  expect(faultOf(good)).toBeNull()
  expect(faultOf({ ...good, version: '15.0', number: 150_000 })).toBeNull()
})

test.each([
  [
    { version: '14.19 (Debian)', number: 140_019 },
    'The database is PostgreSQL 14.19 (Debian): Upstander needs PostgreSQL 15 or newer.',
  ],
  [{ encoding: 'LATIN1' }, 'The database has the encoding LATIN1: Upstander needs one made with UTF8.'],
  [{ may_create: false }, 'The user of DATABASE_URL may not create schemas and tables in its database.'],
])('%o', (found, words) => {
  expect(faultOf({ ...good, ...found })).toBe(words)
})

test('one that cannot be reached, does not exist, or refuses us is told in one sentence without the password', async () => {
  const port = await freePort()
  for (const url of [
    withPart({ host: `localhost:${port}` }),
    withPart({ pathname: '/nowhere' }),
    withPart({ password: 'guessed' }),
    withPart({ host: 'no-such-host.invalid' }),
  ]) {
    const attempt = checkDatabase(url)
    await expect(attempt).rejects.toThrow(/^The database cannot be used: [^\n]+[^.]\.$/)
    await expect(attempt).rejects.not.toThrow(new URL(database.url).password)
  }
})

test('a migration that was cut off leaves no lock behind', async () => {
  await database.db('knex_migrations_lock').update({ is_locked: 1 })
  expect(await migrate(database.url)).toEqual([])
})

test('a database of a newer version is left alone', async () => {
  const db = connect(database.url, { max: 1 })
  await db('knex_migrations').insert({ name: '29990101000000_later.ts', batch: 99, migration_time: new Date() })
  await db.destroy()
  await expect(migrate(database.url)).rejects.toThrow(
    'The database was made by a newer Upstander: run that version, or restore a backup from before the upgrade.',
  )
})
