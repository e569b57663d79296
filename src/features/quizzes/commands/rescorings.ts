/** Puts a wrong question right: marks what was handed in by its latest version, once, and keeps what the marks were. */
import { createHash } from 'node:crypto'
import { newId } from '../../../lib/ids.ts'
import { actorId } from '../../../platform/access.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { RescoringEffect, RescoringTarget } from '../queries/rescorings.ts'
import { getRescoringTarget, listRescoringEffects, lockEarlierAttempts } from '../queries/rescorings.ts'
import type { RescoringMode } from '../rescoring.ts'
import { isKept } from '../rescoring.ts'

export interface RescoreInput {
  question_id: string
  /** The version and the effects that were shown: others are not what was decided. */
  question_version_id: string
  seen: string
  mode: RescoringMode
  reason: string
}

export type RescoreResult =
  | { result: 'rescored'; rescoring_id: string; changed: RescoringEffect[] }
  | { result: 'already' | 'moved-on' | 'nothing' }

/** One short word for what a table of effects says. */
export const wordOfEffects = (effects: RescoringEffect[]): string =>
  createHash('sha256')
    .update(
      JSON.stringify(
        effects
          .toSorted((a, b) => (a.attempt_id < b.attempt_id ? -1 : 1))
          .map(({ attempt_id, before, after }) => [attempt_id, before, after]),
      ),
    )
    .digest('base64url')
    .slice(0, 22)

export async function rescore(ctx: Ctx, input: RescoreInput): Promise<RescoreResult> {
  return inTransaction(
    ctx,
    async (ctx) => {
      const known = await ctx.db('questions').first('id').where({ id: input.question_id }).forUpdate()
      if (!known) throw new NotFound()
      const target = await getRescoringTarget(ctx, input.question_id)
      if (target.question_version_id !== input.question_version_id) return { result: 'moved-on' }
      if (target.decided) return { result: 'already' }
      if (target.number === 1) return { result: 'nothing' }
      await lockEarlierAttempts(ctx, target)
      const effects = await listRescoringEffects(ctx, target)
      if (wordOfEffects(effects) !== input.seen) return { result: 'moved-on' }
      return { result: 'rescored', ...(await apply(ctx, target, effects, input)) }
    },
    { ownAudit: true },
  )
}

async function apply(ctx: Ctx, target: RescoringTarget, effects: RescoringEffect[], { mode, reason }: RescoreInput) {
  const id = newId()
  await ctx.db('rescorings').insert({
    id,
    question_id: target.question_id,
    question_version_id: target.question_version_id,
    mode,
    reason,
    decided_at: ctx.now,
    decided_by: actorId(ctx.actor),
  })
  const marked = effects.filter((effect) => !isKept(mode, effect.change))
  const changed = marked.filter(
    (effect) => effect.change !== 'same' || effect.before.is_critical_right !== effect.after.is_critical_right,
  )
  await markBy(
    ctx,
    target,
    marked.map((effect) => effect.attempt_id),
  )
  await keepMarks(ctx, id, changed)
  const count = (change: RescoringEffect['change']) => effects.filter((effect) => effect.change === change).length
  await recordAudit(ctx, {
    action: 'quizzes.rescore',
    subject_kind: 'question',
    subject_id: target.question_id,
    after: {
      rescoring_id: id,
      question_version_id: target.question_version_id,
      mode,
      attempts: effects.length,
      changed: changed.length,
      passes: count('passes'),
      fails: mode === 're-score' ? count('fails') : 0,
    },
    reason,
  })
  return { rescoring_id: id, changed }
}

async function markBy(ctx: Ctx, target: RescoringTarget, attemptIds: string[]): Promise<void> {
  if (attemptIds.length === 0) return
  await ctx.db.raw(
    `update attempt_questions aq set marked_by = :target
     from question_versions asked
     where asked.id = aq.question_version_id and asked.question_id = :question and aq.attempt_id = any(:ids)`,
    { target: target.question_version_id, question: target.question_id, ids: attemptIds },
  )
}

async function keepMarks(ctx: Ctx, rescoringId: string, changed: RescoringEffect[]): Promise<void> {
  if (changed.length === 0) return
  const marks = JSON.stringify(
    changed.map(({ attempt_id, before, after }) => ({
      attempt_id,
      before_points: before.points,
      before_max_points: before.max_points,
      before_is_passed: before.is_passed,
      ...after,
    })),
  )
  const columns = `attempt_id uuid, before_points int, before_max_points int, before_is_passed boolean,
    points int, max_points int, is_passed boolean, is_critical_right boolean`
  await ctx.db.raw(
    `insert into rescored_attempts (rescoring_id, attempt_id, before_points, before_max_points, before_is_passed, points,
       max_points, is_passed)
     select :id, m.attempt_id, m.before_points, m.before_max_points, m.before_is_passed, m.points, m.max_points, m.is_passed
     from jsonb_to_recordset(:marks::jsonb) as m (${columns})`,
    { id: rescoringId, marks },
  )
  await ctx.db.raw(
    `update attempts a set points = m.points, max_points = m.max_points, is_passed = m.is_passed,
       is_critical_right = m.is_critical_right
     from jsonb_to_recordset(:marks::jsonb) as m (${columns}) where a.id = m.attempt_id`,
    { marks },
  )
}
