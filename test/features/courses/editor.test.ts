/** The editor in a real browser: somebody who knows no Markdown writes a page with buttons and keys, and reads it as a learner. */
import type { Browser as Chromium, Page } from 'playwright-core'
import { addModule, startDraft } from '../../../src/features/courses/index.ts'
import type { TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { launchChromium, patience } from '../../support/chromium.ts'
import { contextOf } from '../../support/context.ts'
import { addTestCourse } from '../../support/courses.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import type { Listening } from '../../support/event-source.ts'
import { listenFor } from '../../support/event-source.ts'
import type { TestPerson } from '../../support/factories.ts'
import { addTestPerson } from '../../support/factories.ts'
import { freePort } from '../../support/running.ts'
import { deepTest } from '../../support/depth.ts'

let database: TestDatabase
let site: TestSite
let listening: Listening
let chromium: Chromium
let base: string
let trainer: TestPerson
const faults: string[] = []

beforeAll(async () => {
  database = await createTestDatabase()
  const port = await freePort()
  base = `http://localhost:${port}`
  site = await startSite(database, { config: { base_url: base } })
  listening = await listenFor(site.app, port)
  chromium = await launchChromium()
  trainer = await addTestPerson(database.db, { roles: ['trainer'] })
}, 240_000)
afterAll(async () => {
  await chromium.close()
  await site.stop()
  await listening.stop()
  await database.drop()
})

async function openAs(person: TestPerson, path: string, width = 1280): Promise<Page> {
  const context = await chromium.newContext({ viewport: { width, height: 900 } })
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
  return page
}

async function addPage(): Promise<{ module_id: string }> {
  const ctx = contextOf(database.db)
  const course = await addTestCourse(ctx)
  const { version_id } = await startDraft(ctx, { course_id: course.course_id, owner: 'Team' })
  return addModule(ctx, { version_id, title: 'Allies', owner: 'Team', length_minutes: 4, quiz_version_id: null })
}

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

test('a page is written with buttons, keys and dialogs, and the page beside it shows what learners will see', async () => {
  const { module_id } = await addPage()
  const page = await openAs(trainer, `/courses/modules/${module_id}/edit`)
  const text = page.getByLabel('Text', { exact: true })
  const preview = page.getByRole('region', { name: 'How learners will see it' })
  await text.click()
  await page.keyboard.type('Being an ally')
  await page.keyboard.press('Control+Alt+2')
  await page.keyboard.press('End')
  await page.keyboard.type('\n\nStay ')
  await page.keyboard.press('Control+b')
  await page.keyboard.type('calm')
  await page.keyboard.press('End')
  await page.keyboard.type('\n\n')
  await page.getByRole('button', { name: 'List', exact: true }).click()
  await page.keyboard.type('listen\nask\n\n')
  expect(await text.inputValue()).toBe('## Being an ally\n\nStay **calm**\n\n- listen\n- ask\n\n')
  await preview.getByRole('heading', { name: 'Being an ally' }).waitFor()
  // The preview is made anew while one writes: the heading may be there before the list is.
  await preview.getByRole('listitem').nth(1).waitFor()
  expect(await preview.getByRole('listitem').count()).toBe(2)

  await page.keyboard.press('Control+k')
  const link = page.getByRole('dialog', { name: 'Link' })
  await link.getByRole('button', { name: 'Put it into the text' }).click()
  await link.getByText('Enter the words of the link').waitFor()
  await link.getByLabel('Words of the link').fill('Ways to report')
  await link.getByLabel('Address').fill('/help')
  await page.keyboard.press('Enter')
  await preview.getByRole('link', { name: 'Ways to report' }).waitFor()

  // The toolbar by keyboard alone: Alt+F10, arrows, Escape.
  await page.keyboard.press('Alt+F10')
  await page.keyboard.press('End')
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Checklist')
  await page.keyboard.press('Escape')
  expect(await page.evaluate('document.activeElement.id')).toBe('body')

  await page.getByRole('button', { name: 'Image', exact: true }).click()
  const image = page.getByRole('dialog', { name: 'Image' })
  await image
    .getByLabel('Image from your computer')
    .setInputFiles({ name: 'hands.png', mimeType: 'image/png', buffer: png })
  await image.getByRole('button', { name: 'Put it into the text' }).click()
  await image.getByText('or say that it is decorative').waitFor()
  await image.getByLabel('What the image shows').fill('Two hands')
  await image.getByRole('button', { name: 'Put it into the text' }).click()
  await preview.getByRole('img', { name: 'Two hands' }).waitFor()

  await page.getByRole('button', { name: 'Scenario' }).click()
  await preview.getByRole('heading', { name: 'What would you do?' }).waitFor()
  await preview.getByRole('link', { name: 'Ask what they need' }).click()
  await preview.getByText('they decide what happens next').waitFor()
  await preview.getByText('This is one way the story ends.').first().waitFor()
  expect(await preview.getByText('They did not ask for that').isVisible()).toBe(false)

  await page.keyboard.press('Control+z')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('‘Allies’ was saved').waitFor()
  const { body } = (await database.db('modules').where({ id: module_id }).first())!
  expect(body).toContain('[Ways to report](/help)')
  expect(faults).toEqual([])
}, 240_000)

test('a scenario works without a script as a list to read and to jump in', async () => {
  const { module_id } = await addPage()
  const browser = await site.browser(trainer.email)
  const body = '::: scenario S\n### A\nx\n\n- [Go](#b) Because.\n\n### B\nEnd.\n:::'
  const shown = await browser.post(`/courses/modules/${module_id}`, { body, title: 'Allies', action: 'preview' })
  expect(shown.text).toContain('href="#scenario-s-b">Go</a>')
  expect(shown.text).toContain('id="scenario-s-b"')
  expect(shown.text).toContain('Because.')
  expect(shown.text).toContain('Leads to: B')
})

deepTest(
  'a window that closes loses nothing, and two authors see each other without reloading',
  async () => {
    const { module_id } = await addPage()
    const url = `/courses/modules/${module_id}/edit`
    const page = await openAs(trainer, url)
    await page.getByLabel('Text', { exact: true }).fill('Half a thought')
    await page.getByText(/^Kept for you at/).waitFor()
    const other = await openAs(await addTestPerson(database.db, { roles: ['trainer'] }), url)
    await other.getByText(`${trainer.full_name} is writing on this page now`).waitFor()
    await page.close()
    const again = await openAs(trainer, url)
    expect(await again.getByLabel('Text', { exact: true }).inputValue()).toBe('Half a thought')
    await again.getByRole('button', { name: 'Throw this away and show what is saved' }).click()
    await again.getByText('What you had not saved was thrown away').waitFor()
    expect(await again.getByLabel('Text', { exact: true }).inputValue()).toBe('')
  },
  240_000,
)

test('at the width of a phone nothing of the editor sticks out', async () => {
  const { module_id } = await addPage()
  const page = await openAs(trainer, `/courses/modules/${module_id}/edit`, 360)
  await page.getByRole('button', { name: 'Scenario' }).click()
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
  await page.getByRole('button', { name: 'Video' }).click()
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
}, 240_000)
