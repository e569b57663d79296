/** The transaction of a command: all or nothing, joined when nested, and never without an audit row. */
import { recordAudit } from '../../src/platform/audit/record.ts'
import type { Ctx } from '../../src/platform/context.ts'
import { inTransaction } from '../../src/platform/context.ts'
import { newId } from '../../src/lib/ids.ts'
import { contextOf } from '../support/context.ts'
import type { TestDatabase } from '../support/database.ts'
import { createTestDatabase } from '../support/database.ts'
import { addTestPerson } from '../support/factories.ts'

let database: TestDatabase
let ctx: Ctx

beforeAll(async () => {
  database = await createTestDatabase()
  ctx = contextOf(database.db)
})
afterAll(() => database.drop())
beforeEach(() => database.reset())

const change = async (ctx: Ctx, id: string) => ctx.db('people').where({ id }).update({ language: 'cy' })
const audit = (ctx: Ctx) => recordAudit(ctx, { action: 'test.change', subject_kind: 'person', subject_id: newId() })
const language = async (id: string) => (await database.db('people').where({ id }).first('language'))!.language

test('a change with its audit row is kept', async () => {
  const { id } = await addTestPerson(database.db)
  await inTransaction(ctx, async (ctx) => {
    await change(ctx, id)
    await audit(ctx)
  })
  expect(await language(id)).toBe('cy')
})

test('a change without an audit row is refused and undone', async () => {
  const { id } = await addTestPerson(database.db)
  await expect(inTransaction(ctx, (ctx) => change(ctx, id))).rejects.toThrow('wrote no audit row')
  expect(await language(id)).toBe('en')
})

test('reading alone needs none', async () => {
  await expect(inTransaction(ctx, (ctx) => ctx.db('people').select('id'))).resolves.toEqual([])
})

test('a transaction inside a transaction is the same one', async () => {
  const { id } = await addTestPerson(database.db)
  await expect(
    inTransaction(ctx, async (ctx) => {
      await inTransaction(ctx, async (ctx) => {
        await change(ctx, id)
        await audit(ctx)
      })
      throw new Error('later')
    }),
  ).rejects.toThrow('later')
  expect(await language(id)).toBe('en')
})
