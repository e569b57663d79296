/** Heartbeats, and the trainer's page of who is here. */
import type { Request, Response } from 'express'
import { actorId } from '../../../platform/access.ts'
import { renderPage } from '../../../platform/http/render.ts'
import * as pages from '../pages/room.ts'
import { presentPeople } from '../pages/people.ts'
import { listPresent } from '../queries/presence.ts'
import { readAsked } from '../forms.ts'
import { hereFrom, partNow } from '../rules.ts'
import { beat } from '../streams/heartbeats.ts'
import { hubOf } from '../streams/hub.ts'
import { getKeptRoom } from './agenda.ts'
import { getRoom, wantsJson } from './room.ts'

/** "I am here": from the page's script, or from the reload button where there is none. Trainers are not counted. */
export async function createPresence(req: Request, res: Response): Promise<void> {
  const person_id = actorId(req.ctx.actor)!
  const liveSessionId = String(req.params.liveSessionId)
  const hub = hubOf(req.ctx)
  const part_id = hub.partOf(liveSessionId, person_id, req.ctx.now)?.id ?? (await findOwnPart(req))
  const from = hereFrom(readAsked(req.body), hub.sinceOf(liveSessionId, person_id), req.ctx.now)
  if (part_id) await beat(req.ctx, { part_id, person_id, from, at: req.ctx.now })
  if (wantsJson(req)) {
    res.status(204).end()
    return
  }
  res.redirect(303, pages.roomHref(liveSessionId))
}

/** The part that is on, where the one who asks has a place in it. */
async function findOwnPart(req: Request): Promise<string | undefined> {
  const { room, state } = await getRoom(req)
  return room.has_place && state.state === 'open' ? state.part.id : undefined
}

export async function showPeople(req: Request, res: Response): Promise<void> {
  const { ctx } = req
  const room = await getKeptRoom(req)
  const facts = pages.roomFacts(room)
  const part = partNow(room.parts, ctx.now)
  const people = part ? await listPresent(ctx, room.live_session_id, part.id) : []
  await renderPage(req, res, 'live-room/people', {
    title: `Who is here: ${room.title}`,
    wide: true,
    refresh_seconds: 30,
    back: { href: facts.session_href, text: room.title },
    room: facts,
    navigation_items: pages.roomNavigation(facts.href, 'people'),
    register_href: part ? `/registers/${part.id}` : null,
    missing_href: part ? `/registers/${part.id}/missing` : null,
    ...presentPeople(people, ctx.now),
  })
}
