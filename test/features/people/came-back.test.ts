/** A mail comes back: a posted report, who sees it, a new address, sending again, and paper where mail does not reach. */
import type { TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { addTestChampion } from '../../support/awarded.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { outOfOffice, statusReport } from '../../support/delivery-reports.ts'
import { addTestOrganisation, addTestPerson } from '../../support/factories.ts'
import { runJobs } from '../../support/mailbox.ts'
import supertest from 'supertest'

const now = new Date('2027-04-12T09:00:00Z')
const secret = 'a-secret-of-thirty-two-characters'
let database: TestDatabase
let site: TestSite

beforeAll(async () => {
  database = await createTestDatabase()
  site = await startSite(database, { at: now, config: { reports_secret: secret } })
})
afterAll(async () => {
  await site.stop()
  await database.drop()
})
beforeEach(() => database.reset())

const post = (raw: string, given = secret, type = 'message/rfc822') =>
  supertest(site.server)
    .post('/mail-reports')
    .set('Authorization', `Bearer ${given}`)
    .set('Content-Type', type)
    .send(raw)

/** A champion whose certificate was mailed a moment ago, with their lead and a coordinator. */
async function setUp() {
  const { db } = database
  const organisation = await addTestOrganisation(db, { name: 'Alder Housing' })
  const member = { organisation_id: organisation.id }
  const champion = await addTestChampion(contextOf(db, { at: now }), {
    full_name: 'Sam Birch',
    email: 'sam@alder.example',
    ...member,
  })
  const lead = await addTestPerson(db, { roles: ['lead'], ...member })
  const coordinator = await addTestPerson(db, { roles: ['coordinator'] })
  await runJobs(contextOf(db, { at: now }), { send: true })
  const mail = await db('mails').where({ kind: 'certification.certificate' }).first()
  const about = { message_id: mail!.message_id, to: 'sam@alder.example' }
  return {
    champion,
    organisation,
    mail: mail!,
    about,
    asLead: await site.browser(lead.email),
    asCoordinator: await site.browser(coordinator.email),
  }
}

test('a report with the secret marks its mail, once, and nothing else does', async () => {
  const { about, mail } = await setUp()
  const state = () =>
    database.db('mails').where({ id: mail.id }).first('bounce_kind', 'bounce_is_final', 'bounce_reason')
  expect((await post(statusReport(about), 'wrong')).status).toBe(401)
  expect((await supertest(site.server).post('/mail-reports').send('x')).status).toBe(403)
  expect((await post(statusReport(about), secret, 'text/plain')).status).toBe(415)
  expect((await post('x'.repeat(5_000_001))).status).toBe(413)
  expect((await post(outOfOffice(about))).text).toBe('automatic reply\n')
  expect((await post(statusReport({ ...about, message_id: '<guess@localhost>', own_id: '<g@x>' }))).text).toBe(
    'no mail of ours\n',
  )
  expect((await state())!.bounce_kind).toBeNull()
  const late = statusReport({ ...about, own_id: '<late@x>' }, { action: 'delayed', status: '4.4.1' })
  expect((await post(late)).text).toBe('delayed\n')
  expect(await state()).toMatchObject({ bounce_kind: 'soft', bounce_is_final: false })
  const answers = await Promise.all([1, 2, 3].map(() => post(statusReport(about))))
  expect(answers.map((one) => one.text).toSorted()).toEqual(['came back\n', 'known\n', 'known\n'])
  expect(await state()).toMatchObject({
    bounce_kind: 'hard',
    bounce_is_final: true,
    bounce_reason: 'There is no such mailbox (5.1.1)',
  })
  // A late notice of delay does not make it better again.
  await post(statusReport({ ...about, own_id: '<late-2@x>' }, { action: 'delayed', status: '4.4.1' }))
  expect((await state())!.bounce_kind).toBe('hard')
})

test('coordinator and lead see it, a new address ends it, and the certificate goes out again on request', async () => {
  const { about, champion, organisation, asLead, asCoordinator } = await setUp()
  await post(statusReport(about))
  const start = await asCoordinator.get('/')
  expect(start.text).toContain('person’s mail comes back')
  expect(start.text).toContain('certificate is to be printed or handed over')
  expect((await asCoordinator.get('/people/came-back')).text).toContain('Sam Birch')
  expect((await asCoordinator.get(`/people/${champion.id}`)).text).toContain('There is no such mailbox (5.1.1)')
  expect((await asCoordinator.get(`/people/${champion.id}/history`)).text).toContain('Mail came back')
  expect((await asLead.get('/')).text).toContain('person’s mail comes back')
  expect((await asLead.get(`/organisations/${organisation.id}`)).text).toContain('Mail came back on 12 April 2027')
  expect((await asLead.get('/people/came-back')).status).toBe(403)

  const changed = await asCoordinator.post(`/people/${champion.id}/address`, { email: 'sam.birch@alder.example' })
  expect(changed.headers.location).toBe(`/people/${champion.id}/came-back`)
  const page = await asCoordinator.get(changed.headers.location!)
  expect(page.text).toContain('What shall be sent to sam.birch@alder.example?')
  expect((await asCoordinator.get('/people/came-back')).text).not.toContain('Sam Birch')
  // The address is new, but the paper is not with them yet.
  expect((await asCoordinator.get('/certificates/handovers')).text).toContain('Sam Birch')
  expect((await asCoordinator.post(`/people/${champion.id}/came-back`)).status).toBe(422)
  const id = /name="mail_id"[^>]*value="([^"]+)"/.exec(page.text)![1]!
  await Promise.all([1, 2].map(() => asCoordinator.post(`/people/${champion.id}/came-back`, { mail_id: id })))
  const again = await database.db('mails').where({ again_of: id })
  expect(again).toHaveLength(1)
  expect(again[0]).toMatchObject({ to_address: 'sam.birch@alder.example', kind: 'certification.certificate' })
  expect(again[0]!.attachment_file_ids).toHaveLength(1)
  expect((await asCoordinator.get('/certificates/handovers')).text).not.toContain('Sam Birch')
})

test('a certificate that came back is handed over, ticked off, and taken back', async () => {
  const { about, champion, asCoordinator } = await setUp()
  await post(statusReport(about))
  const list = '/certificates/handovers'
  expect((await asCoordinator.post(list, {})).status).toBe(303)
  await Promise.all([1, 2].map(() => asCoordinator.post(list, { certificate_id: champion.certificate_id })))
  expect(await database.db('certificate_handovers')).toHaveLength(1)
  expect(await database.db('audit_events').where({ action: 'certification.hand-over' })).toHaveLength(1)
  const page = (await asCoordinator.get(list)).text
  expect(page).toContain('Nothing waits')
  const undo = /action="([^"]+\/undoing)"/.exec(page)![1]!
  await asCoordinator.post(undo)
  expect((await asCoordinator.get(list)).text).toContain('Those I ticked were handed over')
})

test('who is seen to, or signs in by a mailed code, is off the list until the next mail comes back', async () => {
  const { about, champion, mail, asCoordinator } = await setUp()
  await post(statusReport(about))
  await asCoordinator.follow(await asCoordinator.post(`/people/${champion.id}/came-back/settlement`))
  expect((await asCoordinator.get('/people/came-back')).text).not.toContain('Sam Birch')
  await database.db('mails').where({ id: mail.id }).update({ bounce_seen_at: null, bounce_seen_by: null })
  expect((await asCoordinator.get('/people/came-back')).text).toContain('Sam Birch')
  const own = await site.browser()
  await own.post('/sign-in', { email: 'sam@alder.example' })
  await runJobs(contextOf(database.db, { at: now }))
  const code = await database.db('mails').where({ kind: 'sign-in.code' }).first()
  const digits = /\b\d{3} ?\d{3}\b/.exec(code!.text!)![0]
  const taken = await own.post('/sign-in/code', { code: digits })
  expect(taken.status).toBe(303)
  expect((await asCoordinator.get('/people/came-back')).text).not.toContain('Sam Birch')
})
