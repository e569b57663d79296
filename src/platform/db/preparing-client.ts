/**
 * knex's Postgres client, with reads sent as prepared statements: planning one of our joins costs several times what
 * running it does. Each connection plans a text once; texts beyond the first few hundred go unprepared.
 */
import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import type { Knex } from 'knex'

interface Query {
  sql: string
  options?: { name?: string }
}

interface PgClient {
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

export class PreparingClient extends PgClient {
  override async _query(connection: unknown, query: Query): Promise<unknown> {
    const name = query.options?.name ?? nameOf(query.sql)
    try {
      return await super._query(
        connection,
        name === undefined ? query : Object.assign(query, { options: { ...query.options, name } }),
      )
    } catch (error) {
      // A migration changed what a kept plan returns: from now on everything is prepared anew.
      if ((error as { code?: string }).code === '0A000') {
        generation += 1
        names.clear()
      }
      throw error
    }
  }
}
