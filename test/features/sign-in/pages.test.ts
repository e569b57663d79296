/** Signing in through HTTP: code, link, password, card, sign-out, and what must not work. */
import { load } from 'cheerio'
import { issueJoiningCard } from '../../../src/features/people/index.ts'
import { clock } from '../../../src/platform/clock.ts'
import type { Browser, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf, contextOfPerson } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestOrganisation, addTestPerson } from '../../support/factories.ts'
import { listMails, runJobs } from '../../support/mailbox.ts'

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

const minutesLater = (minutes: number) => clock.set(new Date(at.getTime() + minutes * 60_000))

/** Asks for a code and reads it from the mail. */
async function askForCode(browser: Browser, email: string): Promise<{ code: string; link: string } | null> {
  const asked = await browser.post('/sign-in', { email })
  expect(asked.status).toBe(303)
  expect(asked.headers.location).toBe('/sign-in/code')
  await runJobs({ ...contextOf(database.db), now: clock.now() })
  const [mail] = (await listMails(database.db, { to_address: email })).slice(-1)
  if (!mail) return null
  return { code: /\d{6}/.exec(mail.text)![0], link: /\/sign-in\/link\/[\w-]+/.exec(mail.text)![0] }
}

test('a learner signs in with the code from the mail', async () => {
  const person = await addTestPerson(database.db, { full_name: "Siân O'Brien-Żak", email: 'sian@dacorum.gov.uk' })
  const browser = await site.browser()
  const sent = await askForCode(browser, 'sian@dacorum.gov.uk')
  const done = await browser.post('/sign-in/code', { code: ` ${sent!.code.slice(0, 3)} ${sent!.code.slice(3)} ` })
  expect(done.status).toBe(303)
  const account = await browser.get('/account')
  expect(account.text).toContain('Siân O&#39;Brien-Żak')
  const audit = await database.db('audit_events').where({ action: 'sign-in.begin' })
  expect(audit).toMatchObject([{ actor_id: person.id, after: { method: 'code' } }])
})

test('an unknown address is answered as a known one, and gets no mail', async () => {
  await addTestPerson(database.db, { email: 'known@dacorum.gov.uk' })
  const pages: string[] = []
  for (const email of ['known@dacorum.gov.uk', 'other@dacorum.gov.uk']) {
    const browser = await site.browser()
    const sent = await askForCode(browser, email)
    expect(sent === null).toBe(email.startsWith('other'))
    pages.push((await browser.get('/sign-in/code')).text.replaceAll(email, 'ADDRESS'))
  }
  expect(pages[0]).toBe(pages[1])
})

test('a code works once, for ten minutes, five tries, and only in the browser that asked', async () => {
  await addTestPerson(database.db, { email: 'sam@dacorum.gov.uk' })
  const browser = await site.browser()
  const first = await askForCode(browser, 'sam@dacorum.gov.uk')

  const stranger = await site.browser()
  await stranger.post('/sign-in', { email: 'other@dacorum.gov.uk' })
  expect((await stranger.post('/sign-in/code', { code: first!.code })).status).toBe(422)

  minutesLater(11)
  const late = await browser.post('/sign-in/code', { code: first!.code })
  expect(late.status).toBe(422)
  expect(late.text).toContain('run out')

  clock.set(at)
  const second = await askForCode(browser, 'sam@dacorum.gov.uk')
  const wrong = second!.code === '000000' ? '111111' : '000000'
  for (let tries = 0; tries < 5; tries++)
    expect((await browser.post('/sign-in/code', { code: wrong })).status).toBe(422)
  expect((await browser.post('/sign-in/code', { code: second!.code })).text).toContain('too often')

  const third = await askForCode(browser, 'sam@dacorum.gov.uk')
  await Promise.all([1, 2].map(() => browser.post('/sign-in/code', { code: third!.code })))
  expect(await database.db('audit_events').where({ action: 'sign-in.begin' })).toHaveLength(1)
})

test('a mail scanner that opens and presses the link gets nothing, and the person still signs in', async () => {
  await addTestPerson(database.db, { email: 'sam@dacorum.gov.uk' })
  const browser = await site.browser()
  const sent = await askForCode(browser, 'sam@dacorum.gov.uk')
  const scanner = await site.browser()
  await scanner.agent.head(sent!.link)
  await scanner.get(sent!.link)
  await scanner.post(sent!.link)
  expect((await scanner.get('/account')).status).toBe(303)
  expect((await browser.get(sent!.link)).text).toContain('Press the button to sign in')
  expect((await browser.post(sent!.link)).status).toBe(303)
  expect((await browser.get('/account')).status).toBe(200)
})

test('signing in changes the session id, and ends after twelve hours', async () => {
  await addTestPerson(database.db, { email: 'sam@dacorum.gov.uk' })
  const browser = await site.browser()
  const sent = await askForCode(browser, 'sam@dacorum.gov.uk')
  const before = await database.db('web_sessions').select('sid')
  await browser.post('/sign-in/code', { code: sent!.code })
  const after = await database.db('web_sessions').select('sid')
  expect(after).toHaveLength(1)
  expect(before.map((one) => one.sid)).not.toContain(after[0]!.sid)
  minutesLater(12 * 60 - 1)
  expect((await browser.get('/account')).status).toBe(200)
  minutesLater(12 * 60 + 1)
  expect((await browser.get('/account')).headers.location).toBe('/sign-in?next=%2Faccount')
})

test('a disabled person is out at the next request', async () => {
  const person = await addTestPerson(database.db)
  const browser = await site.browser(person.email)
  expect((await browser.get('/account')).status).toBe(200)
  await database.db('people').where({ id: person.id }).update({ disabled_at: at })
  expect((await browser.get('/account')).status).toBe(303)
})

test('a coordinator sets a password and signs in with it; a learner may not', async () => {
  const coordinator = await addTestPerson(database.db, { roles: ['coordinator'], email: 'jo@herts.example' })
  const browser = await site.browser(coordinator.email)
  const refused = await browser.post('/account/password', { password: 'Password1234' })
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('too easy to guess')
  expect(refused.text).not.toContain('Password1234')
  expect((await browser.post('/account/password', { password: 'kettle marble fox' })).status).toBe(303)

  const other = await site.browser()
  expect(
    (await other.post('/sign-in/password', { email: 'JO@herts.example', password: 'kettle marble fix' })).status,
  ).toBe(422)
  expect(
    (await other.post('/sign-in/password', { email: 'JO@herts.example', password: 'kettle marble fox' })).status,
  ).toBe(303)
  expect((await other.get('/account')).status).toBe(200)

  const learner = await addTestPerson(database.db)
  expect((await (await site.browser(learner.email)).get('/account/password')).status).toBe(403)
})

test('an unlocked computer does not set a password: the old one does, or a code that came just now', async () => {
  await addTestPerson(database.db, { roles: ['coordinator'], email: 'jo@herts.example' })
  const browser = await site.browser('jo@herts.example')
  const set = async (password: string, current_password?: string) =>
    browser.post('/account/password', { password, ...(current_password === undefined ? {} : { current_password }) })
  minutesLater(16)
  expect((await browser.get('/account/password')).text).not.toContain('New password')
  expect((await set('kettle marble fox')).status).toBe(403)
  expect(await database.db('passwords')).toEqual([])

  // The button of the page: it sends a code to the person's own address and leads back.
  await browser.post('/sign-in', { email: 'jo@herts.example', next: '/account/password' })
  await runJobs({ ...contextOf(database.db), now: clock.now() })
  const [mail] = (await listMails(database.db, { to_address: 'jo@herts.example' })).slice(-1)
  const signed = await browser.post('/sign-in/code', { code: /\d{6}/.exec(mail!.text)![0] })
  expect(signed.headers.location).toBe('/account/password')
  expect((await set('kettle marble fox')).status).toBe(303)

  minutesLater(33)
  expect((await browser.get('/account/password')).text).toContain('Your current password')
  const wrong = await set('saddle copper wren', 'kettle marble fix')
  expect([wrong.status, wrong.text.includes('That is not your current password')]).toEqual([422, true])
  expect((await set('saddle copper wren')).status).toBe(422)
  expect((await set('saddle copper wren', 'kettle marble fox')).status).toBe(303)
  for (let tries = 0; tries < 10; tries++) expect((await set('bramble otter jug', 'no, not this one')).status).toBe(422)
  expect((await set('bramble otter jug', 'saddle copper wren')).status).toBe(429)
})

test('the eleventh guess at a password is refused for a while, for that address alone', async () => {
  await addTestPerson(database.db, { roles: ['coordinator'], email: 'jo@herts.example' })
  const browser = await site.browser()
  const guess = (email: string) => browser.post('/sign-in/password', { email, password: 'not this one, no' })
  for (let tries = 0; tries < 10; tries++) expect((await guess('jo@herts.example')).status).toBe(422)
  const limited = await guess('jo@herts.example')
  expect(limited.status).toBe(429)
  expect(Number(limited.headers['retry-after'])).toBeGreaterThan(0)
  expect((await guess('someone@else.example')).status).toBe(422)
})

test('a joining card signs in once', async () => {
  const person = await addTestPerson(database.db)
  const coordinator = await addTestPerson(database.db, { roles: ['coordinator'] })
  const ctx = await contextOfPerson(contextOf(database.db, { at }), coordinator.id)
  await database.db('people').where({ id: person.id }).update({ email: null })
  const card = await issueJoiningCard(ctx, person.id)
  const code = (card as { code: string }).code
  const browser = await site.browser()
  expect((await browser.post('/sign-in/card', { code: code.toLowerCase().replaceAll('-', ' ') })).status).toBe(303)
  expect((await browser.get('/account')).status).toBe(200)
  expect((await (await site.browser()).post('/sign-in/card', { code })).status).toBe(422)
})

test('devices are listed without their secret, and all can be ended', async () => {
  const person = await addTestPerson(database.db)
  const [phone, laptop] = [await site.browser(person.email), await site.browser(person.email)]
  const page = await laptop.get('/account/devices')
  for (const { sid } of await database.db('web_sessions').select('sid')) expect(page.text).not.toContain(sid)
  const device = /\/account\/devices\/([\w-]{22})\/removal/.exec(page.text)![1]
  expect((await laptop.post(`/account/devices/${device}/removal`)).status).toBe(303)
  expect((await phone.get('/account')).status).toBe(303)
  await laptop.post('/account/devices/removal')
  expect((await laptop.get('/account')).status).toBe(303)
})

test('a form sent after sign-out waits for the same person, and for nobody else', async () => {
  const organisation = await addTestOrganisation(database.db)
  const coordinator = await addTestPerson(database.db, { roles: ['coordinator'], organisation_id: organisation.id })
  const other = await addTestPerson(database.db, { roles: ['coordinator'] })
  const typed = {
    name: 'Hertsmere Community Hub',
    kind: 'charity',
    organisation_id: organisation.id,
    person_id: other.id,
    'starts_on-day': '27',
    'starts_on-month': '4',
    'starts_on-year': '2027',
    join_url: 'https://meet.example/a',
    notes: '',
  }

  const browser = await site.browser(coordinator.email)
  await browser.post('/sign-out')
  expect((await browser.post('/organisations', typed)).headers.location).toBe('/sign-in')
  const sent = await askForCode(browser, coordinator.email)
  const back = await browser.post('/sign-in/code', { code: sent!.code })
  expect(back.headers.location).toBe('/sign-in/unsent')
  const page = await browser.follow(back)
  expect(page.text).toContain('Hertsmere Community Hub')
  expect(page.text).toContain('action="/organisations"')
  const shown = load(page.text)('dt')
    .toArray()
    .map((one) => [load(page.text)(one).text(), load(page.text)(one).next().text()])
  expect(shown).toEqual([
    ['Name', 'Hertsmere Community Hub'],
    ['Kind', 'charity'],
    ['Organisation', organisation.name],
    ['Starts on', '27 4 2027'],
    ['Join link', 'https://meet.example/a'],
  ])
  // What is not shown is sent on all the same.
  const sentOn = load(page.text)('main form[action="/organisations"] input[type=hidden]')
  expect(sentOn.toArray().map((one) => load(page.text)(one).attr('name'))).toEqual(
    expect.arrayContaining(Object.keys(typed)),
  )

  await browser.post('/sign-out')
  await browser.post('/organisations', typed)
  const theirs = await askForCode(browser, other.email)
  const elsewhere = await browser.post('/sign-in/code', { code: theirs!.code })
  expect(elsewhere.headers.location).toBe('/')
})

test('of an upload sent after sign-out the words wait; the file is to be chosen again', async () => {
  const administrator = await addTestPerson(database.db, { roles: ['administrator'] })
  const browser = await site.browser(administrator.email)
  await browser.post('/sign-out')
  const logo = { name: 'logo.png', bytes: Buffer.alloc(3_000_000, 'x') }
  const sent = await browser.upload('/admin/settings/logo', { logo }, { logo_alt: 'A stag above a river' })
  expect(sent.headers.location).toBe('/sign-in')
  const { code } = (await askForCode(browser, administrator.email))!
  const page = await browser.follow(await browser.post('/sign-in/code', { code }))
  expect(page.text).toContain('A stag above a river')
  expect(page.text).toContain('choose it again')
  const again = await browser.post('/admin/settings/logo', { logo_alt: 'A stag above a river' })
  expect([again.status, again.text]).toEqual([422, expect.stringContaining('value="A stag above a river"')])
})

test.each([
  '//evil.example',
  '/\\evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  '/%0d%0aSet-Cookie:x',
  '/\tevil',
])('after signing in, %p leads nowhere but to our own pages', async (next) => {
  const person = await addTestPerson(database.db)
  const browser = await site.browser()
  await browser.post('/sign-in', { email: person.email, next })
  await runJobs(contextOf(database.db, { at }))
  const [mail] = await listMails(database.db, { to_address: person.email })
  const done = await browser.post('/sign-in/code', { code: /\d{6}/.exec(mail!.text)![0] })
  const location = new URL(done.headers.location!, 'http://localhost:3000')
  expect(location.origin).toBe('http://localhost:3000')
  expect(done.headers.location).toMatch(/^\/(?![/\\])/)
})

test('an unsafe request from another site is refused and changes nothing', async () => {
  const person = await addTestPerson(database.db)
  const browser = await site.browser(person.email)
  for (const headers of [{ Origin: 'https://evil.example' }, { 'Sec-Fetch-Site': 'cross-site' }, {}])
    expect((await browser.agent.post('/account/name').set(headers).type('form').send('full_name=Evil')).status).toBe(
      403,
    )
  expect(await database.db('people').where({ id: person.id }).first('full_name')).toEqual({
    full_name: person.full_name,
  })
})
