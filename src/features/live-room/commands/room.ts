/** The lock and the log of a room: whoever changes what is seen there holds its row, and leaves an event. */
import type { Ctx } from '../../../platform/context.ts'
import { row } from '../../../platform/db/connect.ts'
import { NotFound } from '../../../platform/errors.ts'

export type EventKind =
  | 'item shown'
  | 'item closed'
  | 'results shown'
  | 'screen cleared'
  | 'question asked'
  | 'question answered'
  | 'question parked'
  | 'question opened'

export interface LockedRoom {
  live_session_id: string
  current_item_id: string | null
}

/** One change of a room at a time, until the end of the transaction. */
export async function lockRoom(ctx: Ctx, liveSessionId: string): Promise<LockedRoom> {
  const found = await ctx.db('live_rooms').first().where({ live_session_id: liveSessionId }).forUpdate()
  if (!found) throw new NotFound()
  return found
}

/** The same for whoever puts the first thing into a room. */
export async function openRoom(ctx: Ctx, liveSessionId: string): Promise<LockedRoom> {
  await ctx.db('live_rooms').insert({ live_session_id: liveSessionId }).onConflict('live_session_id').ignore()
  return lockRoom(ctx, liveSessionId)
}

/** Writes the next event; the caller holds the room, so that events are committed in the order of their numbers. */
export async function addEvent(
  ctx: Ctx,
  liveSessionId: string,
  event: { kind: EventKind; item_id?: string | null; question_id?: string },
): Promise<number> {
  const added = await row<{ sequence: number }>(
    ctx.db,
    `with next as (
       update live_rooms set sequence = sequence + 1 where live_session_id = :liveSessionId returning sequence)
     insert into room_events (live_session_id, sequence, kind, item_id, question_id, at)
     select :liveSessionId, sequence, :kind, :itemId, :questionId, :now from next returning sequence`,
    {
      liveSessionId,
      kind: event.kind,
      itemId: event.item_id ?? null,
      questionId: event.question_id ?? null,
      now: ctx.now,
    },
  )
  return added!.sequence
}
