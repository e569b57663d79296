/** Reads keys, badges and what their holders chose. */
import type { Ctx } from '../../platform/context.ts'
import { row, rows } from '../../platform/db/connect.ts'
import { NotFound } from '../../platform/errors.ts'
import type { CertificateRow } from '../certification/index.ts'
import { findByReference, lastStateOf } from '../certification/index.ts'
import type { Purpose } from './rules.ts'
import { standingsOf } from './rules.ts'

export interface KeyRow {
  id: string
  public_multibase: string
  public_x: string
  sealed_private_key: Buffer
  made_at: Date
  retired_at: Date | null
  withdrawn_at: Date | null
}

/** Every key there ever was, the active one first. */
export const listKeys = (ctx: Ctx): Promise<KeyRow[]> =>
  rows<KeyRow>(
    ctx.db,
    `select id, public_multibase, public_x, sealed_private_key, made_at, retired_at, withdrawn_at from badge_keys
     order by retired_at is not null, id desc`,
  )

export async function findActiveKey(ctx: Ctx): Promise<KeyRow | undefined> {
  const [key] = await listKeys(ctx)
  return key?.retired_at === null ? key : undefined
}

export async function getKey(ctx: Ctx, id: string): Promise<KeyRow> {
  const key = (await listKeys(ctx)).find((one) => one.id === id)
  if (!key) throw new NotFound()
  return key
}

/** How many badges are shown that were made while this key signed, so that copies of them may carry its signature. */
export async function countSignedBy(ctx: Ctx, key: Pick<KeyRow, 'retired_at'>): Promise<number> {
  const found = await row<{ count: number }>(
    ctx.db,
    `select count(*) from badges b
     join lateral (select c.is_shown from badge_choices c where c.certificate_id = b.certificate_id order by c.id desc limit 1) last
       on last.is_shown
     where b.made_at < coalesce(:retired_at::timestamptz, 'infinity')`,
    { retired_at: key.retired_at },
  )
  return found!.count
}

/** When a key was last withdrawn that may have signed a badge made then; null: none was. */
export async function findWithdrawalSince(ctx: Ctx, made_at: Date): Promise<Date | null> {
  const found = await row<{ at: Date | null }>(
    ctx.db,
    `select max(withdrawn_at) as at from badge_keys where withdrawn_at is not null and retired_at > :made_at`,
    { made_at },
  )
  return found!.at
}

export async function getActiveKey(ctx: Ctx): Promise<KeyRow> {
  const key = await findActiveKey(ctx)
  if (!key) throw new Error('There is a badge and no key to sign it')
  return key
}

export interface BadgeRow {
  certificate_id: string
  status_list: number
  revocation_index: number
  suspension_index: number
  salt: string
  made_at: Date
  is_shown: boolean
  shows_name: boolean
  chosen_at: Date
}

export async function findBadge(ctx: Ctx, certificateId: string): Promise<BadgeRow | undefined> {
  return row<BadgeRow>(
    ctx.db,
    `select b.certificate_id, b.status_list, b.revocation_index, b.suspension_index, b.salt, b.made_at,
       last.is_shown, last.shows_name, last.chosen_at
     from badges b
     join lateral (select c.is_shown, c.shows_name, c.chosen_at from badge_choices c
                   where c.certificate_id = b.certificate_id order by c.id desc limit 1) last on true
     where b.certificate_id = ?`,
    [certificateId],
  )
}

const noId = '00000000-0000-0000-0000-000000000000'

/** The badge behind a reference, with its certificate, if its holder shows it and has an address to be known by. */
export async function findShown(
  ctx: Ctx,
  reference: string,
): Promise<{ badge: BadgeRow; certificate: CertificateRow & { email: string } } | undefined> {
  const certificate = await findByReference(ctx, reference)
  // Asked of nobody's too: how long the answer takes must not tell a badge that is not shown from one that never was.
  const badge = await findBadge(ctx, certificate?.id ?? noId)
  if (!certificate || !badge?.is_shown || certificate.email === null) return undefined
  return { badge, certificate: { ...certificate, email: certificate.email } }
}

/** The newest list and how many places of it are taken; zero lists before the first badge. */
export async function getLastList(ctx: Ctx): Promise<{ list: number; taken: number }> {
  const found = await row<{ list: number; taken: number }>(
    ctx.db,
    `select status_list as list, count(*)::int as taken from badges
     where status_list = (select max(status_list) from badges) group by status_list`,
  )
  return found ?? { list: 0, taken: 0 }
}

/** The places whose bit is set at this moment. What its holder stopped showing keeps its bits: copies of it go round. */
export async function listSetBits(ctx: Ctx, list: number, purpose: Purpose): Promise<number[]> {
  const found = await rows<{ place: number }>(
    ctx.db,
    `select ${purpose === 'revocation' ? 'b.revocation_index' : 'b.suspension_index'} as place
     from badges b
     join ${lastStateOf('b.certificate_id')} last on true
     where b.status_list = :list and last.standing = any (:standings::text[])`,
    { list, standings: [...standingsOf[purpose]] as never },
  )
  return found.map((one) => one.place)
}
