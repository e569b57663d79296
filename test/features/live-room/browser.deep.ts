/** The room in a real browser: a trainer and thirty people, who never reload a page. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Browser as Chromium, BrowserContext, Page } from 'playwright-core'
import { addMinutes } from '../../../src/lib/time.ts'
import type { Ctx } from '../../../src/platform/context.ts'
import type { TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { launchChromium, patience } from '../../support/chromium.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import type { Listening } from '../../support/event-source.ts'
import { listenFor } from '../../support/event-source.ts'
import type { TestPerson } from '../../support/factories.ts'
import { addTestItem, addTestRoom, poll } from '../../support/live-room.ts'
import { freePort } from '../../support/running.ts'

const count = 30
const begins = new Date('2027-04-27T09:00:00Z')

let database: TestDatabase
let site: TestSite
let listening: Listening
let chromium: Chromium
let base: string
let ctx: Ctx

beforeAll(async () => {
  database = await createTestDatabase()
  const port = await freePort()
  base = `http://localhost:${port}`
  site = await startSite(database, { at: addMinutes(begins, 10), config: { base_url: base } })
  listening = await listenFor(site.app, port)
  chromium = await launchChromium()
  ctx = contextOf(database.db, { at: addMinutes(begins, -300) })
}, 240_000)
afterAll(async () => {
  await chromium.close()
  await site.stop()
  await listening.stop()
  await database.drop()
})

async function openAs(person: TestPerson, path: string): Promise<{ page: Page; context: BrowserContext }> {
  const context = await chromium.newContext({ viewport: { width: 360, height: 740 } })
  const cookie = await listening.cookieOf(person, base)
  await context.addCookies(
    cookie.split('; ').map((pair) => {
      const [name, ...value] = pair.split('=')
      return { name: name!, value: value.join('='), url: base }
    }),
  )
  context.setDefaultTimeout(patience)
  const page = await context.newPage()
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text())
  })
  await page.goto(base + path)
  return { page, context }
}

const faults: string[] = []

test('people follow the trainer, answer, and see the figures, without reloading anything', async () => {
  const room = await addTestRoom(ctx, count)
  await addTestItem(ctx, room, poll('Would you step in?', ['Yes, always', 'No'], 'Yes, always'))
  await addTestItem(ctx, room, { title: 'Coffee', kind: 'break', seconds: 600 })
  const people = await Promise.all(room.people.map((person) => openAs(person, room.url)))
  const { page: trainer } = await openAs(room.trainer, `${room.url}/agenda`)
  for (const { page } of people) await page.getByText('Live: this page follows the trainer.').waitFor()

  await trainer.getByRole('button', { name: 'Show Would you step in?' }).click()
  await Promise.all(
    people.map(async ({ page }, index) => {
      await page.getByRole('radio', { name: index % 2 === 0 ? 'Yes, always' : 'No' }).check()
      await page.getByRole('button', { name: 'Send my answer' }).click()
      await page.getByText('Your answer is kept. You can change it').waitFor()
    }),
  )
  // The trainer's page counts by itself.
  await trainer.getByText(`Answers: ${count} people answered`).waitFor()
  await trainer.getByRole('button', { name: 'Close and show results of Would you step in?' }).click()
  await Promise.all(
    people.map(async ({ page }, index) => {
      await page.getByText(`Results: ${count} people answered`).waitFor()
      await page.getByText(`You chose: ${index % 2 === 0 ? 'Yes, always' : 'No'}`).waitFor()
      expect(await page.locator('.app-results__row--right').innerText()).toContain('Right answer')
    }),
  )

  // A question without a name, and the others' votes for it.
  await people[0]!.page.getByLabel('Your question').fill('What if I am wrong?')
  await people[0]!.page.getByLabel('Ask without my name').check()
  await people[0]!.page.getByRole('button', { name: 'Ask', exact: true }).click()
  await people[0]!.page.getByText('Your question is in the list.').waitFor()
  for (const { page } of people) await page.getByRole('button', { name: /I ask that too.*What if I am wrong/ }).click()
  await people[0]!.page.getByText(`Asked without a name, ${count} votes`).waitFor()
  await people[1]!.page.getByRole('button', { name: /Take back my vote.*What if I am wrong/ }).waitFor()
  // Every open page has said that it is there, or does so when it is asked.
  const present = async () => Number((await database.db('room_presences').count().first())!.count)
  for (let tries = 0; tries < 600 && (await present()) < count; tries++) await wait(100)
  expect(await present()).toBe(count)

  // A phone that lost its line for a while.
  const [first] = people
  await first!.context.setOffline(true)
  await trainer.getByRole('button', { name: 'Show Coffee' }).click()
  await people[1]!.page.getByText(/We go on at 10:2\dam: \d+:\d\d left/).waitFor()
  await first!.context.setOffline(false)
  await first!.page.getByText(/We go on at 10:2\dam/).waitFor()
  expect(faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED|Failed to load resource/.test(fault))).toEqual([])
}, 300_000)
