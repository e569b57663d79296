/** Pages of the roster, and taking it away: purpose first, audit always, CSV and workbook to the byte. */
import type { Ctx } from '../../../src/platform/context.ts'
import { clock } from '../../../src/platform/clock.ts'
import { load } from 'cheerio'
import { readOds } from 'hucre/ods'
import { readWorkbook } from '../../../src/lib/spreadsheet.ts'
import { parseCsv } from '../../../src/lib/csv.ts'
import { addTestChampion } from '../../support/awarded.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestOrganisation, addTestPerson } from '../../support/factories.ts'
import type { Browser, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { unzipped } from '../../support/zip.ts'

let database: TestDatabase
let site: TestSite
let ctx: Ctx
let coordinator: Browser
const start = new Date('2027-04-12T09:00:00Z')

beforeAll(async () => {
  database = await createTestDatabase()
  site = await startSite(database, { at: start })
  ctx = contextOf(database.db)
})
afterAll(async () => {
  await site.stop()
  await database.drop()
})
beforeEach(async () => {
  clock.set(start)
  await database.reset()
  coordinator = await site.browser(
    (await addTestPerson(database.db, { full_name: 'Cleo', roles: ['coordinator'] })).email,
  )
})

async function download(browser: Browser, path: string, purpose = 'The network meeting') {
  const asked = await browser.get(path)
  expect(asked.status).toBe(303)
  const form = await browser.get(asked.headers.location!)
  expect(form.text).toContain('What is this export for?')
  const action = /<form method="post" action="([^"]+)"/.exec(form.text)![1]!.replaceAll('&amp;', '&')
  const sent = await browser.post(action, { purpose })
  expect(sent.status).toBe(303)
  const file = await browser.get(sent.headers.location!).responseType('blob')
  return { file, bytes: file.body as Buffer, address: sent.headers.location! }
}

async function addNames() {
  const area = await database.db('areas').whereIn('name', ['Dacorum', 'Watford']).orderBy('name')
  const council = await addTestOrganisation(database.db, {
    name: '=HYPERLINK("http://evil.example","Council")',
    kind: 'district council',
  })
  await database.db('organisation_areas').insert(area.map((one) => ({ organisation_id: council.id, area_id: one.id })))
  const charity = await addTestOrganisation(database.db, { name: 'Hearts, Minds & "Homes"' })
  const add = (full_name: string, email: string, organisation_id: string) =>
    addTestChampion(ctx, { full_name, email, organisation_id })
  await add('=cmd()', '+first@partner.example', council.id)
  const listed = await add("Siân O'Brien-Żak", 'sian@partner.example', charity.id)
  await database.db('people').where({ id: listed.id }).update({ may_be_listed_at: ctx.now })
  await add('李小龙', 'li@partner.example', charity.id)
  return { council, charity }
}

const definition =
  'Active as at the end of 12 April 2027: holds a certificate of the programme “Hate crime champion” whose state that day is ' +
  'one of: current, expiring; and belongs to an organisation that day. Only what was recorded by the end of that day counts; ' +
  'names, areas and kinds are those of 12 April 2027, when this list was made.'
const golden = [
  '\ufeffName,Email,Organisation,Kind,Areas,Certified on,Valid to,State,May be listed,What active means',
  `'=cmd(),'+first@partner.example,"'=HYPERLINK(""http://evil.example"",""Council"")",District council,"Dacorum, Watford",2027-04-12,2028-04-12,Current,No,"${definition}"`,
  `Siân O'Brien-Żak,sian@partner.example,"Hearts, Minds & ""Homes""",Charity,,2027-04-12,2028-04-12,Current,Yes,"${definition}"`,
  `李小龙,li@partner.example,"Hearts, Minds & ""Homes""",Charity,,2027-04-12,2028-04-12,Current,No,"${definition}"`,
  '',
].join('\r\n')

test('the CSV is the roster to the byte: one heading row, one row a champion, nothing that runs', async () => {
  await addNames()
  const { file, bytes } = await download(coordinator, '/roster.csv')
  expect(file.headers['content-type']).toBe('text/csv; charset=utf-8')
  expect(file.headers['content-disposition']).toContain('attachment; filename="roster-2027-04-12.csv"')
  expect(bytes.toString('utf8')).toBe(golden)
})

test('the workbook has the same rows, with days as days', async () => {
  await addNames()
  const { file, bytes } = await download(coordinator, '/roster.xlsx')
  expect(file.headers['content-type']).toContain('spreadsheetml')
  const [{ sheet, rows }, about] = (await readWorkbook(bytes)) as [
    { sheet: string; rows: string[][] },
    { sheet: string; rows: string[][] },
  ]
  expect(sheet).toBe('Roster')
  const csv = parseCsv(golden.slice(1)).rows.filter((row) => row.length > 1)
  // A text cell of a workbook is never run, so it needs no apostrophe; what active means stands on a sheet of its own.
  expect(rows).toEqual(csv.map((row) => row.slice(0, -1).map((cell) => cell.replace(/^'/, ''))))
  expect(about.sheet).toBe('About this list')
  expect(about.rows.slice(0, 3)).toEqual([
    ['What active means', definition],
    ['Programme', 'Hate crime champion'],
    ['As at', '12 April 2027'],
  ])
})

test('the OpenDocument spreadsheet has them too, and its kind can be read off its first bytes', async () => {
  await addNames()
  const { file, bytes } = await download(coordinator, '/roster.ods')
  expect(file.headers['content-disposition']).toContain('roster-2027-04-12.ods')
  expect(bytes.subarray(30, 84).toString('latin1')).toBe('mimetypeapplication/vnd.oasis.opendocument.spreadsheet')
  const { sheets } = await readOds(bytes)
  expect(sheets.map((one) => one.name)).toEqual(['Roster', 'About this list'])
  const csv = parseCsv(golden.slice(1)).rows.filter((row) => row.length > 1)
  const texts = sheets[0]!.rows.map((row) =>
    row.map((cell) => (cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell ?? ''))),
  )
  expect(texts).toEqual(csv.map((row) => row.slice(0, -1).map((cell) => cell.replace(/^'/, ''))))
  expect(sheets[1]!.rows[0]).toEqual(['What active means', definition])
  // LibreOffice keeps the headings in sight.
  const settings = (await unzipped(bytes)).get('settings.xml')!.toString()
  expect(settings).toMatch(
    /config:name="Roster">.*"VerticalSplitMode" config:type="short">2<.*"VerticalSplitPosition" config:type="int">1</,
  )
})

test('the JSON says what it is, and has an object for each row', async () => {
  await addNames()
  const { bytes } = await download(coordinator, '/roster.json?column=organisation&column=valid&column=job')
  const json = JSON.parse(bytes.toString('utf8'))
  expect(json).toMatchObject({
    as_at: '2027-04-12',
    what_active_means: definition,
    asked: { 'As at': '12 April 2027' },
  })
  expect(json.champions).toEqual([
    { name: '=cmd()', organisation: '=HYPERLINK("http://evil.example","Council")', job: null, valid: '2028-04-12' },
    { name: "Siân O'Brien-Żak", organisation: 'Hearts, Minds & "Homes"', job: null, valid: '2028-04-12' },
    { name: '李小龙', organisation: 'Hearts, Minds & "Homes"', job: null, valid: '2028-04-12' },
  ])
  const none = await download(coordinator, '/roster.json?state=withdrawn')
  expect(JSON.parse(none.bytes.toString('utf8')).champions).toEqual([])
})

test('the print has the rows and, at its foot, what active means', async () => {
  await addNames()
  const { bytes } = await download(coordinator, '/roster.print')
  const page = load(bytes.toString('utf8'))
  expect(page('tbody tr').length).toBe(3)
  const headings = page('thead th')
    .toArray()
    .map((one) => page(one).text())
  expect(headings).toEqual(parseCsv(golden.slice(1)).rows[0]!.slice(0, -1))
  expect(page('main p').last().text()).toBe(definition)
  expect((await database.db('audit_events').where({ action: 'roster.export' })).length).toBe(1)
})

test('each export is in the audit with its purpose, its filters and how many rows it had', async () => {
  const { charity } = await addNames()
  await download(
    coordinator,
    `/roster.csv?organisation_id=${charity.id}&state=current&state=revoked`,
    'The meeting in May',
  )
  const [row, ...others] = await database.db('audit_events').where({ action: 'roster.export' })
  expect(others).toEqual([])
  expect(row).toMatchObject({
    reason: 'The meeting in May',
    after: {
      format: 'csv',
      rows: 2,
      people: 2,
      filters: { organisation_id: charity.id, states: ['current', 'revoked'] },
    },
  })
})

test('an address with filters gives those rows and no others, in its order', async () => {
  await addNames()
  const { bytes } = await download(coordinator, '/roster.csv?kind=charity&sort=name&direction=desc')
  expect(parseCsv(bytes.toString('utf8')).rows.map((row) => row[0])).toEqual(['Name', '李小龙', "Siân O'Brien-Żak"])
  // An address with a slip in it leads to what is wrong with it, not to all there are.
  const none = await coordinator.get('/roster.csv?organisation_id=nonsense')
  expect(none.headers.location).toBe('/roster?organisation_id=nonsense')
})

test('no purpose, no file; and a seal is good for its question, its person, its format and ten minutes', async () => {
  await addNames()
  const second = await site.browser((await addTestPerson(database.db, { roles: ['coordinator'] })).email)
  for (const purpose of ['', '  x '])
    expect((await coordinator.post('/roster/export?format=csv', { purpose })).status).toBe(422)
  expect(await database.db('audit_events').where({ action: 'roster.export' })).toEqual([])
  const { address } = await download(coordinator, '/roster.csv')
  expect((await coordinator.get(address)).status).toBe(200)
  for (const wrong of [
    address.replace('hate-crime-champion', 'third-party-reporting-centre'),
    address.replace('state=expiring', 'state=expired'),
    address.replace('roster.csv', 'roster.xlsx'),
    address.replace(/export=\d/, 'export=9'),
    address.slice(0, -2),
  ])
    expect((await coordinator.get(wrong)).headers.location).toMatch(/^\/roster\/export\?/)
  expect((await second.get(address)).status).toBe(303)
  clock.set(new Date(start.getTime() + 11 * 60_000))
  expect((await coordinator.get(address)).status).toBe(303)
})

test('a lead sees and takes away their own organisation, without addresses; others not at all', async () => {
  const { charity, council } = await addNames()
  const lead = await addTestPerson(database.db, { organisation_id: charity.id, roles: ['lead'] })
  const browser = await site.browser(lead.email)
  const page = await browser.get('/roster')
  expect(page.text).toContain('李小龙')
  for (const words of ['=cmd()', 'HYPERLINK', 'li@partner.example']) expect(page.text).not.toContain(words)
  const other = await browser.get(`/roster?organisation_id=${council.id}`)
  expect([other.status, other.text.includes('There is no such organisation here')]).toEqual([422, true])
  expect(other.text).not.toContain('HYPERLINK')
  const { bytes } = await download(browser, '/roster.csv')
  const rows = parseCsv(bytes.toString('utf8')).rows
  expect(rows[0]).not.toContain('Email')
  expect(rows.map((row) => row[0])).toEqual(['Name', "Siân O'Brien-Żak", '李小龙'])
  for (const roles of [[], ['trainer'], ['administrator']] as const) {
    const refused = await site.browser((await addTestPerson(database.db, { roles: [...roles] })).email)
    for (const path of ['/roster', '/roster.csv', '/roster.xlsx', '/roster/export'])
      expect((await refused.get(path)).status).toBe(403)
  }
})

test('the page says how many people, in pages, and keeps the filters', async () => {
  const organisation = await addTestOrganisation(database.db, { name: 'A large charity' })
  for (let n = 0; n < 3; n++) await addTestChampion(ctx, { organisation_id: organisation.id })
  const page = await coordinator.get('/roster')
  expect(page.text).toContain('3 people')
  expect(page.text).toContain('A large charity')
  const beyond = await coordinator.get('/roster?page=99')
  expect(beyond.text).toContain('A large charity')
  const bad = await coordinator.get('/roster?on-day=31&on-month=2&on-year=2027&search=keep')
  expect(bad.status).toBe(422)
  expect(bad.text).toContain('Enter a day, like 27 3 2027')
  expect(bad.text).toContain('value="keep"')
  const past = await coordinator.get('/roster?on=2027-04-11')
  expect(past.text).toContain('Nobody fits these filters')
  for (const never of ['9999-12-31', '3000-01-01', '0000-01-01'])
    expect((await coordinator.get(`/roster?on=${never}`)).status).toBe(422)
  for (const strange of ['?search=%00', '?kind=%00&state=x&state=y&sort=z&page=-1', `?search=${'x'.repeat(5000)}`])
    expect([200, 422]).toContain((await coordinator.get(`/roster${strange}`)).status)
})

test('of a day to come the roster, its exports and coverage say that nothing is settled', async () => {
  await addNames()
  const words = 'That day is to come: this is what is known on 12 April 2027.'
  for (const [on, said] of [
    ['2027-04-12', false],
    ['2027-04-13', true],
  ] as const) {
    const { bytes } = await download(coordinator, `/roster.json?on=${on}`)
    const pages = await Promise.all(
      [`/roster?on=${on}`, `/reports/coverage?on=${on}`].map((one) => coordinator.get(one)),
    )
    expect([bytes.toString(), ...pages.map((page) => page.text)].map((text) => text.includes(words))).toEqual([
      said,
      said,
      said,
    ])
  }
})
