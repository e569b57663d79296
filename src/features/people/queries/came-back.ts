/** Mail that came back from the addresses people have now, and what of it can be sent again. */
import { today } from '../../../lib/time.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import { cameBackSql, isDoubtedSql } from '../../../platform/mail/came-back.ts'

export interface CameBackRow {
  bounced_at: Date
  bounce_kind: 'hard' | 'soft'
  bounce_reason: string
}

/** The latest mail to the address a person has that came back, and that nobody has seen to; a new address ends it. */
const doubted = `lateral (select m.bounced_at, m.bounce_kind, m.bounce_reason from mails m
  where m.person_id = p.id and m.bounced_at is not null and m.to_address = p.email and ${isDoubtedSql()}
  order by m.bounced_at desc, m.id desc limit 1)`

/** Few mails come back: beginning with them spares looking at everybody. */
const somebody = `p.disabled_at is null and p.id in (select person_id from mails where bounced_at is not null and bounce_seen_at is null)`

export async function findCameBack(ctx: Ctx, personId: string): Promise<CameBackRow | undefined> {
  return row<CameBackRow>(ctx.db, `select d.* from people p cross join ${doubted} d where p.id = :personId`, {
    personId,
    now: ctx.now,
  })
}

/** Of these people those whose mail comes back. */
export async function listDoubted(ctx: Ctx, personIds: string[]): Promise<Map<string, CameBackRow>> {
  const found = await rows<CameBackRow & { id: string }>(
    ctx.db,
    `select p.id, d.* from people p cross join ${doubted} d where p.id = any (:personIds::uuid[])`,
    { personIds, now: ctx.now },
  )
  return new Map(found.map(({ id, ...came_back }) => [id, came_back]))
}

const members = `from memberships m join organisations o on o.id = m.organisation_id
  where m.person_id = p.id and m.starts_on <= :today and (m.ends_on is null or m.ends_on > :today)`

/** Everybody, or the members of these organisations. */
export async function countCameBack(ctx: Ctx, organisationIds: string[] | null = null): Promise<number> {
  const found = await row<{ count: number }>(
    ctx.db,
    `select count(*) from people p cross join ${doubted} d where ${somebody}
       and (:organisationIds::uuid[] is null or exists (select ${members} and o.id = any (:organisationIds)))`,
    { organisationIds, now: ctx.now, today: today(ctx.now) },
  )
  return found!.count
}

export interface CameBackPersonRow extends CameBackRow {
  person_id: string
  full_name: string
  email: string
  organisations: string | null
}

/** Hard ones first: they do not mend themselves. */
export async function listCameBack(ctx: Ctx, page: { limit: number; offset: number }): Promise<CameBackPersonRow[]> {
  return rows<CameBackPersonRow>(
    ctx.db,
    `select p.id as person_id, p.full_name, p.email, d.*, (select string_agg(o.name, ', ' order by o.name) ${members}) as organisations
     from people p cross join ${doubted} d where ${somebody}
     order by d.bounce_kind, d.bounced_at desc, p.id limit :limit offset :offset`,
    { ...page, now: ctx.now, today: today(ctx.now) },
  )
}

export interface ReturnedMailRow extends CameBackRow {
  id: string
  subject: string
  to_address: string
  created_at: Date
  attachments: number
  /** It holds a code or link for one use, says what is over, or was sent again. */
  can_be_sent: boolean
  again_at: Date | null
}

/** What came back from any address of theirs within three months, the latest first. */
export async function listReturned(ctx: Ctx, personId: string): Promise<ReturnedMailRow[]> {
  return rows<ReturnedMailRow>(
    ctx.db,
    `select m.id, m.subject, m.to_address, m.created_at, m.bounced_at, m.bounce_kind, m.bounce_reason,
       cardinality(m.attachment_file_ids) as attachments, a.created_at as again_at,
       m.text is not null and not m.is_secret and (m.stale_at is null or m.stale_at > :now) and a.id is null as can_be_sent
     from mails m left join mails a on a.again_of = m.id
     where m.person_id = :personId and ${cameBackSql()} and m.bounced_at > :now::timestamptz - interval '90 days'
     order by m.bounced_at desc, m.id desc limit 50`,
    { personId, now: ctx.now },
  )
}

export async function listToSendAgain(ctx: Ctx, personId: string): Promise<ReturnedMailRow[]> {
  return (await listReturned(ctx, personId)).filter((one) => one.can_be_sent)
}
