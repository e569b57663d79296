/** Who belongs to an organisation on a day, to be moved to another. */
import type { Ctx } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/connect.ts'

/** A form holds so many; who is left is moved after. */
export const mostMoved = 500

export interface MovableRow {
  person_id: string
  full_name: string
  membership_id: string
  job_title: string | null
  /** Other organisations they belong to that day. */
  elsewhere: { id: string; name: string }[]
}

export async function listMovable(ctx: Ctx, organisationId: string, on: string): Promise<MovableRow[]> {
  return rows<MovableRow>(
    ctx.db,
    `select p.id as person_id, p.full_name, m.id as membership_id, m.job_title,
       (select coalesce(json_agg(json_build_object('id', o.id, 'name', o.name) order by o.name), '[]')
        from memberships x join organisations o on o.id = x.organisation_id
        where x.person_id = p.id and x.organisation_id <> :organisationId and x.starts_on <= :on
          and (x.ends_on is null or x.ends_on > :on)) as elsewhere
     from memberships m join people p on p.id = m.person_id
     where m.organisation_id = :organisationId and m.starts_on <= :on and (m.ends_on is null or m.ends_on > :on)
       and p.disabled_at is null
     order by p.search, p.id limit :most`,
    { organisationId, on, most: mostMoved },
  )
}
