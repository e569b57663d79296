/** Reads the parts of live sessions: when each is held, by whom, where it leads, what of a course it delivers. */
import { isId } from '../../../lib/ids.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'

export interface Break {
  starts_at: Date
  ends_at: Date
}

export interface LiveSessionPartRow {
  id: string
  live_session_id: string
  position: number
  live_part_id: string | null
  live_part_title: string | null
  starts_at: Date
  ends_at: Date
  /** Where this part is held: its own link, or the session's. */
  join_url: string | null
  has_own_join_url: boolean
  /** Its own trainers; empty where those of the session train it. */
  trainer_ids: string[]
  breaks: Break[]
}

/** The parts of session `s` in their order, as JSON: `readParts` makes rows of it. */
export const partsSql = `(
  select json_agg(json_build_object(
      'id', p.id, 'live_session_id', p.live_session_id, 'position', p.position,
      'live_part_id', p.live_part_id, 'live_part_title', l.title, 'starts_at', p.starts_at, 'ends_at', p.ends_at,
      'join_url', coalesce(p.join_url, s.join_url), 'has_own_join_url', p.join_url is not null,
      'trainer_ids', array(select t.person_id from live_session_part_trainers t where t.live_session_part_id = p.id
        order by t.person_id),
      'breaks', (select coalesce(json_agg(json_build_object('starts_at', k.starts_at, 'ends_at', k.ends_at)
          order by k.starts_at), '[]') from live_session_breaks k where k.live_session_part_id = p.id)
    ) order by p.position)
  from live_session_parts p left join live_parts l on l.id = p.live_part_id where p.live_session_id = s.id)`

/** What follows from all parts of session `s` together: its first and last moment, the course it belongs to. */
export const wholeSql = `
  cross join lateral (
    select min(p.starts_at) as starts_at, max(p.ends_at) as ends_at,
      array_remove(array_agg(p.live_part_id order by p.position), null) as live_part_ids,
      (array_agg(l.course_id) filter (where l.course_id is not null))[1] as course_id
    from live_session_parts p left join live_parts l on l.id = p.live_part_id where p.live_session_id = s.id) w`

/** Moments come out of JSON as texts. */
export function withParts<Row extends { parts: LiveSessionPartRow[] }>(found: Row): Row {
  const moments = <Timed extends Break>(one: Timed): Timed => ({
    ...one,
    starts_at: new Date(one.starts_at),
    ends_at: new Date(one.ends_at),
  })
  return { ...found, parts: found.parts.map((part) => ({ ...moments(part), breaks: part.breaks.map(moments) })) }
}

export async function listLiveSessionParts(ctx: Ctx, liveSessionId: string): Promise<LiveSessionPartRow[]> {
  if (!isId(liveSessionId)) return []
  const found = await row<{ parts: LiveSessionPartRow[] | null }>(
    ctx.db,
    `select ${partsSql} as parts from live_sessions s where s.id = ?`,
    [liveSessionId],
  )
  return found?.parts ? withParts({ parts: found.parts }).parts : []
}

export interface TrainerRow {
  id: string
  full_name: string
  email: string | null
  language: 'en' | 'cy'
}

/** Everyone who trains any part of the session. */
export async function listTrainers(ctx: Ctx, liveSessionId: string): Promise<TrainerRow[]> {
  return rows<TrainerRow>(
    ctx.db,
    `select p.id, p.full_name, p.email, p.language from live_session_trainers t join people p on p.id = t.person_id
     where t.live_session_id = ? order by lower(p.full_name), p.id`,
    [liveSessionId],
  )
}
