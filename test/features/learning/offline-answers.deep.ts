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
import { signIn } from '../../support/shown-site.ts'

let database: TestDatabase
let site: TestSite
let listening: Listening
let chromium: Chromium
let base: string
let learner: TestPerson
let attempt: string
let isCutOff = false
/** How many answers of the server still get lost, with what they acknowledge. */
let toLose = 0
let toRefuse = 0

beforeAll(async () => {
  database = await createTestDatabase()
  const port = await freePort()
  base = `http://localhost:${port}`
  site = await startSite(database, { at: new Date('2027-04-12T09:00:00Z'), config: { base_url: base } })
  // Chromium lets a page that was just loaded through its missing network for a moment: then nobody is there to hear it.
  const app = express()
  app.use((req, res, next) => {
    if (req.method !== 'POST') return next()
    if (isCutOff) return res.destroy()
    if (toRefuse > 0) {
      toRefuse--
      return res.status(503).end()
    }
    if (toLose > 0) {
      toLose--
      res.json = () => res.status(503).end()
    }
    next()
  })
  listening = await listenFor(app.use(site.app), port)
  chromium = await launchChromium()
}, 60_000)
beforeEach(() => {
  isCutOff = false
  toLose = 0
  toRefuse = 0
})
afterAll(async () => {
  await chromium.close()
  await site.stop()
  await listening.stop()
  await database.drop()
})

/** Somebody new begins a quiz. */
async function begin(rules = {}): Promise<void> {
  clock.set(new Date('2027-04-12T09:00:00Z'))
  learner = await addTestPerson(database.db)
  const course = await addTestCourse(ctx(), { pages: [], quiz: [{}, {}, {}, {}], rules })
  await startCourse(ctx(), { person_id: learner.id, course_id: course.course_id })
  const of = { person_id: learner.id, course_id: course.course_id, module_id: course.module_ids[0]!, again: true }
  const started = await startQuiz(ctx(), of)
  if (!('attempt_id' in started)) throw new Error(started.result)
  attempt = started.attempt_id
  // The server's clock stands still: pages say how long each answer has waited.
  clock.set(new Date('2027-04-12T09:10:00Z'))
}

const ctx = () => contextOf(database.db, { at: clock.now() })
const path = () => `/my-training/attempts/${attempt}`
const kept = async () => (await getAttempt(ctx(), attempt)).questions.map((question) => question.given_word)

async function signedIn(): Promise<BrowserContext> {
  const context = await chromium.newContext({ viewport: { width: 360, height: 740 } })
  // A page has no time for a last word where its tab is killed, and Chromium lets one through without a network.
  await context.addInitScript(() => Object.assign(globalThis.navigator, { sendBeacon: () => false }))
  await signIn(context, learner, { listening, base })
  return context
}
async function open(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  await page.goto(base + path())
  return page
}
/** By key: a click may meet what is said at the foot of the page. */
const choose = (page: Page, question: number, letter: string) =>
  page.locator(`input[name="question-${question}"][value="${letter}"]`).press('Space')
const chosen = (page: Page, question: number) =>
  page.locator(`input[name="question-${question}"]:checked`).getAttribute('value')
const says = (page: Page, words: string | RegExp) =>
  page.locator('[data-autosave-status]', { hasText: words }).waitFor()

interface Device {
  caches: {
    has(name: string): Promise<boolean>
    open(name: string): Promise<{ match(path: string): Promise<unknown>; keys(): Promise<unknown[]> }>
  }
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
  await begin()
  const context = await signedIn()
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

test('what a killed tab had chosen does not come back over what was chosen since', async () => {
  await begin()
  const context = await signedIn()
  let page = await open(context)
  // The server has it; the page never hears so.
  toLose = 1
  await choose(page, 1, 'A')
  await says(page, 'our website could not be reached')
  expect(await kept()).toEqual(['A', '', '', ''])
  await page.close()

  isCutOff = true
  page = await open(context)
  await says(page, '1 answer not sent yet')
  await choose(page, 1, 'B')
  isCutOff = false
  await choose(page, 2, 'A')
  await says(page, 'Saved at')
  expect(await kept()).toEqual(['B', 'A', '', ''])
  expect(await unsent(page)).toEqual([])
  await page.close()
  page = await open(context)
  expect(await chosen(page, 1)).toBe('B')
  await context.close()
}, 60_000)

test('when the time is up, what a killed tab had chosen counts too', async () => {
  await begin({ time_limit_minutes: 30 })
  const context = await signedIn()
  isCutOff = true
  let page = await open(context)
  await choose(page, 1, 'A')
  await says(page, '1 answer not sent yet')
  await page.close()
  isCutOff = false

  // The time runs out while the page waits to try again: of its own tries it is only the one at the end that is heard.
  toRefuse = 2
  await context.clock.install()
  page = await open(context)
  await says(page, 'our website could not be reached')
  clock.set(new Date('2027-04-12T09:30:00Z'))
  await page.clock.fastForward(21 * 60_000)
  await page.locator('[data-answers-over]').waitFor({ state: 'attached' })
  expect((await getAttempt(ctx(), attempt)).handed_in_at).not.toBeNull()
  expect(await kept()).toEqual(['A', '', '', ''])
  await context.close()
}, 60_000)

const hasRegisters = () => (globalThis as unknown as Device).caches.has('registers')
const keepRegisters = async () => void (await (globalThis as unknown as Device).caches.open('registers'))
async function registersAreGone(page: Page): Promise<void> {
  for (let tries = 0; tries < 300 && (await page.evaluate(hasRegisters)); tries++)
    await new Promise((resolve) => setTimeout(resolve, 100))
  expect(await page.evaluate(hasRegisters)).toBe(false)
}

test('on a shared computer answers wait for who gave them, whoever signs in and out meanwhile', async () => {
  await begin()
  const owner = learner
  const other = await addTestPerson(database.db)
  const context = await signedIn()
  const beside = await context.newPage()
  await beside.goto(`${base}/my-training`)
  await beside.evaluate(keepRegisters)
  const page = await open(context)
  await pageIsKept(page)
  await registersAreGone(page)
  isCutOff = true
  await choose(page, 1, 'A')
  await says(page, '1 answer not sent yet')
  const waiting = await unsent(page)
  expect(waiting).toHaveLength(1)

  isCutOff = false
  await signIn(context, other, { listening, base })
  await choose(page, 2, 'B')
  await says(page, '2 answers not sent yet: somebody else is signed in here. They are kept on this device')
  await beside.evaluate(keepRegisters)
  await beside.goto(`${base}/my-training`)
  // Nothing is asked: whoever signs out here has no answers that could be lost.
  await beside.getByRole('button', { name: 'Sign out' }).click()
  await beside.locator('form[action="/sign-out"]').waitFor({ state: 'detached' })
  await registersAreGone(beside)
  expect(await unsent(page)).toEqual(waiting)

  await signIn(context, owner, { listening, base })
  await choose(page, 3, 'C')
  await says(page, 'Saved at')
  expect(await kept()).toEqual(['A', 'B', 'C', ''])

  // Their owner is asked, and takes them along.
  isCutOff = true
  await choose(page, 4, 'A')
  await says(page, '1 answer not sent yet')
  await beside.goto(`${base}/my-training`)
  isCutOff = false
  beside.once('dialog', (dialog) => void dialog.dismiss())
  await beside.getByRole('button', { name: 'Sign out' }).click()
  expect(await unsent(page)).toEqual(waiting)
  await context.close()
}, 60_000)

test('where the device can keep nothing, the page says so', async () => {
  await begin()
  const context = await signedIn()
  await context.addInitScript(() => {
    const { Storage } = globalThis as unknown as { Storage: { prototype: object } }
    Object.assign(Storage.prototype, {
      setItem: () => {
        throw new Error('full')
      },
    })
  })
  const page = await open(context)
  isCutOff = true
  await choose(page, 1, 'A')
  await says(page, 'This device cannot keep what you answer: leave this page open')
  isCutOff = false
  await choose(page, 2, 'B')
  await says(page, 'Saved at')
  expect(await kept()).toEqual(['A', 'B', '', ''])
  await context.close()
}, 60_000)
