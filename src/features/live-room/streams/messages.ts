/** What goes down a stream, made once for all who follow a room: the events, and with the last of them what is seen now. */
import type { Ctx } from '../../../platform/context.ts'
import { eventBytes } from '../../../platform/http/event-stream.ts'
import { renderPart } from '../../../platform/http/render.ts'
import { roomHref, stage } from '../pages/room.ts'
import { questionList } from '../pages/questions.ts'
import { findCurrentItem } from '../queries/agenda.ts'
import { listQuestions } from '../queries/questions.ts'
import type { RoomEventRow } from '../queries/rooms.ts'

/** On everyone's page; the trainer's has them all. */
export const mostQuestions = 30

/** What everyone's page shows, without anything that belongs to one person. */
export interface Seen {
  stage: string
  title: string | null
  questions: string
}

export async function readSeen(ctx: Ctx, liveSessionId: string): Promise<Seen> {
  const item = stage(await findCurrentItem(ctx, liveSessionId), ctx.now)
  const room = { href: roomHref(liveSessionId) }
  return {
    stage: renderPart(ctx, 'live-room/_stage', { stage: item, mine: null, room }),
    title: item ? `${item.kind_words}: ${item.title}` : null,
    questions: renderPart(ctx, 'live-room/_questions', {
      questions: questionList(await listQuestions(ctx, liveSessionId, mostQuestions)),
      voted: new Set(),
      room,
    }),
  }
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
