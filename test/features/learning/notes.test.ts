/** What learners keep for themselves on a page, and pages that can be read instead of one with a content notice. */
import { addModule, listModules, publishCourseVersion, startDraft } from '../../../src/features/courses/index.ts'
import { editModule } from '../../../src/features/courses/commands/modules.ts'
import type { Browser, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf } from '../../support/context.ts'
import { addTestCourse } from '../../support/courses.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestPerson } from '../../support/factories.ts'

let database: TestDatabase
let site: TestSite
let browser: Browser
let course_id: string
let pages: { id: string; key: string }[]

const body = `::: reflection Think
Why?
:::

::: checklist Do
- [ ] One
- [ ] Two
:::
`

beforeAll(async () => {
  database = await createTestDatabase()
  site = await startSite(database)
  const ctx = contextOf(database.db)
  const course = await addTestCourse(ctx, { content_notice: 'It speaks of violence.' })
  course_id = course.course_id
  const { version_id } = await startDraft(ctx, { course_id, owner: 'Team' })
  const [first] = await listModules(ctx, version_id)
  await editModule(ctx, { module_id: first!.id, seen_revision: null, body })
  await addModule(ctx, {
    ...{ version_id, title: 'The same, in short', owner: 'Team', length_minutes: 2, body: 'In short.' },
    ...{ instead_of: first!.key, quiz_version_id: null },
  })
  expect(await publishCourseVersion(ctx, { version_id, is_review_waived: true })).toBe('published')
  pages = await listModules(ctx, version_id)
  browser = await site.browser((await addTestPerson(database.db)).email)
  await browser.post(`/my-training/${course_id}/enrolment`)
})
afterAll(async () => {
  await site.stop()
  await database.drop()
})

const url = (index: number) => `/my-training/${course_id}/modules/${pages[index]!.id}`

test('a reflection and ticks are kept for the learner, and for nobody else', async () => {
  const kept = await browser.post(`${url(0)}/notes`, { block: 'reflection-think', text: 'Because <b> of 李.' })
  expect([kept.status, kept.headers.location]).toEqual([303, `${url(0)}#reflection-think`])
  const byScript = await browser
    .post(`${url(0)}/notes`, { block: 'checklist-do', ticked: ['two', 'never-there'] })
    .set('Accept', 'application/json')
  expect(byScript.status).toBe(200)
  const shown = await browser.get(url(0))
  expect(shown.text).toContain('Because &lt;b&gt; of 李.')
  expect(shown.text).toMatch(/value="two" checked/)
  expect(shown.text).not.toMatch(/value="one" checked/)

  const other = await site.browser((await addTestPerson(database.db)).email)
  await other.post(`/my-training/${course_id}/enrolment`)
  expect((await other.get(url(0))).text).not.toContain('Because')
  const trainer = await site.browser((await addTestPerson(database.db, { roles: ['trainer'] })).email)
  expect((await trainer.get(`/courses/modules/${pages[0]!.id}`)).text).not.toContain('Because')
  const audit = JSON.stringify(await database.db('audit_events').select())
  expect(audit).not.toContain('Because')
})

test('what is no part of the page, or too long, is refused; what was kept stays', async () => {
  expect((await browser.post(`${url(0)}/notes`, { block: 'reflection-other', text: 'x' })).status).toBe(404)
  expect((await browser.post(`${url(0)}/notes`, { block: 'reflection-think', text: 'x'.repeat(10_001) })).status).toBe(
    409,
  )
  expect((await browser.get(url(0))).text).toContain('Because')
})

test('a page that can be read instead is offered at the notice, is no step of its own, and counts the same', async () => {
  const shown = await browser.get(url(0))
  expect(shown.text).toContain('Read “The same, in short” instead')
  expect(shown.text).toContain('Module 1 of 2')
  const instead = await browser.get(url(2))
  expect(instead.text).toContain('This page stands in for')
  expect(instead.text).toContain('In short.')
  expect((await browser.get(url(1))).text).toContain('not open yet')
  const done = await browser.post(`${url(2)}/completion`)
  expect(done.headers.location).toBe(url(1))
  expect((await browser.get(url(0))).text).toContain('You finished this on 12 April 2027')
  await browser.post(`${url(1)}/completion`)
  expect((await browser.get('/my-training')).text).toContain('2 of 2')
})
