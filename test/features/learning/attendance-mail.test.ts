/** Who is told of their attendance, when, and what they read: an hour after closing, unless somebody recalls it. */
import { load } from 'cheerio'
import { recordPresence } from '../../../src/features/attendance/index.ts'
import { correctRegister } from '../../../src/features/certification/commands/corrections.ts'
import { addMinutes } from '../../../src/lib/time.ts'
import { clock } from '../../../src/platform/clock.ts'
import type { Ctx } from '../../../src/platform/context.ts'
import { runDuePlans } from '../../../src/platform/jobs/plans.ts'
import type { Browser, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf, contextOfPerson } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import type { TestPerson } from '../../support/factories.ts'
import { addTestPerson } from '../../support/factories.ts'
import { addTestLivePart } from '../../support/live-sessions.ts'
import { listMails, runJobs } from '../../support/mailbox.ts'
import type { Held } from '../certification/held.ts'
import { holdSession } from '../certification/held.ts'

let database: TestDatabase
let site: TestSite
let ctx: Ctx
let held: Held
let trainer: Browser
let [present, late, absent]: TestPerson[] = []

beforeAll(async () => {
  database = await createTestDatabase()
  site = await startSite(database)
  ctx = contextOf(database.db)
})
afterAll(async () => {
  await site.stop()
  await database.drop()
})
beforeEach(async () => {
  await database.reset()
  const course = await addTestLivePart(database.db)
  present = await addTestPerson(database.db, { full_name: 'Pat Present' })
  late = await addTestPerson(database.db, { full_name: 'Lou Late' })
  absent = await addTestPerson(database.db, { full_name: 'Ali Absent' })
  held = await holdSession(ctx, course, [
    { person: present, mark: 'present', minutes: null },
    { person: late, mark: 'late', minutes: 30 },
    { person: absent, mark: 'absent', minutes: null },
  ])
  clock.set(held.ctx.now)
  trainer = await site.browser(held.trainer.email)
})

const register = () => `/registers/${held.part_id}`
const words = (html: string) => load(html)('main').text().replace(/\s+/g, ' ')
/** Moves the clock to so many minutes after the closing and does what is due. */
async function wait(minutes: number): Promise<void> {
  const now = addMinutes(held.ctx.now, minutes)
  clock.set(now)
  await runDuePlans({ ...ctx, now })
  await runJobs({ ...ctx, now })
}
const told = () => listMails(database.db, { kind: 'learning.attendance' })

test('an hour after closing everyone is told their mark, the minutes, the rule and what is next, once', async () => {
  await recordPresence(held.ctx, [
    {
      part_id: held.part_id,
      person_id: late!.id,
      from_at: new Date('2027-04-27T10:58:00Z'),
      to_at: new Date('2027-04-27T11:30:00Z'),
    },
  ])
  await wait(59)
  expect(await told()).toEqual([])
  expect(await listMails(database.db, { kind: 'certification.certificate' })).toHaveLength(1)
  expect(words((await trainer.get(register())).text)).toContain(
    'An email tells everyone of their attendance on 27 April 2027, 2pm.',
  )
  await wait(60)
  const mails = new Map((await told()).map((mail) => [mail.to_address, mail.text]))
  expect(mails.size).toBe(3)
  expect(mails.get(present!.email)).toContain('You are marked as present.')
  expect(mails.get(present!.email)).toContain('What is next: nothing.')
  const text = mails.get(late!.email)!
  expect(text).toContain('27 April 2027, 10am to 12:30pm')
  expect(text).toContain('You are marked as having come late. You were there for 30 of 150 minutes.')
  expect(text).toContain('What was measured: you were there for 32 of 150 minutes (21%).')
  expect(text).toContain('You have attended if you were there for at least 80% of the 150 minutes.')
  expect(text).toContain('Book another one.')
  expect(mails.get(absent!.email)).toContain('You are marked as absent.')
  await wait(61)
  expect(await told()).toHaveLength(3)
  expect(words((await trainer.get(register())).text)).toContain('An email told everyone')
  await trainer.post(`${register()}/mail-recall`)
  expect(words((await trainer.get(register())).text)).toContain('There is no email to recall')
})

test('a recalled email goes to nobody, until it is sent after all, with an hour to think again', async () => {
  await trainer.post(`${register()}/mail-recall`)
  expect(words((await trainer.get(register())).text)).toContain('was recalled: nobody has been told')
  await wait(90)
  expect(await told()).toEqual([])
  await Promise.all([trainer.post(`${register()}/mail`), trainer.post(`${register()}/mail`)])
  await wait(149)
  expect(await told()).toEqual([])
  await wait(151)
  expect(await told()).toHaveLength(3)
  const audited = await database
    .db('audit_events')
    .whereLike('action', 'attendance.%mail')
    .orderBy('id')
    .pluck('action')
  expect(audited).toEqual(['attendance.recall-mail', 'attendance.plan-mail'])
})

describe('a correction', () => {
  const correct = async (minutes: number) =>
    correctRegister(
      { ...(await contextOfPerson(ctx, held.trainer.id)), now: addMinutes(held.ctx.now, minutes) },
      {
        part_id: held.part_id,
        person_id: absent!.id,
        mark: 'present',
        minutes: null,
        reason: 'Joined by telephone',
        from: { mark: 'absent', minutes: null },
      },
    )
  const corrected = () => listMails(database.db, { kind: 'certification.corrected' })

  test('within the hour is what the email then says', async () => {
    expect(await correct(30)).toBe('recorded')
    await wait(60)
    expect(await corrected()).toEqual([])
    expect((await told()).find((mail) => mail.to_address === absent!.email)!.text).toContain(
      'You are marked as present.',
    )
  })

  test('afterwards is told in plain words: what it said, what it says, why, and what that means', async () => {
    await wait(60)
    await correct(70)
    const [mail, ...others] = await corrected()
    expect(others).toEqual([])
    expect(mail!.to_address).toBe(absent!.email)
    expect(mail!.text).toContain('It said: absent.\nIt now says: present.')
    expect(mail!.text).toContain('The reason we have on record: Joined by telephone')
    expect(mail!.text).toContain('Your certificate comes in an email of its own.')
  })

  test('that was only tried tells nobody', async () => {
    await wait(60)
    const asked = await trainer.get(`${register()}/corrections/new?person_id=${absent!.id}&mark=present`)
    expect(asked.text).toContain('would become complete')
    expect(await corrected()).toEqual([])
  })
})
