/** The holder's choice: a badge of a certificate that anyone with its address can fetch, with the name or without, or none. */
import { randomInt } from 'node:crypto'
import { newSecret } from '../../../lib/ids.ts'
import { today } from '../../../lib/time.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { certificateState, getCertificate, isValid } from '../../certification/index.ts'
import { findBadge, getLastList } from '../queries.ts'
import { listLength, mostOfList } from '../rules.ts'
import { ensureKey } from './keys.ts'

export type ShowResult = 'shown' | 'same' | 'not-valid' | 'no-mailbox'

export async function showBadge(ctx: Ctx, input: { certificate_id: string; shows_name: boolean }): Promise<ShowResult> {
  return inTransaction(ctx, async (ctx) => {
    const { id, email, ...certificate } = await getCertificate(ctx, input.certificate_id)
    await lockBadge(ctx, id)
    const badge = await findBadge(ctx, id)
    if (badge?.is_shown && badge.shows_name === input.shows_name) return 'same'
    // Taking the name off is always possible.
    if (!isValid(certificateState(certificate, today(ctx.now))) && !badge?.is_shown) return 'not-valid'
    if (email === null) return 'no-mailbox'
    await ensureKey(ctx)
    if (!badge) await insertBadge(ctx, id)
    await insertChoice(ctx, id, { is_shown: true, shows_name: input.shows_name })
    return 'shown'
  })
}

export async function hideBadge(ctx: Ctx, input: { certificate_id: string }): Promise<'hidden' | 'same'> {
  return inTransaction(ctx, async (ctx) => {
    await lockBadge(ctx, input.certificate_id)
    const badge = await findBadge(ctx, input.certificate_id)
    if (!badge?.is_shown) return 'same'
    await insertChoice(ctx, input.certificate_id, { is_shown: false, shows_name: false })
    return 'hidden'
  })
}

/** Two choices for one certificate are made one after the other. */
const lockBadge = (ctx: Ctx, certificateId: string) =>
  ctx.db.raw('select pg_advisory_xact_lock(hashtextextended(?, 12))', [certificateId])

/** Takes random places; one that somebody else has, or takes at this moment, is tried again elsewhere. */
async function insertBadge(ctx: Ctx, certificate_id: string): Promise<void> {
  const last = await getLastList(ctx)
  const status_list = last.list === 0 ? 1 : last.taken >= mostOfList ? last.list + 1 : last.list
  const place = () => randomInt(listLength)
  for (;;) {
    const made = await ctx
      .db('badges')
      .insert({
        certificate_id,
        status_list,
        revocation_index: place(),
        suspension_index: place(),
        salt: newSecret(),
        made_at: ctx.now,
      })
      .onConflict()
      .ignore()
      .returning('certificate_id')
    if (made.length > 0) return
  }
}

async function insertChoice(
  ctx: Ctx,
  certificate_id: string,
  choice: { is_shown: boolean; shows_name: boolean },
): Promise<void> {
  await ctx.db('badge_choices').insert({ certificate_id, ...choice, chosen_at: ctx.now })
  await recordAudit(ctx, {
    action: choice.is_shown ? 'badges.show' : 'badges.hide',
    subject_kind: 'certificate',
    subject_id: certificate_id,
    after: { ...choice },
  })
}
