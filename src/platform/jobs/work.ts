/** Runs the jobs: graphile-worker with our context and a crontab, begun again when the database was away, stopped without losing a job. */
import { EventEmitter } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { Logger as WorkerLogger, parseCronItems, run } from 'graphile-worker'
import type { TaskList } from 'graphile-worker'
import type { Knex } from 'knex'
import pg from 'pg'
import { system } from '../access.ts'
import { clock } from '../clock.ts'
import type { Config } from '../config.ts'
import type { Ctx } from '../context.ts'
import type { Logger } from '../log.ts'
import { handBackJobsOf, keepHandingBack } from './hand-back.ts'
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

export interface Worker {
  /** Takes no more jobs, lets running ones finish, and after a while hands back those that do not. */
  stop: () => Promise<void>
}

const stopMilliseconds = 15_000
const againMilliseconds = 1000

export async function startWorker(options: WorkOptions): Promise<Worker> {
  const { url, log } = options
  const ending = new AbortController()
  const isEnding = new Promise<void>((resolve) => ending.signal.addEventListener('abort', () => resolve()))
  const ended = new AbortController()
  let current = await openRun(options)

  /** A run ends by itself when it cannot say of a job what came of it: the database was away. */
  async function keepRunning(): Promise<void> {
    for (;;) {
      await Promise.race([current.ended, isEnding])
      if (ending.signal.aborted) return current.stop()
      log.warn('worker lost the database, starting again')
      await wait(againMilliseconds, undefined, { signal: ending.signal }).catch(() => {})
      const next = await openRun(options).catch((error: unknown) => log.error({ err: error }, 'worker cannot start'))
      if (next) current = next
    }
  }
  const running = keepRunning()
  const handingBack = keepHandingBack({ url, log, name: () => current.name, signal: ended.signal })
  return {
    stop: async () => {
      ending.abort()
      await running
      ended.abort()
      await handingBack
    },
  }
}

interface Run {
  name: string
  /** Resolves when it takes no more jobs. */
  ended: Promise<void>
  stop: () => Promise<void>
}

async function openRun(options: WorkOptions): Promise<Run> {
  const { db, log } = options
  const pool = new pg.Pool({
    connectionString: options.url,
    max: 6,
    connectionTimeoutMillis: 5000,
    application_name: 'upstander worker',
  })
  // A lost connection is logged, once; the pool makes a new one.
  const lost = (error: Error) => log.error({ err: error }, 'worker connection lost')
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', lost))
  const events = new EventEmitter()
  let name = ''
  events.on('pool:create', ({ workerPool }) => (name = workerPool.id))
  const ended = new Promise<void>((resolve) => events.once('pool:release', () => resolve()))
  const close = () => pool.end().catch(lost)
  const runner = await run({
    pgPool: pool,
    events,
    taskList: taskList(options),
    parsedCronItems: parseCronItems(
      options.regular.map(([task, match]) => ({ task, match, options: { maxAttempts: 1, jobKey: task } })),
    ),
    concurrency: 4,
    pollInterval: 1000,
    noHandleSignals: true,
    // Otherwise a job whose end cannot be written is a rejection nobody handles, which ends the process.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    logger: new WorkerLogger(() => (level, message) => {
      if (level === 'error') log.error(message)
      else if (level === 'warning') log.warn(message)
      else log.debug(message)
    }),
  }).catch(async (error: unknown) => {
    await close()
    throw error
  })
  const closed = runner.promise.catch(() => {}).then(close)
  return {
    name,
    ended,
    stop: async () => {
      runner.stop().catch(() => {}) // it may have ended by itself
      const isInTime = await Promise.race([closed.then(() => true), wait(stopMilliseconds, false, { ref: false })])
      if (!isInTime) await handBackJobsOf(db, name)
    },
  }
}

function taskList({ db, config, log, handlers }: WorkOptions): TaskList {
  return Object.fromEntries(
    Object.entries(handlers).map(([name, handle]) => [
      name,
      async (payload: unknown) => {
        const ctx: Ctx = { db, actor: system(name), now: clock.now(), request_id: null, log, config }
        await (handle as (ctx: Ctx, payload: unknown) => Promise<void>)(ctx, payload)
      },
    ]),
  )
}
