/**
 * A believable Hertfordshire, made through commands on the first start in development: a year of training told in the
 * order in which it happened, in one transaction, so that there is a whole demo or none.
 */
import { warmPrinter } from '../../src/features/certification/index.ts'
import { system } from '../../src/platform/access.ts'
import { clock } from '../../src/platform/clock.ts'
import type { Config } from '../../src/platform/config.ts'
import type { Ctx } from '../../src/platform/context.ts'
import { inTransaction } from '../../src/platform/context.ts'
import { connect } from '../../src/platform/db/connect.ts'
import type { Logger } from '../../src/platform/log.ts'
import { Gathered } from './gathered.ts'
import { deliverMail, workday } from './history.ts'
import { addPartners } from './partners.ts'
import { deadAddress, openQuestions, planSessions } from './present.ts'
import { holdPastSessions } from './past.ts'

const lock = 7_203_551_873

interface Parts {
  database_url: string
  config: Config
  log: Logger
}

/** Does nothing where anybody is known already. */
export async function seedDemo({ database_url, ...parts }: Parts): Promise<void> {
  // A connection of its own, because several people act at once in the one transaction.
  const db = connect(database_url, { max: 1, pipeline: true })
  try {
    const ctx: Ctx = { ...parts, db, actor: system('demo'), now: clock.now(), request_id: null }
    await inTransaction(ctx, async (ctx) => {
      await ctx.db.raw('select pg_advisory_xact_lock(?)', [lock])
      // The same few hundred statements over and over: each planned once, and not anew for its values.
      await ctx.db.raw('set local plan_cache_mode = force_generic_plan')
      if (await hasPeople(ctx)) return
      warmPrinter()
      const gathered = new Gathered(ctx.db)
      await tell({ ...ctx, db: gathered.db }, gathered)
      await gathered.writeAudit()
    })
  } finally {
    await db.destroy()
  }
}

async function tell(ctx: Ctx, gathered: Gathered): Promise<void> {
  const partners = await addPartners(ctx, gathered, workday(ctx, -380, '09:15'))
  const holdTheLast = await holdPastSessions(ctx, partners)
  await Promise.all([holdTheLast(), planSessions(ctx, partners)])
  await openQuestions(ctx, partners)
  await deliverMail(ctx, [deadAddress])
}

async function hasPeople(ctx: Ctx): Promise<boolean> {
  return (await ctx.db('people').first('id')) !== undefined
}
