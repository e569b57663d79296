/** A series, as a trainer makes it without a script: the form, the days, one button; and what its sessions know of each other. */
import { load } from 'cheerio'
import { bookPlace, cancelLiveSession } from '../../../src/features/live-sessions/index.ts'
import { newId } from '../../../src/lib/ids.ts'
import { clock } from '../../../src/platform/clock.ts'
import type { Ctx } from '../../../src/platform/context.ts'
import type { Browser, Fields, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import type { TestPerson } from '../../support/factories.ts'
import { addTestPerson } from '../../support/factories.ts'
import { addTestLiveSession } from '../../support/live-sessions.ts'
import { listMails } from '../../support/mailbox.ts'
import type { Page } from '../../support/page.ts'
import { readFields } from '../../support/page-form.ts'

let database: TestDatabase
let site: TestSite
let ctx: Ctx
let trainer: TestPerson
let browser: Browser

beforeAll(async () => {
  database = await createTestDatabase()
  site = await startSite(database)
})
afterAll(async () => {
  await site.stop()
  await database.drop()
})
beforeEach(async () => {
  await database.reset()
  clock.set(new Date('2027-03-01T09:00:00Z'))
  ctx = contextOf(database.db, { at: new Date('2027-03-01T09:00:00Z') })
  trainer = await addTestPerson(database.db, { full_name: 'Terry Trainer', roles: ['trainer'] })
  browser = await site.browser(trainer.email)
})

const words = (html: string) => load(html)('main').text().replace(/\s+/g, ' ')

/** What the form on a page would send by its first button, with these changes. */
function sentFrom(html: string, change: Fields = {}): Fields {
  const $ = load(html)
  const form = $('main form[method=post]')
  const sent: Record<string, string[]> = {}
  for (const [name, value] of readFields({ $ } as Page, form, form.find('button').first()))
    sent[name] = [...(sent[name] ?? []), value]
  return { ...sent, ...change }
}

const tuesdays = (change: Fields = {}): Fields => ({
  id: newId(),
  title: 'Champions',
  live_part_id: 'none',
  'day-day': '16',
  'day-month': '3',
  'day-year': '2027',
  time: '10am',
  length_minutes: '60',
  breaks: '10:30 for 5',
  capacity: '30',
  trainer_ids: [trainer.id],
  mode: 'online',
  is_mandatory: 'no',
  audience: 'external',
  repeat: 'week',
  repeat_count: '4',
  ...change,
})
const preview = async (change: Fields = {}) => browser.post('/live-sessions', tuesdays(change))
const starts = async () =>
  (await database.db('live_session_parts').orderBy('starts_at').pluck('starts_at')).map((at: Date) => at.toISOString())
const rows = (html: string) =>
  load(html)('.govuk-checkboxes__item')
    .toArray()
    .map((item) => load(html)(item).text().replace(/\s+/g, ' ').trim())

test('four Tuesdays at ten, across the end of March, are shown first, made at once, and made once', async () => {
  expect(words((await browser.get('/live-sessions/new')).text)).toContain('Repeat it on other days')
  const page = await preview()
  expect(page.status).toBe(200)
  expect(words(page.text)).toContain('Every week on Tuesday, at the same London time in summer and winter.')
  expect(rows(page.text)).toEqual([
    'Tuesday 16 March 2027, 10am to 11am',
    'Tuesday 23 March 2027, 10am to 11am',
    'Tuesday 30 March 2027, 10am to 11am',
    'Tuesday 6 April 2027, 10am to 11am',
  ])
  expect(await database.db('live_sessions')).toEqual([])
  const sent = sentFrom(page.text, { days: ['0', '2', '3'] })
  const answers = await Promise.all([1, 2].map(() => browser.post('/live-sessions/series', sent)))
  expect(answers.map((answer) => answer.status)).toEqual([303, 303])
  expect(new Set(answers.map((answer) => answer.headers.location)).size).toBe(1)
  expect(await starts()).toEqual(['2027-03-16T10:00:00.000Z', '2027-03-30T09:00:00.000Z', '2027-04-06T09:00:00.000Z'])
  expect(await database.db('live_session_breaks').orderBy('starts_at').pluck('starts_at')).toEqual([
    new Date('2027-03-16T10:30:00Z'),
    new Date('2027-03-30T09:30:00Z'),
    new Date('2027-04-06T09:30:00Z'),
  ])
  expect(await database.db('audit_events').where({ action: 'live-sessions.schedule-series' })).toHaveLength(1)

  const shown = (await browser.follow(answers[0]!)).text
  expect(words(shown)).toContain('3 sessions are scheduled.')
  expect(words(shown)).toContain('All 3 sessions of this series Tuesday 16 March 2027, 10am (this one)')
  expect(load(shown)('main details a[href^="/live-sessions/"]')).toHaveLength(2)
})

test('an hour that is skipped or comes twice is asked about, on its day alone', async () => {
  const page = await preview({ time: '1:30am', 'day-day': '21', repeat_count: '2', breaks: '' })
  expect(rows(page.text)).toEqual(['Sunday 21 March 2027, 1:30am to 2:30am', 'Sunday 28 March 2027'])
  expect(words(page.text)).toContain('1:30am does not exist on 28 March 2027')
  expect(page.text).not.toContain('govuk-error-summary')
  const unanswered = await browser.post('/live-sessions/series', sentFrom(page.text))
  expect(unanswered.status).toBe(422)
  expect(load(unanswered.text)('.govuk-error-summary a').attr('href')).toBe('#on-1-time')
  expect(await database.db('live_sessions')).toEqual([])
  const made = await browser.post('/live-sessions/series', sentFrom(unanswered.text, { 'on-1-time': '2.30 am' }))
  expect(made.status).toBe(303)
  expect(await starts()).toEqual(['2027-03-21T01:30:00.000Z', '2027-03-28T01:30:00.000Z'])

  const autumn = { time: '1:30am', 'day-day': '24', 'day-month': '10', breaks: '', repeat_count: '3' }
  const twice = await preview({
    ...autumn,
    trainer_ids: [(await addTestPerson(database.db, { roles: ['trainer'] })).id],
  })
  expect(
    load(twice.text)('input[type=radio]')
      .toArray()
      .map((one) => load(twice.text)(one).attr('name')),
  ).toEqual(['on-1-clock', 'on-1-clock'])
  const refused = await browser.post('/live-sessions/series', sentFrom(twice.text))
  expect(load(refused.text)('.govuk-error-summary a').attr('href')).toBe('#on-1-clock')
  const left = await browser.post('/live-sessions/series', sentFrom(refused.text, { days: ['0', '2'] }))
  expect(left.status).toBe(303)
  const other = await preview({ ...autumn, overlap_reason: 'Two rooms' })
  await browser.post('/live-sessions/series', sentFrom(other.text, { 'on-1-clock': 'later' }))
  expect((await starts()).filter((at) => at.startsWith('2027-10-31'))).toEqual(['2027-10-31T01:30:00.000Z'])
})

test('bank holidays and whatever overlaps are listed, and a reason is asked for unless those days are left out', async () => {
  await addTestLiveSession(ctx, {
    title: 'The other one',
    trainer_ids: [trainer.id],
    starts_at: new Date('2027-04-05T09:30:00Z'),
  })
  const mondays = { 'day-day': '22', repeat_count: '3' }
  const page = await preview(mondays)
  expect(rows(page.text)).toEqual([
    'Monday 22 March 2027, 10am to 11am',
    'Monday 29 March 2027, 10am to 11am Bank holiday: Easter Monday.',
    'Monday 5 April 2027, 10am to 11am At the same time, Terry Trainer trains ‘The other one’ on Monday 5 April 2027, 10:30am to 1pm.',
  ])
  const refused = await browser.post('/live-sessions/series', sentFrom(page.text))
  expect(load(refused.text)('.govuk-error-summary a').attr('href')).toBe('#overlap_reason')
  expect(await database.db('live_sessions')).toHaveLength(1)
  const none = await browser.post('/live-sessions/series', sentFrom(page.text, { days: [] }))
  expect(words(none.text)).toContain('Tick at least one day')
  const answered = sentFrom(refused.text, { overlap_reason: 'Terry comes late' })
  expect((await browser.post('/live-sessions/series', answered)).status).toBe(303)
  expect(
    await database
      .db('audit_events')
      .where({ action: 'live-sessions.schedule' })
      .whereNotNull('reason')
      .pluck('reason'),
  ).toEqual(['Terry comes late'])
  const again = await preview({ ...mondays, time: '2pm', breaks: '' })
  await browser.post('/live-sessions/series', sentFrom(again.text, { days: ['0', '1'] }))
  expect(await database.db('live_sessions')).toHaveLength(6)
})

test('a session of several parts is repeated as a whole, and its own repetition can be in its way', async () => {
  const two: Fields = {
    'part-2-live_part_id': 'none',
    'part-2-day-day': '23',
    'part-2-day-month': '3',
    'part-2-day-year': '2027',
    'part-2-time': '2pm',
    'part-2-length_minutes': '60',
  }
  const weekly = await preview({ ...two, 'part-2-time': '10am', repeat_count: '2' })
  expect(rows(weekly.text)[1]).toContain('At the same time as another session of this series, with the same trainer')
  expect((await browser.post('/live-sessions/series', sentFrom(weekly.text))).status).toBe(422)
  const page = await preview({ ...two, repeat: 'month', repeat_count: '2' })
  expect(words(page.text)).toContain('Every month on the third Tuesday')
  expect(rows(page.text)[1]).toBe('Tuesday 20 April 2027, 10am to 11am; Tuesday 27 April 2027, 2pm to 3pm')
  await browser.post('/live-sessions/series', sentFrom(page.text))
  expect(await starts()).toEqual([
    '2027-03-16T10:00:00.000Z',
    '2027-03-23T14:00:00.000Z',
    '2027-04-20T09:00:00.000Z',
    '2027-04-27T13:00:00.000Z',
  ])
})

test('drafts of a series are seen by those who keep them', async () => {
  const page = await preview({ repeat_count: '2' })
  const made = await browser.post('/live-sessions/series', sentFrom(page.text, { as_draft: 'yes' }))
  expect(words((await browser.follow(made)).text)).toContain('2 sessions are saved as drafts.')
  expect(await database.db('live_sessions').pluck('opened_at')).toEqual([null, null])
  const [first] = (await database.db('live_session_parts').orderBy('starts_at')).map((part) => part.live_session_id)
  await browser.post(`/live-sessions/${first}/opening`)
  const learner = await site.browser((await addTestPerson(database.db)).email)
  expect(words((await browser.get(`/live-sessions/${first}`)).text)).toContain('Tuesday 23 March 2027, 10am, a draft')
  expect(words((await learner.get(`/live-sessions/${first}`)).text)).not.toContain('23 March')
})

test('faults come back to the form, the details can be changed from the days, and nobody else may repeat', async () => {
  const faulty = await preview({ repeat_count: '1', title: '' })
  expect(
    load(faulty.text)('.govuk-error-summary li')
      .toArray()
      .map((item) => load(faulty.text)(item).text().trim()),
  ).toEqual(['Enter a title', 'Must be between 2 and 52'])
  expect(load(faulty.text)('input[name=repeat][value=week]').prop('checked')).toBe(true)
  const past = await preview({ 'day-month': '2' })
  expect(load(past.text)('a[href="#day-day"]').text()).toContain('in the future')
  const page = await preview()
  const back = await browser.post('/live-sessions', sentFrom(page.text, { change: 'yes' }))
  expect(load(back.text)('#title').val()).toBe('Champions')
  expect(load(back.text)('#repeat_count').val()).toBe('4')
  expect(back.text).not.toContain('name="asked"')
  const learner = await site.browser((await addTestPerson(database.db)).email)
  expect((await learner.post('/live-sessions/series', sentFrom(page.text))).status).toBe(403)
})

test('the rest of a series is cancelled in one act, and each person told once for each of their sessions', async () => {
  const other = await addTestPerson(database.db, { roles: ['trainer'] })
  const page = await preview({ trainer_ids: [trainer.id] })
  await browser.post('/live-sessions/series', sentFrom(page.text))
  const ids: string[] = (await database.db('live_session_parts').orderBy('starts_at')).map(
    (part) => part.live_session_id,
  )
  const [first, second, third, fourth] = ids as [string, string, string, string]
  // A session that somebody else trains now is not this trainer's to cancel.
  await database.db('live_session_trainers').where({ live_session_id: fourth }).update({ person_id: other.id })
  const learner = await addTestPerson(database.db)
  for (const id of [first, second, third]) await bookPlace(ctx, { live_session_id: id, person_id: learner.id })
  const url = `/live-sessions/${second}/cancellation`
  expect(words((await browser.get(url)).text)).toContain('Cancel the later session of this series as well')
  await browser.post(url, { reason: 'The room is gone', rest: 'yes' })
  expect(await database.db('live_sessions').whereNotNull('cancelled_at').orderBy('id').pluck('id')).toEqual(
    [second, third].toSorted(),
  )
  const told = await listMails(database.db, { kind: 'live-sessions.session-cancelled', to_address: learner.email })
  expect(told).toHaveLength(2)
  expect(words((await browser.get(`/live-sessions/${first}`)).text)).toContain('Tuesday 23 March 2027, 10am, cancelled')
  await cancelLiveSession(ctx, { id: first, reason: 'Also' })
  expect(await database.db('live_sessions').whereNull('cancelled_at').pluck('id')).toEqual([fourth])
})
