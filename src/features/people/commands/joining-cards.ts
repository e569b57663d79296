/** Joining cards: a printed one-time code for someone without a mailbox. */
import { hashSecret, newCardCode, normaliseCardCode } from '../../../lib/codes.ts'
import { newId } from '../../../lib/ids.ts'
import { addDays, dayEnd, today } from '../../../lib/time.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { Forbidden } from '../../../platform/errors.ts'
import { canChangeWayIn } from '../policy.ts'
import { getPersonForUpdate } from '../queries/people.ts'
import { listRolesHeld } from '../queries/roles.ts'
import { joiningCardDays } from '../rules/people.ts'

export type IssueJoiningCardResult =
  { result: 'issued'; code: string; expires_at: Date } | { result: 'has-address' } | { result: 'disabled' }

/** The code is told here once and kept as a hash only. A new card makes the one before worthless. */
export async function issueJoiningCard(ctx: Ctx, personId: string): Promise<IssueJoiningCardResult> {
  return inTransaction(ctx, async (ctx) => {
    const person = await getPersonForUpdate(ctx, personId)
    // Whoever prints the card could use it.
    if (ctx.actor.kind !== 'person' || !canChangeWayIn(ctx.actor, await listRolesHeld(ctx, personId)))
      throw new Forbidden('Only an administrator can print a joining card for a coordinator or an administrator')
    if (person.disabled_at) return { result: 'disabled' }
    if (person.email !== null) return { result: 'has-address' }
    await ctx
      .db('joining_cards')
      .where({ person_id: personId, superseded_at: null, used_at: null })
      .update({ superseded_at: ctx.now })
    const id = newId()
    const code = newCardCode()
    const expires_at = dayEnd(addDays(today(ctx.now), joiningCardDays))
    await ctx.db('joining_cards').insert({
      id,
      person_id: personId,
      code_hash: hashSecret(code),
      issued_by: ctx.actor.id,
      issued_at: ctx.now,
      expires_at,
    })
    await recordAudit(ctx, {
      action: 'people.issue-joining-card',
      subject_kind: 'person',
      subject_id: personId,
      after: { joining_card_id: id, expires_at },
    })
    return { result: 'issued', code, expires_at }
  })
}

/** Uses up the card and tells whose it was; null for a code that is wrong, used, replaced or too old. */
export async function takeJoiningCard(ctx: Ctx, typed: string): Promise<string | null> {
  const code = normaliseCardCode(typed)
  if (code === null) return null
  return inTransaction(ctx, async (ctx) => {
    const [card] = await ctx
      .db('joining_cards')
      .where({ code_hash: hashSecret(code), superseded_at: null, used_at: null })
      .whereRaw('expires_at > ?', [ctx.now])
      .whereRaw('exists (select from people p where p.id = person_id and p.disabled_at is null)')
      .update({ used_at: ctx.now })
      .returning(['id', 'person_id'])
    if (!card) return null
    await recordAudit(ctx, {
      action: 'people.use-joining-card',
      subject_kind: 'person',
      subject_id: card.person_id,
      after: { joining_card_id: card.id },
    })
    return card.person_id
  })
}
