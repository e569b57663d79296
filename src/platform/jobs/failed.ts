/** Jobs that used up their tries: they stay in the queue's table until somebody looks. */
import { recordAudit } from '../audit/record.ts'
import type { Ctx } from '../context.ts'
import { inTransaction } from '../context.ts'
import { row, rows } from '../db/connect.ts'
import { NotFound } from '../errors.ts'

export interface FailedJob {
  id: string
  name: string
  last_error: string | null
  attempts: number
  created_at: Date
  updated_at: Date
}

const failed = 'attempts >= max_attempts and locked_at is null and last_error is not null'
const columns = 'id::text, task_identifier as name, last_error, attempts, created_at, updated_at'

export async function countFailedJobs(ctx: Ctx): Promise<number> {
  const found = await row<{ count: number }>(ctx.db, `select count(*) from graphile_worker.jobs where ${failed}`)
  return found!.count
}

/** Newest failure first. Payloads are left out: they may hold what not even an administrator should read. */
export async function listFailedJobs(ctx: Ctx, page: { limit: number; offset: number }): Promise<FailedJob[]> {
  return rows(
    ctx.db,
    `select ${columns} from graphile_worker.jobs where ${failed} order by updated_at desc, id desc
     limit :limit offset :offset`,
    { limit: page.limit, offset: page.offset },
  )
}

/** Gives a failed job all its tries again; one that is gone or is running again is NotFound or left as it is. */
export async function retryJob(ctx: Ctx, id: string): Promise<'waiting' | 'not-failed'> {
  return inTransaction(ctx, async (ctx) => {
    const job = await row<FailedJob & { has_failed: boolean }>(
      ctx.db,
      `select ${columns}, ${failed} as has_failed from graphile_worker.jobs where id = ?`,
      [id],
    )
    if (!job) throw new NotFound()
    if (!job.has_failed) return 'not-failed'
    await ctx.db.raw(
      'select graphile_worker.reschedule_jobs(array[?]::bigint[], run_at => clock_timestamp(), attempts => 0)',
      [id],
    )
    await recordAudit(ctx, {
      action: 'jobs.retry',
      subject_kind: 'job',
      subject_id: null,
      after: { job_id: id, name: job.name },
    })
    return 'waiting'
  })
}
