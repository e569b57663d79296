/** Writing a course through HTTP: what trainers and coordinators see, type and get wrong. */
import { newId } from '../../../src/lib/ids.ts'
import type { Ctx } from '../../../src/platform/context.ts'
import { enrol, listModules, startDraft } from '../../../src/features/courses/index.ts'
import { addQuestion } from '../../../src/features/quizzes/index.ts'
import type { Browser, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf } from '../../support/context.ts'
import type { TestCourse } from '../../support/courses.ts'
import { addTestCourse } from '../../support/courses.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestPerson } from '../../support/factories.ts'

let database: TestDatabase
let site: TestSite
let ctx: Ctx
let trainer: Browser
let coordinator: Browser

beforeAll(async () => {
  database = await createTestDatabase()
  site = await startSite(database)
  ctx = contextOf(database.db)
  trainer = await site.browser(
    (await addTestPerson(database.db, { full_name: "Siân O'Brien-Żak", roles: ['trainer'] })).email,
  )
  coordinator = await site.browser((await addTestPerson(database.db, { roles: ['coordinator'] })).email)
})
afterAll(async () => {
  await site.stop()
  await database.drop()
})

const page = {
  title: 'Listening',
  summary: '',
  body: '## Listen\n\nFirst, listen.',
  content_notice: '',
  owner: 'Hate crime team',
  length_minutes: '5',
}
const dates = {
  ...{ 'review_by-day': '1', 'review_by-month': 'Jun', 'review_by-year': '2027' },
  ...{ 'law_as_at-day': '1', 'law_as_at-month': '4', 'law_as_at-year': '2027' },
}
const png = Buffer.from('89504e470d0a1a0a00', 'hex')

async function draftOf(course: TestCourse) {
  const { version_id } = await startDraft(ctx, { course_id: course.course_id, owner: 'Test team' })
  return { version_id, modules: await listModules(ctx, version_id) }
}

test('from a new programme to a published course, as a coordinator and a trainer do it', async () => {
  const programme = await coordinator.post('/programmes', {
    name: 'Hate crime ambassador',
    code: 'hca',
    description: '',
    validity_months: '24',
    renewal_days: '90',
    grace_months: '0',
    certificate_wording: 'Completed the ambassador course.',
  })
  expect(programme.status).toBe(303)
  const newCourse = await coordinator.follow(programme)
  expect(newCourse.text).toContain('Hate crime ambassador was added')
  const programmeId = new URL(programme.headers.location!, 'http://x').searchParams.get('programme_id')!
  const course = await trainer.post('/courses', {
    programme_id: programmeId,
    title: '李小龍’s course',
    kind: 'initial',
  })
  expect(course.status).toBe(303)
  const courseUrl = course.headers.location!
  expect((await trainer.post(`${courseUrl}/live-parts`, { title: 'Live session' })).status).toBe(303)
  expect((await trainer.post(`${courseUrl}/live-parts`, { title: 'live session' })).status).toBe(303)
  const [part, ...others] = await database.db('live_parts').where({ course_id: courseUrl.split('/').at(-1) })
  expect(others).toEqual([])

  const draft = await trainer.post(`${courseUrl}/drafts`)
  const versionUrl = draft.headers.location!
  expect((await trainer.get(`${versionUrl}/publication`)).text).toContain('The course has no modules yet')
  const details = await trainer.post(versionUrl, {
    summary: 'What it is about.',
    order: 'free',
    owner: 'Hate crime team',
    reviewer: 'Dr Ada Reader',
    seen_revision: '1',
    live_part_ids: part!.id,
    [`percent-${part!.id}`]: '75%',
    [`last-${part!.id}`]: '10',
  })
  expect(details.status).toBe(303)

  const added = await trainer.post(`${versionUrl}/pages`, { title: 'Listening', owner: 'Team', length_minutes: '5' })
  expect(added.status).toBe(303)
  const moduleUrl = added.headers.location!.replace('/edit', '')
  const opened = await trainer.follow(added)
  const written = await trainer.post(moduleUrl, {
    ...page,
    seen_revision: /name="seen_revision" value="([^"]+)"/.exec(opened.text)![1]!,
    ...dates,
  })
  expect(written.status).toBe(303)
  const bank = await database.db('questions').select('id').limit(2)
  const quiz = await trainer.post(`${versionUrl}/quizzes`, {
    ...{ title: 'Check', owner: 'Team', length_minutes: '5', pass_percent: '80', draw_count: '2', ...dates },
    question_ids: bank.map(({ id }) => id),
  })
  expect(quiz.status).toBe(303)
  const shown = await trainer.get(versionUrl)
  expect(shown.text).toContain('Live session: at least 75% attended, and there in the last 10 minutes')
  expect(shown.text).toContain('1 June 2027')
  const checked = await trainer.get(`${versionUrl}/publication`)
  expect(checked.text).toContain('Send for review')
  expect(checked.text).not.toContain('Publish version 1')
  expect((await trainer.post(`${versionUrl}/review`)).status).toBe(303)
  expect((await coordinator.get(moduleUrl + '/edit')).status).toBe(409)
  expect((await coordinator.get(`${versionUrl}/publication`)).text).toContain('Publish version 1')

  expect((await trainer.post(`${versionUrl}/publication`)).status).toBe(303)
  const published = await trainer.get(versionUrl)
  expect(published.text).toContain('by Siân O&#39;Brien-Żak')
  expect(published.text).toContain('Preview as a learner')
  expect(published.text).not.toContain('/pages/new')
  expect(published.text).not.toContain('Move up')
  expect((await trainer.get('/courses')).text).toContain('Version 1, 12 April 2027')
})

test('a published version has no page that changes it', async () => {
  const course = await addTestCourse(ctx)
  const version = `/courses/versions/${course.version_id}`
  const module = `/courses/modules/${course.module_ids[0]}`
  for (const path of [
    `${version}/edit`,
    `${version}/publication`,
    `${version}/removal`,
    `${version}/pages/new`,
    `${version}/quizzes/new`,
    `${module}/edit`,
    `${module}/removal`,
    `${module}/files`,
  ])
    expect([path, (await trainer.get(path)).status]).toEqual([path, 409])
  for (const path of [
    version,
    `${version}/removal`,
    `${version}/pages`,
    `${version}/quizzes`,
    module,
    `${module}/removal`,
    `${module}/position`,
    `${module}/files`,
  ])
    expect([path, (await trainer.post(path, { ...page, direction: 'up', from: '1' })).status]).toEqual([path, 409])
  const read = await trainer.get(module)
  expect(read.text).toContain('About First page')
  expect(read.text).toContain('Exit this page')
})

test('a page begins with its title; faults stand beside the fields', async () => {
  const { version_id } = await draftOf(await addTestCourse(ctx))
  const url = `/courses/versions/${version_id}/pages`
  const bad = await trainer.post(url, { title: '', owner: 'Team', length_minutes: 'ten' })
  expect(bad.status).toBe(422)
  for (const sentence of ['<title>Error: ', 'Enter a title', 'Enter how many minutes it takes', 'value="ten"'])
    expect(bad.text).toContain(sentence)
  const added = await trainer.post(url, { title: 'Allies', owner: 'Team', length_minutes: '4' })
  expect(added.headers.location).toMatch(/^\/courses\/modules\/[0-9a-f-]+\/edit$/)
  const editor = await trainer.follow(added)
  expect(editor.text).toContain('How learners will see it')
  expect(editor.text).toContain('data-write="scenario"')
})

test('a bad page comes back with all that was typed and sentences beside the fields', async () => {
  const { modules } = await draftOf(await addTestCourse(ctx))
  const answer = await trainer.post(`/courses/modules/${modules[0]!.id}`, {
    ...page,
    title: '',
    length_minutes: 'ten',
    'law_as_at-day': '31',
    'law_as_at-month': '2',
    'law_as_at-year': '2027',
  })
  expect(answer.status).toBe(422)
  for (const sentence of [
    '<title>Error: ',
    'Enter a title',
    'Enter how many minutes',
    'Enter the day the law was checked',
  ])
    expect(answer.text).toContain(sentence)
  expect(answer.text).toContain('First, listen.')
  expect(answer.text).toContain('value="31"')
})

test('the Preview button works without a script, names what is missing, and saves nothing', async () => {
  const { version_id, modules } = await draftOf(await addTestCourse(ctx))
  const body = '## Listen\n\n::: video Listening\nsource: https://videos.example/1\ncaptions: yes\n:::\n'
  const previewed = await trainer.post(`/courses/modules/${modules[0]!.id}`, { ...page, body, action: 'preview' })
  expect(previewed.status).toBe(200)
  expect(previewed.text).toContain('<h2 class="govuk-heading-m">Listen</h2>')
  expect(previewed.text).toContain('Watch “Listening” on videos.example')
  expect(previewed.text).toContain('The video ‘Listening’ has no transcript: what is said and shown')
  expect(await listModules(ctx, version_id)).toEqual(modules)
})

test('the editor uploads a video with its captions and is told the lines to write; a player reads it in pieces', async () => {
  const course = await addTestCourse(ctx)
  const { modules } = await draftOf(course)
  const url = `/courses/modules/${modules[0]!.id}/files`
  const mp4 = Buffer.concat([Buffer.from('00000020667479706d703432', 'hex'), Buffer.alloc(2_500_000, 7)])
  const upload = (name: string, bytes: Buffer | string, fields = {}) =>
    trainer.upload(url, { file: { name, bytes } }, fields).set('Accept', 'application/json')
  const { file } = (await upload('listening.mp4', mp4)).body
  expect(file).toMatchObject({ media_type: 'video/mp4', file_name: 'listening.mp4', markdown: file.href })
  const captions = (await upload('listening.vtt', 'WEBVTT\n\n00:00.000 --> 00:02.000\nHello.\n')).body.file
  expect(captions.media_type).toBe('text/vtt')
  expect((await upload('x.vtt', 'WEBVTT\n\nnothing')).status).toBe(422)
  expect((await upload('x.png', png)).body.error).toContain('say that it is decorative')
  expect((await upload('x.png', png, { is_decorative: 'yes' })).body.file.markdown).toMatch(
    /^!\[\]\(\/files\/.* "decorative"\)$/,
  )
  expect((await upload('x.pdf', Buffer.alloc(10_500_000, '%PDF-'))).body.error).toContain('smaller than 10 MB')

  const range = (value: string) => trainer.agent.get(file.href).set('Range', value)
  const part = await range('bytes=999990-2000009')
  expect([part.status, part.headers['content-range']]).toEqual([206, `bytes 999990-2000009/${mp4.length}`])
  expect(Buffer.compare(part.body, mp4.subarray(999_990, 2_000_010))).toBe(0)
  expect((await range('bytes=9999999-')).status).toBe(416)
  const whole = await trainer.agent.get(file.href)
  expect([whole.status, whole.headers['content-length'], whole.headers['accept-ranges']]).toEqual([
    ...[200, String(mp4.length), 'bytes'],
  ])
  expect(Buffer.compare(whole.body, mp4)).toBe(0)
})

test('the live preview answers a clean piece of a page', async () => {
  const answer = await trainer.post('/courses/preview', { markdown: '**Yes** <script>no</script>\u0000' })
  expect(answer.status).toBe(200)
  expect(answer.text).toContain('<strong>Yes</strong> &lt;script&gt;')
  expect(answer.text).not.toContain('<html')
  expect((await trainer.post('/courses/preview', { markdown: 'x'.repeat(200_001) })).status).toBe(422)
})

test('the second of two authors keeps what they typed and sees what the first saved', async () => {
  const { modules } = await draftOf(await addTestCourse(ctx))
  const url = `/courses/modules/${modules[0]!.id}`
  const opened = await trainer.get(`${url}/edit`)
  const seen_revision = /name="seen_revision" value="([^"]+)"/.exec(opened.text)![1]!
  const first = await coordinator.post(url, { ...page, seen_revision, body: 'The words of the first.' })
  expect(first.status).toBe(303)
  const second = await trainer.post(url, { ...page, seen_revision, body: 'The words of the second.' })
  expect(second.status).toBe(422)
  expect(second.text).toContain('Somebody else saved this module after you opened it')
  expect(second.text).toContain('The words of the first.')
  expect(second.text).toContain('The words of the second.')
  const newer = /name="seen_revision" value="([^"]+)"/.exec(second.text)![1]!
  const third = await trainer.post(url, { ...page, seen_revision: newer, body: 'The words of both.' })
  expect(third.status).toBe(303)
})

test('questions are found by words, ticked ones stay, and a quiz without any is refused', async () => {
  const { version_id } = await draftOf(await addTestCourse(ctx))
  const url = `/courses/versions/${version_id}/quizzes`
  const [ticked] = await database.db('questions').where({ key: 'five-strands' })
  const found = await trainer.post(url, {
    title: 'Check',
    question_search: 'graffiti',
    question_ids: ticked!.id,
    action: 'find',
  })
  expect(found.status).toBe(200)
  expect(found.text).toContain('1 of ')
  expect(found.text).toContain('Which list holds the five strands')
  expect(found.text.match(/type="checkbox"/g)!.length).toBeLessThan(10)
  const rules = { title: 'Check', owner: 'Team', length_minutes: '5', pass_percent: '80' }
  expect((await trainer.post(url, rules)).text).toContain('Choose at least 1 question')
  expect((await trainer.post(url, { ...rules, question_ids: newId() })).text).toContain('Choose at least 1 question')
  const tooMany = await trainer.post(url, { ...rules, draw_count: '2', question_ids: ticked!.id })
  expect(tooMany.status).toBe(422)
  expect(tooMany.text).toContain('has only 1 question to draw from')
})

test('a blueprint is kept, shown, and refused in words where the questions are not enough for it', async () => {
  const { version_id } = await draftOf(await addTestCourse(ctx))
  const url = `/courses/versions/${version_id}/quizzes`
  const add = (text: string, strand: 'race' | 'religion', tags: string[] = []) =>
    addQuestion(ctx, {
      kind: 'short',
      text,
      explanation: '',
      points: 1,
      is_critical: false,
      strand,
      objective: null,
      tags,
      content: { spellings: ['yes'] },
    })
  await Promise.all([add('One?', 'race', ['Law']), add('Two?', 'race'), add('Three?', 'religion', ['law'])])
  const question_ids = await database
    .db('questions as q')
    .join('question_versions as v', 'v.question_id', 'q.id')
    .whereIn('v.text', ['One?', 'Two?', 'Three?'])
    .pluck('q.id')
  const rules = { title: 'Check', owner: 'Team', length_minutes: '5', pass_percent: '80', question_ids }
  const refusals: [object, string][] = [
    [{ 'strand-religion': '2' }, 'asks for 2 questions of “Religion”, and the quiz has only 1'],
    [{ topics: '3 LAW' }, 'asks for 3 questions of “law”, and the quiz has only 2'],
    [{ topics: 'law' }, 'Write how many first, then of what: “2 law”, not “law”'],
    [{ 'strand-race': '2', 'strand-religion': '1', draw_count: '2' }, 'needs 3 questions, and only 2 are drawn'],
  ]
  for (const [blueprint, words] of refusals) {
    const refused = await trainer.post(url, { ...rules, ...blueprint })
    expect([refused.status, refused.text.includes(words)]).toEqual([422, true])
  }
  expect((await trainer.post(url, { ...rules, 'strand-race': '1', topics: '1 law' })).status).toBe(303)
  const module = (await database.db('modules').where({ course_version_id: version_id, kind: 'quiz' }).first())!
  const shown = await trainer.get(`/courses/modules/${module.id}`)
  expect(shown.text).toContain('At least 1 of “Race”.')
  expect(shown.text).toContain('Drawn from 3 questions.')
  const edit = await trainer.get(`/courses/modules/${module.id}/edit`)
  expect(edit.text).toMatch(/name="strand-race"[^>]*value="1"/)
  expect(edit.text).toContain('1 law')
  // What a blueprint asks for by its tag is found by it.
  const found = await trainer.post(url, { ...rules, question_ids: '', question_search: 'LAW', action: 'find' })
  expect([found.text.includes('Three?'), found.text.includes('Two?')]).toEqual([true, false])
})

test('saving a quiz unchanged keeps its version; a changed pass mark is a further version of the same quiz', async () => {
  const { modules } = await draftOf(await addTestCourse(ctx, { quiz: [{}, {}] }))
  const quiz = modules.at(-1)!
  const url = `/courses/modules/${quiz.id}`
  const versionOf = async () => (await database.db('modules').where({ id: quiz.id }).first())!.quiz_version_id!
  const { quiz_id } = (await database.db('quiz_versions').where({ id: quiz.quiz_version_id! }).first())!
  const opened = await trainer.get(`${url}/edit`)
  const question_ids = [...opened.text.matchAll(/name="question_ids" type="checkbox" value="([^"]+)" checked/g)].map(
    (found) => found[1]!,
  )
  expect(question_ids).toHaveLength(2)
  const fields = { title: 'The quiz', owner: 'Team', length_minutes: '5', pass_percent: '80', question_ids }
  const save = async (change: object) => {
    const seen_revision = (await database.db('modules').where({ id: quiz.id }).first())!.revision
    expect((await trainer.post(url, { ...fields, ...change, seen_revision: String(seen_revision) })).status).toBe(303)
    return versionOf()
  }
  const first = await save({})
  const same = await save({})
  expect(same).toBe(first)
  const changed = await save({ pass_percent: '90' })
  expect(changed).not.toBe(first)
  expect((await database.db('quiz_versions').where({ id: changed }).first())!.quiz_id).toBe(quiz_id)
  const stale = await trainer.post(url, { ...fields, seen_revision: '1' })
  expect(stale.status).toBe(422)
  expect(stale.text).toContain('Somebody else saved this module')
})

test('files are read by those on the course and by authors; anyone else finds nothing', async () => {
  const course = await addTestCourse(ctx)
  const { version_id, modules } = await draftOf(course)
  const url = `/courses/modules/${modules[0]!.id}/files`
  expect((await trainer.upload(url, { file: { name: 'poster.png', bytes: png } })).text).toContain(
    'Enter what the image shows',
  )
  expect((await trainer.upload(url, {}, { alt: 'x' })).text).toContain('Select a file')
  const bad = await trainer.upload(url, { file: { name: 'x.png', bytes: '<svg onload="alert(1)">' } }, { alt: 'x' })
  expect(bad.status).toBe(422)
  expect(bad.text).toContain('must be a PDF, Word, Excel or PowerPoint file without macros')
  const large = await trainer.upload(url, { file: { name: 'x.pdf', bytes: Buffer.alloc(10_500_000, '%PDF-') } })
  expect(large.status).toBe(422)
  expect(large.text).toContain('must be smaller than 10 MB')
  expect(
    (await trainer.upload(url, { file: { name: 'Plakat Ż.png', bytes: png } }, { alt: 'A [red] dot' })).status,
  ).toBe(303)
  const list = await trainer.get(url)
  expect(list.text).toContain('Plakat Ż.png')
  const fileId = /!\[A red dot\]\(\/files\/([0-9a-f-]+)\)/.exec(list.text)![1]!
  await trainer.post(`/courses/versions/${version_id}/review`)
  await trainer.post(`/courses/versions/${version_id}/publication`)

  const shown = await trainer.get(`/files/${fileId}`)
  expect(shown.status).toBe(200)
  expect(shown.headers['content-type']).toBe('image/png')
  expect(shown.headers['x-content-type-options']).toBe('nosniff')
  const learner = await addTestPerson(database.db)
  const browser = await site.browser(learner.email)
  const other = await browser.get(`/files/${fileId}`)
  const missing = await browser.get(`/files/${newId()}`)
  expect([other.status, missing.status, (await browser.get('/files/x')).status]).toEqual([404, 404, 404])
  await enrol(ctx, { person_id: learner.id, course_id: course.course_id })
  expect((await browser.get(`/files/${fileId}`)).status).toBe(200)
  expect((await (await site.browser()).get(`/files/${fileId}`)).status).toBe(303)
})

test('a file that stands in no course is nobody’s to read here', async () => {
  const id = newId()
  await database.db('files').insert({
    ...{ id, media_type: 'text/csv', file_name: 'staff.csv', bytes: Buffer.from('x'), created_at: ctx.now },
    sha256: Buffer.alloc(32),
  })
  expect((await trainer.get(`/files/${id}`)).status).toBe(404)
})

test('a programme’s change says what it does not touch; its name and code are its own', async () => {
  const list = await coordinator.get('/courses')
  const url = /href="(\/programmes\/[0-9a-f-]+)\/edit"/.exec(list.text)![1]!
  const opened = await coordinator.get(`${url}/edit`)
  expect(opened.text).toContain('never touches certificates already issued')
  const fields = {
    name: 'Hate crime champion',
    description: 'x',
    validity_months: '18',
    renewal_days: '90',
    grace_months: '2',
    certificate_wording: 'Took part.',
  }
  expect((await coordinator.post(url, { ...fields, name: 'third-party reporting centre' })).text).toContain(
    'There is already a programme',
  )
  expect((await coordinator.post(url, { ...fields, validity_months: '0' })).text).toContain('Must be between 1 and 120')
  expect((await coordinator.post(url, fields)).status).toBe(303)
  expect((await coordinator.get('/courses')).text).toContain('valid for 18 months')
  expect((await coordinator.post('/programmes', { ...fields, name: 'New', code: 'HCC' })).text).toContain(
    'Another programme has this code',
  )
  expect((await trainer.get(`${url}/edit`)).status).toBe(403)
  expect((await trainer.post(url, fields)).status).toBe(403)
  expect((await trainer.get('/courses')).text).not.toContain('/programmes/')
})

test('learners, leads and administrators write no courses; what is not there is not found', async () => {
  const person = await addTestPerson(database.db, { roles: ['administrator'] })
  const browser = await site.browser(person.email)
  const course = await addTestCourse(ctx)
  for (const path of [
    '/courses',
    `/courses/${course.course_id}`,
    `/courses/versions/${course.version_id}`,
    `/courses/modules/${course.module_ids[0]}`,
  ])
    expect((await browser.get(path)).status).toBe(403)
  for (const id of [newId(), 'x', '%00', "'"])
    for (const path of [
      `/courses/${id}`,
      `/courses/versions/${id}`,
      `/courses/modules/${id}`,
      `/courses/modules/${id}/edit`,
    ])
      expect([path, (await trainer.get(path)).status]).toEqual([path, 404])
})

test('two modules of one name are a double click', async () => {
  const { version_id, modules } = await draftOf(await addTestCourse(ctx))
  const url = `/courses/versions/${version_id}/pages`
  const twice = await Promise.all([trainer.post(url, page), trainer.post(url, page)])
  expect(twice.map((answer) => answer.status).toSorted((a, b) => a - b)).not.toEqual([303, 303])
  expect(await listModules(ctx, version_id)).toHaveLength(modules.length + 1)
  expect((await trainer.post(url, { ...page, title: 'first PAGE' })).text).toContain(
    'This draft has a module with this title already',
  )
})

test('a course is renamed by its authors; a live part only until a version that asks for it is published', async () => {
  const course = await addTestCourse(ctx, { live_percent: 80 })
  const url = `/courses/${course.course_id}`
  const other = await addTestCourse(ctx)
  const { title: taken, programme_id } = (await database.db('courses').where({ id: other.course_id }).first())!
  await database.db('courses').where({ id: course.course_id }).update({ programme_id })
  expect((await trainer.post(url, { title: ' ' })).status).toBe(422)
  const refused = await trainer.post(url, { title: taken.toUpperCase() })
  expect(refused.text).toContain('The programme has a course with this title already')
  const renamed = await trainer.post(url, { title: 'Ŵyth o’r gloch' })
  expect((await trainer.follow(renamed)).text).toContain('<h1 class="govuk-heading-l">Ŵyth o’r gloch</h1>')
  expect((await coordinator.get('/courses')).text).toContain('Ŵyth o’r gloch')

  const published = `${url}/live-parts/${course.live_part_id}`
  expect((await trainer.get(url)).text).not.toContain(published)
  expect((await trainer.get(`${published}/edit`)).status).toBe(409)
  expect((await trainer.post(published, { title: 'Other' })).status).toBe(409)
  await trainer.post(`${url}/live-parts`, { title: 'Practise' })
  const added = (await database.db('live_parts').where({ title: 'Practise' }).first())!
  const own = `${url}/live-parts/${added.id}`
  expect((await trainer.get(url)).text).toContain(`${own}/edit`)
  const { title } = (await database.db('live_parts').where({ id: course.live_part_id! }).first())!
  expect((await trainer.post(own, { title: title.toLowerCase() })).status).toBe(422)
  for (let times = 0; times < 2; times++) expect((await trainer.post(own, { title: 'Practice' })).status).toBe(303)
  expect(
    await database.db('live_parts').where({ course_id: course.course_id }).orderBy('position').pluck('title'),
  ).toEqual([title, 'Practice'])
  expect((await trainer.get(`/courses/${other.course_id}/live-parts/${added.id}/edit`)).status).toBe(404)
  expect(
    await database
      .db('audit_events')
      .whereIn('action', ['courses.rename', 'courses.rename-live-part'])
      .orderBy('id')
      .pluck('action'),
  ).toEqual(['courses.rename', 'courses.rename-live-part'])
})
