/** Jobs that do for many at once what they have in common: one whose turn has come takes others of its name along. */
import type { Ctx } from '../context.ts'
import { rows } from '../db/connect.ts'
import type { JobName, Jobs } from './put.ts'

export interface WaitingJob<Name extends JobName> {
  id: string
  /** Rises when the job is put again. */
  revision: number
  payload: Jobs[Name]
}

/** What a job of this process has in hand: the next one looks further down the queue. */
const inHand = new Set<string>()

/**
 * Finds what else of that name waits, and has `work` do it too. What was found is not taken yet: `work` reads what it has to,
 * and takes in its own transaction those that still wait. Jobs that have failed before are left to their own turn.
 */
export async function withOthers<Name extends JobName>(
  ctx: Ctx,
  name: Name,
  most: number,
  work: (others: WaitingJob<Name>[]) => Promise<void>,
): Promise<void> {
  const waiting = await rows<WaitingJob<Name>>(
    ctx.db,
    `select j.id::text, j.revision, j.payload from graphile_worker._private_jobs j
     where j.is_available and j.job_queue_id is null and j.run_at <= clock_timestamp() and j.attempts = 0
       and j.task_id = (select id from graphile_worker._private_tasks where identifier = :name)
       and not j.id = any (:in_hand::bigint[])
     order by j.priority, j.run_at, j.id limit :most`,
    { name, most, in_hand: [...inHand] } as never,
  )
  const others = waiting.filter(({ id }) => !inHand.has(id))
  for (const { id } of others) inHand.add(id)
  try {
    await work(others)
  } finally {
    for (const { id } of others) inHand.delete(id)
  }
}

/** Those of them that nobody else has begun and that were not put again meanwhile; none of them is held by that. */
export async function stillWaiting<Name extends JobName>(
  ctx: Ctx,
  jobs: WaitingJob<Name>[],
): Promise<WaitingJob<Name>[]> {
  return jobs.length === 0 ? [] : among(jobs, await rows(ctx.db, waitingSql, bindingsOf(jobs)))
}

/**
 * Takes those of them that nobody else has begun and that were not put again meanwhile, which would be news: they are done
 * if the caller's transaction commits, and wait again if it does not. Until then whoever puts one again waits: so the caller
 * holds by now whatever such a one may hold too.
 */
export async function takeAlong<Name extends JobName>(ctx: Ctx, jobs: WaitingJob<Name>[]): Promise<WaitingJob<Name>[]> {
  if (!ctx.audit) throw new Error('Jobs are taken along in the transaction that does their work')
  if (jobs.length === 0) return []
  const sql = `select id::text from graphile_worker.complete_jobs(array(${waitingSql} for update of j skip locked))`
  return among(jobs, await rows(ctx.db, sql, bindingsOf(jobs)))
}

const waitingSql = `
  select j.id from graphile_worker._private_jobs j
  join unnest(:ids::bigint[], :revisions::int[]) as w (id, revision) on w.id = j.id and w.revision = j.revision
  where j.is_available`

const bindingsOf = (jobs: WaitingJob<JobName>[]) =>
  ({ ids: jobs.map(({ id }) => id), revisions: jobs.map(({ revision }) => revision) }) as never

function among<Name extends JobName>(jobs: WaitingJob<Name>[], found: { id: string | number }[]): WaitingJob<Name>[] {
  const ids = new Set(found.map(({ id }) => String(id)))
  return jobs.filter(({ id }) => ids.has(id))
}
