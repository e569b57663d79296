/** Certificates that did not reach their holder by mail, and those handed over on paper since. */
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import { cameBackSql } from '../../../platform/mail/came-back.ts'
import { lastStateOf } from './state-sql.ts'

/** Certificates whose paper came back at least once, or whose holder has no mailbox. */
const possible = `
  select f.certificate_id from mails m cross join unnest(m.attachment_file_ids) a (file_id)
  join certificate_pdfs f on f.file_id = a.file_id where m.bounced_at is not null
  union
  select f.certificate_id from people p join certificates c on c.person_id = p.id
  join certificate_pdfs f on f.certificate_id = c.id where p.email is null`

/** What was last said of the paper: it came back, it went out, or it was never mailed. */
const last = `left join lateral (
    select m.created_at, m.bounced_at, m.bounce_kind, m.bounce_reason, ${cameBackSql()} as came_back
    from mails m where m.person_id = c.person_id and m.dropped_at is null and f.file_id = any (m.attachment_file_ids)
    order by m.created_at desc, m.id desc limit 1) l on true`

const waiting = `from (${possible}) o join certificates c on c.id = o.certificate_id
  join certificate_pdfs f on f.certificate_id = c.id
  join people p on p.id = c.person_id and p.disabled_at is null
  join ${lastStateOf('c.id')} s on s.standing = 'good'
  ${last}
  where (l.came_back or (l.came_back is null and p.email is null))
    and not exists (select from certificate_handovers h where h.certificate_id = c.id and h.undone_at is null)`

export interface HandoverRow {
  certificate_id: string
  number: string
  person_id: string
  full_name: string
  email: string | null
  organisation_name: string | null
  programme_name: string
  issued_at: Date
  bounced_at: Date | null
  bounce_kind: 'hard' | 'soft' | null
  bounce_reason: string | null
}

export async function countHandovers(ctx: Ctx): Promise<number> {
  return (await row<{ count: number }>(ctx.db, `select count(*) ${waiting}`))!.count
}

/** Those to print or hand over, by organisation, as whoever hands them over goes round. */
export async function listHandovers(ctx: Ctx, page: { limit: number; offset: number }): Promise<HandoverRow[]> {
  return rows<HandoverRow>(
    ctx.db,
    `select c.id as certificate_id, c.number, c.person_id, p.full_name, p.email, c.facts->>'organisation_name' as organisation_name,
       c.facts->>'programme_name' as programme_name, c.issued_at, l.bounced_at, l.bounce_kind, l.bounce_reason
     ${waiting} order by c.facts->>'organisation_name' nulls last, p.search, c.id limit :limit offset :offset`,
    { ...page },
  )
}

export interface HandedOverRow {
  id: string
  certificate_id: string
  number: string
  full_name: string
  handed_at: Date
  by_name: string
}

/** The latest, so that a slip can be put right. */
export async function listHandedOver(ctx: Ctx, limit: number): Promise<HandedOverRow[]> {
  return rows<HandedOverRow>(
    ctx.db,
    `select h.id, h.certificate_id, c.number, p.full_name, h.handed_at, b.full_name as by_name
     from certificate_handovers h join certificates c on c.id = h.certificate_id join people p on p.id = c.person_id
     join people b on b.id = h.handed_by where h.undone_at is null order by h.handed_at desc, h.id desc limit :limit`,
    { limit },
  )
}
