/** The register in two real browsers without a network: nothing is lost, even by a reload; on return the marks merge. */
import { setTimeout as wait } from 'node:timers/promises'
import type { BrowserContext, Page } from 'playwright-core'
import { closeRegister, listRegister } from '../../../src/features/attendance/index.ts'
import { bookPlace } from '../../../src/features/live-sessions/index.ts'
import { addMinutes } from '../../../src/lib/time.ts'
import { clock } from '../../../src/platform/clock.ts'
import type { Ctx } from '../../../src/platform/context.ts'
import { contextOf, contextOfPerson } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import type { TestPerson } from '../../support/factories.ts'
import { addTestPerson } from '../../support/factories.ts'
import { addTestLiveSession } from '../../support/live-sessions.ts'
import type { ShownSite } from '../../support/shown-site.ts'
import { startShownSite } from '../../support/shown-site.ts'

let web: ShownSite
let database: TestDatabase
let base: string
let ctx: Ctx

// The browsers' clocks say another year: what they send is put right by the moment of sending.
const begins = new Date('2027-04-27T09:00:00Z')

beforeAll(async () => {
  web = await startShownSite({ at: addMinutes(begins, 10) })
  ;({ database, base } = web)
  ctx = contextOf(database.db, { at: addMinutes(begins, -300) })
}, 60_000)
afterAll(() => web.stop())

async function openAs(person: TestPerson, path: string): Promise<{ page: Page; context: BrowserContext }> {
  const page = await web.open(person, path)
  if (path.startsWith('/registers/')) await isReady(page)
  return { page, context: page.context() }
}

/** Without a network a page whose script is still on its way never gets it. */
const isReady = (page: Page) => page.locator('[data-register-queue][data-state]').waitFor({ state: 'attached' })

/** What a page finds in its own browser. */
interface Device {
  caches: { open(name: string): Promise<{ match(path: string): Promise<unknown> }> }
  localStorage: Record<string, string>
}
const isPageKept = async (path: string) =>
  Boolean(await (await (globalThis as unknown as Device).caches.open('kept-pages')).match(path))
const keptTexts = () => JSON.stringify((globalThis as unknown as Device).localStorage)

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (await isSo()) return
    await wait(100)
  }
  throw new Error('It did not come about within half a minute')
}

test('two trainers mark without a network, one loads the page again; all comes together when it is back', async () => {
  const trainers: TestPerson[] = []
  for (const full_name of ['Terry Trainer', 'Tara Trainer'])
    trainers.push(await addTestPerson(database.db, { full_name, roles: ['trainer'] }))
  const id = await addTestLiveSession(ctx, {
    starts_at: begins,
    trainer_ids: trainers.map((one) => one.id),
  })
  const people: TestPerson[] = []
  for (let index = 0; index < 60; index++)
    people.push(await addTestPerson(database.db, { full_name: `Person ${String(index).padStart(2, '0')}` }))
  await database.db('live_sessions').update({ capacity: 100 })
  for (const person of people) await bookPlace(ctx, { live_session_id: id, person_id: person.id })
  const part_id = (await database.db('live_session_parts').first())!.id
  const url = `/registers/${part_id}`
  const [one, two] = [await openAs(trainers[0]!, url), await openAs(trainers[1]!, url)]
  const choose = (page: Page, person: TestPerson, mark: string) =>
    page.locator(`input[name="mark-${person.id}"][value="${mark}"]`).check({ force: true })
  const waits = ({ page }: { page: Page }, words: string) =>
    page.locator('[data-queue-status]', { hasText: words }).waitFor()
  const kept = async () => (await listRegister(ctx, part_id)).filter((row) => row.mark !== null).length

  // With a network a mark is there at once, without pressing Save, and the other page learns of it.
  await choose(one.page, people[0]!, 'present')
  await until(async () => (await kept()) === 1)
  // The page is kept for a reload.
  for (const { page } of [one, two]) await until(() => page.evaluate(isPageKept, url))

  for (const { context } of [one, two]) await context.setOffline(true)
  await one.page.getByRole('button', { name: 'Mark everyone present' }).click()
  await waits(one, '59 marks not sent yet: there is no network')
  await choose(one.page, people[1]!, 'excused')
  await waits(one, '60 marks not sent yet')
  await choose(two.page, people[1]!, 'absent')
  await choose(two.page, people[2]!, 'absent')
  await choose(two.page, people[3]!, 'present')
  await waits(two, '3 marks not sent yet')
  // Saving leads nowhere without a network, and loses nothing.
  await two.page.getByRole('button', { name: 'Save the register' }).click()
  await waits(two, '3 marks not sent yet: there is no network')
  expect(await kept()).toBe(1)
  // A second tab of the same register on the same device keeps the marks of the first.
  const tab = await two.context.newPage()
  await tab.goto(base + url)
  await isReady(tab)
  await waits({ page: tab }, '3 marks not sent yet')
  await choose(tab, people[4]!, 'absent')
  await waits({ page: tab }, '4 marks not sent yet')
  await choose(two.page, people[4]!, 'excused')
  await waits(two, '5 marks not sent yet')
  await tab.close()
  await two.page.reload()
  await waits(two, '5 marks not sent yet')
  expect(await two.page.locator(`input[name="mark-${people[4]!.id}"]:checked`).getAttribute('value')).toBe('excused')

  await one.page.reload()
  await waits(one, '60 marks not sent yet')
  expect(await one.page.locator(`input[name="mark-${people[1]!.id}"]:checked`).getAttribute('value')).toBe('excused')
  expect(await one.page.locator('input[value=present]:checked').count()).toBe(59)

  // The second comes back first, though it marked last.
  for (const back of [two, one]) {
    await back.context.setOffline(false)
    await until(async () => (await back.page.locator('[data-queue-status]').innerText()) === '')
  }
  expect(await kept()).toBe(60)
  const register = await listRegister(ctx, part_id)
  expect(register.slice(0, 5).map((row) => [row.mark, row.marked_by_name])).toEqual([
    ['present', 'Terry Trainer'],
    ['absent', 'Tara Trainer'],
    ['absent', 'Tara Trainer'],
    ['present', 'Tara Trainer'],
    ['excused', 'Tara Trainer'],
  ])
  await one.page.getByRole('link', { name: 'Somebody is marked differently on two devices' }).click()
  const conflicts = one.page.locator('.app-conflicts__list > li')
  expect(await conflicts.count()).toBe(3)
  expect(await conflicts.first().innerText()).toMatch(
    /Person 01[\s\S]*Absent is right[\s\S]*Tara Trainer[\s\S]*counts now[\s\S]*Excused is right[\s\S]*Terry Trainer/,
  )
  await one.page.getByRole('button', { name: 'Excused is right for Person 01' }).click()
  await one.page.getByText('Settled.').waitFor()
  expect(await conflicts.count()).toBe(2)

  // Save, with a network: what waits goes first, then the page comes back as the server has it.
  await choose(two.page, people[6]!, 'absent')
  await two.page.getByRole('button', { name: 'Save the register' }).click()
  await two.page.getByText('All marks are saved.').waitFor()
  await isReady(two.page)
  expect((await listRegister(ctx, part_id))[6]!.mark).toBe('absent')

  // Closed while a device was away: what it had is not taken, and said by name.
  await two.context.setOffline(true)
  await choose(two.page, people[5]!, 'absent')
  await waits(two, '1 mark not sent yet')
  const own = { ...(await contextOfPerson(ctx, trainers[0]!.id)), now: clock.now() }
  expect(await closeRegister(own, { part_id, rest_absent: true })).toMatchObject({ result: 'closed' })
  await two.context.setOffline(false)
  await two.page.getByText('Person 05, Absent, marked at').waitFor()
  expect((await listRegister(ctx, part_id))[5]!.mark).toBe('present')

  // Signed out, neither pages nor names stay on the device.
  await two.page.getByRole('button', { name: 'Sign out' }).click()
  await until(async () => !(await two.page.evaluate(isPageKept, url)))
  expect(await two.page.evaluate(keptTexts)).not.toContain('Person 05')
}, 180_000)

test('a mark chosen while the script of the page is on its way is sent all the same', async () => {
  const trainer = await addTestPerson(database.db, { full_name: 'Early Trainer', roles: ['trainer'] })
  const person = await addTestPerson(database.db, { full_name: 'Early Learner' })
  const id = await addTestLiveSession(ctx, { starts_at: begins, trainer_ids: [trainer.id] })
  await bookPlace(ctx, { live_session_id: id, person_id: person.id })
  const part = await database.db('live_session_parts').where({ live_session_id: id }).first('id')
  const { page } = await openAs(trainer, '/')
  let letGo = () => {}
  const held = new Promise<void>((resolve) => (letGo = resolve))
  await page.route('**/register-queue*.js', async (route) => {
    await held
    await route.continue()
  })
  await page.goto(`${base}/registers/${part!.id}`, { waitUntil: 'commit' })
  // By its own click: where it stands on the screen changes while the page still comes.
  await page
    .locator(`input[name="mark-${person.id}"][value="absent"]`)
    .evaluate((mark: { click(): void }) => mark.click())
  letGo()
  await until(async () => (await listRegister(ctx, part!.id))[0]!.mark === 'absent')
}, 60_000)
