/** One connection of the pool for what is too large to hold: a read-only transaction whose rows are streamed out. */
import type { Knex } from 'knex'
import type pg from 'pg'

const longestMinutes = 10

/**
 * Runs `read` on a raw connection inside a read-only transaction. `settings` are bound values which the SQL reads as
 * `current_setting('name')`: COPY and cursors take no parameters. A reader that fails midway, or whose client went
 * away, ends its connection, for half a COPY may still be on it.
 */
export async function withReader<Result>(
  db: Knex,
  settings: Record<string, string>,
  read: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = (await db.client.acquireConnection()) as pg.Client & { __knex__disposed?: unknown }
  try {
    await client.query('begin read only')
    await client.query(`set local statement_timeout = '${longestMinutes}min'`)
    await client.query(`set local idle_in_transaction_session_timeout = '${longestMinutes}min'`)
    for (const [name, value] of Object.entries(settings))
      await client.query('select set_config($1, $2, true)', [name, value])
    const result = await read(client)
    await client.query('commit')
    return result
  } catch (error) {
    // knex makes a new connection in place of one that is marked like this.
    client.__knex__disposed = error
    await client.end().catch(() => {})
    throw error
  } finally {
    await db.client.releaseConnection(client)
  }
}
