/** Review, and publishing a change: what is different, how many people it concerns, and what becomes of them. */
import {
  enrol,
  enrolAgain,
  findEnrolment,
  getCourseVersion,
  listModules,
  startDraft,
} from '../../../src/features/courses/index.ts'
import { editModule } from '../../../src/features/courses/commands/modules.ts'
import { publishVersion } from '../../../src/features/certification/commands/publication.ts'
import { checkPerson } from '../../../src/features/certification/commands/checking.ts'
import { listCertificates } from '../../../src/features/certification/index.ts'
import { findCompletion, markModuleDone } from '../../../src/features/learning/index.ts'
import { tellChange } from '../../../src/features/learning/mails.ts'
import { addQuizVersion, getQuizVersion, listQuizQuestions, startAttempt } from '../../../src/features/quizzes/index.ts'
import type { Ctx } from '../../../src/platform/context.ts'
import type { Browser, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf } from '../../support/context.ts'
import type { TestCourse } from '../../support/courses.ts'
import { addTestCourse } from '../../support/courses.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import type { TestPerson } from '../../support/factories.ts'
import { addTestOrganisation, addTestPerson } from '../../support/factories.ts'
import { listMails } from '../../support/mailbox.ts'

let database: TestDatabase
let site: TestSite
let ctx: Ctx
let writer: Browser
let reader: Browser
let course: TestCourse
let certified: TestPerson
let underWay: TestPerson
let version: string
let version_id: string

beforeAll(async () => {
  database = await createTestDatabase()
  site = await startSite(database)
  ctx = contextOf(database.db)
  writer = await site.browser((await addTestPerson(database.db, { roles: ['trainer'] })).email)
  reader = await site.browser(
    (await addTestPerson(database.db, { full_name: 'Rea Reader', roles: ['coordinator'] })).email,
  )
})
afterAll(async () => {
  await site.stop()
  await database.drop()
})

const done = (person: TestPerson, module_id: string) =>
  markModuleDone(ctx, { person_id: person.id, course_id: course.course_id, module_id })

/** Three people: one has the certificate, one has done the first page, one has not begun. Then a draft with another law. */
beforeEach(async () => {
  course = await addTestCourse(ctx)
  const organisation = await addTestOrganisation(database.db)
  const people = await Promise.all(
    [1, 2, 3].map(() => addTestPerson(database.db, { organisation_id: organisation.id })),
  )
  ;[certified, underWay] = [people[0]!, people[1]!]
  for (const person of people) await enrol(ctx, { person_id: person.id, course_id: course.course_id })
  for (const module_id of course.module_ids) await done(certified, module_id)
  await checkPerson(ctx, certified.id)
  await done(underWay, course.module_ids[0]!)
  version_id = (await startDraft(ctx, { course_id: course.course_id, owner: 'Team' })).version_id
  const second = (await listModules(ctx, version_id))[1]!
  const body = '## About Second page\n\nThe words of Second page.\n\nSix strands are protected.'
  await editModule(ctx, { module_id: second.id, seen_revision: null, body, law_as_at: '2027-04-01' })
  version = `/courses/versions/${version_id}`
})

test('a draft is read by somebody else, goes back with a sentence, and is published under the reader’s name', async () => {
  expect((await writer.get(`${version}/publication`)).text).not.toContain('Publish version')
  expect((await writer.post(`${version}/publication`, { is_material: 'no' })).headers.location).toBe(
    `${version}/publication`,
  )
  await writer.post(`${version}/review`)
  expect((await writer.get(`${version}/edit`)).status).toBe(409)
  expect((await writer.get(version)).text).toContain('Nobody changes it meanwhile')
  expect((await writer.get(`${version}/publication`)).text).toContain('You sent this for review yourself')
  expect((await reader.get(`${version}/publication`)).text).not.toContain('You sent this for review yourself')
  await reader.post(`${version}/review/return`, { note: 'Say since when.' })
  expect((await writer.get(version)).text).toContain('Sent back from review: Say since when.')
  expect((await writer.get(`${version}/edit`)).status).toBe(200)
  await writer.post(`${version}/review`)
  expect((await reader.post(`${version}/publication`, { is_material: 'no' })).status).toBe(303)
  expect(await getCourseVersion(ctx, version_id)).toMatchObject({ reviewer: 'Rea Reader', number: 2 })
  expect(await database.db('change_readings').where({ course_version_id: version_id })).toEqual([])
})

test('nobody is asked of a group that is empty, and who came into it before the button was pressed is asked after all', async () => {
  const only = { is_material: 'yes', what_changed: 'Six.', for_certified: 'leave', nobody: 'under_way' }
  await database.db('enrolments').whereNot({ person_id: certified.id }).delete()
  await writer.post(`${version}/review`)
  const page = (await reader.get(`${version}/publication`)).text
  for (const words of [
    'Nobody is under way on an earlier version.',
    '1 person has completed it and is certified.',
    'name="nobody"',
  ])
    expect(page).toContain(words)
  expect(page).not.toContain('name="for_under_way"')
  await enrol(ctx, { person_id: underWay.id, course_id: course.course_id })
  const late = await reader.post(`${version}/publication`, only)
  expect(late.status).toBe(422)
  expect(late.text).toContain('Select what people under way should do: there was nobody when you opened this page')
  expect(late.text).toContain('Leave 1 person as they are')
  // The same between the handler's look and the command's.
  const change = { what_changed: 'Six.', for_under_way: null, for_certified: 'leave' as const }
  expect(await publishVersion(ctx, { version_id, change })).toEqual({ result: 'not-asked' })
  expect((await getCourseVersion(ctx, version_id)).published_at).toBeNull()
  // And the other way: who was asked about is gone, and the decision stands.
  await database.db('enrolments').where({ person_id: underWay.id }).delete()
  const sent = await reader.post(`${version}/publication`, { ...only, for_under_way: 'again' })
  expect((await reader.follow(sent)).text).toContain('Version 2 is published')
  expect(await database.db('version_changes').where({ course_version_id: version_id }).first()).toMatchObject({
    for_under_way: 'again',
    for_certified: 'leave',
  })
})

test('where nobody is concerned the button is all there is', async () => {
  await database.db('enrolments').where({ course_id: course.course_id }).delete()
  await writer.post(`${version}/review`)
  const page = (await reader.get(`${version}/publication`)).text
  expect(page).toContain('So there is nobody to ask anything of.')
  expect(page).not.toContain('Is it a material change?')
  expect((await reader.post(`${version}/publication`, { nobody: ['under_way', 'certified'] })).status).toBe(303)
  expect((await getCourseVersion(ctx, version_id)).published_at).not.toBeNull()
  expect(await database.db('version_changes').where({ course_version_id: version_id })).toEqual([])
})

test('before the button stands what is different, and how many people each choice concerns', async () => {
  await writer.post(`${version}/review`)
  const page = await reader.get(`${version}/publication`)
  for (const words of [
    'What is different from version 1',
    'Law as at 1 April 2027 (before: 1 January 2027).',
    '<ins><span class="govuk-visually-hidden">Added: </span>Six strands are protected.</ins>',
    'Leave 2 people as they are',
    'Ask 1 person to read what changed',
    'Reading age of each page',
  ])
    expect(page.text).toContain(words)
  const unsaid = await reader.post(`${version}/publication`, {})
  expect([unsaid.status, unsaid.text.includes('Say whether it is a material change')]).toEqual([422, true])
  const half = await reader.post(`${version}/publication`, { is_material: 'yes', for_under_way: 'what changed' })
  expect(half.status).toBe(422)
  expect(half.text).toContain('Enter what changed, in a few sentences')
  expect(half.text).toContain('Select what people who are certified should do')
})

const publish = (for_under_way: string, for_certified: string) =>
  writer.post(`${version}/review`).then(() =>
    reader.post(`${version}/publication`, {
      ...{ is_material: 'yes', what_changed: 'Now **six** strands.', for_under_way, for_certified },
    }),
  )

test('who is under way reads what changed before the course is complete; who is certified is asked, and keeps it all', async () => {
  expect((await publish('what changed', 'what changed')).status).toBe(303)
  const learner = await site.browser(underWay.email)
  expect((await learner.get('/my-training')).text).toContain('What changed in version 2')
  await done(underWay, course.module_ids[1]!)
  await checkPerson(ctx, underWay.id)
  expect(await findCompletion(ctx, underWay.id, course.version_id)).toBeUndefined()
  const change = `/my-training/changes/${version_id}`
  expect((await learner.get(change)).text).toContain('Now <strong>six</strong> strands.')
  await learner.post(`${change}/completion`)
  await learner.post(`${change}/completion`)
  await checkPerson(ctx, underWay.id)
  const completion = await findCompletion(ctx, underWay.id, course.version_id)
  expect(completion!.content_hash).toEqual((await getCourseVersion(ctx, course.version_id)).content_hash)

  const champion = await site.browser(certified.email)
  expect((await champion.get('/my-training')).text).toContain('Please read it; your certificate stays as it is.')
  await checkPerson(ctx, certified.id)
  expect((await findCompletion(ctx, certified.id, course.version_id))!.is_in_force).toBe(true)
  // Told by email, once whatever is tried again; who is under way meets it in the course.
  for (let time = 0; time < 2; time++)
    await tellChange(ctx, { versionId: version_id, personIds: [certified.id], isAgain: false })
  const told = await listMails(database.db, { kind: 'learning.change' })
  expect(told.map((mail) => mail.text.includes(change))).toEqual([true])
  const jobs = await database.db.raw(
    `select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'learning.tell-change'`,
  )
  expect(jobs.rows.map(({ payload }: { payload: unknown }) => payload)).toEqual([
    { versionId: version_id, personIds: [certified.id], isAgain: false },
  ])
  await champion.post(`${change}/completion`)
  expect((await champion.get('/my-training')).text).not.toContain('Please read it')
  const stranger = await site.browser((await addTestPerson(database.db)).email)
  expect((await stranger.get(change)).status).toBe(404)
})

test('to do it again: what says the same stays done, certificates stay, and the new hash is recorded at the end', async () => {
  const published = await publish('again', 'again')
  expect(published.status).toBe(303)
  expect((await reader.follow(published)).text).toContain('Asked to do what changed again: 3 people')
  const modules = await listModules(ctx, version_id)
  for (const person of [underWay, certified]) {
    const learner = await site.browser(person.email)
    const page = await learner.get('/my-training')
    expect(page.text).toContain('1 of 2 steps done')
    const read = (await learner.get(`/my-training/${course.course_id}/modules/${modules[1]!.id}`)).text
    expect(read).toContain('Six strands')
    // Whoever did it before is told why it is to do once more, with what was written of the change.
    for (const { text } of [page, { text: read }])
      for (const words of ['It has changed since you did it on ', 'What changed in version 2', '<strong>six</strong>'])
        expect(text.includes(words)).toBe(person === certified)
    await checkPerson(ctx, person.id)
  }
  const [before] = await listCertificates(ctx, certified.id)
  expect(before!.standing).toBe('good')
  await done(certified, modules[1]!.id)
  await checkPerson(ctx, certified.id)
  expect(await listCertificates(ctx, certified.id)).toHaveLength(1)
  const { content_hash } = await getCourseVersion(ctx, version_id)
  expect((await findCompletion(ctx, certified.id, version_id))!.content_hash).toEqual(content_hash)
  expect((await findCompletion(ctx, certified.id, course.version_id))!.is_in_force).toBe(true)
})

test('to do it again in a second round, and again after that: only what was done in the round stays done', async () => {
  // Certified in the first round, and begun once more in the version that is still the latest.
  await enrolAgain(ctx, { person_id: certified.id, course_id: course.course_id, after: 1 })
  await done(certified, course.module_ids[0]!)
  expect((await publish('again', 'leave')).status).toBe(303)
  const learner = await site.browser(certified.email)
  expect((await learner.get('/my-training')).text).toContain('1 of 2 steps done')
  const [, second] = await listModules(ctx, version_id)
  expect(await findEnrolment(ctx, certified.id, course.course_id)).toMatchObject({
    round: 2,
    course_version_id: version_id,
  })
  await done(certified, second!.id)
  await checkPerson(ctx, certified.id)
  expect((await findCompletion(ctx, certified.id, version_id))!.is_in_force).toBe(true)

  const third = (await startDraft(ctx, { course_id: course.course_id, owner: 'Team' })).version_id
  const changed = (await listModules(ctx, third))[0]!
  await editModule(ctx, { module_id: changed.id, seen_revision: null, body: 'Seven strands.' })
  version = `/courses/versions/${third}`
  expect((await publish('again', 'again')).status).toBe(303)
  expect((await learner.get('/my-training')).text).toContain('1 of 2 steps done')
  await done(certified, changed.id)
  await checkPerson(ctx, certified.id)
  expect((await findCompletion(ctx, certified.id, third))!.is_in_force).toBe(true)
  const ofRound = database.db('completions').where({ person_id: certified.id, round: 2 }).orderBy('completed_at')
  expect(await ofRound.pluck('course_version_id')).toEqual([version_id, third])
})

test('a quiz that was passed and is to be done again says so, and what changed since', async () => {
  const quizCourse = await addTestCourse(ctx, { pages: [], quiz: [{}, {}] })
  await enrol(ctx, { person_id: certified.id, course_id: quizCourse.course_id })
  const learner = await site.browser(certified.email)
  const draft = (await startDraft(ctx, { course_id: quizCourse.course_id, owner: 'Team' })).version_id
  const [quiz] = await listModules(ctx, draft)
  const asked = await listQuizQuestions(ctx, quiz!.quiz_version_id!)
  const { quiz_id, title } = await getQuizVersion(ctx, quiz!.quiz_version_id!)
  const fresh = await addQuizVersion(ctx, {
    ...{ quiz_id, title, pass_percent: 80, attempts_allowed: null, draw_count: null },
    question_version_ids: [asked[0]!.question_version_id],
  })
  await editModule(ctx, { module_id: quiz!.id, seen_revision: null, quiz_version_id: fresh.quiz_version_id })
  const begun = await startAttempt(ctx, { quiz_version_id: quizCourse.quiz_version_id!, person_id: certified.id })
  await database
    .db('attempts')
    .where({ id: (begun as { attempt_id: string }).attempt_id })
    .update({ handed_in_at: ctx.now, points: 2, is_critical_right: true, is_passed: true })
  await checkPerson(ctx, certified.id)
  version = `/courses/versions/${draft}`
  expect((await publish('again', 'again')).status).toBe(303)
  const before = await learner.get(`/my-training/${quizCourse.course_id}/modules/${quiz!.id}`)
  const overview = await learner.get('/my-training')
  for (const { text } of [before, overview])
    for (const words of ['It has changed since you passed it on ', 'What changed in version 2', '<strong>six</strong>'])
      expect(text).toContain(words)
  expect(before.text).toContain('Please take it again.')
})

test('publishing a change twice at once asks everybody once', async () => {
  await writer.post(`${version}/review`)
  const form = { is_material: 'yes', what_changed: 'Six.', for_under_way: 'what changed', for_certified: 'leave' }
  const answers = await Promise.all([1, 2, 3].map(() => reader.post(`${version}/publication`, form)))
  expect(answers.map((one) => one.status)).toEqual([303, 303, 303])
  expect(await database.db('change_readings').where({ course_version_id: version_id })).toHaveLength(2)
  expect(await database.db('audit_events').where({ action: 'courses.publish', subject_id: version_id })).toHaveLength(1)
})
