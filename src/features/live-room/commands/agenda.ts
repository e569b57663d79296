/** Changes of the agenda before it is shown: items are added, edited, moved, removed. */
import { newId } from '../../../lib/ids.ts'
import { actorId } from '../../../platform/access.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { row } from '../../../platform/db/connect.ts'
import { listAgenda } from '../queries/agenda.ts'
import type { ItemKind, OptionInput } from '../rules.ts'
import { lockRoom, openRoom } from './room.ts'

export interface ItemInput {
  kind: ItemKind
  title: string
  body: string
  seconds: number | null
  options: OptionInput[]
}

/** Adds the item at the end. The same `id` again is the same form sent twice. */
export async function addItem(ctx: Ctx, input: ItemInput & { id?: string; live_session_id: string }): Promise<string> {
  const { options, ...item } = input
  const id = input.id ?? newId()
  await inTransaction(ctx, async (ctx) => {
    await openRoom(ctx, input.live_session_id)
    if (await ctx.db('room_items').first('id').where({ id })) return
    const last = await row<{ position: number }>(
      ctx.db,
      'select coalesce(max(position), 0) as position from room_items where live_session_id = ?',
      [input.live_session_id],
    )
    await ctx.db('room_items').insert({
      ...item,
      id,
      position: last!.position + 1,
      created_at: ctx.now,
      created_by: actorId(ctx.actor),
    })
    await insertOptions(ctx, id, options)
    await recordAudit(ctx, {
      action: 'live-room.add-item',
      subject_kind: 'live-session',
      subject_id: input.live_session_id,
      after: { item_id: id, kind: item.kind, title: item.title },
    })
  })
  return id
}

/** Fills an empty agenda with that of another session, as if nothing of it had been shown. */
export async function copyAgenda(
  ctx: Ctx,
  input: { live_session_id: string; from_id: string },
): Promise<'copied' | 'not-empty'> {
  return inTransaction(ctx, async (ctx) => {
    await openRoom(ctx, input.live_session_id)
    if ((await listAgenda(ctx, input.live_session_id)).length > 0) return 'not-empty'
    const items = await listAgenda(ctx, input.from_id)
    for (const [index, { kind, title, body, seconds, options }] of items.entries()) {
      const id = newId()
      const made = { created_at: ctx.now, created_by: actorId(ctx.actor) }
      const place = { live_session_id: input.live_session_id, position: index + 1 }
      await ctx.db('room_items').insert({ id, kind, title, body, seconds, ...place, ...made })
      await insertOptions(ctx, id, options)
    }
    await recordAudit(ctx, {
      action: 'live-room.copy-agenda',
      subject_kind: 'live-session',
      subject_id: input.live_session_id,
      after: { from_id: input.from_id, items: items.map(({ title }) => title) },
    })
    return 'copied'
  })
}

async function insertOptions(ctx: Ctx, item_id: string, options: OptionInput[]): Promise<void> {
  if (options.length === 0) return
  await ctx
    .db('room_options')
    .insert(options.map(({ text, is_right }, index) => ({ id: newId(), item_id, position: index + 1, text, is_right })))
}

interface ItemOf {
  live_session_id: string
  item_id: string
}

const lockPlanned = (ctx: Ctx, { live_session_id, item_id }: ItemOf) =>
  ctx.db('room_items').first().where({ id: item_id, live_session_id, shown_at: null }).forUpdate()

/** What people have seen stays as they saw it: only an item that was never shown can be edited. */
export async function editItem(ctx: Ctx, input: ItemOf & Omit<ItemInput, 'kind'>): Promise<'edited' | 'shown-already'> {
  return inTransaction(ctx, async (ctx) => {
    await lockRoom(ctx, input.live_session_id)
    const before = await lockPlanned(ctx, input)
    if (!before) return 'shown-already'
    const { title, body, seconds } = input
    await ctx.db('room_items').where({ id: input.item_id }).update({ title, body, seconds })
    await ctx.db('room_options').where({ item_id: input.item_id }).delete()
    await insertOptions(ctx, input.item_id, input.options)
    await recordAudit(ctx, {
      action: 'live-room.edit-item',
      subject_kind: 'live-session',
      subject_id: input.live_session_id,
      before: { item_id: input.item_id, title: before.title },
      after: { item_id: input.item_id, title },
    })
    return 'edited'
  })
}

export async function removeItem(ctx: Ctx, input: ItemOf): Promise<'removed' | 'shown-already'> {
  return inTransaction(ctx, async (ctx) => {
    await lockRoom(ctx, input.live_session_id)
    const before = await lockPlanned(ctx, input)
    if (!before) return 'shown-already'
    await ctx.db('room_options').where({ item_id: input.item_id }).delete()
    await ctx.db('room_items').where({ id: input.item_id }).delete()
    await recordAudit(ctx, {
      action: 'live-room.remove-item',
      subject_kind: 'live-session',
      subject_id: input.live_session_id,
      before: { item_id: input.item_id, kind: before.kind, title: before.title, body: before.body },
    })
    return 'removed'
  })
}

/** Changes places with the neighbour above or below; the first cannot go up, nor the last down. */
export async function moveItem(ctx: Ctx, input: ItemOf & { way: 'up' | 'down' }): Promise<'moved' | 'stays'> {
  return inTransaction(ctx, async (ctx) => {
    await lockRoom(ctx, input.live_session_id)
    const items = await ctx
      .db('room_items')
      .select('id', 'position')
      .where({ live_session_id: input.live_session_id })
      .orderBy(['position', 'id'])
    const index = items.findIndex((item) => item.id === input.item_id)
    const [one, other] = [items[index], items[index + (input.way === 'up' ? -1 : 1)]]
    if (!one || !other) return 'stays'
    await ctx.db('room_items').where({ id: one.id }).update({ position: other.position })
    await ctx.db('room_items').where({ id: other.id }).update({ position: one.position })
    await recordAudit(ctx, {
      action: 'live-room.move-item',
      subject_kind: 'live-session',
      subject_id: input.live_session_id,
      after: { item_id: input.item_id, way: input.way },
    })
    return 'moved'
  })
}
