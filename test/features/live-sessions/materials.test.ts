/** Files and links of a session: added and removed by who keeps it, found by who has a place, and by nobody else. */
import { load } from 'cheerio'
import { addMaterialLink } from '../../../src/features/live-sessions/commands/materials.ts'
import { bookPlace, cancelBooking, cancelLiveSession } from '../../../src/features/live-sessions/index.ts'
import { isShown } from '../../../src/features/live-sessions/materials.ts'
import { clock } from '../../../src/platform/clock.ts'
import type { Ctx } from '../../../src/platform/context.ts'
import type { Browser, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestPerson } from '../../support/factories.ts'
import type { TestPerson } from '../../support/factories.ts'
import { addTestLiveSession } from '../../support/live-sessions.ts'
import { listMails } from '../../support/mailbox.ts'

let database: TestDatabase
let site: TestSite
let ctx: Ctx
let id: string
let trainer: TestPerson
let learner: TestPerson
let keeping: Browser

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
  learner = await addTestPerson(database.db)
  id = await addTestLiveSession(ctx, { trainer_ids: [trainer.id], capacity: 1 })
  keeping = await site.browser(trainer.email)
})

const pdf = { name: 'C:\\My work\\Exercises.exe', bytes: Buffer.from('%PDF-1.7\nexercises') }
const addFile = (fields: Record<string, string> = { moment: 'before' }, file: { name: string; bytes: Buffer } = pdf) =>
  keeping.upload(`/live-sessions/${id}/materials/files`, { file }, fields)
const addLink = (fields: Record<string, string>) => keeping.post(`/live-sessions/${id}/materials/links`, fields)
const recording = { title: 'Recording', url: 'https://video.example/watch?v=1', moment: 'after' }
const book = (person = learner) => bookPlace(ctx, { live_session_id: id, person_id: person.id })
const bookingOf = async (person: TestPerson) =>
  (await database.db('bookings').where({ person_id: person.id }).orderBy('created_at', 'desc').first())!
const linksIn = (html: string) => {
  const page = load(html)
  const links = page('main a[href*="/materials/"], main a[href*="video.example"]').toArray()
  return links.map((one) => page(one).attr('href')!)
}

test('are added once however often one clicks, and refused in plain words with what was typed', async () => {
  const [one, other] = await Promise.all([addFile(), addFile()])
  for (const answer of [one, other]) expect(answer.headers.location).toBe(`/live-sessions/${id}/materials`)
  expect(await database.db('live_session_materials').select('title', 'moment')).toEqual([
    { title: 'Exercises.pdf', moment: 'before' },
  ])
  await addFile({ moment: 'after', title: 'The same, with answers' })
  expect((await addLink(recording)).status).toBe(303)
  expect((await addLink(recording)).status).toBe(303)
  expect(await database.db('live_session_materials')).toHaveLength(3)

  for (const [sent, field, sentence] of [
    [await addFile({ moment: 'before' }, { name: 'a.pdf', bytes: Buffer.from('MZ') }), 'file', 'must be a PDF, Word'],
    [
      await addFile({ moment: 'before' }, { name: 'a.pdf', bytes: Buffer.alloc(10_000_001) }),
      'file',
      'smaller than 10',
    ],
    [await addFile({ title: 'Kept' }), 'moment', 'Select when'],
    [await addLink({ ...recording, url: 'http://video.example' }), 'url', 'beginning with https://'],
    [await addLink({ ...recording, url: 'javascript:alert(1)' }), 'url', 'beginning with https://'],
  ] as const) {
    expect(sent.status).toBe(422)
    expect(load(sent.text)(`#${field}-error`).text()).toContain(sentence)
  }
  expect(load((await addFile({ title: 'Kept' })).text)('#title').val()).toBe('Kept')
  expect(await database.db('live_session_materials')).toHaveLength(3)
})

test('stand in the mail of a place, on the session, the join page and My training: after it only once it has ended', async () => {
  await addFile()
  await addLink(recording)
  await book()
  const { join_token } = await bookingOf(learner)
  const [mail] = await listMails(database.db)
  for (const body of [mail!.text, mail!.html]) expect(body).toContain('Exercises.pdf')
  expect(mail!.text).not.toContain('Recording')
  expect(mail!.text).toContain(`/join/${join_token}`)

  const browser = await site.browser(learner.email)
  const stranger = await site.browser()
  const seen = async () => ({
    session: linksIn((await browser.get(`/live-sessions/${id}`)).text),
    training: linksIn((await browser.get('/my-training')).text),
    join: linksIn((await stranger.get(`/join/${join_token}`)).text),
  })
  const { session, training, join } = await seen()
  expect([session.length, training, join.length]).toEqual([1, session, 1])
  for (const answer of [await browser.get(session[0]!), await stranger.get(join[0]!)]) {
    expect(answer.status).toBe(200)
    expect(answer.headers['content-disposition']).toContain('attachment; filename="Exercises.pdf"')
    expect(answer.body.toString()).toContain('%PDF')
  }

  // After the last part's end, in sign-ins of that day.
  clock.set(new Date('2027-04-27T11:30:00Z'))
  const later = await site.browser(learner.email)
  expect(linksIn((await later.get(`/live-sessions/${id}`)).text)).toEqual([session[0], recording.url])
  expect(linksIn((await later.get('/my-training')).text)).toEqual([session[0], recording.url])
  expect(linksIn((await stranger.get(`/join/${join_token}`)).text)).toEqual([join[0], recording.url])
})

test('answer nobody else: who waits, who cancelled, other trainers, other sessions, and after the session is cancelled', async () => {
  await addFile()
  await addFile({ moment: 'after', title: 'Slides' })
  const [before, after] = await database.db('live_session_materials').orderBy('created_at').orderBy('id').pluck('id')
  const at = (materialId: string) => `/live-sessions/${id}/materials/${materialId}`
  const waiting = await addTestPerson(database.db)
  const other = await addTestPerson(database.db, { roles: ['trainer'] })
  await book()
  await book(waiting)
  const [own, waits, trains] = await Promise.all([learner, waiting, other].map((person) => site.browser(person.email)))
  expect((await own!.get(at(before!))).status).toBe(200)
  expect((await own!.get(at(after!))).status).toBe(404)
  expect((await keeping.get(at(after!))).status).toBe(200)
  const waitToken = (await bookingOf(waiting)).join_token
  for (const [browser, path] of [
    [waits!, at(before!)],
    [waits!, `/join/${waitToken}/materials/${before}`],
    [trains!, at(before!)],
    [trains!, `/live-sessions/${id}/materials`],
    [trains!, `${at(before!)}/removal`],
    [own!, `/live-sessions/${await addTestLiveSession(ctx)}/materials/${before}`],
  ] as const)
    expect([path, (await browser.get(path)).status]).toEqual([path, 404])
  expect(linksIn((await waits!.get(`/live-sessions/${id}`)).text)).toEqual([])
  expect((await trains!.post(`${at(before!)}/removal`)).status).toBe(404)

  const booking = await bookingOf(learner)
  await cancelBooking(ctx, { booking_id: booking.id })
  expect((await own!.get(at(before!))).status).toBe(404)
  expect((await own!.get(`/join/${booking.join_token}/materials/${before}`)).status).toBe(404)
  await book(await addTestPerson(database.db))
  await cancelLiveSession(ctx, { id, reason: 'The trainer is ill' })
  expect((await waits!.get(`/join/${waitToken}/materials/${before}`)).status).toBe(404)
  const link = { live_session_id: id, moment: 'after', title: 'Late', url: 'https://late.example/' } as const
  expect(await addMaterialLink(ctx, link)).toBe('cancelled')
})

test('are removed after a question, and are gone for those who had them', async () => {
  await addFile()
  await book()
  const browser = await site.browser(learner.email)
  const [href] = linksIn((await browser.get(`/live-sessions/${id}`)).text)
  const removal = load((await keeping.get(`/live-sessions/${id}/materials`)).text)('main a[href$="/removal"]').attr(
    'href',
  )
  const asked = load((await keeping.get(removal!)).text)
  expect(asked('h1').text()).toBe('Remove ‘Exercises.pdf’?')
  expect((await keeping.post(asked('main form').attr('action')!)).status).toBe(303)
  expect((await browser.get(href!)).status).toBe(404)
  expect(linksIn((await browser.get('/my-training')).text)).toEqual([])
  const [audit] = await database.db('audit_events').where({ action: 'live-sessions.remove-material' })
  expect(audit).toMatchObject({ actor_id: trainer.id, before: { title: 'Exercises.pdf' } })
})

test('no more than twenty', async () => {
  for (let number = 1; number <= 21; number++) {
    const link = { live_session_id: id, moment: 'before', title: 'One', url: `https://a.example/${number}` } as const
    expect(await addMaterialLink(ctx, link)).toBe(number <= 20 ? 'added' : 'too-many')
  }
})

test.each([
  ['before', '2027-04-27T11:29:00Z', null, true],
  ['after', '2027-04-27T11:29:00Z', null, false],
  ['after', '2027-04-27T11:30:00Z', null, true],
  ['before', '2027-05-27T11:30:00Z', null, true],
  ['before', '2027-04-27T11:29:00Z', '2027-04-20T09:00:00Z', false],
] as const)('what is for %s is shown at %s, cancelled at %s: %s', (moment, now, cancelled, shown) => {
  const session = { ends_at: new Date('2027-04-27T11:30:00Z'), cancelled_at: cancelled && new Date(cancelled) }
  expect(isShown({ moment }, session, new Date(now))).toBe(shown)
})
