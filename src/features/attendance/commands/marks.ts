/** How a mark comes to be: a row that is added, never changed. */
import { actorId } from '../../../platform/access.ts'
import type { Ctx } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/connect.ts'
import { latestMarkFirst } from '../rules/merging.ts'
import type { Marked } from '../rules/marks.ts'

/** A closing waits for marks that are being saved, and marks for a closing; two who mark do not wait for each other. */
export const lockRegister = (ctx: Ctx, partId: string, how: 'shared' | 'alone') =>
  ctx.db.raw(
    `select pg_advisory_xact_lock${how === 'shared' ? '_shared' : ''}(hashtextextended('register ' || ?, 0))`,
    [partId],
  )

export interface PersonMark extends Marked {
  person_id: string
  /** Why, where that must be said: a rule is overruled, a closed register corrected. */
  reason?: string | null
}

/** Adds the marks that differ from those that count now, of people on the register; returns how many. */
export async function insertMarks(
  ctx: Ctx,
  partId: string,
  marks: PersonMark[],
  /** `even_same`: a mark that counts already is given once more. */
  {
    rule_id = null,
    even_same = false,
    /** Up to when whoever gives them had been told of others' marks; null: up to now. */
    seen_at = null,
  }: { rule_id?: number | null; even_same?: boolean; seen_at?: Date | null } = {},
): Promise<number> {
  const inserted = await rows(
    ctx.db,
    `insert into evidence
       (live_session_part_id, person_id, kind, mark, minutes, reason, register_rule_id, recorded_by, recorded_at, seen_at)
     select lp.id, t.person_id, 'trainer mark', t.mark, t.minutes, t.reason, :ruleId, :by, :now, :seenAt
     from unnest(:people::uuid[], :marks::text[], :minutes::int[], :reasons::text[])
       as t (person_id, mark, minutes, reason)
     join live_session_parts lp on lp.id = :partId
     join bookings b on b.live_session_id = lp.live_session_id and b.person_id = t.person_id
       and b.cancelled_at is null and b.booked_at is not null
     left join lateral (
       select e.mark, e.minutes from evidence e
       where e.live_session_part_id = lp.id and e.person_id = t.person_id and e.kind = 'trainer mark'
       order by ${latestMarkFirst} limit 1) last on true
     where :evenSame or (last.mark, last.minutes) is distinct from (t.mark, t.minutes)
     returning id`,
    {
      partId,
      ruleId: rule_id,
      evenSame: even_same,
      people: marks.map((one) => one.person_id),
      marks: marks.map((one) => one.mark),
      minutes: marks.map((one) => one.minutes),
      reasons: marks.map((one) => one.reason ?? null),
      by: actorId(ctx.actor),
      now: ctx.now,
      seenAt: seen_at,
    },
  )
  return inserted.length
}
