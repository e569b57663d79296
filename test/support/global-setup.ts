/** Once a run: one embedded Postgres without fsync, and the migrated, reference-seeded template that tests clone. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

// In a child process, because jest's setup files cannot hold a server and its own module loader at once.
export default async function globalSetup(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'upstander-test-'))
  const script = fileURLToPath(new URL('./template.ts', import.meta.url))
  const url = execFileSync(process.execPath, [script, folder], { encoding: 'utf8' }).trim()
  process.env.TEST_DATABASE_URL = url
  process.env.TEST_DATABASE_FOLDER = folder
}
