/** The editor at its ends: on a phone, in a real browser; and what it writes, where no script runs. Its buttons are in `editor.deep.ts`. */
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

async function addPage(): Promise<{ module_id: string }> {
  const ctx = contextOf(database.db)
  const course = await addTestCourse(ctx)
  const { version_id } = await startDraft(ctx, { course_id: course.course_id, owner: 'Team' })
  return addModule(ctx, { version_id, title: 'Allies', owner: 'Team', length_minutes: 4, quiz_version_id: null })
}

test('a scenario works without a script as a list to read and to jump in', async () => {
  const { module_id } = await addPage()
  const browser = await web.site.browser(trainer.email)
  const body = '::: scenario S\n### A\nx\n\n- [Go](#b) Because.\n\n### B\nEnd.\n:::'
  const shown = await browser.post(`/courses/modules/${module_id}`, { body, title: 'Allies', action: 'preview' })
  expect(shown.text).toContain('href="#scenario-s-b">Go</a>')
  expect(shown.text).toContain('id="scenario-s-b"')
  expect(shown.text).toContain('Because.')
  expect(shown.text).toContain('Leads to: B')
})

test('on a phone the page beside it shows what is written, and nothing of the editor sticks out', async () => {
  const { module_id } = await addPage()
  const page = await web.open(trainer, `/courses/modules/${module_id}/edit`)
  await page.getByLabel('Text', { exact: true }).fill('Stay calm')
  await page.getByRole('region', { name: 'How learners will see it' }).getByText('Stay calm').waitFor()
  await page.getByRole('button', { name: 'Scenario' }).click()
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
  await page.getByRole('button', { name: 'Video' }).click()
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
}, 240_000)
