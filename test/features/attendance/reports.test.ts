/** Meeting reports from the upload to the register, through HTTP on a real database. */
import { load } from 'cheerio'
import { decideMatch } from '../../../src/features/attendance/commands/report-matches.ts'
import { holdReports, keepReports } from '../../../src/features/attendance/commands/reports.ts'
import { bookPlace } from '../../../src/features/live-sessions/index.ts'
import { addMinutes } from '../../../src/lib/time.ts'
import { clock } from '../../../src/platform/clock.ts'
import type { Ctx } from '../../../src/platform/context.ts'
import type { Browser, Fields, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf, contextOfPerson } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import type { TestPerson } from '../../support/factories.ts'
import { addTestOrganisation, addTestPerson } from '../../support/factories.ts'
import { addTestLiveSession } from '../../support/live-sessions.ts'

let database: TestDatabase
let site: TestSite
let ctx: Ctx
let trainer: TestPerson
let sam: TestPerson
let jo: TestPerson
let browser: Browser
let partId: string
let url: string

const begins = new Date('2027-04-27T09:00:00Z')

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
  clock.set(addMinutes(begins, -300))
  ctx = contextOf(database.db)
  const organisation = await addTestOrganisation(database.db, { name: 'Alder Housing' })
  const member = { organisation_id: organisation.id }
  trainer = await addTestPerson(database.db, {
    full_name: 'Terry Trainer',
    email: 'terry@force.example',
    roles: ['trainer'],
  })
  sam = await addTestPerson(database.db, { full_name: 'Samantha Lee', email: 'sam@a.example', ...member })
  jo = await addTestPerson(database.db, { full_name: 'Jo Blogs', email: 'jo@a.example', ...member })
  partId = await addSession(begins)
  url = `/registers/${partId}/reports`
  clock.set(addMinutes(begins, 200))
  ctx = { ...(await contextOfPerson(ctx, trainer.id)), now: clock.now() }
  browser = await site.browser(trainer.email)
})

/** A session at which both have a place; its part. */
async function addSession(starts_at: Date): Promise<string> {
  const early = { ...contextOf(database.db), now: addMinutes(begins, -300) }
  const id = await addTestLiveSession(early, { trainer_ids: [trainer.id], starts_at })
  for (const person of [sam, jo]) await bookPlace(early, { live_session_id: id, person_id: person.id, needs: '' })
  return (await database.db('live_session_parts').where({ live_session_id: id }).first())!.id
}

const report = (rows: [name: string, from: string, to: string, email: string][], day = '27/04/2027') =>
  Buffer.from(
    [
      'Full Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole',
      ...rows.map(([name, from, to, email]) =>
        [name, `${day} ${from}`, `${day} ${to}`, '', email, 'Attendee'].join('\t'),
      ),
    ].join('\r\n'),
  )
const whole: [string, string, string, string][] = [
  ['Terry Trainer', '09:50:00', '12:40:00', 'terry@force.example'],
  ['Sam L', '10:00:00', '11:00:00', 'SAM@a.example'],
  ['Sam L', '11:10:00', '12:30:00', 'sam@a.example'],
  ['Jo Blogs', '10:00:00', '12:30:00', ''],
]

const words = (html: string) => load(html)('main').text().replace(/\s+/g, ' ')
function fieldsOf(html: string, selector: string): Fields {
  const fields: Fields = {}
  for (const input of load(html)(selector).find('input').toArray()) {
    const { name, type, value = '' } = input.attribs
    if (name && (!['radio', 'checkbox'].includes(type ?? '') || input.attribs.checked !== undefined))
      fields[name] = value
  }
  return fields
}
const upload = (files: Record<string, Buffer>) => {
  let request = browser.agent.post(`${url}/drafts`).set('Sec-Fetch-Site', 'same-origin').set('Origin', browser.baseUrl)
  for (const [name, bytes] of Object.entries(files)) request = request.attach('files', bytes, name)
  return request
}
/** Uploads, looks, keeps; the sentence that follows. */
async function keep(files: Record<string, Buffer>): Promise<string> {
  const sent = await upload(files)
  const page = await browser.follow(sent)
  const form = load(page.text)('form[action$=keeping]')
  const kept = await browser.post(form.attr('action')!, fieldsOf(page.text, 'form[action$=keeping]'))
  return words((await browser.follow(kept)).text)
}
const evidenceOf = async (person: TestPerson) =>
  load((await browser.get(`/registers/${partId}`)).text)(`#name-${person.id}`)
    .parent()
    .find('.app-evidence')
    .text()
    .replace(/\s+/g, ' ')

test('what was read is shown before anything is kept; then an address counts, and a name asks', async () => {
  const sent = await upload({ 'report.csv': report(whole) })
  expect(sent.status).toBe(303)
  const page = await browser.follow(sent)
  expect(words(page.text)).toContain('Read as a report of Microsoft Teams')
  expect(words(page.text)).toContain('27 April 2027, 9:50am to 12:40pm')
  expect(words(page.text)).toContain('10am to 11am11:10am to 12:30pm')
  expect(await database.db('vendor_reports')).toEqual([])
  const kept = await browser.post(
    load(page.text)('form[action$=keeping]').attr('action')!,
    fieldsOf(page.text, 'form[action$=keeping]'),
  )
  const list = words((await browser.follow(kept)).text)
  expect(list).toContain('Kept 1 report that names 3 people.')
  expect(list).toContain('Who is this? (1)')
  expect(list).toContain('The report gives no address. The name is that of somebody on the register.')
  expect(list).toContain('Trains this session')
  expect(await database.db('vendor_report_drafts')).toEqual([])
  expect(await evidenceOf(sam)).toContain('Meeting report 10am to 11am, 11:10am to 12:30pm There 140 of 150 minutes')
  expect(await evidenceOf(jo)).toContain('Meeting report perhaps “Jo Blogs”, not matched yet')
  expect(words((await browser.get(`/registers/${partId}`)).text)).toContain('Meeting reports (1 to match)')
  expect(words((await browser.get(`/registers/${partId}/closing`)).text)).toContain(
    '1 name of the meeting reports counts',
  )
})

test('a file that is no report is refused with one sentence, and leads to choosing another', async () => {
  const page = await browser.follow(await upload({ 'staff.csv': Buffer.from('Name;Post\nSam;Clerk') }))
  expect(words(page.text)).toContain('This file is no attendance report that can be read.')
  expect(words(page.text)).not.toContain('Check the times and the names')
  const form = load(page.text)('form[action$=discarding]')
  const next = await browser.post(form.attr('action')!, fieldsOf(page.text, 'form[action$=discarding]'))
  expect(next.headers.location).toBe(`${url}/new`)
})

test('a meeting that was started again is not taken for one on a wrong clock', async () => {
  const first = report([['Sam', '10:00:00', '10:50:00', 'sam@a.example']])
  const second = report([['Sam', '11:05:00', '12:30:00', 'sam@a.example']])
  const asks = async (files: Record<string, Buffer>) =>
    words((await browser.follow(await upload(files))).text).includes('Was the clock of the report set to another zone?')
  expect(await asks({ 'two.csv': second })).toBe(true)
  expect(await asks({ 'one.csv': first, 'two.csv': second })).toBe(false)
})

test('several files of one session merge, and the same file twice changes nothing', async () => {
  const first = report([['Sam', '10:00:00', '11:00:00', 'sam@a.example']])
  const second = report([['Sam', '10:30:00', '12:00:00', 'sam@a.example']])
  expect(await keep({ 'one.csv': first, 'two.csv': second })).toContain('Kept 2 reports that name 1 person.')
  expect(await evidenceOf(sam)).toContain('There 120 of 150 minutes')
  expect(await keep({ 'one again.csv': first })).toContain('Nothing new. One file was here already.')
  expect(await database.db('vendor_reports')).toHaveLength(2)
  expect(await evidenceOf(sam)).toContain('There 120 of 150 minutes')
})

test('a decision credits the person, is remembered for later sessions, and can be undone, showing what it changed', async () => {
  await keep({ 'report.csv': report(whole.slice(1, 2).map(([, from, to]) => ['Sam L', from, to, ''])) })
  await browser.post(`${url}/decisions`, { identity: 'name: sam l', person: sam.id })
  expect(await evidenceOf(sam)).toContain('There 60 of 150 minutes')

  clock.set(addMinutes(begins, 7 * 24 * 60 + 200))
  browser = await site.browser(trainer.email)
  const later = await addSession(addMinutes(begins, 7 * 24 * 60))
  const here = url
  url = `/registers/${later}/reports`
  const kept = await keep({ 'later.csv': report([['Sam L', '10:00:00', '12:30:00', '']], '04/05/2027') })
  expect(kept).toContain('Samantha Lee 10am to 12:30pm150 of 150 minutes Confirmed before')
  // Whoever leaves the organisation on the next day was there all the same; who had left it before the part is a question.
  const asks = async () => words((await browser.get(url)).text).includes('Who is this? (1)')
  for (const [ends_on, isAsked] of [
    ['2027-05-05', false],
    ['2027-05-04', true],
    [null, false],
  ] as const) {
    await database.db('memberships').where({ person_id: sam.id }).update({ ends_on })
    expect(await asks()).toBe(isAsked)
  }

  url = here
  const list = await browser.get(url)
  const undo = load(list.text)('a[href$=undoing]').attr('href')!
  const page = words((await browser.get(undo)).text)
  expect(page).toContain('the reports give Samantha Lee 0 minutes at this session instead of 60')
  expect(page).toContain('no longer remembered for Alder Housing')
  expect(page).toContain('it waits for a decision at Hate crime champions: live session, 4 May 2027, 10am, too')
  expect(words((await browser.follow(await browser.post(undo))).text)).toContain('Who is this? (1)')
  expect(await evidenceOf(sam)).not.toContain('minutes')
  expect(words((await browser.get(`/registers/${later}/reports`)).text)).toContain('Who is this? (1)')
  expect(words((await browser.follow(await browser.post(undo))).text)).toContain('Nothing was undone')
  expect((await browser.get(undo)).status).toBe(303)
  expect((await database.db('vendor_report_decisions').orderBy('id')).map(({ kind }) => kind)).toEqual([
    'person',
    'undo',
  ])
})

test('somebody may be nobody on the list, and an empty answer comes back beside its field', async () => {
  await keep({ 'report.csv': report([['Notetaker', '10:00:00', '12:30:00', '']]) })
  const refused = await browser.post(`${url}/decisions`, { identity: 'name: notetaker', person: '' })
  expect(refused.status).toBe(422)
  expect(load(refused.text)('#person-1-error').text()).toContain('Select who this is')
  const stranger = await addTestPerson(database.db, {})
  const elsewhere = await browser.post(`${url}/decisions`, { identity: 'name: notetaker', person: stranger.id })
  expect(words((await browser.follow(elsewhere)).text)).toContain('no longer on the register')
  await browser.post(`${url}/decisions`, { identity: 'name: notetaker', person: 'nobody' })
  expect(words((await browser.get(url)).text)).toContain('Decided here: nobody on the register')
})

test('a day that may be a month is asked before anything can be kept', async () => {
  const bytes = Buffer.from(
    'Full Name,User Action,Timestamp\nSam L,Joined,04/05/2027 10:00\nSam L,Left,04/05/2027 11:00\n',
  )
  const page = await browser.follow(await upload({ 'log.csv': bytes }))
  const action = load(page.text)('form[action$=keeping]').attr('action')!
  expect(words(page.text)).toContain('Which day is “04/05/2027 10:00”: 4 May 2027 or 5 April 2027?')
  expect((await browser.post(action, { 'meeting-1': '0' })).status).toBe(422)
  const read = await browser.get(`${load(page.text)('form#questions').attr('action')}?order-1=day-first`)
  const again = load(read.text)('a:contains("Read the days the other way")').attr('href')!
  expect(load((await browser.get(again)).text)('input[name=order-1]')).toHaveLength(2)
  expect(words(read.text)).toContain('4 May 2027, 10am to 11am. On another day than this session.')
  expect(load(read.text)('input[name=meeting-1]').attr('checked')).toBeUndefined()
  const none = await browser.post(action, { 'order-1': 'day-first' })
  expect([none.status, words(none.text)]).toEqual([422, expect.stringContaining('Select the meeting to keep')])
  await browser.post(action, { 'order-1': 'day-first', 'meeting-1': '0' })
  expect(await database.db('vendor_report_joins')).toMatchObject([{ from_at: new Date('2027-05-04T09:00:00Z') }])
})

test('a code page is shown as it is read, and another may be chosen', async () => {
  const bytes = Buffer.concat([
    report(whole),
    Buffer.from('\r\nJan K\xeadra\t27/04/2027 10:00\t27/04/2027 11:00\t\t\tx', 'latin1'),
  ])
  const page = await browser.follow(await upload({ 'log.csv': bytes }))
  expect(words(page.text)).toContain('It was read as windows-1252 (Western European): “Kêdra”')
  const read = await browser.get(`${load(page.text)('form#questions').attr('action')}?page-1=windows-1250`)
  expect(words(read.text)).toContain('Jan Kędra')
  const form = 'form[action$=keeping]'
  await browser.post(load(read.text)(form).attr('action')!, fieldsOf(read.text, form))
  expect(await database.db('vendor_report_people').where('name', 'Jan Kędra')).toHaveLength(1)
})

test('what is no report is refused in its place, what was uploaded can be thrown away, and nothing is kept of it', async () => {
  const page = await browser.follow(
    await upload({ 'staff.csv': Buffer.from('Name,Email\nSam,sam@a.example\n'), 'report.csv': report(whole) }),
  )
  expect(words(page.text)).toContain('was expected.')
  await browser.post(load(page.text)('form[action$=discarding]').attr('action')!)
  expect([await database.db('vendor_report_drafts'), await database.db('vendor_reports')]).toEqual([[], []])
  expect((await upload({})).status).toBe(422)
  clock.set(addMinutes(begins, -60))
  expect(words((await browser.get(`${url}/new`)).text)).toContain('once the session has begun')
  await upload({ 'report.csv': report(whole) })
  expect(await database.db('vendor_report_drafts')).toEqual([])
})

test('a report without times says how long, and leaves the mark to the trainer', async () => {
  await keep({
    'unique.csv': Buffer.from(
      'Name (Original Name),User Email,Total Duration (Minutes),Guest\nSam,sam@a.example,140,No\n',
    ),
  })
  expect(await evidenceOf(sam)).toContain('Meeting report 140 minutes, without times')
})

test('kept twice at once it is kept once, and two who decide at once leave one answer', async () => {
  const batch_id = await holdReports(ctx, { part_id: partId, files: [{ name: 'a.csv', bytes: report(whole) }] })
  const [draft] = await database.db('vendor_report_drafts')
  const readings = new Map([[draft!.id, { order: null, encoding: null, meetings: [0] }]])
  const results = await Promise.allSettled([1, 2].map(() => keepReports(ctx, { part_id: partId, batch_id, readings })))
  expect(results.filter((one) => one.status === 'fulfilled' && one.value.result === 'kept')).toHaveLength(1)
  expect(await database.db('vendor_reports')).toHaveLength(1)
  const input = { part_id: partId, identity: 'name: jo blogs', person_id: jo.id }
  const decided = await Promise.all([1, 2].map(() => decideMatch(ctx, input)))
  expect(decided.toSorted()).toEqual(['decided', 'unchanged'])
})

test('a namesake in a later report takes no minute that was credited, and asks who is who', async () => {
  const earlier = await addSession(addMinutes(begins, -240))
  const first = report([['Sammy', '06:00:00', '08:30:00', '']])
  const before = { ...ctx, now: addMinutes(begins, 100) }
  const keepAt = async (at: Ctx, part_id: string, bytes: Buffer) => {
    const batch_id = await holdReports(at, { part_id, files: [{ name: 'report.csv', bytes }] })
    const drafts = await database.db('vendor_report_drafts').where({ batch_id })
    const readings = new Map(drafts.map(({ id }) => [id, { order: null, encoding: null, meetings: [0] }]))
    expect(await keepReports(at, { part_id, batch_id, readings })).toMatchObject({ result: 'kept', kept: 1 })
  }
  await keepAt(before, earlier, first)
  expect(await decideMatch(before, { part_id: earlier, identity: 'name: sammy', person_id: sam.id })).toBe('decided')

  await keep({ 'one.csv': report([['Sammy', '10:00:00', '11:00:00', '']]) })
  expect(await evidenceOf(sam)).toContain('60 of 150 minutes')
  const said = await keep({
    'two.csv': report([
      ['Sammy', '11:00:00', '12:00:00', ''],
      ['Sammy', '11:00:00', '12:30:00', 'sammy@elsewhere.example'],
    ]),
  })
  expect(said).toContain(
    'What was credited to Samantha Lee before, because it was confirmed, stays until you say otherwise.',
  )
  expect(await evidenceOf(sam)).toContain('60 of 150 minutes')
  expect(words((await browser.get(url)).text)).toContain('Samantha Lee 10am to 11am60 of 150 minutes Confirmed before')
  // Whoever says that it is her after all credits both; that it is not, neither.
  const decide = (person: string) => browser.post(`${url}/decisions`, { identity: 'name: sammy', person })
  await decide(sam.id)
  expect(await evidenceOf(sam)).toContain('120 of 150 minutes')
  await decideMatch(ctx, { part_id: partId, identity: 'name: sammy', person_id: null })
  expect(await evidenceOf(sam)).not.toContain('of 150 minutes')
})
