/** Brings the database to the newest shape; safe when several processes start at once. */
import { fileURLToPath } from 'node:url'
import { runMigrations } from 'graphile-worker'
import type { Knex } from 'knex'
import { connect } from './connect.ts'

export const migrations: Knex.MigratorConfig = {
  directory: fileURLToPath(new URL('../../../migrations', import.meta.url)),
  loadExtensions: ['.ts'],
  extension: 'ts',
}

const lock = 7_203_551_871

/** Applies what is missing, ours and graphile-worker's. Returns the names of the migrations that ran. */
export async function migrate(url: string): Promise<string[]> {
  const db = connect(url, { max: 2 })
  try {
    const connection = await db.client.acquireConnection()
    try {
      // A second process waits here, and then finds nothing to do.
      await connection.query('select pg_advisory_lock($1)', [lock])
      const [, names] = await db.migrate.latest(migrations)
      await runMigrations({ connectionString: url })
      await connection.query('select pg_advisory_unlock($1)', [lock])
      return names as string[]
    } finally {
      await db.client.releaseConnection(connection)
    }
  } finally {
    await db.destroy()
  }
}
