/** "I was there": what somebody sees of their own attendance, what they say, and how it is answered. */
import { load } from 'cheerio'
import { recordJoinClick, recordPresence } from '../../../src/features/attendance/index.ts'
import { bookPlace } from '../../../src/features/live-sessions/index.ts'
import { newId } from '../../../src/lib/ids.ts'
import { addMinutes } from '../../../src/lib/time.ts'
import { clock } from '../../../src/platform/clock.ts'
import type { Ctx } from '../../../src/platform/context.ts'
import { runDuePlans } from '../../../src/platform/jobs/plans.ts'
import type { Browser, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import type { TestPerson } from '../../support/factories.ts'
import { addTestPerson } from '../../support/factories.ts'
import { addTestLivePart, addTestLiveSession } from '../../support/live-sessions.ts'
import { listMails, runJobs } from '../../support/mailbox.ts'
import type { Held } from './held.ts'
import { holdSession } from './held.ts'

let database: TestDatabase
let site: TestSite
let ctx: Ctx
let held: Held
let course: Awaited<ReturnType<typeof addTestLivePart>>
let absent: TestPerson
let present: TestPerson
let learner: Browser
let trainer: Browser
let own: string

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
  course = await addTestLivePart(database.db)
  present = await addTestPerson(database.db, { full_name: 'Pat Present' })
  absent = await addTestPerson(database.db, { full_name: 'Ali Absent' })
  held = await holdSession(ctx, course, [
    { person: present, mark: 'present', minutes: null },
    { person: absent, mark: 'absent', minutes: null },
  ])
  moveTo(1)
  await signIn()
  own = `/attendance/${held.part_id}`
})

/** So many minutes after the closing. */
const moveTo = (minutes: number) => clock.set(addMinutes(held.ctx.now, minutes))
const signIn = async () => {
  learner = await site.browser(absent.email)
  trainer = await site.browser(held.trainer.email)
}
const days = (n: number) => n * 24 * 60
const words = (html: string) => load(html)('main').text().replace(/\s+/g, ' ')
const claims = () => database.db('evidence').where({ kind: 'own claim' }).orderBy('id')
const marksOf = (person: TestPerson) =>
  database.db('evidence').where({ person_id: person.id, kind: 'trainer mark' }).orderBy('id').pluck('mark')
const claimUrl = async () => `/registers/${held.part_id}/claims/${(await claims()).at(-1)!.id}`
const say = (statement: string, browser = learner) => browser.post(`${own}/claims`, { statement })

test('everything that was seen of a person is shown to them, with the rule, the minutes and the mark; it names nobody else', async () => {
  const at = { part_id: held.part_id, person_id: absent.id }
  const begins = new Date('2027-04-27T09:00:00Z')
  await recordJoinClick({ ...ctx, now: addMinutes(begins, -5) }, at)
  await recordPresence(ctx, [{ ...at, from_at: begins, to_at: addMinutes(begins, 45) }])
  const page = words((await learner.get(own)).text)
  expect(page).toContain('Why was I marked absent?')
  expect(page).toContain('Join page 9:55am')
  expect(page).toContain('Live room 10am to 10:45am')
  expect(page).toContain('Together that is 45 of 150 minutes (30%).')
  expect(page).toContain('at least 80% of the 150 minutes. By that rule alone you would be: Left early, 45 minutes.')
  expect(page).toContain('You can do this until 25 May 2027.')
  expect(page).not.toContain('Pat')
  expect(words((await learner.get('/my-training')).text)).toContain('See why, and say if it is wrong: 27 April 2027')

  const others = await site.browser(present.email)
  expect(words((await others.get(own)).text)).not.toContain('I was there')
  const stranger = await site.browser((await addTestPerson(database.db)).email)
  for (const path of [own, `/attendance/${newId()}`, '/attendance/x'])
    expect((await stranger.get(path)).status).toBe(404)
  expect((await say('I was there', stranger)).status).toBe(404)
  await say('I was there too', others)
  expect(await claims()).toEqual([])
})

test('said once, however often it is pressed; accepted by a correction that completes the course, and told in one email', async () => {
  const empty = await say('  ')
  expect(empty.status).toBe(422)
  expect(words(empty.text)).toContain('Enter when you were there and how you took part')
  await Promise.all(Array.from({ length: 5 }, () => say('By telephone, from 10am to the end')))
  expect(await claims()).toMatchObject([{ reason: 'By telephone, from 10am to the end', recorded_by: absent.id }])
  await expect(database.db('evidence').where({ kind: 'own claim' }).delete()).rejects.toThrow('append-only')
  expect(words((await learner.get(own)).text)).toContain('A trainer or coordinator looks at what you said')

  expect(words((await trainer.get('/')).text)).toContain('1 person says they were there')
  const queue = load((await trainer.get('/registers/claims')).text)
  const url = await claimUrl()
  expect(queue(`a[href="${url}"]`).text()).toBe('Ali Absent')
  expect(words((await trainer.get(url)).text)).toContain('Evidence Nothing else speaks for them')

  const preview = await trainer.get(`${url}?mark=present&minutes=`)
  expect(words(preview.text)).toContain(`Ali Absent would become complete in the course`)
  expect(await marksOf(absent)).toEqual(['absent'])
  moveTo(61)
  const accept = {
    mark: 'present',
    minutes: '',
    from_mark: 'absent',
    from_minutes: '',
    reason: 'The telephone is listed',
  }
  expect((await trainer.post(`${url}/acceptance`, { ...accept, reason: '' })).status).toBe(422)
  const stale = await trainer.post(`${url}/acceptance`, { ...accept, from_mark: 'present' })
  expect(words(stale.text)).toContain('Somebody else changed this mark just now')
  const answers = await Promise.all([
    trainer.post(`${url}/acceptance`, accept),
    trainer.post(`${url}/declining`, { reason: 'No' }),
    trainer.post(`${url}/acceptance`, accept),
  ])
  expect(answers.map(({ status }) => status).filter((status) => status >= 400 && status !== 422)).toEqual([])
  const [answer] = await database.db('claim_answers')
  const isAccepted = answer!.answer === 'accepted'
  expect(await marksOf(absent)).toEqual(isAccepted ? ['absent', 'present'] : ['absent'])
  const mails = await listMails(database.db, { person_id: absent.id, kind: 'certification.claim-answered' })
  expect(mails).toHaveLength(1)
  expect(mails[0]!.text).toContain(isAccepted ? 'The register now says: present.' : 'That stays as it is.')
  expect(words((await trainer.get('/registers/claims')).text)).toContain('Nobody waits for an answer')
})

test('accepting says in the email what it does to the certificate, and no second email tells the correction', async () => {
  await say('By telephone')
  moveTo(90)
  const url = await claimUrl()
  const accept = {
    mark: 'present',
    minutes: '',
    from_mark: 'absent',
    from_minutes: '',
    reason: 'The telephone is listed',
  }
  const done = await trainer.post(`${url}/acceptance`, accept)
  expect(words((await trainer.follow(done)).text)).toContain('Answered. An email tells Ali Absent.')
  await runJobs({ ...ctx, now: clock.now() })
  const mails = await listMails(database.db, { person_id: absent.id })
  expect(mails.filter(({ kind }) => kind === 'certification.corrected')).toEqual([])
  const [mail] = mails.filter(({ kind }) => kind === 'certification.claim-answered')
  expect(mail!.text).toContain('You have now done everything')
  expect(await database.db('certificates').where({ person_id: absent.id })).toHaveLength(1)
  expect(words((await learner.get(own)).text)).toContain('The answer: The telephone is listed')
  expect(await database.db('audit_events').where({ action: 'attendance.answer-claim' })).toMatchObject([
    { reason: 'The telephone is listed', actor_id: held.trainer.id },
  ])
})

test('declined with a sentence; it may be said again, three times and four weeks long; only by keepers is it seen', async () => {
  for (let times = 1; times <= 3; times++) {
    await say(`I was there, ${times}`)
    const url = await claimUrl()
    expect((await trainer.post(`${url}/declining`, { reason: '' })).status).toBe(422)
    await trainer.post(`${url}/declining`, { reason: `Nobody heard you, ${times}` })
  }
  await say('A fourth time')
  expect(await claims()).toHaveLength(3)
  expect(await marksOf(absent)).toEqual(['absent'])
  const page = words((await learner.get(own)).text)
  expect(page).toContain('The answer: Nobody heard you, 1')
  expect(page).toContain('You have said this several times')
  const mails = await listMails(database.db, { person_id: absent.id, kind: 'certification.claim-answered' })
  expect(mails.map(({ text }) => /Nobody heard you, \d/.exec(text)?.[0])).toEqual([
    'Nobody heard you, 1',
    'Nobody heard you, 2',
    'Nobody heard you, 3',
  ])
  const other = await site.browser((await addTestPerson(database.db, { roles: ['trainer'] })).email)
  expect((await other.get(await claimUrl())).status).toBe(404)
  expect((await other.post(`${await claimUrl()}/declining`, { reason: 'x' })).status).toBe(404)
  expect(words((await other.get('/registers/claims')).text)).toContain('Nobody waits')
})

test('28 days after the day of closing it is over', async () => {
  moveTo(days(28) + 10 * 60)
  await signIn()
  await say('Just in time')
  expect(await claims()).toHaveLength(1)
  await trainer.post(`${await claimUrl()}/declining`, { reason: 'No' })
  moveTo(days(28) + 11 * 60)
  await say('Too late')
  expect(await claims()).toHaveLength(1)
  expect(words((await learner.get(own)).text)).toContain('for 28 days after the register was closed')
})

test('on an open register it stands beside the evidence, moves no rule, and is answered by a mark; trainers do not answer themselves', async () => {
  moveTo(-days(1))
  await signIn()
  const { trainer: colleague } = held
  const starts_at = addMinutes(held.ctx.now, 60)
  const { live_part_id } = course
  const id = await addTestLiveSession(ctx, { live_part_id, starts_at, trainer_ids: [colleague.id] })
  for (const { id: person_id } of [absent, colleague])
    await bookPlace(ctx, { live_session_id: id, person_id, overlap_reason: 'Trainers learn here as well' })
  const part_id = (await database.db('live_session_parts').where({ live_session_id: id }).first())!.id
  const path = `/attendance/${part_id}`
  await learner.post(`${path}/claims`, { statement: 'Too early' })
  expect(await claims()).toEqual([])
  clock.set(addMinutes(starts_at, 150))
  await signIn()
  await learner.post(`${path}/claims`, { statement: 'My camera was off' })
  await trainer.post(`${path}/claims`, { statement: 'I trained it' })
  const [said, ownClaim] = await claims()
  const register = `/registers/${part_id}`
  const page = load((await trainer.get(register)).text)
  expect(page('main').text()).toContain('“My camera was off”')
  expect(page(`a[href="${register}/claims/${said!.id}"]`).length).toBe(1)
  expect(words((await trainer.get(`${register}/closing`)).text)).toContain('Look at this before you close')

  expect(words((await trainer.get(`${register}/claims/${ownClaim!.id}`)).text)).toContain('You do not answer yourself')
  await trainer.post(`${register}/claims/${ownClaim!.id}/declining`, { reason: 'x' })
  const accept = { mark: 'present', minutes: '', from_mark: '', from_minutes: '', reason: 'I saw you' }
  await trainer.post(`${register}/claims/${ownClaim!.id}/acceptance`, accept)
  expect(await marksOf(colleague)).toEqual([])
  expect(await database.db('claim_answers')).toEqual([])
  await trainer.post(`${register}/claims/${said!.id}/acceptance`, accept)
  const marked = await database.db('evidence').where({ live_session_part_id: part_id, kind: 'trainer mark' })
  expect(marked).toMatchObject([{ person_id: absent.id, mark: 'present', reason: 'I saw you' }])
})

test('those who train it get one email for the first claim, and one for all that come within the hour after it', async () => {
  await database.reset()
  course = await addTestLivePart(database.db)
  const people = ['Ali Absent', 'Bea Absent', 'Cy Absent'].map((full_name) => addTestPerson(database.db, { full_name }))
  const [one, two, three] = (await Promise.all(people)) as [TestPerson, TestPerson, TestPerson]
  held = await holdSession(
    ctx,
    course,
    [one, two, three].map((person) => ({ person, mark: 'absent', minutes: null })),
  )
  own = `/attendance/${held.part_id}`
  const told = async () => listMails(database.db, { to_address: held.trainer.email, kind: 'attendance.claims' })
  const at = async (minutes: number) => {
    moveTo(minutes)
    const now = { ...ctx, now: clock.now() }
    await runDuePlans(now)
    await runJobs(now)
  }
  const browsers = await Promise.all([one, two, three].map(({ email }) => site.browser(email)))
  moveTo(1)
  await say('I dialled in', browsers[0])
  await at(2)
  const [first, ...more] = await told()
  expect(more).toEqual([])
  expect(first!.subject).toContain('Ali Absent says they were there')
  expect(first!.text).toContain('/registers/claims')
  expect(first!.text).not.toContain('dialled')

  moveTo(10)
  await Promise.all([say('So did I', browsers[1]), say('And I', browsers[2])])
  await at(11)
  expect(await told()).toHaveLength(1)
  await at(63)
  expect(await told()).toHaveLength(2)
  expect((await told())[1]!.subject).toContain('3 people say they were there')
  await at(200)
  expect(await told()).toHaveLength(2)
})

test('nobody is told of what was answered before the email went out', async () => {
  await say('I dialled in')
  trainer = await site.browser(held.trainer.email)
  await trainer.post(`${await claimUrl()}/declining`, { reason: 'No, you did not' })
  const now = { ...ctx, now: clock.now() }
  await runDuePlans(now)
  await runJobs(now)
  expect(await listMails(database.db, { kind: 'attendance.claims' })).toEqual([])
})
