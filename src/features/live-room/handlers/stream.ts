/** The stream that everyone's page follows, from the last event that page has seen. */
import type { Request, Response } from 'express'
import { openEventStream } from '../../../platform/http/event-stream.ts'
import { canRun } from '../policy.ts'
import { isOpenForTrainers } from '../rules.ts'
import { hubOf } from '../streams/hub.ts'
import { getRoom } from './room.ts'

/** 204 tells a browser not to come back: there is nothing to follow now. */
export async function openStream(req: Request, res: Response): Promise<void> {
  const { room, state, me } = await getRoom(req)
  const runs = canRun(me, room)
  const isOpen =
    state.state === 'open' || (runs && state.state !== 'cancelled' && isOpenForTrainers(room.parts, req.ctx.now))
  if (!isOpen || req.method === 'HEAD') {
    res.status(204).end()
    return
  }
  const hub = hubOf(req.ctx)
  if (hub.isEnding) {
    res.status(503).setHeader('Retry-After', '2').end()
    return
  }
  const who = {
    person_id: me.id,
    sid: req.sessionID,
    until: req.session.signed_in_until ?? 0,
    is_trainer: runs,
    has_place: room.has_place,
  }
  await hub.join(room.live_session_id, who, lastSeen(req), (closed) => openEventStream(res, closed))
}

/** The browser's own header after a break in the line; the page's number the first time. */
function lastSeen(req: Request): number {
  const text = String(req.headers['last-event-id'] ?? req.query.after ?? '')
  return /^\d{1,15}$/.test(text) ? Number(text) : 0
}
