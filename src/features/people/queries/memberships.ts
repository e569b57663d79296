/** Reads where people belong, today and before. */
import { isId } from '../../../lib/ids.ts'
import { today } from '../../../lib/time.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'

export interface MembershipRow {
  id: string
  person_id: string
  organisation_id: string
  organisation_name: string
  job_title: string | null
  starts_on: string
  /** The first day it no longer holds. */
  ends_on: string | null
}

/** All of a person's memberships, the first one first. */
export async function listMemberships(ctx: Ctx, personId: string): Promise<MembershipRow[]> {
  return rows<MembershipRow>(
    ctx.db,
    `select m.id, m.person_id, m.organisation_id, o.name as organisation_name, m.job_title, m.starts_on, m.ends_on
     from memberships m join organisations o on o.id = m.organisation_id
     where m.person_id = ? order by m.starts_on, o.name, m.id`,
    [personId],
  )
}

export interface CurrentOrganisation {
  organisation_id: string
  organisation_name: string
}

/** Where a person belongs on that day (today unless said): of several, the one that began first. */
export async function currentOrganisation(
  ctx: Ctx,
  personId: string,
  on: string = today(ctx.now),
): Promise<CurrentOrganisation | undefined> {
  return (await currentOrganisations(ctx, [personId], on)).get(personId)
}

/** The same for several people, by their ids. */
export async function currentOrganisations(
  ctx: Ctx,
  personIds: string[],
  on: string = today(ctx.now),
): Promise<Map<string, CurrentOrganisation>> {
  const found = await rows<CurrentOrganisation & { person_id: string }>(
    ctx.db,
    `select distinct on (m.person_id) m.person_id, m.organisation_id, o.name as organisation_name
     from memberships m join organisations o on o.id = m.organisation_id
     where m.person_id = any (:people::uuid[]) and m.starts_on <= :on and (m.ends_on is null or m.ends_on > :on)
     order by m.person_id, m.starts_on, m.created_at, m.id`,
    { people: personIds as never, on },
  )
  return new Map(found.map(({ person_id, ...organisation }) => [person_id, organisation]))
}

export async function isMember(
  ctx: Ctx,
  personId: string,
  organisationId: string,
  on: string = today(ctx.now),
): Promise<boolean> {
  const found = await row(
    ctx.db,
    `select from memberships where person_id = :person and organisation_id = :organisation
       and starts_on <= :on and (ends_on is null or ends_on > :on)`,
    { person: personId, organisation: organisationId, on },
  )
  return found !== undefined
}

export interface MemberRow {
  person_id: string
  full_name: string
  job_title: string | null
  starts_on: string
}

const currentMembers = `
  from memberships m join people p on p.id = m.person_id
  where m.organisation_id = :organisation and m.starts_on <= :today and (m.ends_on is null or m.ends_on > :today)
    and p.disabled_at is null`

/** The people of an organisation today: what its lead may see of them in this room. */
export async function listMembers(
  ctx: Ctx,
  organisationId: string,
  page: { limit: number; offset: number } = { limit: 1000, offset: 0 },
): Promise<MemberRow[]> {
  return rows<MemberRow>(
    ctx.db,
    `select m.person_id, p.full_name, m.job_title, m.starts_on ${currentMembers}
     order by lower(p.full_name), p.id limit :limit offset :offset`,
    { organisation: organisationId, today: today(ctx.now), ...page },
  )
}

export async function countMembers(ctx: Ctx, organisationId: string): Promise<number> {
  const found = await row<{ count: number }>(ctx.db, `select count(*) ${currentMembers}`, {
    organisation: organisationId,
    today: today(ctx.now),
  })
  return found?.count ?? 0
}

export async function findMembership(ctx: Ctx, membershipId: string): Promise<MembershipRow | undefined> {
  if (!isId(membershipId)) return undefined
  return row<MembershipRow>(
    ctx.db,
    `select m.id, m.person_id, m.organisation_id, o.name as organisation_name, m.job_title, m.starts_on, m.ends_on
     from memberships m join organisations o on o.id = m.organisation_id where m.id = ?`,
    [membershipId],
  )
}
