/** What is read of delivery reports of many makes, and what it means: hard, soft, late, or nothing. */
import fc from 'fast-check'
import { bounceOf, judgeReport } from '../../../src/platform/mail/reports/judge.ts'
import { readReport } from '../../../src/platform/mail/reports/read.ts'
import * as samples from '../../support/delivery-reports.ts'
import { growth, linear } from '../../support/growth.ts'

const to = 'sian@partner.example'
const message_id = '<019630f0-0000-7000-8000-000000000001@champions.example>'
const about = { message_id, to }
const now = new Date('2027-04-12T09:00:00Z')
const mail = { to_address: to, sent_at: new Date('2027-04-12T08:00:00Z') }

async function meaning(raw: string) {
  const report = await readReport(Buffer.from(raw))
  const judged = judgeReport(report, mail, now)
  return {
    kind: report.kind,
    first: report.about[0],
    ...('bounce' in judged ? judged.bounce : { verdict: judged.verdict }),
  }
}

test.each([
  ['Postfix', samples.statusReport(about), 'hard', 'There is no such mailbox (5.1.1)'],
  ['Microsoft 365', samples.exchangeReport(about), 'hard', 'There is no such mailbox (5.1.10)'],
  ['an older Exchange', samples.oldExchangeReport(about), 'soft', 'The mailbox is full (5.2.2)'],
  ['Exim', samples.eximReport(about), 'hard', 'There is no such mailbox'],
  ['qmail', samples.qmailReport(about), 'hard', 'There is no such mailbox (5.1.1)'],
  [
    'a server that gave up',
    samples.statusReport(about, { status: '4.4.7', diagnostic: 'expired' }),
    'soft',
    'Their mail server did not answer in time (4.4.7)',
  ],
])('a report of %s', async (_, raw, kind, reason) => {
  expect(await meaning(raw)).toEqual({ first: message_id, is_final: true, kind, reason })
})

test('a mail that is late is not lost', async () => {
  expect(await meaning(samples.gmailDelay(about))).toMatchObject({ kind: 'soft', is_final: false, first: message_id })
})

test.each([
  ['an out of office', samples.outOfOffice(about), 'automatic reply'],
  ['good news', samples.statusReport(about, { action: 'delivered', status: '2.0.0' }), 'delivered'],
  [
    'a letter',
    `From: sian@partner.example\r\nSubject: Re: ${message_id}\r\nIn-Reply-To: ${message_id}\r\n\r\nIt could not be delivered?\r\n`,
    'no report',
  ],
  ['noise', 'Content-Type: multipart/report; boundary=x\r\n\r\n--x\r\n--x', 'no report'],
])('%s is no bounce', async (_, raw, kind) => {
  expect((await readReport(Buffer.from(raw))).kind).toBe(kind)
})

test('a report about another address of ours says nothing hard of the one we know', async () => {
  const passedOn = samples.statusReport(about, { recipient: 'dead@home.example' })
  expect(await meaning(passedOn)).toMatchObject({
    kind: 'soft',
    is_final: true,
    reason: expect.stringContaining('passed on'),
  })
  const renamed = samples.statusReport(about, { recipient: 'dead@home.example', original_recipient: to })
  expect(await meaning(renamed)).toMatchObject({ kind: 'hard' })
})

test('a report about a mail that was never sent, or sent long ago, is not believed', async () => {
  const report = await readReport(Buffer.from(samples.statusReport(about)))
  const old = new Date(now.getTime() - 31 * 86_400_000)
  for (const sent_at of [null, old])
    expect(judgeReport(report, { ...mail, sent_at }, now)).toEqual({ verdict: 'too late' })
})

test.each([
  ['5.2.2', null, 'soft'],
  ['5.0.0', '552 mailbox full', 'soft'],
  ['5.7.1', null, 'hard'],
  ['4.2.2', null, 'soft'],
  [null, null, 'soft'],
] as const)('%s %s is %s', (status, diagnostic, kind) => {
  expect(bounceOf({ status, diagnostic }).kind).toBe(kind)
})

test('whatever bytes come, something is read and nothing is thrown', async () => {
  const whole = Buffer.from(samples.statusReport(about))
  const beforeItsId = whole.indexOf('<report-')
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length), fc.uint8Array({ maxLength: 40 }), async (at, bytes) => {
      const report = await readReport(Buffer.concat([whole.subarray(0, at), bytes, whole.subarray(at)]))
      expect(JSON.stringify(report)).not.toContain('\\u0000')
    }),
    { numRuns: 60, examples: [[beforeItsId, Uint8Array.of(0)]] },
  )
})

const letter = (body: string, type = 'text/plain') =>
  Buffer.from(
    `From: MAILER-DAEMON@mx.example\r\nSubject: Undelivered mail\r\nContent-Type: ${type}\r\n\r\ncould not be delivered\r\n${body}`,
  )
const statusPart = (fields: string) =>
  Buffer.from(
    `From: MAILER-DAEMON@mx.example\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n` +
      `--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n${fields}\r\n\r\n--b--\r\n`,
  )

test.each<[string, (size: number) => Buffer, number]>([
  ['nothing but empty lines', (size) => letter('\n'.repeat(size)), 8_000],
  ['nothing but dashes', (size) => letter('-'.repeat(size)), 8_000],
  ['nothing but opening brackets', (size) => letter('<'.repeat(size), 'text/html'), 8_000],
  ['an address of many parts', (size) => statusPart(`Action: failed\r\nFinal-Recipient: ${'a@'.repeat(size)}<`), 4_000],
])('whoever writes to the mailbox cannot keep it busy: %s', async (_what, write, size) => {
  expect(await growth(write, readReport, size)).toBeLessThan(linear)
})
