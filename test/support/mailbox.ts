/** What the outbox holds, and the jobs that lie in the queue: run here, in the test's own process. */
import type { Knex } from 'knex'
import { jobsOf } from '../../src/web/jobs.ts'
import { clock } from '../../src/platform/clock.ts'
import { rows } from '../../src/platform/db/connect.ts'
import type { Ctx } from '../../src/platform/context.ts'
import { system } from '../../src/platform/access.ts'

export interface MailRow {
  id: string
  kind: string
  to_address: string
  subject: string
  html: string
  text: string
  calendar: string | null
  calendar_method: string | null
  attachment_file_ids: string[]
  sent_at: Date | null
}

export async function listMails(db: Knex, where: Record<string, unknown> = {}): Promise<MailRow[]> {
  return (await db('mails').where(where).orderBy('created_at').orderBy('id')) as MailRow[]
}

/** Runs every waiting job, and those that they put, until none is left. Sending leaves the bodies to read. */
export async function runJobs(ctx: Ctx, { send = false }: { send?: boolean } = {}): Promise<void> {
  const handlers = (await jobsOf(ctx.config, null)) as Record<string, (ctx: Ctx, payload: unknown) => Promise<void>>
  for (;;) {
    const jobs = await rows<{ id: string; task_identifier: string; payload: unknown }>(
      ctx.db,
      `select j.id, t.identifier as task_identifier, j.payload from graphile_worker._private_jobs j
       join graphile_worker._private_tasks t on t.id = j.task_id order by j.priority, j.id`,
    )
    const due = jobs.filter((job) => send || job.task_identifier !== 'mail.send')
    if (due.length === 0) return
    for (const job of due) {
      await handlers[job.task_identifier]!(
        { ...ctx, now: ctx.now ?? clock.now(), actor: system(job.task_identifier) },
        job.payload,
      )
      await ctx.db.raw('delete from graphile_worker._private_jobs where id = ?', [job.id])
    }
  }
}
