/** Reads the room of a live session: who may enter it, when it is open, how far its events have come. */
import { isId } from '../../../lib/ids.ts'
import { actorId } from '../../../platform/access.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { PartTimes } from '../rules.ts'

/** A live session as its room needs it, for the person who asks. */
export interface RoomRow {
  live_session_id: string
  title: string
  /** Null: a draft, which only those who keep it see. */
  opened_at: Date | null
  cancelled_at: Date | null
  trainer_ids: string[]
  has_place: boolean
  parts: PartTimes[]
}

/** One statement, because every answer and every heartbeat asks it. */
export async function findRoom(ctx: Ctx, liveSessionId: string): Promise<RoomRow> {
  const found = isId(liveSessionId)
    ? await row<Omit<RoomRow, 'parts'> & { parts: JsonPart[] | null }>(
        ctx.db,
        `select s.id as live_session_id, s.title, s.opened_at, s.cancelled_at,
           array(select t.person_id from live_session_trainers t where t.live_session_id = s.id) as trainer_ids,
           exists (select from bookings b where b.live_session_id = s.id and b.person_id = :me
             and b.cancelled_at is null and b.booked_at is not null) as has_place,
           (select json_agg(json_build_object('id', p.id, 'starts_at', p.starts_at, 'ends_at', p.ends_at)
              order by p.starts_at) from live_session_parts p where p.live_session_id = s.id) as parts
         from live_sessions s where s.id = :liveSessionId`,
        { liveSessionId, me: actorId(ctx.actor) },
      )
    : undefined
  if (!found) throw new NotFound()
  return { ...found, parts: readParts(found.parts) }
}

type JsonPart = { id: string; starts_at: string; ends_at: string }

/** Moments inside JSON come as text. */
export const readParts = (parts: JsonPart[] | null): PartTimes[] =>
  (parts ?? []).map((part) => ({
    id: part.id,
    starts_at: new Date(part.starts_at),
    ends_at: new Date(part.ends_at),
  }))

export interface RoomEventRow {
  sequence: number
  kind: string
  item_id: string | null
  at: Date
}

export async function findSequence(ctx: Pick<Ctx, 'db'>, liveSessionId: string): Promise<number> {
  const found = await ctx.db('live_rooms').first('sequence').where({ live_session_id: liveSessionId })
  return Number(found?.sequence ?? 0)
}

/** What happened after an event, in order. The sequence has no gaps, for it is given under a lock of the room. */
export async function listEventsAfter(
  ctx: Pick<Ctx, 'db'>,
  liveSessionId: string,
  after: number,
): Promise<RoomEventRow[]> {
  return rows<RoomEventRow>(
    ctx.db,
    `select sequence, kind, item_id, at from room_events
     where live_session_id = ? and sequence > ? order by sequence limit 1000`,
    [liveSessionId, after],
  )
}

/** The newest events, in order: to bring back whoever was away for a moment. */
export async function listRecentEvents(ctx: Pick<Ctx, 'db'>, liveSessionId: string): Promise<RoomEventRow[]> {
  return rows<RoomEventRow>(
    ctx.db,
    `select * from (
       select sequence, kind, item_id, at from room_events
       where live_session_id = ? order by sequence desc limit 500) recent
     order by sequence`,
    [liveSessionId],
  )
}
