/** Evidence, registers and corrections on a real database: facts are only added, two trainers never undo each other. */
import {
  closeRegister,
  listAttendance,
  listRegister,
  recordCorrection,
  recordJoinClick,
  saveMarks,
} from '../../../src/features/attendance/index.ts'
import { listEvidence } from '../../../src/features/attendance/queries/evidence.ts'
import { addWalkIn, bookPlace, cancelLiveSession } from '../../../src/features/live-sessions/index.ts'
import { rows } from '../../../src/platform/db/connect.ts'
import type { Ctx } from '../../../src/platform/context.ts'
import { addMinutes } from '../../../src/lib/time.ts'
import { contextOf, contextOfPerson } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import type { TestPerson } from '../../support/factories.ts'
import { addTestPerson } from '../../support/factories.ts'
import { addTestLivePart, addTestLiveSession } from '../../support/live-sessions.ts'

let database: TestDatabase
let ctx: Ctx
let trainer: TestPerson
let people: TestPerson[]
let livePartId: string
let partId: string
let sessionId: string

const begins = new Date('2027-04-27T09:00:00Z')
const at = (minutes: number): Ctx => ({ ...ctx, now: addMinutes(begins, minutes) })

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  await database.reset()
  trainer = await addTestPerson(database.db, { full_name: 'Terry Trainer', roles: ['trainer'] })
  ctx = await contextOfPerson(contextOf(database.db), trainer.id)
  livePartId = (await addTestLivePart(database.db)).live_part_id
  sessionId = await addTestLiveSession(ctx, { live_part_id: livePartId, trainer_ids: [trainer.id] })
  partId = (await database.db('live_session_parts').first())!.id
  people = [await addTestPerson(database.db), await addTestPerson(database.db), await addTestPerson(database.db)]
  for (const person of people) await bookPlace(ctx, { live_session_id: sessionId, person_id: person.id })
})

const mark = (person: TestPerson, mark: 'present' | 'late' | 'absent', minutes: number | null = null) => ({
  person_id: person.id,
  mark,
  minutes,
})
const evidence = () => database.db('evidence').orderBy('id')
const jobsOf = (name: string) =>
  rows<{ payload: { personId: string } }>(
    database.db,
    `select j.payload from graphile_worker._private_jobs j
     join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = ?`,
    [name],
  )

test('each changed mark is a new row, an unchanged one none, and nothing can be rewritten', async () => {
  const both = [mark(people[0]!, 'present'), mark(people[1]!, 'late', 100)]
  expect(await saveMarks(at(10), { part_id: partId, marks: both })).toEqual({ result: 'saved', changed: 2 })
  expect(await saveMarks(at(11), { part_id: partId, marks: both })).toEqual({ result: 'saved', changed: 0 })
  const later = [mark(people[1]!, 'late', 110)]
  expect(await saveMarks(at(12), { part_id: partId, marks: later })).toEqual({ result: 'saved', changed: 1 })
  expect((await evidence()).map((row) => [row.mark, row.minutes, row.recorded_by])).toEqual([
    ['present', null, trainer.id],
    ['late', 100, trainer.id],
    ['late', 110, trainer.id],
  ])
  await expect(database.db('evidence').update({ mark: 'absent' })).rejects.toThrow('append-only')
  await expect(database.db('evidence').delete()).rejects.toThrow('append-only')
})

test('two trainers who save at once: the later mark counts, both are kept, other rows are untouched', async () => {
  const second = await addTestPerson(database.db, { roles: ['trainer'] })
  const other = { ...at(20), actor: (await contextOfPerson(ctx, second.id)).actor }
  await Promise.all([
    saveMarks(at(20), { part_id: partId, marks: [mark(people[0]!, 'present'), mark(people[1]!, 'absent')] }),
    saveMarks(other, { part_id: partId, marks: [mark(people[1]!, 'late', 90)] }),
  ])
  const all = await evidence()
  expect(all).toHaveLength(3)
  const register = new Map((await listRegister(ctx, partId)).map((row) => [row.person_id, row]))
  const last = all.filter((row) => row.person_id === people[1]!.id).at(-1)!
  expect(register.get(people[1]!.id)).toMatchObject({ mark: last.mark, minutes: last.minutes })
  expect(register.get(people[0]!.id)).toMatchObject({ mark: 'present' })
  expect(register.get(people[2]!.id)).toMatchObject({ mark: null })
})

test('only people of the register are marked', async () => {
  const stranger = await addTestPerson(database.db)
  expect(await saveMarks(at(10), { part_id: partId, marks: [mark(stranger, 'present')] })).toEqual({
    result: 'saved',
    changed: 0,
  })
})

test('a double click is one click, coming back is another; both are kept', async () => {
  const click = { part_id: partId, person_id: people[0]!.id }
  await recordJoinClick(at(-5), click)
  await recordJoinClick(at(-5), click)
  await recordJoinClick(at(30), click)
  expect(await evidence()).toHaveLength(2)
  const { of, is_measured } = await listEvidence(ctx, partId)
  expect(of(people[0]!.id).moments).toMatchObject([
    { kind: 'join click', first_at: at(-5).now, last_at: at(30).now, count: 2 },
  ])
  expect(of(people[1]!.id)).toEqual({ stretches: [], moments: [] })
  expect(is_measured).toBe(false)
})

test('closing asks about unmarked people, closes once, and sends the news of each person up', async () => {
  await saveMarks(at(100), { part_id: partId, marks: [mark(people[0]!, 'present'), mark(people[1]!, 'late', 120)] })
  expect(await closeRegister(at(-1), { part_id: partId, rest_absent: true })).toEqual({ result: 'too-early' })
  const asked = await closeRegister(at(150), { part_id: partId, rest_absent: false })
  expect(asked).toMatchObject({ result: 'unmarked', unmarked: [{ person_id: people[2]!.id }] })
  expect(await database.db('registers')).toEqual([])
  expect(await evidence()).toHaveLength(2)

  const results = await Promise.all([
    closeRegister(at(150), { part_id: partId, rest_absent: true }),
    closeRegister(at(150), { part_id: partId, rest_absent: true }),
  ])
  expect(results.map(({ result }) => result).toSorted()).toEqual(['already-closed', 'closed'])
  expect((await evidence()).map((row) => row.mark)).toEqual(['present', 'late', 'absent'])
  const told = (await jobsOf('certification.check')).map(({ payload }) => payload.personId)
  expect(told.toSorted()).toEqual(people.map(({ id }) => id).toSorted())
  const audit = await database.db('audit_events').where({ action: 'attendance.close-register' })
  expect(audit).toMatchObject([{ subject_id: partId, after: { people: 3, marked_absent: 1 } }])
  expect(await saveMarks(at(160), { part_id: partId, marks: [mark(people[2]!, 'present')] })).toEqual({
    result: 'closed',
  })
})

test('marks that are being saved and a closing do not overtake each other', async () => {
  const everyone = people.map((person) => mark(person, 'present'))
  const [saved, closed] = await Promise.all([
    saveMarks(at(150), { part_id: partId, marks: everyone }),
    closeRegister(at(150), { part_id: partId, rest_absent: true }),
  ])
  expect(closed.result).toBe('closed')
  const marks = (await listRegister(ctx, partId)).map((row) => row.mark)
  expect(marks).toEqual(Array(3).fill(saved.result === 'closed' ? 'absent' : 'present'))
})

test('a break is no part of what a share is asked of', async () => {
  const person = people[0]!
  await database.db('live_session_breaks').insert({
    live_session_part_id: partId,
    position: 1,
    starts_at: addMinutes(begins, 60),
    ends_at: addMinutes(begins, 75),
  })
  await saveMarks(at(100), { part_id: partId, marks: [mark(person, 'late', 108)] })
  await closeRegister(at(150), { part_id: partId, rest_absent: true })
  const attended = (await listAttendance(at(150), person.id, [livePartId])).get(livePartId)
  expect(attended).toMatchObject({ minutes: 108, of_minutes: 135, percent: 80 })
})

test('marks count once the register is closed; the best of several sessions counts', async () => {
  const person = people[0]!
  expect(await listAttendance(at(-60), person.id, [livePartId])).toEqual(new Map())
  await saveMarks(at(100), { part_id: partId, marks: [mark(person, 'late', 60)] })
  const open = (await listAttendance(at(100), person.id, [livePartId])).get(livePartId)
  expect(open).toMatchObject({ mark: null, percent: 0, is_register_closed: false, live_session_id: sessionId })
  await closeRegister(at(150), { part_id: partId, rest_absent: true })
  const first = (await listAttendance(at(150), person.id, [livePartId])).get(livePartId)
  expect(first).toMatchObject({ mark: 'late', minutes: 60, of_minutes: 150, percent: 40, is_register_closed: true })

  // A second session, attended in full, then a third that is still open: the closed best one stays.
  const laterSession = async (day: number) => {
    const id = await addTestLiveSession(at(200), {
      live_part_id: livePartId,
      starts_at: addMinutes(begins, day * 1440),
    })
    const part = (await database.db('live_session_parts').where({ live_session_id: id }).first())!
    await bookPlace(at(200), { live_session_id: id, person_id: person.id })
    return part.id
  }
  const secondPart = await laterSession(7)
  await saveMarks(at(8 * 1440), { part_id: secondPart, marks: [mark(person, 'present')] })
  await closeRegister(at(8 * 1440), { part_id: secondPart, rest_absent: true })
  await laterSession(14)
  const best = (await listAttendance(at(15 * 1440), person.id, [livePartId])).get(livePartId)
  expect(best).toMatchObject({ part_id: secondPart, percent: 100, is_register_closed: true })
})

test('a correction is a new row with its reason, audited with before and after, and asks for the certificate again', async () => {
  const input = { part_id: partId, person_id: people[0]!.id, mark: 'absent' as const, minutes: null, reason: 'Was ill' }
  await saveMarks(at(100), { part_id: partId, marks: people.map((person) => mark(person, 'present')) })
  expect(await recordCorrection(at(140), input)).toBe('not-closed')
  await closeRegister(at(150), { part_id: partId, rest_absent: false })
  await rows(database.db, 'delete from graphile_worker._private_jobs')

  expect(await recordCorrection(at(200), input)).toBe('recorded')
  expect(await recordCorrection(at(201), input)).toBe('unchanged')
  const stranger = await addTestPerson(database.db)
  expect(await recordCorrection(at(202), { ...input, person_id: stranger.id })).toBe('not-on-register')
  const all = await evidence()
  expect(all).toHaveLength(4)
  expect(all.at(-1)).toMatchObject({ mark: 'absent', reason: 'Was ill', recorded_by: trainer.id })
  expect(await database.db('audit_events').where({ action: 'attendance.correct' })).toMatchObject([
    { reason: 'Was ill', before: { mark: 'present' }, after: { mark: 'absent' } },
  ])
  expect((await jobsOf('certification.check')).map(({ payload }) => payload.personId)).toEqual([people[0]!.id])
  const now = (await listAttendance(at(210), people[0]!.id, [livePartId])).get(livePartId)
  expect(now).toMatchObject({ mark: 'absent', percent: 0 })

  // Somebody forgotten is added to a closed register and marked by a correction.
  await addWalkIn(at(220), { live_session_id: sessionId, person_id: stranger.id })
  const present = {
    ...input,
    person_id: stranger.id,
    mark: 'present' as const,
    reason: 'Came late, was not on the list',
  }
  expect(await recordCorrection(at(221), present)).toBe('recorded')
})

test('a cancelled session has no register', async () => {
  await cancelLiveSession(ctx, { id: sessionId, reason: 'The trainer is ill' })
  expect(await closeRegister(at(150), { part_id: partId, rest_absent: true })).toEqual({ result: 'cancelled' })
  expect(await listAttendance(at(150), people[0]!.id, [livePartId])).toEqual(new Map())
})
