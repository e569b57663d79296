/** Once a run: stops the run's Postgres and removes its folder. */
import { rmSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export default async function globalTeardown(): Promise<void> {
  const folder = process.env.TEST_DATABASE_FOLDER
  if (!folder) return
  execFileSync(process.execPath, [fileURLToPath(new URL('./stop.ts', import.meta.url)), folder])
  rmSync(folder, { recursive: true, force: true })
}
