/** The room in a real browser: a trainer and thirty people, who never reload a page. */
import { setTimeout as wait } from 'node:timers/promises'
import { addMinutes } from '../../../src/lib/time.ts'
import type { Ctx } from '../../../src/platform/context.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { addTestItem, addTestRoom, poll } from '../../support/live-room.ts'
import type { ShownSite } from '../../support/shown-site.ts'
import { startShownSite } from '../../support/shown-site.ts'

const count = 30
const begins = new Date('2027-04-27T09:00:00Z')

let web: ShownSite
let database: TestDatabase
let ctx: Ctx

beforeAll(async () => {
  web = await startShownSite({ at: addMinutes(begins, 10) })
  database = web.database
  ctx = contextOf(database.db, { at: addMinutes(begins, -300) })
}, 240_000)
afterAll(() => web.stop())

test('people follow the trainer, answer, and see the figures, without reloading anything', async () => {
  const room = await addTestRoom(ctx, count)
  await addTestItem(ctx, room, poll('Would you step in?', ['Yes, always', 'No'], 'Yes, always'))
  await addTestItem(ctx, room, { title: 'Coffee', kind: 'break', seconds: 600 })
  const people = await Promise.all(room.people.map((person) => web.open(person, room.url)))
  const trainer = await web.open(room.trainer, `${room.url}/agenda`)
  for (const page of people) await page.getByText('Live: this page follows the trainer.').waitFor()

  await trainer.getByRole('button', { name: 'Show Would you step in?' }).click()
  await Promise.all(
    people.map(async (page, index) => {
      await page.getByRole('radio', { name: index % 2 === 0 ? 'Yes, always' : 'No' }).check()
      await page.getByRole('button', { name: 'Send my answer' }).click()
      await page.getByText('Your answer is kept. You can change it').waitFor()
    }),
  )
  // The trainer's page counts by itself.
  await trainer.getByText(`Answers: ${count} people answered`).waitFor()
  await trainer.getByRole('button', { name: 'Close and show results of Would you step in?' }).click()
  await Promise.all(
    people.map(async (page, index) => {
      await page.getByText(`Results: ${count} people answered`).waitFor()
      await page.getByText(`You chose: ${index % 2 === 0 ? 'Yes, always' : 'No'}`).waitFor()
      expect(await page.locator('.app-results__row--right').innerText()).toContain('Right answer')
    }),
  )

  // A question without a name, and the others' votes for it.
  await people[0]!.getByLabel('Your question').fill('What if I am wrong?')
  await people[0]!.getByLabel('Ask without my name').check()
  await people[0]!.getByRole('button', { name: 'Ask', exact: true }).click()
  await people[0]!.getByText('Your question is in the list.').waitFor()
  for (const page of people) await page.getByRole('button', { name: /I ask that too.*What if I am wrong/ }).click()
  await people[0]!.getByText(`Asked without a name, ${count} votes`).waitFor()
  await people[1]!.getByRole('button', { name: /Take back my vote.*What if I am wrong/ }).waitFor()
  // Every open page has said that it is there, or does so when it is asked.
  const present = async () => Number((await database.db('room_presences').count().first())!.count)
  for (let tries = 0; tries < 600 && (await present()) < count; tries++) await wait(100)
  expect(await present()).toBe(count)

  // A phone that lost its line for a while.
  const [first] = people
  await first!.context().setOffline(true)
  await trainer.getByRole('button', { name: 'Show Coffee' }).click()
  await people[1]!.getByText(/We go on at 10:2\dam: \d+:\d\d left/).waitFor()
  await first!.context().setOffline(false)
  await first!.getByText(/We go on at 10:2\dam/).waitFor()
  expect(web.faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED|Failed to load resource/.test(fault))).toEqual([])
}, 300_000)
