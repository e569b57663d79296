/** The development pages: the mailbox, being anyone, the clock, the gallery; and that production has none of them. */
import { rows } from '../../../src/platform/db/connect.ts'
import { insertFile } from '../../../src/platform/files/store.ts'
import { newId } from '../../../src/lib/ids.ts'
import { clock } from '../../../src/platform/clock.ts'
import { listViews, samples, viewOf } from '../../../src/web/dev/gallery.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestOrganisation, addTestPerson } from '../../support/factories.ts'
import { runJobs } from '../../support/mailbox.ts'
import type { TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { deepTest } from '../../support/depth.ts'

let database: TestDatabase
let site: TestSite

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
  clock.set(now)
  await database.reset()
})

test('everyone of the demo is listed by role, and one button makes one them', async () => {
  const one = await addTestOrganisation(database.db, { name: 'Hightown' })
  await addTestPerson(database.db, { full_name: "Siân O'Brien-Żak", organisation_id: one.id, roles: ['lead'] })
  await addTestPerson(database.db, { full_name: '李小龍', email: 'li@hightown.example', organisation_id: one.id })
  await addTestPerson(database.db, { full_name: 'Gone', disabled: true })
  const browser = await site.browser()
  const page = await browser.get('/dev/sign-in-as')
  expect(page.text).toMatch(/Organisation leads[\s\S]*Siân O&#39;Brien-Żak[\s\S]*Learners[\s\S]*李小龍/)
  expect(page.text).not.toContain('Gone')
  expect((await browser.post('/dev/sign-in-as', { email: 'LI@hightown.example' })).status).toBe(303)
  expect((await browser.get('/dev/sign-in-as')).text).toContain('Your account: </span>李小龍')
  expect((await browser.post('/dev/sign-in-as', { email: 'nobody@hightown.example' })).status).toBe(404)
})

test('curl can be anyone, too, and 127.0.0.1 is this server; another site can make nobody anyone', async () => {
  await addTestPerson(database.db, { email: 'li@hightown.example' })
  const { agent } = await site.browser()
  const send = (headers: Record<string, string>, path = '/dev/sign-in-as') =>
    agent.post(path).type('form').set(headers).send('email=li@hightown.example')
  expect((await send({})).status).toBe(303)
  expect((await send({ Origin: 'http://127.0.0.1:3000', 'Sec-Fetch-Site': 'same-origin' })).status).toBe(303)
  expect((await send({ Origin: 'https://evil.example' })).status).toBe(403)
  expect((await send({ Referer: 'https://evil.example/page' })).status).toBe(403)
  expect((await send({ Origin: 'null' })).status).toBe(403)
  expect((await send({ 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403)
  expect((await send({}, '/sign-in')).status).toBe(403)
})

test('a mail can be read as HTML, as text and as its source, with what is attached', async () => {
  const ctx = contextOf(database.db, { at: now })
  const fileId = await insertFile(ctx, {
    file_name: 'certificate.pdf',
    media_type: 'application/pdf',
    bytes: Buffer.from('%PDF'),
  })
  const id = newId()
  await database.db('mails').insert({
    id,
    kind: 'certification.issued',
    message_id: `<${id}@localhost>`,
    to_name: "Siân O'Brien-Żak",
    to_address: 'sian@partner.example',
    subject: 'Your certificate',
    html: '<html><head></head><body><p style="color:red">Well done</p><script>1</script></body></html>',
    text: 'Well <done>',
    calendar: 'BEGIN:VCALENDAR',
    calendar_method: 'REQUEST',
    attachment_file_ids: [fileId],
    created_at: now,
    next_attempt_at: now,
  })
  const browser = await site.browser()
  expect((await browser.get('/dev/outbox')).text).toContain(`/dev/outbox/${id}`)
  const page = await browser.get(`/dev/outbox/${id}`)
  expect(page.text).toContain('Well &lt;done&gt;')
  expect(page.headers['content-security-policy']).toContain("frame-src 'self'")
  const html = await browser.get(`/dev/outbox/${id}/html`)
  expect(html.headers['content-security-policy']).toContain("default-src 'none'")
  expect(html.headers['content-security-policy']).not.toContain('script-src')
  expect(html.headers['x-frame-options']).toBe('SAMEORIGIN')
  const source = await browser.get(`/dev/outbox/${id}/source`)
  expect(source.text).toContain(`Message-ID: <${id}@localhost>`)
  expect(source.text).toContain('text/calendar; charset=utf-8; method=REQUEST')
  expect(source.text).toContain('certificate.pdf')
  expect((await browser.get(`/dev/outbox/${id}/attachments/${fileId}`)).headers['content-type']).toContain('pdf')
  expect((await browser.get(`/dev/outbox/${id}/calendar`)).text).toBe('BEGIN:VCALENDAR')
  for (const path of [`${id}/attachments/${newId()}`, newId(), 'x', 'x/html', `${newId()}/source`])
    expect((await browser.get(`/dev/outbox/${path}`)).status).toBe(404)
})

test('moving the clock moves this process and runs what would have run meanwhile', async () => {
  const browser = await site.browser()
  expect((await browser.get('/dev/clock')).text).toContain('12 April 2027, 10am')
  const moved = await browser.post('/dev/clock', { now: '2027-04-20T12:00:00+01:00' })
  expect(moved.status).toBe(303)
  expect((await browser.get('/dev/clock')).text).toContain('20 April 2027, midday')
  const ctx = contextOf(database.db, { at: clock.now() })
  const jobs = () => rows<{ name: string }>(database.db, 'select task_identifier as name from graphile_worker.jobs')
  expect((await jobs()).map((job) => job.name)).toEqual(['dev.clock'])
  await runJobs(ctx)
  expect(await jobs()).toEqual([])
  expect(Math.abs(clock.now().getTime() - new Date('2027-04-20T11:00:00Z').getTime())).toBeLessThan(60_000)
  const bad = await browser.post('/dev/clock', { now: 'tomorrow' })
  expect(bad.status).toBe(422)
  expect(bad.text).toContain('Enter a moment such as')
})

deepTest('the gallery lists every view and renders every sample', async () => {
  const browser = await site.browser()
  expect((await browser.get('/dev/gallery')).status).toBe(200)
  for (const [room, { pages, mails }] of Object.entries(samples)) {
    for (const page of Object.keys(pages))
      expect([`${room}/${page}`, (await browser.get(`/dev/gallery/${room}/${page}`)).status]).toEqual([
        `${room}/${page}`,
        pages[page]!.locals.form?.errors.length ? 422 : 200,
      ])
    for (const mail of Object.keys(mails ?? {}))
      for (const path of [`/dev/gallery/${room}/mail/${mail}`, `/dev/gallery/${room}/mail/${mail}/html`])
        expect([path, (await browser.get(path)).status]).toEqual([path, 200])
  }
  for (const path of ['nothing/list', 'organisations/nothing', '__proto__/list', 'organisations/mail/nothing'])
    expect((await browser.get(`/dev/gallery/${path}`)).status).toBe(404)
})

test('no sample is left of a view that is gone', () => {
  const views = new Map(listViews().map((one) => [one.room, one]))
  for (const [room, { pages, mails }] of Object.entries(samples)) {
    expect(Object.keys(pages).filter((page) => !views.get(room)?.pages.includes(viewOf(page)))).toEqual([])
    expect(Object.keys(mails ?? {}).filter((mail) => !views.get(room)?.mails.includes(mail))).toEqual([])
  }
})

test('production has none of these pages', async () => {
  const production = await startSite(database, { config: { production: true, environment: 'production' } })
  const browser = await production.browser()
  for (const path of ['/dev/outbox', '/dev/gallery', '/dev/sign-in-as', '/dev/clock'])
    expect((await browser.get(path)).status).toBe(404)
  expect((await browser.post('/dev/sign-in-as', { email: 'x@y.example' })).status).toBe(404)
  await production.stop()
})
