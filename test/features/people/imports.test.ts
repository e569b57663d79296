/** A staff list from upload to result, through HTTP with the jobs run between. */
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestOrganisation, addTestPerson } from '../../support/factories.ts'
import type { Browser, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf } from '../../support/context.ts'
import { listMails, runJobs } from '../../support/mailbox.ts'
import { parseCsv } from '../../../src/lib/csv.ts'
import { workbookStream } from '../../../src/lib/spreadsheet.ts'
import { peopleJobs } from '../../../src/features/people/jobs.ts'
import type { Ctx } from '../../../src/platform/context.ts'
import { deepTest } from '../../support/depth.ts'

let database: TestDatabase
let site: TestSite
let ctx: Ctx
let browser: Browser

beforeAll(async () => {
  database = await createTestDatabase()
  site = await startSite(database)
  ctx = contextOf(database.db)
})
afterAll(async () => {
  await site.stop()
  await database.drop()
})
beforeEach(async () => {
  await database.reset()
  await addTestOrganisation(database.db, { name: 'Dacorum Borough Council', domains: ['dacorum.gov.uk'] })
  const coordinator = await addTestPerson(database.db, { full_name: 'Asha Coordinator', roles: ['coordinator'] })
  browser = await site.browser(coordinator.email)
})

async function upload(bytes: Buffer | string, name = 'staff.csv'): Promise<string> {
  const answer = await browser.upload('/people/imports', { file: { name, bytes } })
  expect(answer.status).toBe(303)
  await runJobs(ctx)
  return answer.headers.location!
}

const apply = async (page: string, fields: Record<string, string> = {}) => {
  expect((await browser.post(`${page}/application`, fields)).status).toBe(303)
  await runJobs(ctx)
}

/** What the rows came to, as the result file says. */
async function resultsOf(page: string): Promise<Record<string, string>[]> {
  const { rows } = parseCsv((await browser.get(`${page}/result.csv`)).text)
  const [headings, ...found] = rows
  return found.map((cells) => Object.fromEntries(cells.map((cell, index) => [headings![index]!, cell])))
}
const verdictsOf = async (page: string) => (await resultsOf(page)).map((row) => row.Result)

const people = () => database.db('people').whereNot({ full_name: 'Asha Coordinator' }).orderBy('email')

test('uploaded, checked, applied, invited; the same file again finds everyone known', async () => {
  const list =
    'E-mail;Surname;Forename;Job title\nsian@dacorum.gov.uk;O’Brien-Żak;Siân;Officer\nlee@dacorum.gov.uk;小龍;李;\n'
  const page = await upload(list)
  const checked = await browser.get(page)
  expect(checked.text).toContain('Nothing is changed yet')
  expect(checked.text).toContain('found by the address')
  expect(await people()).toEqual([])
  await apply(page, { invites: 'yes' })
  expect((await people()).map((person) => person.full_name)).toEqual(['李 小龍', 'Siân O’Brien-Żak'])
  expect((await listMails(database.db)).map((mail) => mail.to_address).toSorted()).toEqual([
    'lee@dacorum.gov.uk',
    'sian@dacorum.gov.uk',
  ])
  expect(await verdictsOf(page)).toEqual(['Added', 'Added'])
  const again = await upload(list)
  expect(await verdictsOf(again)).toEqual(['Known', 'Known'])
  expect((await browser.get(again)).text).toContain('everyone on this list is known already')
  await apply(again)
  expect(await people()).toHaveLength(2)
})

const rowsOfAll = 'Name,Email,Organisation\nSiân Jones,sian@x.example,Dacorum Borough Council\n'
const windows1252 = Buffer.from(rowsOfAll.replaceAll(',', ';'), 'latin1')
const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])

test.each([
  ['UTF-8', Buffer.from(rowsOfAll)],
  ['UTF-8 with its mark', Buffer.from(`\ufeff${rowsOfAll}`)],
  ['UTF-16', utf16(rowsOfAll.replaceAll(',', '\t'))],
  ['UTF-16, big end first', utf16(rowsOfAll.replaceAll(',', '\t')).swap16()],
  ['Windows-1252 with semicolons', windows1252],
  ['CR LF and quotes', Buffer.from(rowsOfAll.replaceAll('\n', '\r\n').replace('Siân Jones', '"Siân Jones"'))],
])('%s is read', async (_what, bytes) => {
  const page = await upload(bytes)
  expect(await resultsOf(page)).toMatchObject([{ 'Full name': 'Siân Jones', Result: 'New', Row: '2' }])
})

test('an Excel workbook is read, whatever it is called', async () => {
  const columns = ['Forename', 'Surname', 'Email address', 'Council'].map((heading) => ({
    heading,
    kind: 'text' as const,
    width: 20,
  }))
  const rows = [['李', '小龍', 'lee@x.example', 'dacorum borough council']]
  const page = await upload(await buffer(workbookStream('Staff', columns, Readable.from(rows))), 'staff.csv')
  expect(await resultsOf(page)).toMatchObject([{ 'Full name': '李 小龍', Result: 'New' }])
  expect((await browser.get(page)).text).toContain('Excel workbook')
})

test('every kind of row is shown with its reason, filtered and paged', async () => {
  const known = await addTestPerson(database.db, { full_name: 'Sian Jones', email: 'sian@dacorum.gov.uk' })
  const filler = Array.from({ length: 150 }, (_, i) => `Person Number${i},p${i}@dacorum.gov.uk,`)
  const page = await upload(
    [
      'Name,Email,Organisation',
      'Siân Jones,sian@dacorum.gov.uk,',
      'Ada Byron,team@x.example,Dacorum Borough Council',
      'Grace Hopper,team@x.example,Dacorum Borough Council',
      'No Place,place@nowhere.example,',
      '"<script>alert(1)</script>",=cmd@x.example,Dacorum Borough Council',
      ...filler,
    ].join('\n'),
  )
  const refused = await browser.get(`${page}?verdict=refused`)
  expect(refused.text).toContain('Two people share this address')
  expect(refused.text).toContain('none here uses addresses at nowhere.example')
  expect(refused.text).not.toContain('<script>alert')
  const changed = await browser.get(`${page}?verdict=changed`)
  expect(changed.text).toContain('The name changes from “Sian Jones” to “Siân Jones”')
  expect(changed.text).toContain('Becomes a member of Dacorum Borough Council')
  expect(changed.text).toContain(`/people/${known.id}`)
  expect((await browser.get(`${page}?page=2`)).text).toContain('p149@dacorum.gov.uk')
  const result = await browser.get(`${page}/result.csv`)
  expect(result.headers['content-disposition']).toContain('staff result.csv')
  expect(result.text).toContain("'=cmd@x.example")
  await apply(page)
  expect((await browser.get(page)).text).toContain('Applied 12 April 2027')
  expect(await database.db('people').where({ id: known.id }).first()).toMatchObject({ full_name: 'Siân Jones' })
})

describe('a file that cannot be read', () => {
  const readWith = async (bytes: Buffer | string, name = 'staff.csv') =>
    (await browser.get(await upload(bytes, name))).text

  test('says why, and what to do', async () => {
    expect(await readWith('Ada Byron,ada@x.example\n')).toContain('No heading row was found')
    expect(await readWith('Name,Phone\nAda,1\n')).toContain('No column of email addresses was found')
    expect(await readWith(Buffer.from('PK\u0003\u0004 not really a workbook'), 'staff.xlsx')).toContain('damaged')
  })

  test('is refused at once when it is no list at all', async () => {
    const send = (bytes: Buffer | string, name: string) => browser.upload('/people/imports', { file: { name, bytes } })
    const picture = await send(Buffer.from('\x89PNG\r\n\x1a\n0000', 'latin1'), 'staff.csv')
    expect([picture.status, (await send('', 'staff.csv')).status]).toEqual([422, 422])
    expect(picture.text).toContain('The selected file must be a CSV or an XLSX')
    expect((await browser.post('/people/imports')).text).toContain('Select a file')
    expect(await database.db('imports')).toEqual([])
  })

  test('and a body that is no proper form is a bad request', async () => {
    const cut = browser.agent
      .post('/people/imports')
      .set('Sec-Fetch-Site', 'same-origin')
      .set('Content-Type', 'multipart/form-data; boundary=x')
      .send('--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nName,Em')
    expect((await cut).status).toBe(400)
  })

  deepTest('or is larger than 10 MB, up to 100, on a plain page', async () => {
    const answer = await browser.upload('/people/imports', {
      file: { name: 'big.csv', bytes: Buffer.alloc(100 * 1024 * 1024, 'x') },
    })
    expect(answer.status).toBe(413)
    expect(answer.text).toContain('must be smaller than 10 MB')
  })
})

test('nobody but a coordinator sees staff lists', async () => {
  const page = await upload('Name,Email\nAda Byron,ada@dacorum.gov.uk\n')
  const administrator = await addTestPerson(database.db, { roles: ['administrator'] })
  const other = await site.browser(administrator.email)
  for (const path of ['/people/imports', page, `${page}/result.csv`, `${page}/progress`])
    expect((await other.get(path)).status).toBe(403)
  expect((await browser.get('/people/imports/01890000-0000-7000-8000-000000000000')).status).toBe(404)
})

describe('applying', () => {
  const list = (count: number) =>
    ['Name,Email', ...Array.from({ length: count }, (_, i) => `Fay Nr${i},f${i}@dacorum.gov.uk`)].join('\n')

  test('twice, at once or killed between, changes nothing more', async () => {
    const page = await upload(list(600))
    await browser.post(`${page}/application`)
    await browser.post(`${page}/application`)
    const importId = page.split('/').at(-1)!
    // Two workers, and one that ends after its first chunk.
    const job = peopleJobs['people.apply-import']!
    await Promise.all([job(ctx, { importId }), job(ctx, { importId })])
    await runJobs(ctx)
    expect(await people()).toHaveLength(600)
    expect(await database.db('memberships')).toHaveLength(600)
    expect(await database.db('audit_events').where({ action: 'people.add' })).toHaveLength(600)
    expect(await database.db('audit_events').where({ action: 'people.apply-staff-list' })).toHaveLength(1)
  })

  test('goes on where a killed worker stopped, after a minute', async () => {
    const page = await upload(list(600))
    await browser.post(`${page}/application`)
    await database.db.raw('delete from graphile_worker._private_jobs')
    expect((await browser.get(page)).text).toContain('The list is being applied')
    const progress = await browser.get(`${page}/progress`)
    expect(progress.body).toEqual({ done: 0, total: 600, finished: false, href: page })
    await peopleJobs['people.resume-imports']!({ ...ctx, now: new Date('2027-04-12T09:05:00Z') }, {})
    await runJobs(ctx)
    expect((await browser.get(`${page}/progress`)).body).toMatchObject({ done: 600, finished: true })
    expect(await people()).toHaveLength(600)
  })

  test('does what was shown and nothing else, if something changed after the check', async () => {
    const page = await upload('Name,Email\nAda Byron,ada@dacorum.gov.uk\nGrace Hopper,grace@dacorum.gov.uk\n')
    await addTestPerson(database.db, { full_name: 'Ada Byron', email: 'ada@dacorum.gov.uk' })
    await apply(page)
    const [ada, grace] = await resultsOf(page)
    expect(ada).toMatchObject({ Result: 'Refused', Reason: expect.stringContaining('changed here after the check') })
    expect(grace).toMatchObject({ Result: 'Added' })
  })

  test('one new person at two organisations makes one person with two memberships', async () => {
    await addTestOrganisation(database.db, { name: 'Watford Borough Council' })
    const rows =
      'Name,Email,Organisation\nAda Byron,ada@dacorum.gov.uk,\nAda Byron,ada@dacorum.gov.uk,Watford Borough Council\n'
    const page = await upload(rows)
    await apply(page)
    expect(await verdictsOf(page)).toEqual(['Added', 'Changed'])
    expect(await database.db('memberships')).toHaveLength(2)
    expect(await verdictsOf(await upload(rows))).toEqual(['Known', 'Known'])
  })

  deepTest('5,000 rows are applied whole, within the time of one test', async () => {
    const page = await upload(list(5000))
    await apply(page)
    expect(await people()).toHaveLength(5000)
  })
})
