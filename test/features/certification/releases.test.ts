/** Releasing in stages, recalling, and switching back to issuing at once with the number typed. */
import type { Ctx } from '../../../src/platform/context.ts'
import { listCertificates } from '../../../src/features/certification/index.ts'
import { checkPerson } from '../../../src/features/certification/commands/checking.ts'
import { startCourse } from '../../../src/features/learning/index.ts'
import { markModuleDone } from '../../../src/features/learning/commands/modules.ts'
import { clock } from '../../../src/platform/clock.ts'
import { putJob } from '../../../src/platform/jobs/put.ts'
import { contextOf, contextOfPerson } from '../../support/context.ts'
import type { TestCourse } from '../../support/courses.ts'
import { addTestCourse } from '../../support/courses.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestPerson } from '../../support/factories.ts'
import type { Browser, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { listMails, runJobs } from '../../support/mailbox.ts'

let database: TestDatabase
let site: TestSite
let ctx: Ctx
let course: TestCourse
let trainer: Browser
let coordinator: Browser
const start = new Date('2027-04-12T09:00:00Z')

beforeAll(async () => {
  database = await createTestDatabase()
  site = await startSite(database, { at: start })
  ctx = contextOf(database.db)
  course = await addTestCourse(ctx, { pages: ['Only'] })
})
afterAll(async () => {
  await site.stop()
  await database.drop()
})
beforeEach(async () => {
  clock.set(start)
  await database.reset()
  course = await addTestCourse(ctx, { pages: ['Only'] })
  trainer = await site.browser((await addTestPerson(database.db, { roles: ['trainer'] })).email)
  coordinator = await site.browser((await addTestPerson(database.db, { roles: ['coordinator'] })).email)
  await coordinator.post(`/certificates/issuing/${course.programme_id}`, { issuing: 'released' })
})

async function completed(full_name: string): Promise<string> {
  const { id } = await addTestPerson(database.db, { full_name })
  const own = { ...(await contextOfPerson(ctx, id)), now: start }
  await startCourse(own, { person_id: id, course_id: course.course_id })
  await markModuleDone(own, { person_id: id, course_id: course.course_id, module_id: course.module_ids[0]! })
  await checkPerson(own, id)
  return id
}
const completionOf = async (person_id: string) =>
  (await database.db('completions').where({ person_id }).first('id'))!.id as string
const mails = async () =>
  (await listMails(database.db, { kind: 'certification.certificate' })).map((mail) => /Hello (.+),/.exec(mail.text)![1])

async function minutesPass(minutes: number): Promise<void> {
  clock.set(new Date(start.getTime() + minutes * 60_000))
  const then = contextOf(database.db, { at: clock.now() })
  await putJob(then, 'plans.run', {})
  await runJobs(then)
}

test('what was earned waits; a stage is released, one of it recalled, and only the rest goes out after 15 minutes', async () => {
  const [ann, bo, cy] = [await completed('Ann'), await completed('Bo'), await completed('Cy')]
  expect(await listCertificates(ctx, ann)).toEqual([])
  const list = await trainer.get('/certificates/releases')
  for (const name of ['Ann', 'Bo', 'Cy']) expect(list.text).toContain(name)
  // Nobody looks at that list every day: the start page says so.
  expect((await trainer.get('/')).text).toContain('certificates wait to be released')
  const stage = { completion_id: [await completionOf(ann), await completionOf(bo)] }
  await Promise.all([1, 2].map(() => trainer.post('/certificates/releases', stage)))
  expect((await trainer.follow(await trainer.post('/certificates/releases', stage))).text).toContain(
    'those you ticked do not wait any more',
  )
  const releases = await database.db('certificate_releases').orderBy('id')
  expect(releases).toHaveLength(2)
  await minutesPass(14)
  expect(await mails()).toEqual([])
  const recalled = releases.find((one) => one.completion_id === stage.completion_id[1])!
  await trainer.post('/certificates/releases/recall', { release_id: recalled.id })
  await minutesPass(16)
  expect(await mails()).toEqual(['Ann'])
  expect(await listCertificates(ctx, ann)).toHaveLength(1)
  expect(await listCertificates(ctx, bo)).toEqual([])
  await trainer.post('/certificates/releases/recall', { release_id: releases.map((one) => one.id) })
  expect(await listCertificates(ctx, ann)).toHaveLength(1)
  const after = await trainer.get('/certificates/releases')
  expect(after.text).not.toContain('Release </span><strong>Ann')
  expect(after.text).toContain('Release </span><strong>Bo')
  await checkPerson(contextOf(database.db, { at: clock.now() }), cy)
  expect(await listCertificates(ctx, cy)).toEqual([])
  expect((await trainer.get('/')).text).toContain('certificates wait to be released')
})

test('whose account was closed when their certificate would have gone out waits again once it is opened', async () => {
  const ann = await completed('Ann')
  await trainer.post('/certificates/releases', { completion_id: await completionOf(ann) })
  await coordinator.post(`/people/${ann}/disabling`, { reason: 'Left, we thought' })
  await minutesPass(16)
  expect(await mails()).toEqual([])
  await database.db('people').where({ id: ann }).update({ disabled_at: null })
  expect((await trainer.get('/certificates/releases')).text).toContain('Release </span><strong>Ann')
  await trainer.post('/certificates/releases', { completion_id: await completionOf(ann) })
  await minutesPass(32)
  expect(await mails()).toEqual(['Ann'])
  expect((await trainer.get('/certificates/releases')).text).not.toContain('Ann')
})

test('all that the list shows are released, and recalled, by one button; who came since the page was made is not', async () => {
  for (const name of ['Ann', 'Bo', 'Cy']) await completed(name)
  const list = await trainer.get('/certificates/releases')
  expect(list.text).toContain('Release all 3')
  const listed = (text: string) => ({
    which: 'listed',
    listed_id: [...text.matchAll(/name="listed_id" value="([^"]+)"/g)].map((found) => found[1]!),
  })
  await completed('Dee')
  await trainer.post('/certificates/releases', listed(list.text))
  const after = await trainer.get('/certificates/releases')
  expect(after.text).toContain('Release </span><strong>Dee</strong>')
  expect(after.text).toContain('Recall all 3')
  expect(after.text).not.toContain('Release all')
  const released = after.text.slice(after.text.indexOf('Released, not gone out yet'))
  await trainer.post('/certificates/releases/recall', listed(released))
  await minutesPass(16)
  expect(await mails()).toEqual([])
})

test('switching to at once says how many that would issue, and asks for the number', async () => {
  const people = [await completed('Ann'), await completed('Bo')]
  const path = `/certificates/issuing/${course.programme_id}`
  expect((await coordinator.get(path)).text).toContain('would issue 2 now')
  for (const typed of ['', '1', 'two']) {
    const refused = await coordinator.post(path, { issuing: 'at once', typed })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('This would issue 2 now. Type 2 to go on')
  }
  people.push(await completed('Cy'))
  expect((await coordinator.post(path, { issuing: 'at once', typed: '2' })).text).toContain('would issue 3 now')
  expect((await coordinator.post(path, { issuing: 'at once', typed: '3' })).status).toBe(303)
  await minutesPass(1)
  for (const person of people) expect(await listCertificates(ctx, person)).toHaveLength(1)
  expect((await trainer.get(path)).status).toBe(403)
})
