/** Who has left an organisation, what it loses with them, and who leads it. */
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import { lastStateOf } from '../../certification/index.ts'

export interface Leaver {
  person_id: string
  full_name: string
  organisation_id: string
  organisation_name: string
  ends_on: string
}

/** Undefined: the membership goes on, or another one of theirs there does. */
export async function findLeaver(ctx: Ctx, membershipId: string, day: string): Promise<Leaver | undefined> {
  return row<Leaver>(
    ctx.db,
    `select m.person_id, p.full_name, m.organisation_id, o.name as organisation_name, m.ends_on
     from memberships m join people p on p.id = m.person_id join organisations o on o.id = m.organisation_id
     where m.id = :membershipId and m.ends_on <= :day and (o.ends_on is null or o.ends_on > :day)
       and not exists (select from memberships x where x.person_id = m.person_id and x.organisation_id = m.organisation_id
         and x.starts_on <= :day and (x.ends_on is null or x.ends_on > :day))`,
    { membershipId, day },
  )
}

/** Whether somebody holds a certificate of the programme that is valid that day. */
const holdsValid = (person: string) => `exists (
  select from certificates c join ${lastStateOf('c.id')} last on last.standing = 'good'
  where c.person_id = ${person} and c.programme_id = g.id and coalesce(last.valid_to, c.valid_to) >= :day::date)`

/** The programmes whose champion they are, each with how many champions the organisation has now, and the one where it is one. */
export interface Lost {
  programme_name: string
  champions: number
  only_name: string | null
}

export async function listLost(ctx: Ctx, leaver: Leaver, day: string): Promise<Lost[]> {
  return rows<Lost>(
    ctx.db,
    `select g.name as programme_name, count(h.id)::int as champions, case when count(h.id) = 1 then min(h.full_name) end as only_name
     from programmes g
     left join lateral (
       select p.id, p.full_name from people p where p.disabled_at is null
         and exists (select from memberships m where m.person_id = p.id and m.organisation_id = :organisation_id
           and m.starts_on <= :day and (m.ends_on is null or m.ends_on > :day))
         and ${holdsValid('p.id')}) h on true
     where ${holdsValid(':person_id')}
     group by g.id order by g.name`,
    { organisation_id: leaver.organisation_id, person_id: leaver.person_id, day },
  )
}

export interface LeadToTell {
  id: string
  full_name: string
  email: string
  language: string
}

export async function listLeadsToTell(ctx: Ctx, leaver: Leaver, day: string): Promise<LeadToTell[]> {
  return rows<LeadToTell>(
    ctx.db,
    `select distinct p.id, p.full_name, p.email, p.language from role_grants r join people p on p.id = r.person_id
     where r.role = 'lead' and r.organisation_id = :organisation_id and r.starts_on <= :day and (r.ends_on is null or r.ends_on > :day)
       and p.disabled_at is null and p.email is not null and p.id <> :person_id order by p.id`,
    { organisation_id: leaver.organisation_id, person_id: leaver.person_id, day },
  )
}
