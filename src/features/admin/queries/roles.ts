/** Who holds which role, today or from a day to come. */
import { today } from '../../../lib/time.ts'
import type { Role } from '../../../platform/access.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'

export interface RoleGrantRow {
  person_id: string
  full_name: string
  email: string | null
  disabled_at: Date | null
  role: Role
  organisation_id: string | null
  organisation_name: string | null
  starts_on: string
  ends_on: string | null
  granted_by_name: string | null
}

const current = `
  from role_grants g join people p on p.id = g.person_id
  left join organisations o on o.id = g.organisation_id left join people by on by.id = g.granted_by
  where (g.ends_on is null or g.ends_on > :today) and (:role::text is null or g.role = :role)`

export async function countRoleGrants(ctx: Ctx, role: string | null): Promise<number> {
  return (await row<{ count: number }>(ctx.db, `select count(*) ${current}`, { role, today: today(ctx.now) }))!.count
}

export async function listRoleGrants(
  ctx: Ctx,
  role: string | null,
  page: { limit: number; offset: number },
): Promise<RoleGrantRow[]> {
  return rows(
    ctx.db,
    `select g.person_id, p.full_name, p.email, p.disabled_at, g.role, g.organisation_id, o.name as organisation_name,
            g.starts_on, g.ends_on, by.full_name as granted_by_name
     ${current}
     order by array_position(array['administrator', 'coordinator', 'trainer', 'lead'], g.role), lower(p.full_name), g.id
     limit :limit offset :offset`,
    { role, today: today(ctx.now), limit: page.limit, offset: page.offset },
  )
}
