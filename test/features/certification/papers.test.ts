/** Uploading a PDF to the public check: ours to the byte, or what a true one would say, or none of ours. */
import { deflateSync } from 'node:zlib'
import type { Ctx } from '../../../src/platform/context.ts'
import { changeStanding, getCertificate } from '../../../src/features/certification/index.ts'
import { referencesIn } from '../../../src/features/certification/pdf/reading.ts'
import { clock } from '../../../src/platform/clock.ts'
import { newSecret } from '../../../src/lib/ids.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import type { Browser, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { addTestChampion } from '../../support/awarded.ts'

let database: TestDatabase
let site: TestSite
let ctx: Ctx
let browser: Browser
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
  browser = await site.browser()
})

async function champion() {
  const { certificate_id } = await addTestChampion(ctx, { full_name: 'Ann Lee' })
  const certificate = await getCertificate(ctx, certificate_id)
  const { bytes } = (await database.db('files').where({ id: certificate.pdf_file_id! }).first('bytes'))!
  return { certificate, bytes: bytes as Buffer }
}

const upload = (bytes: Buffer, name = 'certificate.pdf') => browser.upload('/verify/paper', { paper: { name, bytes } })

test('the very file is ours, and the page says what it is worth today', async () => {
  const { certificate, bytes } = await champion()
  const page = await upload(bytes)
  expect(page.status).toBe(200)
  expect(page.text).toContain('byte for byte the PDF')
  expect(page.text).toContain('This certificate is valid until 12 April 2028')
  expect(page.headers['cache-control']).toBe('no-store')
  expect(page.headers['x-robots-tag']).toContain('noindex')
  await changeStanding(ctx, {
    act: 'revoke',
    certificate_ids: [certificate.id],
    reason: 'x',
    reason_class: 'other',
  })
  const later = await upload(bytes)
  expect(later.text).toContain('byte for byte the PDF')
  expect(later.text).toContain('was revoked on 12 April 2027')
})

test('one byte more, and the page says what a true one says instead', async () => {
  const { certificate, bytes } = await champion()
  const page = await upload(Buffer.concat([bytes, Buffer.from('\n')]))
  expect(page.status).toBe(200)
  expect(page.text).toContain('is not the PDF')
  expect(page.text).not.toContain('byte for byte')
  expect(page.text).toContain('Ann Lee')
  expect(page.text).toContain(certificate.number)
})

test('what is none of ours gets one answer, whatever it carries', async () => {
  await champion()
  const pdf = (inside: string) => Buffer.from(`%PDF-1.7\n${inside}\n%%EOF`)
  const answers = await Promise.all(
    ['', `/URI (https://elsewhere.example/verify/${newSecret()})`, 'HCC-2027-000001-X'].map((inside) =>
      upload(pdf(inside)),
    ),
  )
  expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]))
  expect(new Set(answers.map((answer) => answer.text)).size).toBe(1)
  expect(answers[0]!.text).toContain('carries no address of a certificate of ours')
})

test('no file, an empty one, one that is no PDF and one too large are told apart, beside the field', async () => {
  const said = async (bytes: Buffer) => {
    const page = await upload(bytes)
    expect(page.status).toBe(422)
    return page.text
  }
  expect(await said(Buffer.alloc(0))).toContain('Select the PDF of a certificate')
  expect(await said(Buffer.from('GIF89a'))).toContain('The file is not a PDF')
  expect(await said(Buffer.alloc(2_000_001))).toContain('larger than 2 MB')
  expect((await browser.post('/verify/paper', {})).text).toContain('Select the PDF of a certificate')
})

test('one network may not try for ever', async () => {
  const statuses = []
  for (let tries = 0; tries < 12; tries++) statuses.push((await upload(Buffer.from('%PDF-'))).status)
  expect(statuses).toEqual([...Array<number>(10).fill(200), 429, 429])
})

test('references are found in the open and in packed streams; a bomb and broken streams are left aside', async () => {
  const [open, packed] = [newSecret(), newSecret()]
  const stream = (bytes: Buffer) =>
    Buffer.concat([Buffer.from('<<>>\nstream\r\n'), bytes, Buffer.from('\nendstream\n')])
  const file = Buffer.concat([
    Buffer.from(`%PDF-1.7 (https://x.example/verify/${open}) /verify/${open}x`),
    stream(deflateSync(Buffer.from(`… /verify/${packed}) …`))),
    stream(deflateSync(Buffer.alloc(50_000_000))),
    stream(Buffer.from('not packed')),
    Buffer.from('stream without an end'),
  ])
  const began = Date.now()
  expect(await referencesIn(file)).toEqual([open, packed])
  expect(Date.now() - began).toBeLessThan(2000)
  // What a bomb costs counts as well: after a few of them nothing more is unpacked.
  const bombs = Array.from({ length: 9 }, () => stream(deflateSync(Buffer.alloc(1_100_000))))
  const hidden = stream(deflateSync(Buffer.from(`/verify/${packed} `)))
  expect(await referencesIn(Buffer.concat([...bombs.slice(2), hidden]))).toEqual([packed])
  expect(await referencesIn(Buffer.concat([...bombs, hidden]))).toEqual([])
})
