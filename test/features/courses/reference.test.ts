/** The two courses every installation starts with: complete, sound, and loaded once. */
import { seedReference } from '../../../seeds/reference/seed.ts'
import { createLog } from '../../../src/platform/log.ts'
import { getModule, listModules, listPublishedCourses, renderMarkdown } from '../../../src/features/courses/index.ts'
import { listImages } from '../../../src/features/courses/markdown.ts'
import { getQuizVersion } from '../../../src/features/quizzes/index.ts'
import { testConfig } from '../../support/config.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

test('six pages and a quiz lead to a champion, two pages and a quiz to the refresher', async () => {
  const ctx = contextOf(database.db)
  const [champion, refresher, ...others] = await listPublishedCourses(ctx)
  expect(others).toEqual([])
  expect([champion!.programme_name, champion!.kind]).toEqual(['Hate crime champion', 'initial'])
  expect([refresher!.programme_name, refresher!.kind]).toEqual(['Third-party reporting centre', 'refresher'])
  for (const [course, pages, questions] of [
    [champion!, 6, 33],
    [refresher!, 2, 5],
  ] as const) {
    const modules = await listModules(ctx, course.course_version_id)
    expect(modules.map((module) => module.kind)).toEqual([...Array.from({ length: pages }, () => 'page'), 'quiz'])
    const quiz = await getQuizVersion(ctx, modules.at(-1)!.quiz_version_id!)
    expect(quiz.question_count).toBeGreaterThanOrEqual(questions)
    expect(quiz.pass_percent).toBe(80)
    for (const module of modules) {
      expect(module).toMatchObject({ owner: 'Hate crime team', law_as_at: '2026-11-22', has_exit_page: true })
      expect((await getModule(ctx, module.id)).content_notice).toBeTruthy()
    }
  }
})

test('every page becomes clean HTML with headings in order, and speaks to no image that is not there', async () => {
  for (const { body, title } of await database.db('modules').where({ kind: 'page' })) {
    const html = renderMarkdown(body)
    expect([title, listImages(body)]).toEqual([title, []])
    expect(html).not.toContain(':::')
    const levels = [...html.matchAll(/<h(\d)/g)].map((found) => Number(found[1]))
    expect(levels[0]).toBe(2)
    levels.forEach((level, index) => expect(level - (levels[index - 1] ?? 2)).toBeLessThanOrEqual(1))
    for (const [, href] of html.matchAll(/href="([^"]+)"/g)) expect(href).toMatch(/^(\/help|https:\/\/)/)
  }
})

test('seeding again changes nothing', async () => {
  const count = async () => {
    const tables = ['programmes', 'courses', 'modules', 'questions', 'quiz_versions', 'help_entries', 'audit_events']
    return Promise.all(tables.map(async (table) => (await database.db(table).count())[0]))
  }
  const before = await count()
  await seedReference({ db: database.db, config: testConfig(), log: createLog('silent') })
  expect(await count()).toEqual(before)
})
