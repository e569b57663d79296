/** Reads the person behind a sign-in with the rights they have today. */
import type { PersonActor } from '../../../platform/access.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row } from '../../../platform/db/connect.ts'
import { today } from '../../../lib/time.ts'

/** The person with that id as a PersonActor of the day `:today`; null where there is none or they are disabled. */
export const actorSql = (personId: string): string => `(
  select json_build_object('kind', 'person', 'id', p.id, 'full_name', p.full_name, 'email', p.email,
    'large_print', exists (select from adjustments j where j.person_id = p.id and j.large_print),
    'roles', coalesce(json_agg(distinct g.role) filter (where g.role is not null), '[]'),
    'leads', coalesce(json_agg(distinct g.organisation_id) filter (where g.role = 'lead'), '[]'))
  from people p
  left join role_grants g on g.person_id = p.id and g.starts_on <= :today and (g.ends_on is null or g.ends_on > :today)
  where p.id = ${personId} and p.disabled_at is null
  group by p.id)`

/** Undefined for a person who does not exist or is disabled. */
export async function findActor(ctx: Ctx, personId: string): Promise<PersonActor | undefined> {
  const found = await row<{ actor: PersonActor | null }>(ctx.db, `select ${actorSql(':id')} as actor`, {
    id: personId,
    today: today(ctx.now),
  })
  return found?.actor ?? undefined
}
