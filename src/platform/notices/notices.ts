/** Tells the other processes that something has changed, so that they read it: a hint, never the fact itself. */
import type { Knex } from 'knex'
import type { Ctx } from '../context.ts'
import type { Notices } from './carrier.ts'
import { postgresNotices } from './postgres.ts'

const kept = new WeakMap<object, Notices>()

/** The notices of this process, one connection for all of them, opened when they are first used. */
export function noticesOf({ db, log }: Pick<Ctx, 'db' | 'log'>): Notices {
  const key = keyOf(db)
  const known = kept.get(key)
  if (known) return known
  const made = postgresNotices(db.client.connectionSettings, log)
  kept.set(key, made)
  return made
}

export async function stopNotices(db: Knex): Promise<void> {
  const known = kept.get(keyOf(db))
  kept.delete(keyOf(db))
  await known?.stop()
}

const keyOf = (db: Knex): object => db.client.config
