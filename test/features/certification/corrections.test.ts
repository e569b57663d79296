/** Correcting a closed register: what it says beforehand is what it does, and everything stays on record. */
import type { Ctx } from '../../../src/platform/context.ts'
import { checkPerson } from '../../../src/features/certification/commands/checking.ts'
import { countGroundless, listCertificates } from '../../../src/features/certification/index.ts'
import { clock } from '../../../src/platform/clock.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import type { TestPerson } from '../../support/factories.ts'
import { addTestPerson } from '../../support/factories.ts'
import type { Browser, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { addTestLivePart } from '../../support/live-sessions.ts'
import type { Held } from './held.ts'
import { holdSession } from './held.ts'

let database: TestDatabase
let site: TestSite
let ctx: Ctx
let held: Held
let present: TestPerson
let absent: TestPerson
let trainer: Browser
let path: string

beforeAll(async () => {
  database = await createTestDatabase()
  site = await startSite(database)
  ctx = contextOf(database.db)
})
afterAll(async () => {
  await site.stop()
  await database.drop()
})
beforeEach(async () => {
  await database.reset()
  const course = await addTestLivePart(database.db)
  present = await addTestPerson(database.db, { full_name: "Siân O'Brien-Żak" })
  absent = await addTestPerson(database.db, { full_name: '李小龙' })
  held = await holdSession(ctx, course, [
    { person: present, mark: 'present', minutes: null },
    { person: absent, mark: 'absent', minutes: null },
  ])
  clock.set(held.ctx.now)
  await checkPerson(held.ctx, present.id)
  trainer = await site.browser(held.trainer.email)
  path = `/registers/${held.part_id}/corrections`
})

const marksOf = (person: TestPerson) =>
  database.db('evidence').where({ person_id: person.id, kind: 'trainer mark' }).orderBy('id').pluck('mark')

const preview = (person: TestPerson, mark: string, minutes = '') =>
  trainer.get(`${path}/new?person_id=${person.id}&mark=${encodeURIComponent(mark)}&minutes=${minutes}`)

const send = (person: TestPerson, fields: Record<string, string>) =>
  trainer.post(path, {
    person_id: person.id,
    from_minutes: '',
    minutes: '',
    reason: 'Mixed up with somebody',
    ...fields,
  })

test('the preview says who would receive a certificate, changes nothing, and the correction does just that', async () => {
  const list = await trainer.get(path)
  expect(list.text).toContain('李小龙')
  const asked = await preview(absent, 'present')
  expect(asked.status).toBe(200)
  expect(asked.text).toContain('李小龙 would become complete in the course')
  expect(asked.text).toContain('and receive the certificate')
  expect(await marksOf(absent)).toEqual(['absent'])
  expect(await database.db('audit_events').where({ action: 'attendance.correct' })).toEqual([])

  const corrected = await send(absent, { mark: 'present', from_mark: 'absent' })
  expect(corrected.status).toBe(303)
  expect(corrected.headers.location).toBe(path)
  expect(await marksOf(absent)).toEqual(['absent', 'present'])
  await checkPerson(held.ctx, absent.id)
  expect(await listCertificates(ctx, absent.id)).toHaveLength(1)
  const after = await trainer.get(path)
  expect(after.text).toContain('From absent to present: Mixed up with somebody')
})

test('it says that the ground of a certificate would go, and that only a coordinator revokes', async () => {
  const [certificate] = await listCertificates(ctx, present.id)
  const asked = await preview(present, 'left early', '20')
  expect(asked.text).toContain(
    `Siân O&#39;Brien-Żak has certificate ${certificate!.number}. This would take away its ground`,
  )
  expect(asked.text).toContain('The certificate stays until a coordinator revokes it.')
  await send(present, { mark: 'left early', minutes: '20', from_mark: 'present' })
  expect(await listCertificates(ctx, present.id)).toMatchObject([{ standing: 'good' }])
  expect(await countGroundless(held.ctx)).toBe(1)

  const coordinator = await addTestPerson(database.db, { roles: ['coordinator'] })
  const browser = await site.browser(coordinator.email)
  expect((await browser.get('/certificates/without-ground')).text).toContain(certificate!.number)
  expect((await browser.get(`/certificates/${certificate!.id}`)).text).toContain('Its ground is gone')
})

test('enough minutes change nothing about the certificate', async () => {
  const asked = await preview(present, 'late', '120')
  expect(asked.text).toContain('Nothing about it changes.')
  const still = await preview(absent, 'late', '10')
  expect(still.text).toContain('李小龙 would still not be complete')
})

test('bad marks and reasons come back with a sentence and what was typed', async () => {
  const noMinutes = await preview(present, 'late')
  expect(noMinutes.status).toBe(422)
  expect(noMinutes.text).toContain('Enter how many of the 150 minutes they were there')
  for (const minutes of ['151', '-1', 'many']) expect((await preview(present, 'late', minutes)).status).toBe(422)
  expect((await preview(present, 'nonsense')).text).toContain('Select what the mark should be')
  const noReason = await send(present, { mark: 'absent', from_mark: 'present', reason: ' ' })
  expect(noReason.status).toBe(422)
  expect(noReason.text).toContain('Enter why the mark is corrected')
  expect(noReason.text).toContain('This would take away its ground')
  expect(await marksOf(present)).toEqual(['present'])
})

test('a double click is one correction; a mark that moved on is looked at again', async () => {
  const twice = await Promise.all([1, 2].map(() => send(absent, { mark: 'present', from_mark: 'absent' })))
  expect(twice.map((answer) => answer.status)).toEqual([303, 303])
  expect(await marksOf(absent)).toEqual(['absent', 'present'])
  const late = await send(absent, { mark: 'excused', from_mark: 'absent' })
  expect(late.status).toBe(422)
  expect(late.text).toContain('Somebody else corrected this mark just now')
  expect(await marksOf(absent)).toEqual(['absent', 'present'])
})

test("only the session's trainers and coordinators correct, and only people on the register", async () => {
  const [stranger, coordinator, lead] = await Promise.all([
    addTestPerson(database.db, { roles: ['trainer'] }),
    addTestPerson(database.db, { roles: ['coordinator'] }),
    addTestPerson(database.db),
  ])
  const fields = {
    person_id: absent.id,
    mark: 'present',
    minutes: '',
    from_mark: 'absent',
    from_minutes: '',
    reason: 'x',
  }
  const other = await site.browser(stranger.email)
  expect((await other.get(path)).status).toBe(404)
  expect((await other.get(`${path}/new?person_id=${absent.id}&mark=present`)).status).toBe(404)
  expect((await other.post(path, fields)).status).toBe(404)
  expect((await (await site.browser(lead.email)).get(path)).status).toBe(403)
  expect((await (await site.browser(coordinator.email)).get(path)).status).toBe(200)
  expect((await trainer.post(path, { ...fields, person_id: lead.id })).status).toBe(404)
  expect((await trainer.post(path, { ...fields, person_id: "1'--" })).status).toBe(404)
  expect(await marksOf(absent)).toEqual(['absent'])
})
