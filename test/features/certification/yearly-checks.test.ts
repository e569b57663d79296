/** "Are you still a champion?": asked once a year, answered by a button, by the lead in one list, or a task for coordinators. */
import type { Ctx } from '../../../src/platform/context.ts'
import { changeStanding, countWaitingChecks } from '../../../src/features/certification/index.ts'
import { certificationJobs } from '../../../src/features/certification/jobs.ts'
import { clock } from '../../../src/platform/clock.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestOrganisation, addTestPerson } from '../../support/factories.ts'
import type { Browser, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { listMails } from '../../support/mailbox.ts'
import { addTestChampion } from '../../support/awarded.ts'

let database: TestDatabase
let site: TestSite
let ctx: Ctx
let nobody: Browser
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
  nobody = await site.browser()
})

const at = (moment: string) => contextOf(database.db, { at: new Date(moment) })
const ask = (moment: string) => certificationJobs['certification.ask-yearly']!(at(moment), {})
const mails = async () => listMails(database.db, { kind: 'certification.yearly-check' })
const linkOf = async (n = 0) => /\/still-champion\/[\w-]{22}/.exec((await mails())[n]!.text)![0]

async function champion(full_name = 'Ann Lee') {
  const organisation = await addTestOrganisation(database.db)
  return { ...(await addTestChampion(ctx, { full_name, organisation_id: organisation.id })), organisation }
}

test('asked half a year after the award, once, and again a year later; not who does not count any more', async () => {
  const one = await champion()
  const [gone, revoked] = [await champion('Gone'), await champion('Revoked')]
  await database.db('memberships').where({ person_id: gone.id }).update({ ends_on: '2027-05-01' })
  const act = { act: 'suspend', reason: 'x' } as const
  await changeStanding(ctx, { ...act, certificate_ids: [revoked.certificate_id] })
  await ask('2027-10-11T08:30:00Z')
  expect(await mails()).toEqual([])
  await Promise.all([ask('2027-10-12T08:30:00Z'), ask('2027-10-12T08:30:00Z')])
  expect((await mails()).map((mail) => mail.to_address)).toEqual([one.email])
  await database.db.raw(`update people set email = email`)
  await changeStanding(at('2027-11-01T09:00:00Z'), {
    act: 'extend',
    certificate_ids: [one.certificate_id],
    reason: 'x',
    valid_to: '2029-04-12',
  })
  await ask('2028-10-11T08:30:00Z')
  expect(await mails()).toHaveLength(1)
  await ask('2028-10-12T08:31:00Z')
  expect(await mails()).toHaveLength(2)
})

test('the link asks and changes nothing by itself; one button answers it, twice is once, and a slip can be put right', async () => {
  await champion()
  await ask('2027-10-12T08:30:00Z')
  const link = await linkOf()
  const page = await nobody.get(link)
  expect(page.text).toContain('Yes, I am still a champion')
  expect(page.headers['x-robots-tag']).toContain('noindex')
  expect(await database.db('yearly_checks').whereNotNull('answer')).toEqual([])
  expect((await nobody.post(link, {})).status).toBe(303)
  expect(await database.db('yearly_checks').whereNotNull('answer')).toEqual([])
  await Promise.all([1, 2].map(() => nobody.post(link, { answer: 'yes' })))
  expect((await nobody.get(link)).text).toContain('We ask again in a year')
  // Saying yes makes nobody a champion whose certificate has ended.
  clock.set(new Date('2028-04-13T09:00:00Z'))
  expect((await nobody.get(link)).text).toContain('your certificate does not count today')
  clock.set(new Date('2027-10-12T08:30:00Z'))
  expect(await database.db('audit_events').where({ action: 'certification.answer-yearly' })).toHaveLength(1)
  await nobody.post(link, { answer: 'no' })
  expect((await nobody.get(link)).text).toContain('Thank you for telling us')
  expect((await nobody.get(`/still-champion/${'A'.repeat(22)}`)).status).toBe(404)
})

test('no answer turns amber after 30 days and is a task until a coordinator has seen to it', async () => {
  const one = await champion()
  await ask('2027-10-12T08:30:00Z')
  expect(await countWaitingChecks(at('2027-11-11T09:00:00Z'))).toBe(0)
  expect(await countWaitingChecks(at('2027-11-12T09:00:00Z'))).toBe(1)
  clock.set(new Date('2027-11-12T09:00:00Z'))
  const coordinator = await site.browser((await addTestPerson(database.db, { roles: ['coordinator'] })).email)
  expect((await coordinator.get('/')).text).toContain('champion may no longer act as one')
  const list = await coordinator.get('/still-champion')
  expect(list.text).toContain('Ann Lee')
  expect(list.text).toContain('No answer since 12 October 2027')
  await coordinator.post('/still-champion/settlements', { person_id: one.id })
  expect((await coordinator.get('/still-champion')).text).toContain('Nobody waits')
  expect((await nobody.get(await linkOf())).text).toContain('This question is closed')
})

test('a lead answers for their own people in one list, and for nobody else', async () => {
  const [ann, bo, other] = [await champion('Ann Lee'), await champion('Bo Ek'), await champion('Other Side')]
  await database.db('memberships').where({ person_id: bo.id }).update({ organisation_id: ann.organisation.id })
  await ask('2027-10-12T08:30:00Z')
  clock.set(new Date('2027-10-20T09:00:00Z'))
  const lead = await addTestPerson(database.db, { organisation_id: ann.organisation.id, roles: ['lead'] })
  const browser = await site.browser(lead.email)
  const start = (await browser.get('/')).text
  expect(start).toMatch(/>2<\/span>\s*<a [^>]*href="\/still-champion">champions have not said/)
  expect((await browser.get(`/organisations/${ann.organisation.id}`)).text).toContain('href="/still-champion"')
  const list = await browser.get('/still-champion')
  expect(list.text).toContain('Ann Lee')
  expect(list.text).toContain('Bo Ek')
  expect(list.text).not.toContain('Other Side')
  expect((await browser.post('/still-champion/settlements', { person_id: ann.id })).status).toBe(403)
  const answers = { [`answer-${ann.id}`]: 'yes', [`answer-${bo.id}`]: 'no', [`answer-${other.id}`]: 'no' }
  const sent = await browser.post('/still-champion/confirmations', answers)
  const after = await browser.follow(sent)
  expect((await browser.get('/')).text).not.toContain('have not said whether')
  expect(after.text).toContain('1 confirmed, 1 no longer act')
  const rows = await database
    .db('yearly_checks')
    .whereNotNull('answer')
    .orderBy('answer')
    .select('person_id', 'answer', 'answered_by')
  expect(rows).toEqual([
    { person_id: bo.id, answer: 'no', answered_by: lead.id },
    { person_id: ann.id, answer: 'yes', answered_by: lead.id },
  ])
  expect(await countWaitingChecks(at('2027-10-20T09:00:00Z'))).toBe(1)
  expect((await browser.post('/still-champion/confirmations', {})).status).toBe(303)
})
