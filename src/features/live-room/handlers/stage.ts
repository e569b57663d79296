/** The trainer's buttons: show, close, show the results, clear the screen. */
import type { Request, Response } from 'express'
import { clearScreen, closeItem, revealResults, showItem } from '../commands/stage.ts'
import * as pages from '../pages/room.ts'
import { getItem } from '../queries/agenda.ts'
import { hubOf } from '../streams/hub.ts'
import { getKeptRoom } from './agenda.ts'

async function getItemOf(req: Request) {
  const room = await getKeptRoom(req)
  const { id: item_id } = await getItem(req.ctx, room.live_session_id, String(req.params.itemId))
  return { live_session_id: room.live_session_id, item_id, href: `${pages.roomFacts(room).href}/agenda` }
}

export async function createShowing(req: Request, res: Response): Promise<void> {
  const { href, ...item } = await getItemOf(req)
  await showItem(req.ctx, item)
  hubOf(req.ctx).changed(item.live_session_id)
  res.redirect(303, `${href}#item-${item.item_id}`)
}

export async function createClosing(req: Request, res: Response): Promise<void> {
  const { href, ...item } = await getItemOf(req)
  await closeItem(req.ctx, item)
  hubOf(req.ctx).changed(item.live_session_id)
  res.redirect(303, `${href}#item-${item.item_id}`)
}

export async function createResults(req: Request, res: Response): Promise<void> {
  const { href, ...item } = await getItemOf(req)
  await revealResults(req.ctx, item)
  hubOf(req.ctx).changed(item.live_session_id)
  res.redirect(303, `${href}#item-${item.item_id}`)
}

export async function createClearing(req: Request, res: Response): Promise<void> {
  const room = await getKeptRoom(req)
  await clearScreen(req.ctx, room.live_session_id)
  hubOf(req.ctx).changed(room.live_session_id)
  res.redirect(303, `${pages.roomFacts(room).href}/agenda`)
}
