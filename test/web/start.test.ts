/** Starting and stopping for real: one clear sentence per fault and nothing half made; an end that leaves nothing running. */
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { TestDatabase } from '../support/database.ts'
import { createTestDatabase } from '../support/database.ts'
import type { Running } from '../support/running.ts'
import { answers, endAll, freePort, productionSettings, run } from '../support/running.ts'
import { deepTest } from '../support/depth.ts'

/** Real processes, on a machine that may be busy. */
const patience = 90_000

let folder: string
let port: number
let database: TestDatabase

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'start-'))
  port = await freePort()
  database = await createTestDatabase()
})

afterEach(endAll)

afterAll(async () => {
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

const settings = (more: Record<string, string> = {}) => ({
  DATA_DIR: join(folder, 'data'),
  PORT: String(port),
  DEMO: 'off',
  ...more,
})

describe('what cannot start says why in one sentence, ends with 1 and has made nothing', () => {
  const refusal = async (running: Running) => {
    expect(await running.ended).toBe(1)
    expect(await readdir(folder)).not.toContain('data')
    return running.output().trim()
  }

  test(
    'a port in use',
    async () => {
      const other = createServer().listen(port)
      await once(other, 'listening')
      expect(await refusal(run('server', settings()))).toBe(
        `Port ${port} is in use: stop what uses it, or set PORT to another.`,
      )
      await new Promise((resolve) => other.close(resolve))
    },
    patience,
  )

  deepTest(
    'settings: all faults at once, for each of the three programs',
    async () => {
      const wrong = settings({ NODE_ENV: 'production', PORT: 'http' })
      const [server, worker, admin] = [
        run('server', wrong),
        run('worker', wrong),
        run('admin', wrong, 'add', 'a@b.example', 'A'),
      ]
      const words = await refusal(server)
      expect(words.split('\n').map((line) => line.trim().split(':')[0])).toEqual([
        'These settings need attention',
        'PORT',
        'DATABASE_URL',
        'SMTP_URL',
        'BASE_URL',
        'SESSION_SECRET',
      ])
      expect(await refusal(worker)).toBe(words)
      expect(await refusal(admin)).toBe(words)
    },
    patience,
  )

  deepTest(
    'a data folder that cannot be written',
    async () => {
      await writeFile(join(folder, 'file'), '')
      const words = await refusal(run('server', settings({ DATA_DIR: join(folder, 'file/data') })))
      expect(words).toMatch(/^The database folder \S+ cannot be used: [^\n]+\.$/)
    },
    patience,
  )

  deepTest(
    'a database that cannot be reached',
    async () => {
      const words = await refusal(
        run('server', settings({ DATABASE_URL: `postgres://u:p@localhost:${await freePort()}/u` })),
      )
      expect(words).toMatch(/^The database cannot be used: connect ECONNREFUSED [^\n]+\.$/)
    },
    patience,
  )

  test(
    'admin without what it needs',
    async () => {
      const [nothing, address] = [run('admin', settings()), run('admin', settings(), 'add', 'sam.example', 'Sam')]
      expect(await refusal(nothing)).toMatch(/^Usage: npm run admin -- add EMAIL NAME\n/)
      expect(await refusal(address)).toMatch(/^sam\.example is not an e-mail address\.\n/)
    },
    patience,
  )
})

deepTest(
  'from nothing to ready, an administrator made beside the running server, and stopped without a trace',
  async () => {
    const server = run('server', settings())
    await answers(`http://localhost:${port}/readyz`)
    expect(server.output()).toContain(`Upstander is ready at http://localhost:${port}`)
    expect(await (await fetch(`http://localhost:${port}/healthz`)).text()).toBe('alive')

    const admin = run('admin', settings(), 'add', 'Sian.OBrien@partner.example', 'Siân', "O'Brien-Żak")
    expect(await admin.ended).toBe(0)
    expect(admin.output()).toContain("Siân O'Brien-Żak (sian.obrien@partner.example) is now an administrator.")
    expect((await fetch(`http://localhost:${port}/readyz`)).status).toBe(200)
    const outbox = await (await fetch(`http://localhost:${port}/dev/outbox`)).text()
    expect(outbox).toContain('sian.obrien@partner.example')

    expect(await server.end()).toBe(0)
    await expect(stat(join(folder, 'data/postgres/cluster/data/postmaster.pid'))).rejects.toThrow('ENOENT')
  },
  patience,
)

deepTest(
  'stopped while it still starts: it ends, and takes its database with it',
  async () => {
    const server = run('server', settings())
    await answers(`http://localhost:${port}/healthz`)
    expect(await server.end('SIGINT')).toBe(0)
    expect(server.output()).toBe('')
    await expect(stat(join(folder, 'data/postgres/cluster/data/postmaster.pid'))).rejects.toThrow('ENOENT')
  },
  patience,
)

test('a promise that fails while nobody waits for it is logged, and ends nothing', async () => {
  const script = `
    const { runProcess } = await import(${JSON.stringify(join(import.meta.dirname, '../../src/web/process.ts'))})
    await runProcess({ LOG_LEVEL: 'error' }, async () => {
      void Promise.reject(new Error('unheard'))
      await new Promise((resolve) => setTimeout(resolve, 10))
      console.log('still here')
      return 'done'
    })`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script])
  // The log is written a moment later, so either may come first.
  expect(stdout).toContain('"msg":"fault that nobody waited for"')
  expect(stdout).toContain('still here\n')
})

deepTest(
  'production: no development pages, no demo, mails wait for a mail server that is away',
  async () => {
    const own = productionSettings(port, database.url)
    const server = run('server', { ...own, LOG_LEVEL: 'warn', WORKER: 'off' })
    const worker = run('worker', { ...own, LOG_LEVEL: 'info' })
    await answers(`http://localhost:${port}/readyz`)
    expect((await fetch(`http://localhost:${port}/dev/sign-in-as`)).status).toBe(404)
    expect(await run('admin', own, 'add', 'first@force.example', 'First', 'Administrator').ended).toBe(0)
    const people = await database.db('people').select('email')
    expect(people).toEqual([{ email: 'first@force.example' }])
    for (let tries = 0; tries < 100; tries++) {
      const [mail] = await database.db('mails').select('attempts', 'sent_at', 'last_error')
      if (mail?.last_error) break
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    expect(await database.db('mails').select('attempts', 'sent_at', 'failed_at')).toEqual([
      { attempts: 1, sent_at: null, failed_at: null },
    ])
    expect(await worker.end()).toBe(0)
    server.child.kill()
    await answers(`http://localhost:${port}/readyz`, 503)
    expect(await server.ended).toBe(0)
    expect(server.output()).toBe('')
  },
  patience,
)
