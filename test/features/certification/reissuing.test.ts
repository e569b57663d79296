/** A change of name: the certificate is made again, and the old name is nowhere public. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Ctx } from '../../../src/platform/context.ts'
import {
  changeStanding,
  getCertificate,
  issueCertificate,
  listCertificates,
} from '../../../src/features/certification/index.ts'
import { reissueForName } from '../../../src/features/certification/commands/reissuing.ts'
import { changeName } from '../../../src/features/people/index.ts'
import { rows } from '../../../src/platform/db/connect.ts'
import { clock } from '../../../src/platform/clock.ts'
import { contextOf, contextOfPerson } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestOrganisation, addTestPerson } from '../../support/factories.ts'
import type { TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { listMails } from '../../support/mailbox.ts'
import { addTestChampion, addTestCompletion } from '../../support/awarded.ts'

let database: TestDatabase
let site: TestSite
let ctx: Ctx
const start = new Date('2027-04-12T09:00:00Z')

beforeAll(async () => {
  database = await createTestDatabase()
  site = await startSite(database, { at: start })
  ctx = contextOf(database.db)
})
afterAll(async () => {
  await site.stop()
  await database.drop()
})
beforeEach(async () => {
  clock.set(start)
  await database.reset()
})

async function renamed() {
  const organisation = await addTestOrganisation(database.db)
  const champion = await addTestChampion(ctx, { full_name: 'Bruce Former', organisation_id: organisation.id })
  await changeName(await contextOfPerson(ctx, champion.id), { person_id: champion.id, full_name: 'Grace Later' })
  const old = await getCertificate(ctx, champion.certificate_id)
  const { bytes } = (await database.db('files').where({ id: old.pdf_file_id! }).first('bytes'))!
  return { ...champion, organisation, old, paper: bytes as Buffer, path: `/certificates/${champion.certificate_id}` }
}

test('the holder makes it again: same days, new number, and neither page, file nor form shows the old name', async () => {
  const { email, id, old, paper, path } = await renamed()
  const holder = await site.browser(email)
  expect((await holder.get(path)).text).toContain(`${path}/reissue`)
  const asked = await holder.get(`${path}/reissue`)
  expect(asked.text).toContain('Grace Later')
  expect(await listCertificates(ctx, id)).toHaveLength(1)
  const twice = await Promise.all([1, 2].map(() => holder.post(`${path}/reissue`)))
  expect(twice.map((answer) => answer.status)).toEqual([303, 303])
  const certificates = await listCertificates(ctx, id)
  expect(certificates.map((one) => [one.cycle, one.reissue, one.standing, one.facts.name])).toEqual([
    [1, 1, 'good', 'Grace Later'],
    [1, 0, 'superseded', 'Bruce Former'],
  ])
  const [now] = certificates
  expect(now).toMatchObject({ awarded_on: old.awarded_on, valid_to: old.valid_to, grace_to: old.grace_to })
  expect(now!.number).not.toBe(old.number)
  expect(twice.map((answer) => answer.headers.location)).toContain(`/certificates/${now!.id}`)
  const [mail, ...others] = await listMails(database.db, { kind: 'certification.reissued' })
  expect(others).toEqual([])
  expect(mail!.attachment_file_ids).toEqual([now!.pdf_file_id])
  expect(mail!.text).not.toContain('Bruce')

  const anyone = await site.browser()
  const led = await anyone.get(`/verify/${old.reference}`)
  const byFile = await anyone.upload('/verify/paper', { paper: { name: 'old.pdf', bytes: paper } })
  const byForm = await anyone.follow(await anyone.post('/verify', { number: old.number, name: 'Bruce Former' }))
  for (const page of [led, byFile, byForm]) {
    expect(page.status).toBe(200)
    expect(page.text).toContain(`/verify/${now!.reference}`)
    expect(page.text).not.toContain('Bruce')
    expect(page.text).not.toContain('Former')
  }
  expect((await anyone.get(`/verify/${now!.reference}`)).text).toContain('Grace Later')
})

test('beside an act for many it holds certificates in the same order, so that neither waits for the other for ever', async () => {
  const { id } = await renamed()
  const course = await database
    .db('programmes as g')
    .join('courses as c', 'c.programme_id', 'g.id')
    .join('course_versions as v', 'v.course_id', 'c.id')
    .where('g.code', 'TPR')
    .whereNotNull('v.published_at')
    .first({ programme_id: 'g.id', course_id: 'c.id', course_version_id: 'v.id' })
  await changeName(await contextOfPerson(ctx, id), { person_id: id, full_name: 'Bruce Former' })
  await issueCertificate(ctx, await addTestCompletion(database.db, id, course, ctx.now))
  await changeName(await contextOfPerson(ctx, id), { person_id: id, full_name: 'Grace Later' })
  const [first, last] = (await listCertificates(ctx, id)).map((one) => one.id).toSorted()
  const many = await database.db.transaction()
  const hold = (certificateId: string) =>
    many.raw('select from certificates where id = ? for update nowait', [certificateId])
  await hold(first!)
  const made = reissueForName(ctx, id)
  const waits = () => rows(database.db, `select from pg_locks where not granted and pid <> pg_backend_pid()`)
  while ((await waits()).length === 0) await wait(10)
  await hold(last!)
  await many.commit()
  expect(await made).toMatchObject({ result: 'reissued' })
})

test('a new name gives nothing back: what was suspended or revoked stays so', async () => {
  const { email, id, old, path } = await renamed()
  await changeStanding(ctx, {
    act: 'revoke',
    certificate_ids: [old.id],
    reason: 'A private matter',
    reason_class: 'issued in error',
  })
  const holder = await site.browser(email)
  await holder.post(`${path}/reissue`)
  const [now] = await listCertificates(ctx, id)
  expect(now).toMatchObject({
    standing: 'revoked',
    revocation_class: 'issued in error',
    facts: { name: 'Grace Later' },
  })
  const page = await (await site.browser()).get(`/verify/${now!.reference}`)
  expect(page.text).toContain('This certificate was revoked')
  expect((await (await site.browser()).get(`/verify/${old.reference}`)).text).not.toContain('Bruce')
})

test('only the holder and coordinators; and nothing happens while the name is the same or cannot be printed', async () => {
  const { id, organisation, path } = await renamed()
  const lead = await addTestPerson(database.db, { organisation_id: organisation.id, roles: ['lead'] })
  const browser = await site.browser(lead.email)
  expect((await browser.get(path)).text).not.toContain('/reissue')
  expect((await browser.post(`${path}/reissue`)).status).toBe(404)
  const coordinator = await site.browser((await addTestPerson(database.db, { roles: ['coordinator'] })).email)
  await database.db('people').where({ id }).update({ full_name: 'Grace 😀' })
  await coordinator.post(`${path}/reissue`)
  await database.db('people').where({ id }).update({ full_name: 'Bruce Former' })
  await coordinator.post(`${path}/reissue`)
  expect(await listCertificates(ctx, id)).toHaveLength(1)
  await database.db('people').where({ id }).update({ full_name: 'Grace Later' })
  expect((await coordinator.post(`${path}/reissue`)).status).toBe(303)
  expect(await listCertificates(ctx, id)).toHaveLength(2)
})
