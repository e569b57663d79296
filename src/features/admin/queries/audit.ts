/** The audit, to be searched. */
import { isId } from '../../../lib/ids.ts'
import { foldForSearch } from '../../../lib/text.ts'
import { dayEnd, dayStart } from '../../../lib/time.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'

export interface AuditFilters {
  action: string | null
  /** Part of a name or address, or an id. */
  actor: string | null
  subject_id: string | null
  from: string | null
  to: string | null
}

export interface AuditRow {
  id: number
  at: Date
  actor_id: string | null
  actor_kind: 'person' | 'system' | 'nobody'
  actor_name: string | null
  action: string
  subject_kind: string
  subject_id: string | null
  subject_name: string | null
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
  reason: string | null
  request_id: string | null
}

const filtered = `
  from audit_events e
  where (:action::text is null or e.action = :action)
    and (:actor::text is null or e.actor_id in (
      select p.id from people p where p.id::text = :actor or strpos(p.search, :folded) > 0 or strpos(p.email, lower(:actor)) > 0))
    and (:subject_id::uuid is null or e.subject_id = :subject_id)
    and (not :is_nothing)
    and (:from::timestamptz is null or e.at >= :from) and (:to::timestamptz is null or e.at < :to)`

const bindings = (filters: AuditFilters) => ({
  action: filters.action,
  actor: filters.actor,
  folded: filters.actor === null ? null : foldForSearch(filters.actor),
  subject_id: filters.subject_id !== null && isId(filters.subject_id) ? filters.subject_id : null,
  // An id that is none fits nothing.
  is_nothing: filters.subject_id !== null && !isId(filters.subject_id),
  from: filters.from === null ? null : dayStart(filters.from),
  to: filters.to === null ? null : dayEnd(filters.to),
})

export async function countAudit(ctx: Ctx, filters: AuditFilters): Promise<number> {
  return (await row<{ count: number }>(ctx.db, `select count(*) ${filtered}`, bindings(filters)))!.count
}

/** Newest first, with the names people and organisations have today. */
export async function listAudit(
  ctx: Ctx,
  filters: AuditFilters,
  page: { limit: number; offset: number },
): Promise<AuditRow[]> {
  return rows(
    ctx.db,
    `with page as (select e.* ${filtered} order by e.at desc, e.id desc limit :limit offset :offset)
     select e.*, a.full_name as actor_name, coalesce(s.full_name, o.name, l.title) as subject_name
     from page e left join people a on a.id = e.actor_id left join people s on s.id = e.subject_id
     left join organisations o on o.id = e.subject_id left join live_sessions l on l.id = e.subject_id
     order by e.at desc, e.id desc`,
    { ...bindings(filters), limit: page.limit, offset: page.offset },
  )
}

/** Every action there is, for the filter: a walk along the index of the few different ones. */
export async function listAuditActions(ctx: Ctx): Promise<string[]> {
  const found = await rows<{ action: string }>(ctx.db, 'select distinct action from audit_events order by action')
  return found.map((one) => one.action)
}
