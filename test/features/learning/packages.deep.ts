/** Packages in a real browser: killed tabs, lost networks and ended sign-ins lose nothing acknowledged, and a package is never the learner. */
import type { BrowserContext, Frame, Page } from 'playwright-core'
import { clock } from '../../../src/platform/clock.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import type { TestPerson } from '../../support/factories.ts'
import { addTestPerson } from '../../support/factories.ts'
import type { ShownSite } from '../../support/shown-site.ts'
import { signIn, startShownSite } from '../../support/shown-site.ts'
import { addPackageCourse, package12, package2004 } from '../../support/scorm.ts'

const at = new Date('2027-04-12T09:00:00Z')

let web: ShownSite
let database: TestDatabase
let base: string
let learner: TestPerson
let context: BrowserContext

beforeAll(async () => {
  web = await startShownSite({ at, config: (port) => ({ package_url: `http://127.0.0.1:${port}` }) })
  ;({ database, base } = web)
}, 60_000)
afterAll(() => web.stop())
beforeEach(async () => {
  await database.reset()
  clock.set(at)
  learner = await addTestPerson(database.db)
  context = await web.browserOf(learner, { viewport: { width: 1280, height: 720 } })
})
afterEach(() => context.close())

type Course = Awaited<ReturnType<typeof addPackageCourse>>
async function enrolled(bytes: Buffer): Promise<Course> {
  const course = await addPackageCourse(contextOf(database.db, { at }), bytes)
  await context.request.post(`${base}/my-training/${course.course_id}/enrolment`, { headers: { origin: base } })
  return course
}
const moduleUrl = (course: Course) => `${base}/my-training/${course.course_id}/modules/${course.module_id}`

/** Opens the package, and waits until its page has spoken to the interface. */
async function open(course: Course, words: RegExp | string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${moduleUrl(course)}/package`)
  await inside(page).locator('#kept').filter({ hasText: words }).waitFor()
  return page
}
const inside = (page: Page) => page.frameLocator('[data-package] iframe').frameLocator('iframe')
const partOf = (page: Page): Frame => page.frames().find((frame) => frame.url().includes('/f/'))!
const says = (page: Page, words: RegExp) => page.locator('[data-package-status]').filter({ hasText: words }).waitFor()
const said = (page: Page) => page.locator('[data-package-status]').innerText()

test('the tab is killed, the package brings back what was saved; then it is done, and the next module opens', async () => {
  const course = await enrolled(package12())
  const first = await open(course, 'ab-initio||')
  await partOf(first).evaluate(
    `set('cmi.suspend_data', 'half way'); set('cmi.core.lesson_location', 'p2'); set('cmi.core.lesson_status', 'incomplete')`,
  )
  await says(first, /^Saved \d/)
  await first.close()

  const second = await open(course, 'resume|half way|p2')
  await context.setOffline(true)
  await partOf(second).evaluate(`set('cmi.suspend_data', 'nearly there')`)
  await says(second, /Not saved yet/)
  await context.setOffline(false)
  await says(second, /^Saved/)

  // The sign-in ends: what is done is not saved, is said so, and is saved once somebody has signed in again.
  await context.clearCookies()
  clock.set(new Date(at.getTime() + 11 * 60_000))
  await partOf(second).evaluate(`set('cmi.suspend_data', 'there'); set('cmi.core.score.raw', '90')`)
  await says(second, /you are signed out/)
  await signIn(context, learner, web)
  await says(second, /^Saved/)

  const third = await open(course, 'resume|there|p2')
  await says(second, /opened on another page/)
  await second.bringToFront()
  await second.getByRole('button', { name: 'Carry on here' }).click()
  await inside(second).locator('#kept').filter({ hasText: 'resume|there|p2' }).waitFor()
  await says(third, /opened on another page/)
  await partOf(second).evaluate(`set('cmi.core.lesson_status', 'passed'); finish()`)
  await second.getByRole('heading', { name: 'You have finished this part' }).waitFor()
  await says(second, /^Saved/)
  // By key: a click in the very moment in which the button appears goes to the frame that lay there.
  await second.getByRole('button', { name: 'Go on to “What comes next”' }).press('Enter')
  await second.getByRole('heading', { name: 'What comes next' }).waitFor()
})

test('what it sets in the moment the page is left is kept as well, in browsers whose beacons do not say where they come from', async () => {
  await context.addInitScript(() => Object.assign(globalThis.navigator, { sendBeacon: () => false }))
  const course = await enrolled(package12())
  const first = await open(course, 'ab-initio||')
  await partOf(first).evaluate(`set('cmi.suspend_data', 'last words')`)
  await first.goto(`${base}/help`)
  // What outlives its page has no page that could be waited for.
  const kept = () => database.db('package_states').whereRaw(`cmi::text like '%last words%'`).first()
  for (let tries = 0; tries < 300 && !(await kept()); tries++) await new Promise((resolve) => setTimeout(resolve, 100))
  await open(course, 'resume|last words|')
})

test('several parts: each opens in its place, ends, and leads to the next', async () => {
  const course = await enrolled(package2004())
  const page = await context.newPage()
  await page.goto(`${moduleUrl(course)}/package`)
  await inside(page).getByRole('heading', { name: 'Read this first' }).waitFor()
  const parts = page.getByRole('navigation', { name: 'Parts' }).getByRole('listitem')
  await parts.filter({ hasText: /Before you start\s+done/ }).waitFor()
  await page.getByRole('button', { name: 'What the law says' }).click()
  await inside(page).locator('#kept').filter({ hasText: 'ab-initio' }).waitFor()
  expect(partOf(page).url()).toMatch(/law\.html\?from=list$/)
  await partOf(page).evaluate(
    `set('cmi.completion_status', 'completed'); set('cmi.session_time', 'PT5M'); set('adl.nav.request', 'continue'); finish()`,
  )
  await parts.filter({ hasText: /What the law says\s+done/ }).waitFor()
  await page.locator('[data-package] [aria-current]').filter({ hasText: 'Check yourself' }).waitFor()
  await inside(page).locator('#kept').filter({ hasText: 'ab-initio' }).waitFor()
  await partOf(page).evaluate(`set('cmi.completion_status', 'completed'); set('cmi.success_status', 'passed')`)
  await page.getByRole('heading', { name: 'You have finished this part' }).waitFor()
})

test('a package cannot act as its learner, nor leave its frame', async () => {
  const course = await enrolled(package12())
  const page = await open(course, 'ab-initio')
  const enrolments = () => database.db('enrolments').where({ person_id: learner.id })
  const before = await enrolments()
  const tries = await partOf(page).evaluate<Record<string, string>>(`(async () => {
    const main = ${JSON.stringify(base)}
    const tried = {}
    const attempt = async (name, act) => {
      try { tried[name] = 'did: ' + String(await act()) } catch (error) { tried[name] = error.name }
    }
    await attempt('read a page as the learner', () => fetch(main + '/my-training', { credentials: 'include' }))
    await attempt('send a form as the learner', () => fetch(main + '/my-training/x/enrolment', { method: 'POST', mode: 'no-cors', credentials: 'include' }))
    await attempt('call another host', () => fetch('https://elsewhere.example/?' + get('cmi.core.student_id')))
    await attempt('read the page around', () => window.top.document.title)
    await attempt('lead the page away', () => { window.top.location.href = 'https://elsewhere.example/' })
    await attempt('open a window', () => window.open(main))
    tried.cookies = document.cookie
    tried.name = get('cmi.core.student_name')
    return tried
  })()`)
  expect(tries).toEqual({
    'read a page as the learner': 'TypeError',
    'send a form as the learner': 'TypeError',
    'call another host': 'TypeError',
    'read the page around': 'SecurityError',
    'lead the page away': 'SecurityError',
    'open a window': 'did: null',
    cookies: '',
    name: 'Learner',
  })
  // Its own frame leads nowhere else either: neither to the site nor away from it.
  for (const address of [`${base}/my-training`, 'https://elsewhere.example/']) {
    const broken = await open(course, /resume|ab-initio/)
    const asked: string[] = []
    broken.on('request', (request) => asked.push(request.url()))
    const blocked = broken.waitForEvent('console', { predicate: (one) => /Content Security Policy/.test(one.text()) })
    await partOf(broken).evaluate(`void setTimeout(() => { location.href = ${JSON.stringify(address)} })`)
    await blocked
    expect(asked.filter((url) => url === address)).toEqual([])
    await broken.close()
  }
  expect(page.url()).toBe(`${moduleUrl(course)}/package`)
  expect(await enrolments()).toEqual(before)
  expect(await said(page)).not.toBe('')
})
