/** Links of published pages, asked by night: what is asked, what is told to whom, and what is not held against a link. */
import { addModule, publishCourseVersion, startDraft } from '../../../src/features/courses/index.ts'
import { checkLinks } from '../../../src/features/courses/commands/links.ts'
import { linksOf } from '../../../src/features/courses/links.ts'
import type { AskedLink } from '../../../src/platform/http/ask.ts'
import type { Ctx } from '../../../src/platform/context.ts'
import type { TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf } from '../../support/context.ts'
import { addTestCourse } from '../../support/courses.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestPerson } from '../../support/factories.ts'

let database: TestDatabase
let site: TestSite
let versionId: string
const nights = ['2027-04-13', '2027-04-14', '2027-04-15', '2027-04-22']
const at = (day: string): Ctx => {
  const ctx = contextOf(database.db, { at: new Date(`${day}T03:50:00Z`) })
  return { ...ctx, config: { ...ctx.config, link_checks: true } }
}
const there: AskedLink = { answer: 'there', status: 200 }

beforeAll(async () => {
  database = await createTestDatabase()
  site = await startSite(database)
  const ctx = contextOf(database.db)
  const { course_id } = await addTestCourse(ctx)
  const { version_id } = await startDraft(ctx, { course_id, owner: 'Team' })
  await addModule(ctx, {
    ...{ version_id, title: 'Where to go', owner: 'Sam', length_minutes: 5, quiz_version_id: null },
    ...{ law_as_at: '2027-01-01', review_by: '2028-01-01' },
    body: '[The law](https://law.example/66) and [help](https://help.example/), [ours](/help).\n\n::: video Talk\nsource: https://film.example/1\ncaptions: yes\n\nWords.\n:::',
  })
  versionId = version_id
  expect(await publishCourseVersion(ctx, { version_id, is_review_waived: true })).toBe('published')
})
afterAll(async () => {
  await site.stop()
  await database.drop()
})

/** Asks with these answers, and says what was asked of this course. */
async function night(day: string, answers: Record<string, AskedLink> = {}): Promise<string[]> {
  const asked: string[] = []
  const ask = async (url: string) => {
    asked.push(url)
    return answers[url] ?? there
  }
  await checkLinks(at(day), ask, 0)
  return asked.filter((url) => url.includes('.example/')).toSorted()
}

test('a link that fails two nights is told to authors and on the start page; one that answers again is not', async () => {
  const gone = { 'https://law.example/66': { answer: 'gone', status: 404 } as const }
  const trainer = await site.browser((await addTestPerson(database.db, { roles: ['trainer'] })).email)
  const coordinator = await site.browser((await addTestPerson(database.db, { roles: ['coordinator'] })).email)
  const told = async () => [
    (await trainer.get(`/courses/versions/${versionId}`)).text.includes('https://law.example/66'),
    (await coordinator.get('/')).text.includes('1 link does not answer'),
  ]
  expect(await night(nights[0]!, gone)).toEqual([
    'https://film.example/1',
    'https://help.example/',
    'https://law.example/66',
  ])
  expect(await told()).toEqual([false, false])
  expect(await night(nights[1]!, gone)).toEqual(['https://law.example/66'])
  expect(await told()).toEqual([true, true])
  // Nobody at all answers: it is our network, and the link is as it was.
  const silent = { 'https://law.example/66': { answer: 'silent', status: null } as const }
  await night(nights[2]!, silent)
  expect(await database.db('module_links').where({ url: 'https://law.example/66' }).first('answer')).toEqual({
    answer: 'gone',
  })
  expect(await night(nights[3]!)).toHaveLength(3)
  expect(await told()).toEqual([false, false])
})

test('switched off, nothing is asked', async () => {
  const ask = () => Promise.reject(new Error('asked'))
  await checkLinks({ ...at('2027-05-22'), config: { ...at('2027-05-22').config, link_checks: false } }, ask, 0)
})

test('which links a page has', () => {
  expect(
    linksOf('[a](https://a.example/) [b](mailto:x@a.example) [a again](https://a.example/) #x https://b.example/'),
  ).toEqual([
    { url: 'https://a.example/', text: 'a' },
    { url: 'https://b.example/', text: 'https://b.example/' },
  ])
})
