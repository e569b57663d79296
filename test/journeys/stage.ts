/** Where the short stories play: the whole product on a test database, with a clock and an outbox of their own. */
import { clock } from '../../src/platform/clock.ts'
import { putJob } from '../../src/platform/jobs/put.ts'
import { regularJobs } from '../../src/web/jobs.ts'
import { testConfig } from '../support/config.ts'
import { contextOf } from '../support/context.ts'
import { startSite } from '../support/browser.ts'
import type { TestDatabase } from '../support/database.ts'
import { createTestDatabase } from '../support/database.ts'
import { addTestPerson } from '../support/factories.ts'
import { listMails, runJobs } from '../support/mailbox.ts'
import type { MailRow } from '../support/mailbox.ts'
import { overApp } from '../support/over-app.ts'
import type { Role } from '../../src/platform/access.ts'
import type { Letter } from './hertfordshire/story/someone.ts'
import { Someone } from './hertfordshire/story/someone.ts'

export interface Stage {
  database: TestDatabase
  /** Somebody at a browser; known to the product or not. */
  someone(person: { full_name: string; email: string }): Someone
  /** One of the force's own, known and signed in. */
  staff(full_name: string, role: Role): Promise<Someone>
  /** It is then; what was planned until then, and what runs by itself, has happened. */
  waitUntil(moment: Date): Promise<void>
  close(): Promise<void>
}

export async function openStage(at: Date): Promise<Stage> {
  const database = await createTestDatabase()
  const site = await startSite(database, { at })
  const baseUrl = testConfig().base_url
  const send = overApp(site.server)
  const opened = new Set<string>()

  /** The worker's turn. */
  const work = () => runJobs(contextOf(database.db, { at: clock.now() }))

  async function read(address: string, subject: RegExp): Promise<Letter> {
    await work()
    const mails = await listMails(database.db, { to_address: address })
    const mail = mails.find((one) => !opened.has(one.id) && subject.test(one.subject))
    if (!mail)
      throw new Error(`${address} got no letter like ${subject}, only: ${mails.map((one) => one.subject).join(' | ')}`)
    opened.add(mail.id)
    return letterFrom(database, mail)
  }

  const someone: Stage['someone'] = (person) => new Someone({ baseUrl, send, read }, person)
  return {
    database,
    someone,
    staff: async (full_name, role) => {
      const email = `${full_name.toLowerCase().replace(/\W+/g, '.')}@force.example`
      const known = someone(await addTestPerson(database.db, { full_name, email, roles: [role] }))
      await known.signIn()
      return known
    },
    waitUntil: async (moment) => {
      clock.set(moment)
      for (const [name] of regularJobs) await putJob(contextOf(database.db, { at: moment }), name, {} as never)
      await work()
    },
    close: async () => {
      await site.stop()
      await database.drop()
    },
  }
}

async function letterFrom({ db }: TestDatabase, mail: MailRow): Promise<Letter> {
  const files = await db('files').whereIn('id', mail.attachment_file_ids)
  return {
    to: mail.to_address,
    subject: mail.subject,
    text: mail.text,
    attachments: files.map((file) => ({ name: file.file_name, type: file.media_type, bytes: file.bytes })),
    calendar: mail.calendar,
  }
}
