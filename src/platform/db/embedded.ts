/**
 * The Postgres that comes with the package, for `npm start` and the tests: nothing to install, nothing to set.
 *
 * Everything lives in one folder: `cluster/` (the data and its password; made aside and renamed, so never half made),
 * `port` (the one wanted next time) and `postgres.log`. To back it up, stop it and copy the folder; to start afresh,
 * delete it.
 *
 * Postgres refuses to run as root, so root runs it as the owner of the data ("nobody" when new). The data stays in the
 * folder even below a private one such as /root: the server is put into its directory before it drops root, and calls
 * it /proc/self/cwd, so that it never walks the parents it may not enter.
 *
 * The server outlives a killed node; the next start attaches to it. Postgres's own lock decides who runs the data.
 */
import { resolve } from 'node:path'
import { types } from 'node:util'
import { openCluster } from './embedded/cluster.ts'
import { EmbeddedPostgresError } from './embedded/error.ts'
import { hostOf } from './embedded/host.ts'
import { isRunning, leaveServer, runServer, stopServer } from './embedded/server.ts'
import { APP_ROLE } from './embedded/superuser.ts'
import { watch, type Watching } from './embedded/watch.ts'

export { EmbeddedPostgresError }

export interface EmbeddedPostgres {
  url: string
  port: number
  /** Stops it, whoever uses it. */
  stop: () => Promise<void>
  /** Stops it unless another process uses it. */
  leave: () => Promise<void>
}

export interface EmbeddedPostgresOptions {
  folder: string
  database?: string
  /** `false` (tests) trades safety against power cuts for speed. */
  durable?: boolean
  maxConnections?: number
  /** Finds the folder of a cluster, at rest, that a new one begins as a copy of; asked only where there is none yet. */
  findPrepared?: () => Promise<string | undefined>
  /** Starts it again when it dies before we stop or leave it, and tells; `whenLost` if that does not work. */
  watch?: Pick<Watching, 'whenRestarted' | 'whenLost'>
}

/** Starts the Postgres kept in `folder`, or attaches to it when an earlier process left it running. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { database = APP_ROLE, durable = true, maxConnections = 100, findPrepared } = options
  const folder = resolve(options.folder)
  try {
    const cluster = await openCluster(folder, { durable, findPrepared })
    const settings = { database, durable, maxConnections }
    let server = await runServer(cluster, settings)
    const { port } = server
    const unwatch = options.watch
      ? watch({
          isUp: () => isRunning(cluster, server),
          start: async () => {
            server = await runServer(cluster, settings)
            if (server.port === port) return
            await stopServer(cluster, server)
            throw new EmbeddedPostgresError(`Postgres ended, and port ${port} was taken before it could start again.`)
          },
          whenRestarted: options.watch.whenRestarted,
          whenLost: (fault) => options.watch?.whenLost(inOneSentence(fault, folder)),
        })
      : async () => {}
    return {
      url: `postgres://${APP_ROLE}:${cluster.password}@${encodeURIComponent(hostOf(cluster, port))}:${port}/${encodeURIComponent(database)}`,
      port,
      stop: () => unwatch().then(() => stopServer(cluster, server)),
      leave: () => unwatch().then(() => leaveServer(cluster, server)),
    }
  } catch (error) {
    throw inOneSentence(error, folder)
  }
}

/** A fault of the file system becomes a sentence; any other error is a bug and stays as it is. */
function inOneSentence(error: unknown, folder: string): unknown {
  if (!types.isNativeError(error) || !('syscall' in error)) return error // instanceof fails across jest's realms
  const reason = error.message.replace(/^E[A-Z]+: /, '')
  return new EmbeddedPostgresError(`The database folder ${folder} cannot be used: ${reason}.`, { cause: error })
}
