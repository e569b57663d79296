/** A quiz in a real browser without a network: answers outlive a reload and a killed tab, and never undo a newer one. */
import express from 'express'
import type { Browser as Chromium, BrowserContext, Page } from 'playwright-core'
import { startCourse, startQuiz } from '../../../src/features/learning/index.ts'
import { getAttempt } from '../../../src/features/quizzes/index.ts'
import { clock } from '../../../src/platform/clock.ts'
import type { TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { launchChromium } from '../../support/chromium.ts'
import { contextOf } from '../../support/context.ts'
import { addTestCourse } from '../../support/courses.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import type { Listening } from '../../support/event-source.ts'
import { listenFor } from '../../support/event-source.ts'
import type { TestPerson } from '../../support/factories.ts'
import { addTestPerson } from '../../support/factories.ts'
import { freePort } from '../../support/running.ts'

let database: TestDatabase
let site: TestSite
let listening: Listening
let chromium: Chromium
let base: string
let learner: TestPerson
let attempt: string
let isCutOff = false

beforeAll(async () => {
  database = await createTestDatabase()
  const port = await freePort()
  base = `http://localhost:${port}`
  site = await startSite(database, { at: new Date('2027-04-12T09:00:00Z'), config: { base_url: base } })
  // Chromium lets a page that was just loaded through its missing network for a moment: then nobody is there to hear it.
  const app = express()
  app.use((req, res, next) => {
    if (isCutOff && req.method === 'POST') res.destroy()
    else next()
  })
  listening = await listenFor(app.use(site.app), port)
  chromium = await launchChromium()
  learner = await addTestPerson(database.db)
  const course = await addTestCourse(ctx(), { pages: [], quiz: [{}, {}, {}, {}] })
  await startCourse(ctx(), { person_id: learner.id, course_id: course.course_id })
  const of = { person_id: learner.id, course_id: course.course_id, module_id: course.module_ids[0]!, again: true }
  const started = await startQuiz(ctx(), of)
  if (!('attempt_id' in started)) throw new Error(started.result)
  attempt = started.attempt_id
  // The server's clock stands still: pages say how long each answer has waited.
  clock.set(new Date('2027-04-12T09:10:00Z'))
}, 60_000)
afterAll(async () => {
  await chromium.close()
  await site.stop()
  await listening.stop()
  await database.drop()
})

const ctx = () => contextOf(database.db, { at: clock.now() })
const path = () => `/my-training/attempts/${attempt}`
const kept = async () => (await getAttempt(ctx(), attempt)).questions.map((question) => question.given_word)

async function signedIn(): Promise<BrowserContext> {
  const context = await chromium.newContext({ viewport: { width: 360, height: 740 } })
  const cookies = (await listening.cookieOf(learner, base)).split('; ').map((pair) => /^([^=]+)=(.*)$/.exec(pair)!)
  await context.addCookies(cookies.map(([, name, value]) => ({ name: name!, value: value!, url: base })))
  return context
}
async function open(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  await page.goto(base + path())
  return page
}
const choose = (page: Page, question: number, letter: string) =>
  page.locator(`input[name="question-${question}"][value="${letter}"]`).check({ force: true })
const chosen = (page: Page, question: number) =>
  page.locator(`input[name="question-${question}"]:checked`).getAttribute('value')
const says = (page: Page, words: string | RegExp) =>
  page.locator('[data-autosave-status]', { hasText: words }).waitFor()

interface Device {
  caches: { open(name: string): Promise<{ match(path: string): Promise<unknown>; keys(): Promise<unknown[]> }> }
  localStorage: Record<string, string>
}
const keepsPage = async ([at, isKept]: [string, boolean]) =>
  Boolean(await (await (globalThis as unknown as Device).caches.open('kept-pages')).match(at)) === isKept
async function pageIsKept(page: Page, isKept = true): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (await page.evaluate(keepsPage, [path(), isKept] as [string, boolean])) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`The page is ${isKept ? 'not' : 'still'} kept after half a minute`)
}
const unsent = (page: Page) =>
  page.evaluate(() =>
    Object.keys((globalThis as unknown as Device).localStorage).filter((key) => key.startsWith('answers ')),
  )

test('answers given without a network are on the device until the server has them', async () => {
  const context = await signedIn()
  // A page has no time for a last word where its tab is killed, and Chromium lets one through without a network.
  await context.addInitScript(() => Object.assign(globalThis.navigator, { sendBeacon: () => false }))
  let page = await open(context)
  await pageIsKept(page)
  await choose(page, 1, 'A')
  await says(page, 'Saved at')
  expect(await unsent(page)).toEqual([])

  await context.setOffline(true)
  isCutOff = true
  await choose(page, 2, 'B')
  await choose(page, 3, 'B')
  await says(page, 'You are offline: 2 answers not sent yet. They are kept on this device')
  // Handing in would only lead to an error page: it stays, and says why.
  await page.getByRole('button', { name: 'Hand in' }).click()
  await says(page, 'You are offline: 2 answers not sent yet')
  // Loaded again without a network: what was saved and what was not is there.
  await page.reload()
  await says(page, 'You are offline: 2 answers not sent yet')
  expect([await chosen(page, 1), await chosen(page, 2), await chosen(page, 3)]).toEqual(['A', 'B', 'B'])
  await choose(page, 3, 'C')
  // The tab is killed.
  await page.close()
  expect(await kept()).toEqual(['A', '', '', ''])

  isCutOff = false
  // On another device one of them is answered later, and another question too.
  const elsewhere = await signedIn()
  const other = await open(elsewhere)
  await choose(other, 2, 'C')
  await says(other, 'Saved at')
  await choose(other, 4, 'A')
  await says(other, 'Saved at')

  await context.setOffline(false)
  page = await open(context)
  await says(page, '1 answer had been changed elsewhere since')
  expect(await kept()).toEqual(['A', 'C', 'C', 'A'])
  expect([await chosen(page, 2), await chosen(page, 3)]).toEqual(['C', 'C'])
  expect(await unsent(page)).toEqual([])

  await page.getByRole('button', { name: 'Hand in' }).click()
  await page.waitForURL(base + path())
  await page.locator('[data-answers-over]').waitFor({ state: 'attached' })
  expect((await getAttempt(ctx(), attempt)).handed_in_at).not.toBeNull()
  await pageIsKept(page, false)
  await context.close()
  await elsewhere.close()
}, 60_000)
