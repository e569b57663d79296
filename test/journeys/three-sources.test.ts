/** A register made from a Teams file, a check-in code and two ticks, told through pages by people whose browsers run no script. */
import { PlainBrowser } from '../support/plain-browser.ts'
import { testConfig } from '../support/config.ts'
import { startSite } from '../support/browser.ts'
import type { TestSite } from '../support/browser.ts'
import { createTestDatabase } from '../support/database.ts'
import type { TestDatabase } from '../support/database.ts'
import { overApp } from '../support/over-app.ts'
import { clock } from '../../src/platform/clock.ts'
import { begins, tellStory, told } from './three-sources/story.ts'
import type { Hands } from './three-sources/story.ts'

let database: TestDatabase
let site: TestSite

beforeAll(async () => {
  database = await createTestDatabase()
  site = await startSite(database, { at: begins })
})
afterAll(async () => {
  await site.stop()
  await database.drop()
})

function handsOf(browser: PlainBrowser): Hands {
  return {
    open: async (address) => void (await browser.open(address)),
    follow: async (link) => void (await browser.follow(link)),
    press: async (button, status) => void (await browser.press(button, status ? { status } : {})),
    type: (label, text) => browser.type(label, text),
    mark: (person, mark) => browser.tick(mark, { within: new RegExp(`^${person}`) }),
    select: (label, option) => browser.choose(label, option),
    attach: (label, file) => browser.attach(label, file),
    read: async () => `${browser.page.message} ${browser.page.text}`,
  }
}

test('everybody’s mark stands on what speaks for them', async () => {
  const marks = await tellStory({
    database,
    hands: async ({ email }) => {
      const browser = new PlainBrowser(testConfig().base_url, overApp(site.server))
      await browser.open('/dev/sign-in-as')
      await browser.type('Or by email address', email)
      await browser.press('Sign in')
      return handsOf(browser)
    },
    waitUntil: async (moment) => clock.set(moment),
  })
  expect(marks).toEqual(told)
})
