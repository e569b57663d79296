/** From the last fact to the certificate: the check that every fact asks for, and the nightly one. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Ctx } from '../../../src/platform/context.ts'
import { checkPerson, putChecks } from '../../../src/features/certification/commands/checking.ts'
import { lockCertificates } from '../../../src/features/certification/commands/issuing.ts'
import { putPrints } from '../../../src/features/certification/commands/printing.ts'
import { certificationJobs } from '../../../src/features/certification/jobs.ts'
import { countGroundless, listCertificates } from '../../../src/features/certification/index.ts'
import { areCertificatesReleased } from '../../../src/features/attendance/queries/registers.ts'
import { recordCorrection } from '../../../src/features/attendance/index.ts'
import { inTransaction } from '../../../src/platform/context.ts'
import { putJob } from '../../../src/platform/jobs/put.ts'
import { rows } from '../../../src/platform/db/connect.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestPerson } from '../../support/factories.ts'
import { isAnyLockWaited } from '../../support/locks.ts'
import { addTestLivePart } from '../../support/live-sessions.ts'
import { listMails } from '../../support/mailbox.ts'
import { holdSession } from './held.ts'

let database: TestDatabase
let ctx: Ctx

beforeAll(async () => {
  database = await createTestDatabase()
  ctx = contextOf(database.db)
})
afterAll(() => database.drop())
beforeEach(() => database.reset())

const waitingJobs = async (name: string) =>
  rows<{ payload: { personId: string } }>(
    database.db,
    `select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where t.identifier = ? order by j.id`,
    [name],
  )

const runJobsOf = async (name: 'certification.check' | 'certification.print', ctx: Ctx) => {
  for (const { payload } of await waitingJobs(name)) await certificationJobs[name]!(ctx, payload)
}

test('closing a register certifies those who were there long enough, and only them', async () => {
  const course = await addTestLivePart(database.db)
  const [there, late, early, absent] = await Promise.all(Array.from({ length: 4 }, () => addTestPerson(database.db)))
  const held = await holdSession(ctx, course, [
    { person: there!, mark: 'present', minutes: null },
    { person: late!, mark: 'late', minutes: 120 },
    { person: early!, mark: 'left early', minutes: 119 },
    { person: absent!, mark: 'absent', minutes: null },
  ])
  // Whoever closes the register reads whether they go out by themselves.
  expect(await areCertificatesReleased(ctx, held.part_id)).toBe(false)
  await runJobsOf('certification.check', held.ctx)
  expect(await listCertificates(ctx, there!.id)).toMatchObject([{ awarded_on: '2027-04-27', valid_to: '2028-04-27' }])
  expect(await listCertificates(ctx, late!.id)).toHaveLength(1)
  expect(await listCertificates(ctx, early!.id)).toEqual([])
  expect(await listCertificates(ctx, absent!.id)).toEqual([])
  await database.db('programmes').update({ issuing: 'released' })
  expect(await areCertificatesReleased(ctx, held.part_id)).toBe(true)
  expect(await database.db('completions').pluck('person_id')).toEqual(expect.arrayContaining([there!.id, late!.id]))
})

test('fifty checks at once complete and certify once', async () => {
  const course = await addTestLivePart(database.db)
  const person = await addTestPerson(database.db)
  const held = await holdSession(ctx, course, [{ person, mark: 'present', minutes: null }])
  await Promise.all(Array.from({ length: 50 }, () => checkPerson(held.ctx, person.id)))
  expect(await database.db('completions').where({ person_id: person.id })).toHaveLength(1)
  expect(await listCertificates(ctx, person.id)).toHaveLength(1)
  expect(await listMails(database.db, { kind: 'certification.certificate' })).toHaveLength(1)
  expect(await database.db('audit_events').where({ action: 'certification.issue' })).toHaveLength(1)
})

test('one check takes along those that wait, in one transaction and with numbers in a row', async () => {
  const course = await addTestLivePart(database.db)
  const people = await Promise.all(
    Array.from({ length: 6 }, (_, n) => addTestPerson(database.db, { full_name: n === 3 ? 'Ann 😀' : `Ann ${n}` })),
  )
  const held = await holdSession(
    ctx,
    course,
    people.map((person) => ({ person, mark: 'present' as const, minutes: null })),
  )
  const [first] = await waitingJobs('certification.check')
  await certificationJobs['certification.check']!(held.ctx, first!.payload)
  // The first one's own job is the worker's to end.
  expect((await waitingJobs('certification.check')).length).toBeLessThanOrEqual(1)
  const numbers = await database.db('certificates').orderBy('number').pluck('number')
  expect(numbers.map((number: string) => number.split('-').slice(1, 3).join(' '))).toEqual(
    [1, 2, 3, 4, 5, 6].map((n) => `2027 00000${n}`),
  )
  expect(await listMails(database.db, { kind: 'certification.certificate' })).toHaveLength(5)
  expect(await listMails(database.db, { kind: 'certification.name-needed' })).toHaveLength(1)
  expect(await database.db('audit_events').where({ action: 'certification.issue' })).toHaveLength(6)
  for (const { id } of people) {
    const [certificate] = await listCertificates(ctx, id)
    expect(await database.db('plans').where({ subject_id: certificate!.id })).toHaveLength(4)
    expect(certificate!.full_name).toBe(people.find((person) => person.id === id)!.full_name)
  }
})

test('one that cannot be issued holds up nobody else', async () => {
  const course = await addTestLivePart(database.db)
  const people = await Promise.all(Array.from({ length: 4 }, () => addTestPerson(database.db)))
  const held = await holdSession(
    ctx,
    course,
    people.map((person) => ({ person, mark: 'present' as const, minutes: null })),
  )
  const unlucky = people[2]!.id
  await database.db.raw(`alter table certificates add constraint unlucky check (person_id <> '${unlucky}') not valid`)
  try {
    const jobs = await waitingJobs('certification.check')
    const outcomes = await Promise.allSettled(
      jobs.map(({ payload }) => certificationJobs['certification.check']!(held.ctx, payload)),
    )
    expect(outcomes.filter((one) => one.status === 'rejected')).toHaveLength(1)
    for (const { id } of people) expect(await listCertificates(ctx, id)).toHaveLength(id === unlucky ? 0 : 1)
  } finally {
    await database.db.raw('alter table certificates drop constraint unlucky')
  }
  // Its number was not used up, nor its completion recorded.
  expect(await database.db('completions').where({ person_id: unlucky })).toEqual([])
  await checkPerson(held.ctx, unlucky)
  expect(await listCertificates(ctx, unlucky)).toMatchObject([{ number: expect.stringContaining('-2027-000004-') }])
})

/** Somebody else holds what decides about the person's certificates, and does `work` once `check` waits for it. */
async function whileHeld(personId: string, check: () => Promise<void>, work: (ctx: Ctx) => Promise<unknown>) {
  const programmes: string[] = await database.db('programmes').pluck('id')
  let checking: Promise<void> | undefined
  await inTransaction(
    ctx,
    async (other) => {
      await lockCertificates(other, ...programmes.map((programme_id) => ({ person_id: personId, programme_id })))
      checking = check()
      while (!(await isAnyLockWaited(database.db))) await wait(10)
      await work(other)
    },
    { ownAudit: true },
  )
  await checking
}

test('what was corrected while a check waited for its turn certifies nobody, although the check of that news has ended', async () => {
  const course = await addTestLivePart(database.db)
  const person = await addTestPerson(database.db)
  const held = await holdSession(ctx, course, [{ person, mark: 'present', minutes: null }])
  await whileHeld(
    person.id,
    () => checkPerson(held.ctx, person.id),
    async () => {
      const absent = { person_id: person.id, mark: 'absent' as const, minutes: null }
      await recordCorrection(held.ctx, { part_id: held.part_id, ...absent, reason: 'Mistaken' })
      await checkPerson(held.ctx, person.id)
    },
  )
  expect(await listCertificates(ctx, person.id)).toEqual([])
  expect(await database.db('completions')).toEqual([])
})

test('whoever holds a certificate and asks for its check never waits for those who take that check along', async () => {
  const course = await addTestLivePart(database.db)
  const [first, renewing] = [await addTestPerson(database.db), await addTestPerson(database.db)]
  const held = await holdSession(
    ctx,
    course,
    [first, renewing].map((person) => ({ person, mark: 'present' as const, minutes: null })),
  )
  await whileHeld(
    renewing.id,
    () => certificationJobs['certification.check']!(held.ctx, { personId: first.id }),
    async (other) => {
      await other.db.raw(`set local lock_timeout = '300ms'`)
      const key = `certification.check ${renewing.id}`
      await putJob(other, 'certification.check', { personId: renewing.id }, { key })
    },
  )
  expect(await listCertificates(ctx, first.id)).toHaveLength(1)
  // Their own check, put again, is still to come.
  expect(await listCertificates(ctx, renewing.id)).toEqual([])
  await runJobsOf('certification.check', held.ctx)
  expect(await listCertificates(ctx, renewing.id)).toHaveLength(1)
})

test('the nightly check finds who was forgotten, leaves the certified alone and waits for the disabled', async () => {
  const course = await addTestLivePart(database.db)
  const [lost, certified, disabled] = await Promise.all(Array.from({ length: 3 }, () => addTestPerson(database.db)))
  const marked = [lost!, certified!, disabled!].map((person) => ({ person, mark: 'present' as const, minutes: null }))
  const held = await holdSession(ctx, course, marked)
  await checkPerson(held.ctx, certified!.id)
  await database.db('people').where({ id: disabled!.id }).update({ disabled_at: ctx.now })
  await database.db.raw('delete from graphile_worker._private_jobs')

  await putChecks(held.ctx)
  await putChecks(held.ctx)
  expect((await waitingJobs('certification.check')).map((job) => job.payload.personId)).toEqual([lost!.id])
  await runJobsOf('certification.check', held.ctx)
  expect(await listCertificates(ctx, lost!.id)).toHaveLength(1)

  await checkPerson(held.ctx, disabled!.id)
  expect(await listCertificates(ctx, disabled!.id)).toEqual([])
  await database.db('people').where({ id: disabled!.id }).update({ disabled_at: null })
  await checkPerson(held.ctx, disabled!.id)
  expect(await listCertificates(ctx, disabled!.id)).toHaveLength(1)
})

test('a PDF that waits is made soon after its name can be printed', async () => {
  const course = await addTestLivePart(database.db)
  const person = await addTestPerson(database.db, { full_name: 'Ann 😀' })
  const held = await holdSession(ctx, course, [{ person, mark: 'present', minutes: null }])
  await checkPerson(held.ctx, person.id)
  await putPrints(held.ctx)
  expect(await waitingJobs('certification.print')).toEqual([])
  await database.db('people').where({ id: person.id }).update({ printable_name: 'Ann' })
  await putPrints(held.ctx)
  await runJobsOf('certification.print', held.ctx)
  expect(await listCertificates(ctx, person.id)).toMatchObject([{ printed_name: 'Ann' }])
})

test('a correction behind our back takes the completion back and not the certificate; nobody gets a second one', async () => {
  const course = await addTestLivePart(database.db)
  const person = await addTestPerson(database.db)
  const held = await holdSession(ctx, course, [{ person, mark: 'present', minutes: null }])
  await checkPerson(held.ctx, person.id)
  const correct = (mark: 'absent' | 'present') =>
    recordCorrection(held.ctx, { part_id: held.part_id, person_id: person.id, mark, minutes: null, reason: 'Mistaken' })
  await correct('absent')
  await checkPerson(held.ctx, person.id)
  expect(await listCertificates(ctx, person.id)).toMatchObject([{ standing: 'good' }])
  expect(await countGroundless(held.ctx)).toBe(1)
  await checkPerson(held.ctx, person.id)
  expect(await database.db('completions').where({ person_id: person.id })).toHaveLength(2)

  await correct('present')
  await checkPerson(held.ctx, person.id)
  expect(await countGroundless(held.ctx)).toBe(0)
  expect(await listCertificates(ctx, person.id)).toHaveLength(1)
})
