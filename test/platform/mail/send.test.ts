/** The outbox over a real SMTP conversation: sent once, tried again, given up, dropped, forgotten. */
import { randomBytes } from 'node:crypto'
import type { Ctx } from '../../../src/platform/context.ts'
import { inTransaction } from '../../../src/platform/context.ts'
import { recordAudit } from '../../../src/platform/audit/record.ts'
import { clock } from '../../../src/platform/clock.ts'
import { insertFiles } from '../../../src/platform/files/store.ts'
import type { NewMail } from '../../../src/platform/mail/put.ts'
import { putMail } from '../../../src/platform/mail/put.ts'
import type { MailTransport } from '../../../src/platform/mail/send.ts'
import { mailJobs, retryAt, smtpTransport } from '../../../src/platform/mail/send.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import type { TestMailServer } from '../../support/smtp.ts'
import { startMailServer } from '../../support/smtp.ts'

const at = new Date('2027-04-12T09:00:00Z')
let database: TestDatabase
let server: TestMailServer
let transport: MailTransport
let ctx: Ctx

beforeAll(async () => {
  database = await createTestDatabase()
  server = await startMailServer()
  transport = smtpTransport(server.url)
})
afterAll(async () => {
  transport.close()
  await server.stop()
  await database.drop()
})
beforeEach(async () => {
  await database.reset()
  clock.set(at)
  ctx = contextOf(database.db, { at })
  server.received.length = 0
  server.refuse = () => null
})

const later = (minutes: number): Ctx => {
  const now = new Date(at.getTime() + minutes * 60_000)
  clock.set(now)
  return { ...ctx, now }
}

async function put(mail: Partial<NewMail> = {}): Promise<string> {
  const id = await inTransaction(ctx, async (ctx) => {
    await recordAudit(ctx, { action: 'test.mail', subject_kind: 'mail', subject_id: null })
    return putMail(ctx, {
      kind: 'sign-in.code',
      to: { person_id: null, name: "Siân O'Brien-Żak", address: 'sian@dacorum.example' },
      locals: { name: 'Siân', code: '123456', link: 'http://localhost:3000/sign-in/link/x', until: '9:10am' },
      ...mail,
    })
  })
  return id!
}

const jobs = () => mailJobs(transport)
const send = (id: string, when: Ctx = ctx) => jobs()['mail.send']!(when, { mailId: id })
const mailRow = (id: string) => database.db('mails').where({ id }).first()

test('a mail goes out once, in HTML and text, with its fixed Message-ID', async () => {
  const id = await put()
  await Promise.all([send(id), send(id), send(id)])
  await send(id)
  expect(server.received).toHaveLength(1)
  const { mail, recipients } = server.received[0]!
  expect(recipients).toEqual(['sian@dacorum.example'])
  expect(mail.messageId).toBe(`<${id}@localhost>`)
  expect(mail.to![0]).toMatchObject({ name: "Siân O'Brien-Żak", address: 'sian@dacorum.example' })
  expect(mail.text).toContain('123456')
  expect(mail.html).toContain('123456')
  expect((await mailRow(id))!.sent_at).not.toBeNull()
})

test('a mail of a change that was rolled back never existed', async () => {
  await expect(
    inTransaction(ctx, async (ctx) => {
      await putMail(ctx, {
        kind: 'sign-in.code',
        to: { person_id: null, name: 'Sam', address: 'sam@dacorum.example' },
        locals: { name: 'Sam', code: '1', link: 'x', until: 'x' },
      })
      throw new Error('no')
    }),
  ).rejects.toThrow('no')
  expect(await database.db('mails')).toEqual([])
  const { rows: jobsLeft } = await database.db.raw('select * from graphile_worker._private_jobs')
  expect(jobsLeft).toEqual([])
})

test('line breaks in a name never reach a header', async () => {
  const id = await put({
    to: { person_id: null, name: 'Eve\r\nBcc: all@herts.example', address: 'eve@dacorum.example' },
  })
  await send(id)
  const { mail, recipients, source } = server.received[0]!
  expect(recipients).toEqual(['eve@dacorum.example'])
  expect(mail.bcc ?? []).toEqual([])
  expect(source.toString()).not.toMatch(/^Bcc:/im)
})

test('a 4xx is tried again later, a 5xx is the end, with the reason of the server', async () => {
  const id = await put()
  server.refuse = () => 451
  await send(id)
  expect(await mailRow(id)).toMatchObject({
    attempts: 1,
    sent_at: null,
    failed_at: null,
    last_error: expect.stringContaining('Try again later'),
  })
  await send(id)
  expect((await mailRow(id))!.attempts).toBe(1)
  server.refuse = () => null
  await send(id, later(2))
  expect(server.received).toHaveLength(1)

  const gone = await put()
  server.refuse = () => 550
  await send(gone, later(0))
  expect(await mailRow(gone)).toMatchObject({
    failed_at: expect.any(Date),
    last_error: expect.stringContaining('No such mailbox here'),
  })
})

test('a calendar part goes as an alternative and as a file, the same bytes however often it is tried', async () => {
  const ics =
    'BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\nBEGIN:VEVENT\r\nDTSTAMP:20270412T090000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n'
  const id = await put({ calendar: { method: 'CANCEL', ics } })
  server.refuse = () => 451
  await send(id)
  server.refuse = () => null
  await send(id, later(5))
  const [received] = server.received
  expect(received!.mail.messageId).toBe(`<${id}@localhost>`)
  expect(received!.source.toString()).toMatch(/content-type: text\/calendar;[^]*?method=CANCEL/i)
  // The parser of the test makes one line end of two: the file is read as it went over the wire.
  const [, file] = /application\/ics[^]*?base64\r\n\r\n([\w+/=\r\n]+)/.exec(received!.source.toString())!
  expect(Buffer.from(file!, 'base64').toString()).toBe(ics)
})

test('files arrive as they are kept, whatever they are called', async () => {
  const files = [
    { file_name: 'certificate-HCC-2027-000001-K.pdf', media_type: 'application/pdf', bytes: randomBytes(40_000) },
    { file_name: 'Tystysgrif Siân Żak.pdf', media_type: 'application/pdf', bytes: randomBytes(70) },
    { file_name: 'empty.txt', media_type: 'text/plain', bytes: Buffer.alloc(0) },
  ]
  const kept = await insertFiles(ctx, files)
  const id = await put({ attachment_file_ids: kept.map((file) => file.id) })
  await send(id)
  const { mail, source } = server.received[0]!
  const came = mail.attachments.map((one) => ({
    file_name: one.filename,
    media_type: one.mimeType,
    bytes: Buffer.from(one.content as ArrayBuffer),
  }))
  expect(came).toEqual(files)
  // No line of a mail may be longer, and none ends in a bare line feed.
  expect(
    Math.max(
      ...source
        .toString('latin1')
        .split('\r\n')
        .map((line) => line.length),
    ),
  ).toBeLessThan(998)
  expect(source.toString('latin1')).not.toMatch(/[^\r]\n/)
})

test('a mail server that is down for six hours loses nothing, and stale mail is dropped with a reason', async () => {
  const nowhere = smtpTransport('smtp://127.0.0.1:1')
  const kept = await put()
  const stale = await put({ stale_at: new Date(at.getTime() + 60 * 60_000) })
  for (const id of [kept, stale]) await mailJobs(nowhere)['mail.send']!(ctx, { mailId: id })
  nowhere.close()
  expect(await mailRow(kept)).toMatchObject({ sent_at: null, failed_at: null, attempts: 1 })

  const back = later(6 * 60)
  await jobs()['mail.sweep']!(back, {})
  expect(await mailRow(stale)).toMatchObject({ dropped_at: expect.any(Date), drop_reason: 'Too late to be of use' })
  const { rows: waiting } = await database.db.raw(
    `select payload ->> 'mailId' as id from graphile_worker._private_jobs`,
  )
  expect(waiting.map((one: { id: string }) => one.id)).toContain(kept)
  await send(kept, back)
  expect(server.received).toHaveLength(1)
})

test('the body of a mail with a code is deleted once it is sent', async () => {
  const id = await put({ is_secret: true })
  await send(id)
  expect(server.received[0]!.mail.text).toContain('123456')
  expect(await mailRow(id)).toMatchObject({ html: null, text: null, sent_at: expect.any(Date) })
})

test('the same dedupe key makes one mail', async () => {
  const ids = await Promise.all([1, 2, 3].map(() => put({ dedupe_key: 'certificate 1' })))
  expect(ids.filter((id) => id !== null)).toHaveLength(1)
  expect(await database.db('mails')).toHaveLength(1)
})

test('codes overtake bulk', async () => {
  await put({ priority: 10 })
  await put({ priority: -10 })
  const { rows: jobsLeft } = await database.db.raw(
    'select priority from graphile_worker._private_jobs order by priority, id',
  )
  expect(jobsLeft.map((one: { priority: number }) => one.priority)).toEqual([-10, 10])
})

test('tries are spread over half a minute to half an hour', () => {
  const seconds = (attempts: number, random: number) => (retryAt(at, attempts, random).getTime() - at.getTime()) / 1000
  expect([1, 2, 3].map((attempts) => seconds(attempts, 0))).toEqual([30, 60, 120])
  expect(seconds(20, 0)).toBe(1800)
  expect(seconds(20, 1)).toBe(2160)
})

test('a worker whose clock is a little behind sends at once all the same', async () => {
  const id = await put()
  await send(id, later(-1))
  expect(server.received).toHaveLength(1)
})
