/** Marking a register by a rule, which is kept with it. */
import { actorId } from '../../../platform/access.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { Forbidden } from '../../../platform/errors.ts'
import { canMark } from '../policy.ts'
import { listEvidence } from '../queries/evidence.ts'
import { getRegisterPart, listRegister } from '../queries/registers.ts'
import type { AttendanceRule } from '../rules/rule.ts'
import { givenMark } from '../rules/rule.ts'
import type { PersonMark } from './marks.ts'
import { insertMarks, lockRegister } from './marks.ts'

export interface KeepRuleInput {
  part_id: string
  rule: AttendanceRule
  /** Why it is another than the course's. */
  reason: string | null
  /** Whether the marks that trainers gave themselves are left as they are. */
  whom: 'unmarked' | 'everyone'
}

export type KeepRuleResult = { result: 'kept'; marked: number; untold: number } | { result: 'closed' | 'too-early' }

/** Keeps the rule with the register and marks by it; of whom it cannot tell, nothing is said. */
export async function keepRule(ctx: Ctx, input: KeepRuleInput): Promise<KeepRuleResult> {
  const kept_by = actorId(ctx.actor)
  if (kept_by === null) throw new Forbidden('Only a person can mark by a rule')
  return inTransaction(ctx, async (ctx) => {
    await lockRegister(ctx, input.part_id, 'alone')
    const part = await getRegisterPart(ctx, input.part_id)
    if (part.closed_at || part.cancelled_at) return { result: 'closed' }
    if (part.ends_at > ctx.now) return { result: 'too-early' }
    const [kept] = await ctx
      .db('register_rules')
      .insert({ live_session_part_id: part.part_id, ...input.rule, reason: input.reason, kept_by, kept_at: ctx.now })
      .returning('id')
    const evidence = await listEvidence(ctx, part.part_id)
    const asked = (await listRegister(ctx, part.part_id)).filter(
      (one) => canMark(ctx.actor, one.person_id) && (input.whom === 'everyone' || one.mark === null || one.is_ruled),
    )
    const marks = asked.map(({ person_id }) => ({
      person_id,
      given: givenMark(input.rule, part, evidence.of(person_id), evidence.is_measured),
    }))
    const told: PersonMark[] = marks.flatMap(({ person_id, given }) => (given ? [{ person_id, ...given }] : []))
    const marked = await insertMarks(ctx, part.part_id, told, { rule_id: Number(kept!.id) })
    const result = { marked, untold: marks.length - told.length }
    await recordAudit(ctx, {
      action: 'attendance.keep-rule',
      subject_kind: 'register',
      subject_id: part.part_id,
      after: { ...input.rule, whom: input.whom, ...result },
      reason: input.reason,
    })
    return { result: 'kept', ...result }
  })
}
