/** Makes the keys that badges are signed with, puts a new one in the place of the active one, and withdraws one that was stolen. */
import { generateKeyPairSync } from 'node:crypto'
import { newId } from '../../../lib/ids.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { findActiveKey, getKey } from '../queries.ts'
import { seal } from '../signing/sealing.ts'

/** Whoever makes or replaces a key waits for whoever does so now. */
const lockKeys = (ctx: Ctx) => ctx.db.raw('select pg_advisory_xact_lock(hashtextextended(?, 11))', ['badge_keys'])

async function insertKey(ctx: Ctx): Promise<{ id: string; public_multibase: string }> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const { x, d } = privateKey.export({ format: 'jwk' })
  const { fromJwk } = await import('@digitalbazaar/ed25519-multikey')
  const { publicKeyMultibase } = await fromJwk({ jwk: publicKey.export({ format: 'jwk' }) })
  const key = { id: newId(ctx.now), public_multibase: publicKeyMultibase }
  await ctx.db('badge_keys').insert({
    ...key,
    public_x: x!,
    sealed_private_key: seal(ctx.config, key.id, Buffer.from(d!, 'base64url')),
    made_at: ctx.now,
  })
  return key
}

/** The first key is made with the first badge, in its transaction. */
export async function ensureKey(ctx: Ctx): Promise<void> {
  if (await findActiveKey(ctx)) return
  await lockKeys(ctx)
  if (await findActiveKey(ctx)) return
  const { id, public_multibase } = await insertKey(ctx)
  await recordAudit(ctx, {
    action: 'badges.make-key',
    subject_kind: 'badge key',
    subject_id: id,
    after: { public_multibase },
  })
}

/** `active_id` is the key that was active when the page was shown; null: there was none. */
export async function rotateKey(ctx: Ctx, input: { active_id: string | null }): Promise<'rotated' | 'moved-on'> {
  return inTransaction(ctx, async (ctx) => {
    await lockKeys(ctx)
    const active = await findActiveKey(ctx)
    if ((active?.id ?? null) !== input.active_id) return 'moved-on'
    if (active) await ctx.db('badge_keys').where({ id: active.id }).update({ retired_at: ctx.now })
    const { id, public_multibase } = await insertKey(ctx)
    await recordAudit(ctx, {
      action: 'badges.rotate-key',
      subject_kind: 'badge key',
      subject_id: id,
      before: { public_multibase: active?.public_multibase ?? null },
      after: { public_multibase },
    })
    return 'rotated'
  })
}

/**
 * Somebody else may have it: it is published no more, so nothing it signed counts, true badges included, until they are
 * fetched again. The active one gives way to a new one.
 */
export async function withdrawKey(
  ctx: Ctx,
  input: { key_id: string; reason: string },
): Promise<'withdrawn' | 'already'> {
  return inTransaction(ctx, async (ctx) => {
    await lockKeys(ctx)
    const key = await getKey(ctx, input.key_id)
    if (key.withdrawn_at) return 'already'
    await ctx
      .db('badge_keys')
      .where({ id: key.id })
      .update({ withdrawn_at: ctx.now, retired_at: key.retired_at ?? ctx.now })
    const fresh = key.retired_at === null ? await insertKey(ctx) : null
    await recordAudit(ctx, {
      action: 'badges.withdraw-key',
      subject_kind: 'badge key',
      subject_id: key.id,
      before: { public_multibase: key.public_multibase, was_active: fresh !== null },
      after: { made_instead: fresh?.public_multibase ?? null },
      reason: input.reason,
    })
    return 'withdrawn'
  })
}
