/** Outbox, failed jobs, roles and audit, through HTTP. */
import { newId } from '../../../src/lib/ids.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestOrganisation, addTestPerson } from '../../support/factories.ts'
import type { Browser, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'

let database: TestDatabase
let site: TestSite
let browser: Browser

const now = new Date('2027-04-12T09:00:00Z')

beforeAll(async () => {
  database = await createTestDatabase()
  site = await startSite(database, { at: now })
})
afterAll(async () => {
  await site.stop()
  await database.drop()
})
beforeEach(async () => {
  await database.reset()
  const administrator = await addTestPerson(database.db, { roles: ['administrator'], full_name: 'Ada Min' })
  browser = await site.browser(administrator.email)
})

const refused = {
  failed_at: now,
  bounced_at: now,
  bounce_kind: 'hard' as const,
  bounce_is_final: true,
  bounce_reason: 'There is no such mailbox (5.1.1)',
}

async function addMail(values: Record<string, unknown> = {}): Promise<string> {
  const id = newId()
  await database.db('mails').insert({
    id,
    kind: 'sign-in.code',
    message_id: `<${id}@test>`,
    to_name: "Siân O'Brien-Żak",
    to_address: 'sian@partner.example',
    subject: 'Your place is booked',
    html: '<p>secret body</p>',
    text: 'secret body',
    created_at: now,
    next_attempt_at: now,
    ...values,
  })
  return id
}

test('the outbox tells each state with its reason, and is searched by address', async () => {
  await addMail({ subject: 'On the way' })
  await addMail({ subject: 'Gone out', sent_at: now })
  await addMail({
    subject: 'Refused one',
    ...refused,
    last_error: '550 5.1.1 no such mailbox',
    to_address: 'x@dead.example',
  })
  await addMail({ subject: 'Too late', dropped_at: now, drop_reason: 'Too late to be of use' })
  const all = await browser.get('/admin/outbox')
  for (const words of [
    'On its way',
    'Sent on 12 April 2027, 10am',
    '550 5.1.1 no such mailbox',
    'Dropped on 12 April 2027, 10am: Too late to be of use',
  ])
    expect(all.text).toContain(words)
  expect(all.text).not.toContain('secret body')
  const failed = await browser.get('/admin/outbox?state=failed')
  expect(failed.text).toContain('Refused one')
  expect(failed.text).not.toContain('Gone out')
  const found = await browser.get('/admin/outbox?search=DEAD.example')
  expect(found.text).toContain('Refused one')
  expect(found.text).not.toContain('Too late')
  expect((await browser.get('/admin/outbox?search=%25&state=nonsense')).text).toContain('No email fits')
  expect((await browser.get('/admin')).text).toContain('email was refused')
})

test('a refused mail is tried again once, however often the button is pressed', async () => {
  const id = await addMail({ ...refused, last_error: '550 no', attempts: 3 })
  const page = await browser.get(`/admin/outbox/${id}`)
  expect(page.text).toContain('Try again')
  expect(page.text).not.toContain('secret body')
  const answers = await Promise.all([
    browser.post(`/admin/outbox/${id}/retry`),
    browser.post(`/admin/outbox/${id}/retry`),
  ])
  expect(answers.map((one) => one.status)).toEqual([303, 303])
  expect(await database.db('mails').where({ id }).first()).toMatchObject({ failed_at: null, attempts: 0 })
  expect(await database.db('audit_events').where({ action: 'mail.retry' })).toHaveLength(1)
  const jobs = await database.db('graphile_worker.jobs').where({ task_identifier: 'mail.send' })
  expect(jobs).toHaveLength(1)
})

test('a mail whose secret body is gone cannot be tried again, and says what to do', async () => {
  const id = await addMail({ ...refused, is_secret: true, html: null, text: null })
  const page = await browser.get(`/admin/outbox/${id}`)
  expect(page.text).not.toContain('Try again')
  expect(page.text).toContain('Invite the person again')
  await browser.post(`/admin/outbox/${id}/retry`)
  expect((await database.db('mails').where({ id }).first())?.failed_at).not.toBeNull()
})

test('what is planned has its own list', async () => {
  await database
    .db('plans')
    .insert({ id: newId(), kind: 'live-sessions.day-before', subject_id: newId(), due_at: now, created_at: now })
  const page = await browser.get('/admin/outbox?state=planned')
  expect(page.text).toContain('Live sessions: day before')
})

test('a failed job is listed with its reason and tried again', async () => {
  await database.db.raw(
    `select graphile_worker.add_job('certification.check', '{"personId":"secret"}'::json, max_attempts => 1)`,
  )
  await database.db.raw(
    `update graphile_worker._private_jobs set attempts = 1, last_error = E'No font has it\\n  at print.ts'`,
  )
  const list = await browser.get('/admin/jobs')
  expect(list.text).toContain('Certification: check')
  expect(list.text).toContain('No font has it')
  expect(list.text).not.toContain('print.ts')
  const action = /\/admin\/jobs\/\d+\/retry/.exec(list.text)![0]
  expect((await browser.post(action)).status).toBe(303)
  expect((await browser.post(action)).status).toBe(303)
  expect((await browser.get('/admin/jobs')).text).toContain('No job has failed')
  expect(await database.db('audit_events').where({ action: 'jobs.retry' })).toHaveLength(1)
  expect((await browser.post('/admin/jobs/999999/retry')).status).toBe(404)
  expect((await browser.post('/admin/jobs/1%20or%201/retry')).status).toBe(404)
})

test('roles list who may do what, and where', async () => {
  const one = await addTestOrganisation(database.db, { name: 'Hightown' })
  await addTestPerson(database.db, { full_name: 'Lee Lead', organisation_id: one.id, roles: ['lead'] })
  const all = await browser.get('/admin/roles')
  expect(all.text).toContain('Lee Lead')
  expect(all.text).toContain('Hightown')
  const administrators = await browser.get('/admin/roles?role=administrator')
  expect(administrators.text).toContain('Ada Min')
  expect(administrators.text).not.toContain('Lee Lead')
})

test('the audit is searched by what, who, to what and when', async () => {
  const person = await addTestPerson(database.db, { full_name: 'Zoë Actor' })
  const event = (values: Record<string, unknown>) =>
    database.db('audit_events').insert({
      at: now,
      actor_id: person.id,
      actor_kind: 'person',
      action: 'people.change-name',
      subject_kind: 'person',
      subject_id: person.id,
      before: JSON.stringify({ full_name: '<b>Old</b>' }),
      after: JSON.stringify({ full_name: 'Zoë Actor' }),
      ...values,
    })
  await event({})
  await event({
    action: 'people.invite',
    after: null,
    before: null,
    actor_id: null,
    actor_kind: 'system',
    at: new Date('2027-05-01T22:59:00Z'),
    subject_id: newId(),
  })
  const all = await browser.get('/admin/audit')
  expect(all.text).toContain('Full name: &lt;b&gt;Old&lt;/b&gt; became Zoë Actor')
  expect(all.text).toContain('The system')
  const lists = async (query: string) => {
    const page = await browser.get(`/admin/audit?${query}`)
    return [page.text.includes('became Zoë Actor'), page.text.includes('The system')]
  }
  expect(await lists('action=people.change-name')).toEqual([true, false])
  expect(await lists('actor=zoe')).toEqual([true, false])
  expect(await lists(`subject_id=${person.id}`)).toEqual([true, false])
  expect(await lists('subject_id=nothing')).toEqual([false, false])
  expect(await lists('from-day=13&from-month=4&from-year=2027')).toEqual([false, true])
  // The last day counts to its end in London.
  expect(await lists('to-day=1&to-month=5&to-year=2027')).toEqual([true, true])
  const bad = await browser.get('/admin/audit?from-day=31&from-month=2&from-year=2027')
  expect(bad.status).toBe(422)
  expect(bad.text).toContain('Enter a real day')
})

test.each([
  '/admin',
  '/admin/settings',
  '/admin/settings/logo',
  '/admin/roles',
  '/admin/outbox',
  '/admin/jobs',
  '/admin/audit',
])('%s is for administrators only', async (path) => {
  const other = await addTestPerson(database.db, { roles: ['coordinator', 'trainer'] })
  expect((await (await site.browser(other.email)).get(path)).status).toBe(403)
  expect((await (await site.browser()).get(path)).status).toBe(303)
})

test.each(['/admin/outbox/x', '/admin/outbox/01890000-0000-7000-8000-000000000000'])(
  '%s is not found',
  async (path) => {
    expect((await browser.get(path)).status).toBe(404)
    expect((await browser.post(`${path}/retry`)).status).toBe(404)
  },
)
