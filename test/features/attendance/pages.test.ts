/** The register and the join page, through HTTP on a real database. */
import { load } from 'cheerio'
import { recordCheckIn, recordJoinClick, recordPresence } from '../../../src/features/attendance/index.ts'
import { bookPlace, cancelBooking, cancelLiveSession } from '../../../src/features/live-sessions/index.ts'
import { newId, newSecret } from '../../../src/lib/ids.ts'
import { addMinutes } from '../../../src/lib/time.ts'
import { clock } from '../../../src/platform/clock.ts'
import type { Ctx } from '../../../src/platform/context.ts'
import type { Browser, Fields, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import type { TestPerson } from '../../support/factories.ts'
import { addTestPerson } from '../../support/factories.ts'
import { addTestLivePart, addTestLiveSession } from '../../support/live-sessions.ts'
import type { TestLiveSession } from '../../support/live-sessions.ts'

let database: TestDatabase
let site: TestSite
let ctx: Ctx

const begins = new Date('2027-04-27T09:00:00Z')
/** Moves the clock to so many minutes after the start. */
const moveTo = (minutes: number) => clock.set(addMinutes(begins, minutes))

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
  moveTo(-300)
  ctx = contextOf(database.db)
})

const words = (html: string) => load(html)('main').text().replace(/\s+/g, ' ')
const evidence = () => database.db('evidence').orderBy('id')
const bookingOf = async (person: TestPerson) => (await database.db('bookings').where({ person_id: person.id }).first())!

/** The fields of a form as a browser without scripts sends them. */
function fieldsOf(html: string, selector: string): Fields {
  const page = load(html)
  const fields: Fields = {}
  for (const input of page(selector).find('input').toArray()) {
    const { name, type, value = '' } = input.attribs
    if (name && (type !== 'radio' || input.attribs.checked !== undefined)) fields[name] = value
  }
  return fields
}

describe('the register', () => {
  let trainer: TestPerson
  let browser: Browser
  let people: TestPerson[]
  let sessionId: string
  let url: string

  const setUp = async (count: number, values: TestLiveSession = {}) => {
    trainer = await addTestPerson(database.db, { full_name: 'Terry Trainer', roles: ['trainer'] })
    sessionId = await addTestLiveSession(ctx, { trainer_ids: [trainer.id], capacity: 100, ...values })
    people = []
    for (let index = 0; index < count; index++) {
      const person = await addTestPerson(database.db, { full_name: `Person ${String(index).padStart(2, '0')}` })
      people.push(person)
      await bookPlace(ctx, { live_session_id: sessionId, person_id: person.id, needs: 'A very private need' })
    }
    url = `/registers/${(await database.db('live_session_parts').first())!.id}`
    browser = await site.browser(trainer.email)
  }

  test('fifty people are present in one page and two clicks, without a script; then exceptions; then it closes', async () => {
    await setUp(50)
    moveTo(60)
    const page = await browser.get(url)
    const form = fieldsOf(page.text, 'form[data-register]')
    expect(load(page.text)('[data-register-row]').length).toBe(50)
    expect(page.text).not.toContain('A very private need')
    await browser.post(url, { ...form, everyone: 'present' })
    expect(await evidence()).toHaveLength(50)

    const again = fieldsOf((await browser.get(url)).text, 'form[data-register]')
    const [late, absent] = people
    const exceptions = {
      ...again,
      [`mark-${late!.id}`]: 'late',
      [`minutes-${late!.id}`]: '100',
      [`mark-${absent!.id}`]: 'absent',
    }
    const saved = await browser.post(url, exceptions)
    expect(words((await browser.follow(saved)).text)).toContain('Saved 2 marks.')
    expect(await evidence()).toHaveLength(52)
    // The same form once more, as a double click would: nothing new.
    await browser.post(url, exceptions)
    expect(await evidence()).toHaveLength(52)

    expect(words((await browser.get(`${url}/closing`)).text)).toContain('Present: 48')
    await browser.post(`${url}/closing`)
    const closed = words((await browser.get(url)).text)
    expect(closed).toContain('by Terry Trainer. Marks now change by a correction')
    await browser.post(url, { ...again, everyone: 'absent' })
    expect(await evidence()).toHaveLength(52)
  })

  test('shows for each person the evidence side by side, the minutes, and the mark of the rule of the course', async () => {
    const { live_part_id } = await addTestLivePart(database.db)
    await setUp(3, { live_part_id })
    const [here, gone] = people.map(({ id }) => ({ part_id: url.split('/').at(-1)!, person_id: id }))
    const at = (minutes: number) => addMinutes(begins, minutes)
    await recordJoinClick({ ...ctx, now: at(-4) }, here!)
    await recordPresence(ctx, [
      { ...here!, from_at: at(-3), to_at: at(60) },
      { ...here!, from_at: at(30), to_at: at(151) },
      { ...gone!, from_at: at(0), to_at: at(45) },
    ])
    await recordCheckIn({ ...ctx, now: at(20) }, { ...gone! })
    moveTo(149)
    expect(words((await browser.get(url)).text)).not.toContain('By the rule')
    moveTo(152)
    const page = load((await browser.get(url)).text)
    const of = (person: TestPerson) =>
      page(`#name-${person.id}`).parent().find('.app-evidence').text().replace(/\s+/g, ' ')
    expect(of(people[0]!)).toContain('Join page 9:56am Live room 9:57am to 12:31pm There 150 of 150 minutes (100%)')
    expect(of(people[0]!)).toContain('By the rule Present')
    expect(of(people[1]!)).toContain('Check-in code 10:20am Live room 10am to 10:45am There 45 of 150 minutes (30%)')
    expect(of(people[1]!)).toContain('By the rule Left early, 45 minutes')
    expect(of(people[2]!)).toContain('No evidence By the rule Absent')
    expect(page('main').text()).toContain('The rule: at least 80% of the 150 minutes.')
    expect(await database.db('registers')).toEqual([])
  })

  test('what another trainer set meanwhile is not overwritten by a page that did not touch it', async () => {
    await setUp(2)
    moveTo(60)
    const stale = fieldsOf((await browser.get(url)).text, 'form[data-register]')
    const fresh = { ...stale, [`mark-${people[0]!.id}`]: 'excused' }
    await browser.post(url, fresh)
    await browser.post(url, { ...stale, [`mark-${people[1]!.id}`]: 'present' })
    expect((await evidence()).map((row) => [row.person_id, row.mark])).toEqual([
      [people[0]!.id, 'excused'],
      [people[1]!.id, 'present'],
    ])
  })

  test('a late mark without minutes comes back with everything typed, and nothing is half saved', async () => {
    await setUp(2)
    moveTo(60)
    const form = fieldsOf((await browser.get(url)).text, 'form[data-register]')
    const refused = await browser.post(url, {
      ...form,
      [`mark-${people[0]!.id}`]: 'left-early',
      [`minutes-${people[0]!.id}`]: 'all',
      [`mark-${people[1]!.id}`]: 'present',
    })
    expect(refused.status).toBe(422)
    const page = load(refused.text)
    expect(page('.govuk-error-summary a').attr('href')).toBe(`#minutes-${people[0]!.id}`)
    expect(page('.govuk-error-summary').text()).toContain('Enter the minutes Person 00 was there')
    expect(page(`#minutes-${people[0]!.id}`).val()).toBe('all')
    expect(page(`input[name=mark-${people[1]!.id}]:checked`).val()).toBe('present')
    expect(await evidence()).toHaveLength(0)
  })

  test('unmarked people must be marked, or set absent by saying so', async () => {
    await setUp(2)
    moveTo(151)
    const refused = await browser.post(`${url}/closing`)
    expect(refused.status).toBe(422)
    expect(words(refused.text)).toContain('Person 01')
    // Nobody is called absent unseen: what speaks for them stands beside the tick.
    const part_id = (await database.db('live_session_parts').first('id'))!.id
    await recordCheckIn({ ...ctx, now: addMinutes(begins, 1) }, { part_id, person_id: people[1]!.id })
    const shown = words((await browser.get(`${url}/closing`)).text)
    expect(shown).toContain('Without a mark Person 01Check-in code 10:01am Person 00')
    expect(shown).toContain('Something speaks for some of them.')
    await browser.post(`${url}/closing`, { rest_absent: 'yes' })
    const marks = (await evidence()).flatMap((row) => row.mark ?? [])
    expect(marks).toEqual(['absent', 'absent'])
    expect((await browser.post(`${url}/closing`, { rest_absent: 'yes' })).status).toBe(303)
  })

  test('is marked from a quarter of an hour before; walk-ins are found by name or whole address and added once', async () => {
    await setUp(1)
    const stranger = await addTestPerson(database.db, { full_name: '李小龍', email: 'li@partner.example' })
    moveTo(-16)
    expect(words((await browser.get(url)).text)).toContain('You can mark from 15 minutes before the start')
    await browser.post(url, { [`was-${people[0]!.id}`]: '', [`mark-${people[0]!.id}`]: 'present' })
    expect(await evidence()).toHaveLength(0)
    moveTo(5)
    expect(words((await browser.post(`${url}/walk-ins`, { who: 'li@partner.example.org' })).text)).not.toContain('李')
    const found = await browser.post(`${url}/walk-ins`, { who: '李小' })
    expect([found.status, load(found.text)(`[name=person_id][value="${stranger.id}"]`).length]).toEqual([422, 1])
    for (let times = 0; times < 2; times++) await browser.post(`${url}/walk-ins`, { person_id: stranger.id })
    const known = await browser.post(`${url}/walk-ins`, { who: 'LI@partner.example' })
    expect(words((await browser.follow(known)).text)).toContain('李小龍 is on the register already.')
    expect(words((await browser.get(url)).text)).toContain('Walk-in')
    expect(await database.db('bookings')).toHaveLength(2)
    expect((await browser.post(`${url}/walk-ins`, { person_id: newId() })).status).toBe(404)
  })

  test('belongs to the trainers of the session and to coordinators', async () => {
    await setUp(1)
    moveTo(60)
    const other = await site.browser((await addTestPerson(database.db, { roles: ['trainer'] })).email)
    const coordinator = await site.browser((await addTestPerson(database.db, { roles: ['coordinator'] })).email)
    const learner = await site.browser(people[0]!.email)
    for (const path of ['', '/closing', '/walk-ins/new']) {
      expect((await coordinator.get(url + path)).status).toBe(200)
      expect((await other.get(url + path)).status).toBe(404)
      expect((await learner.get(url + path)).status).toBe(403)
    }
    const marks = { [`was-${people[0]!.id}`]: '', [`mark-${people[0]!.id}`]: 'present' }
    expect((await other.post(url, marks)).status).toBe(404)
    expect((await other.post(`${url}/closing`, { rest_absent: 'yes' })).status).toBe(404)
    expect((await other.get(`/registers/${newId()}`)).status).toBe(404)
    expect((await other.get('/registers/nonsense')).status).toBe(404)
    expect(await evidence()).toHaveLength(0)
    expect(words((await other.get('/registers')).text)).not.toContain('Hate crime champions')
    expect(words((await browser.get('/registers')).text)).toContain('Mark 1 person')
    expect(words((await coordinator.get('/registers?show=to-do')).text)).toContain('Mark 1 person')
  })
})

describe('the join page', () => {
  let person: TestPerson
  let sessionId: string
  let url: string
  let browser: Browser
  const meeting = 'https://teams.microsoft.com/l/meetup-join/abc'

  beforeEach(async () => {
    person = await addTestPerson(database.db, { full_name: "Siân O'Brien-Żak" })
    const other = await addTestPerson(database.db, { full_name: 'Somebody Else' })
    sessionId = await addTestLiveSession(ctx, { join_url: meeting })
    for (const { id } of [person, other]) await bookPlace(ctx, { live_session_id: sessionId, person_id: id })
    url = `/join/${(await bookingOf(person)).join_token}`
    browser = await site.browser()
  })

  test('says when it opens, and gives no way in before', async () => {
    moveTo(-16)
    const early = await browser.get(url)
    expect(words(early.text)).toContain('You can join from 27 April 2027, 9:45am')
    expect(early.text).not.toContain(meeting)
    expect(early.text).not.toContain('Somebody Else')
    const pressed = await browser.post(`${url}/click`)
    expect(pressed.headers.location).toBe(url)
    expect(await evidence()).toHaveLength(0)
  })

  // Trap of others (mod_attendance): a GET that marks presence. Mail scanners open every link.
  test('looking at it leaves no trace; the button records the click and leads on', async () => {
    moveTo(-14)
    const before = await database.db('audit_events').count()
    for (let times = 0; times < 3; times++) {
      const page = await browser.get(url)
      expect(page.status).toBe(200)
      expect(words(page.text)).toContain(meeting)
      expect(load(page.text)(`a[href="${meeting}"]`).length).toBe(0)
      expect(page.headers['content-security-policy']).toMatch(
        /form-action 'self' https:\/\/teams\.microsoft\.com https:\/\/\*\.microsoft\.com [^;]*;/,
      )
    }
    expect((await browser.agent.head(url)).status).toBe(200)
    expect((await browser.get(`${url}/click`)).status).toBe(404)
    expect(await evidence()).toHaveLength(0)
    expect(await database.db('audit_events').count()).toEqual(before)

    const answers = await Promise.all([browser.post(`${url}/click`), browser.post(`${url}/click`)])
    for (const answer of answers) {
      expect(answer.status).toBe(303)
      expect(answer.headers.location).toBe(meeting)
    }
    for (const row of await evidence())
      expect(row).toMatchObject({ kind: 'join click', person_id: person.id, mark: null })
  })

  test('takes a new meeting link without a new mail, and says plainly when there is none yet', async () => {
    moveTo(-10)
    await database.db('live_sessions').update({ join_url: 'https://zoom.us/j/1' })
    expect((await browser.post(`${url}/click`)).headers.location).toBe('https://zoom.us/j/1')
    await database.db('live_sessions').update({ join_url: null })
    expect(words((await browser.get(url)).text)).toContain('has not given the meeting link yet')
    expect((await browser.post(`${url}/click`)).headers.location).toBe(url)
  })

  test('tells in plain words of a cancelled session, a cancelled booking, a wait, an end; a wrong link is no page', async () => {
    const booking = await bookingOf(person)
    moveTo(166)
    expect(words((await browser.get(url)).text)).toContain('This session is over')
    moveTo(-10)
    await cancelBooking(ctx, { booking_id: booking.id })
    expect(words((await browser.get(url)).text)).toContain('This booking was cancelled')
    await cancelLiveSession(ctx, { id: sessionId, reason: 'The trainer is ill' })
    expect(words((await browser.get(url)).text)).toContain('Reason: The trainer is ill')
    expect((await browser.post(`${url}/click`)).headers.location).toBe(url)
    const full = await addTestLiveSession(ctx, { capacity: 1, starts_at: addMinutes(begins, 1) })
    for (const { id } of [await addTestPerson(database.db), person])
      await bookPlace(ctx, { live_session_id: full, person_id: id })
    const waiting = (await database.db('bookings').where({ person_id: person.id, live_session_id: full }).first())!
    expect(words((await browser.get(`/join/${waiting.join_token}`)).text)).toContain('You are on the waiting list')
    for (const wrong of [newSecret(), 'short', `${waiting.join_token}x`, "';--"])
      expect((await browser.get(`/join/${encodeURIComponent(wrong)}`)).status).toBe(404)
    expect(await evidence()).toHaveLength(0)
  })
})
