/** The outbox as administrators and developers read it. */
import { isId } from '../../../lib/ids.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { MailState } from '../forms.ts'

export interface MailFilters {
  state: string | null
  search: string | null
}

export interface MailRow {
  id: string
  kind: string
  message_id: string
  person_id: string | null
  to_name: string
  to_address: string
  subject: string
  is_secret: boolean
  has_body: boolean
  attachments: number
  state: MailState
  created_at: Date
  stale_at: Date | null
  attempts: number
  next_attempt_at: Date
  last_error: string | null
  sent_at: Date | null
  failed_at: Date | null
  dropped_at: Date | null
  drop_reason: string | null
  bounced_at: Date | null
  bounce_kind: 'hard' | 'soft' | null
  bounce_reason: string | null
}

const columns = `
  id, kind, message_id, person_id, to_name, to_address, subject, is_secret, text is not null as has_body,
  cardinality(attachment_file_ids) as attachments, created_at, stale_at, attempts, next_attempt_at, last_error, sent_at,
  failed_at, dropped_at, drop_reason, bounced_at, bounce_kind, bounce_reason,
  case when sent_at is not null and bounce_is_final then 'came back' when sent_at is not null then 'sent' when failed_at is not null then 'failed'
       when dropped_at is not null then 'dropped' else 'waiting' end as state`

const inState: Record<MailState, string> = {
  waiting: 'sent_at is null and failed_at is null and dropped_at is null',
  sent: 'sent_at is not null and bounce_is_final is distinct from true',
  'came back': 'sent_at is not null and bounce_is_final',
  failed: 'failed_at is not null',
  dropped: 'dropped_at is not null',
}

const filtered = (filters: MailFilters) => `
  from mails where (:search::text is null or strpos(lower(to_address), :search) > 0)
    and ${filters.state === null ? 'true' : inState[filters.state as MailState]}`

export async function countMails(ctx: Ctx, filters: MailFilters): Promise<number> {
  const found = await row<{ count: number }>(ctx.db, `select count(*) ${filtered(filters)}`, { search: filters.search })
  return found!.count
}

/** A page of the outbox, newest first. */
export async function listMails(
  ctx: Ctx,
  filters: MailFilters,
  page: { limit: number; offset: number },
): Promise<MailRow[]> {
  return rows(
    ctx.db,
    `select ${columns} ${filtered(filters)} order by created_at desc, id desc limit :limit offset :offset`,
    { search: filters.search, limit: page.limit, offset: page.offset },
  )
}

export async function getMail(ctx: Ctx, id: string): Promise<MailRow> {
  const found = isId(id) ? await row<MailRow>(ctx.db, `select ${columns} from mails where id = ?`, [id]) : undefined
  if (!found) throw new NotFound()
  return found
}

export interface PlanRow {
  id: string
  kind: string
  subject_id: string
  /** Where it is about a booking: whose, and for which session. */
  person_name: string | null
  session_title: string | null
  due_at: Date
  created_at: Date
}

const open = 'from plans where done_at is null and dropped_at is null'

export async function countPlans(ctx: Ctx): Promise<number> {
  return (await row<{ count: number }>(ctx.db, `select count(*) ${open}`))!.count
}

/** What is planned and not yet written: soonest first. */
export async function listPlans(ctx: Ctx, page: { limit: number; offset: number }): Promise<PlanRow[]> {
  return rows(
    ctx.db,
    `select x.*, p.full_name as person_name, s.title as session_title
     from (select id, kind, subject_id, due_at, created_at ${open} order by due_at, id limit :limit offset :offset) x
     left join bookings b on b.id = x.subject_id left join people p on p.id = b.person_id
     left join live_sessions s on s.id = b.live_session_id order by x.due_at, x.id`,
    { limit: page.limit, offset: page.offset },
  )
}
