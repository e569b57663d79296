/**
 * A migrated cluster with the reference seed, made when the packages are installed: a first start copies it instead.
 * Whatever is in the way of it costs seconds, nothing else.
 */
import { createHash } from 'node:crypto'
import type { Dirent } from 'node:fs'
import { access, constants, mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startEmbeddedPostgres } from './embedded.ts'
import { packageVersion } from './embedded/binaries.ts'
import { migrate, migrations } from './migrate.ts'

const home = fileURLToPath(new URL('../../../node_modules/.cache/upstander-postgres', import.meta.url))
const referenceSeed = fileURLToPath(new URL('../../../seeds/reference', import.meta.url))

/** The folder to copy, if there is one of this very Postgres, these migrations and this seed that we may read. */
export async function findPrepared(): Promise<string | undefined> {
  const folder = join(home, await key())
  return access(join(folder, 'data/PG_VERSION'), constants.R_OK).then(
    () => folder,
    () => undefined,
  )
}

/** Makes it, whole or not at all, and clears away those of other versions. `seed` is given the address of its database. */
export async function prepare(seed: (url: string) => Promise<void>): Promise<void> {
  if (await findPrepared()) return
  await rm(home, { recursive: true, force: true })
  await mkdir(home, { recursive: true, mode: 0o700 })
  const aside = await mkdtemp(join(home, 'making-'))
  try {
    const server = await startEmbeddedPostgres({ folder: aside, durable: false })
    try {
      await migrate(server.url)
      await seed(server.url)
    } finally {
      await server.stop()
    }
    await rename(join(aside, 'cluster'), join(home, await key()))
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
}

const pathOf = (entry: Dirent): string => join(entry.parentPath, entry.name)
const byPath = (one: Dirent, other: Dirent): number => (pathOf(one) < pathOf(other) ? -1 : 1)

async function key(): Promise<string> {
  const hash = createHash('sha256').update(await packageVersion())
  for (const directory of [migrations.directory as string, referenceSeed])
    for (const entry of (await readdir(directory, { recursive: true, withFileTypes: true })).toSorted(byPath))
      if (entry.isFile()) hash.update(entry.name).update(await readFile(pathOf(entry)))
  return hash.digest('hex').slice(0, 16)
}
