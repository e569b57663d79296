/** Reminders that a certificate ends: on their days, to whom it matters, planned anew whenever the last day moves. */
import type { Ctx } from '../../../src/platform/context.ts'
import { changeStanding } from '../../../src/features/certification/index.ts'
import { certificationJobs } from '../../../src/features/certification/jobs.ts'
import { runDuePlans } from '../../../src/platform/jobs/plans.ts'
import { rows } from '../../../src/platform/db/connect.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestOrganisation } from '../../support/factories.ts'
import { listMails } from '../../support/mailbox.ts'
import { addTestChampion } from '../../support/awarded.ts'

let database: TestDatabase
let ctx: Ctx

beforeAll(async () => {
  database = await createTestDatabase()
  ctx = contextOf(database.db)
})
afterAll(() => database.drop())
beforeEach(() => database.reset())

const at = (moment: string) => contextOf(database.db, { at: new Date(moment) })

/** Lets the plans that are due at that moment become jobs, and runs those. */
async function passes(moment: string): Promise<string[]> {
  const then = at(moment)
  await runDuePlans(then)
  const jobs = await rows<{ id: string; name: keyof typeof certificationJobs; payload: { subjectId: string } }>(
    database.db,
    `select j.id, t.identifier as name, j.payload from graphile_worker._private_jobs j
     join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier like 'certification.remind%' order by j.id`,
  )
  for (const { name, payload } of jobs) await certificationJobs[name]!(then, payload as never)
  await database.db.raw(`delete from graphile_worker._private_jobs where id = any (?)`, [jobs.map((job) => job.id)])
  return (await listMails(database.db, { kind: 'certification.expiry' })).map((mail) => mail.subject)
}

async function champion() {
  const organisation = await addTestOrganisation(database.db)
  return addTestChampion(ctx, { organisation_id: organisation.id })
}

test('90, 60 and 30 days before, and on the day after: each once, at 9am in London', async () => {
  await champion()
  expect(await passes('2028-01-13T08:59:00Z')).toEqual([])
  expect(await passes('2028-01-13T09:00:00Z')).toEqual([expect.stringContaining('valid for another 90 days')])
  await passes('2028-01-20T09:00:00Z')
  await passes('2028-02-12T09:00:00Z')
  await passes('2028-03-13T09:00:00Z')
  expect(await passes('2028-04-13T07:59:00Z')).toHaveLength(3)
  const subjects = await passes('2028-04-13T08:00:00Z')
  expect(subjects.map((subject) => /another \d+ days|has expired/.exec(subject)![0])).toEqual([
    'another 90 days',
    'another 60 days',
    'another 30 days',
    'has expired',
  ])
  const last = (await listMails(database.db, { kind: 'certification.expiry' })).at(-1)!
  expect(last.text).toContain('You can still renew it until 12 June 2028')
})

test('a day that moves takes its reminders along; what was sent for the old day is sent again for the new one', async () => {
  const { certificate_id } = await champion()
  await passes('2028-01-13T09:00:00Z')
  await changeStanding(at('2028-01-20T09:00:00Z'), {
    act: 'extend',
    certificate_ids: [certificate_id],
    reason: 'x',
    valid_to: '2028-06-30',
  })
  expect(await passes('2028-02-12T09:00:00Z')).toHaveLength(1)
  expect(await passes('2028-04-01T08:00:00Z')).toEqual([
    expect.stringContaining('90 days'),
    expect.stringContaining('90 days'),
  ])
  expect(await passes('2028-04-13T08:00:00Z')).toHaveLength(2)
})

test('nobody is reminded of what does not count, or who has left; giving back plans anew', async () => {
  const { certificate_id, id } = await champion()
  const act = (act: 'suspend' | 'reinstate', moment: string) =>
    changeStanding(at(moment), { act, certificate_ids: [certificate_id], reason: 'x' })
  await act('suspend', '2028-01-01T09:00:00Z')
  expect(await passes('2028-01-13T09:00:00Z')).toEqual([])
  await act('reinstate', '2028-02-01T09:00:00Z')
  expect(await passes('2028-02-12T09:00:00Z')).toHaveLength(1)
  await database.db('memberships').where({ person_id: id }).update({ ends_on: '2028-03-01' })
  expect(await passes('2028-03-13T09:00:00Z')).toHaveLength(1)
})

test('a worker that was away for weeks does not send a reminder whose time is over', async () => {
  await champion()
  expect(await passes('2028-03-20T09:00:00Z')).toEqual([expect.stringContaining('another 23 days')])
})

test('certificates from before there were reminders are planned by night, once', async () => {
  await champion()
  const plans = () => database.db('plans').whereNull('dropped_at').select('kind', 'due_at').orderBy('kind')
  const before = await plans()
  expect(before).toHaveLength(4)
  await database.db('plans').delete()
  const night = at('2027-05-01T02:10:00Z')
  await certificationJobs['certification.plan-reminders']!(night, {})
  await certificationJobs['certification.plan-reminders']!(night, {})
  expect(await plans()).toEqual(before)
})
