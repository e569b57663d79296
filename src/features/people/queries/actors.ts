/** Reads the person behind a sign-in with the rights they have today. */
import type { PersonActor } from '../../../platform/access.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row } from '../../../platform/db/connect.ts'
import { today } from '../../../lib/time.ts'

/** Undefined for a person who does not exist or is disabled. */
export async function findActor(ctx: Ctx, personId: string): Promise<PersonActor | undefined> {
  const found = await row<Omit<PersonActor, 'kind'>>(
    ctx.db,
    `select p.id, p.full_name, p.email,
            coalesce(array_agg(distinct g.role) filter (where g.role is not null), '{}') as roles,
            coalesce(array_agg(distinct g.organisation_id) filter (where g.role = 'lead'), '{}') as leads
     from people p
     left join role_grants g on g.person_id = p.id and g.starts_on <= :today and (g.ends_on is null or g.ends_on > :today)
     where p.id = :id and p.disabled_at is null
     group by p.id`,
    { id: personId, today: today(ctx.now) },
  )
  return found && { kind: 'person', ...found }
}
