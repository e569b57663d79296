/** "I was there": a learner's own claim, and the answer to it. Both are facts that are only added. */
import { actorId } from '../../../platform/access.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { Forbidden, NotFound } from '../../../platform/errors.ts'
import { canMark } from '../policy.ts'
import { listClaims } from '../queries/claims.ts'
import { getRegisterPart, listRegister } from '../queries/registers.ts'
import type { ClaimState } from '../rules/claims.ts'
import { claimStateOf } from '../rules/claims.ts'
import { planClaimNews } from './claim-news.ts'

const lockClaims = (ctx: Ctx, partId: string, personId: string) =>
  ctx.db.raw('select pg_advisory_xact_lock(hashtextextended(?, 12))', [`${partId} ${personId}`])

/** Whoever acts says it of themselves; a double press is one claim, because one waits already. */
export async function claimAttendance(
  ctx: Ctx,
  input: { part_id: string; statement: string },
): Promise<'claimed' | Exclude<ClaimState, 'open'>> {
  const person_id = actorId(ctx.actor)
  if (person_id === null) throw new Forbidden('Only a person can say that they were there')
  return inTransaction(ctx, async (ctx) => {
    await lockClaims(ctx, input.part_id, person_id)
    const part = await getRegisterPart(ctx, input.part_id)
    const own = (await listRegister(ctx, input.part_id)).find((one) => one.person_id === person_id)
    if (!own) throw new NotFound()
    const marked = part.closed_at && own.mark ? { mark: own.mark, minutes: own.minutes } : null
    const claims = await listClaims(ctx, input.part_id, person_id)
    const state = claimStateOf({ part, marked, claims }, ctx.now)
    if (state !== 'open') return state
    await ctx.db('evidence').insert({
      live_session_part_id: input.part_id,
      person_id,
      kind: 'own claim',
      reason: input.statement,
      recorded_by: person_id,
      recorded_at: ctx.now,
    })
    await recordAudit(ctx, {
      action: 'attendance.claim',
      subject_kind: 'person',
      subject_id: person_id,
      after: { part_id: input.part_id, statement: input.statement },
    })
    await planClaimNews(ctx, input.part_id)
    return 'claimed'
  })
}

export interface ClaimAnswer {
  part_id: string
  claim_id: number
  person_id: string
  answer: 'accepted' | 'declined'
  reason: string
}

/** Once, whoever answers first; nobody answers themselves. What follows for the mark is the caller's. */
export async function answerClaim(ctx: Ctx, input: ClaimAnswer): Promise<'answered' | 'already' | 'own-claim'> {
  const answered_by = actorId(ctx.actor)
  if (answered_by === null) throw new Forbidden('Only a person can answer a claim')
  if (!canMark(ctx.actor, input.person_id)) return 'own-claim'
  return inTransaction(ctx, async (ctx) => {
    await lockClaims(ctx, input.part_id, input.person_id)
    const { claim_id, answer, reason } = input
    const inserted = await ctx
      .db('claim_answers')
      .insert({ claim_id, answer, reason, answered_by, answered_at: ctx.now })
      .onConflict('claim_id')
      .ignore()
      .returning('claim_id')
    if (inserted.length === 0) return 'already'
    await recordAudit(ctx, {
      action: 'attendance.answer-claim',
      subject_kind: 'person',
      subject_id: input.person_id,
      after: { part_id: input.part_id, claim_id, answer },
      reason,
    })
    return 'answered'
  })
}
