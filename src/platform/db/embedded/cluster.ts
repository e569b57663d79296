/** The data on disk: made once, whole or not at all, owned by the user the server runs as. */
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { access, chown, mkdir, mkdtemp, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { findBinaries, programEnv, type User } from './binaries.ts'
import { EmbeddedPostgresError } from './error.ts'

export interface Cluster {
  folder: string
  data: string
  password: string
  user: User
}

/** The database superuser, used here only; the app gets a role that cannot reach the server's files. */
export const SUPERUSER = 'postgres'

const MAKING = '.making-'

const run = promisify(execFile)

interface Making {
  durable: boolean
  /** Finds the folder of a cluster, at rest, to copy instead of making one. */
  findPrepared?: (() => Promise<string | undefined>) | undefined
}

export async function openCluster(folder: string, making: Making): Promise<Cluster> {
  await makeFolder(folder)
  const home = join(folder, 'cluster')
  const data = join(home, 'data')
  const user = await serverUser(data)
  if (!(await isMade(home))) await makeCluster(folder, home, user, making)
  await clearAway(folder)
  if (user.uid !== undefined && (await stat(data)).uid === 0) await giveTo(home, user) // A backup that root copied back
  const password = await readFile(join(home, 'password'), 'utf8')
  return { folder, data, password, user }
}

/** With its parents. Node's own recursive mkdir never ends where nothing can be made in a folder that exists, as in /proc. */
async function makeFolder(folder: string): Promise<void> {
  const make = () =>
    mkdir(folder, { mode: 0o700 }).then(
      () => undefined,
      (error: NodeJS.ErrnoException) => (error.code === 'EEXIST' ? undefined : error),
    )
  let fault = await make()
  if (fault?.code === 'ENOENT' && dirname(folder) !== folder) {
    await makeFolder(dirname(folder))
    fault = await make()
  }
  if (fault) throw fault
}

/** How programs run on the data are told where it is: see the header of `embedded.ts`. */
export function dataSeenBy(user: User, data: string): string {
  return user.uid !== undefined && process.platform === 'linux' ? '/proc/self/cwd' : data
}

async function serverUser(data: string): Promise<User> {
  if (process.getuid?.() !== 0) return {}
  const owner = await stat(data).catch(() => undefined)
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '')
  const [, uid, gid] = /^nobody:[^:]*:(-?\d+):(-?\d+):/m.exec(passwd) ?? []
  if (uid && gid) return { uid: Number(uid), gid: Number(gid) }
  throw new EmbeddedPostgresError(
    'Postgres refuses to run as root and there is no user "nobody" to run it as: start Upstander as an ordinary user.',
  )
}

async function isMade(home: string): Promise<boolean> {
  return access(join(home, 'data/PG_VERSION')).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false
      throw error
    },
  )
}

async function makeCluster(folder: string, home: string, user: User, making: Making): Promise<void> {
  const half = await mkdtemp(join(folder, MAKING))
  try {
    const initdb = join(await findBinaries(folder, user), 'initdb')
    const data = join(half, 'data')
    const isCopied = await copyPrepared(await making.findPrepared?.(), half)
    if (!isCopied) {
      await mkdir(data, { mode: 0o700 })
      await writeFile(join(half, 'password'), randomBytes(24).toString('base64url'), { mode: 0o600, flush: true })
    }
    if (user.uid !== undefined) await giveTo(half, user)
    const seen = dataSeenBy(user, data)
    const todo = isCopied ? syncArguments(seen, making) : initdbArguments(seen, making)
    if (todo) await run(initdb, todo, { ...user, cwd: data, env: programEnv })
    await rename(half, home)
    await flush(folder)
  } catch (error) {
    await rm(half, { recursive: true, force: true }).catch(() => {})
    if (await isMade(home)) return // Another process was first
    const fault = lastWords((error as { stderr?: string }).stderr)
    throw fault ? new EmbeddedPostgresError(`The database could not be made in ${folder}: ${fault}.`) : error
  }
}

/** Its own, or those of the Postgres it ran, which has the better reason when it crashed. */
function lastWords(stderr = ''): string | undefined {
  const [, fault] = /^initdb: error: (.*)$/m.exec(stderr) ?? /(?:FATAL|PANIC): +(.*)$/m.exec(stderr) ?? []
  const [, hint] = /HINT: +(.*?)\.?$/m.exec(stderr) ?? []
  return fault && hint ? `${fault} (${hint})` : fault
}

/** The password is the copy's too: both are read by their owner alone, and the server listens to this computer alone. */
async function copyPrepared(prepared: string | undefined, half: string): Promise<boolean> {
  if (prepared === undefined) return false
  const [data, password] = [join(half, 'data'), join(half, 'password')]
  try {
    // A program of the system's, because a thousand small files would keep Node from reading its code meanwhile.
    await run('cp', ['-R', join(prepared, 'data'), join(prepared, 'password'), half])
    return true
  } catch {
    for (const path of [data, password]) await rm(path, { recursive: true, force: true })
    return false
  }
}

const syncArguments = (data: string, { durable }: Making): string[] | undefined =>
  durable ? ['--sync-only', `--pgdata=${data}`] : undefined

/** Sorting by code point, the same on every computer. `../password` because the server's user enters no parent. */
function initdbArguments(data: string, { durable }: Making): string[] {
  const systemLocale = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8' // macOS has no C.UTF-8
  return [
    `--pgdata=${data}`,
    `--username=${SUPERUSER}`,
    '--pwfile=../password',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    `--locale=${systemLocale}`,
    '--data-checksums',
    ...(durable ? [] : ['--no-sync']),
  ]
}

/** What a killed first start left behind. */
async function clearAway(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name.startsWith(MAKING)) await rm(join(folder, name), { recursive: true, force: true }).catch(() => {})
  }
}

/**
 * By a program of the system's, as the copy: thousands of small files would wait one after the other for Node. The data
 * itself comes last: whose it is says whether all of it was given, to whoever starts after this was cut short.
 */
async function giveTo(home: string, { uid, gid }: User): Promise<void> {
  const data = join(home, 'data')
  const inside = (await readdir(data)).map((name) => join(data, name))
  try {
    await run('chown', ['-hR', `${uid}:${gid}`, join(home, 'password'), ...inside], { env: programEnv })
  } catch (error) {
    const fault = /^chown: (.*)$/m.exec((error as { stderr?: string }).stderr ?? '')?.[1]
    throw fault
      ? new EmbeddedPostgresError(`The database in ${home} cannot be given to the user that runs Postgres: ${fault}.`)
      : error
  }
  await chown(home, uid!, gid!)
  await chown(data, uid!, gid!)
}

/** A rename survives a power cut only once its folder is on the disk. */
async function flush(folder: string): Promise<void> {
  const handle = await open(folder)
  await handle.sync().finally(() => handle.close())
}
