/** Heartbeats of the room become stretches of presence, and these evidence: kept before they are acknowledged. */
import { recordPresence } from '../../attendance/index.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/connect.ts'
import { gapSeconds } from '../rules.ts'

export interface Seen {
  part_id: string
  person_id: string
  /** When it was asked, where the answer came late. */
  from?: Date
  at: Date
}

/** Somebody who stays is handed on in pieces, so that the register never lags far behind. */
const pieceMinutes = 5

/**
 * Lengthens the open stretch of each person, or begins a new one after a gap. Many people in two statements, always in
 * the same order: processes that write about the same people never wait for each other in a circle.
 */
export async function keepPresence(ctx: Ctx, seen: Seen[]): Promise<void> {
  if (seen.length === 0) return
  const columns = {
    parts: seen.map((one) => one.part_id),
    people: seen.map((one) => one.person_id),
    froms: seen.map((one) => one.from ?? one.at),
    moments: seen.map((one) => one.at),
    gap: gapSeconds,
  }
  const asked = `
    select part_id, person_id, min(since) as since, max(at) as at
    from unnest(:parts::uuid[], :people::uuid[], :froms::timestamptz[], :moments::timestamptz[])
      as s (part_id, person_id, since, at)
    group by part_id, person_id order by part_id, person_id`
  await inTransaction(
    ctx,
    async (ctx) => {
      await ctx.db.raw(
        `with stale as (
           select p.id from room_presences p
           join (${asked}) s on p.live_session_part_id = s.part_id and p.person_id = s.person_id
           where p.ended_at is null and p.to_at < s.since - make_interval(secs => :gap)
           order by p.live_session_part_id, p.person_id for update of p)
         update room_presences p set ended_at = p.to_at from stale where p.id = stale.id`,
        columns,
      )
      await ctx.db.raw(
        `insert into room_presences (live_session_part_id, person_id, from_at, to_at)
         select part_id, person_id, since, at from (${asked}) s
         on conflict (live_session_part_id, person_id) where ended_at is null
         do update set to_at = greatest(room_presences.to_at, excluded.to_at)`,
        columns,
      )
    },
    { ownAudit: true },
  )
}

/**
 * Hands on to attendance what it has not had: stretches that have ended, pieces of those that go on, everything of a part
 * that is over. One transaction, so that nothing is handed on twice or lost.
 */
export async function handPresenceOn(ctx: Ctx): Promise<number> {
  return inTransaction(
    ctx,
    async (ctx) => {
      const due = await rows<{ part_id: string; person_id: string; from_at: Date; to_at: Date }>(
        ctx.db,
        `with due as (
           select p.id, p.recorded_to from room_presences p
           join live_session_parts lp on lp.id = p.live_session_part_id
           where (p.recorded_to is null or p.recorded_to < p.to_at) and (
             p.ended_at is not null or p.to_at < :now::timestamptz - make_interval(secs => :gap)
             or lp.ends_at <= :now or p.to_at >= coalesce(p.recorded_to, p.from_at) + make_interval(mins => :piece))
           order by p.live_session_part_id, p.person_id, p.id limit 5000 for update of p skip locked)
         update room_presences p set recorded_to = p.to_at,
           ended_at = case when p.to_at < :now::timestamptz - make_interval(secs => :gap) then p.to_at else p.ended_at end
         from due
         where p.id = due.id
         returning p.live_session_part_id as part_id, p.person_id, coalesce(due.recorded_to, p.from_at) as from_at, p.to_at`,
        { now: ctx.now, gap: gapSeconds, piece: pieceMinutes },
      )
      await recordPresence(ctx, due)
      return due.length
    },
    { ownAudit: true },
  )
}
