/** The past of the demo: every act at its own moment, and after it what the worker would have done meanwhile. */
import { addDays, today, wallToInstant } from '../../src/lib/time.ts'
import { system } from '../../src/platform/access.ts'
import type { Actor } from '../../src/platform/access.ts'
import type { Ctx } from '../../src/platform/context.ts'
import { NotFound } from '../../src/platform/errors.ts'
import { findActor } from '../../src/features/people/index.ts'
import { allJobs } from '../../src/web/jobs.ts'
import type { Gathered } from './gathered.ts'

/**
 * The same act of several people, none waiting for the other: while the database works for one, another is thought about.
 * Only where no one's act bears on another's.
 */
export async function together<One>(of: Iterable<One>, act: (one: One) => Promise<unknown>): Promise<void> {
  await Promise.all([...of].map(act))
}

type Handler = (ctx: Ctx, payload: unknown) => Promise<void>
const handlers = allJobs(null) as Record<string, Handler>

/** London time on a day counted from today; a weekend gives way to the Friday before, or the next working day if it is to come. */
export function workday(ctx: Ctx, days: number, time: string): Date {
  let day = addDays(today(ctx.now), days)
  while (isWeekend(day) || (days > 0 && isChristmas(day))) day = addDays(day, days < 0 ? -1 : 1)
  const found = wallToInstant({ date: day, time }, 'earlier')
  if (found.kind !== 'ok') throw new Error(`There is no ${time} on ${day}`)
  return found.at
}

const isWeekend = (day: string) => [0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay())

/** Nobody trains then. What is past keeps its days, so that its acts stay in their order. */
const isChristmas = (day: string) => /-12-(2[4-9]|3\d)$|-01-01$/.test(day)

const actors = new Map<string, Actor>()

/** The context of that person at that moment, in the one transaction of the demo. Nobody's roles change in its story. */
export async function as(ctx: Ctx, personId: string, now: Date): Promise<Ctx> {
  const actor = actors.get(personId) ?? (await findActor({ ...ctx, now }, personId))
  if (!actor) throw new NotFound()
  actors.set(personId, actor)
  return { ...ctx, now, actor }
}

/** Does the jobs that wait for these people, or for anyone, as of that moment. Reminders of what is long past are not made up for. */
export async function letTimePass(ctx: Ctx, gathered: Gathered, now: Date, personIds?: string[]): Promise<void> {
  await ctx.db('plans').where({ done_at: null, dropped_at: null }).where('due_at', '<=', now).update({ done_at: now })
  for (let jobs = gathered.takeJobs(personIds); jobs.length > 0; jobs = gathered.takeJobs(personIds))
    await together(jobs, async ({ name, payload }) => handlers[name]?.({ ...ctx, now, actor: system(name) }, payload))
}

/** Every mail went out when it was written, but for those to addresses nobody has any more. */
export async function deliverMail(ctx: Ctx, deadAddresses: string[]): Promise<void> {
  await ctx.db.raw(
    `update mails set attempts = 1,
       sent_at = case when to_address = any (:dead) then null else created_at + interval '2 seconds' end,
       failed_at = case when to_address = any (:dead) then created_at + interval '2 seconds' end,
       bounced_at = case when to_address = any (:dead) then created_at + interval '2 seconds' end,
       bounce_kind = case when to_address = any (:dead) then 'hard' end,
       bounce_is_final = case when to_address = any (:dead) then true end,
       bounce_reason = case when to_address = any (:dead) then 'There is no such mailbox (5.1.1)' end,
       last_error = case when to_address = any (:dead) then '550 5.1.1 The email account does not exist' end
     where sent_at is null and failed_at is null and dropped_at is null`,
    { dead: deadAddresses },
  )
}
