/** The coordinators' list of people: filtered, counted, a page at a time, quick at a hundred thousand. */
import type { Role } from '../../../platform/access.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import { cameBackSql } from '../../../platform/mail/came-back.ts'
import { today } from '../../../lib/time.ts'
import type { PersonState } from '../rules/people.ts'
import { likePart, nameHasWords, organisationsToday } from './people.ts'

export interface PersonFilters {
  /** A part of the name or of the address. */
  search: string | null
  organisation_id: string | null
  role: Role | null
  state: PersonState | null
}

const ofState: Record<PersonState, string> = {
  'not-invited': `p.disabled_at is null and not exists (select from invitations i where i.person_id = p.id)
    and not exists (select from joining_cards c where c.person_id = p.id)`,
  invited: `p.disabled_at is null and exists (
    select from invitations i where i.person_id = p.id and i.superseded_at is null and i.accepted_at is null)`,
  refused: `exists (select from invitations i join mails l on l.id = i.mail_id
    where i.person_id = p.id and i.superseded_at is null and i.accepted_at is null and ${cameBackSql('l')})`,
  came: `p.id in (select person_id from invitations where accepted_at is not null
    union all select person_id from joining_cards where used_at is not null)`,
  disabled: 'p.disabled_at is not null',
}

/** The same asked of one row: quick for a page of them, where the set above would be read whole. */
const hasCome = `(exists (select from invitations i where i.person_id = p.id and i.accepted_at is not null)
  or exists (select from joining_cards c where c.person_id = p.id and c.used_at is not null))`

/** Only the conditions that are asked for, so that each search finds its own index. */
function conditions(ctx: Ctx, filters: PersonFilters): { where: string; bindings: Record<string, unknown> } {
  const name = nameHasWords(filters.search ?? '')
  const parts = [
    'p.erased_at is null',
    filters.search === null ? null : name ? `(${name.condition} or p.email like :address)` : 'false',
    filters.organisation_id === null
      ? null
      : `exists (select from memberships m where m.person_id = p.id and m.organisation_id = :organisation
           and m.starts_on <= :today and (m.ends_on is null or m.ends_on > :today))`,
    filters.role === null
      ? null
      : `exists (select from role_grants g where g.person_id = p.id and g.role = :role
           and g.starts_on <= :today and (g.ends_on is null or g.ends_on > :today))`,
    filters.state === null ? null : ofState[filters.state],
  ].filter((part) => part !== null)
  return {
    where: `where ${parts.join(' and ')}`,
    bindings: {
      ...name?.bindings,
      address: likePart((filters.search ?? '').trim().toLowerCase()),
      organisation: filters.organisation_id,
      role: filters.role,
      today: today(ctx.now),
    },
  }
}

export async function countPeople(ctx: Ctx, filters: PersonFilters): Promise<number> {
  const { where, bindings } = conditions(ctx, filters)
  const found = await row<{ count: number }>(ctx.db, `select count(*) from people p ${where}`, bindings)
  return found?.count ?? 0
}

export interface ListedPerson {
  id: string
  full_name: string
  email: string | null
  organisations: string | null
  roles: Role[]
  disabled_at: Date | null
  has_come: boolean
  has_card: boolean
  invited_at: Date | null
  is_open: boolean | null
  mail_sent_at: Date | null
  mail_failed_at: Date | null
}

/** A page of the list by name, each with their organisations and roles of today and what became of their invitation. */
export async function listPeople(
  ctx: Ctx,
  filters: PersonFilters,
  page: { limit: number; offset: number },
): Promise<ListedPerson[]> {
  const { where, bindings } = conditions(ctx, filters)
  return rows<ListedPerson>(
    ctx.db,
    `select p.id, p.full_name, p.email, p.disabled_at, ${organisationsToday} as organisations,
       array(select distinct g.role from role_grants g where g.person_id = p.id
         and g.starts_on <= :today and (g.ends_on is null or g.ends_on > :today) order by g.role) as roles,
       ${hasCome} as has_come,
       exists (select from joining_cards c where c.person_id = p.id) as has_card,
       n.invited_at, n.is_open, n.sent_at as mail_sent_at, n.failed_at as mail_failed_at
     from (select p.* from people p ${where} order by lower(p.full_name), p.id limit :limit offset :offset) p
     left join lateral (
       select i.invited_at, i.superseded_at is null as is_open, l.sent_at,
         case when ${cameBackSql('l')} then l.bounced_at end as failed_at
       from invitations i join mails l on l.id = i.mail_id
       where i.person_id = p.id order by i.invited_at desc, i.id desc limit 1) n on true
     order by lower(p.full_name), p.id`,
    { ...bindings, ...page },
  )
}

/** Of those the filters find: everyone who can be invited and has not come yet. */
export async function listInvitable(ctx: Ctx, filters: PersonFilters): Promise<string[]> {
  const { where, bindings } = conditions(ctx, filters)
  const found = await rows<{ id: string }>(
    ctx.db,
    `select p.id from people p ${where === '' ? 'where' : `${where} and`} p.disabled_at is null and p.email is not null
       and not ${hasCome} order by lower(p.full_name), p.id limit 20000`,
    bindings,
  )
  return found.map(({ id }) => id)
}
