/** The editor in a real browser, to its last button: somebody who knows no Markdown writes a page with buttons and keys, and reads it as a learner. */
import { addModule, startDraft } from '../../../src/features/courses/index.ts'
import { contextOf } from '../../support/context.ts'
import { addTestCourse } from '../../support/courses.ts'
import type { TestDatabase } from '../../support/database.ts'
import type { TestPerson } from '../../support/factories.ts'
import { addTestPerson } from '../../support/factories.ts'
import type { ShownSite } from '../../support/shown-site.ts'
import { startShownSite } from '../../support/shown-site.ts'

let web: ShownSite
let database: TestDatabase
let trainer: TestPerson

beforeAll(async () => {
  web = await startShownSite()
  database = web.database
  trainer = await addTestPerson(database.db, { roles: ['trainer'] })
}, 240_000)
afterAll(() => web.stop())

const wide = { viewport: { width: 1280, height: 900 } }

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
  const page = await web.open(trainer, `/courses/modules/${module_id}/edit`, wide)
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

  await page.keyboard.type('\n\n')
  await page.keyboard.press('Control+k')
  await link.getByLabel('Words of the link').fill('Reporting centres')
  await link.getByLabel('Address').fill('www.stophateuk.example/centres')
  await page.keyboard.press('Enter')
  await preview.getByRole('link', { name: 'Reporting centres' }).waitFor()

  // What is written next stands in the table, not in its place.
  await page.keyboard.type('\n\n')
  await page.getByRole('button', { name: 'Table', exact: true }).click()
  const table = page.getByRole('dialog', { name: 'Table' })
  await table.getByLabel('Headings, with a comma').fill('Who, When')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Anyone')
  await preview.getByRole('cell', { name: 'Anyone' }).waitFor()

  // The toolbar by keyboard alone: Alt+F10, arrows, Escape.
  await page.keyboard.press('Alt+F10')
  await page.keyboard.press('End')
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Content notice')
  await page.keyboard.press('Enter')
  expect(await page.evaluate('document.activeElement.id')).toBe('content_notice')
  await text.focus()
  await page.keyboard.press('Alt+F10')
  await page.keyboard.press('Escape')
  expect(await page.evaluate('document.activeElement.id')).toBe('body')

  await page.getByRole('button', { name: 'Image', exact: true }).click()
  const image = page.getByRole('dialog', { name: 'Image' })
  await image
    .getByLabel('Image from your computer')
    .setInputFiles({ name: 'hands.png', mimeType: 'image/png', buffer: png })
  await image.getByRole('button', { name: 'Put it into the text' }).click()
  await image.getByText('or say that it is decorative').waitFor()
  expect(await page.evaluate('document.activeElement.previousElementSibling.textContent')).toContain('or say that it')
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
  await text.focus()
  await page.keyboard.press('Control+s')
  await page.getByText('‘Allies’ was saved').waitFor()
  expect(new URL(page.url()).pathname).toBe(`/courses/modules/${module_id}/edit`)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.waitForURL(/\/courses\/versions\//)
  const { body } = (await database.db('modules').where({ id: module_id }).first())!
  expect(body).toContain('[Ways to report](/help)')
  // As people write it: without its beginning it would lead nowhere.
  expect(body).toContain('[Reporting centres](https://www.stophateuk.example/centres)')
  expect(web.faults).toEqual([])
}, 240_000)

test('a window that closes loses nothing, and two authors see each other without reloading', async () => {
  const { module_id } = await addPage()
  const url = `/courses/modules/${module_id}/edit`
  const page = await web.open(trainer, '/help', wide)
  // What is typed while the script is still on its way is kept as well.
  const typed = Promise.withResolvers<void>()
  await page.route('**/js/draft.js*', (route) => typed.promise.then(() => route.continue()))
  await page.goto(web.base + url)
  await page.getByLabel('Text', { exact: true }).fill('Half a thought')
  typed.resolve()
  await page.getByText(/^Kept for you at/).waitFor()
  const other = await web.open(await addTestPerson(database.db, { roles: ['trainer'] }), url, wide)
  await other.getByText(`${trainer.full_name} is writing on this page now`).waitFor()
  await page.close()
  const again = await web.open(trainer, url, wide)
  expect(await again.getByLabel('Text', { exact: true }).inputValue()).toBe('Half a thought')
  await again.getByRole('button', { name: 'Throw this away and show what is saved' }).click()
  await again.getByText('What you had not saved was thrown away').waitFor()
  expect(await again.getByLabel('Text', { exact: true }).inputValue()).toBe('')
}, 240_000)
