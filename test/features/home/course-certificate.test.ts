/** From the result page straight to the certificate of the course. */
import { newId } from '../../../src/lib/ids.ts'
import type { TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf } from '../../support/context.ts'
import { addTestCourse } from '../../support/courses.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestOrganisation, addTestPerson } from '../../support/factories.ts'
import { runJobs } from '../../support/mailbox.ts'

let database: TestDatabase
let site: TestSite

beforeAll(async () => {
  database = await createTestDatabase()
  site = await startSite(database)
})
afterAll(async () => {
  await site.stop()
  await database.drop()
})

test('who has completed a course is led to the PDF, who has not to My training, who is not on it nowhere', async () => {
  const ctx = contextOf(database.db)
  const course = await addTestCourse(ctx, { pages: ['One'] })
  const organisation = await addTestOrganisation(database.db)
  const learner = await addTestPerson(database.db, { organisation_id: organisation.id })
  const browser = await site.browser(learner.email)
  const certificate = `/my-training/${course.course_id}/certificate`
  expect((await browser.get(certificate)).status).toBe(404)
  expect((await browser.get(`/my-training/${newId()}/certificate`)).status).toBe(404)
  await browser.post(`/my-training/${course.course_id}/enrolment`)
  expect((await browser.get(certificate)).headers.location).toBe('/my-training')
  await browser.post(`/my-training/${course.course_id}/modules/${course.module_ids[0]}/completion`)
  await runJobs(ctx)
  const found = await browser.get(certificate)
  expect(found.headers.location).toMatch(/^\/certificates\/[0-9a-f-]{36}\/certificate\.pdf$/)
  const pdf = await browser.follow(found)
  expect(pdf.headers['content-type']).toContain('application/pdf')
})
