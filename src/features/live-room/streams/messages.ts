/** What goes down a stream, made once for all who follow a room: the events, and with the last of them what is seen now. */
import type { Ctx } from '../../../platform/context.ts'
import { eventBytes } from '../../../platform/http/event-stream.ts'
import { renderPart } from '../../../platform/http/render.ts'
import { roomHref, stage } from '../pages.ts'
import { findCurrentItem } from '../queries/agenda.ts'
import type { RoomEventRow } from '../queries/rooms.ts'

/** What everyone's page shows, without anything that belongs to one person. */
export interface Seen {
  stage: string
  title: string | null
}

export async function readSeen(ctx: Ctx, liveSessionId: string): Promise<Seen> {
  const item = stage(await findCurrentItem(ctx, liveSessionId), ctx.now)
  const html = renderPart(ctx, 'live-room/_stage', {
    stage: item,
    mine: null,
    room: { href: roomHref(liveSessionId) },
  })
  return { stage: html, title: item ? `${item.kind_words}: ${item.title}` : null }
}

const dataOf = ({ kind, item_id, at }: RoomEventRow) => ({ kind, item_id, at })

/** Events that were missed, then the last one with what is seen now: whoever has read it has everything. */
export function messageOf(events: RoomEventRow[], seen: Seen): Buffer {
  return Buffer.concat(
    events.map((event, index) =>
      eventBytes('room', index === events.length - 1 ? { ...dataOf(event), ...seen } : dataOf(event), event.sequence),
    ),
  )
}

/** Where more was missed than is worth telling: what is seen now, and the number it stands for. */
export const snapshotOf = (sequence: number, seen: Seen): Buffer =>
  eventBytes('room', { kind: 'snapshot', ...seen }, sequence)
