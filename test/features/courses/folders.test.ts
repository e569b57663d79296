/** A course out as a folder and in again: byte for byte, here and at another force; what is refused, and why. */
import { createHash, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import type { Ctx } from '../../../src/platform/context.ts'
import {
  addPackage,
  addProgramme,
  listModules,
  listModuleFiles,
  startDraft,
} from '../../../src/features/courses/index.ts'
import { addModuleFile } from '../../../src/features/courses/commands/files.ts'
import { dropOldFolders, receiveFolder } from '../../../src/features/courses/commands/folders.ts'
import { askForReview } from '../../../src/features/courses/commands/review.ts'
import { editModule } from '../../../src/features/courses/commands/modules.ts'
import { plainFileNames, withFileIds, withReferences } from '../../../src/features/courses/folders/folder.ts'
import { withFolder } from '../../../src/features/courses/folders/open.ts'
import {
  bringQuestions,
  keepPictures,
  questionFromYaml,
  questionKinds,
  questionToYaml,
} from '../../../src/features/quizzes/index.ts'
import { kindOf } from '../../../src/features/quizzes/kinds/list.ts'
import type { Browser, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf } from '../../support/context.ts'
import { addTestCourse } from '../../support/courses.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestPerson } from '../../support/factories.ts'
import { kindSamples } from '../../support/questions.ts'
import { png as redPng } from '../../support/pictures.ts'
import { addPackageCourse, manifestOf, package12, package2004 } from '../../support/scorm.ts'
import { changedZip, hostileZips, unzipped, zipOf } from '../../support/zip.ts'

const png = Buffer.from('89504e470d0a1a0a00', 'hex')
const captions = 'WEBVTT\n\n00:00.000 --> 00:02.000\nHello.\n'

interface Force {
  database: TestDatabase
  site: TestSite
  ctx: Ctx
  trainer: Browser
}
let here: Force
let there: Force

async function addForce(): Promise<Force> {
  const database = await createTestDatabase()
  const site = await startSite(database)
  const { email } = await addTestPerson(database.db, { full_name: 'Tam Trainer', roles: ['trainer'] })
  return { database, site, ctx: contextOf(database.db), trainer: await site.browser(email) }
}
beforeAll(async () => {
  here = await addForce()
  there = await addForce()
})
afterAll(async () => {
  await here.site.stop()
  await there.site.stop()
  await here.database.drop()
  await there.database.drop()
})

const download = async ({ trainer }: Force, versionId: string): Promise<Buffer> => {
  const answer = await trainer.get(`/courses/versions/${versionId}/folder.zip`).responseType('blob')
  expect(answer.status).toBe(200)
  return answer.body as Buffer
}
const upload = ({ trainer }: Force, bytes: Buffer, fields = {}) =>
  trainer.upload('/courses/folders', { file: { name: 'course.zip', bytes } }, fields)
const newestOf = async ({ database }: Force) =>
  (await database.db('course_versions').orderBy('created_at', 'desc').orderBy('id', 'desc').first('id'))!.id as string
const textsOf = async (zip: Buffer): Promise<Record<string, string>> =>
  Object.fromEntries([...(await unzipped(zip))].map(([name, bytes]) => [name, bytes.toString()]))
/** One word for another in the folder, as somebody edits it. */
async function edited(zip: Buffer, changes: Record<string, (text: string) => string>): Promise<Buffer> {
  const files = await textsOf(zip)
  for (const [path, change] of Object.entries(changes)) {
    const name = Object.keys(files).find((one) => one.endsWith(path))!
    files[name] = change(files[name]!)
  }
  // The picture is no text, and is left as it was.
  return zipOf({ ...files })
}

/** Every kind of question, files, a scenario, a page instead of another, a live part, and what comes first. */
async function addRichCourse({ ctx }: Force) {
  const before = await addTestCourse(ctx, { pages: ['What it is'] })
  const course = await addTestCourse(ctx, {
    pages: ['The law', 'A gentler page'],
    quiz: questionKinds.map((kind) => ({ kind })),
    rules: { delay_hours: 24, counts: 'last', feedback: 'never', time_limit_minutes: 30 },
    attempts_allowed: 3,
    live_percent: 80,
    is_fixed_order: false,
    content_notice: 'It speaks of violence.\nTake your time.',
    programme_id: before.programme_id,
  })
  const { version_id } = await startDraft(ctx, { course_id: course.course_id, owner: 'Team' })
  await ctx.db('course_version_prerequisites').insert({ course_version_id: version_id, course_id: before.course_id })
  const [law, gentle] = await listModules(ctx, version_id)
  for (const [file_name, bytes] of [
    ['Plakat für alle (1).png', png],
    ['plakat-fur-alle-1.png', Buffer.concat([png, png])],
    ['talk.vtt', Buffer.from(captions)],
  ] as const)
    await addModuleFile(ctx, { module_id: law!.id, file_name, bytes, alt: 'A poster: “Call 999”' })
  const [poster] = await listModuleFiles(ctx, law!.id)
  await editModule(ctx, {
    module_id: law!.id,
    seen_revision: null,
    body: `## The law\n\n![A poster](/files/${poster!.file_id})\n\n---\n\n- a\n  - b\n\n::: scenario On the stairs\n### One\n\n- [Go](#two) Yes: “good”.\n\n### Two\n\nThe end.\n:::`,
    opens_on: '2027-05-01',
    or_live_part_id: course.live_part_id,
    or_live_percent: 60,
  })
  await editModule(ctx, { module_id: gentle!.id, seen_revision: null, instead_of: law!.key, review_by: null })
  return {
    ...course,
    version_id,
    law: law!,
    poster: poster!,
    title: (await ctx.db('courses').where({ id: course.course_id }).first('title'))!.title as string,
  }
}

test('out, in at another force, and out again: byte for byte the same, and readable', async () => {
  const course = await addRichCourse(here)
  const zip = await download(here, course.version_id)
  expect(await download(here, course.version_id)).toEqual(zip)
  const files = await textsOf(zip)
  const root = course.title.toLowerCase().replaceAll(' ', '-')
  expect(Object.keys(files)).toEqual(
    [
      'course.yaml',
      ...['the-law', 'a-gentler-page', 'the-quiz'].map((key) => `modules/${key}.md`),
      'questions.yaml',
      ...['Plakat-fur-alle-1.png', 'plakat-fur-alle-1-2.png', 'talk.vtt'].map((name) => `files/the-law/${name}`),
    ].map((path) => `${root}/${path}`),
  )
  const law = files[`${root}/modules/the-law.md`]!
  expect(law).toContain('![A poster](../files/the-law/Plakat-fur-alle-1.png)')
  expect(law).toContain('content_notice: |-\n  It speaks of violence.\n  Take your time.\n')
  expect(law).toContain('opens_on: 2027-05-01\n')
  expect(law).toContain('or_live:\n  part: Live session\n  percent: 60\n')
  expect(files[`${root}/course.yaml`]).toContain('order: free\nprerequisites:\n  - course: Test course')
  for (const [name, text] of Object.entries(files))
    if (!name.endsWith('.png')) expect(text).not.toMatch(/\r|\d{4}-\d\d-\d\dT/)

  // Another force has the programme, and not the course that comes first.
  const { ctx, database, trainer } = there
  await addProgramme(ctx, {
    ...{ name: /programme: (.*)/.exec(files[`${root}/course.yaml`]!)![1]!, code: 'OTH', description: '' },
    ...{ validity_months: 12, renewal_days: 90, grace_months: 0, certificate_wording: 'Took part.' },
  })
  const sent = await upload(there, zip)
  expect(sent.status).toBe(303)
  const review = await trainer.follow(sent)
  expect(review.text).toContain('so it will not come first')
  expect(review.text).toContain(`${questionKinds.length} new in the bank`)
  expect(review.text).toContain('it has no review date')
  expect(await database.db('courses').where({ title: course.title })).toEqual([])
  const programme_id = /value="([^"]+)" selected/.exec(review.text)![1]!
  const imported = await Promise.all(
    [1, 2].map(() => trainer.post(sent.headers.location!, { title: course.title, programme_id })),
  )
  expect(imported.map(({ status }) => status)).toEqual([303, 303])
  expect(imported[0]!.headers.location).toBe(imported[1]!.headers.location)
  expect(await database.db('courses').where({ title: course.title })).toHaveLength(1)
  expect(await database.db('audit_events').where({ action: 'courses.import-folder' })).toHaveLength(1)
  expect((await trainer.get(sent.headers.location!)).text).toContain('A draft was made of this folder.')
  const again = await textsOf(await download(there, await newestOf(there)))
  const withoutFirst = files[`${root}/course.yaml`]!.replace(/prerequisites:\n.*\n/, '')
  expect(again).toEqual({ ...files, [`${root}/course.yaml`]: withoutFirst })
})

test('back into its own course nothing is different: files keep their addresses, the quiz and the questions are the same', async () => {
  const course = await addRichCourse(here)
  const zip = await download(here, course.version_id)
  const counts = () =>
    Promise.all(
      ['files', 'question_versions', 'quiz_versions', 'live_parts'].map(
        async (table) => (await here.database.db(table).count().first())!.count,
      ),
    )
  const before = await counts()
  const sent = await upload(here, zip, { course_id: course.course_id })
  const review = await here.trainer.follow(sent)
  expect(review.text).toContain('Nothing: learners would read the same.')
  const refused = await here.trainer.post(sent.headers.location!, {})
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('Say that the open draft is to be thrown away')
  expect((await here.trainer.post(sent.headers.location!, { replaces_draft: 'yes' })).status).toBe(303)
  const version_id = await newestOf(here)
  expect(version_id).not.toBe(course.version_id)
  expect(await download(here, version_id)).toEqual(zip)
  expect(await counts()).toEqual(before)
  expect((await listModuleFiles(here.ctx, (await listModules(here.ctx, version_id))[0]!.id))[0]!.file_id).toBe(
    course.poster.file_id,
  )
})

test('what somebody changed in the folder is shown line by line, and becomes the next version', async () => {
  const { ctx, database, trainer } = here
  const course = await addTestCourse(ctx, { pages: ['The law', 'Listening'], quiz: [{}, {}] })
  const changed = await edited(await download(here, course.version_id), {
    'modules/the-law.md': (text) => text.replace('The words of', 'Other words of').replaceAll('\n', '\r\n'),
    'questions.yaml': (text) => text.replace('Question text 1', 'Question text one'),
    'course.yaml': (text) => `\uFEFF${text.replace('  - listening\n', '')}`,
    'modules/listening.md': (text) => text,
  })
  const unlisted = await upload(here, changed, { course_id: course.course_id })
  expect(unlisted.status).toBe(422)
  expect(unlisted.text).toContain('course.yaml does not name it under modules')
  const { [Object.keys(await textsOf(changed)).find((name) => name.endsWith('listening.md'))!]: _, ...rest } =
    await textsOf(changed)
  const sent = await upload(here, zipOf({ ...rest, 'x/README.md': '# Hello' }), { course_id: course.course_id })
  const review = await trainer.follow(sent)
  expect(review.text).toContain('<ins><span class="govuk-visually-hidden">Added: </span>Other words of The law.</ins>')
  expect(review.text).toContain('It is no longer there.')
  expect(review.text).toContain('(now: Question text 1)')
  expect(review.text).toContain('x/README.md')
  expect((await trainer.post(sent.headers.location!, {})).status).toBe(303)
  const version_id = await newestOf(here)
  expect((await listModules(ctx, version_id)).map(({ key }) => key)).toEqual(['the-law', 'the-quiz'])
  const quizzes = await database
    .db('quiz_versions as v')
    .join('modules as m', 'm.quiz_version_id', 'v.id')
    .whereIn('m.course_version_id', [course.version_id, version_id])
    .orderBy('v.number')
    .select('v.quiz_id', 'v.number')
  expect(new Set(quizzes.map((quiz) => quiz.quiz_id)).size).toBe(1)
  expect(quizzes.map((quiz) => quiz.number)).toEqual([1, 2])

  // What is being read in review is nobody's to replace.
  expect(await askForReview(ctx, version_id)).toBe('asked')
  const second = await upload(here, await download(here, version_id), { course_id: course.course_id })
  expect((await trainer.follow(second)).text).toContain('is in review, and nobody changes it meanwhile')
  await trainer.post(second.headers.location!, { replaces_draft: 'yes' })
  expect(await newestOf(here)).toBe(version_id)

  await dropOldFolders({ ...ctx, now: new Date('2027-05-12T09:00:00Z') })
  expect(await database.db('course_folders')).toEqual([])
})

test('questions come into the bank at once, older wordings before newer ones, and a second time change nothing', async () => {
  const { ctx, database } = here
  const worded = (text: string, key: string) => ({
    ...{ kind: 'one' as const, content: kindSamples.one.content, text, key, explanation: '', points: 1 },
    ...{ is_critical: false, strand: null, objective: null, difficulty: null, tags: [] },
  })
  const brought = [worded('Older?', 'worded'), worded('Another?', 'another'), worded('Newer?', 'worded')]
  const ids = await bringQuestions(ctx, brought)
  const texts = await database
    .db('question_versions')
    .whereIn('id', ids)
    .orderBy('number')
    .select('id', 'number', 'text')
  expect(ids.map((id) => texts.find((one) => one.id === id))).toMatchObject([
    { number: 1, text: 'Older?' },
    { number: 1, text: 'Another?' },
    { number: 2, text: 'Newer?' },
  ])
  let asked = 0
  const listen = ({ sql }: { sql: string }) => void (asked += sql.includes('question_versions') ? 1 : 0)
  database.db.on('query', listen)
  expect(await bringQuestions(ctx, brought)).toEqual(ids)
  database.db.off('query', listen)
  // As often as the question with most wordings has some.
  expect(asked).toBe(2)
})

test('a package goes out byte for byte, comes in at another force checked as an upload, and out of there the same', async () => {
  const packed = package2004()
  const { version_id } = await addPackageCourse(here.ctx, packed, { done_when: 'score', min_percent: 70 })
  const zip = await download(here, version_id)
  const files = await unzipped(zip)
  const root = [...files.keys()][0]!.split('/')[0]!
  expect(files.get(`${root}/packages/package.zip`)).toEqual(packed)
  const sha256 = createHash('sha256').update(packed).digest('hex')
  expect(files.get(`${root}/modules/package.md`)!.toString()).toContain(
    `package:\n  file: package.zip\n  sha256: ${sha256}\n  done_when: score\n  min_percent: 70\n`,
  )

  const { database, trainer } = there
  const sent = await upload(there, zip)
  const review = await trainer.follow(sent)
  expect(review.text).toContain('Package, SCORM 2004 4th Edition')
  expect(await database.db('packages')).toEqual([])
  const { id: programme_id } = (await database.db('programmes').first('id'))!
  const made = await trainer.post(sent.headers.location!, { title: 'With a package', programme_id })
  expect(made.status).toBe(303)
  const module = (await database
    .db('modules')
    .where({ course_version_id: await newestOf(there) })
    .orderBy('position')
    .first())!
  expect(module).toMatchObject({ kind: 'package', key: 'package', done_when: 'score', min_percent: 70 })
  const { size_bytes } = (await database.db('packages').where({ id: module.package_id! }).first())!
  expect(size_bytes).toBe(packed.length)
  expect(await database.db('package_files').where({ package_id: module.package_id! }).pluck('path')).toHaveLength(4)
  expect(await database.db('course_folder_pieces')).toEqual([])
  const again = await unzipped(await download(there, await newestOf(there)))
  for (const path of ['packages/package.zip', 'modules/package.md'])
    expect(again.get(`with-a-package/${path}`)).toEqual(files.get(`${root}/${path}`))

  // Back into its own course it is the same package, and nothing is different.
  const { course_id } = (await here.database.db('course_versions').where({ id: version_id }).first('course_id'))!
  const back = await here.trainer.follow(await upload(here, zip, { course_id }))
  expect(back.text).toContain('Nothing: learners would read the same.')

  // One that came before zips were kept is not left out in silence, and can be mended.
  await here.database.db.raw('alter table package_pieces disable trigger user; delete from package_pieces')
  await here.database.db.raw('alter table package_pieces enable trigger user')
  const refused = await here.trainer.get(`/courses/versions/${version_id}/folder.zip`)
  expect(refused.status).toBe(409)
  expect(refused.text).toContain('Upload the same zip once more')
  expect(await addPackage(here.ctx, { file_name: 'package.zip', bytes: packed })).toMatchObject({ result: 'already' })
  expect(await download(here, version_id)).toEqual(zip)
})

test('a package that is wrong, missing, tampered with or too large is a sentence, and nothing is kept', async () => {
  const { database } = there
  const { version_id } = await addPackageCourse(here.ctx, package12())
  const files = await unzipped(await download(here, version_id))
  const path = [...files.keys()].find((name) => name.endsWith('.zip'))!
  const head = [...files.keys()].find((name) => name.endsWith('modules/package.md'))!
  const text = files.get(head)!.toString()
  const withPackage = (bytes: Buffer | null, change = (one: string) => one) => {
    const { [path]: _, ...rest } = Object.fromEntries(files)
    return zipOf({ ...rest, [head]: change(text), ...(bytes && { [path]: bytes }) })
  }
  const good = files.get(path)!
  // The bytes of a file in it are others than its sum says.
  const damaged = Buffer.from(good)
  damaged[damaged.indexOf('Words')] = 0x57 ^ 1
  const large = changedZip(withPackage(good), (line) => {
    if (line.subarray(46, 46 + path.length).toString() === path) line.writeUInt32LE(60_000_000, 24)
  })
  const manifest = manifestOf('1.2', [{ id: 'one', title: 'One', href: 'index.html' }])
  const bomb = changedZip(zipOf({ 'imsmanifest.xml': manifest, 'index.html': 'x' }), (line) =>
    line.writeUInt32LE(240_000_000, 24),
  )
  const withoutHash = (one: string) => one.replace(/ {2}sha256: .*\n/, '')
  const tables = ['course_folders', 'course_folder_pieces', 'packages', 'package_files', 'course_versions']
  const counts = () => Promise.all(tables.map(async (table) => (await database.db(table).count().first())!.count))
  const before = await counts()
  const cases: [Buffer, string, number | ''][] = [
    [withPackage(null), 'There is no file packages/package.zip', 7],
    [withPackage(Buffer.from('Not a zip, but long enough to be one')), 'must be a SCORM package, which is a .zip', 7],
    [withPackage(zipOf({ 'index.html': 'x' })), 'The package has no imsmanifest.xml', 7],
    [withPackage(zipOf({ ...{ 'imsmanifest.xml': 'x' }, '../../evil.html': 'x' })), 'names a file outside itself', 7],
    [withPackage(package2004()), 'has other bytes than when this was written', 8],
    [withPackage(damaged, withoutHash), 'is damaged: make it again', 7],
    [withPackage(bomb, withoutHash), 'unpacks to more than 250 MB', 7],
    [large, 'unpacks to more than', ''],
    [withPackage(good, (one) => one.replace(/package:\n[^]*---/, '---')), 'A package needs lines under ‘package’', 1],
    [withPackage(good, (one) => one.replace('kind: package', 'kind: page')), 'Only a package has lines', 6],
    [withPackage(good, (one) => one.replace('  sha256', '  done_when: score\n  sha256')), 'must say which', 6],
  ]
  for (const [bytes, words, line] of cases) {
    const answer = await upload(there, bytes)
    expect([answer.status, answer.text.includes(words) ? words : answer.text]).toEqual([422, words])
    if (line !== '') expect(answer.text).toMatch(new RegExp(`numeric">${line}</td>`))
  }
  expect(await counts()).toEqual(before)
})

test('a course with films is taken as it comes: what is in memory does not grow with it', async () => {
  const { trainer, database } = here
  const course = await addTestCourse(here.ctx, { pages: ['Films'] })
  const film = (size: number) =>
    Buffer.concat([Buffer.from('0000001866747970', 'hex'), Buffer.from('isom'), randomBytes(size)])
  const [module] = await listModules(here.ctx, course.version_id)
  const plain = await unzipped(await download(here, course.version_id))
  const root = [...plain.keys()][0]!.split('/')[0]!
  const head = plain.get(`${root}/modules/${module!.key}.md`)!.toString()
  const films = [1, 2].map((index) => [`films-${index}.mp4`, film(index * 700_000)] as const)
  const sound = Buffer.concat([Buffer.from('ID3'), randomBytes(1000)])
  const all = [...films, ['talk.mp3', sound], ['talk.vtt', Buffer.from(captions)]] as const
  const zip = zipOf({
    ...Object.fromEntries(plain),
    [`${root}/modules/${module!.key}.md`]: head.replace(
      /\n---\n/,
      `\nfiles:\n${all.map(([name]) => `  - file: ${name}\n`).join('')}---\n`,
    ),
    ...Object.fromEntries(all.map(([name, bytes]) => [`${root}/files/${module!.key}/${name}`, bytes])),
  })
  const sent = await upload(here, zip, { course_id: course.course_id })
  expect(sent.status).toBe(303)
  const id = sent.headers.location!.split('/').at(-1)!
  const pieces = await database
    .db('course_folder_pieces')
    .where({ course_folder_id: id })
    .orderBy('place')
    .pluck('bytes')
  // Compared by themselves: so many bytes take the test's own way of it very long.
  expect(Buffer.concat(pieces).equals(zip)).toBe(true)
  expect(Math.max(...pieces.map((piece: Buffer) => piece.length))).toBe(1_000_000)
  expect((await trainer.post(sent.headers.location!, { replaces_draft: 'yes' })).status).toBe(303)
  const again = await unzipped(await download(here, await newestOf(here)))
  for (const [name, bytes] of all)
    expect([name, again.get(`${root}/files/${module!.key}/${name}`)?.equals(bytes)]).toEqual([name, true])
})

test('an upload that breaks off leaves nothing', async () => {
  const { ctx, database } = here
  const before = await database.db('course_folders').pluck('id')
  const broken = async function* () {
    yield Buffer.alloc(1_500_000)
    throw new Error('The network went')
  }
  await expect(receiveFolder(ctx, 'x.zip', broken())).rejects.toThrow('The network went')
  expect(await database.db('course_folders').pluck('id')).toEqual(before)
})

const good = {
  'course.yaml':
    'format: upstander course 1\ntitle: A course\nkind: initial\nprogramme: P\nowner: Team\nmodules:\n  - one\n',
  'modules/one.md': '---\ntitle: One\nkind: page\nowner: Team\nlength_minutes: 5\n---\n\nText.\n',
}
const faultsOf = (files: Record<string, string>) =>
  withFolder(zipOf(files), async ({ faults }) => faults.map(({ file, line, text }) => `${file}:${line ?? ''} ${text}`))

test('what cannot be taken is named by file and line, in words', async () => {
  expect(await faultsOf(good)).toEqual([])
  expect(
    await faultsOf({
      'course.yaml': `${good['course.yaml']}  - two\nordr: fixed\nlive_parts:\n  - title: Live\n    attendance_percent: 101\n`,
      'modules/one.md': good['modules/one.md'],
    }),
  ).toEqual([
    'course.yaml:12 ‘attendance_percent’ must be a whole number from 1 to 100',
    'course.yaml:9 ‘ordr’ is not known here',
  ])
  const first = '  - course: Before\n  - course: Other\n    programme: Q\n  - course: before\n    programme: P\n'
  expect(await faultsOf({ ...good, 'course.yaml': `${good['course.yaml']}prerequisites:\n${first}` })).toEqual([
    'course.yaml:12 The course ‘before’ comes first twice',
  ])
  const page = good['modules/one.md']
  expect(
    await faultsOf({
      ...good,
      'course.yaml': `${good['course.yaml']}  - two\n  - three\n  - four\n`,
      'modules/one.md': page.replace('length_minutes: 5', 'lenght_minutes: 5\nlaw_as_at: 2026-02-30'),
      'modules/two.md': 'No front matter',
      'modules/three.md': page.replace(
        'title: One',
        'title: Three\nfiles:\n  - file: x.png\n  - file: y.exe\nor_live:\n  part: Nowhere\n  percent: 50',
      ),
      'files/three/y.exe': 'MZ',
      'modules/four.md': page
        .replace('page', 'quiz')
        .replace('One', 'Four')
        .replace('---\n\n', 'quiz:\n  pass_percent: 80\n  questions:\n    - nobody\n---\n'),
      'questions.yaml':
        '- key: a\n  kind: one\n  text: Which?\n  points: 1\n  options:\n    - text: This\n      is_rihgt: true\n    - text: That\n- key: b\n  kind: guess\n',
    }),
  ).toEqual([
    'questions.yaml:7 ‘a’: ‘is_rihgt’ is not known in this kind of question',
    `questions.yaml:10 ‘b’: ‘kind’ must be one of: ${questionKinds.join(', ')}`,
    'questions.yaml:9 ‘b’: ‘text’ is missing',
    'modules/one.md:2 ‘length_minutes’ is missing',
    'modules/one.md:6 ‘law_as_at’ must be a day, such as 2027-03-27',
    'modules/one.md:5 ‘lenght_minutes’ is not known here',
    'modules/two.md:1 The file must begin with a line of three hyphens (---), lines such as “title: …”, and three hyphens again',
    'modules/three.md:4 There is no file files/three/x.png',
    expect.stringContaining('modules/three.md:5 ‘y.exe’ is not a PDF'),
    'modules/three.md:7 course.yaml has no live part called ‘Nowhere’',
    'modules/four.md:9 There is no question ‘nobody’ in questions.yaml',
  ])
})

test('hostile zips are refused in words, and at once', async () => {
  const latin = zipOf({
    ...good,
    'modules/one.md': Buffer.from(good['modules/one.md'].replace('Text', 'Caf\xe9'), 'latin1'),
  })
  const many = zipOf(Array.from({ length: 100_000 }, (_, index) => `f${index}`))
  const bomb = zipOf({ ...good, 'files/one/big.png': 'x' })
  // Says that it unpacks to 199 MB.
  bomb.writeUInt32LE(199_000_000, bomb.lastIndexOf('files/one/big.png') - 46 + 24)
  const cases: [Buffer, string][] = [
    [zipOf({ ...good, '../evil.md': 'x' }), 'The zip names a file outside itself'],
    [zipOf({ ...good, '/etc/passwd': 'x' }), 'The zip names a file outside itself'],
    [zipOf({ ...good, 'modules\\x.md': 'x' }), 'A file name in the zip has a backslash'],
    [many, 'holds more than 2,000 files'],
    [bomb, 'unpacks to more than'],
    [latin.subarray(0, latin.length - 30), 'damaged'],
    ...hostileZips(good).map(([words, make]): [Buffer, string] => [make(), words]),
    [zipOf({ ...good, './course.yaml': 'x' }), 'holds “course.yaml” twice'],
    [Buffer.from('Not a zip at all, but long enough to be one'), 'not a zip'],
    [zipOf({ 'readme.md': 'x' }), 'There is no course.yaml in it'],
    [zipOf({ ...good, 'modules/one.md': `---\nsummary: ${'x'.repeat(1_000_000)}\n---\n` }), 'must be 1 MB or fewer'],
    [latin, 'It is not written in UTF-8'],
    [zipOf({ 'course.yaml': `a0: &a0 x\na1: &a1 [*a0, *a0]\n` }), 'cannot be named'],
  ]
  for (const [bytes, words] of cases) {
    const began = performance.now()
    const faults = await withFolder(bytes, async (opened) => opened.faults)
    expect(faults[0]?.text ?? `nothing instead of ${words}`).toContain(words)
    expect(performance.now() - began).toBeLessThan(5000)
  }
  const answer = await upload(here, many)
  expect(answer.status).toBe(422)
  expect(answer.text).toContain('Error: ')
})

test.each(questionKinds)('a question of the kind %s is the same after YAML', (kind) => {
  const { text, content } = kindSamples[kind]
  const question = {
    ...{ kind, text, content, explanation: 'Because:\n- so', is_critical: kindOf(kind).gives_points },
    points: kindOf(kind).gives_points ? 3 : 0,
    ...{ strand: 'race' as const, objective: 'Law', difficulty: 'hard' as const, tags: ['law', 'yes'] },
  }
  const texts = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(texts)
      : value !== null && typeof value === 'object'
        ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, texts(one)]))
        : String(value)
  expect(questionFromYaml(texts(questionToYaml(question)) as Record<string, unknown>)).toEqual({ question })
})

test('names and addresses of files go out and come back, whatever they are', () => {
  const id = (index: number) =>
    `0189${createHash('sha256').update(String(index)).digest('hex')}`.replace(
      /^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/,
      '$1-$2-$3-$4-$5',
    )
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'grapheme', maxLength: 12 }), { maxLength: 5 }),
      fc.array(fc.nat(4)),
      (names, uses) => {
        const plain = plainFileNames(names)
        expect(new Set(plain.map((name) => name.toLowerCase())).size).toBe(names.length)
        for (const name of plain) expect(name).toMatch(/^[A-Za-z0-9_][A-Za-z0-9._-]*$/)
        const files = plain.map((file, index) => ({ file, file_id: id(index) }))
        const body = uses.map((use) => `![x](/files/${id(use)}) and /files/${id(use)}.`).join('\n')
        expect(withFileIds(withReferences(body, 'a-page', files), 'a-page', files)).toBe(body)
      },
    ),
    { numRuns: 100 },
  )
})

test('pictures of questions go out as files beside them, come in at another force, and a bad one is named by its line', async () => {
  const course = await addTestCourse(here.ctx, { quiz: [{ kind: 'one' }] })
  const [asked] = await here.database.db('quiz_version_questions').where({ quiz_version_id: course.quiz_version_id! })
  const bytes = redPng(7)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await keepPictures(here.ctx, [{ sha256, bytes, media_type: 'image/png', width: 7, height: 1 }])
  await here.database.db('question_version_pictures').insert(
    [
      { place: 'text', alt: 'A “red” line', is_decorative: false },
      { place: 'option-2', alt: '', is_decorative: true },
    ].map((one, index) => ({
      ...{ question_version_id: asked!.question_version_id, position: index + 1, sha256 },
      ...one,
    })),
  )
  const zip = await download(here, course.version_id)
  const name = `questions/${sha256.slice(0, 24)}.png`
  expect([...(await unzipped(zip))].filter(([path]) => path.endsWith('.png')).map(([, png]) => png)).toEqual([bytes])

  const sent = await upload(there, zip)
  expect(sent.status).toBe(303)
  const { id: programme_id } = (await there.database.db('programmes').first('id'))!
  const imported = await there.trainer.post(sent.headers.location!, { title: 'With pictures', programme_id })
  expect(imported.status).toBe(303)
  const again = await unzipped(await download(there, await newestOf(there)))
  const parts = (files: Map<string, Buffer>) =>
    new Map(
      [...files]
        .map(([path, one]) => [path.replace(/^[^/]+\//, ''), one])
        .filter(([path]) => /question/.test(path as string)) as [string, Buffer][],
    )
  expect(parts(again)).toEqual(parts(await unzipped(zip)))

  const bad = Object.fromEntries(
    [...(await unzipped(zip))].map(([path, one]) => [path, path.endsWith('.png') ? '<svg/>' : one.toString()]),
  )
  const refused = await upload(there, zipOf(bad))
  expect(refused.status).toBe(422)
  expect(refused.text).toContain(`‘${name.slice(10)}’ is an SVG`)
})
