/** One pool of connections, through knex. Postgres `date` comes back as 'YYYY-MM-DD', bigint counts as numbers. */
import knex from 'knex'
import type { Knex } from 'knex'
import pg from 'pg'
import { PreparingClient } from './preparing-client.ts'

pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

interface Options {
  max: number
  /** `false` for a pooler that hands connections around between statements (pgbouncer before 1.21). */
  prepared?: boolean
  /** Statements asked at once on one connection go out without waiting for each other's answers. */
  pipeline?: boolean
}

export function connect(url: string, options: Options): Knex {
  return knex({
    client: options.prepared === false ? 'pg' : (PreparingClient as unknown as typeof Knex.Client),
    connection: {
      connectionString: url,
      application_name: 'upstander',
      keepAlive: true,
      connectionTimeoutMillis: 5000,
      pipeline: options.pipeline ?? false,
    } as Knex.PgConnectionConfig,
    pool: { min: 0, max: options.max },
    acquireConnectionTimeout: 10_000,
    // An error's message goes into the log: it shows the statement, never the values bound to it.
    compileSqlOnError: false,
    // What fails is thrown, with its reason; knex need not print it as well.
    log: { warn: () => {}, error: () => {}, debug: () => {}, deprecate: () => {} },
  })
}

/** The rows of a raw query. Reads asked at once, outside a transaction, go to the database together. */
export async function rows<Row>(
  db: Knex,
  sql: string,
  bindings: Knex.RawBinding[] | Record<string, unknown> = [],
): Promise<Row[]> {
  const question = db.raw(sql, bindings as never)
  if (!db.isTransaction && db.client instanceof PreparingClient) {
    const native = question.toSQL().toNative()
    const asked = db.client.ask<Row>(native.sql, [...native.bindings])
    if (asked) return asked
  }
  return (await question).rows
}

/** The first row of a raw query, if there is one. */
export async function row<Row>(
  db: Knex,
  sql: string,
  bindings: Knex.RawBinding[] | Record<string, unknown> = [],
): Promise<Row | undefined> {
  return (await rows<Row>(db, sql, bindings))[0]
}

/** Asks these at once; in a transaction, whose connection takes one question at a time, one after the other. */
export async function askTogether<Asks extends readonly (() => Promise<unknown>)[]>(
  db: Knex,
  asks: readonly [...Asks],
): Promise<{ [Index in keyof Asks]: Awaited<ReturnType<Asks[Index]>> }> {
  const answers: unknown[] = []
  if (db.isTransaction) for (const ask of asks) answers.push(await ask())
  else answers.push(...(await Promise.all(asks.map((ask) => ask()))))
  return answers as never
}
