/** Gives a new session what comes with it: reminders, materials, kept places. Callers have just inserted it. */
import { newId } from '../../../lib/ids.ts'
import { dayStart } from '../../../lib/time.ts'
import { actorId } from '../../../platform/access.ts'
import type { Ctx } from '../../../platform/context.ts'
import { putPlan } from '../../../platform/jobs/plans.ts'
import type { Carried } from '../carrying.ts'
import { quotasOn } from '../carrying.ts'

export async function writeCarried(ctx: Ctx, liveSessionId: string, startsAt: Date, carried: Carried): Promise<void> {
  const made = { live_session_id: liveSessionId, created_at: ctx.now, created_by: actorId(ctx.actor) }
  if (carried.reminders)
    await ctx.db('live_sessions').where({ id: liveSessionId }).update({ reminders: carried.reminders })
  // The ids rise, so that the materials keep their order.
  if (carried.materials.length > 0)
    await ctx
      .db('live_session_materials')
      .insert(carried.materials.map((material) => ({ ...material, ...made, id: newId() })))
  for (const { organisation_id, organisation_kind, places, release_on } of quotasOn(carried.quotas, startsAt, ctx.now)
    .kept) {
    const id = newId()
    await ctx.db('place_quotas').insert({ ...made, id, organisation_id, organisation_kind, places, release_on })
    await putPlan(ctx, 'live-sessions.release-places', id, dayStart(release_on))
  }
}

/** More kept than there are places; nobody could book them. */
export const keepsTooMuch = (
  ctx: Ctx,
  { capacity, starts_at }: { capacity: number; starts_at: Date },
  carried: Carried,
): boolean => quotasOn(carried.quotas, starts_at, ctx.now).kept.reduce((sum, one) => sum + one.places, 0) > capacity

export const carriedForAudit = ({ reminders, materials, quotas }: Carried): Record<string, unknown> => ({
  ...(reminders ? { reminders } : {}),
  ...(materials.length > 0 ? { materials: materials.map(({ moment, title }) => ({ moment, title })) } : {}),
  ...(quotas.length > 0
    ? {
        kept_places: quotas.map(({ organisation_id, organisation_kind, places, days_before }) => ({
          organisation_id,
          organisation_kind,
          places,
          days_before,
        })),
      }
    : {}),
})
