/** The product as it runs in production, on an embedded Postgres of its own, with people already signed in. */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Knex } from 'knex'
import { connect } from '../src/platform/db/connect.ts'
import { startEmbeddedPostgres } from '../src/platform/db/embedded.ts'
import { addWebSessions } from '../test/support/web-sessions.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { scripts: { start: string } }
const secret = 'a secret of the bench, long enough for production'

export interface Product {
  base_url: string
  database_url: string
  db: Knex
  /** Resident memory of the server process in MB. */
  memory(): number
  /** The most that the kernel ever charged to the server's cgroup, in MB; null where it has none of its own. */
  charged(): number | null
  /** Processor time so far, in ms. */
  spent(): Promise<Spent>
  /** The Cookie header of a person who is signed in. */
  signIn(personId: string): Promise<string>
  /** The same for many at once. */
  signInAll(personIds: string[]): Promise<string[]>
  stop(): Promise<void>
}

export interface Spent {
  server: number
  /** Of the processes that the server started: the one that prints. */
  press: number
  /** Of all of Postgres: connections, those that are closed, what it does of itself. */
  database: number
}

/** What was spent between the two. */
export const spentBetween = (before: Spent, after: Spent): Spent => ({
  server: after.server - before.server,
  press: after.press - before.press,
  database: after.database - before.database,
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

interface ProductOptions {
  profile?: string | undefined
  /** The folder of a memory cgroup that the server begins in. */
  cgroup?: string | undefined
  settings?: Record<string, string>
}

export async function startProduct(
  smtpUrl: string,
  { profile, cgroup, settings = {} }: ProductOptions = {},
): Promise<Product> {
  const folder = mkdtempSync(join(tmpdir(), 'upstander-bench-'))
  const postgres = await startEmbeddedPostgres({ folder })
  const port = await freePort()
  const base_url = `http://localhost:${port}`
  // The shell gives its place to node, as under npm, so that the child's memory is the server's.
  const child = spawn('sh', ['-c', cgroup ? `echo $$ > '${cgroup}/cgroup.procs' && ${scripts.start}` : scripts.start], {
    cwd: root,
    env: {
      PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
      NODE_ENV: 'production',
      DATABASE_URL: postgres.url,
      SMTP_URL: smtpUrl,
      BASE_URL: base_url,
      PORT: String(port),
      SESSION_SECRET: secret,
      LOG_LEVEL: 'silent',
      ...settings,
      ...(profile === undefined ? {} : { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${profile}` }),
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  await untilReady(base_url, child)
  const db = connect(postgres.url, { max: 4 })
  return {
    base_url,
    database_url: postgres.url,
    db,
    memory: () => residentMegabytes(child.pid!),
    charged: () => (cgroup ? chargedMegabytes(cgroup) : null),
    spent: async () => {
      const answer = await db.raw('select pg_backend_pid() as pid')
      const all = readProcesses()
      const postmaster = all.get(answer.rows[0].pid)!.parent
      const server = all.get(child.pid!)!
      return {
        server: server.own,
        press: withChildren(all, child.pid!) - server.own,
        database: withChildren(all, postmaster),
      }
    },
    signIn: async (personId) => (await addWebSessions(db, [personId], secret))[0]!,
    signInAll: (personIds) => addWebSessions(db, personIds, secret),
    stop: async () => {
      await db.destroy()
      // Ended politely it leaves its profile.
      child.kill(profile === undefined ? 'SIGKILL' : 'SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
      await postgres.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function untilReady(baseUrl: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (child.exitCode !== null) throw new Error('The server did not start')
    const isReady = await fetch(`${baseUrl}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (isReady) return
    await wait(100)
  }
  throw new Error('The server was not ready within 20 seconds')
}

interface ProcessTimes {
  parent: number
  /** User and system time in ms, which Linux counts in hundredths of a second. */
  own: number
  /** The same of its children that have ended. */
  ended: number
}

function readProcesses(): Map<number, ProcessTimes> {
  const all = new Map<number, ProcessTimes>()
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    let stat: string
    try {
      stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    } catch {
      continue // it ended meanwhile
    }
    const fields = stat.slice(stat.lastIndexOf(') ') + 2).split(' ')
    const milliseconds = (from: number) => (Number(fields[from]) + Number(fields[from + 1])) * 10
    all.set(Number(pid), { parent: Number(fields[1]), own: milliseconds(11), ended: milliseconds(13) })
  }
  return all
}

/** A process with all that it started, directly or not. */
function withChildren(all: Map<number, ProcessTimes>, pid: number): number {
  const { own, ended } = all.get(pid)!
  const children = [...all].filter(([, { parent }]) => parent === pid)
  return children.reduce((sum, [child]) => sum + withChildren(all, child), own + ended)
}

function residentMegabytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024
}

function chargedMegabytes(cgroup: string): number {
  const file = ['memory.peak', 'memory.max_usage_in_bytes'].map((name) => join(cgroup, name)).find(existsSync)
  return Number(readFileSync(file!, 'utf8')) / 2 ** 20
}
