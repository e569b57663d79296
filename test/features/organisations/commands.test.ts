/** Adding, changing and ending partners, and finding whose a domain or a name is. */
import * as door from '../../../src/features/organisations/index.ts'
import { changeOrganisation, endOrganisation } from '../../../src/features/organisations/commands.ts'
import type { OrganisationInput } from '../../../src/features/organisations/index.ts'
import { newId } from '../../../src/lib/ids.ts'
import type { Ctx } from '../../../src/platform/context.ts'
import { NotFound } from '../../../src/platform/errors.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'

let database: TestDatabase
let ctx: Ctx

beforeAll(async () => {
  database = await createTestDatabase()
  ctx = contextOf(database.db)
})
afterAll(() => database.drop())
beforeEach(() => database.reset())

const at = (day: string): Ctx => ({ ...ctx, now: new Date(`${day}T12:00:00Z`) })

function input(change: Partial<OrganisationInput> = {}): OrganisationInput {
  return {
    name: 'Dacorum Borough Council',
    kind: 'district council',
    area_ids: [],
    domains: [],
    parent_id: null,
    ...change,
  }
}

async function add(change: Partial<OrganisationInput> = {}): Promise<string> {
  const added = await door.addOrganisation(ctx, input(change))
  if (added.result !== 'added') throw new Error(added.result)
  return added.id
}

test('a domain finds its organisation at a label boundary only, the nearest claim first', async () => {
  const county = await add({ name: 'Hertfordshire County Council', domains: ['herts.gov.uk'] })
  const fire = await add({ name: 'Fire and rescue', domains: ['fire.herts.gov.uk'] })
  const whose = async (domain: string) => (await door.findOrganisationByDomain(ctx, domain))?.id
  expect(await whose('herts.gov.uk')).toBe(county)
  expect(await whose('Mail.HERTS.gov.uk')).toBe(county)
  expect(await whose('control.fire.herts.gov.uk')).toBe(fire)
  expect(await whose('xherts.gov.uk')).toBeUndefined()
  expect(await whose('gov.uk')).toBeUndefined()
  expect(await whose('gmail.com')).toBeUndefined()
  expect(await whose('')).toBeUndefined()
})

test('a name is found in any case and without its accents', async () => {
  const id = await add({ name: "St Alban's Café–Hub" })
  expect((await door.findOrganisationByName(ctx, 'st albans CAFEHUB'))?.id).toBe(id)
  expect(await door.findOrganisationByName(ctx, 'St Albans')).toBeUndefined()
  expect(await door.findOrganisationByName(ctx, ' ')).toBeUndefined()
})

test('of two adding the same name at once, one is told', async () => {
  const results = await Promise.all([
    door.addOrganisation(ctx, input()),
    door.addOrganisation(ctx, input({ name: 'DACORUM borough council' })),
  ])
  expect(results.map((one) => one.result).toSorted()).toEqual(['added', 'name-taken'])
})

test('a domain has one owner, and an unknown area or parent is refused or dropped', async () => {
  await add({ domains: ['dacorum.gov.uk'] })
  expect(await door.addOrganisation(ctx, input({ name: 'Other', domains: ['dacorum.gov.uk'] }))).toEqual({
    result: 'domain-taken',
    domain: 'dacorum.gov.uk',
  })
  expect((await door.addOrganisation(ctx, input({ name: 'Other', parent_id: newId() }))).result).toBe('parent-unfit')
  const id = await add({ name: 'Third', area_ids: [newId()] })
  expect(await database.db('organisation_areas').where({ organisation_id: id })).toHaveLength(0)
})

test('a change keeps what it was and what it became', async () => {
  const [area] = await door.listAreas(ctx)
  const id = await add({ domains: ['dacorum.gov.uk'] })
  const parent_id = await add({ name: 'Hertfordshire County Council' })
  const changed = await changeOrganisation(ctx, {
    id,
    ...input({ name: 'Dacorum Council', domains: ['dacorum.gov.uk', 'dbc.example'], area_ids: [area!.id], parent_id }),
  })
  expect(changed).toEqual({ result: 'changed' })
  const audit = await database.db('audit_events').where({ action: 'organisations.change' }).first()
  expect(audit?.before).toMatchObject({ name: 'Dacorum Borough Council', domains: ['dacorum.gov.uk'] })
  expect(audit?.after).toMatchObject({
    name: 'Dacorum Council',
    domains: ['dacorum.gov.uk', 'dbc.example'],
    area_ids: [area!.id],
  })
  await expect(changeOrganisation(ctx, { id: newId(), ...input() })).rejects.toBeInstanceOf(NotFound)
})

test('nothing can be part of itself, however long the way round', async () => {
  const county = await add({ name: 'County' })
  const department = await add({ name: 'Department', parent_id: county })
  const team = await add({ name: 'Team', parent_id: department })
  for (const parent_id of [county, department, team])
    expect(await changeOrganisation(ctx, { id: county, ...input({ name: 'County', parent_id }) })).toEqual({
      result: 'parent-unfit',
    })
})

describe('the end', () => {
  test('comes on its day; names and domains then lead to the one that follows', async () => {
    const old = await add({ domains: ['dacorum.gov.uk'] })
    const unitary = await add({ name: 'West Hertfordshire Council', kind: 'unitary council' })
    expect(await endOrganisation(ctx, { id: old, ends_on: '2028-04-01', successor_id: unitary })).toBe('ended')
    const whose = async (day: string) => (await door.findOrganisationByDomain(at(day), 'dacorum.gov.uk'))?.id
    expect(await whose('2028-03-31')).toBe(old)
    expect(await whose('2028-04-01')).toBe(unitary)
    expect((await door.findOrganisationByName(at('2028-04-01'), 'Dacorum Borough Council'))?.id).toBe(unitary)
    expect((await door.listOrganisationChoices(at('2028-04-01'))).map((one) => one.id)).toEqual([unitary])
    // The successor may claim the domain itself.
    const claim = { id: unitary, ...input({ name: 'West Hertfordshire Council', domains: ['dacorum.gov.uk'] }) }
    expect(await changeOrganisation(at('2028-03-31'), claim)).toMatchObject({ result: 'domain-taken' })
    expect(await changeOrganisation(at('2028-04-01'), claim)).toEqual({ result: 'changed' })
  })

  test('can be moved while it lies ahead, not once it has come, and once is enough', async () => {
    const id = await add()
    expect(await endOrganisation(ctx, { id, ends_on: '2028-04-01', successor_id: null })).toBe('ended')
    expect(await endOrganisation(ctx, { id, ends_on: '2028-04-01', successor_id: null })).toBe('ended')
    expect(await endOrganisation(ctx, { id, ends_on: '2027-05-01', successor_id: null })).toBe('ended')
    expect(await endOrganisation(at('2027-05-01'), { id, ends_on: '2029-01-01', successor_id: null })).toBe(
      'already-ended',
    )
    expect(await database.db('audit_events').where({ action: 'organisations.end' })).toHaveLength(2)
  })

  test('refuses a day before the beginning, a circle, itself and one that has ended', async () => {
    const id = await add()
    const next = await add({ name: 'Next' })
    expect(await endOrganisation(ctx, { id, ends_on: '2027-04-11', successor_id: null })).toBe('before-start')
    expect(await endOrganisation(ctx, { id, ends_on: '2028-04-01', successor_id: id })).toBe('successor-unfit')
    expect(await endOrganisation(ctx, { id, ends_on: '2028-04-01', successor_id: newId() })).toBe('successor-unfit')
    expect(await endOrganisation(ctx, { id, ends_on: '2028-04-01', successor_id: next })).toBe('ended')
    expect(await endOrganisation(ctx, { id: next, ends_on: '2029-04-01', successor_id: id })).toBe('successor-unfit')
  })
})
