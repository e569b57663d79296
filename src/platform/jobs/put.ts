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
  await ctx.db.raw('select graphile_worker.add_job(?, ?::json, job_key => ?, priority => ?)', [
    name,
    JSON.stringify(payload),
    options.key ?? null,
    options.priority ?? 0,
  ])
}
