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

/** The texts one database's connections prepare, and the names they go by. */
class Plans {
  readonly #names = new Map<string, string>()
  #generation = 0

  nameOf(sql: string): string | undefined {
    const known = this.#names.get(sql)
    if (known !== undefined) return known
    if (this.#names.size >= most || sql.length > longest || !/^\s*(select|with)\b/i.test(sql)) return undefined
    const name = `${this.#generation}-${createHash('sha256').update(sql).digest('base64url').slice(0, 22)}`
    this.#names.set(sql, name)
    return name
  }

  /** A migration changed what a kept plan returns: from now on everything is prepared anew. */
  forgetAfter(error: unknown): boolean {
    const isOutdated = (error as { code?: string }).code === '0A000'
    if (isOutdated) {
      this.#generation += 1
      this.#names.clear()
    }
    return isOutdated
  }
}

/** By configuration, which is what knex hands from a client to that of a transaction. */
const plansOf = new WeakMap<Knex.Config, Plans>()

export class PreparingClient extends PgClient {
  reads?: Reads

  get plans(): Plans {
    const plans = plansOf.get(this.config) ?? new Plans()
    plansOf.set(this.config, plans)
    return plans
  }

  override async _query(connection: unknown, query: Query): Promise<unknown> {
    const name = query.options?.name ?? this.plans.nameOf(query.sql)
    try {
      return await super._query(
        connection,
        name === undefined ? query : Object.assign(query, { options: { ...query.options, name } }),
      )
    } catch (error) {
      this.plans.forgetAfter(error)
      throw error
    }
  }

  /** A read's rows, outside a transaction; undefined for what is no read, or is to be planned for its own values. */
  ask<Row>(text: string, values: unknown[]): Promise<Row[]> | undefined {
    const name = this.plans.nameOf(text)
    if (name === undefined) return undefined
    const reads = (this.reads ??= new Reads(this.config.connection as pg.PoolConfig))
    return reads.ask<Row>({ name, text, values }).catch((error: unknown) => {
      if (!this.plans.forgetAfter(error)) throw error
      return reads.ask<Row>({ name: this.plans.nameOf(text)!, text, values })
    })
  }

  override async destroy(done?: () => void): Promise<void> {
    await this.reads?.end()
    return super.destroy(done)
  }
}
