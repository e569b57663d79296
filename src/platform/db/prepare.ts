/** Makes the cluster that a first start begins as a copy of, when the packages are installed. */
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { startEmbeddedPostgres } from './embedded.ts'
import { migrate } from './migrate.ts'
import { findPrepared, preparedFolder, preparedHome } from './prepared.ts'

/** Makes it, whole or not at all, and clears away those of other versions. `seed` is given the address of its database. */
export async function prepare(seed: (url: string) => Promise<void>): Promise<void> {
  if (await findPrepared()) return
  await rm(preparedHome, { recursive: true, force: true })
  await mkdir(preparedHome, { recursive: true, mode: 0o700 })
  const aside = await mkdtemp(join(preparedHome, 'making-'))
  try {
    const server = await startEmbeddedPostgres({ folder: aside, durable: false })
    try {
      await migrate(server.url)
      await seed(server.url)
    } finally {
      await server.stop()
    }
    await rename(join(aside, 'cluster'), await preparedFolder())
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
}
