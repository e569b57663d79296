/** A package from its upload to a module that is done, over HTTP: which host answers what, and what a token is good for. */
import supertest from 'supertest'
import {
  enrolAgain,
  listModules,
  moveToVersion,
  publishCourseVersion,
  startDraft,
} from '../../../src/features/courses/index.ts'
import { carryProgress, completionOf } from '../../../src/features/learning/index.ts'
import { clock } from '../../../src/platform/clock.ts'
import type { Browser, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import type { TestPerson } from '../../support/factories.ts'
import { addTestPerson } from '../../support/factories.ts'
import { addPackageCourse, package12, package2004 } from '../../support/scorm.ts'
import { zipOf } from '../../support/zip.ts'

const at = new Date('2027-04-12T09:00:00Z')
/** In tests the site is at localhost:3000, and so packages are at this name of the same machine. */
const host = '127.0.0.1:3000'
const origin = `http://${host}`

let database: TestDatabase
let site: TestSite
let learner: TestPerson
let browser: Browser

beforeAll(async () => {
  database = await createTestDatabase()
  site = await startSite(database, { at })
})
afterAll(async () => {
  await site.stop()
  await database.drop()
})
beforeEach(async () => {
  await database.reset()
  clock.set(at)
  learner = await addTestPerson(database.db)
  browser = await site.browser(learner.email)
})

const ctx = () => contextOf(database.db, { at: clock.now() })
type Course = Awaited<ReturnType<typeof addPackageCourse>>
const moduleUrl = (course: Course) => `/my-training/${course.course_id}/modules/${course.module_id}`
const enrol = (course: Course) => browser.post(`/my-training/${course.course_id}/enrolment`)

const fromHost = (path: string) => supertest(site.server).get(path).set('Host', host)

interface Opened {
  tab: string
  files_url: string
  token: string
  parts: {
    id: string
    address: string
    is_done: boolean
    cmi: { core?: Record<string, unknown>; suspend_data?: string }
  }[]
}
async function open(course: Course): Promise<Opened> {
  const answer = await browser.post(`${moduleUrl(course)}/package/opening`)
  expect(answer.status).toBe(200)
  return answer.body as Opened
}

const commit = (token: string, seq: number, cmi: object, item_id = 'one', from = origin) =>
  supertest(site.server)
    .post('/c')
    .set('Host', host)
    .set('Origin', from)
    .set('Content-Type', 'text/plain')
    .send(JSON.stringify({ token, item_id, seq, cmi }))

const cmi12 = (status: string, more: object = {}, core: object = {}) => ({
  core: { lesson_status: status, ...core },
  ...more,
})

test('an author uploads a package: refused with a reason beside the field, then taken with all that is known of it', async () => {
  const { course_id, version_id } = await addPackageCourse(ctx(), package12())
  const draft = await startDraft(ctx(), { course_id, owner: 'Team' })
  const trainer = await addTestPerson(database.db, { roles: ['trainer'] })
  const author = await site.browser(trainer.email)
  const upload = (bytes: Buffer, fields = {}) =>
    author.upload(
      `/courses/versions/${draft.version_id}/packages`,
      { file: { name: 'my course.zip', bytes } },
      { title: 'From the tool', owner: 'Team', length_minutes: '20', done_when: 'completed', ...fields },
    )

  const refused = await upload(zipOf({ 'index.html': 'x' }))
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('href="#file">The package has no imsmanifest.xml')
  expect(refused.text).toContain('value="From the tool"')

  // The file was fine and the rest was not: it need not be sent again.
  const kept = await upload(package2004(), { title: '', done_when: 'score' })
  expect(kept.status).toBe(422)
  expect(kept.text).toContain('Enter the score that is needed')
  const packageId = /name="package_id" value="([^"]+)"/.exec(kept.text)![1]!
  const added = await author.upload(
    `/courses/versions/${draft.version_id}/packages`,
    {},
    {
      title: 'From the tool',
      owner: 'Team',
      length_minutes: '20',
      done_when: 'score',
      min_percent: '70',
      package_id: packageId,
    },
  )
  expect(added.status).toBe(303)

  const shown = await author.follow(added)
  for (const words of [
    'SCORM 2004 4th Edition',
    'my course.zip',
    '3 parts, in this order',
    'What the law says',
    'score of 70% or more',
  ])
    expect(shown.text).toContain(words)
  const { sha256 } = (await database.db('packages').where({ id: packageId }).first('sha256'))!
  expect(shown.text).toContain(sha256.toString('hex'))
  const preview = await author.get(`${added.headers.location}/package`)
  expect(preview.headers['content-security-policy']).toContain(`frame-src ${origin}`)
  const opened = await author.post(`${added.headers.location}/package/opening`)
  expect(opened.body).toMatchObject({ token: null, scorm: '2004' })

  const edited = await author.upload(
    added.headers.location!,
    { file: { name: 'new.zip', bytes: package12() } },
    {
      title: 'From the tool',
      owner: 'Team',
      length_minutes: '20',
      done_when: 'passed',
      package_id: packageId,
      seen_revision: '1',
    },
  )
  expect(edited.status).toBe(303)
  expect((await author.get(added.headers.location!)).text).toContain('SCORM 1.2')

  // What was published keeps its package, and says so in its content mark.
  await expect(
    database.db('modules').where({ course_version_id: version_id }).update({ package_id: packageId }),
  ).rejects.toThrow()
  const [one, other] = [await addPackageCourse(ctx(), package12()), await addPackageCourse(ctx(), package2004())]
  const hashes = await database
    .db('course_versions')
    .whereIn('id', [one.version_id, other.version_id])
    .pluck('content_hash')
  expect(hashes[0]).not.toEqual(hashes[1])
})

test('a learner opens it, what it commits is kept and brought back, and the module is done', async () => {
  const course = await addPackageCourse(ctx(), package12(), { alternative: 'The same to read' })
  await enrol(course)
  const before = await browser.get(moduleUrl(course))
  expect(before.text).toContain('It is done when you have gone through it to the end.')
  expect(before.text).toMatch(/<noscript>[\s\S]*needs JavaScript[\s\S]*The same to read[\s\S]*<\/noscript>/)
  const page = await browser.get(`${moduleUrl(course)}/package`)
  expect(page.headers['content-security-policy']).toContain(`frame-src ${origin}`)
  expect(before.headers['content-security-policy']).not.toContain('frame-src')

  const first = await open(course)
  const { token, files_url, parts } = first
  expect(parts).toMatchObject([
    {
      id: 'one',
      address: 'index.html',
      is_done: false,
      cmi: { core: { entry: 'ab-initio', student_name: 'Learner' } },
    },
  ])
  const file = await fromHost(new URL(files_url).pathname + parts[0]!.address)
  expect([file.status, file.type]).toEqual([200, 'text/html'])

  const odd = { suspend_data: 'a\u0000b \ud800 ✓' }
  const saved = await commit(token, 1, cmi12('incomplete', odd, { lesson_location: 'p2', total_time: '0000:12:00' }))
  expect(saved.body).toEqual({ result: 'saved', is_done: false, saved_at: expect.any(String) })
  // An older one that comes late, and the same once more, change nothing.
  await commit(token, 5, cmi12('incomplete', odd, { lesson_location: 'p5', total_time: '0000:12:00' }))
  expect((await commit(token, 4, cmi12('completed'))).body).toMatchObject({ result: 'older', is_done: false })
  expect((await browser.get(moduleUrl(course))).text).toContain('You began on 12 April 2027. Time: 12 minutes.')

  const again = await open(course)
  expect(again.parts[0]!.cmi).toMatchObject({
    core: { entry: 'resume', lesson_location: 'p5', total_time: '0000:12:00' },
    ...odd,
  })
  // The page that had it open before has lost it, whatever the number.
  expect((await commit(token, 9, cmi12('completed'))).status).toBe(409)
  expect((await browser.post(`${moduleUrl(course)}/package/token`, { tab: first.tab })).status).toBe(409)

  const done = await commit(again.token, 1, cmi12('passed', {}, { score: { raw: '90' } }))
  expect(done.body).toMatchObject({ result: 'saved', is_done: true })
  // Nothing that comes later takes it back.
  expect((await commit(again.token, 2, cmi12('incomplete'))).body).toMatchObject({ is_done: true })
  const after = await browser.get(moduleUrl(course))
  expect(after.text).toContain('You finished this on 12 April 2027.')
  expect(after.text).toContain('Go on to “What comes next”')
  const { steps } = await completionOf(ctx(), learner.id, course.version_id)
  expect(steps.map((step) => step.state)).toEqual(['done', 'open'])
})

test('who cannot use it reads the page instead, and that counts the same', async () => {
  const course = await addPackageCourse(ctx(), package12(), { alternative: 'The same to read' })
  await enrol(course)
  const instead = `/my-training/${course.course_id}/modules/${course.alternative_id}`
  expect((await browser.get(instead)).text).toContain('stands in for')
  const marked = await browser.post(`${instead}/completion`)
  expect(marked.headers.location).toContain(course.next_id)
  // Who looks into the package all the same is told that it is done, whatever it says itself.
  expect((await commit((await open(course)).token, 1, cmi12('incomplete'))).body).toMatchObject({ is_done: true })
  // Of the package itself nobody can say so.
  expect((await browser.post(`${moduleUrl(course)}/completion`)).status).toBe(404)
})

test('a score that the author asks for, over all parts', async () => {
  const course = await addPackageCourse(ctx(), package2004(), { done_when: 'score', min_percent: 80 })
  await enrol(course)
  const { token } = await open(course)
  const said = (success_status: string, scaled?: string) => ({
    completion_status: 'completed',
    success_status,
    score: { scaled },
  })
  await commit(token, 1, said('unknown'), 'start')
  await commit(token, 2, said('unknown'), 'law')
  expect((await commit(token, 3, said('failed', '0.79'), 'test')).body.is_done).toBe(false)
  expect((await browser.get(moduleUrl(course))).text).toContain('Score: 79%. Not passed yet.')
  expect((await commit(token, 4, said('passed', '0.8'), 'test')).body.is_done).toBe(true)
  expect((await commit(token, 5, said('passed'), 'no such part')).status).toBe(422)
})

test('the host of packages: nothing of the site answers there, no cookie is set or read, and files are nowhere else', async () => {
  const course = await addPackageCourse(ctx(), package12())
  await enrol(course)
  const { files_url, token } = await open(course)
  const path = new URL(files_url).pathname
  for (const url of [
    '/',
    '/my-training',
    '/sign-in',
    '/healthz',
    '/help',
    '/css/site.css',
    '/js/site.js',
    '/dev/sign-in-as',
    '/files/x',
    '/c',
  ]) {
    const answer = await browser.agent.get(url).set('Host', host)
    expect([url, answer.status, answer.headers['set-cookie']]).toEqual([url, 404, undefined])
    expect(answer.text).toContain('Only training packages are here')
  }
  const signIn = await supertest(site.server)
    .post('/dev/sign-in-as')
    .set('Host', host)
    .type('form')
    .send({ email: learner.email })
  expect([signIn.status, signIn.headers['set-cookie']]).toEqual([404, undefined])

  const frame = await fromHost('/w')
  expect(frame.headers['content-security-policy']).toContain('frame-ancestors http://localhost:3000;')
  expect(frame.headers['content-security-policy']).toMatch(/^default-src 'none'/)
  // With this, browsers say who asks of a fetch only, and not of a beacon: the frame's script must not use one.
  expect(frame.headers['referrer-policy']).toBe('no-referrer')
  expect((await fromHost('/js/package-frame.js')).text).not.toContain('sendBeacon')
  expect((await commit(token, 1, cmi12('incomplete'), 'one', 'null')).status).toBe(403)
  expect(frame.headers['set-cookie']).toBeUndefined()
  expect((await fromHost('/js/package-frame.js')).status).toBe(200)
  const file = await fromHost(`${path}index.html`)
  expect(file.headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff' })
  expect(file.headers['content-security-policy']).toContain(
    "frame-ancestors 'self' http://localhost:3000;sandbox allow-scripts",
  )
  expect(file.headers['content-security-policy']).toContain("connect-src 'self'")
  const range = await fromHost(`${path}media/words.txt`).set('Range', 'bytes=1-3')
  expect([range.status, range.text]).toEqual([206, 'ord'])

  // Neither the frame, nor the files, nor the commits are on the site.
  for (const url of ['/w', `${path}index.html`]) expect((await browser.get(url)).status).toBe(404)
  expect((await browser.post('/c', { token })).status).toBe(404)
  // And what runs there cannot write here, even if the browser sent the cookie along.
  const post = browser.agent.post(`/my-training/${course.course_id}/enrolment`)
  expect((await post.set('Origin', origin).set('Sec-Fetch-Site', 'cross-site')).status).toBe(403)
  expect((await browser.agent.post(`/my-training/${course.course_id}/enrolment`).set('Origin', origin)).status).toBe(
    403,
  )

  for (const bad of ['index.htm', '../index.html', '%00', 'media/', ''])
    expect((await fromHost(path + bad)).status).toBeGreaterThanOrEqual(400)
  expect((await fromHost(`/f/${token}/index.html`)).status).toBe(404)
  clock.set(new Date(at.getTime() + 13 * 3_600_000))
  expect((await fromHost(`${path}index.html`)).status).toBe(404)
})

test('a token is for one attempt, for minutes, for the page it was given to, and for who still has access', async () => {
  const course = await addPackageCourse(ctx(), package12())
  await enrol(course)
  const { token, files_url, tab } = await open(course)
  expect((await commit(token, 1, cmi12('incomplete'), 'one', 'http://localhost:3000')).status).toBe(403)
  const readingKey = new URL(files_url).pathname.split('/')[2]!
  expect((await commit(readingKey, 1, cmi12('incomplete'))).status).toBe(401)
  expect((await commit('x', 1, cmi12('incomplete'))).status).toBe(401)
  expect((await commit(token, 1, { suspend_data: 'x'.repeat(1_100_000) })).status).toBe(413)
  const unreadable = await supertest(site.server).post('/c').set('Host', host).set('Origin', origin).send('not json')
  expect(unreadable.status).toBe(422)
  const kept = await database.db('package_tokens').select('token_hash')
  expect(kept.map((one) => one.token_hash.toString())).not.toContain(token)

  clock.set(new Date(at.getTime() + 11 * 60_000))
  expect((await commit(token, 1, cmi12('incomplete'))).status).toBe(401)
  const renewed = await browser.post(`${moduleUrl(course)}/package/token`, { tab })
  expect((await commit(renewed.body.token, 1, cmi12('incomplete'))).status).toBe(200)

  await database.db('people').where({ id: learner.id }).update({ disabled_at: at })
  expect((await commit(renewed.body.token, 2, cmi12('completed'))).status).toBe(401)
  expect((await fromHost(`${new URL(files_url).pathname}index.html`)).status).toBe(404)
})

test('a commit reads nothing of what packages keep, and no progress while nothing is done', async () => {
  const course = await addPackageCourse(ctx(), package12())
  await enrol(course)
  const { token } = await open(course)
  const asked: string[] = []
  const listen = ({ sql }: { sql: string }) => void asked.push(sql)
  database.db.on('query', listen)
  await commit(token, 1, cmi12('incomplete', { suspend_data: 'x'.repeat(1000) }))
  database.db.off('query', listen)
  const reads = asked.filter((sql) => sql.startsWith('select'))
  expect(reads.filter((sql) => sql.includes('package_states'))).toEqual([expect.not.stringMatching(/cmi|\*/)])
  expect(reads.filter((sql) => /from "?packages"?/.test(sql))).toHaveLength(1)
  expect(reads.filter((sql) => sql.includes('is_fixed_order'))).toEqual([])
})

test('many commits at once, in any order: the one with the highest number stays', async () => {
  const course = await addPackageCourse(ctx(), package12())
  await enrol(course)
  const { token } = await open(course)
  const numbers = Array.from({ length: 8 }, (_, index) => ((index * 5) % 8) + 1)
  await Promise.all(numbers.map((seq) => commit(token, seq, cmi12('incomplete', { suspend_data: `n${seq}` }))))
  expect((await open(course)).parts[0]!.cmi.suspend_data).toBe('n8')
})

test('a new version with the same package: what was kept is found again, and what was done stays done', async () => {
  const course = await addPackageCourse(ctx(), package12())
  await enrol(course)
  await commit((await open(course)).token, 1, cmi12('incomplete', { suspend_data: 'half way' }))
  const { version_id } = await startDraft(ctx(), { course_id: course.course_id, owner: 'Team' })
  await publishCourseVersion(ctx(), { version_id, is_review_waived: true })
  const to = { version_id, person_ids: [learner.id] }
  await moveToVersion(ctx(), to)
  const [module] = await listModules(ctx(), version_id)
  const moved = { ...course, module_id: module!.id }
  const { token, parts } = await open(moved)
  expect(parts[0]!.cmi.suspend_data).toBe('half way')
  expect((await commit(token, 1, cmi12('completed'))).body.is_done).toBe(true)

  const next = await startDraft(ctx(), { course_id: course.course_id, owner: 'Team' })
  await publishCourseVersion(ctx(), { version_id: next.version_id, is_review_waived: true })
  // As publishing does it: first what stays done, then the people.
  await carryProgress(ctx(), { ...to, version_id: next.version_id })
  await moveToVersion(ctx(), { ...to, version_id: next.version_id })
  const { steps } = await completionOf(ctx(), learner.id, next.version_id)
  expect(steps[0]!.state).toBe('done')
})

test('taken again: a page that is left over from the time before saves there, and completes nothing now', async () => {
  const course = await addPackageCourse(ctx(), package12())
  await enrol(course)
  const { token } = await open(course)
  clock.set(new Date(at.getTime() + 60_000))
  await enrolAgain(ctx(), { person_id: learner.id, course_id: course.course_id, after: 1 })
  expect((await commit(token, 1, cmi12('completed'))).body).toMatchObject({ result: 'saved', is_done: false })
  expect((await open(course)).parts[0]!.cmi).toMatchObject({ core: { entry: 'ab-initio' } })
})

test('a name in the world is told by itself, whatever port the proxy passes on', async () => {
  const config = { base_url: 'https://site.example', package_url: 'https://packages.example' }
  const { app } = await startSite(database, { at, config })
  const ask = (name: string) => supertest(app).get('/sign-in').set('Host', name)
  for (const name of ['packages.example', 'packages.example:8443', 'PACKAGES.example.'])
    expect([name, (await ask(name)).status]).toEqual([name, 404])
  expect((await ask('site.example')).status).toBe(200)
  const none = await startSite(database, { at, config: { package_url: undefined } })
  const trainer = await addTestPerson(database.db, { roles: ['trainer'] })
  const author = await none.browser(trainer.email)
  const { course_id } = await addPackageCourse(ctx(), package12())
  const { version_id } = await startDraft(ctx(), { course_id, owner: 'Team' })
  expect((await author.get(`/courses/versions/${version_id}/packages/new`)).text).toContain(
    'Packages cannot be used yet',
  )
})
