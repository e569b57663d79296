/** The embedded Postgres killed again and again, at any moment, node and server alike: what was committed stays. */
import { spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { startEmbeddedPostgres } from '../../../src/platform/db/embedded.ts'

const door = join(import.meta.dirname, '../../../src/platform/db/embedded.ts')

let base: string

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'embedded-deep-'))
})

afterAll(() => rm(base, { recursive: true, force: true }))

/** A node that starts the server, then is killed after `life` milliseconds. */
async function shortLife(folder: string, life: number): Promise<void> {
  const script = `
    const { startEmbeddedPostgres } = await import(${JSON.stringify(door)})
    await startEmbeddedPostgres({ folder: ${JSON.stringify(folder)} })
    setInterval(() => {}, 1000)`
  const child = spawn('node', ['--input-type=module', '-e', script], { stdio: 'ignore' })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  await sleep(life)
  child.kill('SIGKILL')
  await ended
}

test('a first start killed at any moment leaves nothing broken', async () => {
  for (let life = 100; life <= 1500; life += 200) {
    const folder = join(base, `first-${life}`)
    await shortLife(folder, life)
    const server = await startEmbeddedPostgres({ folder })
    expect((await readdir(folder)).sort()).toEqual(['cluster', 'port', 'postgres.log'])
    await server.stop()
  }
})

test('ten kills of the server under load lose nothing that was committed', async () => {
  const folder = join(base, 'load')
  let written = 0
  for (let round = 0; round < 10; round++) {
    const server = await startEmbeddedPostgres({ folder })
    const client = new pg.Client(server.url)
    client.on('error', () => {})
    await client.connect()
    await client.query('create table if not exists facts (n int primary key)')
    const { rows } = await client.query<{ n: number }>('select count(*)::int as n from facts')
    expect(rows[0]!.n).toBeGreaterThanOrEqual(written)
    written = rows[0]!.n

    const pid = Number((await readFile(join(folder, 'cluster/data/postmaster.pid'), 'utf8')).split('\n')[0])
    // An orphan in a long query holds the old memory for a while: the next start has to wait for it
    const orphan = new pg.Client(server.url)
    orphan.on('error', () => {})
    await orphan.connect()
    orphan.query('select count(*) from generate_series(1, 3000000)').catch(() => {})
    void sleep(100 + round * 20).then(() => process.kill(pid, 'SIGKILL'))
    try {
      for (;;) {
        await client.query('insert into facts select count(*) from facts')
        written++
      }
    } catch {
      // killed
    }
    if (round % 2) await shortLife(folder, 300)
  }
  const server = await startEmbeddedPostgres({ folder })
  await server.stop()
})
