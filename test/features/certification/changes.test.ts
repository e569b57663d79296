/** One act for many certificates: picked from the list or by filters, a reason, a preview, and only then done. */
import type { Ctx } from '../../../src/platform/context.ts'
import { changeStanding, getCertificate } from '../../../src/features/certification/index.ts'
import { clock } from '../../../src/platform/clock.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestOrganisation, addTestPerson } from '../../support/factories.ts'
import type { Browser, Fields, TestSite } from '../../support/browser.ts'
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

/** The hidden fields of the form that leads on, as a browser would send them. */
function fieldsOf(html: string, action: string): Fields {
  const form = new RegExp(`<form method="post" action="${action}"[\\s\\S]*?</form>`).exec(html)![0]
  const fields: Record<string, string[]> = {}
  for (const [, name, value] of form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g))
    (fields[name!] ??= []).push(value!.replaceAll('&amp;', '&'))
  return fields
}

const day = { 'valid_to-day': '30', 'valid_to-month': '6', 'valid_to-year': '2028' }

async function three() {
  const [council, charity] = [await addTestOrganisation(database.db), await addTestOrganisation(database.db)]
  return {
    council,
    ann: await addTestChampion(ctx, { full_name: 'Ann Lee', organisation_id: council.id }),
    bo: await addTestChampion(ctx, { full_name: 'Bo Ek', organisation_id: council.id }),
    cy: await addTestChampion(ctx, { full_name: 'Cy Young', organisation_id: charity.id }),
  }
}

test('the list finds by name, number, organisation, state and last day', async () => {
  const { council, ann, bo } = await three()
  const { number } = await getCertificate(ctx, ann.certificate_id)
  await changeStanding(ctx, { act: 'suspend', certificate_ids: [bo.certificate_id], reason: 'x' })
  const shown = async (query: string) => {
    const page = await coordinator.get(`/certificates${query}`)
    expect(page.status).toBe(200)
    return ['Ann Lee', 'Bo Ek', 'Cy Young'].filter((name) => page.text.includes(name))
  }
  expect(await shown('')).toEqual(['Ann Lee', 'Cy Young'])
  expect(await shown('?search=lee')).toEqual(['Ann Lee'])
  expect(await shown(`?search=${number.toLowerCase()}`)).toEqual(['Ann Lee'])
  expect(await shown(`?organisation_id=${council.id}&state=current&state=suspended`)).toEqual(['Ann Lee', 'Bo Ek'])
  expect(await shown('?state=suspended')).toEqual(['Bo Ek'])
  expect(await shown('?ends_from=2028-04-12&ends_to=2028-04-12')).toEqual(['Ann Lee', 'Cy Young'])
  expect(await shown('?ends_from=2028-04-13')).toEqual([])
  expect((await coordinator.get('/certificates?ends_from=soon')).text).toContain('Enter a day, like 2027-03-31')
  for (const roles of [[], ['trainer'], ['administrator']] as const) {
    const other = await site.browser((await addTestPerson(database.db, { roles: [...roles] })).email)
    expect((await other.get('/certificates')).status).toBe(403)
  }
})

test('all of an organisation are extended: preview first, then history, public check, mail and audit say it', async () => {
  const { council, ann, bo, cy } = await three()
  await changeStanding(ctx, { act: 'suspend', certificate_ids: [bo.certificate_id], reason: 'x' })
  const filters = `organisation_id=${council.id}&state=current&state=suspended`
  const asked = await coordinator.get(
    `/certificates/changes/new?act=extend&which=all&filters=${encodeURIComponent(filters)}`,
  )
  expect(asked.text).toContain('Extend 2 certificates')
  const carried = fieldsOf(asked.text, '/certificates/changes/preview')

  const empty = await coordinator.post('/certificates/changes/preview', {
    ...carried,
    reason: '',
    'valid_to-day': '31',
  })
  expect(empty.status).toBe(422)
  // In the order of the fields.
  expect(empty.text).toMatch(/Enter the new last day[\s\S]*Enter why the certificates are extended/)
  const past = { ...carried, reason: 'x', ...day, 'valid_to-year': '2026' }
  expect((await coordinator.post('/certificates/changes/preview', past)).text).toContain('must be today or later')

  const reason = 'The refresher in May had to be cancelled'
  const preview = await coordinator.post('/certificates/changes/preview', { ...carried, ...day, reason })
  expect(preview.text).toContain('Extend one certificate?')
  expect(preview.text).toContain('Valid until 30 June 2028')
  expect(preview.text).toContain('Stays. It is suspended.')
  expect(await database.db('certificate_states').where({ state: 'extended' })).toEqual([])

  const apply = fieldsOf(preview.text, '/certificates/changes')
  const [first, second] = await Promise.all([1, 2].map(() => coordinator.post('/certificates/changes', apply)))
  expect(new Set([first!.status, second!.status])).toEqual(new Set([303, 422]))
  expect(await database.db('certificate_states').where({ state: 'extended' })).toHaveLength(1)
  const extended = await getCertificate(ctx, ann.certificate_id)
  expect(extended).toMatchObject({
    valid_to: '2028-06-30',
    paper_valid_to: '2028-04-12',
    renews_from: '2028-04-01',
    grace_to: '2028-08-30',
  })
  const page = await coordinator.get(`/certificates/${ann.certificate_id}`)
  expect(page.text).toContain('Extended to 30 June 2028')
  expect(page.text).toContain(reason)
  const check = (await (await site.browser()).get(`/verify/${extended.reference}`)).text
  expect(check).toContain('is valid until 30 June 2028')
  expect(check).toContain('The paper says 12 April 2028: it was extended after it was printed')
  expect(check).not.toContain(reason)
  const [mail, ...others] = await listMails(database.db, { kind: 'certification.extended' })
  expect(others).toEqual([])
  expect(mail!.text).toContain('30 June 2028')
  expect(await getCertificate(ctx, cy.certificate_id)).toMatchObject({ valid_to: '2028-04-12' })
  const [audit] = await database.db('audit_events').where({ action: 'certification.extend' })
  expect(audit).toMatchObject({ reason, before: { valid_to: '2028-04-12' }, after: { valid_to: '2028-06-30' } })
})

test('ticked ones are revoked; who joins the filters after the preview is not taken along', async () => {
  const { ann, bo } = await three()
  const query = `act=revoke&which=ticked&certificate_id=${ann.certificate_id}&certificate_id=${bo.certificate_id}`
  const asked = await coordinator.get(`/certificates/changes/new?${query}`)
  expect(asked.text).toContain('Revoke 2 certificates')
  const nothing = await coordinator.post(
    '/certificates/changes/preview',
    fieldsOf(asked.text, '/certificates/changes/preview'),
  )
  expect(nothing.text).toContain('Enter why the certificates are revoked')
  const carried = {
    ...fieldsOf(asked.text, '/certificates/changes/preview'),
    reason: 'A mix-up',
    reason_class: 'issued in error',
  }
  const preview = await coordinator.post('/certificates/changes/preview', carried)
  // Somebody else was quicker with one of the two.
  await changeStanding(ctx, { act: 'revoke', certificate_ids: [bo.certificate_id], reason: 'y', reason_class: 'other' })
  const late = await coordinator.post('/certificates/changes', fieldsOf(preview.text, '/certificates/changes'))
  expect(late.status).toBe(422)
  expect(late.text).toContain('Nothing has been done')
  expect(await getCertificate(ctx, ann.certificate_id)).toMatchObject({ standing: 'good' })
  const done = await coordinator.post('/certificates/changes', fieldsOf(late.text, '/certificates/changes'))
  expect(done.status).toBe(303)
  expect(await getCertificate(ctx, ann.certificate_id)).toMatchObject({
    standing: 'revoked',
    revocation_class: 'issued in error',
  })

  const all = `act=suspend&which=all&filters=${encodeURIComponent('state=current')}`
  const wide = await coordinator.get(`/certificates/changes/new?${all}`)
  const seen = await coordinator.post('/certificates/changes/preview', {
    ...fieldsOf(wide.text, '/certificates/changes/preview'),
    reason: 'x',
  })
  expect(seen.text).toContain('Suspend one certificate?')
  await addTestChampion(ctx, { full_name: 'Dee New' })
  expect(
    (await coordinator.post('/certificates/changes', fieldsOf(seen.text, '/certificates/changes'))).text,
  ).toContain('Suspend 2 certificates?')
  expect(await database.db('certificate_states').where({ state: 'suspended' })).toEqual([])
})

test('who takes the place of another in the filters after the preview is not changed unseen', async () => {
  const { council, ann, bo } = await three()
  await changeStanding(ctx, { act: 'suspend', certificate_ids: [bo.certificate_id], reason: 'x' })
  const filters = encodeURIComponent(`organisation_id=${council.id}&state=current`)
  const asked = await coordinator.get(`/certificates/changes/new?act=revoke&which=all&filters=${filters}`)
  const seen = await coordinator.post('/certificates/changes/preview', {
    ...fieldsOf(asked.text, '/certificates/changes/preview'),
    reason: 'A mix-up',
    reason_class: 'other',
  })
  expect(seen.text).toContain('Ann Lee')
  await changeStanding(ctx, { act: 'suspend', certificate_ids: [ann.certificate_id], reason: 'x' })
  await changeStanding(ctx, { act: 'reinstate', certificate_ids: [bo.certificate_id], reason: 'x' })
  const applied = await coordinator.post('/certificates/changes', fieldsOf(seen.text, '/certificates/changes'))
  expect([applied.status, applied.text.includes('Nothing has been done')]).toEqual([422, true])
  expect(await getCertificate(ctx, bo.certificate_id)).toMatchObject({ standing: 'good' })
})

test('those who were revoked after the preview are not given back by it', async () => {
  const { ann } = await three()
  const ids = { certificate_ids: [ann.certificate_id], reason: 'x' }
  await changeStanding(ctx, { act: 'suspend', ...ids })
  const seen = await coordinator.post('/certificates/changes/preview', {
    act: 'reinstate',
    which: 'ticked',
    certificate_id: ann.certificate_id,
    reason: 'Nothing was found',
  })
  await changeStanding(ctx, { act: 'revoke', ...ids, reason_class: 'other' })
  const applied = await coordinator.post('/certificates/changes', fieldsOf(seen.text, '/certificates/changes'))
  expect([applied.status, applied.text.includes('Nothing has been done')]).toEqual([422, true])
  expect(await getCertificate(ctx, ann.certificate_id)).toMatchObject({ standing: 'revoked' })
})

test('nothing picked, or no act, leads back to the list with a sentence', async () => {
  const { ann } = await three()
  const followed = async (path: string) => {
    const answer = await coordinator.get(path)
    expect(answer.status).toBe(303)
    return (await coordinator.get(answer.headers.location!)).text
  }
  expect(await followed('/certificates/changes/new?act=suspend&which=ticked')).toContain(
    'Tick the certificates you mean',
  )
  expect(await followed(`/certificates/changes/new?certificate_id=${ann.certificate_id}`)).toContain(
    'Select what shall happen',
  )
  expect((await coordinator.post('/certificates/changes', {})).status).toBe(303)
})

test('the list that asks for what is missing still has the rest as it was chosen', async () => {
  const { ann, bo } = await three()
  const back = async (path: string, query: [string, string][]) => {
    const answer = await coordinator.get(`${path}?${new URLSearchParams(query).toString()}`)
    const page = await coordinator.get(answer.headers.location!)
    const checked = [...page.text.matchAll(/<input[^>]*value="([^"]+)"[^>]*\schecked/g)].map(([, value]) => value)
    return checked.filter((value) => value !== 'current' && value !== 'expiring' && value !== 'suspended')
  }
  const filters: [string, string] = ['filters', 'state=current&state=suspended']
  const act: [string, string] = ['act', 'suspend']
  expect(await back('/certificates/changes/new', [filters, ['which', 'ticked'], act])).toEqual(['ticked', 'suspend'])
  // No act, though two are ticked.
  expect(
    await back('/certificates/changes/new', [
      filters,
      ['which', 'ticked'],
      ['certificate_id', ann.certificate_id],
      ['certificate_id', bo.certificate_id],
    ]),
  ).toEqual([ann.certificate_id, bo.certificate_id, 'ticked'])
  for (const path of ['/certificates/papers/new', '/certificates/sheet'])
    expect(await back(path, [filters, ['which', 'ticked'], act])).toEqual(['ticked', 'suspend'])
  const none = ['filters', 'state=revoked'] as [string, string]
  expect(
    (
      await coordinator.get(
        `/certificates/changes/new?${new URLSearchParams([none, ['which', 'all'], act]).toString()}`,
      )
    ).headers.location,
  ).toBe('/certificates?state=revoked&which=all&act=suspend')
})
