/** Keeping places for an organisation or a kind of it, and letting them go; what is free afterwards is offered. */
import { isId, newId } from '../../../lib/ids.ts'
import { dayStart, today } from '../../../lib/time.ts'
import { actorId } from '../../../platform/access.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { NotFound } from '../../../platform/errors.ts'
import { dropPlan, putPlan } from '../../../platform/jobs/plans.ts'
import { listOrganisationChoices, organisationKinds } from '../../organisations/index.ts'
import { getLiveSession } from '../queries/live-sessions.ts'
import { findQuotaSession, listTaken } from '../queries/quotas.ts'
import type { HeldSession } from '../queries/recipients.ts'
import { lockLiveSession } from '../queries/recipients.ts'
import { activeQuotas, attribute, seatsOf } from '../seats.ts'
import { fillPlaces, settlePlaces } from './offers.ts'

export interface KeepPlacesInput {
  live_session_id: string
  group: { organisation_id: string } | { organisation_kind: string }
  places: number
  release_on: string
}

export type KeepPlacesResult =
  | { result: 'kept' | 'over' | 'no-such-group' | 'bad-release' }
  /** So many more are taken, held or kept than there are. */
  | { result: 'too-many'; most: number }

/** Keeps so many places for the group; said again, it replaces what was kept for the same group before. */
export async function keepPlaces(ctx: Ctx, input: KeepPlacesInput): Promise<KeepPlacesResult> {
  return inTransaction(ctx, async (ctx) => {
    await getLiveSession(ctx, input.live_session_id)
    const before = await lockLiveSession(ctx, input.live_session_id)
    if (before.cancelled_at || before.starts_at <= ctx.now) return { result: 'over' }
    if (!(await isGroup(ctx, input.group))) return { result: 'no-such-group' }
    if (input.release_on <= today(ctx.now) || input.release_on > today(before.starts_at))
      return { result: 'bad-release' }
    const group = { organisation_id: null, organisation_kind: null, ...input.group }
    const same = before.quotas.find(
      (quota) => quota.organisation_id === group.organisation_id && quota.organisation_kind === group.organisation_kind,
    )
    const most = await mostPlaces(ctx, before, { id: same?.id ?? newId(), ...group })
    if (input.places > most) return { result: 'too-many', most }

    const id = same?.id ?? newId()
    const values = { places: input.places, release_on: input.release_on }
    if (same) await ctx.db('place_quotas').where({ id }).update(values)
    else
      await ctx.db('place_quotas').insert({
        id,
        live_session_id: before.id,
        ...group,
        ...values,
        created_at: ctx.now,
        created_by: actorId(ctx.actor),
      })
    await putPlan(ctx, 'live-sessions.release-places', id, dayStart(input.release_on))
    await recordAudit(ctx, {
      action: 'live-sessions.keep-places',
      subject_kind: 'live session',
      subject_id: before.id,
      before: same ? { ...group, places: same.places, release_on: same.release_on } : {},
      after: { ...group, ...values },
    })
    await countAnew(ctx, before.id)
    return { result: 'kept' }
  })
}

async function isGroup(ctx: Ctx, group: KeepPlacesInput['group']): Promise<boolean> {
  if ('organisation_kind' in group) return (organisationKinds as readonly string[]).includes(group.organisation_kind)
  return (await listOrganisationChoices(ctx)).some((one) => one.id === group.organisation_id)
}

/** What the group has already and what is free and kept for nobody else. */
async function mostPlaces(
  ctx: Ctx,
  session: HeldSession,
  quota: { id: string; organisation_id: string | null; organisation_kind: string | null },
): Promise<number> {
  const others = activeQuotas(session, ctx.now).filter((one) => one.id !== quota.id)
  const endless = { ...quota, places: session.capacity }
  const counted = attribute([...others, endless], await listTaken(ctx, session.id))
  const own = counted.filter(([, seat]) => seat.quota_id === quota.id).length
  const unused = others.reduce((sum, other) => {
    const used = counted.filter(([, seat]) => seat.quota_id === other.id).length
    return sum + Math.max(0, other.places - used)
  }, 0)
  return Math.max(0, own + seatsOf({ ...session, quotas: [] }, ctx.now).free - unused)
}

export async function stopKeepingPlaces(
  ctx: Ctx,
  input: { live_session_id: string; quota_id: string },
): Promise<'released' | 'already-released'> {
  return inTransaction(ctx, async (ctx) => {
    await getLiveSession(ctx, input.live_session_id)
    const session = await lockLiveSession(ctx, input.live_session_id)
    const quota = session.quotas.find((one) => one.id === input.quota_id)
    if (!quota) {
      if (isId(input.quota_id) && !(await findQuotaSession(ctx, input.quota_id))) return 'already-released'
      throw new NotFound()
    }
    await dropPlan(ctx, 'live-sessions.release-places', quota.id, 'The places are no longer kept')
    await ctx.db('place_quotas').where({ id: quota.id }).delete()
    await recordAudit(ctx, {
      action: 'live-sessions.stop-keeping-places',
      subject_kind: 'live session',
      subject_id: session.id,
      before: {
        organisation_id: quota.organisation_id,
        organisation_kind: quota.organisation_kind,
        places: quota.places,
        release_on: quota.release_on,
      },
    })
    await countAnew(ctx, session.id)
    return 'released'
  })
}

/** Says of every place taken which quota it counts to now, and offers what came free for somebody by it. */
async function countAnew(ctx: Ctx, liveSessionId: string): Promise<void> {
  const session = await lockLiveSession(ctx, liveSessionId)
  const active = activeQuotas(session, ctx.now)
  const places = (await listTaken(ctx, session.id)).filter(
    (taken) => taken.quota_id === null || active.some((quota) => quota.id === taken.quota_id),
  )
  for (const [{ booking_id, offer_id, quota_id: was }, { quota_id }] of attribute(active, places))
    if (quota_id === was) continue
    else if (offer_id) await ctx.db('place_offers').where({ id: offer_id }).update({ quota_id })
    else await ctx.db('bookings').where({ id: booking_id }).update({ quota_id })
  await fillPlaces(ctx, await lockLiveSession(ctx, session.id))
}

/** The release day has come: what is unused may be somebody's who waits. */
export async function releasePlaces(ctx: Ctx, quotaId: string): Promise<void> {
  const liveSessionId = await findQuotaSession(ctx, quotaId)
  if (liveSessionId) await settlePlaces(ctx, liveSessionId)
}
