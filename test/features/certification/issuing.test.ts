/** Issuing: once whatever happens, all or nothing, printed or waiting for a name that can be. */
import type { Ctx } from '../../../src/platform/context.ts'
import { inTransaction } from '../../../src/platform/context.ts'
import { parseCertificateNumber } from '../../../src/lib/codes.ts'
import { getCertificate, issueCertificate, listNamesNeeded } from '../../../src/features/certification/index.ts'
import { printWaiting } from '../../../src/features/certification/commands/printing.ts'
import { setPrintableName } from '../../../src/features/people/index.ts'
import { contextOf, contextOfPerson } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestOrganisation, addTestPerson } from '../../support/factories.ts'
import { listMails } from '../../support/mailbox.ts'
import type { TestCourse } from '../../support/awarded.ts'
import { addTestChampion, addTestCompletion, championCourse } from '../../support/awarded.ts'

let database: TestDatabase
let ctx: Ctx
let course: TestCourse

beforeAll(async () => {
  database = await createTestDatabase()
  ctx = contextOf(database.db)
  course = await championCourse(database.db)
})
afterAll(() => database.drop())
beforeEach(() => database.reset())

const count = async (table: string) => Number((await database.db(table).count('* as n').first())!.n)

test('fifty triggers at once make one certificate, one number, one PDF, one mail', async () => {
  const person = await addTestPerson(database.db, { full_name: "Siân O'Brien-Żak" })
  const completion = await addTestCompletion(database.db, person.id, course, ctx.now)
  const results = await Promise.all(Array.from({ length: 50 }, () => issueCertificate(ctx, completion)))
  expect(results.filter(({ result }) => result === 'issued')).toHaveLength(1)
  expect(new Set(results.map(({ certificate_id }) => certificate_id)).size).toBe(1)
  const certificate = await getCertificate(ctx, results[0]!.certificate_id)
  expect(certificate.number).toMatch(/^HCC-2027-000001-/)
  expect(parseCertificateNumber(certificate.number)).toEqual({ number: certificate.number })
  expect(await count('certificates')).toBe(1)
  expect(await count('certificate_pdfs')).toBe(1)
  expect(await count('certificate_states')).toBe(1)
  expect(await database.db('certificate_counters').select('last_number')).toEqual([{ last_number: 1 }])
  expect(await database.db('audit_events').where({ action: 'certification.issue' })).toHaveLength(1)
  const [mail, ...others] = await listMails(database.db, { kind: 'certification.certificate' })
  expect(others).toEqual([])
  expect(mail!.attachment_file_ids).toEqual([certificate.pdf_file_id])
  expect(mail!.text).toContain(`/certificates/${certificate.id}`)
  expect(mail!.text).toContain(`/verify/${certificate.reference}`)
  const file = await database.db('files').where({ id: certificate.pdf_file_id! }).first()
  expect(file!.bytes.subarray(0, 5).toString()).toBe('%PDF-')
  expect(file!.file_name).toBe(`certificate-${certificate.number}.pdf`)
})

test('many people at once get numbers without gaps or repeats', async () => {
  const completions = await Promise.all(
    Array.from({ length: 12 }, async () =>
      addTestCompletion(database.db, (await addTestPerson(database.db)).id, course, ctx.now),
    ),
  )
  await Promise.all(completions.map((completion) => issueCertificate(ctx, completion)))
  const numbers = await database.db('certificates').orderBy('number').pluck('number')
  expect(numbers.map((number) => Number(number.split('-')[2]))).toEqual(Array.from({ length: 12 }, (_, i) => i + 1))
})

test('what fails later in the transaction leaves nothing, not even a gap in the numbers', async () => {
  const person = await addTestPerson(database.db)
  const completion = await addTestCompletion(database.db, person.id, course, ctx.now)
  const before = await Promise.all(['files', 'audit_events', 'mails'].map(count))
  await expect(
    inTransaction(ctx, async (ctx) => {
      await issueCertificate(ctx, completion)
      throw new Error('the power went')
    }),
  ).rejects.toThrow('the power went')
  expect(await Promise.all(['files', 'audit_events', 'mails'].map(count))).toEqual(before)
  expect(await count('certificates')).toBe(0)
  const issued = await issueCertificate(ctx, completion)
  expect((await getCertificate(ctx, issued.certificate_id)).number).toContain('-000001-')
})

test('what the certificate says is frozen', async () => {
  const organisation = await addTestOrganisation(database.db, { name: 'Watford Borough Council 🏡' })
  const champion = await addTestChampion(ctx, { organisation_id: organisation.id, full_name: 'Wei Li' })
  const before = await getCertificate(ctx, champion.certificate_id)
  await database.db('people').where({ id: champion.id }).update({ full_name: 'Another Name' })
  await database.db('organisations').where({ id: organisation.id }).update({ name: 'Renamed' })
  const after = await getCertificate(ctx, champion.certificate_id)
  expect(after.facts).toEqual(before.facts)
  expect(after.facts).toMatchObject({
    name: 'Wei Li',
    // An emoji cannot be printed and is no reason to keep anybody waiting.
    organisation_name: 'Watford Borough Council',
    programme_name: 'Hate crime champion',
    force_name: 'Hertfordshire Constabulary',
    course_version: 1,
    law_as_at: '2026-11-22',
  })
  expect(after).toMatchObject({ awarded_on: '2027-04-12', valid_to: '2028-04-12' })
})

test('none says the law of a day after its award, though its version was checked since', async () => {
  const champion = await addTestChampion(contextOf(database.db, { at: new Date('2026-10-05T09:00:00Z') }))
  expect(await getCertificate(ctx, champion.certificate_id)).toMatchObject({
    awarded_on: '2026-10-05',
    facts: { law_as_at: '2026-10-05' },
  })
})

test('the day and the year are those of London', async () => {
  const newYear = contextOf(database.db, { at: new Date('2027-06-30T23:30:00Z') })
  const champion = await addTestChampion(newYear)
  expect(await getCertificate(ctx, champion.certificate_id)).toMatchObject({ awarded_on: '2027-07-01' })
})

test('a name that no font can print is issued, asked about, and printed once it can be', async () => {
  const champion = await addTestChampion(ctx, { full_name: 'Ann 😀 Lee' })
  expect(await getCertificate(ctx, champion.certificate_id)).toMatchObject({
    pdf_file_id: null,
    facts: { name: 'Ann 😀 Lee' },
  })
  expect(await listNamesNeeded(ctx)).toMatchObject([{ person_id: champion.id, full_name: 'Ann 😀 Lee' }])
  const [asked] = await listMails(database.db, { kind: 'certification.name-needed' })
  expect(asked!.text).toContain('😀')
  expect(asked!.text).toContain('/account/printable-name')
  expect(await listMails(database.db, { kind: 'certification.certificate' })).toEqual([])

  await printWaiting(ctx, champion.id)
  expect(await count('certificate_pdfs')).toBe(0)

  await setPrintableName(await contextOfPerson(ctx, champion.id), { person_id: champion.id, printable_name: 'Ann Lee' })
  await Promise.all(Array.from({ length: 5 }, () => printWaiting(ctx, champion.id)))
  expect(await getCertificate(ctx, champion.certificate_id)).toMatchObject({ printed_name: 'Ann Lee' })
  expect(await listMails(database.db, { kind: 'certification.certificate' })).toHaveLength(1)
  expect(await listNamesNeeded(ctx)).toEqual([])
})

test('a person without a mailbox gets the certificate and no mail', async () => {
  const person = await addTestPerson(database.db)
  await database.db('people').where({ id: person.id }).update({ email: null })
  const completion = await addTestCompletion(database.db, person.id, course, ctx.now)
  expect(await issueCertificate(ctx, completion)).toMatchObject({ result: 'issued' })
  expect(await count('mails')).toBe(0)
})

test('who reads Welsh gets the Welsh name and words, and the English ones where there are none', async () => {
  const welsh = async () => {
    const person = await addTestPerson(database.db)
    await database.db('people').where({ id: person.id }).update({ language: 'cy' })
    const completion = await addTestCompletion(database.db, person.id, course, ctx.now)
    return getCertificate(ctx, (await issueCertificate(ctx, completion)).certificate_id)
  }
  const programme = database.db('programmes').where({ id: course.programme_id })
  const { name, certificate_wording } = (await programme.clone().first('name', 'certificate_wording'))!
  expect((await welsh()).facts).toMatchObject({ language: 'cy', programme_name: name, wording: certificate_wording })
  await programme
    .clone()
    .update({ name_cy: 'Hyrwyddwr troseddau casineb', certificate_wording_cy: 'Cwblhaodd y cwrs.' })
  try {
    expect((await welsh()).facts).toMatchObject({
      programme_name: 'Hyrwyddwr troseddau casineb',
      wording: 'Cwblhaodd y cwrs.',
    })
    const champion = await addTestChampion(ctx, {})
    expect((await getCertificate(ctx, champion.certificate_id)).facts.programme_name).toBe(name)
  } finally {
    await programme.clone().update({ name_cy: null, certificate_wording_cy: null })
  }
})
