/** Starting and stopping a process of ours: settings, database, log, and an end that leaves nothing half done. */
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { Knex } from 'knex'
import { clock } from '../platform/clock.ts'
import type { Config } from '../platform/config.ts'
import { readConfig } from '../platform/config.ts'
import type { Logger } from '../platform/log.ts'
import { createLog } from '../platform/log.ts'
import { StartError } from '../platform/start-error.ts'
import { isDatabaseAway } from './unavailable.ts'

export interface Process {
  config: Config
  log: Logger
  /** What is to be undone on the way out, last added first. Throws when the process was told to end meanwhile. */
  onStop: (stop: () => Promise<unknown>) => void
}

export interface Database {
  db: Knex
  database_url: string
}

const startingMilliseconds = 15_000
const stopMilliseconds = 27_000
const secondSignalMilliseconds = 1000

/**
 * Reads the settings and does the work, until a signal or, if `work` says so, until it is done. A fault ends the
 * process in one sentence, and a signal does so even while it still starts; either way what was begun is undone.
 */
export async function runProcess(
  env: NodeJS.ProcessEnv,
  work: (process: Process) => Promise<'until stopped' | 'done'>,
): Promise<void> {
  const stops: (() => Promise<unknown>)[] = []
  let log: Logger | undefined
  let config: Config | undefined
  let isEnding = false
  const undo = async () => {
    for (const one of stops.reverse())
      await one().catch((error: unknown) => log?.error({ err: error }, 'while stopping'))
  }
  const end = async (code: number) => {
    isEnding = true
    await Promise.race([undo(), wait(stopMilliseconds)])
    process.exit(code)
  }
  const worked = (async () => {
    config = readConfig(env)
    if (config.clock) clock.set(config.clock)
    log = createLog(config.log_level)
    outliveUnheardFaults(log)
    return work({
      config,
      log,
      onStop: (one) => {
        stops.push(one)
        if (isEnding) throw new Error('Told to end while starting')
      },
    })
  })()
  onFirstSignal(async () => {
    isEnding = true
    // The step in progress ends by itself, so that it can be undone.
    await Promise.race([worked.catch(() => {}), wait(startingMilliseconds)])
    await end(0)
  })
  try {
    if ((await worked) === 'done') await end(0)
  } catch (error) {
    if (isEnding) return
    process.stderr.write(`${wordsFor(error, config)}\n`)
    await end(1)
  }
}

/** A promise that failed while nobody waited for it is one request's misfortune: it must not end everybody's server. */
function outliveUnheardFaults(log: Logger): void {
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'fault that nobody waited for'))
}

/** A fault of the surroundings is a sentence; anything else is ours, and is shown with where it happened. */
function wordsFor(error: unknown, config: Config | undefined): string {
  if (error instanceof StartError) return error.message
  if (isDatabaseAway(error)) {
    const more = config && !config.database_url ? ` (more in ${config.data_dir}/postgres/postgres.log)` : ''
    return `The database went away while starting: ${(error as Error).message}${more}.`
  }
  return (error as Error).stack ?? String(error)
}

/** A second signal ends it at once, but not the same one twice: in a terminal both npm and the terminal pass on Ctrl-C. */
function onFirstSignal(end: () => Promise<void>): void {
  let firstAt: number | undefined
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      if (firstAt !== undefined && performance.now() - firstAt > secondSignalMilliseconds) process.exit(1)
      if (firstAt !== undefined) return
      firstAt = performance.now()
      void end()
    })
}

/** Brings up the database (the embedded one where none is named), migrated and with what every installation needs. */
export async function openDatabase(own: Process): Promise<Database> {
  const { config, log, onStop } = own
  // Postgres starts while this thread reads code.
  const [database_url, { checkDatabase }, { migrate }, { connect }, { seedReference }] = await Promise.all([
    config.database_url ?? openEmbedded(own),
    import('../platform/db/check.ts'),
    import('../platform/db/migrate.ts'),
    import('../platform/db/connect.ts'),
    import('../../seeds/reference/seed.ts'),
  ])
  // What we bring ourselves will do.
  if (config.database_url) await checkDatabase(database_url)
  await migrate(database_url)
  const db = connect(database_url, { max: config.database_pool, prepared: config.database_prepared })
  onStop(() => db.destroy())
  await seedReference({ db, config, log })
  return { db, database_url }
}

async function openEmbedded({ config, log, onStop }: Process): Promise<string> {
  const folder = `${config.data_dir}/postgres`
  // Reading code leaves this thread no time for it.
  const ahead = new Worker(new URL('../platform/db/embedded/ahead.ts', import.meta.url), { workerData: folder })
  let fault: string | undefined
  ahead.once('message', (message: string) => (fault = message))
  const [{ startEmbeddedPostgres }, { findPrepared }] = await Promise.all([
    import('../platform/db/embedded.ts'),
    import('../platform/db/prepared.ts'),
    once(ahead, 'exit'),
  ])
  // To try again could take as long once more.
  if (fault !== undefined) throw new StartError(fault)
  const embedded = await startEmbeddedPostgres({
    folder,
    findPrepared,
    watch: {
      whenRestarted: () => log.warn('the embedded Postgres had ended and was started again'),
      whenLost: (fault) => {
        process.stderr.write(`${(fault as Error).message}\n`)
        process.exit(1)
      },
    },
  })
  onStop(() => embedded.leave())
  return embedded.url
}
