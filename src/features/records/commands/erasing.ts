/** Erases a person: asked for by an administrator, done by a plan a week later unless it is cancelled. */
import { newId } from '../../../lib/ids.ts'
import { addMinutes } from '../../../lib/time.ts'
import { actorId, isSelf } from '../../../platform/access.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { dropPlan, putPlan } from '../../../platform/jobs/plans.ts'
import { hideBadge } from '../../badges/index.ts'
import { cancelBooking } from '../../live-sessions/index.ts'
import { disablePerson, enablePerson, getPerson } from '../../people/index.ts'
import { putErasureAsked, putErasureCancelled } from '../mails.ts'
import { findOpenErasure, listBookingsToCome, listShownBadges, readErasureFacts } from '../queries/erasures.ts'
import { listRecordsOf } from '../queries/merges.ts'
import { erasureDays, isName, refusalOf } from '../rules/erasing.ts'
import type { ErasureGround, ErasureRefusal } from '../rules/erasing.ts'

export type AskErasureResult = 'asked' | 'another-name' | 'already' | ErasureRefusal

/** From now on nobody can sign in with it; a week later nothing says any more whose it was. */
export async function askErasure(
  ctx: Ctx,
  input: { person_id: string; ground: ErasureGround; typed_name: string },
): Promise<AskErasureResult> {
  if (isSelf(ctx.actor, input.person_id)) return 'own-record'
  return inTransaction(ctx, async (ctx) => {
    await ctx.db('people').where({ id: input.person_id }).forUpdate().first('id')
    const person = await getPerson(ctx, input.person_id)
    const refusal = refusalOf(person, await readErasureFacts(ctx, person.id))
    if (refusal !== null) return refusal
    if (await findOpenErasure(ctx, person.id)) return 'already'
    if (!isName(input.typed_name, person.full_name)) return 'another-name'
    const id = newId()
    const due_at = addMinutes(ctx.now, erasureDays * 24 * 60)
    const has_closed = person.disabled_at === null
    await ctx.db('erasures').insert({
      id,
      person_id: person.id,
      ground: input.ground,
      asked_at: ctx.now,
      asked_by: actorId(ctx.actor)!,
      due_at,
      has_closed,
    })
    if (has_closed) await disablePerson(ctx, { person_id: person.id, reason: 'is to be erased' })
    await putPlan(ctx, 'records.erase', id, due_at)
    await putErasureAsked(ctx, person, due_at)
    await recordAudit(ctx, {
      action: 'records.ask-erasure',
      subject_kind: 'person',
      subject_id: person.id,
      after: { erasure_id: id, ground: input.ground, due_at },
    })
    return 'asked'
  })
}

export async function cancelErasure(ctx: Ctx, personId: string): Promise<'cancelled' | 'none'> {
  return inTransaction(ctx, async (ctx) => {
    await ctx.db('people').where({ id: personId }).forUpdate().first('id')
    const erasure = await findOpenErasure(ctx, personId)
    if (!erasure) return 'none'
    const person = await getPerson(ctx, personId)
    await ctx
      .db('erasures')
      .where({ id: erasure.id })
      .update({ cancelled_at: ctx.now, cancelled_by: actorId(ctx.actor)! })
    await dropPlan(ctx, 'records.erase', erasure.id, 'The erasure was cancelled')
    if (erasure.has_closed) await enablePerson(ctx, { person_id: personId })
    await putErasureCancelled(ctx, person)
    await recordAudit(ctx, {
      action: 'records.cancel-erasure',
      subject_kind: 'person',
      subject_id: personId,
      after: { erasure_id: erasure.id },
    })
    return 'cancelled'
  })
}

/** The plan's job. Run twice, or after it was cancelled, it does nothing. */
export async function erase(ctx: Ctx, erasureId: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const asked = await ctx.db('erasures').where({ id: erasureId }).first('person_id')
    if (!asked) return
    await ctx.db('people').where({ id: asked.person_id }).forUpdate().first('id')
    const erasure = await findOpenErasure(ctx, asked.person_id)
    if (erasure?.id !== erasureId || erasure.due_at > ctx.now) return
    // A place to come is somebody else's chance.
    for (const booking_id of await listBookingsToCome(ctx, asked.person_id)) await cancelBooking(ctx, { booking_id })
    const ids = await listRecordsOf(ctx, asked.person_id)
    for (const certificate_id of await listShownBadges(ctx, ids)) await hideBadge(ctx, { certificate_id })
    await recordAudit(ctx, {
      action: 'records.erase',
      subject_kind: 'person',
      subject_id: asked.person_id,
      after: { erasure_id: erasureId, records: ids.length },
    })
    await ctx.db.raw('select erase_person(:erasureId, :ids::uuid[], :now)', {
      erasureId,
      ids: ids as never,
      now: ctx.now,
    })
  })
}
