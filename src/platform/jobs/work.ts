/** Runs the jobs: graphile-worker with our context, a crontab, and a stop that waits for what is running. */
import { Logger as WorkerLogger, parseCronItems, run } from 'graphile-worker'
import type { Runner } from 'graphile-worker'
import type { Knex } from 'knex'
import pg from 'pg'
import { system } from '../access.ts'
import { clock } from '../clock.ts'
import type { Config } from '../config.ts'
import type { Ctx } from '../context.ts'
import type { Logger } from '../log.ts'
import type { JobName, Jobs } from './put.ts'

export type JobHandlers = { [Name in JobName]?: (ctx: Ctx, payload: Jobs[Name]) => Promise<void> }

/** A job without payload that runs by itself, such as ['mail.sweep', '* * * * *']. */
export type RegularJob = [name: JobName, match: string]

export interface WorkOptions {
  db: Knex
  url: string
  config: Config
  log: Logger
  handlers: JobHandlers
  /** The regular jobs: name and crontab times (UTC). */
  regular: RegularJob[]
}

/** Starts the worker; `stop()` lets running jobs finish and hands the rest back. */
export async function startWorker(options: WorkOptions): Promise<Runner> {
  const pool = new pg.Pool({ connectionString: options.url, max: 6, application_name: 'upstander worker' })
  // A lost connection is logged; the pool makes a new one.
  const lost = (error: Error) => options.log.error({ err: error }, 'worker connection lost')
  pool.on('error', lost)
  pool.on('connect', (client) => client.on('error', lost))
  const taskList = Object.fromEntries(
    Object.entries(options.handlers).map(([name, handle]) => [
      name,
      async (payload: unknown) => {
        const ctx: Ctx = {
          db: options.db,
          actor: system(name),
          now: clock.now(),
          request_id: null,
          log: options.log,
          config: options.config,
        }
        await (handle as (ctx: Ctx, payload: unknown) => Promise<void>)(ctx, payload)
      },
    ]),
  )
  const runner = await run({
    pgPool: pool,
    taskList,
    parsedCronItems: parseCronItems(
      options.regular.map(([task, match]) => ({ task, match, options: { maxAttempts: 1, jobKey: task } })),
    ),
    concurrency: 4,
    pollInterval: 1000,
    noHandleSignals: true,
    logger: new WorkerLogger(() => (level, message) => {
      if (level === 'error') options.log.error(message)
      else if (level === 'warning') options.log.warn(message)
      else options.log.debug(message)
    }),
  })
  const stop = runner.stop.bind(runner)
  runner.stop = async () => {
    await stop()
    await pool.end()
  }
  return runner
}
