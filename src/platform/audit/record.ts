/** The audit: one row for each change, with who, what, when, before and after. The database keeps it append-only. */
import { actorId } from '../access.ts'
import type { Ctx } from '../context.ts'

export interface AuditEntry {
  /** room.verb, such as 'organisations.add'. */
  action: string
  subject_kind: string
  subject_id: string | null
  before?: Record<string, unknown>
  after?: Record<string, unknown>
  reason?: string | null
}

/** Writes the row in the caller's transaction; a change without one is refused by `inTransaction`. */
export async function recordAudit(ctx: Ctx, entry: AuditEntry): Promise<void> {
  await recordAudits(ctx, [entry])
}

/** The same for many changes at once, in one statement: an import, a session cancelled for fifty people. */
export async function recordAudits(ctx: Ctx, entries: AuditEntry[]): Promise<void> {
  if (!ctx.audit) throw new Error(`${entries[0]?.action}: the audit row belongs in the transaction of the change`)
  if (entries.length === 0) return
  await ctx.db('audit_events').insert(
    entries.map((entry) => ({
      at: ctx.now,
      actor_id: actorId(ctx.actor),
      actor_kind: ctx.actor.kind,
      request_id: ctx.request_id,
      action: entry.action,
      subject_kind: entry.subject_kind,
      subject_id: entry.subject_id,
      before: entry.before === undefined ? null : JSON.stringify(entry.before),
      after: entry.after === undefined ? null : JSON.stringify(entry.after),
      reason: entry.reason ?? null,
    })),
  )
  ctx.audit.written = true
}
