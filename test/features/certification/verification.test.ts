/** The public check: says what the paper should say, and one and the same thing for everything that is wrong. */
import type { Ctx } from '../../../src/platform/context.ts'
import { newSecret } from '../../../src/lib/ids.ts'
import { clock } from '../../../src/platform/clock.ts'
import { getCertificate, changeStanding } from '../../../src/features/certification/index.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestOrganisation } from '../../support/factories.ts'
import type { Browser, Fields, TestSite } from '../../support/browser.ts'
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

async function champion(full_name = "Siân O'Brien-Żak") {
  const organisation = await addTestOrganisation(database.db, { name: 'Dacorum Borough Council' })
  const { certificate_id } = await addTestChampion(ctx, { full_name, organisation_id: organisation.id })
  return getCertificate(ctx, certificate_id)
}

test('anyone with the reference reads what the paper should say', async () => {
  const certificate = await champion()
  const page = await browser.get(`/verify/${certificate.reference}`)
  expect(page.status).toBe(200)
  for (const words of [
    'Siân O&#39;Brien-Żak',
    'Hate crime champion',
    'Dacorum Borough Council',
    '12 April 2027',
    '12 April 2028',
    certificate.number,
    'valid until 12 April 2028',
  ])
    expect(page.text).toContain(words)
  expect(page.headers['x-robots-tag']).toContain('noindex')
  expect(page.headers['cache-control']).toBe('no-store')
})

test('it says in words that a certificate expired, and to the day', async () => {
  const certificate = await champion()
  clock.set(new Date('2028-04-12T22:59:00Z'))
  expect((await browser.get(`/verify/${certificate.reference}`)).text).toContain('is valid until')
  clock.set(new Date('2028-04-12T23:01:00Z'))
  expect((await browser.get(`/verify/${certificate.reference}`)).text).toContain('This certificate has expired')
})

test('it says that a certificate was revoked, and not why', async () => {
  const certificate = await champion()
  await changeStanding(ctx, {
    act: 'revoke',
    certificate_ids: [certificate.id],
    reason: 'A private matter',
    reason_class: 'conduct',
  })
  const page = await browser.get(`/verify/${certificate.reference}`)
  expect(page.text).toContain('This certificate was revoked on 12 April 2027')
  expect(page.text).not.toContain('private matter')
})

test('every wrong reference gets the same answer', async () => {
  const certificate = await champion()
  const wrong = [
    newSecret(),
    'AAAAAAAAAAAAAAAAAAAAAA',
    certificate.reference.toLowerCase(),
    `${certificate.reference}%20`,
    certificate.number,
    certificate.id,
    'x',
    '%00',
    "'; drop table certificates; --",
    'é'.repeat(2000),
  ]
  const answers = []
  for (const reference of wrong)
    answers.push(await browser.get(`/verify/${encodeURI(reference).replaceAll('%25', '%')}`))
  expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([404]))
  expect(new Set(answers.map((answer) => answer.text)).size).toBe(1)
  expect(answers[0]!.text).toContain('No such certificate')
  expect(answers[0]!.headers['x-robots-tag']).toContain('noindex')
})

test('the number and the name as printed lead to it, whatever their case, accents and spaces', async () => {
  const certificate = await champion()
  for (const [number, name] of [
    [certificate.number, "Siân O'Brien-Żak"],
    [certificate.number.toLowerCase().replaceAll('-', ' '), 'SIAN  OBRIEN ZAK'],
  ] as const) {
    const answer = await browser.post('/verify', { number, name })
    expect(answer.status).toBe(303)
    expect(answer.headers.location).toBe(`/verify/${certificate.reference}`)
  }
})

test('the number alone, or with another name, is no such certificate, as is a number nobody has', async () => {
  const certificate = await champion()
  const nobodys = certificate.number.replace('000001', '000002')
  const bodyFor = async (number: string, name: string) => {
    const answer = await browser.post('/verify', { number, name })
    expect(answer.status).toBe(422)
    expect(answer.headers['x-robots-tag']).toContain('noindex')
    expect(answer.text).toContain('No such certificate')
    return answer.text.replaceAll(number, 'NUMBER')
  }
  for (const name of ['', 'Sian'])
    expect(
      new Set([await bodyFor(certificate.number, name), await bodyFor(nobodys, name), await bodyFor('zzz', name)]).size,
    ).toBe(1)
  expect(await bodyFor('x'.repeat(200_000), 'y')).toContain('NUMBER')
  const odd: Fields[] = [{}, { number: ['a', 'b'], name: ['c', 'd'] }, { number: 'HCC\u0000' }]
  for (const fields of odd) expect((await browser.post('/verify', fields)).status).toBe(422)
})

test('a name printed otherwise is checked as it is printed', async () => {
  const certificate = await champion('Ann 😀 Lee')
  await database.db('people').where({ id: certificate.person_id }).update({ printable_name: 'Ann Lee' })
  const { printWaiting } = await import('../../../src/features/certification/commands/printing.ts')
  await printWaiting(ctx, certificate.person_id)
  expect((await browser.post('/verify', { number: certificate.number, name: 'Ann Lee' })).status).toBe(303)
  expect((await browser.get(`/verify/${certificate.reference}`)).text).toContain('Ann Lee')
})

test('one network may not try for ever', async () => {
  const statuses = []
  for (let tries = 0; tries < 22; tries++)
    statuses.push((await browser.post('/verify', { number: 'x', name: 'y' })).status)
  expect(statuses.slice(0, 20)).toEqual(Array(20).fill(422))
  expect(statuses.slice(20)).toEqual([429, 429])
})
