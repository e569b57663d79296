/** Notices between processes: gathered, prompt, and there again after the connection was lost. */
import { setTimeout as wait } from 'node:timers/promises'
import { createLog } from '../../../src/platform/log.ts'
import type { Notices } from '../../../src/platform/notices/carrier.ts'
import { packed, postgresNotices } from '../../../src/platform/notices/postgres.ts'
import { newId } from '../../../src/lib/ids.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'

let database: TestDatabase
let mine: Notices
let theirs: Notices
const heard: string[] = []

beforeAll(async () => {
  database = await createTestDatabase()
  const log = createLog('silent')
  ;[mine, theirs] = [1, 2].map(() => postgresNotices({ connectionString: database.url }, log)) as [Notices, Notices]
  theirs.listen((topic) => heard.push(topic))
})
afterAll(async () => {
  await mine.stop()
  await theirs.stop()
  await database.drop()
})
beforeEach(() => void heard.splice(0))

async function until(what: () => boolean, milliseconds: number): Promise<number> {
  const began = performance.now()
  while (!what()) {
    if (performance.now() - began > milliseconds) throw new Error(`Waited in vain: ${heard.length}`)
    await wait(5)
  }
  return performance.now() - began
}

test('what one tells the other hears, soon; a thousand times the same is told once or twice', async () => {
  // Both are there once the first notice has come through.
  const probe = setInterval(() => mine.tell('probe'), 50)
  await until(() => heard.includes('probe'), 5000)
  clearInterval(probe)
  await wait(250)
  heard.length = 0
  const topics = Array.from({ length: 300 }, () => newId())
  for (let times = 0; times < 1000; times++) for (const topic of topics.slice(0, 3)) mine.tell(topic)
  for (const topic of topics) mine.tell(topic)
  expect(await until(() => new Set(heard).size === topics.length, 1000)).toBeLessThan(1000)
  expect(heard.length).toBeLessThan(2 * topics.length)
})

test('a lost connection is made anew, and what was told meanwhile is not forgotten', async () => {
  await database.db.raw(`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'upstander notices' and datname = current_database()`)
  const late = newId()
  const telling = setInterval(() => mine.tell(late), 200)
  await until(() => heard.includes(late), 5000)
  clearInterval(telling)
})

test('payloads stay under the limit of Postgres', () => {
  const texts = packed(Array.from({ length: 1000 }, () => newId()))
  expect(texts.every((text) => text.length < 7500)).toBe(true)
  expect(texts.join(' ').split(' ')).toHaveLength(1000)
  expect(packed([])).toEqual([])
})
