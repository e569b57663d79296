/** The demo: whole or not at all, once, and every page has something worth seeing. */
import { clock } from '../../src/platform/clock.ts'
import { row } from '../../src/platform/db/connect.ts'
import { createLog } from '../../src/platform/log.ts'
import { people } from '../../seeds/demo/people.ts'
import { seedDemo } from '../../seeds/demo/seed.ts'
import { workday } from '../../seeds/demo/history.ts'
import { testConfig } from '../support/config.ts'
import { contextOf } from '../support/context.ts'
import type { TestDatabase } from '../support/database.ts'
import { createTestDatabase } from '../support/database.ts'
import { deepTest } from '../support/depth.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  clock.set(new Date('2027-04-12T09:00:00Z'))
})
afterAll(() => database.drop())

const seed = () => seedDemo({ database_url: database.url, config: testConfig(), log: createLog('silent') })

const count = async (sql: string): Promise<number> =>
  (await row<{ count: number }>(database.db, `select count(*) as count from ${sql}`))!.count

deepTest('a demo that is cut off half way leaves nothing behind', async () => {
  await database.db.raw(`create function refuse_mail() returns trigger language plpgsql as
    $$ begin if new.kind = 'certification.revoked' then raise exception 'cut off'; end if; return new; end $$;
    create trigger cut_off before insert on mails for each row execute function refuse_mail()`)
  await expect(seed()).rejects.toThrow('cut off')
  await database.db.raw('drop trigger cut_off on mails; drop function refuse_mail()')
  expect([await count('people'), await count('mails'), await count('graphile_worker._private_jobs')]).toEqual([0, 0, 0])
})

test('it holds what each page is for, and is made once', async () => {
  await seed()
  const found = {
    people: await count(`people where email like '%.example' or email is null`),
    champions: await count(
      `certificates c join programmes p on p.id = c.programme_id where p.slug = 'hate-crime-champion'`,
    ),
    without_pdf: await count(
      'certificates c where not exists (select from certificate_pdfs where certificate_id = c.id)',
    ),
    revoked: await count(`certificate_states where state = 'revoked'`),
    waiting: await count('bookings where booked_at is null and cancelled_at is null'),
    open_registers: await count(
      `live_session_parts p join live_sessions s on s.id = p.live_session_id
       where p.ends_at < '2027-04-12' and s.cancelled_at is null
         and not exists (select from registers r where r.live_session_part_id = p.id)`,
    ),
    cancelled: await count('live_sessions where cancelled_at is not null'),
    requests: await count('join_requests where decided_at is null'),
    refused_mails: await count('mails where failed_at is not null'),
    unsent_mails: await count('mails where sent_at is null and failed_at is null'),
    materials: await count('live_session_materials'),
    evaluations_shown: await count('evaluation_answers where is_shown'),
    jobs: await count('graphile_worker._private_jobs'),
  }
  expect(found).toEqual({
    people: found.people,
    champions: found.champions,
    without_pdf: 1,
    revoked: 1,
    waiting: 3,
    open_registers: 1,
    cancelled: 1,
    requests: 1,
    refused_mails: 1,
    unsent_mails: 0,
    materials: 2,
    evaluations_shown: 5,
    jobs: 0,
  })
  expect(found.people).toBeGreaterThan(people.length)
  expect(found.champions).toBeGreaterThanOrEqual(27)
  await seed()
  expect(await count('people')).toBe(found.people)
})

test('nothing in it is yet to come but what is planned', async () => {
  for (const moment of ['audit_events.at', 'mails.created_at', 'certificates.issued_at', 'evidence.recorded_at']) {
    const [table, column] = moment.split('.')
    expect([moment, await count(`${table} where ${column} > '2027-04-12T09:00:01Z'`)]).toEqual([moment, 0])
  }
  expect(await count(`certificates where (facts ->> 'law_as_at')::date > awarded_on`)).toBe(0)
})

test('it schedules nothing for a weekend or for Christmas', () => {
  const on = (now: string, days: number) =>
    workday(contextOf(database.db, { at: new Date(now) }), days, '10:00').toISOString()
  expect(on('2026-11-25T10:00:00Z', 30)).toBe('2027-01-04T10:00:00.000Z')
  expect(on('2026-11-25T10:00:00Z', -4)).toBe('2026-11-20T10:00:00.000Z')
  expect(on('2027-04-12T10:00:00Z', 5)).toBe('2027-04-19T09:00:00.000Z')
})
