/** Reads which roles a person holds, held and will hold. */
import type { Role } from '../../../platform/access.ts'
import { isId } from '../../../lib/ids.ts'
import { today } from '../../../lib/time.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'

export interface RoleGrantRow {
  id: string
  person_id: string
  role: Role
  organisation_id: string | null
  organisation_name: string | null
  starts_on: string
  /** The first day it no longer holds. */
  ends_on: string | null
  granted_by_name: string | null
}

const grants = `
  select g.id, g.person_id, g.role, g.organisation_id, o.name as organisation_name, g.starts_on, g.ends_on,
    b.full_name as granted_by_name
  from role_grants g
  left join organisations o on o.id = g.organisation_id
  left join people b on b.id = g.granted_by`

export async function listRoleGrants(ctx: Ctx, personId: string): Promise<RoleGrantRow[]> {
  return rows<RoleGrantRow>(ctx.db, `${grants} where g.person_id = ? order by g.starts_on, g.created_at, g.id`, [
    personId,
  ])
}

export async function findRoleGrant(ctx: Ctx, grantId: string): Promise<RoleGrantRow | undefined> {
  if (!isId(grantId)) return undefined
  return row<RoleGrantRow>(ctx.db, `${grants} where g.id = ?`, [grantId])
}

/** The roles that hold today or are granted for later: what decides who may change this person's way in. */
export async function listRolesHeld(ctx: Ctx, personId: string): Promise<Role[]> {
  const found = await rows<{ role: Role }>(
    ctx.db,
    `select distinct role from role_grants where person_id = ? and (ends_on is null or ends_on > ?)`,
    [personId, today(ctx.now)],
  )
  return found.map(({ role }) => role)
}

/** How many people besides this one can administer the installation today. */
export async function countOtherAdministrators(ctx: Ctx, personId: string): Promise<number> {
  const found = await row<{ count: number }>(
    ctx.db,
    `select count(distinct g.person_id) from role_grants g join people p on p.id = g.person_id
     where g.role = 'administrator' and g.person_id <> :person and p.disabled_at is null
       and g.starts_on <= :today and g.ends_on is null`,
    { person: personId, today: today(ctx.now) },
  )
  return found?.count ?? 0
}
