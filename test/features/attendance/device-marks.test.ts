/** Batches of marks from devices, on a real database: any order of arrival, twice, too late, forged; and settling. */
import { load } from 'cheerio'
import { bookPlace } from '../../../src/features/live-sessions/index.ts'
import { listRegister, saveMarks } from '../../../src/features/attendance/index.ts'
import { newId } from '../../../src/lib/ids.ts'
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
import { addTestLiveSession } from '../../support/live-sessions.ts'

let database: TestDatabase
let site: TestSite
let ctx: Ctx
let trainers: TestPerson[]
let browsers: Browser[]
let people: TestPerson[]
let part_id: string
let url: string

const begins = new Date('2027-04-27T09:00:00Z')
const minute = (n: number) => addMinutes(begins, n)
const moveTo = (n: number) => clock.set(minute(n))
const words = (html: string) => load(html)('main').text().replace(/\s+/g, ' ')

beforeAll(async () => {
  database = await createTestDatabase()
  site = await startSite(database)
})
afterAll(async () => {
  await site.stop()
  await database.drop()
})
beforeEach(async () => {
  await database.reset()
  moveTo(-300)
  ctx = contextOf(database.db)
  trainers = []
  for (const full_name of ['Terry Trainer', 'Tara Trainer'])
    trainers.push(await addTestPerson(database.db, { full_name, roles: ['trainer'] }))
  const id = await addTestLiveSession(ctx, { trainer_ids: trainers.map((one) => one.id) })
  people = []
  for (const full_name of ['Ann', 'Ben', 'Cem']) people.push(await addTestPerson(database.db, { full_name }))
  for (const { id: person_id } of [...people, trainers[0]!]) await bookPlace(ctx, { live_session_id: id, person_id })
  part_id = (await database.db('live_session_parts').first())!.id
  url = `/registers/${part_id}`
  moveTo(0)
  browsers = [await site.browser(trainers[0]!.email), await site.browser(trainers[1]!.email)]
})

test('two trainers whose pages have no script: the later mark counts, each keeps its reason, and both are listed', async () => {
  const ben = people[1]!
  const pages = await Promise.all(browsers.map((browser) => browser.get(url)))
  const form = (html: string, mark: string, reason: string) => ({
    seen_at: String(load(html)('form[data-register] [name=seen_at]').val()),
    [`was-${ben.id}`]: '',
    [`mark-${ben.id}`]: mark,
    [`reason-${ben.id}`]: reason,
  })
  moveTo(5)
  await browsers[0]!.post(url, form(pages[0]!.text, 'present', 'I saw her'))
  moveTo(6)
  await browsers[1]!.post(url, form(pages[1]!.text, 'excused', 'Called away'))
  const shown = () =>
    browsers[0]!.get(url).then((page) => load(page.text)('.app-conflicts').text().replace(/\s+/g, ' '))
  expect(await shown()).toContain('Excused is right')
  expect(await shown()).toContain('Present is right')
  expect(await database.db('evidence').whereNotNull('seen_at').orderBy('id').select('mark', 'reason')).toEqual([
    { mark: 'present', reason: 'I saw her' },
    { mark: 'excused', reason: 'Called away' },
  ])
  moveTo(7)
  await browsers[0]!.post(`${url}/settlements`, { person_id: ben.id, mark: 'present', minutes: '' })
  expect(await shown()).toBe('')
})

interface Sent {
  person: TestPerson
  mark: string
  at: number
  minutes?: number
  mark_id?: string
}
const devices = [newId(), newId()]
const ids = new Map<Sent, string>()
const idOf = (one: Sent) => {
  if (!ids.has(one)) ids.set(one, one.mark_id ?? newId())
  return ids.get(one)!
}
const send = async (device: number, marks: Sent[]) => {
  const batch = marks.map((one) => ({
    ...{ mark_id: idOf(one), person_id: one.person.id, mark: one.mark, minutes: one.minutes ?? null, reason: null },
    ...{ marked_at: minute(one.at), seen_at: begins },
  }))
  const fields = { device_id: devices[device]!, sent_at: clock.now().toISOString(), marks: JSON.stringify(batch) }
  const answer = await browsers[device]!.post(`${url}/marks`, fields)
  expect(answer.status).toBe(200)
  return answer.body as { kept: string[]; refused: { words: string }[]; conflicts: number; closed_words: string | null }
}
const register = async () =>
  (await listRegister(ctx, part_id)).map((row) => [row.full_name, row.mark, row.minutes, row.marked_by_name])

test('two devices that were away: every order of arrival gives the same register, with the times of the marking', async () => {
  const [ann, ben, cem] = people
  const one: Sent[] = [
    { person: ann!, mark: 'present', at: 5 },
    { person: ben!, mark: 'absent', at: 12 },
    { person: cem!, mark: 'late', minutes: 90, at: 30 },
  ]
  const two: Sent[] = [
    { person: ann!, mark: 'absent', at: 4 },
    { person: ben!, mark: 'present', at: 20 },
    { person: cem!, mark: 'late', minutes: 90, at: 31 },
  ]
  const orders: [number, Sent[]][][] = [
    [
      [0, one],
      [1, two],
    ],
    [
      [1, two],
      [0, one],
    ],
    [
      [1, [two[2]!]],
      [0, [one[1]!]],
      [1, [two[0]!, two[1]!]],
      [0, [one[2]!, one[0]!]],
      [0, one],
      [1, two],
    ],
  ]
  const found: unknown[] = []
  for (const order of orders) {
    moveTo(60)
    for (const [device, marks] of order) {
      const { kept } = await send(device, marks)
      expect(kept.toSorted()).toEqual(marks.map(idOf).toSorted())
    }
    expect(await database.db('evidence')).toHaveLength(6)
    found.push([
      await register(),
      load((await browsers[0]!.get(url)).text)('.app-conflicts')
        .text()
        .replace(/\s+/g, ' '),
    ])
    await database.db.raw('alter table evidence disable trigger evidence_append_only')
    await database.db('evidence').delete()
    await database.db.raw('alter table evidence enable trigger evidence_append_only')
  }
  expect(found[1]).toEqual(found[0])
  expect(found[2]).toEqual(found[0])
  expect((found[0] as unknown[][])[0]!.slice(0, 3)).toEqual([
    ['Ann', 'present', null, 'Terry Trainer'],
    ['Ben', 'present', null, 'Tara Trainer'],
    ['Cem', 'late', 90, 'Tara Trainer'],
  ])
  const conflicts = String((found[0] as unknown[])[1])
  expect(conflicts).toContain(
    'Ann Present is right for Ann Terry Trainer, 10:05am, counts now Absent is right for Ann Tara Trainer, 10:04am',
  )
  expect(conflicts).toContain('Ben')
  expect(conflicts).not.toContain('Cem')
})

test('a mark saved meanwhile by the form counts by its time too; a contradiction is settled by whoever looks at both', async () => {
  const [ann] = people
  moveTo(10)
  const other = { ...(await contextOfPerson(ctx, trainers[1]!.id)), now: minute(10) }
  await saveMarks(other, { part_id, marks: [{ person_id: ann!.id, mark: 'excused', minutes: null }] })
  moveTo(40)
  expect((await send(0, [{ person: ann!, mark: 'present', at: 5 }])).conflicts).toBe(1)
  expect((await register())[0]).toEqual(['Ann', 'excused', null, 'Tara Trainer'])
  expect(words((await browsers[1]!.get(`${url}/closing`)).text)).toContain('marked differently on two devices')

  moveTo(41)
  // What counts already is right: said once more, it is settled.
  const settled = await browsers[1]!.post(`${url}/settlements`, { person_id: ann!.id, mark: 'excused', minutes: '' })
  expect(words((await browsers[1]!.follow(settled)).text)).toContain('Settled.')
  expect(words((await browsers[1]!.get(url)).text)).not.toContain('two devices said')
  expect((await browsers[1]!.get(url)).text).not.toContain('app-conflicts')
  expect(await database.db('audit_events').where({ action: 'attendance.settle-mark' })).toHaveLength(1)
})

test('kept once, however often it is sent and at once; what cannot be taken is said with its reason', async () => {
  const [ann] = people
  moveTo(60)
  const mark: Sent = { person: ann!, mark: 'present', at: 20 }
  const answers = await Promise.all([send(0, [mark]), send(0, [mark]), send(0, [mark])])
  for (const { kept } of answers) expect(kept).toEqual([idOf(mark)])
  expect(await database.db('evidence')).toMatchObject([
    { mark_id: idOf(mark), marked_at: minute(20), recorded_by: trainers[0]!.id, device_id: devices[0] },
  ])
  const stranger = await addTestPerson(database.db)
  const { refused } = await send(0, [
    { person: stranger, mark: 'present', at: 20 },
    { person: trainers[0]!, mark: 'present', at: 20 },
    { person: ann!, mark: 'late', at: 20 },
    { person: ann!, mark: 'late', minutes: 151, at: 20 },
  ])
  expect(refused.map((one) => one.words)).toEqual([
    expect.stringContaining('they are not on this register'),
    expect.stringContaining('you do not mark yourself'),
    'Ann, Late, marked at 10:20am: the minutes are missing, or more than the session has',
    expect.stringContaining('Late, 151 minutes'),
  ])
  expect(await database.db('evidence')).toHaveLength(1)

  // A minute of the future, and yesterday: within the register's time and now.
  await send(0, [{ person: ann!, mark: 'absent', at: 61 }])
  await send(0, [{ person: people[1]!, mark: 'absent', at: -1440 }])
  const [future, past] = await database
    .db('evidence')
    .whereNot({ mark_id: idOf(mark) })
    .orderBy('id')
  expect(future!.marked_at).toEqual(future!.recorded_at)
  expect(past!.marked_at).toEqual(minute(-15))
  for (const marks of ['', '{', '{}', '[{}]', `[{"mark_id":"1"}]`, '[[]]', 'null'])
    expect((await browsers[0]!.post(`${url}/marks`, { device_id: devices[0]!, sent_at: 'now', marks })).status).toBe(
      422,
    )
  const stranger2 = await site.browser((await addTestPerson(database.db, { roles: ['trainer'] })).email)
  expect((await stranger2.post(`${url}/marks`, {})).status).toBe(404)
})

test('a closed register takes nothing more and says what it did not take; what it had already it still has', async () => {
  const [ann, ben] = people
  moveTo(60)
  const known: Sent = { person: ann!, mark: 'present', at: 20 }
  await send(0, [known])
  await browsers[1]!.post(`${url}/closing`, { rest_absent: 'yes' })
  moveTo(70)
  const before = await register()
  const answer = await send(0, [known, { person: ben!, mark: 'present', at: 21 }])
  expect(answer.kept).toEqual([idOf(known)])
  expect(answer.refused.map((one) => one.words)).toEqual([
    'Ben, Present, marked at 10:21am: the register was closed before it arrived',
  ])
  expect(answer.closed_words).toContain('by Tara Trainer')
  expect(await register()).toEqual(before)
  expect((await browsers[0]!.post(`${url}/settlements`, { person_id: ann!.id, mark: 'absent' })).status).toBe(303)
  expect(await register()).toEqual(before)
})
