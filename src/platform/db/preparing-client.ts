/**
 * knex's Postgres client, with reads sent as prepared statements, and together where they are asked outside a transaction.
 * Planning one of our joins costs several times what running it does. Each connection plans a text once; texts beyond the
 * first few hundred go unprepared.
 */
import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import type { Knex } from 'knex'
import type pg from 'pg'
import { Reads } from './reads.ts'

interface Query {
  sql: string
  options?: { name?: string }
}

interface PgClient {
  config: Knex.Config
  destroy(done?: () => void): Promise<void>
  _query(connection: unknown, query: Query): Promise<unknown>
}

const PgClient = createRequire(import.meta.url)('knex/lib/dialects/postgres/index.js') as new (
  config: Knex.Config,
) => PgClient

const most = 400
const longest = 8000
const names = new Map<string, string>()
let generation = 0

function nameOf(sql: string): string | undefined {
  const known = names.get(sql)
  if (known !== undefined) return known
  if (names.size >= most || sql.length > longest || !/^\s*(select|with)\b/i.test(sql)) return undefined
  const name = `${generation}-${createHash('sha256').update(sql).digest('base64url').slice(0, 22)}`
  names.set(sql, name)
  return name
}

/** A migration changed what a kept plan returns: from now on everything is prepared anew. */
function forgetPlansOf(error: unknown): boolean {
  const isOutdated = (error as { code?: string }).code === '0A000'
  if (isOutdated) {
    generation += 1
    names.clear()
  }
  return isOutdated
}

export class PreparingClient extends PgClient {
  reads?: Reads

  override async _query(connection: unknown, query: Query): Promise<unknown> {
    const name = query.options?.name ?? nameOf(query.sql)
    try {
      return await super._query(
        connection,
        name === undefined ? query : Object.assign(query, { options: { ...query.options, name } }),
      )
    } catch (error) {
      forgetPlansOf(error)
      throw error
    }
  }

  /** A read's rows, outside a transaction; undefined for what is no read, or is to be planned for its own values. */
  ask<Row>(text: string, values: unknown[]): Promise<Row[]> | undefined {
    const name = nameOf(text)
    if (name === undefined) return undefined
    const reads = (this.reads ??= new Reads(this.config.connection as pg.PoolConfig))
    return reads.ask<Row>({ name, text, values }).catch((error: unknown) => {
      if (!forgetPlansOf(error)) throw error
      return reads.ask<Row>({ name: nameOf(text)!, text, values })
    })
  }

  override async destroy(done?: () => void): Promise<void> {
    await this.reads?.end()
    return super.destroy(done)
  }
}
