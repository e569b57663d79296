/** Many PDFs as one zip, with a purpose and an audit row; and the list for handing them over. */
import { unzipped } from '../../support/zip.ts'
import type { Ctx } from '../../../src/platform/context.ts'
import { getCertificate } from '../../../src/features/certification/index.ts'
import { paperName } from '../../../src/features/certification/pages/papers.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestPerson } from '../../support/factories.ts'
import type { TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { addTestChampion } from '../../support/awarded.ts'

let database: TestDatabase
let site: TestSite
let ctx: Ctx

beforeAll(async () => {
  database = await createTestDatabase()
  site = await startSite(database)
  ctx = contextOf(database.db)
})
afterAll(async () => {
  await site.stop()
  await database.drop()
})
beforeEach(() => database.reset())

test('the zip has the very bytes under safe names, says its length, and is in the audit with its purpose', async () => {
  const [ann, li] = [
    await addTestChampion(ctx, { full_name: "Siân O'Brien-Żak" }),
    await addTestChampion(ctx, { full_name: '李小龍' }),
  ]
  await addTestChampion(ctx, { full_name: 'Ann 😀' })
  const coordinator = await site.browser((await addTestPerson(database.db, { roles: ['coordinator'] })).email)
  const asked = await coordinator.get('/certificates/papers/new?which=all&filters=state%3Dcurrent')
  expect(asked.text).toContain('2 PDFs')
  expect(asked.text).toMatch(/One certificate has no PDF yet.*It is left out/)
  const empty = await coordinator.post('/certificates/papers', { which: 'all', filters: 'state=current', purpose: '' })
  expect(empty.status).toBe(422)
  expect(await database.db('audit_events').where({ action: 'certification.download-papers' })).toEqual([])
  const answer = await coordinator
    .post('/certificates/papers', { which: 'all', filters: 'state=current', purpose: 'The award evening' })
    .responseType('blob')
  const zip = answer.body as Buffer
  expect(answer.headers['content-disposition']).toContain('.zip"')
  expect(Number(answer.headers['content-length'])).toBe(zip.length)
  const files = await unzipped(zip)
  const certificates = await Promise.all([ann, li].map((one) => getCertificate(ctx, one.certificate_id)))
  expect([...files.keys()].toSorted()).toEqual(
    [`${certificates[0]!.number}-sian-obrien-zak.pdf`, `${certificates[1]!.number}.pdf`].toSorted(),
  )
  const kept = await database.db('files').where({ id: certificates[0]!.pdf_file_id! }).first('bytes')
  expect(files.get(`${certificates[0]!.number}-sian-obrien-zak.pdf`)!.equals(kept!.bytes as Buffer)).toBe(true)
  const [audit] = await database.db('audit_events').where({ action: 'certification.download-papers' })
  expect(audit).toMatchObject({ reason: 'The award evening', after: { count: 2 } })

  const sheet = await coordinator.get(`/certificates/sheet?which=ticked&certificate_id=${ann.certificate_id}`)
  expect(sheet.text).toContain('Received (signature)')
  expect(sheet.text).toContain(certificates[0]!.number)
  expect(sheet.text).not.toContain(certificates[1]!.number)
})

test('one PDF to print has a page for each certificate as it was issued', async () => {
  for (const full_name of ["Siân O'Brien-Żak", '李小龍', 'محمد']) await addTestChampion(ctx, { full_name })
  const coordinator = await site.browser((await addTestPerson(database.db, { roles: ['coordinator'] })).email)
  const answer = await coordinator
    .post('/certificates/papers', { which: 'all', filters: 'state=current', purpose: 'Print shop', shape: 'print' })
    .responseType('blob')
  const pdf = (answer.body as Buffer).toString('latin1')
  expect(answer.headers['content-type']).toBe('application/pdf')
  expect(pdf.startsWith('%PDF')).toBe(true)
  expect(/\/Count (\d+)/.exec(pdf)![1]).toBe('3')
  expect(await database.db('audit_events').where({ action: 'certification.download-papers' })).toHaveLength(1)
})

test('names in the zip are safe everywhere', () => {
  const named = (name: string) => paperName({ number: 'HCC-2027-000001-X', name })
  expect(named('../../etc/passwd')).toBe('HCC-2027-000001-X-etc-passwd.pdf')
  expect(named('CON')).toBe('HCC-2027-000001-X-con.pdf')
  expect(named('محمد')).toBe('HCC-2027-000001-X.pdf')
  expect(named('Nguyễn Thị Ánh')).toBe('HCC-2027-000001-X-nguyen-thi-anh.pdf')
  expect(named('x'.repeat(300)).length).toBeLessThan(90)
})
