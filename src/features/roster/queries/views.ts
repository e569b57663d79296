/** Views somebody saved, and the links to them that were mailed. */
import { isId } from '../../../lib/ids.ts'
import { hashSecret } from '../../../lib/codes.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import { NotFound } from '../../../platform/errors.ts'

export const mails = ['never', 'weekly', 'monthly'] as const
export type Mails = (typeof mails)[number]

export interface ViewRow {
  id: string
  owner_id: string
  name: string
  query: string
  mails: Mails
}

export async function listViews(ctx: Ctx, ownerId: string): Promise<ViewRow[]> {
  return rows<ViewRow>(
    ctx.db,
    `select id, owner_id, name, query, mails from roster_views where owner_id = ? order by lower(name), id`,
    [ownerId],
  )
}

/** Somebody else's is not found, like one that does not exist. */
export async function getView(ctx: Ctx, id: string, ownerId: string): Promise<ViewRow> {
  const found = isId(id)
    ? await row<ViewRow>(
        ctx.db,
        `select id, owner_id, name, query, mails from roster_views where id = :id and owner_id = :ownerId`,
        { id, ownerId },
      )
    : undefined
  if (!found) throw new NotFound()
  return found
}

export interface LinkRow {
  name: string
  query: string
  as_at: string
  expires_at: Date
}

/** The link with that secret, if it is this person's. */
export async function getLink(ctx: Ctx, token: string, ownerId: string): Promise<LinkRow> {
  const found = await row<LinkRow>(
    ctx.db,
    `select v.name, v.query, l.as_at, l.expires_at from roster_links l join roster_views v on v.id = l.view_id
     where l.token_hash = :hash and v.owner_id = :ownerId`,
    { hash: hashSecret(token), ownerId },
  )
  if (!found) throw new NotFound()
  return found
}
