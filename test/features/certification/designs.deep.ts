/** The design of a certificate in a real browser: it is shown while its words are typed, and unsaved ones are not left unasked. */
import { championCourse } from '../../support/awarded.ts'
import { addTestPerson } from '../../support/factories.ts'
import type { ShownSite } from '../../support/shown-site.ts'
import { startShownSite } from '../../support/shown-site.ts'

let web: ShownSite

beforeAll(async () => {
  web = await startShownSite()
}, 240_000)
afterAll(() => web.stop())

test('the picture follows what is typed and the name that is chosen, and nothing is kept until it is saved', async () => {
  const coordinator = await addTestPerson(web.database.db, { roles: ['coordinator'] })
  const { programme_id } = await championCourse(web.database.db)
  const page = await web.open(coordinator, `/certificates/designs/${programme_id}`, {
    viewport: { width: 1280, height: 900 },
  })
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
  expect(await web.database.db('certificate_designs')).toEqual([])

  const asked = page.waitForEvent('dialog')
  await Promise.all([asked.then((dialog) => dialog.dismiss()), page.click('a:has-text("Samples as PDF")')])
  expect(await page.inputValue('#above_name')).toBe('This is to certify that')
  await page.click('text=Save the design')
  await page.waitForSelector('.govuk-notification-banner')
  expect(await web.database.db('certificate_designs').pluck('above_name')).toEqual(['This is to certify that'])
}, 240_000)
