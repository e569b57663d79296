/** What a new session can begin from: another session, or a template of a course. */
import { load } from 'cheerio'
import { bookPlace, getLiveSession } from '../../../src/features/live-sessions/index.ts'
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
import { addTestLivePart, addTestLiveSession, partInput } from '../../support/live-sessions.ts'
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
  clock.set(new Date('2027-04-12T09:00:00Z'))
  ctx = contextOf(database.db)
  trainer = await addTestPerson(database.db, { full_name: 'Terry Trainer', roles: ['trainer'] })
  browser = await site.browser(trainer.email)
})

const words = (html: string) => load(html)('main').text().replace(/\s+/g, ' ')

/** What the scheduling form on a page would send, as it stands. */
function fieldsOf(html: string): Fields {
  const $ = load(html)
  const form = $('main form[method=post]')
  const sent: Record<string, string[]> = {}
  for (const [name, value] of readFields({ $ } as Page, form, form.find('button').last()))
    sent[name] = [...(sent[name] ?? []), value]
  return sent
}

const dayIn = (html: string, prefix = '') =>
  ['day', 'month', 'year'].map((part) => load(html)(`#${prefix}day-${part}`).val()).join(' ')

/** Two parts a week apart, on Tuesdays at 10am and 2pm, with a break. */
async function addTwoParts(): Promise<string> {
  const { live_part_id } = await addTestLivePart(database.db)
  const at = (text: string) => new Date(`2027-${text}:00Z`)
  return addTestLiveSession(ctx, {
    title: 'Champion course',
    parts: [
      partInput({
        live_part_id,
        starts_at: at('04-20T09:00'),
        ends_at: at('04-20T11:30'),
        breaks: [{ starts_at: at('04-20T10:15'), ends_at: at('04-20T10:25') }],
      }),
      partInput({ starts_at: at('04-27T13:00'), ends_at: at('04-27T14:00'), join_url: 'https://zoom.us/j/1' }),
    ],
    capacity: 20,
    trainer_ids: [trainer.id],
    notes: 'Bring a pen',
  })
}

describe('a copy', () => {
  test('has everything but the dates and the people, and is a session of its own', async () => {
    const id = await addTwoParts()
    await bookPlace(ctx, { live_session_id: id, person_id: (await addTestPerson(database.db)).id })
    expect(load((await browser.get(`/live-sessions/${id}`)).text)(`a[href="/live-sessions/${id}/copy"]`)).toHaveLength(
      1,
    )
    const page = (await browser.get(`/live-sessions/${id}/copy`)).text
    expect(words(page)).toContain('Filled from ‘Champion course’, with nobody booked.')
    expect([dayIn(page), dayIn(page, 'part-2-')]).toEqual(['27 4 2027', '4 5 2027'])
    const saved = await browser.post('/live-sessions', fieldsOf(page))
    expect(saved.status).toBe(303)
    const copy = await getLiveSession(ctx, saved.headers.location!.split('/').at(-1)!)
    const original = await getLiveSession(ctx, id)
    expect(copy.id).not.toBe(id)
    expect(copy).toMatchObject({ booked: 0, capacity: 20, notes: 'Bring a pen', join_url: original.join_url })
    expect(copy.parts.map((part) => [part.starts_at.toISOString(), part.breaks.length, part.live_part_id])).toEqual([
      ['2027-04-27T09:00:00.000Z', 1, original.parts[0]!.live_part_id],
      ['2027-05-04T13:00:00.000Z', 0, null],
    ])
    expect(copy.parts[1]!.join_url).toBe('https://zoom.us/j/1')
    expect(new Set([...copy.parts, ...original.parts].map((part) => part.id)).size).toBe(4)
  })

  test('of a session long past begins after today, at the same London time in winter and summer', async () => {
    const id = await addTwoParts()
    clock.set(new Date('2027-11-10T09:00:00Z'))
    browser = await site.browser(trainer.email)
    const page = (await browser.get(`/live-sessions/${id}/copy`)).text
    expect([dayIn(page), load(page)('#time').val()]).toEqual(['16 11 2027', '10:00'])
    await browser.post('/live-sessions', fieldsOf(page))
    const starts = await database.db('live_session_parts').orderBy('starts_at', 'desc').pluck('starts_at')
    expect(starts[1]).toEqual(new Date('2027-11-16T10:00:00Z'))
  })

  test('is for those who keep the session', async () => {
    const id = await addTwoParts()
    const other = await site.browser((await addTestPerson(database.db, { roles: ['trainer'] })).email)
    for (const path of ['copy', 'template']) {
      expect((await other.get(`/live-sessions/${id}/${path}`)).status).toBe(404)
      const learner = await site.browser((await addTestPerson(database.db)).email)
      expect((await learner.get(`/live-sessions/${id}/${path}`)).status).toBe(403)
    }
    expect((await other.post(`/live-sessions/${id}/template`, { name: 'Mine' })).status).toBe(404)
  })
})

describe('a template', () => {
  const save = async (id: string, fields: Fields) => browser.post(`/live-sessions/${id}/template`, fields)
  const templateId = async () => (await database.db('live_session_templates').first('id'))!.id

  test('keeps how a session is set up, trainers and links only where asked, and fills the form from a first day', async () => {
    const id = await addTwoParts()
    expect((await save(id, { name: ' ' })).status).toBe(422)
    expect((await save(id, { name: 'Two parts, 20 people', keeps: ['trainers'] })).status).toBe(303)
    const again = await save(id, { name: 'two parts, 20 PEOPLE' })
    expect(words(again.text)).toContain('The course has a template with this name already')
    const { setup } = (await database.db('live_session_templates').first('setup'))!
    expect(JSON.stringify(setup)).not.toMatch(/https:|"(part-2-)?part_id"/)

    const colleague = await addTestPerson(database.db, { roles: ['coordinator'] })
    const theirs = await site.browser(colleague.email)
    const list = words((await theirs.get('/live-sessions/templates')).text)
    expect(list).toContain('Two parts, 20 people')
    expect(list).toContain('2 parts, online, 20 places, with trainers')
    const plain = load((await theirs.get('/live-sessions/new')).text)
    expect(plain('#template option').text()).toContain('Two parts, 20 people')
    const query = `template=${await templateId()}&first_day-day=1&first_day-month=11&first_day-year=2027`
    const page = (await theirs.get(`/live-sessions/new?${query}`)).text
    expect([dayIn(page), dayIn(page, 'part-2-')]).toEqual(['1 11 2027', '8 11 2027'])
    expect(load(page)('#join_url').val()).toBeFalsy()
    const saved = await theirs.post('/live-sessions', fieldsOf(page))
    const made = await getLiveSession(ctx, saved.headers.location!.split('/').at(-1)!)
    expect(made).toMatchObject({ title: 'Champion course', capacity: 20, notes: 'Bring a pen', join_url: null })
    expect(made.parts.map((part) => part.starts_at.toISOString())).toEqual([
      '2027-11-01T10:00:00.000Z',
      '2027-11-08T14:00:00.000Z',
    ])
    expect(await database.db('live_session_trainers').where({ live_session_id: made.id }).pluck('person_id')).toEqual([
      trainer.id,
    ])

    const bad = await theirs.get(`/live-sessions/new?template=${await templateId()}&first_day-day=31&first_day-month=2`)
    expect(load(bad.text)('.govuk-error-summary a').attr('href')).toBe('#first_day-day')
    const later = (await theirs.get(`/live-sessions/new?template=${await templateId()}`)).text
    expect([dayIn(later), load(later)('#time').val()]).toEqual(['  ', '10:00'])
    expect((await theirs.get(`/live-sessions/new?template=${newId()}`)).status).toBe(404)
  })

  test('is renamed, and deleted after a question, and no session made from it changes', async () => {
    const id = await addTwoParts()
    await save(id, { name: 'Old name', keeps: ['link'] })
    await save(id, { name: 'Another' })
    const template = (await database.db('live_session_templates').where({ name: 'Old name' }).first())!
    const url = `/live-sessions/templates/${template.id}`
    expect((await browser.post(url, { name: 'another' })).status).toBe(422)
    for (const name of ['New name', 'NEW name']) expect((await browser.post(url, { name })).status).toBe(303)
    const page = (
      await browser.get(
        `/live-sessions/new?template=${template.id}&first_day-day=1&first_day-month=6&first_day-year=2027`,
      )
    ).text
    expect(load(page)('#part-2-join_url').val()).toBe('https://zoom.us/j/1')
    const saved = await browser.post('/live-sessions', fieldsOf(page))
    const made = saved.headers.location!.split('/').at(-1)!
    const before = await getLiveSession(ctx, made)
    expect(words((await browser.get(`${url}/removal`)).text)).toContain('Delete the template ‘NEW name’?')
    expect((await browser.post(`${url}/removal`)).status).toBe(303)
    expect((await browser.post(`${url}/removal`)).status).toBe(404)
    expect(await database.db('live_session_templates').pluck('name')).toEqual(['Another'])
    expect(await getLiveSession(ctx, made)).toEqual(before)
    expect(await database.db('audit_events').whereLike('action', '%-template').orderBy('id').pluck('action')).toEqual([
      'live-sessions.save-template',
      'live-sessions.save-template',
      'live-sessions.rename-template',
      'live-sessions.rename-template',
      'live-sessions.remove-template',
    ])
  })
})
