/** Brings the database to the newest shape; safe when several processes start at once. */
import { fileURLToPath } from 'node:url'
import { runMigrations } from 'graphile-worker'
import type { Knex } from 'knex'
import { StartError } from '../start-error.ts'
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
      // Nobody else migrates now: knex's own lock can only be left from a process that was killed.
      await db.migrate.forceFreeMigrationsLock(migrations)
      const [, names] = await db.migrate.latest(migrations)
      await runMigrations({ connectionString: url })
      await connection.query('select pg_advisory_unlock($1)', [lock])
      return names as string[]
    } catch (error) {
      if (!/migration directory is corrupt/.test((error as Error).message)) throw error
      throw new StartError(
        'The database was made by a newer Upstander: run that version, or restore a backup from before the upgrade.',
      )
    } finally {
      await db.client.releaseConnection(connection)
    }
  } finally {
    await db.destroy()
  }
}
