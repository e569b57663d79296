/** Renewing: a refresher within the window or the grace begins the next cycle; nothing is erased, no day is lost, nothing counts twice. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Ctx } from '../../../src/platform/context.ts'
import { inTransaction } from '../../../src/platform/context.ts'
import { changeStanding, listCertificates, listStateChanges } from '../../../src/features/certification/index.ts'
import { checkPerson, putChecks } from '../../../src/features/certification/commands/checking.ts'
import { lockCertificates } from '../../../src/features/certification/commands/issuing.ts'
import { startRenewal } from '../../../src/features/certification/commands/renewal.ts'
import { renewalOf, renewedFrom } from '../../../src/features/certification/rules.ts'
import { startCourse } from '../../../src/features/learning/index.ts'
import { markModuleDone } from '../../../src/features/learning/commands/modules.ts'
import { completionOf } from '../../../src/features/learning/index.ts'
import { rows } from '../../../src/platform/db/connect.ts'
import { contextOf, contextOfPerson } from '../../support/context.ts'
import type { TestCourse } from '../../support/courses.ts'
import { addTestCourse } from '../../support/courses.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { isAnyLockWaited } from '../../support/locks.ts'
import { addTestPerson } from '../../support/factories.ts'

let database: TestDatabase
let ctx: Ctx
let whole: TestCourse
let refresher: TestCourse
let person_id: string

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  await database.reset()
  ctx = contextOf(database.db, { at: new Date('2027-04-12T09:00:00Z') })
  whole = await addTestCourse(ctx, { pages: ['Whole'] })
  refresher = await addTestCourse(ctx, { pages: ['Short'], programme_id: whole.programme_id, kind: 'refresher' })
  person_id = (await addTestPerson(database.db)).id
})

const at = async (day: string) => ({ ...(await contextOfPerson(ctx, person_id)), now: new Date(`${day}T12:00:00Z`) })

/** Reads the one page of the course, and lets the check run. */
async function read(course: TestCourse, day: string): Promise<void> {
  const then = await at(day)
  await markModuleDone(then, { person_id, course_id: course.course_id, module_id: course.module_ids[0]! })
  await checkPerson(then, person_id)
}

async function certified(): Promise<string> {
  await startCourse(await at('2027-04-12'), { person_id, course_id: whole.course_id })
  await read(whole, '2027-04-12')
  return (await listCertificates(ctx, person_id))[0]!.id
}
const renew = async (certificate_id: string, course: TestCourse, day: string) =>
  startRenewal(await at(day), { certificate_id, course_id: course.course_id })
const all = async () =>
  (await listCertificates(ctx, person_id)).map((one) => [one.cycle, one.awarded_on, one.valid_to, one.standing])

test('who renews holds their certificates in the order in which a check does, and neither waits for the other for ever', async () => {
  const other = await addTestCourse(ctx, { pages: ['Other'] })
  const [first, last] = [whole, other].toSorted((a, b) => (a.programme_id < b.programme_id ? -1 : 1)) as [
    TestCourse,
    TestCourse,
  ]
  const short = await addTestCourse(ctx, { pages: ['Short'], programme_id: last.programme_id, kind: 'refresher' })
  for (const course of [first, last]) {
    await startCourse(await at('2027-04-12'), { person_id, course_id: course.course_id })
    await read(course, '2027-04-12')
  }
  const certificate_id = (await listCertificates(ctx, person_id)).find(
    (one) => one.programme_id === last.programme_id,
  )!.id
  const then = await at('2028-02-01')
  await startCourse(then, { person_id, course_id: short.course_id })
  await markModuleDone(then, { person_id, course_id: short.course_id, module_id: short.module_ids[0]! })
  const renewing = await inTransaction(
    ctx,
    async (check) => {
      await lockCertificates(check, { person_id, programme_id: first.programme_id })
      const renewing = renew(certificate_id, short, '2028-02-01')
      while (!(await isAnyLockWaited(database.db))) await wait(10)
      await check.db.raw(`set local lock_timeout = '300ms'`)
      await lockCertificates(check, { person_id, programme_id: last.programme_id })
      return { renewing }
    },
    { ownAudit: true },
  )
  expect(await renewing.renewing).toBe('renewed')
})

test('within the window the next begins where this one ends; the old one names what replaced it', async () => {
  const first = await certified()
  expect(await renew(first, refresher, '2028-01-12')).toBe('not-open')
  expect(await renew(first, whole, '2028-01-13')).toBe('not-open')
  expect(await renew(first, refresher, '2028-01-13')).toBe('started')
  expect(await renew(first, refresher, '2028-01-14')).toBe('carried-on')
  await read(refresher, '2028-02-01')
  expect(await all()).toEqual([
    [2, '2028-02-01', '2029-04-12', 'good'],
    [1, '2027-04-12', '2028-04-12', 'superseded'],
  ])
  const [second] = await listCertificates(ctx, person_id)
  const [superseded] = await listStateChanges(ctx, first)
  expect(superseded).toMatchObject({
    state: 'superseded',
    reason_class: 'renewed',
    superseded_by: second!.id,
    superseded_by_number: second!.number,
  })
  expect(await renew(first, refresher, '2029-02-01')).toBe('not-open')
})

test('the same refresher is taken again in the next cycle, and only what is done then counts', async () => {
  const first = await certified()
  await renew(first, refresher, '2028-01-13')
  await read(refresher, '2028-02-01')
  const [second] = await listCertificates(ctx, person_id)
  expect(await renew(second!.id, refresher, '2029-04-20')).toBe('started')
  expect((await completionOf(await at('2029-04-20'), person_id, refresher.version_id)).is_complete).toBe(false)
  await checkPerson(await at('2029-04-20'), person_id)
  expect(await all()).toHaveLength(2)
  await read(refresher, '2029-05-03')
  expect((await all())[0]).toEqual([3, '2029-05-03', '2030-05-03', 'good'])
  expect(await database.db('completions').where({ course_version_id: refresher.version_id })).toHaveLength(2)
})

test('after the grace a refresher is too late: the whole course is taken again', async () => {
  const first = await certified()
  await renew(first, refresher, '2028-06-12')
  await read(refresher, '2028-06-13')
  expect(await all()).toHaveLength(1)
  expect(await renew(first, refresher, '2028-06-14')).toBe('not-open')
  expect(await renew(first, whole, '2028-06-14')).toBe('started')
  await read(whole, '2028-07-01')
  expect((await all())[0]).toEqual([2, '2028-07-01', '2029-07-01', 'good'])
})

test('nothing is issued over a suspension; what was earned meanwhile comes when it is given back', async () => {
  const first = await certified()
  await renew(first, refresher, '2028-01-13')
  const act = async (act: 'suspend' | 'reinstate', day: string) =>
    changeStanding({ ...ctx, now: new Date(`${day}T12:00:00Z`) }, { act, certificate_ids: [first], reason: 'x' })
  await act('suspend', '2028-01-20')
  await read(refresher, '2028-02-01')
  expect(await all()).toEqual([[1, '2027-04-12', '2028-04-12', 'suspended']])
  await act('reinstate', '2028-03-01')
  const waiting = await rows<{ payload: { personId: string } }>(
    database.db,
    `select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where t.identifier = 'certification.check'`,
  )
  expect(waiting.map((job) => job.payload.personId)).toContain(person_id)
  await checkPerson(await at('2028-03-01'), person_id)
  expect((await all())[0]).toEqual([2, '2028-03-01', '2029-04-12', 'good'])
})

test('who gave it up comes back by the whole course; a second renewal at once is one', async () => {
  const first = await certified()
  await changeStanding(await at('2027-08-01'), { act: 'withdraw', certificate_ids: [first], reason: 'x' })
  await checkPerson(await at('2027-08-02'), person_id)
  expect(await all()).toHaveLength(1)
  const begun = await Promise.all([renew(first, whole, '2027-09-01'), renew(first, whole, '2027-09-01')])
  expect(new Set(begun)).toEqual(new Set(['started', 'carried-on']))
  await read(whole, '2027-09-02')
  expect(await all()).toEqual([
    [2, '2027-09-02', '2028-09-02', 'good'],
    [1, '2027-04-12', '2028-04-12', 'withdrawn'],
  ])
})

test('a renewal whose check got lost heals by night', async () => {
  const first = await certified()
  await renew(first, refresher, '2028-01-13')
  const then = await at('2028-02-01')
  await markModuleDone(then, { person_id, course_id: refresher.course_id, module_id: refresher.module_ids[0]! })
  await database.db.raw('delete from graphile_worker._private_jobs')
  await putChecks(then)
  const waiting = await rows<{ payload: { personId: string } }>(
    database.db,
    `select j.payload from graphile_worker._private_jobs j`,
  )
  expect(waiting.map((job) => job.payload.personId)).toEqual([person_id])
})

const good = {
  standing: 'good' as const,
  renews_from: '2028-01-13',
  valid_to: '2028-04-12',
  grace_to: '2028-06-12',
  last_changed_at: new Date('2027-04-12T12:00:00Z'),
}
const done = (day: string, kind: 'initial' | 'refresher' = 'refresher') => ({
  kind,
  at: new Date(`${day}T12:00:00Z`),
  is_used: false,
})

test('the rule, day by day', () => {
  expect(renewalOf(good, done('2028-01-12'))).toBe('too-early')
  expect(renewalOf(good, done('2028-01-13'))).toBe('renew')
  expect(renewalOf(good, done('2028-06-12'))).toBe('renew')
  expect(renewalOf(good, done('2028-06-13'))).toBe('too-late')
  expect(renewalOf(good, done('2028-06-13', 'initial'))).toBe('renew')
  expect(renewalOf(good, { ...done('2028-03-01'), is_used: true })).toBe('used')
  expect(renewalOf({ ...good, standing: 'revoked' }, done('2028-03-01'))).toBe('held')
  expect(renewalOf({ ...good, standing: 'withdrawn' }, done('2027-04-11'))).toBe('used')
  expect(renewedFrom(good, '2028-04-12')).toBe('2028-04-12')
  expect(renewedFrom(good, '2028-02-01')).toBe('2028-04-12')
  expect(renewedFrom(good, '2028-04-13')).toBe('2028-04-13')
})
