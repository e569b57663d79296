/**
 * An empty, migrated cluster, made when the packages are installed: a first start copies it instead of making its own.
 * Whatever is in the way of it costs seconds, nothing else.
 */
import { createHash } from 'node:crypto'
import { access, constants, mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startEmbeddedPostgres } from './embedded.ts'
import { packageVersion } from './embedded/binaries.ts'
import { migrate, migrations } from './migrate.ts'

const home = fileURLToPath(new URL('../../../node_modules/.cache/upstander-postgres', import.meta.url))

/** The folder to copy, if there is one of this very Postgres and these very migrations that we may read. */
export async function findPrepared(): Promise<string | undefined> {
  const folder = join(home, await key())
  return access(join(folder, 'data/PG_VERSION'), constants.R_OK).then(
    () => folder,
    () => undefined,
  )
}

/** Makes it, whole or not at all, and clears away those of other versions. */
export async function prepare(): Promise<void> {
  if (await findPrepared()) return
  await rm(home, { recursive: true, force: true })
  await mkdir(home, { recursive: true, mode: 0o700 })
  const aside = await mkdtemp(join(home, 'making-'))
  try {
    const server = await startEmbeddedPostgres({ folder: aside, durable: false })
    await migrate(server.url).finally(() => server.stop())
    await rename(join(aside, 'cluster'), join(home, await key()))
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
}

async function key(): Promise<string> {
  const hash = createHash('sha256').update(await packageVersion())
  const directory = migrations.directory as string
  for (const name of (await readdir(directory)).toSorted())
    hash.update(name).update(await readFile(join(directory, name)))
  return hash.digest('hex').slice(0, 16)
}
