/** A command that changes something must leave an audit row; looking and locking change nothing. */
import { createTestDatabase } from '../support/database.ts'
import type { TestDatabase } from '../support/database.ts'
import { contextOf } from '../support/context.ts'
import { addTestPerson } from '../support/factories.ts'
import { inTransaction } from '../../src/platform/context.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

test('a change without an audit row fails and is undone; a locked row is no change', async () => {
  const ctx = contextOf(database.db)
  const person = await addTestPerson(database.db)
  for (let round = 0; round < 3; round++) {
    await inTransaction(ctx, (ctx) => ctx.db('people').where({ id: person.id }).forUpdate().first('id'))
    await expect(
      inTransaction(ctx, (ctx) => ctx.db('people').where({ id: person.id }).update({ language: 'cy' })),
    ).rejects.toThrow('no audit row')
  }
  expect(await ctx.db('people').first('language')).toEqual({ language: 'en' })
})
