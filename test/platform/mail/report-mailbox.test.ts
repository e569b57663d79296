/** Delivery reports read from a mailbox: over a small IMAP conversation, each once, whatever fails. */
import { createServer } from 'node:net'
import type { AddressInfo, Server } from 'node:net'
import { newId } from '../../../src/lib/ids.ts'
import { clock } from '../../../src/platform/clock.ts'
import { readReportMailbox } from '../../../src/platform/mail/reports/mailbox.ts'
import { testConfig } from '../../support/config.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { outOfOffice, statusReport } from '../../support/delivery-reports.ts'

const now = new Date('2027-04-12T09:00:00Z')
let database: TestDatabase
let server: Server
/** UID of each, in order. */
let mailbox: Map<number, string>
let uidValidity: number
let fetched: number[]

/** As much of IMAP as a client that logs in, opens a mailbox, searches and fetches one message after another needs. */
function startMailbox(): Promise<Server> {
  const opened = createServer((socket) => {
    socket.write('* OK ready\r\n')
    let rest = ''
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      rest += chunk.toString('latin1')
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end)
        rest = rest.slice(end + 2)
        socket.write(answerTo(line))
      }
    })
  })
  return new Promise((resolve) => opened.listen(0, '127.0.0.1', () => resolve(opened)))
}

function answerTo(line: string): string {
  const [tag = '', ...words] = line.split(' ')
  const command = words.join(' ').toUpperCase()
  const ok = `${tag} OK done\r\n`
  if (command.startsWith('CAPABILITY')) return `* CAPABILITY IMAP4rev1\r\n${ok}`
  if (command.startsWith('LOGIN'))
    return words.join(' ').includes('open sesame') ? ok : `${tag} NO [AUTHENTICATIONFAILED] Invalid credentials\r\n`
  if (command.startsWith('EXAMINE') || command.startsWith('SELECT'))
    return `* FLAGS (\\Seen)\r\n* ${mailbox.size} EXISTS\r\n* OK [UIDVALIDITY ${uidValidity}] ok\r\n* OK [UIDNEXT ${Math.max(0, ...mailbox.keys()) + 1}] ok\r\n${tag} OK [READ-ONLY] done\r\n`
  if (command.startsWith('UID SEARCH')) {
    const from = Number(/(\d+):\*/.exec(command)![1])
    const uids = [...mailbox.keys()]
    const found = uids.filter((uid) => uid >= from || uid === uids.at(-1))
    return `* SEARCH${found.map((uid) => ` ${uid}`).join('')}\r\n${ok}`
  }
  if (command.startsWith('UID FETCH')) {
    const uid = Number(words[2])
    const text = mailbox.get(uid) ?? ''
    fetched.push(uid)
    return `* ${[...mailbox.keys()].indexOf(uid) + 1} FETCH (UID ${uid} BODY[]<0> {${Buffer.byteLength(text)}}\r\n${text})\r\n${ok}`
  }
  if (command.startsWith('LOGOUT')) return `* BYE\r\n${ok}`
  if (command.startsWith('LIST') || command.startsWith('LSUB')) return `* LIST () "/" INBOX\r\n${ok}`
  return ok
}

beforeAll(async () => {
  database = await createTestDatabase()
  server = await startMailbox()
})
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve))
  await database.drop()
})
beforeEach(async () => {
  await database.reset()
  clock.set(now)
  mailbox = new Map()
  uidValidity = 7
  fetched = []
})
afterAll(() => clock.set(new Date()))

async function read(password = 'open sesame', port = (server.address() as AddressInfo).port) {
  const imap_url = `imap://reports:${encodeURIComponent(password)}@127.0.0.1:${port}/INBOX`
  const ctx = { ...contextOf(database.db, { at: now }), config: testConfig({ imap_url }) }
  await readReportMailbox(ctx)
  return database.db('report_mailbox').first('last_uid', 'fault', 'read_at')
}

async function addSentMail(): Promise<{ message_id: string; to: string; id: string }> {
  const [id, to] = [newId(), 'sam@partner.example']
  const message_id = `<${id}@localhost>`
  await database.db('mails').insert({
    id,
    kind: 'test',
    message_id,
    to_name: 'Sam',
    to_address: to,
    subject: 'Your certificate',
    text: 'x',
    html: 'x',
    created_at: now,
    sent_at: now,
    next_attempt_at: now,
  })
  return { id, message_id, to }
}

test('what is new is read, each once, also where the mailbox was made anew', async () => {
  const mail = await addSentMail()
  mailbox.set(3, outOfOffice(mail)).set(5, statusReport(mail))
  expect(await read()).toEqual({ last_uid: 5, fault: null, read_at: expect.any(Date) })
  expect(await database.db('mails').where({ id: mail.id }).first()).toMatchObject({ bounce_kind: 'hard' })
  await read()
  expect(fetched).toEqual([3, 5])
  mailbox.set(6, statusReport({ ...mail, own_id: '<second@x>' }))
  await read()
  expect(fetched).toEqual([3, 5, 6])
  uidValidity = 8
  await read()
  expect(await database.db('delivery_reports').select('verdict').orderBy('id')).toEqual([
    { verdict: 'automatic reply' },
    { verdict: 'came back' },
    { verdict: 'came back' },
  ])
})

test('a report that the database cannot take just now is read again the next time', async () => {
  const mail = await addSentMail()
  mailbox.set(3, statusReport(mail))
  await database.db.raw(`create function stand_in_the_way() returns trigger language plpgsql as
    $$ begin raise exception 'deadlock detected' using errcode = '40P01'; end $$;
    create trigger in_the_way before insert on delivery_reports for each row execute function stand_in_the_way()`)
  expect(await read()).toMatchObject({ last_uid: 0, fault: expect.stringContaining('deadlock') })
  await database.db.raw('drop trigger in_the_way on delivery_reports; drop function stand_in_the_way()')
  expect(await read()).toMatchObject({ last_uid: 3, fault: null })
  expect(await database.db('mails').where({ id: mail.id }).first()).toMatchObject({ bounce_kind: 'hard' })
})

test('a mailbox that cannot be read leaves its fault for administrators, and mends itself', async () => {
  expect(await read('wrong')).toMatchObject({ fault: expect.stringContaining('Invalid credentials'), read_at: null })
  expect(await read('open sesame', 1)).toMatchObject({ fault: expect.stringContaining('ECONNREFUSED') })
  expect(await read()).toMatchObject({ fault: null, read_at: expect.any(Date) })
})
