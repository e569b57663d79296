/** A rule is tried on the list, kept, marked by and overruled, through HTTP on a real database. */
import { load } from 'cheerio'
import { recordCheckIn, recordPresence, saveMarks } from '../../../src/features/attendance/index.ts'
import { closeRegister, listEvidence } from '../../../src/features/attendance/index.ts'
import { addWalkIn, bookPlace } from '../../../src/features/live-sessions/index.ts'
import { addMinutes } from '../../../src/lib/time.ts'
import { clock } from '../../../src/platform/clock.ts'
import type { Ctx } from '../../../src/platform/context.ts'
import type { Browser, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf, contextOfPerson } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import type { TestPerson } from '../../support/factories.ts'
import { addTestPerson } from '../../support/factories.ts'
import { addTestLivePart, addTestLiveSession, partInput } from '../../support/live-sessions.ts'

let database: TestDatabase
let site: TestSite
let ctx: Ctx
let browser: Browser
let people: TestPerson[]
let partId: string
let url: string

const begins = new Date('2027-04-27T09:00:00Z')
const at = (minutes: number) => addMinutes(begins, minutes)

beforeAll(async () => {
  database = await createTestDatabase()
  site = await startSite(database)
})
afterAll(async () => {
  await site.stop()
  await database.drop()
})
/** Five people: all of it, 125 minutes from the start, 60 to the end, a check-in code alone, nothing. */
beforeEach(async () => {
  await database.reset()
  clock.set(at(-300))
  const trainer = await addTestPerson(database.db, { full_name: 'Terry Trainer', roles: ['trainer'] })
  ctx = await contextOfPerson(contextOf(database.db), trainer.id)
  const { live_part_id } = await addTestLivePart(database.db)
  const sessionId = await addTestLiveSession(ctx, { live_part_id, trainer_ids: [trainer.id] })
  partId = (await database.db('live_session_parts').first())!.id
  people = []
  for (const name of ['All', 'Early', 'Late', 'Moment', 'Nothing']) {
    const person = await addTestPerson(database.db, { full_name: `${name} Person` })
    people.push(person)
    await bookPlace(ctx, { live_session_id: sessionId, person_id: person.id })
  }
  const there = (index: number, from: number, to: number) => ({
    part_id: partId,
    person_id: people[index]!.id,
    from_at: at(from),
    to_at: at(to),
  })
  await recordPresence(ctx, [there(0, 0, 150), there(1, 0, 125), there(2, 90, 150)])
  await recordCheckIn({ ...ctx, now: at(5) }, { part_id: partId, person_id: people[3]!.id })
  url = `/registers/${partId}/rule`
  browser = await site.browser(trainer.email)
  clock.set(at(155))
})

const words = (html: string) => load(html)('main').text().replace(/\s+/g, ' ')
const marks = async () =>
  Object.fromEntries(
    (await database.db('evidence').where({ kind: 'trainer mark' }).orderBy('id')).map((row) => [
      people.findIndex(({ id }) => id === row.person_id),
      row.minutes === null ? row.mark : `${row.mark} ${row.minutes}`,
    ]),
  )
const rule = { percent: '80', last_minutes: '', whom: 'unmarked' }
const stricter = { ...rule, last_minutes: '10' }

test('is tried on the list as often as one likes, and nothing changes', async () => {
  const first = words((await browser.get(url)).text)
  expect(first).toContain('The course asks for at least 80% of the 150 minutes.')
  expect(first).toContain('Present: 2 Late: 1 Left early: 0 Absent: 1 Excused: 0 Cannot tell: 1')
  const second = words((await browser.get(`${url}?percent=80&last_minutes=10`)).text)
  expect(second).toContain('Present: 1 Late: 1 Left early: 1 Absent: 1 Excused: 0 Cannot tell: 1')
  expect(second).toContain('Moment Person Cannot tell: yours to mark No mark Check-in code 10:05am')
  expect((await browser.get(`${url}?percent=0`)).status).toBe(422)
  expect(await database.db('register_rules')).toEqual([])
  expect(await marks()).toEqual({})
})

test('cannot tell of who walked in and was not measured: they came, to the part that was on', async () => {
  const stranger = await addTestPerson(database.db, { full_name: 'Walked Person' })
  const session = (await database.db('live_session_parts').first())!.live_session_id
  await addWalkIn({ ...ctx, now: at(20) }, { live_session_id: session, person_id: stranger.id })
  const page = words((await browser.get(url)).text)
  expect(page).toContain('Absent: 1 Excused: 0 Cannot tell: 2')
  expect(page).toContain('Walked Person Cannot tell: yours to mark No mark Walked in 10:20am')

  const parts = [
    partInput({ starts_at: at(300), ends_at: at(360) }),
    partInput({ starts_at: at(400), ends_at: at(460) }),
  ]
  const two = await addTestLiveSession(ctx, { parts })
  await addWalkIn({ ...ctx, now: at(386) }, { live_session_id: two, person_id: stranger.id })
  const ids = await database.db('live_session_parts').where({ live_session_id: two }).orderBy('position').pluck('id')
  const seen = await Promise.all(ids.map(async (id) => (await listEvidence(ctx, id)).of(stranger.id).moments.length))
  expect(seen).toEqual([0, 1])
})

test('marks whom no trainer has marked, and keeps what it was; asked again, it marks anew what it marked itself', async () => {
  await saveMarks(
    { ...ctx, now: at(100) },
    {
      part_id: partId,
      marks: [{ person_id: people[2]!.id, mark: 'excused', minutes: null }],
    },
  )
  const kept = await browser.post(url, rule)
  expect(words((await browser.follow(kept)).text)).toContain(
    'The rule is kept. 3 marks were given by it. It cannot tell of 1 person: mark them yourself.',
  )
  expect(await marks()).toEqual({ 0: 'present', 1: 'present', 2: 'excused', 4: 'absent' })

  const refused = await browser.post(url, stricter)
  expect(refused.status).toBe(422)
  expect(words(refused.text)).toContain('Enter why this register is marked by another rule than the course’s')
  await browser.post(url, { ...stricter, reason: 'The last part was the test' })
  expect(await marks()).toEqual({ 0: 'present', 1: 'left early 125', 2: 'excused', 4: 'absent' })
  expect(await database.db('register_rules').orderBy('id')).toMatchObject([
    { percent: 80, last_minutes: null, reason: null },
    { percent: 80, last_minutes: 10, reason: 'The last part was the test' },
  ])
  await browser.post(url, { ...rule, whom: 'everyone' })
  expect(await marks()).toMatchObject({ 1: 'present', 2: 'late 60' })
  expect(await database.db('audit_events').where({ action: 'attendance.keep-rule' })).toHaveLength(3)
})

test('is overruled with a reason, which the register then shows', async () => {
  await browser.post(url, rule)
  const register = `/registers/${partId}`
  const late = people[2]!.id
  const change = { [`was-${late}`]: 'late 60', [`mark-${late}`]: 'present' }
  const refused = await browser.post(register, change)
  expect(refused.status).toBe(422)
  expect(load(refused.text)('.govuk-error-summary').text()).toContain('Say why Late Person gets another mark')
  expect(await marks()).toMatchObject({ 2: 'late 60' })
  await browser.post(register, { ...change, [`reason-${late}`]: 'On the telephone from the start' })
  expect(await marks()).toMatchObject({ 2: 'present' })
  expect(words((await browser.get(register)).text)).toContain(
    'Marked 12:35pm, Terry Trainer: On the telephone from the start',
  )
  // Now it is the trainer's own mark: the rule leaves it, and a further change asks for nothing.
  await browser.post(url, rule)
  expect(await marks()).toMatchObject({ 2: 'present' })
  expect((await browser.post(register, { ...change, [`mark-${late}`]: 'absent' })).status).toBe(303)

  // Its reason is no correction: there is none yet.
  await closeRegister({ ...ctx, now: at(160) }, { part_id: partId, rest_absent: true })
  clock.set(at(161))
  expect(words((await browser.get(`${register}/corrections`)).text)).not.toContain('On the telephone')
})

test('marks nobody before the session is over, nor once the register is closed', async () => {
  clock.set(at(149))
  expect(words((await browser.follow(await browser.post(url, rule))).text)).toContain('once the session is over')
  await closeRegister({ ...ctx, now: at(155) }, { part_id: partId, rest_absent: true })
  clock.set(at(156))
  expect(words((await browser.follow(await browser.post(url, rule))).text)).toContain('this register is closed')
  expect(await database.db('register_rules')).toEqual([])
  expect(words((await browser.get(url)).text)).toContain('Marks now change by a correction')
})
