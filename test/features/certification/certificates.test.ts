/** The pages of one certificate: who sees it, its PDF, taking it back and giving it back. */
import type { Ctx } from '../../../src/platform/context.ts'
import { newId } from '../../../src/lib/ids.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestOrganisation, addTestPerson } from '../../support/factories.ts'
import type { TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { listMails } from '../../support/mailbox.ts'
import { addTestChampion } from '../../support/awarded.ts'

let database: TestDatabase
let site: TestSite
let ctx: Ctx

beforeAll(async () => {
  database = await createTestDatabase()
  site = await startSite(database)
  ctx = contextOf(database.db)
})
afterAll(async () => {
  await site.stop()
  await database.drop()
})
beforeEach(() => database.reset())

const revoke = (reason: string) => ({ reason, reason_class: 'no longer in role' })

test('the holder sees what the paper says and gets the very bytes that were kept', async () => {
  const organisation = await addTestOrganisation(database.db, { name: 'Dacorum Borough Council' })
  const champion = await addTestChampion(ctx, { full_name: "Siân O'Brien-Żak", organisation_id: organisation.id })
  const browser = await site.browser(champion.email)
  const page = await browser.get(`/certificates/${champion.certificate_id}`)
  expect(page.status).toBe(200)
  for (const words of [
    'Siân O&#39;Brien-Żak',
    'Dacorum Borough Council',
    'Hate crime champion',
    '12 April 2027',
    'HCC-2027-000001-',
  ])
    expect(page.text).toContain(words)
  expect(page.text).not.toContain('/revocation')
  const pdf = await browser.get(`/certificates/${champion.certificate_id}/certificate.pdf`).buffer(true)
  expect(pdf.headers['content-type']).toBe('application/pdf')
  expect(pdf.headers['content-disposition']).toMatch(/^attachment; filename="certificate-HCC-2027-000001-.\.pdf"/)
  const kept = await database.db('files').where({ media_type: 'application/pdf' }).first()
  expect(Buffer.compare(pdf.body, kept!.bytes)).toBe(0)
})

test('coordinators and the leads of where the holder is now see it; for everybody else it is not there', async () => {
  const here = await addTestOrganisation(database.db)
  const there = await addTestOrganisation(database.db)
  const champion = await addTestChampion(ctx, { organisation_id: here.id })
  const lead = await addTestPerson(database.db, { organisation_id: here.id, roles: ['lead'] })
  const otherLead = await addTestPerson(database.db, { organisation_id: there.id, roles: ['lead'] })
  const trainer = await addTestPerson(database.db, { roles: ['trainer', 'administrator'] })
  const coordinator = await addTestPerson(database.db, { roles: ['coordinator'] })
  const paths = [`/certificates/${champion.certificate_id}`, `/certificates/${champion.certificate_id}/certificate.pdf`]
  for (const { email } of [lead, coordinator])
    for (const path of paths) expect((await (await site.browser(email)).get(path)).status).toBe(200)
  for (const { email } of [otherLead, trainer])
    for (const path of paths) {
      const browser = await site.browser(email)
      const [others, missing] = [
        await browser.get(path),
        await browser.get(path.replace(champion.certificate_id, newId())),
      ]
      expect(others.status).toBe(404)
      expect(others.text).toBe(missing.text)
    }
  const nobody = await site.browser()
  expect((await nobody.get(paths[0]!)).headers.location).toMatch(/^\/sign-in/)

  await database.db('memberships').where({ person_id: champion.id }).update({ ends_on: '2027-04-12' })
  expect((await (await site.browser(lead.email)).get(paths[0]!)).status).toBe(404)
})

test.each(['nonsense', '%00', 'HCC-2027-000001-A', '00000000-0000-0000-0000-000000000000'])(
  'an address such as /certificates/%s is not there',
  async (id) => {
    const coordinator = await addTestPerson(database.db, { roles: ['coordinator'] })
    const browser = await site.browser(coordinator.email)
    for (const end of ['', '/certificate.pdf', '/suspension', '/revocation', '/reinstatement', '/withdrawal'])
      expect((await browser.get(`/certificates/${id}${end}`)).status).toBe(404)
    expect((await browser.post(`/certificates/${id}/revocation`, { reason: 'x' })).status).toBe(404)
  },
)

test('a coordinator revokes with a reason, the holder is told, and it can be given back', async () => {
  const champion = await addTestChampion(ctx)
  const coordinator = await addTestPerson(database.db, { roles: ['coordinator'] })
  const browser = await site.browser(coordinator.email)
  const path = `/certificates/${champion.certificate_id}`

  const asked = await browser.get(`${path}/revocation`)
  expect(asked.text).toContain(`${champion.full_name} leaves the roster`)
  const empty = await browser.post(`${path}/revocation`, { reason: '  ' })
  expect(empty.status).toBe(422)
  expect(empty.text).toContain('Enter why the certificate is revoked')
  expect(empty.text).toContain('Select what kind of reason it is')

  const twice = await Promise.all([1, 2].map(() => browser.post(`${path}/revocation`, revoke('Left the scheme'))))
  expect(twice.map((answer) => answer.status)).toEqual([303, 303])
  expect(await database.db('certificate_states').where({ state: 'revoked' })).toHaveLength(1)
  const [mail, ...others] = await listMails(database.db, { kind: 'certification.revoked' })
  expect(others).toEqual([])
  expect(mail!.text).toContain('Left the scheme')
  expect((await browser.get(path)).text).toContain('Revoked on 12 April 2027')

  await browser.post(`${path}/reinstatement`, { reason: 'It was somebody else' })
  expect(await database.db('certificate_states').orderBy('id').pluck('state')).toEqual([
    'issued',
    'revoked',
    'reinstated',
  ])
  expect(await listMails(database.db, { kind: 'certification.reinstated' })).toHaveLength(1)
  const page = await browser.get(path)
  expect(page.text).toContain('Valid until 12 April 2028')
  expect(page.text).toContain('It was somebody else')
  const actions = await database.db('audit_events').orderBy('id').pluck('action')
  expect(actions).toEqual(expect.arrayContaining(['certification.revoke', 'certification.reinstate']))
})

test('leads see that it was revoked, not why', async () => {
  const organisation = await addTestOrganisation(database.db)
  const champion = await addTestChampion(ctx, { organisation_id: organisation.id })
  const lead = await addTestPerson(database.db, { organisation_id: organisation.id, roles: ['lead'] })
  const coordinator = await addTestPerson(database.db, { roles: ['coordinator'] })
  const path = `/certificates/${champion.certificate_id}`
  await (await site.browser(coordinator.email)).post(`${path}/revocation`, revoke('A private matter'))
  const seen = await (await site.browser(lead.email)).get(path)
  expect(seen.text).toContain('Revoked on 12 April 2027')
  expect(seen.text).not.toContain('A private matter')
  expect((await (await site.browser(champion.email)).get(path)).text).toContain('A private matter')
  for (const verb of ['suspension', 'revocation', 'reinstatement']) {
    const browser = await site.browser(lead.email)
    expect((await browser.get(`${path}/${verb}`)).status).toBe(403)
    expect((await browser.post(`${path}/${verb}`, { reason: 'x' })).status).toBe(403)
  }
})

test('a name that waits: the holder is led to say it, the coordinator sees the task', async () => {
  const champion = await addTestChampion(ctx, { full_name: 'Ann 😀' })
  const coordinator = await addTestPerson(database.db, { roles: ['coordinator'] })
  const own = await (await site.browser(champion.email)).get(`/certificates/${champion.certificate_id}`)
  expect(own.text).toContain('Ann 😀')
  expect(own.text).toContain('href="/account/printable-name"')
  const browser = await site.browser(coordinator.email)
  const list = await browser.get('/certificates/names-needed')
  expect(list.text).toContain('Ann 😀')
  expect((await browser.get(`/certificates/${champion.certificate_id}/certificate.pdf`)).status).toBe(404)
})
