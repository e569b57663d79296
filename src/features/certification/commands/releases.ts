/** Releases certificates in stages, lets a release be recalled for a quarter of an hour, and switches a programme between the two ways. */
import { newId } from '../../../lib/ids.ts'
import { addMinutes } from '../../../lib/time.ts'
import { actorId } from '../../../platform/access.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { dropPlan, putPlan } from '../../../platform/jobs/plans.ts'
import { putJob } from '../../../platform/jobs/put.ts'
import { setIssuing } from '../../courses/index.ts'
import { listWaitingReleases } from '../queries/releases.ts'
import { issueCertificate } from './issuing.ts'

/** So long a release can be recalled before anything is issued or mailed. */
export const minutesToRecall = 15

/** Whoever releases, recalls or switches waits for the other to end. */
const lock = (ctx: Ctx) => ctx.db.raw(`select pg_advisory_xact_lock(hashtext('certificate releases'))`)

/** Those among them that wait still; twice at once is once. */
export async function releaseCertificates(ctx: Ctx, completionIds: string[]): Promise<number> {
  return inTransaction(ctx, async (ctx) => {
    await lock(ctx)
    const waiting = await listWaitingReleases(ctx, { completion_ids: completionIds })
    const fresh = waiting.filter((one) => one.release_id === null)
    const issues_at = addMinutes(ctx.now, minutesToRecall)
    for (const { completion_id, person_id } of fresh) {
      const id = newId(ctx.now)
      await ctx.db('certificate_releases').insert({
        id,
        completion_id,
        released_by: actorId(ctx.actor),
        released_at: ctx.now,
        issues_at,
      })
      await putPlan(ctx, 'certification.release', id, issues_at)
      await recordAudit(ctx, {
        action: 'certification.release',
        subject_kind: 'person',
        subject_id: person_id,
        after: { completion_id, issues_at },
      })
    }
    return fresh.length
  })
}

/** Those that are not issued yet; what was issued stays. */
export async function recallReleases(ctx: Ctx, releaseIds: string[]): Promise<number> {
  return inTransaction(ctx, async (ctx) => {
    await lock(ctx)
    const recalled = await ctx
      .db('certificate_releases')
      .whereIn('id', releaseIds)
      .where({ recalled_at: null, done_at: null })
      .update({ recalled_at: ctx.now, recalled_by: actorId(ctx.actor) })
      .returning(['id', 'completion_id'])
    for (const { id, completion_id } of recalled) {
      await dropPlan(ctx, 'certification.release', id, 'The release was recalled')
      await recordAudit(ctx, {
        action: 'certification.recall-release',
        subject_kind: 'certificate release',
        subject_id: id,
        before: { completion_id },
      })
    }
    return recalled.length
  })
}

/** Its quarter of an hour is over: the certificate is issued and mailed, unless it was recalled or its ground is gone. */
export async function issueReleased(ctx: Ctx, releaseId: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await lock(ctx)
    const release = await ctx.db('certificate_releases').where({ id: releaseId }).first()
    if (!release || release.recalled_at || release.done_at) return
    const [waiting] = await listWaitingReleases(ctx, { completion_ids: [release.completion_id] })
    if (waiting) await issueCertificate(ctx, waiting)
    await ctx.db('certificate_releases').where({ id: releaseId }).update({ done_at: ctx.now })
    await recordAudit(ctx, {
      action: 'certification.end-release',
      subject_kind: 'certificate release',
      subject_id: releaseId,
      after: { issued: waiting !== undefined },
    })
  })
}

export type SwitchIssuingResult = 'saved' | 'unchanged' | { would_issue: number }

/**
 * Back to issuing at once lets everything loose that waits: so the number is typed by whoever does it, and if it is
 * another by now nothing happens.
 */
export async function switchIssuing(
  ctx: Ctx,
  input: { programme_id: string; issuing: 'at once' | 'released'; typed: number | null },
): Promise<SwitchIssuingResult> {
  return inTransaction(ctx, async (ctx) => {
    await lock(ctx)
    const waiting =
      input.issuing === 'at once' ? await listWaitingReleases(ctx, { programme_id: input.programme_id }) : []
    if (waiting.length > 0 && input.typed !== waiting.length) return { would_issue: waiting.length }
    const result = await setIssuing(ctx, input)
    for (const { person_id } of waiting)
      await putJob(ctx, 'certification.check', { personId: person_id }, { key: `certification.check ${person_id}` })
    return result
  })
}
