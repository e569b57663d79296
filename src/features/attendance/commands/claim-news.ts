/** Tells those who train a part that people say they were there: at once, and then once an hour at most. */
import { addMinutes } from '../../../lib/time.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { findPlan, putPlan, recallPlan } from '../../../platform/jobs/plans.ts'
import { listLiveSessionParts, listTrainers } from '../../live-sessions/index.ts'
import { tellClaims } from '../mails.ts'
import { listOpenClaims } from '../queries/claims.ts'
import { getRegisterPart } from '../queries/registers.ts'

const kind = 'attendance.tell-claims'
const betweenMinutes = 60

/** Called with each new claim: one that comes within the hour after a mail waits for the next. */
export async function planClaimNews(ctx: Ctx, partId: string): Promise<void> {
  const last = await findPlan(ctx, kind, partId)
  if (last && !last.done_at && !last.dropped_at) return
  const earliest = last?.done_at ? addMinutes(last.done_at, betweenMinutes) : ctx.now
  await putPlan(ctx, kind, partId, earliest > ctx.now ? earliest : ctx.now)
}

/** Of what waits for an answer still; nobody is told of their own, and of the same claims nobody twice. */
export async function sendClaimNews(ctx: Ctx, partId: string): Promise<void> {
  await inTransaction(
    ctx,
    async (ctx) => {
      const part = await getRegisterPart(ctx, partId)
      const open = (await listOpenClaims(ctx, null)).filter((claim) => claim.part_id === partId)
      if (open.length === 0) return recallPlan(ctx, kind, partId, 'All was answered already')
      const own = (await listLiveSessionParts(ctx, part.live_session_id)).find((one) => one.id === partId)!.trainer_ids
      for (const trainer of await listTrainers(ctx, part.live_session_id)) {
        const claims = open.filter((claim) => claim.person_id !== trainer.id)
        if (own.length > 0 && !own.includes(trainer.id)) continue
        if (claims.length > 0) await tellClaims(ctx, { part, trainer, claims })
      }
    },
    { ownAudit: true },
  )
}
