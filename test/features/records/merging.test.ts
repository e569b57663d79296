/** Two records of one person made one: what either was entitled to, the merged person is; and it can be undone. */
import fc from 'fast-check'
import { addDays } from '../../../src/lib/time.ts'
import { newId, newSecret } from '../../../src/lib/ids.ts'
import type { Ctx } from '../../../src/platform/context.ts'
import { rows } from '../../../src/platform/db/connect.ts'
import { certificateState, isValid, listCertificates } from '../../../src/features/certification/index.ts'
import { reissueForName } from '../../../src/features/certification/commands/reissuing.ts'
import { roundOf } from '../../../src/features/courses/index.ts'
import { completionOf } from '../../../src/features/learning/index.ts'
import { enablePerson } from '../../../src/features/people/index.ts'
import type { UndoMergeResult } from '../../../src/features/records/index.ts'
import { mergePeople, undoMerge } from '../../../src/features/records/index.ts'
import { addTestChampion, addTestCompletion, championCourse } from '../../support/awarded.ts'
import type { TestCourse } from '../../support/awarded.ts'
import { issueCertificate } from '../../../src/features/certification/index.ts'
import { contextOf, contextOfPerson } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestOrganisation, addTestPerson } from '../../support/factories.ts'
import type { HeldSession } from '../../support/held.ts'
import { addHeldSession, attend, book } from '../../support/held.ts'
import { atDepth } from '../../support/depth.ts'

let database: TestDatabase
let ctx: Ctx
let course: TestCourse
let coordinator: { id: string }
let organisations: { id: string }[]
let sessions: HeldSession[]
let modules: string[]
let quiz: string

const now = new Date('2027-04-12T09:00:00Z')

beforeAll(async () => {
  database = await createTestDatabase()
  await prepare()
})
afterAll(() => database.drop())

async function prepare() {
  await database.reset()
  coordinator = await addTestPerson(database.db, { full_name: 'Cleo', roles: ['coordinator'] })
  ctx = await contextOfPerson(contextOf(database.db, { at: now }), coordinator.id)
  course = await championCourse(database.db)
  organisations = [await addTestOrganisation(database.db), await addTestOrganisation(database.db)]
  sessions = [
    await addHeldSession(database.db, new Date('2027-03-01T10:00:00Z')),
    await addHeldSession(database.db, new Date('2027-03-08T10:00:00Z')),
  ]
  const found = await database.db('modules').where({ course_version_id: course.course_version_id }).orderBy('position')
  modules = found.filter((one) => one.kind === 'page').map((one) => one.id)
  quiz = found.find((one) => one.kind === 'quiz')!.quiz_version_id!
}

interface Life {
  /** Of each organisation: no, in the past, or still. */
  memberships: ('no' | 'past' | 'still')[]
  is_enrolled: boolean
  modules: boolean[]
  /** Each try at the quiz: passed or not. */
  tries: boolean[]
  marks: (null | 'present' | 'late' | 'left early' | 'absent')[]
  /** The day of a certificate, if any. What was done until then was done that day. */
  certified_on: string | null
  /** Whether the course is being taken again to renew it, and which modules are done in that round. */
  again: boolean[] | null
  extra_time: 'none' | '25' | 'no-limit'
  large_print: boolean
  /** The question of last month whether they still are a champion. */
  asked: 'no' | 'open' | 'yes'
  has_note: boolean
  /** A remembered name in meeting reports. */
  has_alias: boolean
}

const life: fc.Arbitrary<Life> = fc.record({
  memberships: fc.tuple(fc.constantFrom('no', 'past', 'still'), fc.constantFrom('no', 'past', 'still')),
  is_enrolled: fc.boolean(),
  modules: fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
  tries: fc.array(fc.boolean(), { maxLength: 3 }),
  marks: fc.tuple(
    fc.constantFrom(null, 'present', 'late', 'left early', 'absent'),
    fc.constantFrom(null, 'present', 'absent'),
  ),
  certified_on: fc.option(fc.constantFrom('2026-02-01', '2026-06-01', '2027-02-01')),
  again: fc.option(fc.array(fc.boolean(), { minLength: 12, maxLength: 12 })),
  extra_time: fc.constantFrom('none', '25', 'no-limit'),
  large_print: fc.boolean(),
  asked: fc.constantFrom('no', 'open', 'yes'),
  has_note: fc.boolean(),
  has_alias: fc.boolean(),
}) as fc.Arbitrary<Life>

/** Nothing of a course is done without. */
const isEnrolled = (life: Life) => life.is_enrolled || life.certified_on !== null || life.modules.includes(true)
const isRenewing = (life: Life) => life.again !== null && (life.certified_on ?? '9') < '2026-12'

async function live(life: Life): Promise<string> {
  const { db } = database
  const person = await addTestPerson(db)
  for (const [index, when] of life.memberships.entries())
    if (when !== 'no')
      await db('memberships').insert({
        id: newId(),
        person_id: person.id,
        organisation_id: organisations[index]!.id,
        starts_on: when === 'past' ? '2026-01-10' : '2026-11-10',
        ends_on: when === 'past' ? '2027-01-10' : null,
        created_at: new Date('2026-01-10'),
      })
  const first_at = new Date(life.certified_on ? `${life.certified_on}T08:00:00Z` : now)
  const enrol = (round: number, enrolled_at: Date) =>
    db('enrolments').insert({
      id: newId(),
      person_id: person.id,
      course_id: course.course_id,
      course_version_id: course.course_version_id,
      enrolled_at,
      round,
    })
  const done = async (round: number, which: boolean[], done_at: Date) => {
    for (const [index, module_id] of modules.entries())
      if (which[index]) await db('module_completions').insert({ person_id: person.id, module_id, done_at, round })
  }
  if (isEnrolled(life)) await enrol(1, first_at)
  await done(1, life.modules, first_at)
  if (isRenewing(life)) {
    await enrol(2, new Date('2027-03-10T08:00:00Z'))
    await done(2, life.again!, new Date('2027-04-01T08:00:00Z'))
  }
  if (life.extra_time !== 'none' || life.large_print)
    await db('adjustments').insert({
      person_id: person.id,
      extra_time: life.extra_time,
      large_print: life.large_print,
      one_question_a_page: false,
      updated_at: now,
    })
  if (life.asked !== 'no')
    await db('yearly_checks').insert({
      id: newId(),
      person_id: person.id,
      token: newSecret(),
      asked_at: new Date('2027-03-01T08:00:00Z'),
      answer_by: '2027-03-31',
      ...(life.asked === 'yes' ? { answer: 'yes' as const, answered_at: new Date('2027-03-02T08:00:00Z') } : {}),
    })
  if (life.has_note)
    await db('module_notes').insert({
      person_id: person.id,
      course_id: course.course_id,
      module_key: 'listening',
      block_id: 'reflection-1',
      text: 'Mine',
      updated_at: now,
    })
  if (life.has_alias)
    await db('vendor_report_decisions').insert({
      live_session_part_id: sessions[0]!.part_id,
      identity: `name:${person.id}`,
      kind: 'person',
      person_id: person.id,
      decided_by: coordinator.id,
      decided_at: now,
    })
  for (const [index, is_passed] of life.tries.entries())
    await db('attempts').insert({
      id: newId(),
      quiz_version_id: quiz,
      person_id: person.id,
      number: index + 1,
      seed: newSecret(),
      started_at: new Date(now.getTime() - 1_000_000 + index),
      handed_in_at: new Date(now.getTime() - 900_000 + index),
      points: is_passed ? 10 : 1,
      max_points: 10,
      is_critical_right: true,
      is_passed,
    })
  for (const [index, mark] of life.marks.entries())
    if (mark) {
      await book(db, sessions[index]!, person.id)
      await attend(db, sessions[index]!, person.id, mark)
    }
  if (life.certified_on) {
    const at = contextOf(db, { at: new Date(`${life.certified_on}T09:00:00Z`) })
    await issueCertificate(at, await addTestCompletion(db, person.id, course, at.now))
  }
  return person.id
}

/** What a person can show for themselves: steps done, tries left to have, certificates valid on days, belonging on days. */
async function entitledTo(personId: string) {
  const { steps } = await completionOf(ctx, personId, course.course_version_id)
  const certificates = await listCertificates(ctx, personId)
  // The latest of the programme is the one that counts.
  const [latest] = (await rows<{ id: string }>(
    database.db,
    `select id from certificates where person_id = ? order by cycle desc, reissue desc limit 1`,
    [personId],
  )) as [{ id: string } | undefined]
  const counting = certificates.find((one) => one.id === latest?.id)
  const days = Array.from({ length: 30 }, (_, month) => addDays('2026-01-15', month * 30))
  const memberships = await database.db('memberships').where({ person_id: personId })
  const { since } = await roundOf(ctx, personId, course.course_version_id)
  const attempts = await database.db('attempts').where({ person_id: personId })
  const adjustments = await database.db('adjustments').where({ person_id: personId }).first()
  const checks = await database.db('yearly_checks').where({ person_id: personId })
  const count = async (table: 'module_notes' | 'vendor_report_decisions' | 'completions') =>
    (await database.db(table).where({ person_id: personId })).length
  return {
    since,
    steps: steps.filter((step) => step.is_done).map((step) => ({ id: step.id, done_at: step.done_at! })),
    tries: attempts.filter((one) => since === null || one.started_at >= since).length,
    extra_time: ['none', '25', 'no-limit'].indexOf(adjustments?.extra_time ?? 'none'),
    large_print: adjustments?.large_print ?? false,
    has_said_yes: checks.some((one) => one.answer === 'yes'),
    is_asked: checks.some((one) => one.answer === null),
    notes: await count('module_notes'),
    decisions: await count('vendor_report_decisions'),
    completions: await count('completions'),
    valid: days.filter((day) => day >= '2027-04-12' && counting && isValid(certificateState(counting, day))),
    belongs: days.flatMap((day) =>
      memberships
        .filter((one) => one.starts_on <= day && (one.ends_on === null || one.ends_on > day))
        .map((one) => `${one.organisation_id} ${day}`),
    ),
    certificates: certificates.length,
    is_enrolled: (await database.db('enrolments').where({ person_id: personId })).length > 0,
  }
}

/** Every row that a merge could touch, without what it writes about itself. */
async function everything(): Promise<unknown> {
  const tables = [
    'memberships',
    'enrolments',
    'attempts',
    'bookings',
    'evidence',
    'module_completions',
    'completions',
    'certificates',
    'adjustments',
    'yearly_checks',
    'module_notes',
    'vendor_report_decisions',
  ]
  return Promise.all(
    tables.map((table) =>
      rows<{ line: string }>(database.db, `select to_jsonb(t)::text as line from ${table} t order by 1`),
    ),
  )
}

test('what either was entitled to, the merged person is; undone, every row is as it was', async () => {
  await fc.assert(
    fc.asyncProperty(life, life, async (one, other) => {
      const [kept_id, merged_id] = [await live(one), await live(other)]
      const [ours, theirs] = [await entitledTo(kept_id), await entitledTo(merged_id)]
      const before = await everything()
      const merged = await mergePeople(ctx, { kept_id, merged_id })
      expect(merged.result).toBe('merged')
      const after = await entitledTo(kept_id)
      const ids = (steps: { id: string }[]) => steps.map((one) => one.id)
      const isAll = (of: typeof ours) => of.steps.every((step) => ids(after.steps).includes(step.id))
      // Whoever began last loses nothing; of the other counts what was done since.
      expect(isAll(ours) || isAll(theirs)).toBe(true)
      for (const either of [ours, theirs]) {
        const counting = either.steps.filter((step) => after.since === null || step.done_at >= after.since)
        expect(ids(after.steps)).toEqual(expect.arrayContaining(ids(counting)))
        expect(after.extra_time).toBeGreaterThanOrEqual(either.extra_time)
        expect(after.large_print || !either.large_print).toBe(true)
        expect(after.has_said_yes || !either.has_said_yes).toBe(true)
        expect(after.notes).toBeGreaterThanOrEqual(either.notes)
        expect(after.valid).toEqual(expect.arrayContaining(either.valid))
        expect(after.belongs).toEqual(expect.arrayContaining(either.belongs))
        expect(after.is_enrolled || !either.is_enrolled).toBe(true)
      }
      expect(after.certificates).toBe(ours.certificates + theirs.certificates)
      expect(after.completions).toBe(ours.completions + theirs.completions)
      expect(after.decisions).toBe(ours.decisions + theirs.decisions)
      // Nobody is asked what one of the two has answered.
      expect(after.is_asked && after.has_said_yes).toBe(false)
      // Nobody has fewer tries left than the record that had more of them, where there was one with tries at all.
      const hasPassed = one.tries.includes(true) || other.tries.includes(true)
      if (!hasPassed && ours.tries > 0 && theirs.tries > 0 && after.since === null)
        expect(after.tries).toBe(Math.min(ours.tries, theirs.tries))
      if (merged.result !== 'merged') return
      expect(await undoMerge(ctx, { merge_id: merged.id, kept_id })).toBe('undone')
      expect(await everything()).toEqual(before)
    }),
    { numRuns: atDepth(6, 100) },
  )
}, 120_000)

const blank: Life = {
  memberships: [],
  is_enrolled: false,
  modules: [],
  tries: [],
  marks: [],
  certified_on: null,
  again: null,
  extra_time: 'none',
  large_print: false,
  asked: 'no',
  has_note: false,
  has_alias: false,
}

test('both addresses are told, the other account is closed, and the audit has both', async () => {
  const [kept, merged] = [await addTestPerson(database.db), await addTestPerson(database.db)]
  const done = await mergePeople(ctx, { kept_id: kept.id, merged_id: merged.id })
  const mails = await database.db('mails').where({ kind: 'records.merged' }).whereIn('person_id', [kept.id, merged.id])
  expect(mails.map((mail) => mail.to_address).toSorted()).toEqual([kept.email, merged.email].toSorted())
  expect(mails[0]!.text).toContain(`The address ${merged.email} no longer signs in.`)
  expect((await database.db('people').where({ id: merged.id }).first())!.disabled_at).toEqual(now)
  const audit = await database
    .db('audit_events')
    .where({ action: 'records.merge' })
    .whereIn('subject_id', [kept.id, merged.id])
  expect(audit).toHaveLength(2)
  if (done.result !== 'merged') throw new Error(done.result)
  expect(await undoMerge(ctx, { merge_id: done.id, kept_id: kept.id })).toBe('undone')
  expect((await database.db('people').where({ id: merged.id }).first())!.disabled_at).toBeNull()
  expect(await database.db('mails').where({ kind: 'records.merge-undone' })).not.toEqual([])
  expect(await undoMerge(ctx, { merge_id: done.id, kept_id: kept.id })).toBe('already')
})

test('what somebody was asked, wrote, saved and was invited to goes with them; what the other has already stays aside', async () => {
  const { db } = database
  const [kept_id, merged_id] = [await live(blank), await live(blank)]
  const part = sessions[0]!.part_id
  await db('version_changes').insert({
    course_version_id: course.course_version_id,
    what_changed: 'The law',
    for_under_way: 'what changed',
    for_certified: 'leave',
    decided_at: now,
  })
  for (const person_id of [kept_id, merged_id]) {
    await db('calendar_entries').insert({ live_session_part_id: part, person_id, uid: newId(), sequence: 0 })
    await db('roster_views').insert({
      id: newId(),
      owner_id: person_id,
      name: person_id === kept_id ? 'Dacorum' : 'dacorum',
      query: '',
      mails: 'never',
      created_at: now,
    })
    await db('change_readings').insert({
      person_id,
      course_version_id: course.course_version_id,
      is_required: true,
      asked_at: now,
      done_at: person_id === merged_id ? now : null,
    })
  }
  await db('roster_views').insert({
    ...{ id: newId(), owner_id: merged_id, name: 'Mine', query: 'state=current', mails: 'weekly', created_at: now },
  })
  await db('join_requests').insert({
    ...{ id: newId(), person_id: merged_id, organisation_id: organisations[0]!.id, asked_at: now },
  })
  await db('room_presences').insert({ live_session_part_id: part, person_id: merged_id, from_at: now, to_at: now })
  const state = async () => ({
    calendar: (await db('calendar_entries').where({ person_id: kept_id })).length,
    views: (await db('roster_views').where({ owner_id: kept_id }).orderBy('name')).map((one) => one.name),
    has_read: (await db('change_readings').where({ person_id: kept_id }).first())!.done_at !== null,
    asks_to_join: (await db('join_requests').where({ person_id: kept_id })).length,
    is_in_room: (await db('room_presences').where({ person_id: kept_id })).length,
  })
  const before = { calendar: 1, views: ['Dacorum'], has_read: false, asks_to_join: 0, is_in_room: 0 }
  expect(await state()).toEqual(before)
  const done = await mergePeople(ctx, { kept_id, merged_id })
  if (done.result !== 'merged') throw new Error(done.result)
  expect(await state()).toEqual({
    ...{ calendar: 1, views: ['Dacorum', 'Mine'], has_read: true, asks_to_join: 1, is_in_room: 1 },
  })
  await undoMerge(ctx, { merge_id: done.id, kept_id })
  expect(await state()).toEqual(before)
})

test('what came after a merge stays with the person who was kept', async () => {
  const kept_id = await live({ ...blank, tries: [false] })
  const merged_id = await live({ ...blank, modules: [true] })
  const done = await mergePeople(ctx, { kept_id, merged_id })
  if (done.result !== 'merged') throw new Error(done.result)
  await database.db('module_completions').insert({ person_id: kept_id, module_id: modules[1]!, done_at: now })
  await undoMerge(ctx, { merge_id: done.id, kept_id })
  const found = await database.db('module_completions').whereIn('person_id', [kept_id, merged_id])
  expect(found.map((one) => [one.person_id, one.module_id])).toEqual(
    expect.arrayContaining([
      [merged_id, modules[0]],
      [kept_id, modules[1]],
    ]),
  )
})

test('certificates that were made again or renewed under the other name are each their own person’s once it is undone', async () => {
  const early = contextOf(database.db, { at: new Date('2026-05-01T09:00:00Z') })
  const held = async (personId: string) =>
    (await listCertificates(ctx, personId))
      .toSorted((a, b) => b.cycle - a.cycle || b.reissue - a.reissue)
      .map((one) => [one.facts.name, one.cycle, one.reissue, one.standing, one.is_latest])
  const merged = await addTestChampion(early, { full_name: 'Mo Merged' })
  const kept = await addTestPerson(database.db, { full_name: 'Kay Kept' })
  const undone = async (meanwhile: () => Promise<unknown>) => {
    const done = await mergePeople(ctx, { kept_id: kept.id, merged_id: merged.id })
    if (done.result !== 'merged') throw new Error(done.result)
    await meanwhile()
    expect(await undoMerge(ctx, { merge_id: done.id, kept_id: kept.id })).toBe('undone')
  }
  await undone(() => reissueForName(ctx, kept.id))
  expect(await held(kept.id)).toEqual([])
  expect(await held(merged.id)).toEqual([
    ['Mo Merged', 1, 2, 'good', true],
    ['Kay Kept', 1, 1, 'superseded', false],
    ['Mo Merged', 1, 0, 'superseded', false],
  ])
  // The refresher was completed by whoever was kept.
  await undone(async () => issueCertificate(ctx, await addTestCompletion(database.db, kept.id, course, ctx.now, 2)))
  expect(await held(kept.id)).toEqual([['Kay Kept', 2, 0, 'good', true]])
  expect((await held(merged.id))[0]).toEqual(['Mo Merged', 1, 2, 'good', true])
})

test('is refused for one’s own record, a record with a role, one merged before; and undone only for thirty days', async () => {
  const [one, other, third] = [
    await addTestPerson(database.db),
    await addTestPerson(database.db),
    await addTestPerson(database.db, { roles: ['trainer'] }),
  ]
  const merge = async (kept_id: string, merged_id: string) => (await mergePeople(ctx, { kept_id, merged_id })).result
  expect(await merge(one.id, one.id)).toBe('same-record')
  expect(await merge(coordinator.id, one.id)).toBe('own-record')
  expect(await merge(one.id, third.id)).toBe('has-roles')
  // Twice at once: one of them.
  expect((await Promise.all([merge(one.id, other.id), merge(one.id, other.id)])).toSorted()).toEqual([
    'already-merged',
    'merged',
  ])
  expect(await merge(other.id, third.id)).toBe('already-merged')
  const { id } = (await database.db('person_merges').where({ kept_id: one.id }).first())!
  await expect(enablePerson(ctx, { person_id: other.id })).rejects.toThrow('part of another')
  const later = async (days: number): Promise<UndoMergeResult> =>
    undoMerge({ ...ctx, now: new Date(now.getTime() + days * 86_400_000) }, { merge_id: id, kept_id: one.id })
  expect(await later(30)).toBe('too-late')
  expect(await later(29.9)).toBe('undone')
})

test('facts stay append-only outside a merge, and inside it nothing of them changes but whose they are', async () => {
  const kept_id = await live({ ...blank, modules: [true], marks: ['present', null] })
  for (const sql of [
    `update evidence set mark = 'absent'`,
    `update module_completions set person_id = '${coordinator.id}'`,
  ])
    await expect(database.db.raw(sql)).rejects.toMatchObject({ code: '23001' })
  await expect(
    database.db.transaction(async (db) => {
      await db.raw(`select set_config('upstander.merge', 'x', true)`)
      await db.raw(`update evidence set mark = 'absent' where person_id = ?`, [kept_id])
    }),
  ).rejects.toMatchObject({ code: '23001' })
  await expect(
    database.db.raw(`select move_in_merge(?, 'evidence', '1', ?, ?, '{}', '{}')`, [newId(), kept_id, coordinator.id]),
  ).rejects.toMatchObject({ code: '23001' })
})
