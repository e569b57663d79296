/** The pages of the people room, through HTTP on a real database. */
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestOrganisation, addTestPerson } from '../../support/factories.ts'
import type { Browser, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf } from '../../support/context.ts'
import { listMails, runJobs } from '../../support/mailbox.ts'

let database: TestDatabase
let site: TestSite

beforeAll(async () => {
  database = await createTestDatabase()
  site = await startSite(database)
})
afterAll(async () => {
  await site.stop()
  await database.drop()
})
beforeEach(() => database.reset())

const signIn = async (...roles: ('coordinator' | 'administrator')[]): Promise<Browser> =>
  site.browser((await addTestPerson(database.db, { full_name: 'Asha Coordinator', roles })).email)
const find = async (email: string) => (await database.db('people').where({ email }).first())!

describe('adding somebody', () => {
  test('finds their organisation by the address and sends the invitation', async () => {
    await addTestOrganisation(database.db, { name: 'Dacorum Borough Council', domains: ['dacorum.gov.uk'] })
    const browser = await signIn('coordinator')
    const added = await browser.post('/people', {
      full_name: 'Siân O’Brien-Żak',
      email: ' <Sian@Dacorum.gov.uk> ',
      job_title: 'Housing officer',
      language: 'cy',
      invites: 'yes',
    })
    expect(added.status).toBe(303)
    const page = await browser.follow(added)
    expect(page.text).toContain('Siân O’Brien-Żak was added and an invitation is on its way')
    for (const shown of ['Dacorum Borough Council', 'Housing officer', 'sian@dacorum.gov.uk', 'Waiting to be sent'])
      expect(page.text).toContain(shown)
    const list = await browser.get('/people?search=obrienzak')
    expect(list.text).toContain('Dacorum Borough Council')
    expect((await browser.get('/people?search=obrien+sian')).text).toContain('Siân O’Brien-Żak')
    expect((await browser.get('/people?search=sian@dacorum')).text).toContain('Siân O’Brien-Żak')
    expect((await browser.get('/people?state=not-invited')).text).not.toContain('Siân')
  })

  test('comes back with what was typed, says whose address it is, and asks once about a likely slip', async () => {
    const known = await addTestPerson(database.db, { full_name: 'Known Already' })
    const browser = await signIn('coordinator')
    const empty = await browser.post('/people', { email: 'not an address', language: 'en' })
    expect(empty.status).toBe(422)
    expect(empty.text).toContain('<title>Error: ')
    expect(empty.text).toContain('Enter their full name')
    expect(empty.text).toContain('value="not an address"')
    const taken = await browser.post('/people', { full_name: '李小龍', email: known.email, language: 'en' })
    expect(taken.status).toBe(422)
    expect(taken.text).toContain('This address belongs to Known Already')
    expect(taken.text).toContain(`/people/${known.id}`)
    const slip = { full_name: '李小龍', email: 'lee@gmial.com', language: 'en' }
    const asked = await browser.post('/people', slip)
    expect(asked.text).toContain('Did you mean lee@gmail.com?')
    expect((await browser.post('/people', { ...slip, email_asked: 'lee@gmial.com' })).status).toBe(303)
  })

  test.each([
    ['a name of a megabyte', { full_name: 'x'.repeat(1_000_000), language: 'en' }, 422],
    ['a name beyond 200 characters', { full_name: 'ž'.repeat(201), language: 'en' }, 422],
    ['a name without a letter', { full_name: '-1', language: 'en' }, 422],
    ['a language nobody offers', { full_name: 'A', language: 'fr' }, 422],
    ['a NUL byte, which is left out', { full_name: 'A\u0000da', language: 'en' }, 303],
  ])('takes %s in its stride', async (_what, fields, status) => {
    const browser = await signIn('coordinator')
    expect((await browser.post('/people', fields)).status).toBe(status)
  })
})

test('a person is edited, moved to another address and told so', async () => {
  const person = await addTestPerson(database.db, { full_name: 'Sam Old', email: 'old@partner.example' })
  const browser = await signIn('coordinator')
  const edited = await browser.post(`/people/${person.id}`, {
    full_name: 'Sam New',
    language: 'cy',
    may_be_listed: 'yes',
  })
  expect((await browser.follow(edited)).text).toContain('Welsh (Cymraeg)')
  const moved = await browser.post(`/people/${person.id}/address`, { email: 'new@partner.example', reason: 'Moved' })
  expect((await browser.follow(moved)).text).toContain('Both addresses are told by email')
  const told = await listMails(database.db)
  expect(told.map((mail) => mail.to_address)).toEqual(['old@partner.example', 'new@partner.example'])
})

test('memberships and roles begin and end on a day; bad days are refused', async () => {
  const organisation = await addTestOrganisation(database.db, { name: 'Hightown' })
  const person = await addTestPerson(database.db)
  const browser = await signIn('administrator')
  const page = `/people/${person.id}`
  const membership = { organisation_id: organisation.id, job_title: 'Warden' }
  const bad = { 'starts_on-day': '31', 'starts_on-month': '2', 'starts_on-year': '2027' }
  expect((await browser.post(`${page}/memberships`, { ...membership, ...bad })).text).toContain('Enter a real date')
  expect((await browser.post(`${page}/memberships`, membership)).status).toBe(303)
  expect((await browser.post(`${page}/memberships`, membership)).text).toContain(
    'a member of this organisation already',
  )
  expect((await browser.post(`${page}/roles`, { role: 'lead' })).text).toContain('Select the organisation they lead')
  expect((await browser.post(`${page}/roles`, { role: 'lead', organisation_id: organisation.id })).status).toBe(303)
  expect((await browser.get(page)).text).toContain('Organisation lead of Hightown')
  // The page of an organisation is not for administrators, so nothing leads them there.
  const link = `href="/organisations/${organisation.id}"`
  expect((await browser.get(page)).text).not.toContain(link)
  expect((await (await signIn('coordinator')).get(page)).text).toContain(link)
  const endHref = /href="(\/people\/[^"]+\/memberships\/[^"]+\/end)"/.exec((await browser.get(page)).text)![1]!
  expect((await browser.get(endHref)).text).toContain('that ends too')
  expect((await browser.post(endHref)).status).toBe(303)
  const grant = await database.db('role_grants').where({ person_id: person.id }).first()
  expect(grant!.ends_on).toBe('2027-04-12')
})

test('nobody changes their own roles or disables themselves, and a coordinator touches no administrator', async () => {
  const coordinator = await addTestPerson(database.db, { roles: ['coordinator'] })
  const administrator = await addTestPerson(database.db, { roles: ['administrator'] })
  const browser = await site.browser(coordinator.email)
  expect((await browser.get(`/people/${coordinator.id}/roles/new`)).status).toBe(409)
  expect((await browser.post(`/people/${coordinator.id}/roles`, { role: 'trainer' })).status).toBe(409)
  expect((await browser.post(`/people/${coordinator.id}/disabling`)).status).toBe(409)
  expect((await browser.get(`/people/${administrator.id}/address`)).status).toBe(403)
  expect((await browser.post(`/people/${administrator.id}/address`, { email: 'x@x.example' })).status).toBe(403)
  expect((await browser.post(`/people/${administrator.id}/disabling`)).status).toBe(403)
  const other = await addTestPerson(database.db)
  expect((await browser.post(`/people/${other.id}/roles`, { role: 'coordinator' })).status).toBe(403)
})

test('a disabled person is out with their next click, and back when enabled', async () => {
  const person = await addTestPerson(database.db)
  const theirs = await site.browser(person.email)
  expect((await theirs.get('/join-organisation')).status).toBe(200)
  const browser = await signIn('coordinator')
  expect((await browser.get(`/people/${person.id}/disabling`)).text).toContain('is signed out')
  await browser.post(`/people/${person.id}/disabling`, { reason: 'Left' })
  expect((await theirs.get('/join-organisation')).status).toBe(303)
  expect((await browser.get('/people?state=disabled')).text).toContain(person.full_name)
  await browser.post(`/people/${person.id}/enabling`)
  expect((await find(person.email)).disabled_at).toBeNull()
})

describe('inviting', () => {
  test('again is shown with what became of each; a double click sends once', async () => {
    const person = await addTestPerson(database.db)
    const browser = await signIn('coordinator')
    const page = `/people/${person.id}`
    await Promise.all([1, 2].map(() => browser.post(`${page}/invitations`, { seen: '' })))
    expect(await listMails(database.db)).toHaveLength(1)
    const failed_at = new Date()
    const bounce = {
      bounced_at: failed_at,
      bounce_kind: 'hard',
      bounce_is_final: true,
      bounce_reason: 'No such mailbox',
    } as const
    await database.db('mails').update({ failed_at, ...bounce })
    const shown = await browser.get(page)
    expect(shown.text).toContain('No such mailbox')
    expect((await browser.get('/people?state=refused')).text).toContain(person.full_name)
    const seen = /name="seen" value="([^"]+)"/.exec(shown.text)![1]!
    await browser.post(`${page}/invitations`, { seen })
    const again = await browser.get(page)
    expect(again.text).toContain('No longer works since')
    expect(await listMails(database.db)).toHaveLength(2)
  })

  test('those ticked, or everyone found, sends each one mail in the asker’s name', async () => {
    const people = []
    for (let i = 0; i < 3; i++) people.push(await addTestPerson(database.db, { full_name: `Ticked ${i}` }))
    await addTestPerson(database.db, { full_name: 'Ticked disabled', disabled: true })
    const browser = await signIn('coordinator')
    const invited = await browser.post('/people/invitations', { person_ids: people.map(({ id }) => id) })
    expect((await browser.follow(invited)).text).toContain('3 invitations are on their way')
    await runJobs(contextOf(database.db))
    const coordinator = (await database.db('people').where({ full_name: 'Asha Coordinator' }).first())!
    const invitations = await database.db('invitations')
    expect(invitations.map((one) => one.invited_by)).toEqual(Array(3).fill(coordinator.id))
    const confirm = await browser.get('/people/invitations/new?search=ticked')
    expect(confirm.text).toContain('3 people get')
    expect((await browser.post('/people/invitations')).status).toBe(303)
    expect(await database.db('invitations')).toHaveLength(3)
  })
})

test('a joining card is shown once, printed, and opens the door once', async () => {
  const browser = await signIn('coordinator')
  const added = await browser.post('/people', { full_name: 'No Mailbox', language: 'en' })
  const page = added.headers.location!
  expect((await browser.get(`${page}/joining-card`)).text).toContain('shown one time only')
  const card = await browser.post(`${page}/joining-card`)
  const code = /app-code">([^<]+)</.exec(card.text)![1]!
  expect(card.text).toContain('localhost:3000/sign-in/card')
  expect((await browser.get(page)).text).not.toContain(code)
  expect((await browser.get(page)).text).toContain('Works until the end of 12 May 2027')
})

describe('joining an organisation', () => {
  test('is asked by someone at its domain and decided by its lead, once', async () => {
    const own = await addTestOrganisation(database.db, { name: 'Watford Borough Council', domains: ['watford.gov.uk'] })
    const other = await addTestOrganisation(database.db)
    const lead = await addTestPerson(database.db, { organisation_id: own.id, roles: ['lead'] })
    const otherLead = await addTestPerson(database.db, { organisation_id: other.id, roles: ['lead'] })
    const asker = await addTestPerson(database.db, { full_name: '李小龍', email: 'lee@mail.watford.gov.uk' })

    const theirs = await site.browser(asker.email)
    expect((await theirs.get('/join-organisation')).text).toContain('Ask to join Watford Borough Council')
    await Promise.all([theirs.post('/join-organisation'), theirs.post('/join-organisation')])
    expect((await theirs.get('/join-organisation')).text).toContain('12 April 2027 you asked to join')
    const [request] = await database.db('join_requests')

    const stranger = await site.browser(otherLead.email)
    expect((await stranger.get('/people/join-requests')).text).not.toContain('李小龍')
    const strange = await stranger.post(`/people/join-requests/${request!.id}/approval`)
    const missing = await stranger.post('/people/join-requests/01890000-0000-7000-8000-000000000000/approval')
    expect([strange.status, missing.status]).toEqual([404, 404])

    const leads = await site.browser(lead.email)
    expect((await leads.get('/people/join-requests')).text).toContain('李小龍')
    await Promise.all([
      leads.post(`/people/join-requests/${request!.id}/approval`),
      leads.post(`/people/join-requests/${request!.id}/approval`),
    ])
    expect((await listMails(database.db)).map((mail) => mail.subject)).toEqual([
      'You have joined Watford Borough Council',
    ])
    expect((await theirs.get('/join-organisation')).text).toContain('There is nothing to do')
    expect((await leads.get('/people')).text).toContain('李小龍')
  })

  test('is nothing for an address that nobody claims; a declined request can be made again', async () => {
    const outsider = await addTestPerson(database.db, { email: 'someone@gmail.com' })
    const browser = await site.browser(outsider.email)
    expect((await browser.get('/join-organisation')).text).toContain('No organisation here uses addresses at gmail.com')
    await addTestOrganisation(database.db, { domains: ['herts.example'] })
    const asker = await addTestPerson(database.db, { email: 'a@herts.example' })
    const theirs = await site.browser(asker.email)
    await theirs.post('/join-organisation')
    const [request] = await database.db('join_requests')
    await (await signIn('coordinator')).post(`/people/join-requests/${request!.id}/refusal`)
    expect((await theirs.get('/join-organisation')).text).toContain('was declined')
    await theirs.post('/join-organisation')
    expect(await database.db('join_requests')).toHaveLength(2)
  })
})

test('a lead sees names and job titles of their own people, and nothing of others', async () => {
  const own = await addTestOrganisation(database.db, { name: 'Own Trust' })
  const other = await addTestOrganisation(database.db)
  const lead = await addTestPerson(database.db, { organisation_id: own.id, roles: ['lead'] })
  const member = await addTestPerson(database.db, { full_name: 'Own Member', organisation_id: own.id })
  await addTestPerson(database.db, { full_name: 'Other Member', organisation_id: other.id })
  const browser = await site.browser(lead.email)
  const page = await browser.get('/people')
  expect(page.text).toContain('Own Member')
  expect(page.text).not.toContain('Other Member')
  expect(page.text).not.toContain(member.email)
  expect((await browser.get(`/people?organisation_id=${other.id}`)).status).toBe(404)
  expect((await browser.get(`/people/${member.id}`)).status).toBe(403)
})

test.each(['/people/not-an-id', '/people/01890000-0000-7000-8000-000000000000', '/people/%00', "/people/'--/edit"])(
  '%s is not there',
  async (path) => {
    const browser = await signIn('coordinator')
    expect((await browser.get(path)).status).toBe(404)
  },
)
