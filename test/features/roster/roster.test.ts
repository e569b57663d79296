/** Who is on the roster: as at a day, by every filter, and for whom. */
import type { Ctx } from '../../../src/platform/context.ts'
import type { CertificateState } from '../../../src/features/certification/index.ts'
import {
  certificateState,
  certificateStates,
  changeStanding,
  getCertificate,
} from '../../../src/features/certification/index.ts'
import { listProgrammes } from '../../../src/features/courses/index.ts'
import type { RosterFilters } from '../../../src/features/roster/index.ts'
import { countChampions, listChampions, usualFilters } from '../../../src/features/roster/index.ts'
import { endMembership } from '../../../src/features/people/index.ts'
import { addDays, addMonths } from '../../../src/lib/time.ts'
import { newId } from '../../../src/lib/ids.ts'
import { addTestChampion } from '../../support/awarded.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestOrganisation } from '../../support/factories.ts'

let database: TestDatabase
let ctx: Ctx
const all = [...certificateStates]

beforeAll(async () => {
  database = await createTestDatabase()
  ctx = contextOf(database.db)
})
afterAll(() => database.drop())
beforeEach(() => database.reset())

const at = (moment: string) => contextOf(database.db, { at: new Date(moment) })

async function ask(filters: Partial<RosterFilters> = {}, led: string[] | null = null) {
  const programme = (await listProgrammes(ctx)).find((one) => one.slug === 'hate-crime-champion')!
  const scope = { filters: { ...usualFilters('2027-04-12'), ...filters }, programme, led }
  const found = await listChampions(ctx, scope, { limit: 50, offset: 0 })
  const counted = await countChampions(ctx, scope)
  expect(counted.rows).toBe(found.length)
  return found
}
const leave = async (personId: string, ends_on: string, when = ctx) => {
  const { id } = (await database.db('memberships').where({ person_id: personId }).first('id'))!
  expect(await endMembership(when, { membership_id: id, ends_on })).toBe('ended')
}
const names = async (...asked: Parameters<typeof ask>) => (await ask(...asked)).map((one) => one.full_name)

test('a champion holds a valid certificate and belongs to an organisation; two organisations are two rows', async () => {
  const [one, two] = await Promise.all([addTestOrganisation(database.db), addTestOrganisation(database.db)])
  const both = await addTestChampion(ctx, { full_name: 'Bo Both', organisation_id: one.id })
  await database.db('memberships').insert({
    id: newId(),
    person_id: both.id,
    organisation_id: two.id,
    starts_on: '2027-01-04',
    created_at: new Date('2027-01-04'),
  })
  await addTestChampion(ctx, { full_name: 'Nobody Anywhere' })
  const found = await ask()
  expect(found.map((row) => [row.full_name, row.organisation_id])).toEqual(
    expect.arrayContaining([
      ['Bo Both', one.id],
      ['Bo Both', two.id],
    ]),
  )
  const programme = (await listProgrammes(ctx)).find((each) => each.slug === 'hate-crime-champion')!
  expect(await countChampions(ctx, { filters: usualFilters('2027-04-12'), programme, led: null })).toEqual({
    rows: 2,
    people: 1,
  })
})

test('states in SQL are those of the rule, on every day around their ends', async () => {
  const organisation = await addTestOrganisation(database.db)
  const champion = await addTestChampion(at('2027-01-31T10:00:00Z'), { organisation_id: organisation.id })
  const certificate = await getCertificate(ctx, champion.certificate_id)
  const { valid_to } = certificate
  expect(valid_to).toBe('2028-01-31')
  const grace = addMonths(valid_to, 2)
  const days = [-91, -90, -89, -1, 0, 1]
    .map((n) => addDays(valid_to, n))
    .concat([-1, 0, 1].map((n) => addDays(grace, n)))
  const seen: CertificateState[] = []
  for (const on of days) {
    const [row] = await ask({ on, states: all })
    const state = certificateState(certificate, on)
    expect([on, row!.state]).toEqual([on, state])
    for (const one of certificateStates) expect((await ask({ on, states: [one] })).length).toBe(one === state ? 1 : 0)
    seen.push(state)
  }
  expect(seen).toEqual([
    'current',
    'expiring',
    'expiring',
    'expiring',
    'expiring',
    'in grace',
    'in grace',
    'in grace',
    'expired',
  ])
})

test('only facts that were there at the end of that London day count', async () => {
  const organisation = await addTestOrganisation(database.db)
  const champion = await addTestChampion(at('2027-04-12T22:30:00Z'), {
    full_name: 'Old Name',
    organisation_id: organisation.id,
  })
  expect(await names({ on: '2027-04-11', states: all })).toEqual([])
  expect(await names({ on: '2027-04-12' })).toEqual(['Old Name'])

  const state = { certificate_ids: [champion.certificate_id], reason: 'x' }
  await changeStanding(at('2027-04-14T23:30:00Z'), { ...state, act: 'revoke', reason_class: 'other' })
  await changeStanding(at('2027-04-20T10:00:00Z'), { ...state, act: 'reinstate' })
  expect((await ask({ on: '2027-04-14', states: all }))[0]!.state).toBe('current')
  expect((await ask({ on: '2027-04-15', states: all }))[0]!.state).toBe('revoked')
  expect(await names({ on: '2027-04-15' })).toEqual([])
  expect((await ask({ on: '2027-04-20', states: all }))[0]!.state).toBe('current')

  // Known before, said late, and put right: each roster tells what was known by the end of its day.
  await leave(champion.id, '2027-05-10', at('2027-04-21T10:00:00Z'))
  expect(await names({ on: '2027-05-09' })).toEqual(['Old Name'])
  expect(await names({ on: '2027-05-10' })).toEqual([])
  await leave(champion.id, '2027-05-01', at('2027-05-04T10:00:00Z'))
  expect(await names({ on: '2027-05-03' })).toEqual(['Old Name'])
  expect(await names({ on: '2027-05-04' })).toEqual([])
  await leave(champion.id, '2027-04-30', at('2027-05-20T10:00:00Z'))
  expect(await names({ on: '2027-05-03' })).toEqual(['Old Name'])
  expect(await names({ on: '2027-05-12' })).toEqual([])

  await database.db('people').where({ id: champion.id }).update({ full_name: 'New Name', search: 'new name' })
  expect(await names({ on: '2027-04-12' })).toEqual(['New Name'])
  await database
    .db('people')
    .where({ id: champion.id })
    .update({ disabled_at: new Date('2027-04-22T10:00:00Z') })
  expect(await names({ on: '2027-04-21' })).toEqual(['New Name'])
  expect(await names({ on: '2027-04-22' })).toEqual([])
})

test('a membership that was written later is not read into the past', async () => {
  const organisation = await addTestOrganisation(database.db)
  const champion = await addTestChampion(ctx)
  await database.db('memberships').insert({
    id: newId(),
    person_id: champion.id,
    organisation_id: organisation.id,
    starts_on: '2027-04-01',
    created_at: new Date('2027-04-15T09:00:00Z'),
  })
  expect(await names({ on: '2027-04-14' })).toEqual([])
  expect(await names({ on: '2027-04-15' })).toEqual([champion.full_name])
})

test('filters by organisation, kind, area and name, in any mixture', async () => {
  const area = await database.db('areas').where({ name: 'Dacorum' }).first()
  const charity = await addTestOrganisation(database.db, { name: 'A charity' })
  const council = await addTestOrganisation(database.db, { name: 'Dacorum Borough Council', kind: 'district council' })
  await database.db('organisation_areas').insert({ organisation_id: council.id, area_id: area!.id })
  await addTestChampion(ctx, { full_name: "Siân O'Brien-Żak", organisation_id: charity.id })
  await addTestChampion(ctx, { full_name: '李小龙', organisation_id: council.id })
  await addTestChampion(ctx, { full_name: 'Percent 100%_', organisation_id: council.id })
  expect(await names({ organisation_id: charity.id })).toEqual(["Siân O'Brien-Żak"])
  expect(await names({ kind: 'district council' })).toEqual(['Percent 100%_', '李小龙'])
  expect(await names({ area_id: area!.id, search: '小' })).toEqual(['李小龙'])
  expect(await names({ search: 'SIAN OBRIEN' })).toEqual(["Siân O'Brien-Żak"])
  expect(await names({ search: '%' })).toEqual(['Percent 100%_'])
  expect(await names({ kind: 'charity', area_id: area!.id })).toEqual([])
  expect(await names({ kind: "'; drop table people; --" })).toEqual([])
})

test('sorts by name without regard to accents, by organisation, by either date, both ways', async () => {
  const [b, a] = await Promise.all([
    addTestOrganisation(database.db, { name: 'B' }),
    addTestOrganisation(database.db, { name: 'A' }),
  ])
  await addTestChampion(at('2027-04-10T10:00:00Z'), { full_name: 'Żaneta', organisation_id: a.id })
  await addTestChampion(at('2027-04-12T10:00:00Z'), { full_name: 'Zoe', organisation_id: b.id })
  await addTestChampion(at('2027-04-11T10:00:00Z'), { full_name: 'Ólafur', organisation_id: b.id })
  expect(await names()).toEqual(['Ólafur', 'Żaneta', 'Zoe'])
  expect(await names({ direction: 'desc' })).toEqual(['Zoe', 'Żaneta', 'Ólafur'])
  expect(await names({ sort: 'organisation' })).toEqual(['Żaneta', 'Ólafur', 'Zoe'])
  expect(await names({ sort: 'certified', direction: 'desc' })).toEqual(['Zoe', 'Ólafur', 'Żaneta'])
  expect(await names({ sort: 'valid' })).toEqual(['Żaneta', 'Ólafur', 'Zoe'])
})

test('a lead sees who is a member of their own organisation today, at whatever day they ask about', async () => {
  const [own, other] = await Promise.all([addTestOrganisation(database.db), addTestOrganisation(database.db)])
  const stays = await addTestChampion(ctx, { organisation_id: own.id })
  const left = await addTestChampion(ctx, { organisation_id: own.id })
  await addTestChampion(ctx, { organisation_id: other.id })
  await leave(left.id, '2027-05-01')
  const later = { ...ctx, now: new Date('2027-06-01T09:00:00Z') }
  const programme = (await listProgrammes(ctx)).find((one) => one.slug === 'hate-crime-champion')!
  const scope = { filters: usualFilters('2027-04-12'), programme, led: [own.id] }
  const found = await listChampions(later, scope, { limit: 50, offset: 0 })
  expect(found.map((row) => row.person_id)).toEqual([stays.id])
  expect(await names({}, [])).toEqual([])
  expect(await names({ organisation_id: other.id }, [own.id])).toEqual([])
})

test('a later certificate stands in the place of the one before it', async () => {
  const organisation = await addTestOrganisation(database.db)
  const champion = await addTestChampion(ctx, { organisation_id: organisation.id })
  const first = await database.db('certificates').where({ id: champion.certificate_id }).first()
  await database.db('certificates').insert({
    ...first!,
    id: newId(),
    number: 'HCC-2028-000001-X',
    reference: 'B'.repeat(22),
    cycle: 2,
    facts: JSON.stringify(first!.facts),
    awarded_on: '2028-04-01',
    renews_from: '2029-01-01',
    valid_to: '2029-04-01',
    grace_to: '2029-06-01',
    issued_at: new Date('2028-04-01T10:00:00Z'),
  })
  expect(await ask({ on: '2028-03-31' })).toMatchObject([{ valid_to: '2028-04-12' }])
  expect(await ask({ on: '2028-04-01' })).toMatchObject([{ valid_to: '2029-04-01', state: 'current' }])
})

test('the further filters: below an organisation, language, consent, cycle, and the days of both ends', async () => {
  const council = await addTestOrganisation(database.db, { name: 'Council' })
  const depot = await addTestOrganisation(database.db, { name: 'Depot' })
  const yard = await addTestOrganisation(database.db, { name: 'Yard' })
  await database.db('organisations').where({ id: depot.id }).update({ parent_id: council.id })
  await database.db('organisations').where({ id: yard.id }).update({ parent_id: depot.id })
  const add = (full_name: string, organisation_id: string, day: string) =>
    addTestChampion(at(`${day}T09:00:00Z`), { full_name, organisation_id })
  const ann = await add('Ann', council.id, '2027-01-10')
  await add('Bea', yard.id, '2027-02-10')
  await add('Cat', (await addTestOrganisation(database.db)).id, '2027-03-10')
  await database.db('people').where({ id: ann.id }).update({ language: 'cy', may_be_listed_at: ctx.now })

  expect(await names({ organisation_id: council.id })).toEqual(['Ann'])
  expect(await names({ organisation_id: council.id, below: true })).toEqual(['Ann', 'Bea'])
  expect(await names({ organisation_id: depot.id, below: true })).toEqual(['Bea'])
  expect(await names({ language: 'cy' })).toEqual(['Ann'])
  expect(await names({ language: 'en' })).toEqual(['Bea', 'Cat'])
  expect(await names({ listed: 'yes' })).toEqual(['Ann'])
  expect(await names({ listed: 'no' })).toEqual(['Bea', 'Cat'])
  expect(await names({ cycle: 'first' })).toEqual(['Ann', 'Bea', 'Cat'])
  expect(await names({ cycle: 'renewed' })).toEqual([])
  expect(await names({ certified_from: '2027-02-10' })).toEqual(['Bea', 'Cat'])
  expect(await names({ certified_from: '2027-02-10', certified_to: '2027-02-10' })).toEqual(['Bea'])
  expect(await names({ valid_until: '2028-02-10' })).toEqual(['Ann', 'Bea'])
  expect(await names({ valid_from: '2028-02-11', listed: 'no' })).toEqual(['Cat'])
})

test('a page counted from the end has the rows of one counted from the beginning', async () => {
  const organisation = await addTestOrganisation(database.db)
  for (let n = 0; n < 11; n++)
    await addTestChampion(ctx, { full_name: `Same ${n % 3}`, organisation_id: organisation.id })
  const programme = (await listProgrammes(ctx)).find((one) => one.slug === 'hate-crime-champion')!
  for (const sort of ['name', 'organisation', 'certified', 'valid'] as const)
    for (const direction of ['asc', 'desc'] as const) {
      const scope = { filters: { ...usualFilters('2027-04-12'), sort, direction }, programme, led: null }
      const ids = async (page: { limit: number; offset: number; total?: number }) =>
        (await listChampions(ctx, scope, page)).map((one) => one.certificate_id)
      const all = await ids({ limit: 50, offset: 0 })
      for (let offset = 0; offset < 12; offset += 3)
        expect(await ids({ limit: 3, offset, total: 11 })).toEqual(all.slice(offset, offset + 3))
    }
})
