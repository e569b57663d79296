/** A learner with nothing but a keyboard: signs in, books, reads the course, passes the quiz, signs out; the focus is always to be seen. */
import type { Browser as Chromium, Page } from 'playwright-core'
import { answersTo } from '../../seeds/demo/answers.ts'
import type { TestSite } from '../support/browser.ts'
import { startSite } from '../support/browser.ts'
import { launchChromium, patience } from '../support/chromium.ts'
import { contextOf } from '../support/context.ts'
import type { TestDatabase } from '../support/database.ts'
import { createTestDatabase } from '../support/database.ts'
import type { Listening } from '../support/event-source.ts'
import { listenFor } from '../support/event-source.ts'
import { addTestOrganisation, addTestPerson } from '../support/factories.ts'
import { addTestLiveSession } from '../support/live-sessions.ts'
import { Keys } from '../support/keys.ts'
import { listMails, runJobs } from '../support/mailbox.ts'
import { freePort } from '../support/running.ts'

const at = new Date('2027-04-12T09:00:00Z')
const email = 'sian@ware.example'

let database: TestDatabase
let site: TestSite
let listening: Listening
let chromium: Chromium
let page: Page
let keys: Keys
let base: string

beforeAll(async () => {
  database = await createTestDatabase()
  const port = await freePort()
  base = `http://localhost:${port}`
  site = await startSite(database, { at, config: { base_url: base } })
  listening = await listenFor(site.app, port)
  chromium = await launchChromium()
  const organisation = await addTestOrganisation(database.db, { name: 'Ware Housing' })
  await addTestPerson(database.db, { full_name: "Siân O'Brien-Żak", email, organisation_id: organisation.id })
  const trainer = await addTestPerson(database.db, { full_name: 'Tam Trainer', roles: ['trainer'] })
  const course = await database.db('courses').where({ title: 'Become a hate crime champion' }).first('id')
  const part = await database.db('live_parts').where({ course_id: course!.id }).first('id')
  await addTestLiveSession(contextOf(database.db, { at }), {
    title: 'Champions live session',
    trainer_ids: [trainer.id],
    live_part_id: part!.id,
  })
  page = await chromium.newPage()
  page.setDefaultTimeout(patience)
  keys = new Keys(page)
}, 240_000)

afterAll(async () => {
  await chromium.close()
  await site.stop()
  await listening.stop()
  await database.drop()
})

test('from the sign-in page to a passed quiz without touching anything but keys', async () => {
  await page.goto(`${base}/sign-in`)
  await keys.tabTo('Email address')
  await page.keyboard.type(email)
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
  await runJobs(contextOf(database.db, { at }))
  const [mail] = await listMails(database.db, { to_address: email })
  await keys.tabTo('Code')
  await page.keyboard.type(/\b\d{6}\b/.exec(mail!.text)![0])
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
  expect(await keys.heading()).toBe('My training')

  await page.goto(`${base}/live-sessions`)
  await keys.activate(/Champions live session/)
  await keys.activate('Book a place')
  expect(await page.locator('main').innerText()).toContain('You are booked')

  await page.goto(`${base}/my-training`)
  await keys.activate(/^Start/)
  for (let pages = 0; pages < 6; pages++) await keys.activate('Mark as done and go on')

  await keys.activate('Start the quiz')
  const legends = await page.locator('fieldset > legend').allInnerTexts()
  const questions = legends.map((legend) =>
    legend
      .replace(/\s+/g, ' ')
      .replace(/^Question \d+ of \d+ /, '')
      .trim(),
  )
  const answers = answersTo(questions, 'well')
  for (const [index, rights] of answers.entries()) {
    const options = (await page.locator('fieldset').nth(index).locator('label').allInnerTexts()).map((one) =>
      one.trim(),
    )
    let focus = await keys.tabTo(new RegExp(`^(${options.map(escaped).join('|')})$`))
    if (focus.type === 'radio') {
      // One stop for all of them: Space chooses the first, arrows move the choice.
      await page.keyboard.press('Space')
      for (let moves = 0; !rights.includes(focus.name) && moves < options.length; moves++) {
        await page.keyboard.press('ArrowDown')
        focus = await keys.focused()
      }
      expect(rights).toContain(focus.name)
    } else {
      for (const [place, option] of options.entries()) {
        if (place > 0) focus = await keys.tabTo(option)
        if (rights.includes(option)) await page.keyboard.press('Space')
      }
    }
  }
  await keys.activate('Hand in')
  expect(await keys.heading()).toBe('You passed')

  await keys.activate('Sign out')
  expect(page.url()).toMatch(/sign-in|signed-out/)
}, 300_000)

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
