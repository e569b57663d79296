/** The past of the demo: every act at its own moment, and after it what the worker would have done meanwhile. */
import { addDays, today, wallToInstant } from '../../src/lib/time.ts'
import { system } from '../../src/platform/access.ts'
import type { Actor } from '../../src/platform/access.ts'
import type { Ctx } from '../../src/platform/context.ts'
import { NotFound } from '../../src/platform/errors.ts'
import { rows } from '../../src/platform/db/connect.ts'
import { findActor } from '../../src/features/people/index.ts'
import { allJobs } from '../../src/web/jobs.ts'

type Handler = (ctx: Ctx, payload: unknown) => Promise<void>
const handlers = allJobs(null) as Record<string, Handler>

/** London time on a day counted from today: `moment(ctx, -7, '10:00')` is a week ago. A weekend day gives way to the nearest Friday or Monday. */
export function workday(ctx: Ctx, days: number, time: string): Date {
  const day = addDays(today(ctx.now), days)
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay()
  const shift = weekday === 6 ? (days < 0 ? -1 : 2) : weekday === 0 ? (days < 0 ? -2 : 1) : 0
  const found = wallToInstant({ date: addDays(day, shift), time }, 'earlier')
  if (found.kind !== 'ok') throw new Error(`There is no ${time} on ${day}`)
  return found.at
}

const actors = new Map<string, Actor>()

/** The context of that person at that moment, in the one transaction of the demo. Nobody's roles change in its story. */
export async function as(ctx: Ctx, personId: string, now: Date): Promise<Ctx> {
  const actor = actors.get(personId) ?? (await findActor({ ...ctx, now }, personId))
  if (!actor) throw new NotFound()
  actors.set(personId, actor)
  return { ...ctx, now, actor }
}

/** Runs every job but the sending of mail, as of that moment. Reminders of what is long past are not made up for. */
export async function letTimePass(ctx: Ctx, now: Date): Promise<void> {
  await ctx.db('plans').where({ done_at: null, dropped_at: null }).where('due_at', '<=', now).update({ done_at: now })
  for (;;) {
    const jobs = await rows<{ id: string; name: string; payload: unknown }>(
      ctx.db,
      `select j.id, t.identifier as name, j.payload from graphile_worker._private_jobs j
       join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier <> 'mail.send'
       order by j.priority, j.id`,
    )
    if (jobs.length === 0) return
    for (const { name, payload } of jobs) await handlers[name]?.({ ...ctx, now, actor: system(name) }, payload)
    await ctx.db.raw('delete from graphile_worker._private_jobs where id = any (?)', [jobs.map((job) => job.id)])
  }
}

/** Every mail went out when it was written, but for those to addresses nobody has any more. */
export async function deliverMail(ctx: Ctx, deadAddresses: string[]): Promise<void> {
  await ctx.db.raw(
    `update mails set attempts = 1,
       sent_at = case when to_address = any (:dead) then null else created_at + interval '2 seconds' end,
       failed_at = case when to_address = any (:dead) then created_at + interval '2 seconds' end,
       last_error = case when to_address = any (:dead) then '550 5.1.1 The email account does not exist' end
     where sent_at is null and failed_at is null and dropped_at is null`,
    { dead: deadAddresses },
  )
  await ctx.db.raw(`select graphile_worker.remove_job('mail ' || id) from mails`)
}
