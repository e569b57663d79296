/** Records completions when they first become true; what was recorded is corrected by a further row, never changed. */
import { newId } from '../../../lib/ids.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { Conflict } from '../../../platform/errors.ts'
import { getCourseVersion, roundOf } from '../../courses/index.ts'
import { completionOf } from '../completion.ts'
import { findCompletion } from '../queries/completions.ts'

export type RecordCompletionResult =
  { result: 'recorded' | 'already'; completion_id: string; completed_at: Date } | { result: 'incomplete' }

interface Of {
  person_id: string
  course_version_id: string
}

const lockCompletion = (ctx: Ctx, of: Of) =>
  ctx.db.raw('select pg_advisory_xact_lock(hashtextextended(?, 3))', [`${of.person_id} ${of.course_version_id}`])

/** Asks the engine, and records what it says once, whoever asks and however often. */
export async function recordCompletion(ctx: Ctx, of: Of): Promise<RecordCompletionResult> {
  return inTransaction(
    ctx,
    async (ctx) => {
      await lockCompletion(ctx, of)
      const known = await findCompletion(ctx, of.person_id, of.course_version_id)
      if (known?.is_in_force) return { result: 'already', completion_id: known.id, completed_at: known.completed_at }
      const { completed_at } = await completionOf(ctx, of.person_id, of.course_version_id)
      if (completed_at === null) return { result: 'incomplete' }
      const { content_hash } = await getCourseVersion(ctx, of.course_version_id)
      if (content_hash === null) throw new Conflict('A draft cannot be completed.')
      const id = newId()
      const { round } = await roundOf(ctx, of.person_id, of.course_version_id)
      await ctx.db('completions').insert({
        id,
        ...of,
        round,
        completed_at,
        content_hash,
        recorded_at: ctx.now,
        corrects_id: known?.last_id ?? null,
        reason: known ? 'Complete again' : null,
      })
      await recordAudit(ctx, {
        action: 'learning.complete',
        subject_kind: 'person',
        subject_id: of.person_id,
        after: { completion_id: id, course_version_id: of.course_version_id, completed_at },
      })
      return { result: 'recorded', completion_id: known?.id ?? id, completed_at }
    },
    { ownAudit: true },
  )
}

/** Takes back what was recorded by mistake: a corrected register, for example. The row stays, a further one says why. */
export async function correctCompletion(
  ctx: Ctx,
  { reason, ...of }: Of & { reason: string },
): Promise<'corrected' | 'not-in-force'> {
  return inTransaction(
    ctx,
    async (ctx) => {
      await lockCompletion(ctx, of)
      const known = await findCompletion(ctx, of.person_id, of.course_version_id)
      if (!known?.is_in_force) return 'not-in-force'
      const { round } = await roundOf(ctx, of.person_id, of.course_version_id)
      await ctx.db('completions').insert({
        id: newId(),
        ...of,
        round,
        completed_at: known.completed_at,
        content_hash: known.content_hash,
        recorded_at: ctx.now,
        corrects_id: known.last_id,
        reason,
      })
      await recordAudit(ctx, {
        action: 'learning.correct-completion',
        subject_kind: 'person',
        subject_id: of.person_id,
        before: { completion_id: known.id, completed_at: known.completed_at },
        after: { in_force: false },
        reason,
      })
      return 'corrected'
    },
    { ownAudit: true },
  )
}
