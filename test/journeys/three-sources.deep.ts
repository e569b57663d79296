/** A register made from a Teams file, a check-in code and two ticks, in a real browser with JavaScript switched off. */
import type { Browser as Chromium, Page } from 'playwright-core'
import { clock } from '../../src/platform/clock.ts'
import { startSite } from '../support/browser.ts'
import type { TestSite } from '../support/browser.ts'
import { launchChromium, patience } from '../support/chromium.ts'
import { createTestDatabase } from '../support/database.ts'
import type { TestDatabase } from '../support/database.ts'
import { listenFor } from '../support/event-source.ts'
import type { Listening } from '../support/event-source.ts'
import { freePort } from '../support/running.ts'
import { begins, tellStory, told } from './three-sources/story.ts'
import type { Hands } from './three-sources/story.ts'

let database: TestDatabase
let site: TestSite
let listening: Listening
let chromium: Chromium
let base: string

beforeAll(async () => {
  database = await createTestDatabase()
  const port = await freePort()
  base = `http://localhost:${port}`
  site = await startSite(database, { at: begins, config: { base_url: base } })
  listening = await listenFor(site.app, port)
  chromium = await launchChromium()
}, 240_000)
afterAll(async () => {
  await chromium.close()
  await site.stop()
  await listening.stop()
  await database.drop()
})

function handsOf(page: Page): Hands {
  return {
    open: async (address) => void (await page.goto(base + address)),
    follow: (link) => page.getByRole('link', { name: link, exact: true }).first().click(),
    press: (button) =>
      page
        .getByRole('button', { name: button, exact: true })
        .or(page.locator('main').getByRole('link', { name: button, exact: true }))
        .filter({ visible: true })
        .first()
        .click(),
    type: (label, text) => page.getByLabel(label, { exact: true }).fill(text),
    mark: (person, mark) =>
      page
        .getByRole('radiogroup', { name: new RegExp(`^${person}`) })
        .getByLabel(mark, { exact: true })
        .check(),
    select: async (label, option) => {
      const field = page.getByLabel(label, { exact: true })
      const text = (await field.locator('option').allInnerTexts()).find((one) => new RegExp(option).test(one.trim()))!
      await field.selectOption({ label: text })
    },
    attach: (label, { name, type, bytes }) =>
      page.getByLabel(label, { exact: true }).setInputFiles({ name, mimeType: type, buffer: bytes }),
    read: async () => (await page.locator('body').innerText()).replace(/\s+/g, ' '),
  }
}

test('everybody’s mark stands on what speaks for them', async () => {
  const marks = await tellStory({
    database,
    hands: async ({ email }) => {
      const context = await chromium.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } })
      context.setDefaultTimeout(patience)
      const page = await context.newPage()
      const hands = handsOf(page)
      await hands.open('/dev/sign-in-as')
      await hands.type('Or by email address', email)
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      return hands
    },
    waitUntil: async (moment) => clock.set(moment),
  })
  expect(marks).toEqual(told)
}, 300_000)
