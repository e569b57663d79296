/** Whether anybody waits for an advisory lock of this database: for tests that hold one. */
import type { Knex } from 'knex'
import { rows } from '../../src/platform/db/connect.ts'

export const isAnyLockWaited = async (db: Knex): Promise<boolean> => {
  const waiting = await rows(
    db,
    `select 1 from pg_locks l join pg_database d on d.oid = l.database and d.datname = current_database()
     where l.locktype = 'advisory' and not l.granted`,
  )
  return waiting.length > 0
}
