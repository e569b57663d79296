/** The running server: found when it already runs, launched when not, asked until it answers, stopped. */
import { spawn } from 'node:child_process'
import { open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findBinaries, programEnv } from './binaries.ts'
import { type Cluster, dataSeenBy } from './cluster.ts'
import { EmbeddedPostgresError } from './error.ts'
import { commandLine, hasEnded, signal } from './processes.ts'
import { countClients, prepareDatabase } from './superuser.ts'

export interface ServerSettings {
  database: string
  durable: boolean
  maxConnections: number
}

export interface Server {
  pid: number
  port: number
}

const PATIENCE_MS = 120_000
const POLL_MS = 10
const LEAVE_MS = 500
/** Less than a process of ours takes to end, or a server that hangs would outlive it. */
const STOP_MS = 15_000
const LOG_LIMIT = 10_000_000

/** Nothing that it launched is left to run where it cannot be used. */
export async function runServer(cluster: Cluster, settings: ServerSettings): Promise<Server> {
  const launched = new Set<number>()
  try {
    return await findOrLaunch(cluster, settings, launched)
  } catch (error) {
    const found = await readPidFile(cluster)
    if (launched.has(found.pid)) await leaveServer(cluster, found)
    throw error
  }
}

/** One loop for every beginning: nothing runs, an earlier server runs, another process is just starting or stopping it. */
async function findOrLaunch(cluster: Cluster, settings: ServerSettings, launched: Set<number>): Promise<Server> {
  const portFile = join(cluster.folder, 'port')
  const notedPort = Number(await readFile(portFile, 'utf8').catch(() => ''))
  let wantedPort = notedPort || (await freePort())
  let portsTried = 0
  let fault = 'another process holds its data'

  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(POLL_MS)) {
    const { pid, port, ready } = await readPidFile(cluster)
    if (await isServerOf(cluster, pid)) {
      const refusal = ready ? await prepareDatabase(cluster, port, settings.database) : 'it is still starting'
      if (!refusal) {
        if (port !== notedPort) await writeFile(portFile, `${port}\n`)
        return { pid, port }
      }
      fault = refusal
      continue
    }
    const failure = await launch(cluster, wantedPort, settings, pid, launched)
    if (!failure) continue
    if (/TCP\/IP sockets/.test(failure) && ++portsTried < 10) {
      wantedPort = await freePort()
    } else if (/postmaster\.pid|shared memory/.test(failure)) {
      // Another process was first, or the children of a killed server are still dying
      await dropEmptyPidFile(cluster)
      fault = failure
    } else {
      throw new EmbeddedPostgresError(`Postgres did not start: ${failure} (more in ${logFile(cluster)}).`)
    }
  }
  throw new EmbeddedPostgresError(`Postgres did not get ready: ${fault} (more in ${logFile(cluster)}).`)
}

/** Fast shutdown: sessions are cut, everything is written. Does nothing when that server has ended already. */
export async function stopServer(cluster: Cluster, { pid }: Server): Promise<void> {
  if (!(await isServerOf(cluster, pid))) return
  signal(pid, 'SIGINT')
  for (const end = Date.now() + STOP_MS; await isServerOf(cluster, pid); await sleep(POLL_MS)) {
    if (Date.now() > end) signal(pid, 'SIGQUIT') // It hangs: recovery at the next start loses nothing
  }
  // Its words vanish a moment before its port is free
  for (let polls = 0; polls < 100 && !(await hasEnded(pid)); polls++) await sleep(POLL_MS)
}

/** Stops it unless somebody else is connected: another process of ours may have attached to it. */
export async function leaveServer(cluster: Cluster, server: Server): Promise<void> {
  // Our own connections, just closed, take a moment to go
  for (const end = Date.now() + LEAVE_MS; (await countClients(cluster, server.port)) > 0; await sleep(POLL_MS)) {
    if (Date.now() > end) return
  }
  await stopServer(cluster, server)
}

/** Whether that very server runs. */
export const isRunning = (cluster: Cluster, { pid }: Server): Promise<boolean> => isServerOf(cluster, pid)

/** Postgres's own note of the server that runs, or ran until it was killed. */
async function readPidFile({ data }: Cluster): Promise<Server & { ready: boolean }> {
  const lines = (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' }
}

/** A pid may be stale, a zombie's or re-used: only a command line that bears the mark of this very data counts. */
async function isServerOf(cluster: Cluster, pid: number): Promise<boolean> {
  return pid > 0 && (await commandLine(pid)).includes(await markOf(cluster))
}

/** The data's inode: it stays when the folder is moved and differs in a copy. */
async function markOf({ data }: Cluster): Promise<string> {
  const { dev, ino } = await stat(data)
  return `upstander.cluster=${dev}:${ino}`
}

/** Resolves when the server is ready, or to the reason why it ended. */
async function launch(
  cluster: Cluster,
  port: number,
  settings: ServerSettings,
  stalePid: number,
  launched: Set<number>,
): Promise<string | undefined> {
  const { folder, data, user } = cluster
  const postgres = join(await findBinaries(folder, user), 'postgres')
  const log = await openLog(cluster)
  const { size } = await log.stat()
  try {
    const child = spawn(postgres, ['-D', dataSeenBy(user, data), ...(await serverArguments(cluster, port, settings))], {
      ...user,
      cwd: data,
      // Postgres takes any living process with the noted pid for a server, except this one; its memory lock stays
      env: { ...programEnv, PG_GRANDPARENT_PID: String(stalePid || 0) },
      detached: true, // The terminal's Ctrl-C reaches node only, which drains first
      stdio: ['ignore', log.fd, log.fd],
    })
    child.unref()
    let ended: string | undefined
    child.once('error', (error) => (ended = error.message))
    child.once('exit', (code, signal) => (ended ??= `it ended with ${signal ?? code}`))
    while (!ended) {
      const { pid, ready } = await readPidFile(cluster)
      if (ready && pid === child.pid) {
        launched.add(pid)
        return undefined
      }
      await sleep(POLL_MS)
    }
    const lines = (await readFile(logFile(cluster))).subarray(size).toString()
    // Its own last words first: orphans of a killed server may be dying into the same log
    const own = new RegExp(`\\[${child.pid}\\] FATAL: +(.*)$`, 'm').exec(lines)
    return (own ?? /(?:FATAL|PANIC): +(.*)$/m.exec(lines))?.[1] ?? ended
  } finally {
    await log.close()
  }
}

async function serverArguments(cluster: Cluster, port: number, settings: ServerSettings): Promise<string[]> {
  const options = [
    await markOf(cluster),
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=.', // The data folder, where the server stands: its owner alone may enter
    `max_connections=${settings.maxConnections}`,
    'timezone=UTC',
    'log_timezone=UTC',
    'lc_messages=C',
    ...(settings.durable
      ? []
      : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'plan_cache_mode=force_generic_plan']),
  ]
  return options.flatMap((option) => ['-c', option])
}

function logFile({ folder }: Cluster): string {
  return join(folder, 'postgres.log')
}

async function openLog(cluster: Cluster) {
  const file = logFile(cluster)
  const old = await stat(file).catch(() => undefined)
  if (old && old.size > LOG_LIMIT) await rename(file, `${file}.1`)
  return open(file, 'a', 0o600)
}

/** A server killed in the instant of making its pid file leaves it empty, and Postgres would refuse it for ever. */
async function dropEmptyPidFile({ data }: Cluster): Promise<void> {
  const file = join(data, 'postmaster.pid')
  const found = await stat(file).catch(() => undefined)
  if (found?.size === 0 && Date.now() - found.mtimeMs > 2000) await rm(file, { force: true })
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const listener = createServer()
    listener.once('error', (error) =>
      reject(new EmbeddedPostgresError(`Postgres finds no port on 127.0.0.1: ${error.message}.`)),
    )
    listener.listen(0, '127.0.0.1', () => {
      const address = listener.address()
      listener.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
