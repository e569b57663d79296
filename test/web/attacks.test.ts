/** What somebody hostile tries at the doors, through HTTP: ways around a limit, ways back in, requests no browser sends. */
import { changeEmail, grantRole, invitePerson, issueJoiningCard } from '../../src/features/people/index.ts'
import { hashPassword } from '../../src/features/sign-in/argon2.ts'
import { clock } from '../../src/platform/clock.ts'
import type { TestSite } from '../support/browser.ts'
import { startSite } from '../support/browser.ts'
import { contextOf, contextOfPerson } from '../support/context.ts'
import type { TestDatabase } from '../support/database.ts'
import { createTestDatabase } from '../support/database.ts'
import { addTestOrganisation, addTestPerson } from '../support/factories.ts'
import { listMails, runJobs } from '../support/mailbox.ts'

const at = new Date('2027-04-12T09:00:00Z')
let database: TestDatabase
let site: TestSite

beforeAll(async () => {
  database = await createTestDatabase()
  site = await startSite(database, { at })
})
afterAll(async () => {
  await site.stop()
  await database.drop()
})
beforeEach(async () => {
  await database.reset()
  clock.set(at)
})

test('the guesses at a password are counted for the address that is tried, wherever it stands in the request', async () => {
  const victim = await addTestPerson(database.db, { email: 'victim@herts.example', roles: ['administrator'] })
  const hash = await hashPassword('kettle marble fox')
  await database.db('passwords').insert({ person_id: victim.id, hash, set_at: at })
  const browser = await site.browser()
  const fields = { email: ['one@herts.example', 'two@herts.example'], password: 'kettle marble fox' }
  const answer = await browser.post('/sign-in/password?email=victim@herts.example', fields)
  expect(answer.status).toBe(422)
  expect((await browser.get('/account')).status).toBe(303)
})

test('codes for one address are counted together, whichever page asks', async () => {
  const invited = await addTestPerson(database.db, { email: 'many@dacorum.gov.uk' })
  await invitePerson(contextOf(database.db), invited.id)
  const [mail] = await listMails(database.db, { to_address: invited.email })
  const invitation = /\/invitations\/[\w-]+/.exec(mail!.text)![0]
  const browser = await site.browser()
  const full_name = 'Many Codes'
  for (let round = 0; round < 2; round++) {
    expect((await browser.post('/sign-in', { email: invited.email })).status).toBe(303)
    expect((await browser.post('/register', { full_name, email: 'MANY@dacorum.gov.uk' })).status).toBe(303)
    expect((await browser.post(`${invitation}/sign-in`)).status).toBe(303)
  }
  expect((await browser.post(`${invitation}/sign-in`)).status).toBe(429)
  expect((await browser.post('/sign-in', { email: invited.email })).status).toBe(429)
})

test('the longest address there is can ask for a code', async () => {
  const labels = Array.from({ length: 3 }, () => 'b'.repeat(59)).join('.')
  const email = `${'a'.repeat(64)}@${labels}.gov.uk`
  expect(email.length).toBeGreaterThan(243)
  expect((await (await site.browser()).post('/sign-in', { email })).status).toBe(303)
})

test('a changed address ends what the old one opened: the session and the code on its way', async () => {
  const person = await addTestPerson(database.db, { email: 'old@dacorum.gov.uk' })
  const coordinator = await addTestPerson(database.db, { roles: ['coordinator'] })
  const signedIn = await site.browser(person.email)
  const asking = await site.browser()
  await asking.post('/sign-in', { email: person.email })
  await runJobs(contextOf(database.db))
  const [mail] = await listMails(database.db, { to_address: person.email })
  const ctx = await contextOfPerson(contextOf(database.db, { at: clock.now() }), coordinator.id)
  expect(await changeEmail(ctx, { person_id: person.id, email: 'new@dacorum.gov.uk' })).toBe('changed')
  await runJobs(contextOf(database.db))
  expect((await signedIn.get('/account')).status).toBe(303)
  expect((await asking.post('/sign-in/code', { code: /\d{6}/.exec(mail!.text)![0] })).status).toBe(422)
})

test('who changes their own address stays signed in', async () => {
  const self = await addTestPerson(database.db, { email: 'old@herts.example', roles: ['coordinator'] })
  const browser = await site.browser(self.email)
  await browser.post(`/people/${self.id}/address`, { email: 'new@herts.example' })
  await runJobs(contextOf(database.db))
  expect((await browser.get('/account')).text).toContain('new@herts.example')
})

test('a joining card that a coordinator printed opens nothing once its holder is given a role above theirs', async () => {
  const coordinator = await addTestPerson(database.db, { roles: ['coordinator'] })
  const administrator = await addTestPerson(database.db, { roles: ['administrator'] })
  const person = await addTestPerson(database.db, {})
  await database.db('people').where({ id: person.id }).update({ email: null })
  const card = await issueJoiningCard(await contextOfPerson(contextOf(database.db), coordinator.id), person.id)
  const ctx = await contextOfPerson(contextOf(database.db), administrator.id)
  expect(await grantRole(ctx, { person_id: person.id, role: 'coordinator' })).toBe('granted')
  const browser = await site.browser()
  const answer = await browser.post('/sign-in/card', { code: card.result === 'issued' ? card.code : '' })
  expect(answer.status).toBe(422)
})

test.each([
  ['no boundary', 'multipart/form-data', 'xx'],
  [
    'no end',
    'multipart/form-data; boundary=x',
    '--x\r\nContent-Disposition: form-data; name="logo"; filename="a"\r\n\r\nab',
  ],
])('an upload that is no proper form (%s) is the sender’s fault, not ours', async (_, type, body) => {
  const administrator = await addTestPerson(database.db, { roles: ['administrator', 'coordinator'] })
  const browser = await site.browser(administrator.email)
  for (const path of ['/admin/settings/logo', '/people/imports']) {
    const request = browser.agent.post(path).set('Sec-Fetch-Site', 'same-origin').set('Origin', browser.baseUrl)
    expect((await request.set('Content-Type', type).send(body)).status).toBe(400)
  }
})

test('a form of somebody who never signed in here is not kept for whoever signs in next', async () => {
  const administrator = await addTestPerson(database.db, { email: 'ad@herts.example', roles: ['administrator'] })
  for (const cookie of ['', `last_person=${'A'.repeat(43)}`, `last_person=${'A'.repeat(43)}.${'B'.repeat(43)}`]) {
    const browser = await site.browser()
    await browser.post(`/people/${administrator.id}/roles`, { role: 'administrator' }).set('Cookie', cookie)
    expect(await database.db('web_sessions').whereRaw(`sess -> 'kept_form' is not null`)).toEqual([])
  }
})

test('a stranger’s name cannot carry a web address into our mails', async () => {
  await addTestOrganisation(database.db, { name: 'Dacorum', domains: ['dacorum.gov.uk'] })
  const browser = await site.browser()
  for (const full_name of ['Your account is closed, see https://evil.example', 'Go to www.evil.example', 'evil.com/x'])
    expect((await browser.post('/register', { full_name, email: 'v@dacorum.gov.uk' })).status).toBe(422)
  const full_name = 'Dr. J.R.R. O’Brien-Żak'
  expect((await browser.post('/register', { full_name, email: 'v@dacorum.gov.uk' })).status).toBe(303)
})
