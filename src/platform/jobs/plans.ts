/** Things planned for later: a plan falls due and becomes a job of the same name; when facts change it is made anew or dropped. */
import { newId } from '../../lib/ids.ts'
import type { Ctx } from '../context.ts'
import { inTransaction } from '../context.ts'
import { rows } from '../db/connect.ts'
import type { JobName, Jobs } from './put.ts'
import { putJob } from './put.ts'

/** The jobs a plan can become: those whose payload is the plan's subject. */
export type PlanKind = { [Name in JobName]: Jobs[Name] extends { subjectId: string } ? Name : never }[JobName]

/** Plans `kind` for the subject at `dueAt`; an open plan of the same kind and subject moves. */
export async function putPlan(ctx: Ctx, kind: PlanKind, subjectId: string, dueAt: Date): Promise<void> {
  await putPlans(ctx, [{ kind, subject_id: subjectId, due_at: dueAt }])
}

export interface NewPlan {
  kind: PlanKind
  subject_id: string
  due_at: Date
}

/** The same for many at once, in one statement. */
export async function putPlans(ctx: Ctx, plans: NewPlan[]): Promise<void> {
  if (plans.length === 0) return
  await ctx.db.raw(
    `insert into plans (id, kind, subject_id, due_at, created_at)
     select p.id, p.kind, p.subject_id, p.due_at, :now
     from unnest(:ids::uuid[], :kinds::text[], :subjects::uuid[], :dues::timestamptz[]) as p (id, kind, subject_id, due_at)
     on conflict (kind, subject_id) where done_at is null and dropped_at is null do update set due_at = excluded.due_at`,
    {
      now: ctx.now,
      ids: plans.map(() => newId()),
      kinds: plans.map((plan) => plan.kind),
      subjects: plans.map((plan) => plan.subject_id),
      dues: plans.map((plan) => plan.due_at),
    } as never,
  )
}

/** Drops the subject's open plan of these kinds, saying why; whether there was one, for what is due already is too late. */
export async function dropPlan(
  ctx: Ctx,
  kinds: PlanKind | readonly PlanKind[],
  subjectId: string,
  reason: string,
): Promise<boolean> {
  const dropped = await ctx
    .db('plans')
    .whereIn('kind', [kinds].flat())
    .where({ subject_id: subjectId, done_at: null, dropped_at: null })
    .update({ dropped_at: ctx.now, drop_reason: reason })
  return dropped > 0
}

/** Says of a plan that fell due why nothing came of it: what its job found had made it needless. */
export async function recallPlan(ctx: Ctx, kind: PlanKind, subjectId: string, reason: string): Promise<void> {
  const latest = ctx
    .db('plans')
    .select('id')
    .where({ kind, subject_id: subjectId })
    .whereNotNull('done_at')
    .orderBy('done_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
  await ctx.db('plans').where('id', latest).update({ done_at: null, dropped_at: ctx.now, drop_reason: reason })
}

export interface PlanRow {
  due_at: Date
  done_at: Date | null
  dropped_at: Date | null
}

/** The latest plan of this kind for the subject, whatever became of it. */
export async function findPlan(ctx: Ctx, kind: PlanKind, subjectId: string): Promise<PlanRow | undefined> {
  return ctx
    .db('plans')
    .first('due_at', 'done_at', 'dropped_at')
    .where({ kind, subject_id: subjectId })
    .orderBy([
      { column: 'created_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
}

/** Turns every due plan into its job; returns how many. Runs each minute and after the development clock moves. */
export async function runDuePlans(ctx: Ctx): Promise<number> {
  const batch = 500
  let total = 0
  for (;;) {
    const due = await inTransaction(
      ctx,
      async (ctx) => {
        const plans = await rows<{ kind: string; subject_id: string }>(
          ctx.db,
          `update plans set done_at = :now where id in (
             select id from plans where due_at <= :now and done_at is null and dropped_at is null
             order by due_at limit :batch for update skip locked)
           returning kind, subject_id`,
          { now: ctx.now, batch },
        )
        for (const plan of plans)
          await putJob(ctx, plan.kind as JobName, { subjectId: plan.subject_id } as never, { priority: 5 })
        return plans.length
      },
      { ownAudit: true },
    )
    total += due
    if (due < batch) return total
  }
}
