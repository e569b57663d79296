/** The e-mail that tells people of their attendance: planned when a register closes, recalled until it falls due. */
import { addMinutes } from '../../../lib/time.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { dropPlan, findPlan, putPlan } from '../../../platform/jobs/plans.ts'
import { isRegisterClosed } from '../queries/registers.ts'
import { lockRegister } from './marks.ts'

/** Time to see that something is wrong. */
export const tellsAfterMinutes = 60

/** What is next belongs into it, which only the learning room knows: it writes the e-mail. */
const kind = 'learning.tell-attendance'

export const planTelling = (ctx: Ctx, partId: string): Promise<void> =>
  putPlan(ctx, kind, partId, addMinutes(ctx.now, tellsAfterMinutes))

export type Telling = { state: 'none' | 'recalled' } | { state: 'waiting' | 'told'; at: Date }

/** Whether people of this register have been told. */
export async function findTelling(ctx: Ctx, partId: string): Promise<Telling> {
  const plan = await findPlan(ctx, kind, partId)
  if (!plan) return { state: 'none' }
  if (plan.dropped_at) return { state: 'recalled' }
  return { state: plan.done_at ? 'told' : 'waiting', at: plan.done_at ?? plan.due_at }
}

/** Nobody is told until somebody says so again. */
export async function recallTelling(ctx: Ctx, partId: string): Promise<'recalled' | 'too-late'> {
  return inTransaction(ctx, async (ctx) => {
    if (!(await dropPlan(ctx, kind, partId, 'Recalled by a trainer'))) return 'too-late'
    await recordAudit(ctx, { action: 'attendance.recall-mail', subject_kind: 'register', subject_id: partId })
    return 'recalled'
  })
}

/** Plans a recalled e-mail again, with the same time to think. */
export async function resumeTelling(ctx: Ctx, partId: string): Promise<'planned' | 'not-closed' | 'already'> {
  return inTransaction(ctx, async (ctx) => {
    await lockRegister(ctx, partId, 'alone')
    if (!(await isRegisterClosed(ctx, partId))) return 'not-closed'
    const { state } = await findTelling(ctx, partId)
    if (state === 'waiting' || state === 'told') return 'already'
    await planTelling(ctx, partId)
    await recordAudit(ctx, { action: 'attendance.plan-mail', subject_kind: 'register', subject_id: partId })
    return 'planned'
  })
}
