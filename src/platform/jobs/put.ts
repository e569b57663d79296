/** Puts a job in the caller's transaction: it exists if and only if the change does. */
import type { Ctx } from '../context.ts'

/** Each room declares its jobs here by interface merging, in its own jobs.ts: name -> payload. */
// oxlint-disable-next-line typescript/no-empty-object-type
export interface Jobs {}

export type JobName = keyof Jobs & string

export interface JobOptions {
  /** A waiting job with the same key is replaced, so that many triggers make one job. */
  key?: string
  /** Lower runs first; bulk work asks for more than 0. */
  priority?: number
}

export async function putJob<Name extends JobName>(
  ctx: Ctx,
  name: Name,
  payload: Jobs[Name],
  options: JobOptions = {},
): Promise<void> {
  await putJobs(ctx, name, [{ payload, ...options }])
}

/** The same for many at once, in one statement. */
export async function putJobs<Name extends JobName>(
  ctx: Ctx,
  name: Name,
  jobs: ({ payload: Jobs[Name] } & JobOptions)[],
): Promise<void> {
  if (jobs.length === 0) return
  await ctx.db.raw(
    `select from graphile_worker.add_jobs(array(
       select row(:name, j.payload, null, null, null, j.key, j.priority, null)::graphile_worker.job_spec
       from unnest(:payloads::json[], :keys::text[], :priorities::int[]) as j (payload, key, priority)))`,
    {
      name,
      payloads: jobs.map(({ payload }) => JSON.stringify(payload)),
      keys: jobs.map(({ key }) => key ?? null),
      priorities: jobs.map(({ priority }) => priority ?? 0),
    } as never,
  )
}
