/** The trainer's pages: the agenda, and its items before they are shown. */
import type { Request, Response } from 'express'
import { newId } from '../../../lib/ids.ts'
import { NotFound } from '../../../platform/errors.ts'
import { flash } from '../../../platform/http/flash.ts'
import type { Form } from '../../../platform/http/form.ts'
import { emptyForm, filledForm, readForm, readQuery } from '../../../platform/http/form.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { addItem, copyAgenda, editItem, moveItem, removeItem } from '../commands/agenda.ts'
import { agendaCopyForm, itemForm, moveForm, newItemQuery, optionNumbers, typedItem } from '../forms.ts'
import * as pages from '../pages/room.ts'
import { canRun } from '../policy.ts'
import { findCurrentItem, getItem, listAgenda, listAgendaSources } from '../queries/agenda.ts'
import type { RoomRow } from '../queries/rooms.ts'
import { findRoom, findSequence } from '../queries/rooms.ts'
import type { ItemKind } from '../rules.ts'
import { isOpenForTrainers, takesAnswers } from '../rules.ts'

/** The room, for those who run it; for everyone else it is not there. */
export async function getKeptRoom(req: Request): Promise<RoomRow> {
  const room = await findRoom(req.ctx, String(req.params.liveSessionId))
  if (!canRun(req.ctx.actor, room)) throw new NotFound()
  return room
}

export async function showAgenda(req: Request, res: Response): Promise<void> {
  await showRoomAgenda(req, res, await getKeptRoom(req), emptyForm())
}

async function showRoomAgenda(req: Request, res: Response, room: RoomRow, form: Form): Promise<void> {
  const { ctx } = req
  const facts = pages.roomFacts(room)
  const sequence = await findSequence(ctx, room.live_session_id)
  const items = await listAgenda(ctx, room.live_session_id)
  const current = await findCurrentItem(ctx, room.live_session_id)
  await renderPage(req, res, 'live-room/agenda', {
    title: `Run the room: ${room.title}`,
    wide: true,
    back: { href: facts.session_href, text: room.title },
    room: { ...facts, sequence, is_open: isOpenForTrainers(room.parts, ctx.now) },
    navigation_items: pages.roomNavigation(facts.href, 'agenda'),
    items: items.map((item, index) => pages.agendaItem(item, index, items.length, current?.id ?? null, ctx.now)),
    kind_choices: pages.kindChoices(facts.href),
    form,
    source_choices:
      items.length > 0 ? [] : pages.agendaSourceChoices(await listAgendaSources(ctx, room.live_session_id)),
  })
}

export async function createAgendaCopy(req: Request, res: Response): Promise<void> {
  const room = await getKeptRoom(req)
  const read = readForm(agendaCopyForm, req)
  if (!read.ok) return showRoomAgenda(req, res, room, read.form)
  const { from_id } = read.values
  const sources = await listAgendaSources(req.ctx, room.live_session_id)
  if (sources.every((one) => one.id !== from_id))
    return showRoomAgenda(req, res, room, read.form.withError('from_id', 'Select whose agenda to take over'))
  switch (await copyAgenda(req.ctx, { live_session_id: room.live_session_id, from_id })) {
    case 'copied':
      flash(req, 'success', 'The agenda is taken over. Change what is other this time.')
      break
    case 'not-empty':
      flash(req, 'notice', 'Nothing was changed: there is something on this agenda already.')
  }
  res.redirect(303, `${pages.roomFacts(room).href}/agenda`)
}

export async function newItem(req: Request, res: Response): Promise<void> {
  const room = await getKeptRoom(req)
  const read = readQuery(newItemQuery, req)
  const kind = read.ok ? read.values.kind : 'page'
  await showItemForm(req, res, room, kind, filledForm({ id: newId(), kind }), null)
}

async function showItemForm(
  req: Request,
  res: Response,
  room: RoomRow,
  kind: ItemKind,
  form: Form,
  itemId: string | null,
): Promise<void> {
  const facts = pages.roomFacts(room)
  const words = pages.kindWords[kind].toLowerCase()
  await renderPage(req, res, itemId ? 'live-room/item-edit' : 'live-room/item-new', {
    title: itemId ? `Change the ${words}` : `Add a ${words}`,
    back: { href: `${facts.href}/agenda`, text: 'Agenda' },
    form,
    room: facts,
    action: itemId ? `${facts.href}/items/${itemId}` : `${facts.href}/items`,
    removal_action: itemId ? `${facts.href}/items/${itemId}/removal` : null,
    kind,
    kind_hint: pages.kindHints[kind],
    takes_answers: takesAnswers(kind),
    option_numbers: optionNumbers,
  })
}

export async function createItem(req: Request, res: Response): Promise<void> {
  const room = await getKeptRoom(req)
  const read = readForm(itemForm, req)
  if (!read.ok) {
    const kind = readForm(newItemQuery, req)
    return showItemForm(req, res, room, kind.ok ? kind.values.kind : 'page', read.form, null)
  }
  const { id, ...item } = read.values
  await addItem(req.ctx, { ...item, live_session_id: room.live_session_id, ...(id ? { id } : {}) })
  flash(req, 'success', `Added to the agenda: ${item.title}`)
  res.redirect(303, `${pages.roomFacts(room).href}/agenda`)
}

async function getPlannedItem(req: Request, room: RoomRow) {
  return getItem(req.ctx, room.live_session_id, String(req.params.itemId))
}

export async function editItemPage(req: Request, res: Response): Promise<void> {
  const room = await getKeptRoom(req)
  const item = await getPlannedItem(req, room)
  if (item.shown_at) return sendBack(req, res, room)
  await showItemForm(req, res, room, item.kind, filledForm(typedItem(item)), item.id)
}

function sendBack(req: Request, res: Response, room: RoomRow): void {
  flash(req, 'notice', 'That item has been shown, so it stays as people saw it. Add a new one instead.')
  res.redirect(303, `${pages.roomFacts(room).href}/agenda`)
}

export async function updateItem(req: Request, res: Response): Promise<void> {
  const room = await getKeptRoom(req)
  const { id: item_id, kind } = await getPlannedItem(req, room)
  // The kind is what it was, whatever was sent.
  req.body = { ...req.body, kind }
  const read = readForm(itemForm, req)
  if (!read.ok) return showItemForm(req, res, room, kind, read.form, item_id)
  switch (await editItem(req.ctx, { ...read.values, item_id, live_session_id: room.live_session_id })) {
    case 'shown-already':
      return sendBack(req, res, room)
    case 'edited':
      flash(req, 'success', `Changed: ${read.values.title}`)
      return res.redirect(303, `${pages.roomFacts(room).href}/agenda`)
  }
}

export async function createItemRemoval(req: Request, res: Response): Promise<void> {
  const room = await getKeptRoom(req)
  const item = await getPlannedItem(req, room)
  switch (await removeItem(req.ctx, { item_id: item.id, live_session_id: room.live_session_id })) {
    case 'shown-already':
      return sendBack(req, res, room)
    case 'removed':
      flash(req, 'success', `Removed from the agenda: ${item.title}`)
      return res.redirect(303, `${pages.roomFacts(room).href}/agenda`)
  }
}

export async function createItemMove(req: Request, res: Response): Promise<void> {
  const room = await getKeptRoom(req)
  const item = await getPlannedItem(req, room)
  const read = readForm(moveForm, req)
  if (read.ok) await moveItem(req.ctx, { item_id: item.id, live_session_id: room.live_session_id, ...read.values })
  res.redirect(303, `${pages.roomFacts(room).href}/agenda#item-${item.id}`)
}
