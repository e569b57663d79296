/** What everyone's page shows: an item, its end, its results, or nothing. Each change is an event of the room. */
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { getItem } from '../queries/agenda.ts'
import { takesAnswers } from '../rules.ts'
import type { EventKind, LockedRoom } from './room.ts'
import { addEvent, lockRoom } from './room.ts'

interface ItemOf {
  live_session_id: string
  item_id: string
}

/** Shows the item, again if it was shown before: answers given then stay and can be changed. What was on ends. */
export async function showItem(ctx: Ctx, input: ItemOf): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const room = await lockRoom(ctx, input.live_session_id)
    const item = await getItem(ctx, input.live_session_id, input.item_id)
    if (room.current_item_id && room.current_item_id !== item.id) await endItem(ctx, room.current_item_id)
    const closes_at = item.seconds === null ? null : new Date(ctx.now.getTime() + item.seconds * 1000)
    await ctx
      .db('room_items')
      .where({ id: item.id })
      .update({ shown_at: ctx.now, closes_at, closed_at: null, revealed_at: null })
    await putOnScreen(ctx, room, item.id)
    await leave(ctx, input, 'item shown')
  })
}

/** Answers that are just being written wait for this row, or this for them: what is counted afterwards stays so. */
const endItem = (ctx: Ctx, id: string) =>
  ctx.db('room_items').where({ id }).whereNull('closed_at').update({ closed_at: ctx.now })

const putOnScreen = (ctx: Ctx, { live_session_id }: LockedRoom, current_item_id: string | null) =>
  ctx.db('live_rooms').where({ live_session_id }).update({ current_item_id })

/** No answer counts from now on. */
export async function closeItem(ctx: Ctx, input: ItemOf): Promise<'closed' | 'unchanged'> {
  return inTransaction(ctx, async (ctx) => {
    await lockRoom(ctx, input.live_session_id)
    const item = await getItem(ctx, input.live_session_id, input.item_id)
    if (!item.shown_at || item.closed_at) return 'unchanged'
    await endItem(ctx, item.id)
    await leave(ctx, input, 'item closed')
    return 'closed'
  })
}

/** Shows everyone how many chose what, and the right answer; it ends the answering, so that the figures stay. */
export async function revealResults(ctx: Ctx, input: ItemOf): Promise<'revealed' | 'unchanged'> {
  return inTransaction(ctx, async (ctx) => {
    const room = await lockRoom(ctx, input.live_session_id)
    const item = await getItem(ctx, input.live_session_id, input.item_id)
    if (!item.shown_at || !takesAnswers(item.kind) || (item.revealed_at && room.current_item_id === item.id))
      return 'unchanged'
    await endItem(ctx, item.id)
    await ctx.db('room_items').where({ id: item.id }).update({ revealed_at: ctx.now })
    if (room.current_item_id && room.current_item_id !== item.id) await endItem(ctx, room.current_item_id)
    await putOnScreen(ctx, room, item.id)
    await leave(ctx, input, 'results shown')
    return 'revealed'
  })
}

export async function clearScreen(ctx: Ctx, live_session_id: string): Promise<'cleared' | 'unchanged'> {
  return inTransaction(ctx, async (ctx) => {
    const room = await lockRoom(ctx, live_session_id)
    if (!room.current_item_id) return 'unchanged'
    await endItem(ctx, room.current_item_id)
    await putOnScreen(ctx, room, null)
    await leave(ctx, { live_session_id, item_id: null }, 'screen cleared')
    return 'cleared'
  })
}

/** The event that everyone's page follows, and the audit row that says who did it. */
async function leave(
  ctx: Ctx,
  { live_session_id, item_id }: { live_session_id: string; item_id: string | null },
  kind: EventKind,
): Promise<void> {
  const sequence = await addEvent(ctx, live_session_id, { kind, item_id })
  await recordAudit(ctx, {
    action: `live-room.${kind.replace(' ', '-')}`,
    subject_kind: 'live-session',
    subject_id: live_session_id,
    after: { item_id, sequence },
  })
}
