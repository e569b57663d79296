/** How a session was: whom the mail asks, that nobody answers twice, that answers are nobody's, and what trainers see when. */
import { load } from 'cheerio'
import { recordJoinClick, saveMarks } from '../../../src/features/attendance/index.ts'
import { tookPart } from '../../../src/features/attendance/rules/evaluation.ts'
import type { Mark } from '../../../src/features/attendance/index.ts'
import { addMaterialLink } from '../../../src/features/live-sessions/commands/materials.ts'
import { addWalkIn, bookPlace, cancelLiveSession } from '../../../src/features/live-sessions/index.ts'
import { addMinutes } from '../../../src/lib/time.ts'
import { clock } from '../../../src/platform/clock.ts'
import type { Ctx } from '../../../src/platform/context.ts'
import { allJobs } from '../../../src/web/jobs.ts'
import type { TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf, contextOfPerson } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import type { TestPerson } from '../../support/factories.ts'
import { addTestPerson } from '../../support/factories.ts'
import type { TestLiveSession } from '../../support/live-sessions.ts'
import { addTestLiveSession } from '../../support/live-sessions.ts'
import { listMails } from '../../support/mailbox.ts'

let database: TestDatabase
let site: TestSite
let ctx: Ctx
let trainer: TestPerson

beforeAll(async () => {
  database = await createTestDatabase()
  site = await startSite(database)
})
afterAll(async () => {
  await site.stop()
  await database.drop()
})
beforeEach(async () => {
  await database.reset()
  clock.set(new Date('2027-04-12T09:00:00Z'))
  ctx = contextOf(database.db)
  trainer = await addTestPerson(database.db, { roles: ['trainer'] })
})

// 27 April 2027, 10am to 12:30pm in London.
const ends = new Date('2027-04-27T11:30:00Z')
const after = (minutes: number): Ctx => ({ ...ctx, now: addMinutes(ends, minutes) })

interface Guest extends TestPerson {
  token: string
}

async function hold(
  count: number,
  values: TestLiveSession = {},
): Promise<{ id: string; part: string; people: Guest[] }> {
  const id = await addTestLiveSession(ctx, { trainer_ids: [trainer.id], ...values })
  const part = (await database.db('live_session_parts').where({ live_session_id: id }).first('id'))!.id
  const people: Guest[] = []
  for (let number = 0; number < count; number++) {
    const person = await addTestPerson(database.db)
    await bookPlace(ctx, { live_session_id: id, person_id: person.id })
    const booking = await database.db('bookings').where({ person_id: person.id }).first('join_token')
    people.push({ ...person, token: booking!.join_token })
  }
  return { id, part, people }
}

const mark = async (part: string, person: TestPerson, given: Mark) =>
  saveMarks(
    { ...(await contextOfPerson(ctx, trainer.id)), now: after(5).now },
    { part_id: part, marks: [{ person_id: person.id, mark: given, minutes: null }] },
  )
const ask = (minutes: number) => allJobs(null)['attendance.ask-evaluations']!(after(minutes), {})
const asked = async () => listMails(database.db, { kind: 'attendance.afterwards' })

const answers = { useful: '5', supporting: '4', explaining: '3', care: 'well', pace: 'right', change_text: '' }
const send = async (guest: Guest, change: Partial<typeof answers> = {}) =>
  (await site.browser()).post(`/join/${guest.token}/evaluation`, { ...answers, ...change })
const words = (html: string) => load(html)('main').text().replace(/\s+/g, ' ')
const pageOf = async (guest: Guest) => words((await (await site.browser()).get(`/join/${guest.token}/evaluation`)).text)

describe('half an hour after the last part', () => {
  test('who took part is asked, once; who did not hears only of the materials', async () => {
    const { id, part, people } = await hold(4)
    const [joined, marked, silent, absent] = people as [Guest, Guest, Guest, Guest]
    const running = { ...ctx, now: addMinutes(ends, -60) }
    for (const guest of [joined, absent]) await recordJoinClick(running, { part_id: part, person_id: guest.id })
    const walkIn = await addTestPerson(database.db)
    await addWalkIn(running, { live_session_id: id, person_id: walkIn.id })
    await mark(part, marked, 'late')
    await mark(part, walkIn, 'present')
    await mark(part, absent, 'absent')
    await ask(29)
    expect(await asked()).toEqual([])
    const link = { live_session_id: id, moment: 'after', title: 'Slides', url: 'https://slides.example/' } as const
    await addMaterialLink(after(10), link)
    await Promise.all([ask(30), ask(30)])
    await ask(60)
    const mails = await asked()
    const subjects = Object.fromEntries(mails.map((mail) => [mail.to_address, mail.subject.split(':')[0]]))
    expect(subjects).toEqual({
      [joined.email]: 'How was it',
      [marked.email]: 'How was it',
      [walkIn.email]: 'How was it',
      [silent.email]: 'For you to keep',
      [absent.email]: 'For you to keep',
    })
    expect(mails).toHaveLength(5)
    for (const mail of mails) expect(mail).toMatchObject({ is_secret: true, stale_at: addMinutes(ends, 14 * 24 * 60) })
    const own = mails.find((mail) => mail.to_address === joined.email)!
    for (const body of [own.text, own.html]) {
      expect(body).toContain(`http://localhost:3000/join/${joined.token}/evaluation`)
      expect(body).toContain('Slides')
      expect(body).toContain('11 May 2027')
    }
    expect(mails.find((mail) => mail.to_address === silent.email)!.text).not.toContain('/evaluation')
  })

  test('nobody is asked who has answered meanwhile', async () => {
    const { people } = await hold(2, { mode: 'in person', place: 'Town hall', join_url: null })
    clock.set(after(3).now)
    await send(people[0]!)
    await ask(30)
    expect((await asked()).map((mail) => mail.to_address)).toEqual([people[1]!.email])
  })

  test('nobody is asked of a cancelled session, nor when the two weeks are over', async () => {
    const { id } = await hold(1, { mode: 'in person', place: 'Town hall', join_url: null })
    await cancelLiveSession(ctx, { id, reason: 'The trainer is ill' })
    await hold(1, { mode: 'in person', place: 'Town hall', join_url: null })
    await ask(14 * 24 * 60)
    expect(await asked()).toEqual([])
    await ask(14 * 24 * 60 - 1)
    expect(await asked()).toHaveLength(1)
  })

  test.each<[(Mark | null)[], boolean, 'online' | 'in person', boolean]>([
    [[null], false, 'online', false],
    [[null], true, 'online', true],
    [[null], false, 'in person', true],
    [['absent'], true, 'online', false],
    [['excused', 'absent'], true, 'in person', false],
    [['absent', 'present'], false, 'online', true],
    [['absent', null], false, 'online', false],
    [['absent', null], false, 'in person', true],
  ])('marks %j, any trace %s, %s: asked %s', (marks, has_trace, mode, isAsked) => {
    expect(tookPart({ marks, has_trace }, mode)).toBe(isAsked)
  })
})

describe('answering', () => {
  test('is done once by the link alone, with faults beside their questions and what was chosen kept', async () => {
    const { people } = await hold(1)
    const [guest] = people as [Guest]
    expect(await pageOf(guest)).toContain('once the session has ended')
    expect((await send(guest)).status).toBe(303)
    clock.set(after(1).now)
    expect(await pageOf(guest)).toContain('Please name nobody, and do not describe an incident')
    const refused = await (
      await site.browser()
    ).post(`/join/${guest.token}/evaluation`, {
      useful: '6',
      pace: 'too fast',
      change_text: 'More breaks',
    })
    expect(refused.status).toBe(422)
    const page = load(refused.text)
    expect(
      page('.govuk-error-summary a')
        .toArray()
        .map((one) => page(one).attr('href')),
    ).toEqual(['#useful', '#supporting', '#explaining', '#care'])
    expect(page('input[name=pace]:checked').val()).toBe('too fast')
    expect(page('#change_text').val()).toBe('More breaks')
    await Promise.all([send(guest), send(guest), send(guest)])
    expect(await pageOf(guest)).toContain('Your answers are kept, without your name')
    await send(guest, { useful: '1' })
    expect(await database.db('evaluation_answers').pluck('useful')).toEqual([5])
  })

  test('is offered on My training and the join page until it is done', async () => {
    const { people } = await hold(1)
    const [guest] = people as [Guest]
    clock.set(after(20).now)
    const browser = await site.browser(guest.email)
    const offered = async () =>
      (await Promise.all(['/my-training', `/join/${guest.token}`].map((path) => browser.get(path)))).map(
        (answer) => load(answer.text)('main a[href$="/evaluation"]').length,
      )
    expect(await offered()).toEqual([1, 1])
    await send(guest)
    expect(await offered()).toEqual([0, 0])
  })

  test('is not for who was marked away, who has no place, a cancelled session, or after two weeks', async () => {
    const { id, part, people } = await hold(2, { capacity: 1 })
    const [away, waiting] = people as [Guest, Guest]
    await mark(part, away, 'absent')
    clock.set(after(10).now)
    expect(await pageOf(away)).toContain('the register says that you were not there')
    expect(await pageOf(waiting)).toContain('You have no place')
    for (const guest of people) await send(guest)
    await mark(part, away, 'present')
    clock.set(after(14 * 24 * 60).now)
    expect(await pageOf(away)).toContain('Answers were taken until 11 May 2027')
    await send(away)
    clock.set(after(10).now)
    await database.db('live_sessions').where({ id }).update({ cancelled_at: ends, cancel_reason: 'Fire' })
    expect(await pageOf(away)).toContain('This session was cancelled')
    await send(away)
    expect(await database.db('evaluation_answers')).toEqual([])
    expect((await (await site.browser()).get(`/join/${'A'.repeat(22)}/evaluation`)).status).toBe(404)
  })
})

test('nothing in the database joins an answer with who gave it', async () => {
  const { people } = await hold(10)
  clock.set(after(40).now)
  const audits = await database.db('audit_events').max('id')
  for (const [index, guest] of people.entries()) await send(guest, { change_text: `text ${index}` })
  const stored = async (table: string) =>
    (await database.db.raw(`select xmin::text as transaction, t.* from ${table} t order by ctid`)).rows as Record<
      string,
      unknown
    >[]
  const kept = await stored('evaluation_answers')
  const entries = await stored('evaluation_entries')
  expect([kept.length, entries.length]).toEqual([10, 10])
  // Neither person nor booking nor moment; ids without a time in them; one transaction for all; not in the order of coming.
  expect(Object.keys(entries[0]!)).toEqual(['transaction', 'booking_id'])
  for (const answer of kept) {
    expect(Object.values(answer).some((value) => value instanceof Date)).toBe(false)
    expect(answer.id).toMatch(/^.{14}4/)
  }
  expect(new Set([...kept, ...entries].map((row) => row.transaction)).size).toBe(1)
  expect(kept.map((answer) => answer.change_text)).not.toEqual(people.map((_, index) => `text ${index}`))
  const bookings = await database
    .db('bookings')
    .whereIn(
      'join_token',
      people.map((guest) => guest.token),
    )
    .orderBy('id')
  expect(entries.map((entry) => entry.booking_id)).not.toEqual(bookings.map((booking) => booking.id))
  expect(await database.db('audit_events').max('id')).toEqual(audits)
})

test('trainers and coordinators see nothing before five answers, and never one answer more than another day', async () => {
  const { id, people } = await hold(11)
  clock.set(after(40).now)
  const coordinator = await addTestPerson(database.db, { roles: ['coordinator'] })
  const [own, everyones, other, lead] = await Promise.all([
    site.browser(trainer.email),
    site.browser(coordinator.email),
    site.browser((await addTestPerson(database.db, { roles: ['trainer'] })).email),
    site.browser((await addTestPerson(database.db)).email),
  ])
  const path = `/live-sessions/${id}/evaluation`
  const figures = async () => {
    const page = load((await own!.get(path)).text)
    return page('table, main ul').text().replace(/\s+/g, ' ')
  }
  const standing = async () => words((await everyones!.get(path)).text)
  expect(await standing()).toContain('No answers so far: shown from five on.')
  const seen: string[] = []
  for (const [index, guest] of people.entries()) {
    await send(guest, { useful: index < 5 ? '5' : '1', change_text: `Remark ${index}.` })
    seen.push(await figures())
    if (index === 3) expect(await standing()).toContain('4 answers so far: shown from five on.')
  }
  expect(seen.slice(0, 4)).toEqual(['', '', '', ''])
  expect(seen[4]).toContain('Very useful 5 100 %')
  expect(seen[4]).toContain('Remark 0.')
  expect(new Set(seen.slice(4, 9)).size).toBe(1)
  expect(seen[9]).toContain('Not useful 5 50 %')
  expect(seen[10]).toBe(seen[9])
  expect(await standing()).toContain('11 answers so far. The figures show 10 of them.')
  expect(seen[9]).not.toContain('Remark 10.')
  for (const guest of people) expect((await own!.get(path)).text).not.toContain(guest.full_name)
  expect((await other!.get(path)).status).toBe(404)
  expect((await lead!.get(path)).status).toBe(403)

  // Closed: what is left over stays unseen.
  clock.set(after(14 * 24 * 60).now)
  const later = words((await (await site.browser(trainer.email)).get(path)).text)
  expect(later).toContain('11 answers. The figures show 10 of them.')
})
