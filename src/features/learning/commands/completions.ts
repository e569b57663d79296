/** Records completions when they first become true; what was recorded is corrected by a further row, never changed. */
import { newId } from '../../../lib/ids.ts'
import { recordAudit, recordAudits } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { rows } from '../../../platform/db/connect.ts'
import { Conflict } from '../../../platform/errors.ts'
import { roundOf } from '../../courses/index.ts'
import { findCompletion, listCompletions } from '../queries/completions.ts'

interface Of {
  person_id: string
  course_version_id: string
}

/** Whoever else records or takes back one of these waits until the transaction ends. */
const lockCompletions = (ctx: Ctx, of: Of[]) =>
  ctx.db.raw(
    `select pg_advisory_xact_lock(hashtextextended(key, 3)) from (select key from unnest(?::text[]) key order by key) keys`,
    [of.map((one) => `${one.person_id} ${one.course_version_id}`) as never],
  )

export type FoundCompletion = Of & { round: number; completed_at: Date }

/** Records what the engine found, each once, whoever asks and however often; returns the ids, in the order given. */
export async function recordCompletions(ctx: Ctx, found: FoundCompletion[]): Promise<string[]> {
  return inTransaction(
    ctx,
    async (ctx) => {
      await lockCompletions(ctx, found)
      const known = new Map((await listCompletions(ctx, found)).map((one) => [keyOf(one), one]))
      const fresh = found
        .filter((one) => !known.get(keyOf(one))?.is_in_force)
        .map((one) => ({ ...one, id: newId(), corrects_id: known.get(keyOf(one))?.last_id ?? null }))
      await insertCompletions(ctx, fresh)
      await recordAudits(
        ctx,
        fresh.map(({ id, person_id, course_version_id, completed_at }) => ({
          action: 'learning.complete',
          subject_kind: 'person',
          subject_id: person_id,
          after: { completion_id: id, course_version_id, completed_at },
        })),
      )
      const made = new Map(fresh.map((one) => [keyOf(one), one.id]))
      return found.map((one) => known.get(keyOf(one))?.id ?? made.get(keyOf(one))!)
    },
    { ownAudit: true },
  )
}

const keyOf = (of: Of): string => `${of.person_id} ${of.course_version_id}`

async function insertCompletions(
  ctx: Ctx,
  fresh: (FoundCompletion & { id: string; corrects_id: string | null })[],
): Promise<void> {
  if (fresh.length === 0) return
  const inserted = await rows(
    ctx.db,
    `insert into completions (id, person_id, course_version_id, round, completed_at, content_hash, recorded_at, corrects_id, reason)
     select f.id, f.person_id, f.course_version_id, f.round, f.completed_at, v.content_hash, :now, f.corrects_id,
       case when f.corrects_id is not null then 'Complete again' end
     from unnest(:ids::uuid[], :people::uuid[], :versions::uuid[], :rounds::int[], :times::timestamptz[], :corrected::uuid[])
       as f (id, person_id, course_version_id, round, completed_at, corrects_id)
     join course_versions v on v.id = f.course_version_id and v.content_hash is not null
     returning id`,
    {
      now: ctx.now,
      ids: fresh.map((one) => one.id),
      people: fresh.map((one) => one.person_id),
      versions: fresh.map((one) => one.course_version_id),
      rounds: fresh.map((one) => one.round),
      times: fresh.map((one) => one.completed_at),
      corrected: fresh.map((one) => one.corrects_id),
    } as never,
  )
  if (inserted.length < fresh.length) throw new Conflict('A draft cannot be completed.')
}

/** Takes back what was recorded by mistake: a corrected register, for example. The row stays, a further one says why. */
export async function correctCompletion(
  ctx: Ctx,
  { reason, ...of }: Of & { reason: string },
): Promise<'corrected' | 'not-in-force'> {
  return inTransaction(
    ctx,
    async (ctx) => {
      await lockCompletions(ctx, [of])
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
