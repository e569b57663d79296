/** Rows for tests, with defaults that are believable and unique. Written straight into tables: rules are tested through commands. */
import type { Knex } from 'knex'
import { newId } from '../../src/lib/ids.ts'
import { foldForSearch } from '../../src/lib/text.ts'
import type { OrganisationKind } from '../../src/features/organisations/rules.ts'
import type { Role } from '../../src/platform/access.ts'

let count = 0
const createdAt = new Date('2027-01-04T09:00:00Z')

export async function addTestOrganisation(
  db: Knex,
  values: { name?: string; kind?: OrganisationKind; domains?: string[] } = {},
): Promise<{ id: string; name: string }> {
  const id = newId()
  const name = values.name ?? `Partner ${++count}`
  await db('organisations').insert({
    id,
    name,
    search: foldForSearch(name),
    kind: values.kind ?? 'charity',
    starts_on: '2027-01-04',
    created_at: createdAt,
  })
  for (const domain of values.domains ?? []) await db('organisation_domains').insert({ domain, organisation_id: id })
  return { id, name }
}

export interface TestPerson {
  id: string
  full_name: string
  email: string
}

/** A person with roles; `organisation_id` makes them a member (and the lead, where that is among the roles). */
export async function addTestPerson(
  db: Knex,
  values: {
    full_name?: string
    email?: string
    organisation_id?: string
    roles?: Role[]
    /** The first day of the roles. */
    since?: string
    disabled?: boolean
  } = {},
): Promise<TestPerson> {
  const id = newId()
  const full_name = values.full_name ?? `Sam Person ${++count}`
  const email = values.email ?? `person${++count}@partner.example`
  await db('people').insert({
    id,
    full_name,
    search: foldForSearch(full_name),
    email,
    created_at: createdAt,
    disabled_at: values.disabled ? createdAt : null,
  })
  if (values.organisation_id)
    await db('memberships').insert({
      id: newId(),
      person_id: id,
      organisation_id: values.organisation_id,
      starts_on: '2027-01-04',
      created_at: createdAt,
    })
  for (const role of values.roles ?? [])
    await db('role_grants').insert({
      id: newId(),
      person_id: id,
      role,
      organisation_id: role === 'lead' ? values.organisation_id : null,
      starts_on: values.since ?? '2027-01-04',
      created_at: createdAt,
    })
  return { id, full_name, email }
}
