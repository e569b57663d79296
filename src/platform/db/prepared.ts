/**
 * Finds a migrated cluster with the reference seed, made when the packages are installed (`prepare.ts`): a first start copies
 * it instead of making one. Whatever is in the way of it costs seconds, nothing else.
 */
import { createHash } from 'node:crypto'
import type { Dirent } from 'node:fs'
import { readdirSync, readFileSync } from 'node:fs'
import { access, constants } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { packageVersion } from './embedded/binaries.ts'

const at = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url))

export const preparedHome = at('node_modules/.cache/upstander-postgres')

/** The folder to copy, if there is one of this very Postgres, these migrations and this seed that we may read. */
export async function findPrepared(): Promise<string | undefined> {
  const folder = await preparedFolder()
  return access(join(folder, 'data/PG_VERSION'), constants.R_OK).then(
    () => folder,
    () => undefined,
  )
}

/** Named after what it is made of: a hundred small files, which take longer to wait for than to read. */
export async function preparedFolder(): Promise<string> {
  const hash = createHash('sha256').update(await packageVersion())
  for (const directory of [at('migrations'), at('seeds/reference')])
    for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true }).toSorted(byPath))
      if (entry.isFile()) hash.update(entry.name).update(readFileSync(pathOf(entry)))
  return join(preparedHome, hash.digest('hex').slice(0, 16))
}

const pathOf = (entry: Dirent): string => join(entry.parentPath, entry.name)
const byPath = (one: Dirent, other: Dirent): number => (pathOf(one) < pathOf(other) ? -1 : 1)
