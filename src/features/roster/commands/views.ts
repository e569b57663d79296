/** Keeps a question to the roster under a name, and mails a link to it when its time has come: never the answer itself. */
import { hashSecret } from '../../../lib/codes.ts'
import { newId, newSecret } from '../../../lib/ids.ts'
import { addDays, addMinutes, addMonths, today, wallToInstant, weekdayOf } from '../../../lib/time.ts'
import { actorId, hasRole } from '../../../platform/access.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { row } from '../../../platform/db/connect.ts'
import { dropPlan, putPlan } from '../../../platform/jobs/plans.ts'
import { findActor, getPerson } from '../../people/index.ts'
import { putLinkMail } from '../mails.ts'
import type { Mails, ViewRow } from '../queries/views.ts'
import { getView } from '../queries/views.ts'

/** As many as fit above a table; a forgotten script must not fill the page. */
const mostViews = 30
const linkDays = 7

export type SaveViewResult = { result: 'saved'; id: string } | { result: 'name-taken' | 'too-many' }

export async function saveView(
  ctx: Ctx,
  input: { name: string; query: string; mails: Mails },
): Promise<SaveViewResult> {
  return inTransaction(ctx, async (ctx) => {
    const owner_id = actorId(ctx.actor)!
    await lockViewsOf(ctx, owner_id)
    const refusal = await findRefusal(ctx, owner_id, input.name, null)
    if (refusal) return { result: refusal }
    const id = newId()
    await ctx.db('roster_views').insert({ id, owner_id, ...input, created_at: ctx.now })
    await planMail(ctx, id, input.mails)
    await recordAudit(ctx, { action: 'roster.save-view', subject_kind: 'roster-view', subject_id: id, after: input })
    return { result: 'saved', id }
  })
}

export async function changeView(
  ctx: Ctx,
  { id, ...input }: { id: string; name: string; mails: Mails },
): Promise<'changed' | 'name-taken'> {
  return inTransaction(ctx, async (ctx) => {
    const owner_id = actorId(ctx.actor)!
    await lockViewsOf(ctx, owner_id)
    const { name, mails } = await getView(ctx, id, owner_id)
    if ((await findRefusal(ctx, owner_id, input.name, id)) === 'name-taken') return 'name-taken'
    await ctx.db('roster_views').where({ id }).update(input)
    await planMail(ctx, id, input.mails)
    await recordAudit(ctx, {
      action: 'roster.change-view',
      subject_kind: 'roster-view',
      subject_id: id,
      before: { name, mails },
      after: input,
    })
    return 'changed'
  })
}

/** Its links die with it. */
export async function removeView(ctx: Ctx, id: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const { name, query, mails } = await getView(ctx, id, actorId(ctx.actor)!)
    await ctx.db('roster_views').where({ id }).delete()
    await dropPlan(ctx, 'roster.mail-link', id, 'the view was removed')
    await recordAudit(ctx, {
      action: 'roster.remove-view',
      subject_kind: 'roster-view',
      subject_id: id,
      before: { name, query, mails },
    })
  })
}

/** Names are looked at before they are written: one after another for each person. */
async function lockViewsOf(ctx: Ctx, ownerId: string): Promise<void> {
  await ctx.db.raw(`select pg_advisory_xact_lock(hashtext('roster views ' || ?))`, [ownerId])
}

async function findRefusal(ctx: Ctx, ownerId: string, name: string, id: string | null) {
  const found = await row<{ is_taken: boolean; count: number }>(
    ctx.db,
    `select coalesce(bool_or(lower(name) = lower(:name) and id is distinct from :id::uuid), false) as is_taken, count(*) as count
     from roster_views where owner_id = :ownerId`,
    { ownerId, name, id },
  )
  if (found!.is_taken) return 'name-taken'
  return found!.count >= mostViews ? 'too-many' : null
}

/** At 8 in the morning of the next Monday, or of the next first of a month. */
export function nextMailAt(mails: Exclude<Mails, 'never'>, now: Date): Date {
  const day = today(now)
  const next = mails === 'weekly' ? addDays(day, 8 - weekdayOf(day)) : addMonths(`${day.slice(0, 7)}-01`, 1)
  const found = wallToInstant({ date: next, time: '08:00' })
  if (found.kind !== 'ok') throw new Error(`No clock skips or doubles eight in the morning: ${next}`)
  return found.at
}

async function planMail(ctx: Ctx, id: string, mails: Mails): Promise<void> {
  if (mails === 'never') await dropPlan(ctx, 'roster.mail-link', id, 'no mail is wanted')
  else await putPlan(ctx, 'roster.mail-link', id, nextMailAt(mails, ctx.now))
}

/** Whoever may no longer see the roster, or has no mailbox, gets none, and none is planned. */
export async function mailLink(ctx: Ctx, viewId: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const view = await row<ViewRow>(ctx.db, `select * from roster_views where id = ? for update`, [viewId])
    if (!view || view.mails === 'never') return
    const person = await getPerson(ctx, view.owner_id)
    const actor = await findActor(ctx, view.owner_id)
    if (!actor || !person.email || !hasRole(actor, 'coordinator', 'lead')) {
      await ctx.db('roster_views').where({ id: viewId }).update({ mails: 'never' })
      await recordAudit(ctx, {
        action: 'roster.stop-mails',
        subject_kind: 'roster-view',
        subject_id: viewId,
        before: { mails: view.mails },
        reason: 'its owner can no longer open the roster',
      })
      return
    }
    const token = newSecret()
    const expires_at = addMinutes(ctx.now, linkDays * 24 * 60)
    const made = await ctx
      .db('roster_links')
      .insert({
        id: newId(),
        view_id: viewId,
        token_hash: hashSecret(token),
        as_at: today(ctx.now),
        created_at: ctx.now,
        expires_at,
      })
      .onConflict(['view_id', 'as_at'])
      .ignore()
      .returning('id')
    // Run again on the same day: the link of the first time is on its way.
    if (made.length > 0) await putLinkMail(ctx, { ...person, email: person.email }, view, token, expires_at)
    await putPlan(ctx, 'roster.mail-link', viewId, nextMailAt(view.mails, ctx.now))
    await recordAudit(ctx, {
      action: 'roster.mail-link',
      subject_kind: 'roster-view',
      subject_id: viewId,
      after: { as_at: today(ctx.now), expires_at },
    })
  })
}
