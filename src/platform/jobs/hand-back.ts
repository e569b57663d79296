/** Gives back the jobs of workers that are gone: a killed one leaves its jobs locked, and nobody else would take them for hours. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Knex } from 'knex'
import pg from 'pg'
import type { Logger } from '../log.ts'

const intervalMilliseconds = 5000
/** A worker takes its first jobs a moment before it can show that it lives. */
const graceSeconds = 20

/** Each living worker holds its name as an advisory lock: whoever's lock can be had is dead. One's own can always be had. */
const holdName = 'select pg_advisory_unlock_all(), pg_advisory_lock_shared(hashtextextended($1, 0))'
const handBack = `select graphile_worker.force_unlock_workers(array(
  select locked_by from (
    select distinct locked_by from graphile_worker._private_jobs
    where locked_by <> $1 and locked_at < clock_timestamp() - ${graceSeconds} * interval '1 second' offset 0) as holders
  where pg_try_advisory_xact_lock(hashtextextended(locked_by, 0))))`

export interface Living {
  url: string
  log: Logger
  /** The worker's name; another one once it had to begin again. */
  name: () => string
  /** Ends it all, the lock included. */
  signal: AbortSignal
}

/** Shows that this worker lives and hands back the jobs of those that do not, on a connection of its own. */
export async function keepHandingBack({ url, log, name, signal }: Living): Promise<void> {
  let client: pg.Client | undefined
  let held = ''
  while (!signal.aborted) {
    try {
      client ??= await open(url)
      if (held !== name()) await client.query(holdName, [name()])
      held = name()
      await client.query(handBack, [held])
    } catch (error) {
      log.error({ err: error }, 'cannot hand back jobs')
      await client?.end().catch(() => {})
      client = undefined
      held = ''
    }
    await wait(intervalMilliseconds, undefined, { signal }).catch(() => {})
  }
  await client?.end().catch(() => {})
}

async function open(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5000,
    application_name: 'upstander life',
  })
  client.on('error', () => {}) // seen by the next query
  await client.connect()
  return client
}

export async function handBackJobsOf(db: Knex, worker: string): Promise<void> {
  await db.raw('select graphile_worker.force_unlock_workers(array[?])', [worker])
}
