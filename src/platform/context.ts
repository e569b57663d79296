/** What every command and query is given, and the one way to open a transaction. */
import type { Knex } from 'knex'
import type { Logger } from 'pino'
import type { Actor } from './access.ts'
import { system } from './access.ts'
import { clock } from './clock.ts'
import type { Config } from './config.ts'

export interface Ctx {
  db: Knex
  actor: Actor
  now: Date
  request_id: string | null
  log: Logger
  config: Config
  /** Inside a transaction: whether an audit row was written in it. */
  audit?: { written: boolean }
}

/** For what a process does of itself, beside requests and jobs. */
export const ownContext = (base: Pick<Ctx, 'db' | 'log' | 'config'>, name: string): Ctx => ({
  ...base,
  actor: system(name),
  now: clock.now(),
  request_id: null,
})

export interface TransactionOptions {
  /** The rows written are append-only facts (answers, evidence, presence) and so their own audit. */
  ownAudit?: true
}

/**
 * Runs `work` in one transaction and gives it a context whose `db` is that transaction: name it `ctx` too, so that the
 * pool cannot be used by mistake. Inside a transaction it joins the one that is open.
 * Outside production, a transaction that wrote something and left no audit row fails.
 */
export async function inTransaction<T>(
  ctx: Ctx,
  work: (ctx: Ctx) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  if (ctx.audit) return work(ctx)
  const audit = { written: options.ownAudit ?? false }
  const isChecked = !audit.written && !ctx.config.production
  return ctx.db.transaction(async (db) => {
    const before = isChecked ? await countChangedRows(db) : 0
    const result = await work({ ...ctx, db, audit })
    if (isChecked && !audit.written && (await countChangedRows(db)) > before)
      throw new Error('A command changed something and wrote no audit row')
    return result
  })
}

/** Counted by Postgres for this connection; a locked row is no change, although it takes a transaction number as one does. */
async function countChangedRows(db: Knex): Promise<number> {
  const { rows } = await db.raw(
    `select sum(pg_stat_get_xact_tuples_inserted(oid) + pg_stat_get_xact_tuples_updated(oid)
       + pg_stat_get_xact_tuples_deleted(oid))::int8 as changed
     from pg_class where relkind = 'r' and oid >= 16384`, // pg_stat_xact_user_tables takes ten times as long
  )
  return rows[0].changed
}
