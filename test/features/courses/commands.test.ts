/** Drafts, publishing and enrolment on a real database: twice at once, out of order, and what never changes. */
import { newId } from '../../../src/lib/ids.ts'
import type { Ctx } from '../../../src/platform/context.ts'
import { Conflict, NotFound } from '../../../src/platform/errors.ts'
import {
  addModule,
  enrol,
  getCourseVersion,
  getModule,
  listContentNeedingReview,
  listCourseLiveParts,
  listModuleFiles,
  listModules,
  listPublishedCourses,
  publishCourseVersion,
  saveDraft,
  startDraft,
} from '../../../src/features/courses/index.ts'
import { addModuleFile, removeModuleFile } from '../../../src/features/courses/commands/files.ts'
import { removeDraft } from '../../../src/features/courses/commands/drafts.ts'
import { editModule, moveModule, removeModule } from '../../../src/features/courses/commands/modules.ts'
import { addTestCourse } from '../../support/courses.ts'
import type { TestCourse } from '../../support/courses.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestPerson } from '../../support/factories.ts'
import { zipOf } from '../../support/zip.ts'

let database: TestDatabase
let ctx: Ctx
let course: TestCourse

beforeAll(async () => {
  database = await createTestDatabase()
  ctx = contextOf(database.db)
})
afterAll(() => database.drop())
beforeEach(async () => {
  course = await addTestCourse(ctx, { quiz: [{}], live_percent: 75 })
})

const draftOf = async () => (await startDraft(ctx, { course_id: course.course_id, owner: 'Test team' })).version_id
const png = Buffer.from('89504e470d0a1a0a00', 'hex')

test('a draft is a copy of the latest version: modules, files, quiz and live parts', async () => {
  const first = await draftOf()
  const [page] = await listModules(ctx, first)
  expect(await addModuleFile(ctx, { module_id: page!.id, file_name: 'a.png', bytes: png, alt: 'A dot' })).toMatchObject(
    {
      result: 'added',
    },
  )
  expect(await publishCourseVersion(ctx, { version_id: first, is_review_waived: true })).toBe('published')
  const second = await draftOf()
  const copies = await listModules(ctx, second)
  expect(
    copies.map(({ key, title, position, quiz_version_id }) => ({ key, title, position, quiz_version_id })),
  ).toEqual(
    (await listModules(ctx, first)).map(({ key, title, position, quiz_version_id }) => ({
      ...{ key, title, position, quiz_version_id },
    })),
  )
  expect(await listModuleFiles(ctx, copies[0]!.id)).toEqual(await listModuleFiles(ctx, page!.id))
  expect(await listCourseLiveParts(ctx, second)).toEqual(await listCourseLiveParts(ctx, first))
  expect((await getCourseVersion(ctx, second)).reviewer).toBe('not yet reviewed')
})

test('an unchanged copy has the same content hash, a changed word another', async () => {
  const { content_hash } = await getCourseVersion(ctx, course.version_id)
  const same = await draftOf()
  await publishCourseVersion(ctx, { version_id: same, is_review_waived: true })
  expect((await getCourseVersion(ctx, same)).content_hash).toEqual(content_hash)
  const other = await draftOf()
  const [page] = await listModules(ctx, other)
  await editModule(ctx, { module_id: page!.id, seen_revision: null, body: 'Other words.' })
  await publishCourseVersion(ctx, { version_id: other, is_review_waived: true })
  expect((await getCourseVersion(ctx, other)).content_hash).not.toEqual(content_hash)
})

test('asking for a draft twice at once gives one draft', async () => {
  const asked = await Promise.all(Array.from({ length: 8 }, draftOf))
  expect(new Set(asked).size).toBe(1)
})

test('publishing twice at once publishes once, with one audit row', async () => {
  const version_id = await draftOf()
  const results = await Promise.all(
    Array.from({ length: 6 }, () => publishCourseVersion(ctx, { version_id, is_review_waived: true })),
  )
  expect(results.toSorted()).toEqual([...Array.from({ length: 5 }, () => 'already-published'), 'published'])
  const audit = await database.db('audit_events').where({ action: 'courses.publish', subject_id: version_id })
  expect(audit).toHaveLength(1)
})

test('the database keeps a published version as it is, whoever asks', async () => {
  const { db } = database
  const [module_id] = course.module_ids
  const draft = await draftOf()
  const [draftModule] = await listModules(ctx, draft)
  const refused = 'a published version never changes'
  const own = { course_version_id: course.version_id }
  await expect(db('course_versions').where({ id: course.version_id }).update({ summary: 'x' })).rejects.toThrow(refused)
  await expect(db('course_versions').where({ id: course.version_id }).delete()).rejects.toThrow(refused)
  await expect(db('modules').where({ id: module_id }).update({ body: 'x' })).rejects.toThrow(refused)
  await expect(db('modules').where({ id: module_id }).delete()).rejects.toThrow(refused)
  await expect(db('modules').where({ id: module_id }).update({ course_version_id: draft })).rejects.toThrow(refused)
  await expect(
    db('modules')
      .where({ id: draftModule!.id })
      .update({ ...own, position: 99, key: 'x' }),
  ).rejects.toThrow(refused)
  await expect(db('course_version_live_parts').where(own).update({ attendance_percent: 1 })).rejects.toThrow(refused)
  await expect(db('course_version_live_parts').where(own).delete()).rejects.toThrow(refused)
  await expect(db.raw('truncate modules cascade')).rejects.toThrow('append-only')
})

test('commands refuse to touch a published version, and leave nothing behind', async () => {
  const module_id = course.module_ids[0]!
  const before = await getModule(ctx, module_id)
  const live_parts: never[] = []
  for (const change of [
    () => editModule(ctx, { module_id, seen_revision: null, title: 'x' }),
    () => removeModule(ctx, module_id),
    () => moveModule(ctx, { module_id, direction: 'down', from: 1 }),
    () => removeDraft(ctx, course.version_id),
    () => saveDraft(ctx, { ...before, version_id: course.version_id, is_fixed_order: true, reviewer: 'x', live_parts }),
    () =>
      addModule(ctx, {
        ...{ version_id: course.version_id, title: 'x', owner: 'x', length_minutes: 1 },
        quiz_version_id: null,
      }),
    () => addModuleFile(ctx, { module_id, file_name: 'a.png', bytes: png, alt: 'x' }),
    () => removeModuleFile(ctx, { module_id, file_id: newId() }),
  ])
    await expect(change()).rejects.toThrow(Conflict)
  expect(await getModule(ctx, module_id)).toEqual(before)
})

test('of two authors the second is told, however close they are', async () => {
  const module = (await listModules(ctx, await draftOf()))[0]!
  const edit = (body: string) => editModule(ctx, { module_id: module.id, seen_revision: module.revision, body })
  const results = await Promise.all([edit('One'), edit('Two'), edit('Three')])
  expect(results.toSorted()).toEqual(['changed-meanwhile', 'changed-meanwhile', 'saved'])
})

test('modules move, and a double click moves once; removing closes the gap', async () => {
  const version_id = await draftOf()
  const titles = async () => (await listModules(ctx, version_id)).map(({ title, position }) => `${position} ${title}`)
  const modules = await listModules(ctx, version_id)
  const last = modules.at(-1)!
  const up = { module_id: last.id, direction: 'up' as const, from: 3 }
  expect((await Promise.all([moveModule(ctx, up), moveModule(ctx, up)])).toSorted()).toEqual(['moved', 'stays'])
  expect(await titles()).toEqual(['1 First page', '2 The quiz', '3 Second page'])
  await removeModule(ctx, modules[0]!.id)
  expect(await titles()).toEqual(['1 The quiz', '2 Second page'])
  await expect(removeModule(ctx, modules[0]!.id)).rejects.toThrow(NotFound)
})

test('a draft thrown away leaves the published version, and the next draft takes its number', async () => {
  const first = await draftOf()
  await removeDraft(ctx, first)
  await expect(getCourseVersion(ctx, first)).rejects.toThrow(NotFound)
  expect((await getCourseVersion(ctx, await draftOf())).number).toBe(2)
  expect(await listModules(ctx, course.version_id)).toHaveLength(3)
})

test('a person is enrolled once, on the latest version, and stays there', async () => {
  const person = await addTestPerson(database.db)
  const input = { person_id: person.id, course_id: course.course_id }
  const enrolled = await Promise.all(Array.from({ length: 10 }, () => enrol(ctx, input)))
  expect(new Set(enrolled.map((one) => one.enrolment_id)).size).toBe(1)
  expect(enrolled[0]!.course_version_id).toBe(course.version_id)
  const audit = await database.db('audit_events').where({ action: 'courses.enrol', subject_id: person.id })
  expect(audit).toHaveLength(1)

  const next = await draftOf()
  await publishCourseVersion(ctx, { version_id: next, is_review_waived: true })
  expect((await enrol(ctx, input)).course_version_id).toBe(course.version_id)
  const other = await addTestPerson(database.db)
  expect((await enrol(ctx, { ...input, person_id: other.id })).course_version_id).toBe(next)
})

test('nobody is enrolled on a course that was never published, or is not there', async () => {
  const person = await addTestPerson(database.db)
  await expect(enrol(ctx, { person_id: person.id, course_id: newId() })).rejects.toThrow(NotFound)
})

test('a file is kept once, under a safe name with the ending its content has', async () => {
  const [page] = await listModules(ctx, await draftOf())
  const add = async (file_name: string, bytes: Buffer, alt: string | null = null) =>
    (await addModuleFile(ctx, { module_id: page!.id, file_name, bytes, alt })).result
  expect(await add('../../etc/Plakat “Ż”.png.exe', png)).toBe('alt-missing')
  expect(await add('../../etc/Plakat “Ż”.exe', png, 'A poster')).toBe('added')
  expect(await add('../../etc/Plakat “Ż”.exe', png, 'A poster')).toBe('already')
  expect(await add('notes.pdf', zipOf(['[Content_Types].xml', 'word/document.xml']))).toBe('added')
  expect(await add('notes.docx', Buffer.from('hello'))).toBe('unknown-kind')
  const files = await listModuleFiles(ctx, page!.id)
  expect(files.map((file) => file.file_name)).toEqual(['-..-etc-Plakat “Ż”.png', 'notes.docx'])
})

test('what learners meet today and nobody has looked at is listed', async () => {
  const late = contextOf(database.db, { at: new Date('2027-06-01T09:00:00Z') })
  const due = (await listContentNeedingReview(late)).filter(
    (one) => one.course_title === 'Become a hate crime champion',
  )
  expect(due[0]).toMatchObject({ module_title: null, review_by: null, owner: 'Hate crime team' })
  expect(due.slice(1).map((one) => one.review_by)).toEqual(Array.from({ length: 7 }, () => '2027-05-22'))
  const now = (await listContentNeedingReview(ctx)).filter((one) => !one.course_title.startsWith('Test'))
  expect(now.map((one) => one.course_title)).toEqual(['Become a hate crime champion', 'Reporting centre refresher'])
})

test('every course that was published is there to take', async () => {
  const titles = (await listPublishedCourses(ctx)).map((one) => [one.title, one.module_count, one.length_minutes])
  expect(titles).toContainEqual(['Become a hate crime champion', 7, 62])
  expect(titles).toContainEqual(['Reporting centre refresher', 3, 15])
})
