/** What the people room's commands do, on a real database: nobody twice, nobody above themselves, nothing lost. */
import { createTestDatabase } from '../../support/database.ts'
import type { TestDatabase } from '../../support/database.ts'
import { contextOf, contextOfPerson } from '../../support/context.ts'
import { addTestOrganisation, addTestPerson } from '../../support/factories.ts'
import { listMails } from '../../support/mailbox.ts'
import type { Ctx } from '../../../src/platform/context.ts'
import * as people from '../../../src/features/people/index.ts'

let database: TestDatabase
let ctx: Ctx

beforeAll(async () => {
  database = await createTestDatabase()
  ctx = contextOf(database.db)
})
afterAll(() => database.drop())
beforeEach(() => database.reset())

const audit = async (action: string) => database.db('audit_events').where({ action })
const later = (ctx: Ctx, days: number): Ctx => ({ ...ctx, now: new Date(ctx.now.getTime() + days * 86_400_000) })

async function addSian(organisation_id: string | null = null) {
  const added = await people.addPerson(ctx, {
    full_name: '  Siân   O’Brien-Żak ',
    email: 'Sian.OBrien@Dacorum.gov.uk ',
    organisation_id,
  })
  if (added.result !== 'added') throw new Error(added.result)
  return added.id
}

describe('people', () => {
  test('are added once, however many try at once', async () => {
    const organisation = await addTestOrganisation(database.db)
    const tries = await Promise.all(
      Array.from({ length: 5 }, () =>
        people.addPerson(ctx, {
          full_name: 'Siân O’Brien-Żak',
          email: 'SIAN@dacorum.gov.uk',
          organisation_id: organisation.id,
          job_title: 'Housing officer',
        }),
      ),
    )
    expect(tries.map((one) => one.result).toSorted()).toEqual([
      'added',
      'email-taken',
      'email-taken',
      'email-taken',
      'email-taken',
    ])
    const found = await people.findPersonByEmail(ctx, ' sian@dacorum.gov.uk')
    expect(found).toMatchObject({ full_name: 'Siân O’Brien-Żak', language: 'en', may_be_listed_at: null })
    expect(await people.listMemberships(ctx, found!.id)).toMatchObject([
      { organisation_name: organisation.name, job_title: 'Housing officer', starts_on: '2027-04-12', ends_on: null },
    ])
    expect(await audit('people.add')).toHaveLength(1)
  })

  test('without a mailbox are as many as there are', async () => {
    const add = () => people.addPerson(ctx, { full_name: '李小龍', email: null, organisation_id: null })
    expect([(await add()).result, (await add()).result]).toEqual(['added', 'added'])
  })

  test('are found by a part of the name or the exact address, never by a part of the address', async () => {
    const id = await addSian()
    const names = async (search: string) => (await people.findPeople(ctx, { search, limit: 5 })).map((one) => one.id)
    expect(await names('obrien')).toEqual([id])
    expect(await names('SIAN O’BRIEN')).toEqual([id])
    expect(await names('sian.obrien@dacorum.gov.uk')).toEqual([id])
    expect(await names('dacorum.gov.uk')).toEqual([])
    expect(await names('%')).toEqual([])
    expect(await names('')).toEqual([])
  })

  test('change their name, which makes the printable one void', async () => {
    const id = await addSian()
    await people.setPrintableName(ctx, { person_id: id, printable_name: 'Sian OBrien' })
    expect(await people.changeName(ctx, { person_id: id, full_name: 'Siân Jones' })).toBe('changed')
    expect(await people.changeName(ctx, { person_id: id, full_name: ' Siân Jones ' })).toBe('unchanged')
    expect(await people.getPerson(ctx, id)).toMatchObject({ full_name: 'Siân Jones', printable_name: null })
    expect((await audit('people.edit'))[0]).toMatchObject({ before: { full_name: 'Siân O’Brien-Żak' } })
  })

  test('keep the moment at which they said they may be listed', async () => {
    const id = await addSian()
    await people.changePreferences(ctx, { person_id: id, language: 'cy', may_be_listed: true })
    await people.changePreferences(later(ctx, 3), { person_id: id, language: 'en', may_be_listed: true })
    expect((await people.getPerson(ctx, id)).may_be_listed_at).toEqual(ctx.now)
  })
})

describe('an address', () => {
  test('that changes is told to both, and what was sent to the old one opens nothing', async () => {
    const id = await addSian()
    await people.invitePerson(ctx, id)
    expect(await people.changeEmail(ctx, { person_id: id, email: 'sian@watford.gov.uk' })).toBe('changed')
    const told = await listMails(database.db)
    expect(told.map((mail) => [mail.kind, mail.to_address])).toEqual([
      ['people.invitation', 'sian.obrien@dacorum.gov.uk'],
      ['people.address-changed-old', 'sian.obrien@dacorum.gov.uk'],
      ['people.address-changed-new', 'sian@watford.gov.uk'],
    ])
    // The old mailbox does not learn the new address.
    expect(told[1]!.text + told[1]!.html).not.toContain('sian@watford.gov.uk')
    const invitation = await people.findInvitation(ctx, tokenIn(told[0]!.text))
    expect(invitation).toMatchObject({ state: 'superseded' })
  })

  test('belongs to one person, also when two are given it at once', async () => {
    const [a, b] = [await addTestPerson(database.db), await addTestPerson(database.db)]
    const results = await Promise.all(
      [a, b].map((one) => people.changeEmail(ctx, { person_id: one.id, email: 'shared@x.example' })),
    )
    expect(results.toSorted()).toEqual(['changed', 'email-taken'])
  })

  test('of an administrator is not for a coordinator to change, nor their account to disable or to enter by a card', async () => {
    const coordinator = await addTestPerson(database.db, { roles: ['coordinator'] })
    const administrator = await addTestPerson(database.db, { roles: ['administrator'] })
    const asCoordinator = await contextOfPerson(ctx, coordinator.id)
    const them = { person_id: administrator.id }
    await expect(people.changeEmail(asCoordinator, { ...them, email: coordinator.email })).rejects.toThrow(
      'administrator',
    )
    await expect(people.disablePerson(asCoordinator, them)).rejects.toThrow('administrator')
    await expect(people.issueJoiningCard(asCoordinator, administrator.id)).rejects.toThrow('administrator')
    expect(await people.changeEmail(asCoordinator, { person_id: coordinator.id, email: 'new@force.example' })).toBe(
      'changed',
    )
  })
})

describe('a membership', () => {
  test('is not doubled, ends on a day and can begin again on it', async () => {
    const organisation = await addTestOrganisation(database.db)
    const id = await addSian(organisation.id)
    const again = { person_id: id, organisation_id: organisation.id }
    expect((await people.addMembership(ctx, again)).result).toBe('already')
    const [membership] = await people.listMemberships(ctx, id)
    const end = (ends_on?: string) => people.endMembership(ctx, { membership_id: membership!.id, ends_on })
    expect(await end('2027-04-01')).toBe('before-it-starts')
    expect(await end('2027-05-01')).toBe('ended')
    expect(await end('2027-06-01')).toBe('already')
    expect((await people.addMembership(ctx, { ...again, starts_on: '2027-04-30' })).result).toBe('already')
    expect((await people.addMembership(ctx, { ...again, starts_on: '2027-05-01' })).result).toBe('added')
    expect(await people.isMember(ctx, id, organisation.id, '2027-04-30')).toBe(true)
    expect(await people.isMember(ctx, id, organisation.id, '2027-04-11')).toBe(false)
  })

  test('of two, the one that began first is the current organisation', async () => {
    const [first, second] = [await addTestOrganisation(database.db), await addTestOrganisation(database.db)]
    const id = await addSian(second.id)
    await people.addMembership(ctx, { person_id: id, organisation_id: first.id, starts_on: '2026-09-01' })
    expect(await people.currentOrganisation(ctx, id)).toEqual({
      organisation_id: first.id,
      organisation_name: first.name,
    })
    expect(await people.currentOrganisation(ctx, id, '2026-08-31')).toBeUndefined()
  })

  test('that ends takes the lead role at that organisation with it', async () => {
    const organisation = await addTestOrganisation(database.db)
    const lead = await addTestPerson(database.db, { organisation_id: organisation.id, roles: ['lead'] })
    const [membership] = await people.listMemberships(ctx, lead.id)
    await people.endMembership(ctx, { membership_id: membership!.id })
    expect(await people.findActor(ctx, lead.id)).toMatchObject({ roles: [], leads: [] })
    expect(await audit('people.end-role')).toHaveLength(1)
  })

  test('given twice at once is one', async () => {
    const organisation = await addTestOrganisation(database.db)
    const id = await addSian()
    const both = await Promise.all(
      [1, 2].map(() => people.addMembership(ctx, { person_id: id, organisation_id: organisation.id })),
    )
    expect(both.map((one) => one.result).toSorted()).toEqual(['added', 'already'])
  })
})

describe('a role', () => {
  test('is never granted or ended by its holder', async () => {
    const administrator = await addTestPerson(database.db, { roles: ['administrator'] })
    const self = await contextOfPerson(ctx, administrator.id)
    expect(await people.grantRole(self, { person_id: administrator.id, role: 'trainer' })).toBe('own-roles')
    const [grant] = await people.listRoleGrants(ctx, administrator.id)
    expect(await people.endRole(self, { role_grant_id: grant!.id })).toBe('own-roles')
  })

  test('of coordinator or administrator is an administrator’s to give', async () => {
    const coordinator = await addTestPerson(database.db, { roles: ['coordinator'] })
    const asCoordinator = await contextOfPerson(ctx, coordinator.id)
    const id = await addSian()
    expect(await people.grantRole(asCoordinator, { person_id: id, role: 'trainer' })).toBe('granted')
    expect(await people.grantRole(asCoordinator, { person_id: id, role: 'trainer' })).toBe('already')
    await expect(people.grantRole(asCoordinator, { person_id: id, role: 'coordinator' })).rejects.toThrow(
      'cannot grant',
    )
    const trainer = await addTestPerson(database.db, { roles: ['trainer'] })
    const asTrainer = await contextOfPerson(ctx, trainer.id)
    await expect(people.grantRole(asTrainer, { person_id: id, role: 'lead' })).rejects.toThrow('cannot grant')
  })

  test('of administrator never leaves the last one, even when two end each other’s at once', async () => {
    const [a, b] = [
      await addTestPerson(database.db, { roles: ['administrator'] }),
      await addTestPerson(database.db, { roles: ['administrator'] }),
    ]
    const grantOf = async (id: string) => (await people.listRoleGrants(ctx, id))[0]!.id
    const [ofA, ofB] = [await grantOf(a.id), await grantOf(b.id)]
    const results = await Promise.all([
      people.endRole(await contextOfPerson(ctx, a.id), { role_grant_id: ofB }),
      people.endRole(await contextOfPerson(ctx, b.id), { role_grant_id: ofA }),
    ])
    expect(results.toSorted()).toEqual(['ended', 'last-administrator'])
  })

  test('for a time holds from its first day until the day before its end', async () => {
    const id = await addSian()
    await people.grantRole(ctx, { person_id: id, role: 'trainer', starts_on: '2027-04-13', ends_on: '2027-04-15' })
    const rolesAfter = async (days: number) => (await people.findActor(later(ctx, days), id))!.roles
    expect([await rolesAfter(0), await rolesAfter(1), await rolesAfter(2), await rolesAfter(3)]).toEqual([
      [],
      ['trainer'],
      ['trainer'],
      [],
    ])
  })
})

describe('an invitation', () => {
  test('supersedes the one before it, and is accepted when the person signs in', async () => {
    const organisation = await addTestOrganisation(database.db, { name: 'Dacorum Borough Council' })
    const id = await addSian(organisation.id)
    await people.invitePerson(ctx, id)
    await people.invitePerson(later(ctx, 2), id)
    const [first, second] = await listMails(database.db)
    expect(first!.subject).toBe('Hertfordshire Constabulary invites you to its hate crime training')
    expect(first!.text).toContain('Dacorum Borough Council')
    expect(first!.html).toContain('Siân O’Brien-Żak')
    expect(await people.findInvitation(ctx, tokenIn(first!.text))).toEqual({
      person_id: id,
      email: 'sian.obrien@dacorum.gov.uk',
      masked: 's…@dacorum.gov.uk',
      state: 'superseded',
      superseded_by_at: later(ctx, 2).now,
    })
    const open = tokenIn(second!.text)
    expect(await people.findInvitation(ctx, open)).toMatchObject({ state: 'open' })
    expect(await people.findInvitation(later(ctx, 70), open)).toMatchObject({ state: 'expired' })
    await people.acceptInvitation(ctx, id)
    await people.acceptInvitation(ctx, id)
    expect(await people.findInvitation(later(ctx, 70), open)).toMatchObject({ state: 'accepted' })
    expect(await audit('people.accept-invitation')).toHaveLength(1)
    expect(await people.findInvitation(ctx, 'nonsense')).toBeUndefined()
  })

  test('counts as accepted when the address changed and the person came by the new one', async () => {
    const id = await addSian()
    await people.invitePerson(ctx, id)
    await people.changeEmail(ctx, { person_id: id, email: 'sian@watford.gov.uk' })
    await Promise.all([people.acceptInvitation(ctx, id), people.acceptInvitation(ctx, id)])
    expect(await audit('people.accept-invitation')).toHaveLength(1)
  })

  test('is not sent to somebody without an address or disabled', async () => {
    const disabled = await addTestPerson(database.db, { disabled: true })
    expect(await people.invitePerson(ctx, disabled.id)).toEqual({ result: 'disabled' })
    const added = await people.addPerson(ctx, { full_name: 'No Mailbox', email: null, organisation_id: null })
    expect(await people.invitePerson(ctx, (added as { id: string }).id)).toEqual({ result: 'no-address' })
    expect(await listMails(database.db)).toEqual([])
  })

  test('asked for by two clicks is one mail', async () => {
    const id = await addSian()
    const results = await Promise.all([1, 2].map(() => people.invitePerson(ctx, id, { seen: null })))
    expect(new Set(results.map((one) => (one as { invitation_id: string }).invitation_id)).size).toBe(1)
    expect(await listMails(database.db)).toHaveLength(1)
  })
})

describe('a joining card', () => {
  test('lets its person in once, as typed by anyone', async () => {
    const coordinator = await addTestPerson(database.db, { roles: ['coordinator'] })
    const asCoordinator = await contextOfPerson(ctx, coordinator.id)
    const added = await people.addPerson(ctx, { full_name: 'No Mailbox', email: null, organisation_id: null })
    const { id } = added as { id: string }
    const replaced = await people.issueJoiningCard(asCoordinator, id)
    const card = await people.issueJoiningCard(asCoordinator, id)
    if (card.result !== 'issued' || replaced.result !== 'issued') throw new Error('not issued')
    expect(await people.takeJoiningCard(ctx, replaced.code)).toBeNull()
    const typed = card.code.toLowerCase().replaceAll('-', ' ')
    const tries = await Promise.all([1, 2, 3].map(() => people.takeJoiningCard(ctx, typed)))
    expect(tries.filter(Boolean)).toEqual([id])
    expect(await people.takeJoiningCard(ctx, 'x\u0000')).toBeNull()
    expect(JSON.stringify(await database.db('audit_events'))).not.toContain(card.code)
  })

  test('runs out, and is only for those without an address', async () => {
    const coordinator = await addTestPerson(database.db, { roles: ['coordinator'] })
    const asCoordinator = await contextOfPerson(ctx, coordinator.id)
    expect(await people.issueJoiningCard(asCoordinator, await addSian())).toEqual({ result: 'has-address' })
    const added = await people.addPerson(ctx, { full_name: 'No Mailbox', email: null, organisation_id: null })
    const card = await people.issueJoiningCard(asCoordinator, (added as { id: string }).id)
    expect(await people.takeJoiningCard(later(ctx, 40), (card as { code: string }).code)).toBeNull()
  })
})

describe('joining by domain', () => {
  test('someone unknown at a claimed domain is known afterwards and waits for the lead', async () => {
    const organisation = await addTestOrganisation(database.db, { domains: ['herts.gov.uk'] })
    const register = (email: string) => people.registerPerson(ctx, { full_name: '李小龍', email })
    expect(await register('lee@mail.herts.gov.uk')).toBe('registered')
    expect(await register('lee@mail.herts.gov.uk')).toBe('known')
    expect(await register('lee@xherts.gov.uk')).toBe('no-organisation')
    const person = await people.findPersonByEmail(ctx, 'lee@mail.herts.gov.uk')
    expect(await people.listMemberships(ctx, person!.id)).toEqual([])
    expect(await people.countOpenJoinRequests(ctx, [organisation.id])).toBe(1)
    expect(await people.askToJoin(ctx, person!.id)).toBe('already-asked')
  })
})

const tokenIn = (text: string) => /\/invitations\/(\S+)/.exec(text)![1]!
