/** What a copy, a series and a session made from a template have beside the form they were filled from. */
import { load } from 'cheerio'
import { addMaterialLink } from '../../../src/features/live-sessions/index.ts'
import { quotasOn } from '../../../src/features/live-sessions/carrying.ts'
import { keepPlaces } from '../../../src/features/live-sessions/commands/quotas.ts'
import { setReminders } from '../../../src/features/live-sessions/commands/reminders.ts'
import { clock } from '../../../src/platform/clock.ts'
import type { Ctx } from '../../../src/platform/context.ts'
import type { Browser, Fields, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import type { TestPerson } from '../../support/factories.ts'
import { addTestOrganisation, addTestPerson } from '../../support/factories.ts'
import { addTestLiveSession } from '../../support/live-sessions.ts'
import type { Page } from '../../support/page.ts'
import { readFields } from '../../support/page-form.ts'

let database: TestDatabase
let site: TestSite
let ctx: Ctx
let trainer: TestPerson
let browser: Browser
let organisationId: string

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
  clock.set(new Date('2027-04-12T09:00:00Z'))
  ctx = contextOf(database.db)
  trainer = await addTestPerson(database.db, { full_name: 'Terry Trainer', roles: ['trainer'] })
  organisationId = (await addTestOrganisation(database.db, { name: 'Dacorum Borough Council' })).id
  browser = await site.browser(trainer.email)
})

const words = (html: string) => load(html)('main').text().replace(/\s+/g, ' ')

/** What the last form of a page would send by its last button. */
function fieldsOf(html: string): Fields {
  const $ = load(html)
  const form = $('main form[method=post]')
  const sent: Record<string, string[]> = {}
  for (const [name, value] of readFields({ $ } as Page, form, form.find('button').last()))
    sent[name] = [...(sent[name] ?? []), value]
  return sent
}

/** On 27 April 2027: reminders, two links and places kept until five days before and until the day itself. */
async function addEquipped(): Promise<string> {
  const id = await addTestLiveSession(ctx, { title: 'Champions', capacity: 20, trainer_ids: [trainer.id] })
  await setReminders(ctx, { live_session_id: id, reminders: ['7 days', '2 hours'] })
  await addMaterialLink(ctx, { live_session_id: id, moment: 'before', title: 'Workbook', url: 'https://a.example/1' })
  await addMaterialLink(ctx, { live_session_id: id, moment: 'after', title: 'Slides', url: 'https://a.example/2' })
  const kept = { live_session_id: id, places: 4 }
  await keepPlaces(ctx, { ...kept, group: { organisation_kind: 'charity' }, release_on: '2027-04-22' })
  await keepPlaces(ctx, { ...kept, group: { organisation_id: organisationId }, release_on: '2027-04-27', places: 1 })
  return id
}

async function equipmentOf(id: string) {
  const { reminders } = (await database.db('live_sessions').first('reminders').where({ id }))!
  const materials = await database.db('live_session_materials').where({ live_session_id: id }).orderBy('id')
  const quotas = await database.db('place_quotas').where({ live_session_id: id }).orderBy('id')
  return {
    reminders,
    materials: materials.map((one) => [one.moment, one.title, one.url]),
    quotas: quotas.map((one) => [one.organisation_kind ?? one.organisation_id, one.places, one.release_on]),
  }
}

const idFrom = (answer: { headers: { location?: string } }) => answer.headers.location!.split('/').at(-1)!
const links = [
  ['before', 'Workbook', 'https://a.example/1'],
  ['after', 'Slides', 'https://a.example/2'],
]

test('a copy says what comes with it, and has it: reminders, materials, places kept until as long before', async () => {
  const page = (await browser.get(`/live-sessions/${await addEquipped()}/copy`)).text
  expect(words(page)).toContain('What else comes from ‘Champions’')
  expect(words(page)).toContain('7 days and 2 hours before the start')
  expect(words(page)).toContain('To read before: ‘Workbook’. Shown after it: ‘Slides’')
  expect(words(page)).toContain(
    '4 places for charities, until 5 days before it; 1 place for Dacorum Borough Council, until the day of the session',
  )
  // It is there again with what was typed when something else is wrong.
  const wrong = await browser.post('/live-sessions', { ...fieldsOf(page), title: '' })
  expect(wrong.status).toBe(422)
  const saved = await browser.post('/live-sessions', { ...fieldsOf(wrong.text), title: 'Champions' })
  expect(saved.status).toBe(303)
  expect(await equipmentOf(idFrom(saved))).toEqual({
    reminders: ['7 days', '2 hours'],
    materials: links,
    quotas: [
      ['charity', 4, '2027-04-29'],
      [organisationId, 1, '2027-05-04'],
    ],
  })
  const plans = await database.db('plans').where({ kind: 'live-sessions.release-places' }).orderBy('due_at')
  expect(plans.map((plan) => plan.due_at.toISOString())).toContain('2027-04-28T23:00:00.000Z')
  const { after } = (await database
    .db('audit_events')
    .where({ action: 'live-sessions.schedule', subject_id: idFrom(saved) })
    .first())!
  expect(after).toMatchObject({
    kept_places: [
      { places: 4, days_before: 5 },
      { places: 1, days_before: 0 },
    ],
  })
})

test('what is not ticked stays behind', async () => {
  const page = (await browser.get(`/live-sessions/${await addEquipped()}/copy`)).text
  const saved = await browser.post('/live-sessions', { ...fieldsOf(page), carries: ['materials'] })
  expect(await equipmentOf(idFrom(saved))).toEqual({ reminders: ['1 day', '1 hour'], materials: links, quotas: [] })
})

test('no more places are kept than there are, and none whose release day has come', async () => {
  const id = await addEquipped()
  const page = (await browser.get(`/live-sessions/${id}/copy`)).text
  const small = await browser.post('/live-sessions', { ...fieldsOf(page), capacity: '4' })
  expect(small.status).toBe(422)
  expect(load(small.text)('.govuk-error-summary a').attr('href')).toBe('#capacity')
  const near = { 'day-day': '16', 'day-month': '4', overlap_reason: 'Two rooms' }
  const saved = await browser.post('/live-sessions', { ...fieldsOf(page), ...near, capacity: '4' })
  expect(words((await browser.follow(saved)).text)).toContain(
    'Not kept, because the session is too near: 4 places for charities, until 5 days before it.',
  )
  expect((await equipmentOf(idFrom(saved))).quotas).toEqual([[organisationId, 1, '2027-04-16']])
})

test('where the day is changed the release days stay, and that is said; a new hour says nothing', async () => {
  const id = await addEquipped()
  const form = fieldsOf((await browser.get(`/live-sessions/${id}/edit`)).text)
  const later = await browser.post(`/live-sessions/${id}`, { ...form, time: '15:00' })
  expect(words((await browser.follow(later)).text)).not.toContain('kept places open')
  const moved = await browser.post(`/live-sessions/${id}`, { ...form, 'day-day': '4', 'day-month': '5' })
  expect(words((await browser.follow(moved)).text)).toContain(
    'those for charities on 22 April 2027; those for Dacorum Borough Council on 27 April 2027. Look at Places',
  )
})

test('nothing comes from the session of somebody else, nor for an organisation that is a partner no more', async () => {
  const id = await addEquipped()
  const other = await site.browser((await addTestPerson(database.db, { roles: ['trainer'] })).email)
  const plain = fieldsOf((await other.get('/live-sessions/new')).text)
  const filled = fieldsOf((await browser.get(`/live-sessions/${id}/copy`)).text)
  const saved = await other.post('/live-sessions', { ...filled, id: plain.id!, 'day-day': '6' })
  expect(await equipmentOf(idFrom(saved))).toEqual({ reminders: ['1 day', '1 hour'], materials: [], quotas: [] })
  expect(words((await other.follow(saved)).text)).toContain('What the session was filled from is gone.')
  await database
    .db('organisations')
    .where({ id: organisationId })
    .update({ ends_on: '2027-04-01', end_recorded_at: new Date('2027-01-04') })
  const page = words((await browser.get(`/live-sessions/${id}/copy`)).text)
  expect(page).toContain('4 places for charities')
  expect(page).not.toContain('Dacorum')
})

test('each session of a series made from it has it, on its own days', async () => {
  const page = (await browser.get(`/live-sessions/${await addEquipped()}/copy`)).text
  const days = await browser.post('/live-sessions', { ...fieldsOf(page), repeat: 'week', repeat_count: '2' })
  expect(words(days.text)).toContain('Each of them has Reminders 7 days and 2 hours before the start')
  const made = await browser.post('/live-sessions/series', fieldsOf(days.text))
  expect(made.status).toBe(303)
  const ids = await database.db('live_sessions').whereNotNull('series_id').orderBy('id').pluck('id')
  expect(await Promise.all(ids.map(async (id: string) => (await equipmentOf(id)).quotas[0]))).toEqual([
    ['charity', 4, '2027-04-29'],
    ['charity', 4, '2027-05-06'],
  ])
  expect((await equipmentOf(ids[1]!)).materials).toEqual(links)
})

test('a template keeps what was ticked, and hands it on after the session has changed', async () => {
  const id = await addEquipped()
  const form = (await browser.get(`/live-sessions/${id}/template`)).text
  expect(words(form)).toContain('To read before: ‘Workbook’')
  const keeps = ['trainers', 'reminders', 'materials', 'places']
  expect((await browser.post(`/live-sessions/${id}/template`, { name: 'All', keeps })).status).toBe(303)
  expect((await browser.post(`/live-sessions/${id}/template`, { name: 'Bare' })).status).toBe(303)
  const list = words((await browser.get('/live-sessions/templates')).text)
  expect(list).toContain('150 minutes, online, 20 places, with trainers, reminders, 2 materials and 5 kept places')
  await setReminders(ctx, { live_session_id: id, reminders: [] })
  await database.db('live_session_materials').delete()

  const make = async (name: string) => {
    const template = (await database.db('live_session_templates').first('id').where({ name }))!
    const query = `template=${template.id}&first_day-day=1&first_day-month=6&first_day-year=2027`
    const page = (await browser.get(`/live-sessions/new?${query}`)).text
    const more = { trainer_ids: [trainer.id], overlap_reason: 'Two rooms' }
    return equipmentOf(idFrom(await browser.post('/live-sessions', { ...fieldsOf(page), ...more })))
  }
  expect(await make('All')).toEqual({
    reminders: ['7 days', '2 hours'],
    materials: links,
    quotas: [
      ['charity', 4, '2027-05-27'],
      [organisationId, 1, '2027-06-01'],
    ],
  })
  expect(await make('Bare')).toEqual({ reminders: ['1 day', '1 hour'], materials: [], quotas: [] })
  expect(
    (
      await browser.post(
        `/live-sessions/templates/${(await database.db('live_session_templates').first('id'))!.id}/removal`,
      )
    ).status,
  ).toBe(303)
})

test('a release day is so many days before the day in London, not so many hours', () => {
  const quota = { organisation_id: null, organisation_kind: 'charity', organisation_name: null, places: 1 }
  const now = new Date('2027-03-01T09:00:00Z')
  const { kept, late } = quotasOn(
    [
      { ...quota, days_before: 1 },
      { ...quota, days_before: 28 },
    ],
    new Date('2027-03-28T23:30:00Z'),
    now,
  )
  expect(kept.map((one) => one.release_on)).toEqual(['2027-03-28'])
  expect(late).toEqual([{ ...quota, days_before: 28 }])
})
