/** Reads the agenda: its items with their answers, and what stands on everyone's page. */
import { isId } from '../../../lib/ids.ts'
import { actorId, hasRole } from '../../../platform/access.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { ItemKind } from '../rules.ts'

export interface OptionRow {
  id: string
  text: string
  is_right: boolean
  /** How many chose it. */
  count: number
}

export interface ItemRow {
  id: string
  live_session_id: string
  position: number
  kind: ItemKind
  title: string
  body: string
  seconds: number | null
  shown_at: Date | null
  closes_at: Date | null
  closed_at: Date | null
  revealed_at: Date | null
  options: OptionRow[]
}

const itemSql = `
  select i.id, i.live_session_id, i.position, i.kind, i.title, i.body, i.seconds,
    i.shown_at, i.closes_at, i.closed_at, i.revealed_at,
    coalesce((
      select json_agg(json_build_object('id', o.id, 'text', o.text, 'is_right', o.is_right,
        'count', (select count(*) from room_answers a where a.item_id = o.item_id and a.option_id = o.id))
        order by o.position)
      from room_options o where o.item_id = i.id), '[]') as options
  from room_items i`

export async function listAgenda(ctx: Pick<Ctx, 'db'>, liveSessionId: string): Promise<ItemRow[]> {
  return rows<ItemRow>(ctx.db, `${itemSql} where i.live_session_id = ? order by i.position, i.id`, [liveSessionId])
}

export async function getItem(ctx: Pick<Ctx, 'db'>, liveSessionId: string, itemId: string): Promise<ItemRow> {
  const found = isId(itemId)
    ? await row<ItemRow>(ctx.db, `${itemSql} where i.id = ? and i.live_session_id = ?`, [itemId, liveSessionId])
    : undefined
  if (!found) throw new NotFound()
  return found
}

export interface AgendaSourceRow {
  id: string
  title: string
  starts_at: Date
  items: number
}

/** Other sessions of the reader's that have an agenda, the newest first; a coordinator keeps all. */
export async function listAgendaSources(ctx: Ctx, liveSessionId: string): Promise<AgendaSourceRow[]> {
  return rows<AgendaSourceRow>(
    ctx.db,
    `select s.id, s.title, i.items, (select min(p.starts_at) from live_session_parts p where p.live_session_id = s.id)
       as starts_at
     from live_sessions s
     join (select live_session_id, count(*) as items, max(created_at) as newest from room_items group by 1) i
       on i.live_session_id = s.id
     where s.id <> :liveSessionId and (:keepsAll or exists (
       select from live_session_trainers t where t.live_session_id = s.id and t.person_id = :me))
     order by i.newest desc, s.id limit 20`,
    { liveSessionId, keepsAll: hasRole(ctx.actor, 'coordinator'), me: actorId(ctx.actor) },
  )
}

/** What everyone's page shows now. */
export async function findCurrentItem(ctx: Pick<Ctx, 'db'>, liveSessionId: string): Promise<ItemRow | undefined> {
  return row<ItemRow>(
    ctx.db,
    `${itemSql} join live_rooms r on r.live_session_id = i.live_session_id and r.current_item_id = i.id
     where i.live_session_id = ?`,
    [liveSessionId],
  )
}

/** The answer a person gave, to be shown to them and to nobody else. */
export async function findOwnAnswer(ctx: Ctx, itemId: string, personId: string): Promise<string | null> {
  const found = await ctx.db('room_answers').first('option_id').where({ item_id: itemId, person_id: personId })
  return found?.option_id ?? null
}
