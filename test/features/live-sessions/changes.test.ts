/** Changes not yet sent: what collects, what is said to whom, what sends itself, and what is told to nobody. */
import ICAL from 'ical.js'
import { load } from 'cheerio'
import {
  addWalkIn,
  bookPlace,
  cancelBooking,
  cancelLiveSession,
  editLiveSession,
  openLiveSession,
  postponeLiveSession,
  scheduleLiveSession,
  sendChanges,
} from '../../../src/features/live-sessions/index.ts'
import type { PartInput } from '../../../src/features/live-sessions/index.ts'
import { changeLines } from '../../../src/features/live-sessions/pages/changes.ts'
import { changesDueAt } from '../../../src/features/live-sessions/rules.ts'
import { addMinutes } from '../../../src/lib/time.ts'
import { clock } from '../../../src/platform/clock.ts'
import type { Ctx } from '../../../src/platform/context.ts'
import { runDuePlans } from '../../../src/platform/jobs/plans.ts'
import type { TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf, contextOfPerson } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import type { TestPerson } from '../../support/factories.ts'
import { addTestPerson } from '../../support/factories.ts'
import { addTestLiveSession, liveSessionInput, partInput } from '../../support/live-sessions.ts'
import type { TestLiveSession } from '../../support/live-sessions.ts'
import type { MailRow } from '../../support/mailbox.ts'
import { listMails, runJobs } from '../../support/mailbox.ts'

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
  trainer = await addTestPerson(database.db, { full_name: 'Terry Trainer', roles: ['trainer'] })
})

const words = (html: string) => load(html)('main').text().replace(/\s+/g, ' ')
const later = (minutes: number): Ctx => ({ ...ctx, now: addMinutes(ctx.now, minutes) })
const addSession = (values: TestLiveSession = {}) => addTestLiveSession(ctx, { trainer_ids: [trainer.id], ...values })
/** The trainer changes their own session, and so need not be told. */
const edit = async (id: string, values: TestLiveSession, at = ctx) =>
  editLiveSession(
    { ...(await contextOfPerson(at, trainer.id)), now: at.now },
    { id, ...liveSessionInput({ trainer_ids: [trainer.id], ...values }) },
  )
const moved = { starts_at: new Date('2027-04-29T13:00:00Z') }
const again = { starts_at: new Date('2027-05-06T09:00:00Z') }
const person = () => addTestPerson(database.db)
const book = (live_session_id: string, { id }: TestPerson, at = ctx) =>
  bookPlace(at, { live_session_id, person_id: id })
const bookingOf = async ({ id }: TestPerson) =>
  (await database.db('bookings').where({ person_id: id, cancelled_at: null }).first())!
const mailsTo = ({ email }: TestPerson): Promise<MailRow[]> => listMails(database.db, { to_address: email })
const runAt = async (at: Ctx) => {
  await runDuePlans(at)
  await runJobs(at)
}
const unsentSince = async (id: string) =>
  (await database.db('live_sessions').where({ id }).first('unsent_since'))!.unsent_since

function entry(mail: MailRow) {
  const calendar = new ICAL.Component(ICAL.parse(mail.calendar!))
  const event = calendar.getFirstSubcomponent('vevent')!
  return {
    method: calendar.getFirstPropertyValue('method'),
    sequence: event.getFirstPropertyValue('sequence'),
    starts: String(event.getFirstPropertyValue('dtstart')),
  }
}

test('changes wait an hour at most, and never into the last day before a start, as it was or as it is', () => {
  const now = new Date('2027-04-12T09:00:00Z')
  const due = (since: string, ...starts: string[]) =>
    changesDueAt(new Date(since), [{ parts: starts.map((at) => ({ starts_at: new Date(at) })) }], now).toISOString()
  expect(due('2027-04-12T09:00:00Z', '2027-04-27T09:00:00Z')).toBe('2027-04-12T10:00:00.000Z')
  expect(due('2027-04-12T08:30:00Z', '2027-04-27T09:00:00Z')).toBe('2027-04-12T09:30:00.000Z')
  expect(due('2027-04-12T09:00:00Z', '2027-04-27T09:00:00Z', '2027-04-13T09:20:00Z')).toBe('2027-04-12T09:20:00.000Z')
  expect(due('2027-04-12T09:00:00Z', '2027-04-12T12:00:00Z') < now.toISOString()).toBe(true)
  // A part that has begun asks for nothing.
  expect(due('2027-04-12T09:00:00Z', '2027-04-12T08:00:00Z', '2027-04-27T09:00:00Z')).toBe('2027-04-12T10:00:00.000Z')
})

test('the lines say what differs, by part where there are several', () => {
  const part = (position: number, at: string) => ({
    id: String(position),
    position,
    starts_at: new Date(at),
    ends_at: addMinutes(new Date(at), 60),
  })
  const was = {
    mode: 'online' as const,
    place: null,
    parts: [part(1, '2027-04-27T09:00Z'), part(2, '2027-05-04T09:00Z')],
  }
  expect(changeLines(was, was)).toEqual([])
  const now = {
    mode: 'in person' as const,
    place: 'Room 2',
    parts: [part(1, '2027-04-28T09:00Z'), { ...part(2, '2027-05-11T09:00Z'), id: '3' }],
  }
  expect(changeLines(was, now)).toEqual([
    'Part 1: was 27 April 2027, 10am to 11am, now 28 April 2027, 10am to 11am',
    'Part 2: new, 11 May 2027, 10am to 11am',
    'Part 2: dropped, was 4 May 2027, 10am to 11am',
    'Where: was Online, now Room 2',
  ])
})

test('a change waits, is shown to the trainer everywhere and to people as it is, and goes out by one press', async () => {
  const id = await addSession({ capacity: 2 })
  const [one, two, waiting, silent] = [await person(), await person(), await person(), await person()]
  for (const who of [one, two, waiting, silent]) await book(id, who)
  await database.db('people').where({ id: silent.id }).update({ email: null })
  const before = (await listMails(database.db)).length
  const keeper = await site.browser(trainer.email)
  expect(words((await keeper.get(`/live-sessions/${id}/edit`)).text)).toContain(
    'A new day, time, length or place is not sent at once',
  )
  const answer = await keeper.post(`/live-sessions/${id}`, {
    title: 'Hate crime champions: live session',
    live_part_id: 'none',
    mode: 'online',
    is_mandatory: 'no',
    audience: 'external',
    'day-day': '29',
    'day-month': '4',
    'day-year': '2027',
    time: '2pm',
    length_minutes: '150',
    capacity: '2',
    trainer_ids: [trainer.id],
  })
  const saved = words((await keeper.follow(answer)).text)
  expect(saved).toContain('4 people are not told yet')
  expect(saved).toContain('Changes not yet sent.')
  expect(await listMails(database.db)).toHaveLength(before)
  expect(words((await keeper.get('/live-sessions')).text)).toContain('Changes not yet sent')
  const home = load((await keeper.get('/')).text)
  expect(home(`a[href="/live-sessions/${id}/changes"]`).text()).toContain('Changes not yet sent')

  // Who looks sees the truth already.
  const learner = await site.browser(one.email)
  const seen = words((await learner.get(`/live-sessions/${id}`)).text)
  expect(seen).toContain('Thursday 29 April 2027')
  expect(seen).not.toContain('not yet sent')
  expect(words((await learner.get('/live-sessions')).text)).not.toContain('not yet sent')
  expect((await learner.get(`/live-sessions/${id}/changes`)).status).toBe(403)
  const stranger = await site.browser((await addTestPerson(database.db, { roles: ['trainer'] })).email)
  expect((await stranger.post(`/live-sessions/${id}/changes`)).status).toBe(404)

  const page = words((await keeper.get(`/live-sessions/${id}/changes`)).text)
  expect(page).toContain('3 people will read was 27 April 2027, 10am to 12:30pm, now 29 April 2027, 2pm to 4:30pm')
  expect(page).toContain('2 with a place, whose calendar follows')
  expect(page).toContain('1 on the waiting list')
  expect(page).toContain(`Please tell them yourself: ${silent.full_name}`)
  expect(page).toMatch(/Sends itself on 12 April 2027, 11(:00)?am/)
  expect(await listMails(database.db)).toHaveLength(before)

  const pressed = await Promise.all([1, 2].map(() => keeper.post(`/live-sessions/${id}/changes`)))
  expect(pressed.map((one) => one.status)).toEqual([303, 303])
  expect(await listMails(database.db)).toHaveLength(before + 3)
  expect(entry((await mailsTo(one)).at(-1)!)).toEqual({ method: 'REQUEST', sequence: 1, starts: '2027-04-29T14:00:00' })
  expect((await mailsTo(waiting)).at(-1)).toMatchObject({ kind: 'live-sessions.waiting-moved', calendar: null })
  expect(await unsentSince(id)).toBeNull()
  expect(words((await keeper.get(`/live-sessions/${id}/changes`)).text)).toContain('There is nothing to send')
  expect(await database.db('audit_events').where({ action: 'live-sessions.send-changes' })).toHaveLength(1)
})

test('two changes make one mail with the difference between what was told and what is; one undone makes none', async () => {
  const id = await addSession()
  const who = await person()
  await book(id, who)
  expect(await edit(id, moved)).toMatchObject({ told: 0, unsent: 1 })
  expect(await edit(id, { ...again, mode: 'in person', place: 'Room 2' }, later(10))).toMatchObject({ unsent: 1 })
  expect(await sendChanges(later(20), { id })).toEqual({ result: 'sent', told: 1 })
  const [, mail, ...more] = await mailsTo(who)
  expect(more).toEqual([])
  expect(mail!.text).toContain('It was: 27 April 2027, 10am to 12:30pm. This is how it stands now:')
  expect(mail!.text).toContain('When: 6 May 2027, 10am to 12:30pm\nWhere: Room 2')
  expect(entry(mail!)).toEqual({ method: 'REQUEST', sequence: 1, starts: '2027-05-06T10:00:00' })

  expect(await edit(id, { ...moved, mode: 'in person', place: 'Room 2' }, later(30))).toMatchObject({ unsent: 1 })
  expect(await edit(id, { ...again, mode: 'in person', place: 'Room 2' }, later(40))).toMatchObject({ unsent: 0 })
  expect(await unsentSince(id)).toBeNull()
  expect(await sendChanges(later(50), { id })).toEqual({ result: 'nothing' })
  await runAt(later(200))
  expect(await mailsTo(who)).toHaveLength(2)
})

test('wording, link, notes and trainers are told to nobody and raise no SEQUENCE', async () => {
  const id = await addSession()
  await book(id, await person())
  const reworded = { title: 'Another', notes: 'Bring a pen', join_url: 'https://zoom.us/j/9', trainer_ids: [] }
  expect(await edit(id, reworded)).toMatchObject({ told: 0, unsent: 0 })
  expect(await unsentSince(id)).toBeNull()
  expect(await listMails(database.db)).toHaveLength(1)
  expect(await database.db('calendar_entries').pluck('sequence')).toEqual([0])
})

test('what is forgotten sends itself an hour after the first change; near the start it is sent at once', async () => {
  const id = await addSession()
  const who = await person()
  await book(id, who)
  await edit(id, moved)
  await edit(id, again, later(50))
  await runAt(later(59))
  expect(await mailsTo(who)).toHaveLength(1)
  await runAt(later(60))
  await runAt(later(61))
  expect(await mailsTo(who)).toHaveLength(2)
  const near = { ...ctx, now: new Date('2027-05-05T09:00:00Z') }
  expect(await edit(id, { starts_at: new Date('2027-05-20T09:00:00Z') }, near)).toMatchObject({ told: 1, unsent: 0 })
  expect(await mailsTo(who)).toHaveLength(3)
})

test('who booked while changes waited knows them; who left was told of what they knew; with nobody left nothing is to send', async () => {
  const id = await addSession()
  const [early, late] = [await person(), await person()]
  await book(id, early)
  await edit(id, moved)
  await book(id, late)
  const keeper = await site.browser(trainer.email)
  expect(words((await keeper.get(`/live-sessions/${id}/changes`)).text)).toContain('1 person will read')
  await cancelBooking(ctx, { booking_id: (await bookingOf(early)).id })
  const left = (await mailsTo(early)).at(-1)!
  expect(left.text).toContain('27 April 2027')
  expect(entry(left)).toEqual({ method: 'CANCEL', sequence: 1, starts: '2027-04-27T10:00:00' })
  expect(await unsentSince(id)).toBeNull()
  await runAt(later(61))
  expect(await mailsTo(late)).toHaveLength(1)
  await edit(id, again, later(70))
  await cancelLiveSession(later(80), { id, reason: 'Ill' })
  expect(entry((await mailsTo(late)).at(-1)!)).toEqual({ method: 'CANCEL', sequence: 1, starts: '2027-04-29T14:00:00' })
  expect((await mailsTo(late)).at(-1)!.subject).toContain('29 April 2027')
  await runAt(later(200))
  expect(await mailsTo(late)).toHaveLength(2)
})

test('nobody is reminded of a time they were not told', async () => {
  const id = await addSession()
  const who = await person()
  await book(id, who)
  // The update waits, while the reminder of the new time falls due: it goes first.
  const eve = { ...ctx, now: new Date('2027-04-20T08:30:00Z') }
  await edit(id, { starts_at: new Date('2027-04-21T09:00:00Z') }, eve)
  await runAt({ ...ctx, now: new Date('2027-04-20T09:00:00Z') })
  expect((await mailsTo(who)).map((mail) => mail.kind)).toEqual([
    'live-sessions.booked',
    'live-sessions.moved',
    'live-sessions.reminder-day',
  ])
})

describe('those who train it', () => {
  let colleague: TestPerson
  beforeEach(async () => {
    colleague = await addTestPerson(database.db, { full_name: 'Leila Haddad', roles: ['trainer'] })
  })
  const both = () => ({ trainer_ids: [trainer.id, colleague.id] })
  const kinds = async (of: TestPerson) => (await mailsTo(of)).map((mail) => mail.kind)

  test('are told by one mail what somebody else changed, but not who changed or sent it', async () => {
    const id = await addSession(both())
    expect(await edit(id, { ...both(), title: 'Better words' })).toMatchObject({ told: 0, unsent: 0 })
    expect(await edit(id, { ...both(), ...moved })).toMatchObject({ told: 0, unsent: 1 })
    expect(await edit(id, { ...both(), ...again }, later(5))).toMatchObject({ told: 0, unsent: 1 })
    const browser = await site.browser(trainer.email)
    const page = words((await browser.get(`/live-sessions/${id}/changes`)).text)
    expect(page).toContain('1 person will read')
    expect(page).toContain('As trainer: Leila Haddad')
    await runAt(later(61))
    expect(await kinds(trainer)).toEqual([])
    const [mail, ...more] = await mailsTo(colleague)
    expect(more).toEqual([])
    expect(mail!.kind).toBe('live-sessions.trainer-moved')
    expect(mail!.text).toContain('was 27 April 2027, 10am to 12:30pm, now 6 May 2027, 10am to 12:30pm')
    expect(entry(mail!)).toEqual({ method: 'REQUEST', sequence: 0, starts: '2027-05-06T10:00:00' })
    expect(await unsentSince(id)).toBeNull()
    // What is undone before it is sent is told to nobody.
    await edit(id, { ...both(), ...moved }, later(70))
    expect(await edit(id, { ...both(), ...again }, later(71))).toMatchObject({ unsent: 0 })
    await runAt(later(200))
    expect(await kinds(colleague)).toHaveLength(1)
  })

  test('hear of their own parts alone, also that one is theirs now or no more, and of a draft when it opens', async () => {
    const [first, second] = [new Date('2027-04-27T09:00:00Z'), new Date('2027-05-04T09:00:00Z')]
    const parts = (change: Partial<PartInput>[] = [{}, {}], own: string[] = [colleague.id]) => [
      partInput({ starts_at: first, ...change[0] }),
      partInput({ starts_at: second, trainer_ids: own, ...change[1] }),
    ]
    const id = await addSession({ parts: parts() })
    const ids = await database.db('live_session_parts').where({ live_session_id: id }).orderBy('position').pluck('id')
    const at = (starts: [string, string], own?: string[]) =>
      parts(
        starts.map((start, index) => ({
          id: ids[index],
          starts_at: new Date(start),
          ends_at: addMinutes(new Date(start), 150),
        })),
        own,
      )
    expect(await edit(id, { parts: at(['2027-04-28T09:00:00Z', '2027-05-04T09:00:00Z']) })).toMatchObject({ unsent: 0 })
    expect(await edit(id, { parts: at(['2027-04-28T09:00:00Z', '2027-05-05T09:00:00Z']) })).toMatchObject({ unsent: 1 })
    const newcomer = await addTestPerson(database.db, { roles: ['trainer'] })
    const shared = at(['2027-04-28T09:00:00Z', '2027-05-05T09:00:00Z'], [colleague.id, newcomer.id])
    expect(await edit(id, { parts: shared })).toMatchObject({ unsent: 2 })
    expect(await sendChanges(later(5), { id })).toEqual({ result: 'sent', told: 2 })
    expect((await mailsTo(colleague))[0]!.text).toContain('Part 2: was 4 May 2027')
    expect((await mailsTo(colleague))[0]!.text).not.toContain('27 April')
    const [added, ...none] = await mailsTo(newcomer)
    expect(none).toEqual([])
    expect(added!.kind).toBe('live-sessions.trainer-added')
    expect(added!.text).not.toContain('28 April')
    expect(entry(added!)).toEqual({ method: 'REQUEST', sequence: 0, starts: '2027-05-05T10:00:00' })
    const alone = at(['2027-04-28T09:00:00Z', '2027-05-06T09:00:00Z'], [newcomer.id])
    await edit(id, { parts: alone }, later(10))
    // Taken off and put back before it is sent: nothing is said.
    await edit(
      id,
      { parts: at(['2027-04-28T09:00:00Z', '2027-05-05T09:00:00Z'], [colleague.id, newcomer.id]) },
      later(11),
    )
    await runAt(later(90))
    expect([await kinds(colleague), await kinds(newcomer)].map((all) => all.length)).toEqual([1, 1])
    await edit(id, { parts: alone }, later(91))
    await runAt(later(180))
    expect(await kinds(colleague)).toEqual(['live-sessions.trainer-moved', 'live-sessions.trainer-removed'])
    expect(entry((await mailsTo(colleague))[1]!)).toEqual({
      method: 'CANCEL',
      sequence: 1,
      starts: '2027-05-05T10:00:00',
    })
    expect(await kinds(newcomer)).toEqual(['live-sessions.trainer-added', 'live-sessions.trainer-moved'])
    // Who shares a part hears that it is theirs too; who keeps another, that this one is no more.
    const first_id = ids[0]!
    const both_parts = alone.map((part) => ({ ...part, trainer_ids: [trainer.id, newcomer.id] }))
    await edit(id, { parts: both_parts }, later(200))
    await runAt(later(270))
    expect((await mailsTo(newcomer)).at(-1)!.text).toContain('Part 1: new, 28 April 2027')
    await edit(
      id,
      { parts: both_parts.map((part) => (part.id === first_id ? { ...part, trainer_ids: [trainer.id] } : part)) },
      later(300),
    )
    await runAt(later(370))
    const last = (await mailsTo(newcomer)).at(-1)!
    expect(last.text).toContain('Part 1: yours to train no more, was 28 April 2027')
    expect(entry(last)).toMatchObject({ method: 'CANCEL', starts: '2027-04-28T10:00:00' })

    const scheduled = await scheduleLiveSession(ctx, {
      ...liveSessionInput({ ...both(), starts_at: new Date('2027-06-01T09:00:00Z') }),
      is_draft: true,
    })
    const draft = (scheduled as { id: string }).id
    const june = { ...both(), starts_at: new Date('2027-06-02T09:00:00Z') }
    expect(await edit(draft, june)).toMatchObject({ unsent: 0 })
    expect(await kinds(colleague)).toHaveLength(2)
    await openLiveSession(await contextOfPerson(ctx, trainer.id), { id: draft })
    expect(await kinds(trainer)).toEqual([])
    expect(await kinds(colleague)).toContain('live-sessions.trainer-added')
    expect(await edit(draft, { ...june, title: 'Open now' })).toMatchObject({ unsent: 0 })
  })

  test('have it in their calendars: from when they are given it, whoever moves it, until it is taken from them or called off', async () => {
    const asTrainer = await contextOfPerson(ctx, trainer.id)
    const id = await addTestLiveSession(asTrainer, both())
    const calendar = async (of: TestPerson) =>
      (await mailsTo(of)).flatMap((mail) =>
        mail.calendar === null ? [] : [`${mail.kind.slice(14)} ${String(entry(mail).method)}`],
      )
    expect(await calendar(colleague)).toEqual(['trainer-added REQUEST'])
    // Who moves it themselves knows it; their calendar has to follow.
    const asColleague = await contextOfPerson(ctx, colleague.id)
    await editLiveSession(asColleague, { id, ...liveSessionInput({ ...both(), ...moved }) })
    expect(words((await (await site.browser(colleague.email)).get(`/live-sessions/${id}/changes`)).text)).toContain(
      'As trainer: Leila Haddad, Terry Trainer',
    )
    expect(await sendChanges(asColleague, { id })).toEqual({ result: 'sent', told: 2 })
    expect(await calendar(colleague)).toEqual(['trainer-added REQUEST', 'calendar-entry REQUEST'])
    expect(await calendar(trainer)).toEqual(['trainer-moved REQUEST'])
    // Taken off and not told yet when it is called off: what stands in the calendar goes all the same.
    await edit(id, moved)
    await cancelLiveSession(asTrainer, { id, reason: 'The hall is flooded' })
    expect((await calendar(colleague)).slice(2)).toEqual(['session-cancelled CANCEL'])
    expect((await calendar(trainer)).slice(1)).toEqual(['calendar-entry CANCEL'])
    expect(await unsentSince(id)).toBeNull()
  })

  test('hear that it is postponed, and of the new date at once with what they do then', async () => {
    const id = await addSession(both())
    const asTrainer = await contextOfPerson(ctx, trainer.id)
    await postponeLiveSession(asTrainer, { id, reason: 'The hall is flooded' })
    await addTestLiveSession(ctx, { title: 'Refresher', trainer_ids: [colleague.id], ...moved })
    const dated = { id, overlap_reason: 'Two rooms', ...liveSessionInput({ ...both(), ...moved }) }
    expect(await editLiveSession(asTrainer, dated)).toMatchObject({ result: 'saved', told: 1 })
    expect(await kinds(trainer)).toEqual([])
    expect(await kinds(colleague)).toEqual(['live-sessions.session-postponed', 'live-sessions.trainer-new-date'])
    expect((await mailsTo(colleague))[1]!.text).toContain('also expected at ‘Refresher’')
  })
})

describe('parts', () => {
  const two = [partInput(), partInput({ starts_at: new Date('2027-05-04T09:00:00Z') })]
  const partsOf = async (id: string): Promise<PartInput[]> =>
    (await database.db('live_session_parts').where({ live_session_id: id }).orderBy('position')).map(
      ({ id, starts_at, ends_at }) => partInput({ id, starts_at, ends_at }),
    )

  test('one dropped and put back at its time is the same part, and nothing is said; dropped for good it leaves the calendar', async () => {
    const id = await addSession({ parts: two })
    const who = await person()
    await book(id, who)
    const known = await partsOf(id)
    expect(await edit(id, { parts: [known[0]!] })).toMatchObject({ unsent: 1 })
    expect(await edit(id, { parts: [known[0]!, { ...known[1]!, id: null }] }, later(1))).toMatchObject({ unsent: 0 })
    expect((await partsOf(id)).map((part) => part.id)).toEqual(known.map((part) => part.id))
    expect(await mailsTo(who)).toHaveLength(2)
    await edit(id, { parts: [known[0]!] }, later(2))
    expect(await sendChanges(later(3), { id })).toEqual({ result: 'sent', told: 1 })
    const [, , dropped, ...more] = await mailsTo(who)
    expect(more).toEqual([])
    expect(dropped!.kind).toBe('live-sessions.moved')
    expect(entry(dropped!)).toEqual({ method: 'CANCEL', sequence: 1, starts: '2027-05-04T10:00:00' })
    expect(dropped!.text).toContain('Dropped from the session: Part 2, 4 May 2027, 10am to 12:30pm. ')
    expect(dropped!.text).toContain('Your booking for the rest stands.')
    expect(await database.db('calendar_entries')).toHaveLength(1)
  })

  test('who walked into the first knows of the second, and hears when it moves', async () => {
    const id = await addSession({ parts: two })
    const who = await person()
    const running = { ...ctx, now: new Date('2027-04-27T09:10:00Z') }
    await addWalkIn(running, { live_session_id: id, person_id: who.id })
    const known = await partsOf(id)
    const second = {
      ...known[1]!,
      starts_at: new Date('2027-05-05T09:00:00Z'),
      ends_at: new Date('2027-05-05T11:30:00Z'),
    }
    expect(await edit(id, { parts: known }, running)).toMatchObject({ unsent: 0 })
    expect(await edit(id, { parts: [known[0]!, second] }, running)).toMatchObject({ unsent: 1 })
    await sendChanges(running, { id })
    expect((await mailsTo(who)).map((mail) => mail.kind)).toEqual(['live-sessions.moved'])
  })
})
