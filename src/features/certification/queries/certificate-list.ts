/** Certificates by filters: the list that coordinators pick from, and all that fit when one act is meant for many. */
import { foldForSearch } from '../../../lib/text.ts'
import { today } from '../../../lib/time.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import type { CertificateState, StateFacts } from '../rules.ts'
import { becameOf, stateSql, validToSql } from './state-sql.ts'

export interface CertificateFilters {
  search: string | null
  programme_id: string | null
  /** Where the holder is a member today. */
  organisation_id: string | null
  states: CertificateState[]
  /** Whose last valid day is one of these. */
  ends_from: string | null
  ends_to: string | null
}

export interface ListedCertificateRow extends StateFacts {
  id: string
  number: string
  person_id: string
  full_name: string
  programme_name: string
  organisations: string | null
  awarded_on: string
  pdf_file_id: string | null
}

const standing = `coalesce(r.standing, 'good')`
const graceTo = 'coalesce(r.grace_to, c.grace_to)'
const renewsFrom = 'coalesce(r.renews_from, c.renews_from)'

const from = `from certificates c join people p on p.id = c.person_id ${becameOf()}`

const memberships = `from memberships m where m.person_id = c.person_id and m.starts_on <= :today::date
  and (m.ends_on is null or m.ends_on > :today::date)`

const like = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`

function question(ctx: Ctx, filters: CertificateFilters) {
  const conditions = [`(${stateSql(':today')}) = any (:states::text[])`]
  const values: Record<string, unknown> = { today: today(ctx.now), states: filters.states }
  const add = (name: string, value: string | null, condition: string) => {
    if (value === null) return
    values[name] = value
    conditions.push(condition)
  }
  if (filters.search !== null) {
    values.number = like(filters.search.toLowerCase())
    add(
      'search',
      like(foldForSearch(filters.search)),
      `(p.search like :search::text or lower(c.number) like :number::text)`,
    )
  }
  add('programme_id', filters.programme_id, `c.programme_id = :programme_id::uuid`)
  add(
    'organisation_id',
    filters.organisation_id,
    `exists (select ${memberships} and m.organisation_id = :organisation_id::uuid)`,
  )
  add('ends_from', filters.ends_from, `${validToSql} >= :ends_from::date`)
  add('ends_to', filters.ends_to, `${validToSql} <= :ends_to::date`)
  return { sql: `${from} where ${conditions.join(' and ')}`, values }
}

/** A page of them, by name. */
export async function listFiltered(
  ctx: Ctx,
  filters: CertificateFilters,
  page: { limit: number; offset: number },
): Promise<ListedCertificateRow[]> {
  const { sql, values } = question(ctx, filters)
  return rows<ListedCertificateRow>(
    ctx.db,
    `select x.*, g.name as programme_name, f.file_id as pdf_file_id, (
       select string_agg(o.name, ', ' order by o.name) from memberships m join organisations o on o.id = m.organisation_id
       where m.person_id = x.person_id and m.starts_on <= :today::date and (m.ends_on is null or m.ends_on > :today::date)
     ) as organisations
     from (select c.id, c.number, c.person_id, c.programme_id, p.full_name, p.search, c.awarded_on, ${standing} as standing,
             ${renewsFrom} as renews_from, ${validToSql} as valid_to, ${graceTo} as grace_to ${sql}
           order by p.search, c.id limit :limit offset :offset) x
     join programmes g on g.id = x.programme_id
     left join certificate_pdfs f on f.certificate_id = x.id
     order by x.search, x.id`,
    { ...values, ...page } as never,
  )
}

export async function countFiltered(ctx: Ctx, filters: CertificateFilters): Promise<number> {
  const { sql, values } = question(ctx, filters)
  const found = await row<{ count: number }>(ctx.db, `select count(*) ${sql}`, values as never)
  return found?.count ?? 0
}

/** The ids of all that fit, in a fixed order, up to a limit. */
export async function listFilteredIds(ctx: Ctx, filters: CertificateFilters, limit: number): Promise<string[]> {
  const { sql, values } = question(ctx, filters)
  const found = await rows<{ id: string }>(ctx.db, `select c.id ${sql} order by c.id limit :limit`, {
    ...values,
    limit,
  } as never)
  return found.map((one) => one.id)
}
