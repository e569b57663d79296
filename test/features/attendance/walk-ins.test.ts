/** Somebody at the door: one page, the keyboard, under twenty seconds; what they agreed to is kept with who heard it. */
import { load } from 'cheerio'
import { clock } from '../../../src/platform/clock.ts'
import type { Browser } from '../../support/browser.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import type { TestPerson } from '../../support/factories.ts'
import { addTestOrganisation, addTestPerson } from '../../support/factories.ts'
import { addTestLiveSession } from '../../support/live-sessions.ts'
import { listMails } from '../../support/mailbox.ts'
import type { ShownSite } from '../../support/shown-site.ts'
import { startShownSite } from '../../support/shown-site.ts'

let web: ShownSite
let database: TestDatabase
let trainer: TestPerson
let browser: Browser
let url: string

const begins = new Date('2027-04-27T09:00:00Z')

beforeAll(async () => {
  web = await startShownSite({ at: begins })
  database = web.database
}, 240_000)
afterAll(() => web.stop())
beforeEach(async () => {
  await database.reset()
  clock.set(begins)
  trainer = await addTestPerson(database.db, { full_name: 'Terry Trainer', roles: ['trainer'] })
  await addTestOrganisation(database.db, { name: 'Dacorum Borough Council', domains: ['dacorum.example'] })
  await addTestLiveSession(contextOf(database.db), { trainer_ids: [trainer.id] })
  url = `/registers/${(await database.db('live_session_parts').first())!.id}/walk-ins`
  browser = await web.site.browser(trainer.email)
})

const words = (html: string) => load(html)('main').text().replace(/\s+/g, ' ')
const people = () => database.db('people').whereNot({ id: trainer.id }).orderBy('full_name').pluck('full_name')
const booked = () => database.db('bookings').where({ is_walk_in: true }).pluck('person_id')

/** A practised but ordinary typist needs 0.28 seconds a key (Card, Moran and Newell). */
const secondsAKey = 0.28

test('somebody new is on the register by the keyboard alone, on one page, in less than twenty seconds', async () => {
  const page = await web.open(trainer, `${url}/new`)
  const shown: string[] = []
  page.on('framenavigated', (frame) => void shown.push(new URL(frame.url()).pathname))

  let keys = 0
  const type = async (text: string) => {
    keys += text.length
    await page.keyboard.type(text)
  }
  const press = async (key: string) => {
    keys++
    await page.keyboard.press(key)
  }
  await type('Ana Novak')
  await press('Tab')
  await type('ana.novak@dacorum.example')
  await press('Tab')
  await press('Tab')
  await press('Space')
  await press('Enter')
  await page.getByText('Ana Novak was added to the register.').waitFor()
  expect(shown).toEqual([url.replace('/walk-ins', '')])
  expect(keys * secondsAKey).toBeLessThan(20)
  await page.context().close()

  const person = (await database.db('people').where({ full_name: 'Ana Novak' }).first())!
  expect(await booked()).toEqual([person.id])
  expect(await database.db('walk_in_consents')).toMatchObject([
    {
      person_id: person.id,
      words: expect.stringMatching(/^They agreed that .+ keeps their name, email address, organisation and attendance/),
      recorded_by: trainer.id,
      recorded_at: expect.any(Date),
    },
  ])
  await expect(database.db('walk_in_consents').delete()).rejects.toThrow('append-only')
  expect(await database.db('memberships').where({ person_id: person.id })).toHaveLength(1)
  expect((await listMails(database.db, { person_id: person.id })).map(({ kind }) => kind)).toContain(
    'people.invitation',
  )
}, 240_000)

test('nobody new without a name, an address and their consent, and nobody twice', async () => {
  const ana = { who: 'Ana Novak', email: 'ana@dacorum.example', organisation_id: '', consent: 'yes' }
  for (const [missing, error] of [
    [{ consent: '' }, 'Ask whether they agree, then tick this'],
    [{ email: '' }, 'Enter an email address'],
    [{ email: 'ana' }, 'Enter an email address in the correct format'],
    [{ who: '' }, 'Enter their name'],
    [{ who: 'ana@dacorum.example', email: '' }, 'We do not know this address'],
    [{ email: 'ana@gmial.com' }, 'Did you mean ana@gmail.com?'],
  ] as const) {
    const refused = await browser.post(url, { ...ana, ...missing })
    expect([refused.status, words(refused.text)]).toEqual([422, expect.stringContaining(error)])
    expect(load(refused.text)('#who').val()).toBe({ ...ana, ...missing }.who)
  }
  expect(await people()).toEqual([])

  // Pressed twice at once: one person, one place.
  const answers = await Promise.all([browser.post(url, ana), browser.post(url, ana)])
  expect(answers.filter(({ status }) => status === 303).length).toBeGreaterThan(0)
  expect([await people(), await booked()]).toEqual([['Ana Novak'], [expect.any(String)]])

  // The same name again is asked about; whoever is somebody else is added all the same.
  const other = { ...ana, email: 'ana.novak@watford.example' }
  const asked = await browser.post(url, other)
  expect(words(asked.text)).toContain('Dacorum Borough Council, on the register already')
  await browser.post(url, { ...other, person_id: 'new' })
  expect(await people()).toEqual(['Ana Novak', 'Ana Novak'])

  // Whoever lost their access is not let in again by the door of a session.
  await database.db('people').where({ email: other.email }).update({ disabled_at: begins })
  const ended = await browser.post(url, { ...other, who: 'A. Novak', person_id: 'new' })
  expect([ended.status, words(ended.text)]).toEqual([422, expect.stringContaining('Ask a coordinator')])

  await database.db('live_sessions').update({ cancelled_at: begins, cancel_reason: 'Ill', cancelled_by: trainer.id })
  await browser.post(url, { ...ana, email: 'c@dacorum.example', who: 'Cara' })
  expect(await people()).toHaveLength(2)
})
