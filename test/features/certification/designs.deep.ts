/** The design of a certificate in a real browser: it is shown while its words are typed, and unsaved ones are not left unasked. */
import type { Browser as Chromium } from 'playwright-core'
import { championCourse } from '../../support/awarded.ts'
import type { TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { launchChromium, patience } from '../../support/chromium.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import type { Listening } from '../../support/event-source.ts'
import { listenFor } from '../../support/event-source.ts'
import { addTestPerson } from '../../support/factories.ts'
import { freePort } from '../../support/running.ts'

let database: TestDatabase
let site: TestSite
let listening: Listening
let chromium: Chromium
let base: string

beforeAll(async () => {
  database = await createTestDatabase()
  const port = await freePort()
  base = `http://localhost:${port}`
  site = await startSite(database, { config: { base_url: base } })
  listening = await listenFor(site.app, port)
  chromium = await launchChromium()
}, 240_000)
afterAll(async () => {
  await chromium.close()
  await site.stop()
  await listening.stop()
  await database.drop()
})

test('the picture follows what is typed and the name that is chosen, and nothing is kept until it is saved', async () => {
  const coordinator = await addTestPerson(database.db, { roles: ['coordinator'] })
  const { programme_id } = await championCourse(database.db)
  const context = await chromium.newContext({ viewport: { width: 1280, height: 900 } })
  const cookie = await listening.cookieOf(coordinator, base)
  await context.addCookies(
    cookie.split('; ').map((pair) => {
      const [name, ...value] = pair.split('=')
      return { name: name!, value: value.join('='), url: base }
    }),
  )
  context.setDefaultTimeout(patience)
  const page = await context.newPage()
  await page.goto(`${base}/certificates/designs/${programme_id}`)
  await page.waitForSelector('form[data-ready]')
  const picture = page.locator('[data-design-target] img')
  const saved = await picture.getAttribute('src')
  expect(saved).toContain('/preview.svg')
  await page.fill('#above_name', 'This is to certify that')
  await page.waitForSelector('[data-design-target] img[src^="data:image/svg+xml"]')
  const typed = await picture.getAttribute('src')
  const answered = page.waitForResponse((answer) => answer.url().endsWith('/preview'))
  await page.selectOption('#look_name', 'arabic')
  await (await answered).finished()
  await page.waitForSelector('[data-design-target][aria-busy="false"]')
  expect(await picture.getAttribute('src')).not.toBe(typed)
  expect(await page.evaluate(`document.querySelector('[data-design-target] img').decode().then(() => true)`)).toBe(true)
  expect(await page.locator('text=Show the preview').count()).toBe(0)
  expect(await database.db('certificate_designs')).toEqual([])

  const asked = page.waitForEvent('dialog')
  await Promise.all([asked.then((dialog) => dialog.dismiss()), page.click('a:has-text("Samples as PDF")')])
  expect(await page.inputValue('#above_name')).toBe('This is to certify that')
  await page.click('text=Save the design')
  await page.waitForSelector('.govuk-notification-banner')
  expect(await database.db('certificate_designs').pluck('above_name')).toEqual(['This is to certify that'])
}, 240_000)
