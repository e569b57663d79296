/** Once a run: one embedded Postgres without fsync, and the migrated, reference-seeded template that tests clone. */
import { mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execFileSync, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

// In a child process, because jest's setup files cannot hold a server and its own module loader at once.
export default async function globalSetup(): Promise<void> {
  const parent = roomInMemory() ?? tmpdir()
  clearWhatKilledRunsLeft(parent)
  const folder = mkdtempSync(join(parent, `upstander-test-${process.pid}-`))
  const url = execFileSync(process.execPath, [script('template.ts'), folder], { encoding: 'utf8' }).trim()
  process.env.TEST_DATABASE_URL = url
  process.env.TEST_DATABASE_FOLDER = folder
}

const script = (name: string) => fileURLToPath(new URL(`./${name}`, import.meta.url))

/** A folder in memory, where there is one with room: each test file's database is a thousand small files, soon deleted. */
function roomInMemory(): string | undefined {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm')
    return bavail * bsize > 4 * 1024 ** 3 ? '/dev/shm' : undefined
  } catch {
    return undefined
  }
}

function clearWhatKilledRunsLeft(parent: string): void {
  for (const name of readdirSync(parent)) {
    const [, pid] = /^upstander-test-(\d+)-/.exec(name) ?? []
    if (pid === undefined || isAlive(Number(pid))) continue
    spawnSync(process.execPath, [script('stop.ts'), join(parent, name)])
    rmSync(join(parent, name), { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM'
  }
}
