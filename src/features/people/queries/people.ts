/** Reads people: one, by address, by search, and the pages of the coordinators' list. */
import { foldForSearch, normaliseEmail } from '../../../lib/text.ts'
import { isId } from '../../../lib/ids.ts'
import type { Role } from '../../../platform/access.ts'
import { today } from '../../../lib/time.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { PersonState } from '../rules/people.ts'

export interface PersonRow {
  id: string
  full_name: string
  /** What a certificate prints where no font has a character of the full name. */
  printable_name: string | null
  /** Null: no mailbox; came by a joining card. */
  email: string | null
  language: 'en' | 'cy'
  may_be_listed_at: Date | null
  disabled_at: Date | null
  created_at: Date
}

const columns = [
  'id',
  'full_name',
  'printable_name',
  'email',
  'language',
  'may_be_listed_at',
  'disabled_at',
  'created_at',
]

export async function findPerson(ctx: Ctx, personId: string): Promise<PersonRow | undefined> {
  if (!isId(personId)) return undefined
  return ctx
    .db('people')
    .first(...columns)
    .where({ id: personId })
}

export async function getPerson(ctx: Ctx, personId: string): Promise<PersonRow> {
  const found = await findPerson(ctx, personId)
  if (!found) throw new NotFound()
  return found
}

/** The same, held until the transaction ends: whoever else changes this person waits. */
export async function getPersonForUpdate(ctx: Ctx, personId: string): Promise<PersonRow> {
  const found = await ctx
    .db('people')
    .first(...columns)
    .where({ id: personId })
    .forUpdate()
  if (!found) throw new NotFound()
  return found
}

export async function findPersonByEmail(ctx: Ctx, email: string): Promise<PersonRow | undefined> {
  return ctx
    .db('people')
    .first(...columns)
    .where({ email: normaliseEmail(email) })
}

export interface FoundPerson {
  id: string
  full_name: string
  email: string | null
  /** Where they are a member today, in one text. */
  organisations: string | null
}

/** For choosing a person: by a part of the name or by the exact address, disabled people left out. */
export async function findPeople(
  ctx: Ctx,
  { search, limit = 20 }: { search: string; limit?: number },
): Promise<FoundPerson[]> {
  const name = foldForSearch(search)
  if (name === '') return []
  return rows<FoundPerson>(
    ctx.db,
    `select p.id, p.full_name, p.email, ${organisationsToday} as organisations
     from people p
     where p.disabled_at is null and (p.search like :name or p.email = :email)
     order by lower(p.full_name), p.id limit :limit`,
    { name: likePart(name), email: normaliseEmail(search), limit, today: today(ctx.now) },
  )
}

export const organisationsToday = `
  (select string_agg(o.name, ', ' order by m.starts_on, o.name) from memberships m join organisations o on o.id = m.organisation_id
   where m.person_id = p.id and m.starts_on <= :today and (m.ends_on is null or m.ends_on > :today))`

/** A LIKE pattern for a text that may hold % and _. */
export function likePart(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`
}

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
    where i.person_id = p.id and i.superseded_at is null and i.accepted_at is null and l.failed_at is not null)`,
  came: `p.id in (select person_id from invitations where accepted_at is not null
    union all select person_id from joining_cards where used_at is not null)`,
  disabled: 'p.disabled_at is not null',
}

/** The same asked of one row: quick for a page of them, where the set above would be read whole. */
const hasCome = `(exists (select from invitations i where i.person_id = p.id and i.accepted_at is not null)
  or exists (select from joining_cards c where c.person_id = p.id and c.used_at is not null))`

/** Only the conditions that are asked for, so that each search finds its own index. */
function conditions(ctx: Ctx, filters: PersonFilters): { where: string; bindings: Record<string, unknown> } {
  const name = filters.search === null ? '' : foldForSearch(filters.search)
  const parts = [
    filters.search === null ? null : name === '' ? 'false' : '(p.search like :name or p.email like :address)',
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
    where: parts.length === 0 ? '' : `where ${parts.join(' and ')}`,
    bindings: {
      name: likePart(name),
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
       select i.invited_at, i.superseded_at is null as is_open, l.sent_at, l.failed_at
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
