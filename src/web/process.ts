/** Starting and stopping a process of ours: settings, database, log, and an end that drains. */
import pg from 'pg'
import type { Knex } from 'knex'
import { clock } from '../platform/clock.ts'
import type { Config } from '../platform/config.ts'
import { readConfig } from '../platform/config.ts'
import { connect } from '../platform/db/connect.ts'
import type { Logger } from '../platform/log.ts'
import { createLog } from '../platform/log.ts'
import { migrate } from '../platform/db/migrate.ts'
import { seedReference } from '../../seeds/reference/seed.ts'

export interface Process {
  config: Config
  log: Logger
  db: Knex
  database_url: string
  /** A pool of pg's own, for the web sessions. */
  sessionPool: pg.Pool
  /** Runs on the way out, last added first. */
  onStop(stop: () => Promise<unknown>): void
  stop(): Promise<void>
}

/** Reads the settings, brings up the database (the embedded one where none is named), migrates and seeds what every installation needs. */
export async function startProcess(env: NodeJS.ProcessEnv): Promise<Process> {
  const config = readConfig(env)
  if (config.clock) clock.set(config.clock)
  const log = createLog(config.log_level)
  const stops: (() => Promise<unknown>)[] = []
  const stop = async () => {
    for (const one of stops.splice(0).reverse())
      await one().catch((error: unknown) => log.error({ err: error }, 'while stopping'))
  }
  try {
    let databaseUrl = config.database_url
    if (!databaseUrl) {
      const { startEmbeddedPostgres } = await import('../platform/db/embedded.ts')
      const embedded = await startEmbeddedPostgres({ folder: `${config.data_dir}/postgres` })
      stops.push(() => embedded.stop())
      databaseUrl = embedded.url
    }
    await migrate(databaseUrl)
    const db = connect(databaseUrl, { max: config.database_pool })
    stops.push(() => db.destroy())
    const sessionPool = new pg.Pool({ connectionString: databaseUrl, max: 4, application_name: 'upstander sessions' })
    sessionPool.on('error', (error) => log.error({ err: error }, 'session connection lost'))
    stops.push(() => sessionPool.end())
    await seedReference({ db, config, log })
    return { config, log, db, database_url: databaseUrl, sessionPool, onStop: (one) => stops.push(one), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Ends the process once, on the first of the signals; a second signal ends it at once. */
export function stopOnSignal(stop: () => Promise<void>): void {
  let isStopping = false
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      if (isStopping) process.exit(1)
      isStopping = true
      void stop().finally(() => process.exit(0))
    })
}

/** Says in one sentence why the process cannot start, and ends it. */
export function refuseToStart(error: unknown): never {
  const { name, message, code } = error as Error & { code?: string }
  const isOurs = ['ConfigError', 'EmbeddedPostgresError', 'StartError'].includes((error as object).constructor.name)
  const reached =
    code === 'ECONNREFUSED' || code === 'ENOTFOUND' ? `The database cannot be reached: ${message || code}` : null
  process.stderr.write(
    isOurs ? `${message}\n` : reached ? `${reached}\n` : `${name}: ${message}\n${(error as Error).stack}\n`,
  )
  process.exit(1)
}

/** A fault of the surroundings, said in one sentence. */
export class StartError extends Error {}
