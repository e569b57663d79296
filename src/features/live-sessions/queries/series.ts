/** Reads the sessions of a series, by their days. */
import { isId } from '../../../lib/ids.ts'
import type { Ctx } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/connect.ts'
import { wholeSql } from './parts.ts'

export interface SeriesSessionRow {
  id: string
  title: string
  starts_at: Date
  ends_at: Date
  cancelled_at: Date | null
  /** Null while it is a draft. */
  opened_at: Date | null
  created_by: string | null
  trainer_ids: string[]
}

export async function listSeries(ctx: Ctx, seriesId: string | null): Promise<SeriesSessionRow[]> {
  if (seriesId === null || !isId(seriesId)) return []
  return rows<SeriesSessionRow>(
    ctx.db,
    `select s.id, s.title, s.cancelled_at, s.opened_at, s.created_by, w.starts_at, w.ends_at,
       array(select t.person_id from live_session_trainers t where t.live_session_id = s.id) as trainer_ids
     from live_sessions s
     ${wholeSql}
     where s.series_id = ? order by w.starts_at, s.id`,
    [seriesId],
  )
}
