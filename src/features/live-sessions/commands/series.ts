/** A series: sessions on several days, scheduled in one act or not at all. */
import { newId } from '../../../lib/ids.ts'
import { actorId } from '../../../platform/access.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import type { OverlapRow } from '../queries/overlaps.ts'
import { listOverlaps } from '../queries/overlaps.ts'
import { listSeries } from '../queries/series.ts'
import type { Repeat } from '../recurrence.ts'
import { meetEachOther, overlapping } from '../recurrence.ts'
import type { NewLiveSession, NewRefusal } from './live-sessions.ts'
import { insertLiveSession, refuseNew } from './live-sessions.ts'
import { engagementsOf, lockTimeOf, trainersOf } from './overlaps.ts'

export interface SeriesInput {
  /** What the form was given when it was shown, so that sending it twice schedules once. */
  id: string
  every: Repeat
  /** In the order of their days; at least one. */
  sessions: NewLiveSession[]
  is_draft?: boolean
  overlap_reason?: string | null
}

export type SeriesResult =
  | { result: 'scheduled'; first_id: string; count: number }
  | { result: 'overlaps'; overlaps: OverlapRow[] }
  | { result: NewRefusal }

export async function scheduleSeries(
  ctx: Ctx,
  { id, every, sessions, is_draft = false, overlap_reason = null }: SeriesInput,
): Promise<SeriesResult> {
  return inTransaction(ctx, async (ctx) => {
    for (const session of sessions) {
      const refused = await refuseNew(ctx, session)
      if (refused) return { result: refused }
    }
    await lockTimeOf(ctx, sessions.flatMap(trainersOf))
    await ctx.db.raw(`select pg_advisory_xact_lock(hashtextextended('series ' || ?, 0))`, [id])
    const known = await listSeries(ctx, id)
    if (known.length > 0) return { result: 'scheduled', first_id: known[0]!.id, count: known.length }

    const engagements = sessions.map(engagementsOf)
    const overlaps = await listOverlaps(ctx, engagements.flat(), [])
    if ((overlaps.length > 0 || meetEachOther(engagements).length > 0) && !overlap_reason)
      return { result: 'overlaps', overlaps }
    const made = { created_at: ctx.now, created_by: actorId(ctx.actor) }
    await ctx.db('live_session_series').insert({ id, every, ...made })
    const ids = sessions.map(() => newId())
    for (const [index, session] of sessions.entries()) {
      const own = overlapping(engagements[index]!, overlaps)
      const meets = own.length > 0 || meetEachOther(engagements).includes(index)
      await insertLiveSession(ctx, ids[index]!, session, {
        is_draft,
        overlaps: own,
        overlap_reason: meets ? overlap_reason : null,
        series_id: id,
      })
    }
    await recordAudit(ctx, {
      action: 'live-sessions.schedule-series',
      subject_kind: 'series',
      subject_id: id,
      after: { every, live_session_ids: ids },
    })
    return { result: 'scheduled', first_id: ids[0]!, count: ids.length }
  })
}
