/** The check-in code: right for whoever sees the screen now, useless a minute later, elsewhere, or guessed. */
import { load } from 'cheerio'
import fc from 'fast-check'
import { checkInCode, isCheckInCode, spokenCode } from '../../../src/features/live-room/check-in-codes.ts'
import { newId } from '../../../src/lib/ids.ts'
import { addMinutes } from '../../../src/lib/time.ts'
import { clock } from '../../../src/platform/clock.ts'
import type { Browser, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestPerson } from '../../support/factories.ts'
import type { TestRoom } from '../../support/live-room.ts'
import { addTestRoom } from '../../support/live-room.ts'

const begins = new Date('2027-04-27T09:00:00Z')
const after = (seconds: number) => new Date(begins.getTime() + seconds * 1000)
const words = (html: string) => load(html)('main').text().replace(/\s+/g, ' ')

describe('the code', () => {
  const [secret, part] = ['a secret', newId()]

  test('changes every 15 seconds and is taken for 40 seconds at most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), fc.integer({ min: 0, max: 120_000 }), (shown, later) => {
        const { code, changes_in_seconds } = checkInCode(secret, part, after(shown))
        expect(code).toMatch(/^\d{6}$/)
        expect(changes_in_seconds).toBeGreaterThanOrEqual(1)
        expect(changes_in_seconds).toBeLessThanOrEqual(15)
        const age = (15 - changes_in_seconds) * 1000 + later
        const at = new Date(after(shown).getTime() + later)
        if (age < 40_000) expect(isCheckInCode(secret, part, code, at)).toBe(true)
        // One in some 300,000 is the same code once more.
        else if (shown % 7 > 0) expect([false, codeAgain(code, at)]).toContain(isCheckInCode(secret, part, code, at))
      }),
    )
  })
  const codeAgain = (code: string, at: Date) =>
    [0, 15, 30].some((ago) => checkInCode(secret, part, new Date(at.getTime() - ago * 1000)).code === code)

  test('belongs to one part and one installation, and is not known before its time', () => {
    const { code } = checkInCode(secret, part, begins)
    expect(isCheckInCode(secret, newId(), code, begins)).toBe(false)
    expect(isCheckInCode('other', part, code, begins)).toBe(false)
    expect(isCheckInCode(secret, part, checkInCode(secret, part, after(15)).code, after(14))).toBe(false)
  })

  test('can be read out', () => {
    expect(spokenCode('409126')).toBe('four, zero, nine – one, two, six')
  })
})

describe('checking in', () => {
  let database: TestDatabase
  let site: TestSite
  let room: TestRoom
  let learner: Browser
  let trainer: Browser

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
    clock.set(addMinutes(begins, -300))
    room = await addTestRoom(contextOf(database.db), 1)
    clock.set(after(60))
    learner = await site.browser(room.people[0]!.email)
    trainer = await site.browser(room.trainer.email)
  })

  const onScreen = async () => load((await trainer.get(`${room.url}/code`)).text)('.app-check-in__digits').text()
  const send = (code: string, browser = learner) => browser.post(`${room.url}/check-in`, { code })
  const evidence = () => database.db('evidence').where({ kind: 'check-in code' })

  test('the code on the screen is taken as it is grouped there, once a minute is enough', async () => {
    const code = await onScreen()
    expect(code).toMatch(/^\d{3} \d{3}$/)
    const sent = await send(code)
    expect(words((await learner.follow(sent)).text + '')).toContain('You are checked in.')
    await send(code)
    expect(await evidence()).toMatchObject([{ person_id: room.people[0]!.id }])
  })

  test('passed on a minute later it fails, and says what to do', async () => {
    const code = await onScreen()
    clock.set(after(120))
    const refused = await send(code)
    expect(refused.status).toBe(422)
    expect(words(refused.text)).toContain('That code is not on the screen any more')
    expect(load(refused.text)('#code').val()).toBe(code)
    expect(await evidence()).toEqual([])
  })

  test('is for people with a place, while the room is open, by pressing the button; looking records nothing', async () => {
    const code = await onScreen()
    expect((await learner.get(`${room.url}/check-in?code=${code}`)).status).toBe(200)
    const stranger = await site.browser((await addTestPerson(database.db)).email)
    expect((await send(code, stranger)).status).toBe(404)
    // Whoever stands before the picture on the wall reads what to do.
    const asked = await stranger.get(`${room.url}/check-in`)
    expect(words(asked.text)).toContain('Tell the trainer that you are here: they can put you on the register.')
    expect(load(asked.text)('main form')).toHaveLength(0)
    expect((await stranger.get(`${room.url}/code`)).status).toBe(403)
    expect((await send(code, trainer)).status).toBe(303)
    expect((await send('12345')).status).toBe(422)
    clock.set(addMinutes(begins, -16))
    expect(words((await learner.get(`${room.url}/check-in`)).text)).toContain('You can check in from')
    expect(words((await trainer.get(`${room.url}/code`)).text)).toContain('There is a code from')
    await send(code)
    expect(await evidence()).toEqual([])
  })

  test('guessing ends after some tries', async () => {
    const code = (await onScreen()).replace(' ', '')
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0')
    const statuses: number[] = []
    for (let tries = 0; tries < 9; tries++) statuses.push((await send(wrong)).status)
    expect(statuses).toEqual([...Array.from({ length: 8 }, () => 422), 429])
    expect((await send(code)).status).toBe(429)
    expect(await evidence()).toEqual([])
  })

  test('the picture leads to the form, and the page can be shared: it shows nobody’s name', async () => {
    const picture = await trainer.get(`${room.url}/qr.svg`).buffer(true)
    expect(picture.headers['content-type']).toContain('image/svg+xml')
    expect(String(picture.body)).toMatch(/^<svg .*<path d="M4 4h/)
    const page = await trainer.get(`${room.url}/code`)
    expect(words(page.text)).toContain(`${room.url}/check-in`)
    expect(page.text).not.toContain('Person 000')
    expect(page.text).toMatch(/<noscript><meta http-equiv="refresh" content="5">/)
  })
})
