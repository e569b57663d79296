/** Suspending, giving back, revoking and giving up: on the pages, on the public check, in the mail, in the audit. */
import type { Ctx } from '../../../src/platform/context.ts'
import { changeStanding, getCertificate } from '../../../src/features/certification/index.ts'
import { clock } from '../../../src/platform/clock.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestPerson } from '../../support/factories.ts'
import type { Browser, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { listMails } from '../../support/mailbox.ts'
import { addTestChampion } from '../../support/awarded.ts'

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
  coordinator = await site.browser((await addTestPerson(database.db, { roles: ['coordinator'] })).email)
})

async function champion(full_name = 'Ann Lee') {
  const added = await addTestChampion(ctx, { full_name })
  const { reference, number } = await getCertificate(ctx, added.certificate_id)
  return { ...added, number, path: `/certificates/${added.certificate_id}`, check: `/verify/${reference}` }
}

/** What anyone reads: the word in the tag and the sentence behind it. */
async function checked(path: string): Promise<string> {
  const page = await (await site.browser()).get(path)
  expect(page.headers['cache-control']).toBe('no-store')
  return /<p class="govuk-body-l">([\s\S]*?)<\/p>/
    .exec(page.text)![1]!
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

test('suspended and given back: a row each, a mail each, an audit row each, and the check says so at once', async () => {
  const one = await champion()
  const asked = await coordinator.get(`${one.path}/suspension`)
  expect(asked.text).toContain('leaves the roster of current champions until you give it back')
  expect((await coordinator.post(`${one.path}/suspension`, { reason: ' ' })).text).toContain(
    'Enter why the certificate is suspended',
  )
  const twice = await Promise.all(
    [1, 2].map(() => coordinator.post(`${one.path}/suspension`, { reason: 'An enquiry is under way' })),
  )
  expect(twice.map((answer) => answer.status)).toEqual([303, 303])
  expect(await checked(one.check)).toBe(
    'Suspended This certificate has been suspended since 12 April 2027. It is not valid while it is suspended.',
  )
  const [mail, ...others] = await listMails(database.db, { kind: 'certification.suspended' })
  expect(others).toEqual([])
  expect(mail!.text).toContain('An enquiry is under way')
  expect((await coordinator.get(one.path)).text).toContain('An enquiry is under way')

  await coordinator.post(`${one.path}/reinstatement`, { reason: 'Nothing was found' })
  expect(await checked(one.check)).toBe('Valid This certificate is valid until 12 April 2028.')
  const audit = await database
    .db('audit_events')
    .where({ subject_kind: 'certificate' })
    .orderBy('id')
    .select(
      'action',
      'reason',
      database.db.raw(`before->>'standing' as was`),
      database.db.raw(`after->>'standing' as is`),
    )
  expect(audit.map((row: Record<string, unknown>) => [row.action, row.was, row.is, row.reason])).toEqual([
    ['certification.issue', null, null, null],
    ['certification.suspend', 'good', 'suspended', 'An enquiry is under way'],
    ['certification.reinstate', 'suspended', 'good', 'Nothing was found'],
  ])
})

test('what a second tab still shows is not done to a certificate that somebody else has changed meanwhile', async () => {
  const one = await champion()
  const ids = { certificate_ids: [one.certificate_id], reason: 'x' }
  await changeStanding(ctx, { act: 'suspend', ...ids })
  const expectedOn = ({ text }: { text: string }) => /name="expected" value="([^"]+)"/.exec(text)![1]!
  const path = `${one.path}/reinstatement`
  const expected = expectedOn(await coordinator.get(path))
  await changeStanding(ctx, { act: 'revoke', ...ids, reason_class: 'conduct' })
  const late = await coordinator.post(path, { reason: 'Nothing was found', expected })
  expect([late.status, late.text.includes('Somebody else changed this certificate meanwhile: Revoked on')]).toEqual([
    422,
    true,
  ])
  expect(late.text).toContain('Nothing was found</textarea>')
  expect(await getCertificate(ctx, one.certificate_id)).toMatchObject({ standing: 'revoked' })
  const again = await coordinator.post(path, { reason: 'Nothing was found', expected: expectedOn(late) })
  expect(again.status).toBe(303)
  // Twice from one page is once, and said in its own words.
  const twice = await coordinator.post(path, { reason: 'Nothing was found', expected: expectedOn(late) })
  expect((await coordinator.follow(twice)).text).toContain('stays as it is')
  expect(await getCertificate(ctx, one.certificate_id)).toMatchObject({ standing: 'good' })
})

test.each([
  ['issued in error', ' It was issued in error.'],
  ['not completed', ' The course it stood for was not completed.'],
  ['no longer in role', ' The holder no longer acts in this role.'],
  ['conduct', ''],
  ['other', ''],
])('revoked for %s: the check says what anyone may read of it and no more', async (reason_class, said) => {
  const one = await champion()
  await coordinator.post(`${one.path}/revocation`, { reason: 'A private matter', reason_class })
  expect(await checked(one.check)).toBe(
    `Revoked This certificate was revoked on 12 April 2027. It is not valid.${said}`,
  )
  expect((await (await site.browser()).get(one.check)).text).not.toContain('private matter')
})

test('the holder gives it up after being asked; nobody else can, and only a coordinator gives it back', async () => {
  const one = await champion()
  const holder = await site.browser(one.email)
  expect((await holder.get(one.path)).text).toContain(`${one.path}/withdrawal`)
  expect((await coordinator.get(`${one.path}/withdrawal`)).status).toBe(404)
  expect((await coordinator.post(`${one.path}/withdrawal`, {})).status).toBe(404)
  expect((await holder.get(`${one.path}/withdrawal`)).text).toContain('Give up my certificate')
  expect(await checked(one.check)).toContain('Valid')
  expect((await holder.post(`${one.path}/withdrawal`, { reason: '' })).status).toBe(303)
  expect(await checked(one.check)).toBe(
    'Given up This certificate was given up by its holder on 12 April 2027. It is not valid.',
  )
  expect(await listMails(database.db, { kind: 'certification.withdrawn' })).toHaveLength(1)
  expect((await holder.get(one.path)).text).not.toContain(`${one.path}/withdrawal`)
  expect((await holder.get(`${one.path}/reinstatement`)).status).toBe(403)
  await coordinator.post(`${one.path}/reinstatement`, { reason: 'She came back' })
  expect(await checked(one.check)).toContain('is valid until')
})

test('given back after its last day it has expired, and nobody is told that it counts', async () => {
  const one = await champion()
  await coordinator.post(`${one.path}/suspension`, { reason: 'An enquiry is under way' })
  clock.set(new Date('2028-05-02T09:00:00Z'))
  coordinator = await site.browser((await addTestPerson(database.db, { roles: ['coordinator'] })).email)
  expect((await coordinator.get(`${one.path}/reinstatement`)).text).toContain(
    'it was valid until 12 April 2028, so giving it back does not make it count today',
  )
  await coordinator.post(`${one.path}/reinstatement`, { reason: 'Nothing was found' })
  expect(await checked(one.check)).toContain('Expired, can be renewed')
  const [mail] = await listMails(database.db, { kind: 'certification.reinstated' })
  expect(mail!.text).toContain('Meanwhile it has expired: it was valid until 12 April 2028')
  expect(`${mail!.subject} ${mail!.text}`).not.toContain('counts again')
})

test('each day has its own words', async () => {
  const one = await champion()
  for (const [day, said] of [
    ['2028-01-12', 'Valid This certificate is valid until 12 April 2028.'],
    ['2028-01-13', 'Valid, due for renewal This certificate is valid until 12 April 2028 and is due to be renewed.'],
    [
      '2028-04-13',
      'Expired, can be renewed This certificate has expired. It was valid until 12 April 2028, and its holder can still renew it until 12 June 2028.',
    ],
    ['2028-06-13', 'Expired This certificate has expired. It was valid until 12 April 2028.'],
  ] as const) {
    clock.set(new Date(`${day}T12:00:00Z`))
    expect(await checked(one.check)).toBe(said)
  }
})

test('several at once: what can be done is done, what cannot is said, and a fault takes all back', async () => {
  const [first, second] = [await champion('First One'), await champion('Second One')]
  await coordinator.post(`${first.path}/suspension`, { reason: 'x' })
  const ids = [first.certificate_id, second.certificate_id]
  const changed = await changeStanding(ctx, { act: 'suspend', certificate_ids: ids, reason: 'An enquiry' })
  expect(changed.map(({ certificate, refusal }) => [certificate.full_name, refusal])).toEqual([
    ['First One', 'already'],
    ['Second One', null],
  ])
  const tooLong = 'x'.repeat(1001)
  await expect(changeStanding(ctx, { act: 'reinstate', certificate_ids: ids, reason: tooLong })).rejects.toThrow()
  expect(await checked(second.check)).toContain('Suspended')
  expect(await listMails(database.db, { kind: 'certification.reinstated' })).toEqual([])
})

test('changing the programme touches no certificate that was issued', async () => {
  const one = await champion()
  const before = await getCertificate(ctx, one.certificate_id)
  const terms = { validity_months: 12, renewal_days: 90, grace_months: 2 }
  await database.db('programmes').update({ validity_months: 6, renewal_days: 10, grace_months: 0 })
  expect(await getCertificate(ctx, one.certificate_id)).toEqual(before)
  const later = await champion('Later')
  expect(await getCertificate(ctx, later.certificate_id)).toMatchObject({
    valid_to: '2027-10-12',
    renews_from: '2027-10-02',
    grace_to: '2027-10-12',
  })
  await database.db('programmes').update(terms)
})
