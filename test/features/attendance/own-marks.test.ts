/** Who keeps a register and has a place at the session too: others mark them, by whatever way they try themselves. */
import { load } from 'cheerio'
import { recordPresence } from '../../../src/features/attendance/index.ts'
import { bookPlace } from '../../../src/features/live-sessions/index.ts'
import { addMinutes } from '../../../src/lib/time.ts'
import { clock } from '../../../src/platform/clock.ts'
import type { TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import type { TestPerson } from '../../support/factories.ts'
import { addTestPerson } from '../../support/factories.ts'
import { addTestLivePart, addTestLiveSession } from '../../support/live-sessions.ts'

let database: TestDatabase
let site: TestSite

const begins = new Date('2027-04-27T09:00:00Z')
const notOneself = 'You do not mark yourself: another trainer of the session or a coordinator does.'

beforeAll(async () => {
  database = await createTestDatabase()
  site = await startSite(database)
})
afterAll(async () => {
  await site.stop()
  await database.drop()
})

const words = (html: string) => load(html)('main').text().replace(/\s+/g, ' ')
const marksOf = (person: TestPerson) =>
  database.db('evidence').where({ person_id: person.id, kind: 'trainer mark' }).orderBy('id').pluck('mark')

test.each(['trainer', 'coordinator'] as const)('a %s with a place does not mark themselves', async (role) => {
  await database.reset()
  clock.set(addMinutes(begins, -300))
  const ctx = contextOf(database.db)
  const own = await addTestPerson(database.db, { full_name: 'Olu Own', roles: [role] })
  const other = await addTestPerson(database.db, { full_name: 'Tara Trainer', roles: ['trainer'] })
  const learner = await addTestPerson(database.db, { full_name: 'Lena Learner' })
  const { live_part_id } = await addTestLivePart(database.db)
  const id = await addTestLiveSession(ctx, {
    live_part_id,
    trainer_ids: role === 'trainer' ? [own.id, other.id] : [other.id],
  })
  for (const person of [own, learner]) await bookPlace(ctx, { live_session_id: id, person_id: person.id })
  const part_id = (await database.db('live_session_parts').first())!.id
  await recordPresence(
    ctx,
    [own, learner].map((person) => ({
      ...{ part_id, person_id: person.id },
      ...{ from_at: begins, to_at: addMinutes(begins, 150) },
    })),
  )
  clock.set(addMinutes(begins, 151))
  const url = `/registers/${part_id}`
  const mine = await site.browser(own.email)
  const theirs = await site.browser(other.email)

  // From the page of the session to what is known of oneself.
  const learning = await site.browser(learner.email)
  const held = load((await learning.get(`/live-sessions/${id}`)).text)
  expect(held('main').text()).toContain('You had a place.')
  const seen = await learning.get(held('main a[href^="/attendance/"]').attr('href')!)
  expect(words(seen.text)).toContain('Your attendance so far')

  const page = load((await mine.get(url)).text)
  expect(page('main').text()).toContain(notOneself)
  expect(page(`[name="mark-${own.id}"], [name="was-${own.id}"]`).length).toBe(0)
  expect(page(`[name="mark-${learner.id}"]`).length).toBe(5)
  // Typed by hand, together with a mark that is theirs to give: that one is saved.
  const forged = { [`was-${own.id}`]: '', [`mark-${own.id}`]: 'present', [`was-${learner.id}`]: '', everyone: 'late' }
  await mine.post(url, { ...forged, [`minutes-${own.id}`]: '150', [`minutes-${learner.id}`]: '120' })
  expect([await marksOf(own), await marksOf(learner)]).toEqual([[], ['late']])

  expect(words((await mine.get(`${url}/rule`)).text)).toContain('You: for another trainer or a coordinator to mark')
  await mine.post(`${url}/rule`, { percent: '80', whom: 'everyone' })
  expect([await marksOf(own), await marksOf(learner)]).toEqual([[], ['late', 'present']])

  // Closing gives absent to all without a mark, whoever closes.
  await mine.post(`${url}/closing`, { rest_absent: 'yes' })
  expect(await marksOf(own)).toEqual(['absent'])
  const list = load((await mine.get(`${url}/corrections`)).text)
  expect(list('a[href*="corrections/new"]').length).toBe(1)
  const asked = await mine.get(`${url}/corrections/new?person_id=${own.id}`)
  expect(words((await mine.follow(asked)).text)).toContain('You do not correct your own mark')
  const correction = { person_id: own.id, mark: 'present', minutes: '', reason: 'I was', from_mark: 'absent' }
  await mine.post(`${url}/corrections`, correction)
  expect(await marksOf(own)).toEqual(['absent'])

  await theirs.post(`${url}/corrections`, correction)
  expect(await marksOf(own)).toEqual(['absent', 'present'])
})
