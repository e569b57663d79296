/** Kills, outages and an end under load, with real processes: no job is lost, nobody is cut off, everything comes back by itself. */
import { Agent, get } from 'node:http'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { connect as openSocket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Knex } from 'knex'
import { newId } from '../../src/lib/ids.ts'
import { connect, rows } from '../../src/platform/db/connect.ts'
import { startEmbeddedPostgres } from '../../src/platform/db/embedded.ts'
import type { TestDatabase } from '../support/database.ts'
import { createTestDatabase } from '../support/database.ts'
import { answers, endAll, freePort, productionSettings, run } from '../support/running.ts'

let folder: string
let port: number
let database: TestDatabase

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'start-deep-'))
})

beforeEach(async () => {
  port = await freePort()
  database = await createTestDatabase()
})

/** For what a failed test leaves open. */
const leftOpen: (() => unknown)[] = []

afterEach(async () => {
  for (const close of leftOpen.splice(0)) await close()
  await endAll()
  await database.drop()
})

afterAll(() => rm(folder, { recursive: true, force: true }))

const address = (path: string, at = port) => `http://localhost:${at}${path}`

const pidFile = (data: string) => join(data, 'postgres/cluster/data/postmaster.pid')

const postmaster = async (data: string) => Number((await readFile(pidFile(data), 'utf8')).split('\n')[0])

async function until(isSo: () => Promise<boolean>, patience = 60_000): Promise<void> {
  for (const end = Date.now() + patience; !(await isSo().catch(() => false)); await wait(50))
    if (Date.now() > end) throw new Error('It never came true')
}

const findJob = async (db: Knex) =>
  (
    await rows<{ attempts: number; is_locked: boolean }>(
      db,
      `select attempts, locked_at is not null as is_locked from graphile_worker.jobs where key = 'held'`,
    )
  )[0]

const isDropped = async (db: Knex, id: string) =>
  (await db('mails').where({ id }).first('dropped_at'))?.dropped_at != null

/** A job at work, standing still until it is released: it wants to drop a stale mail whose row is held here. */
async function startHeldJob(db: Knex): Promise<{ mail: string; release: () => Promise<void> }> {
  const mail = newId()
  const longAgo = new Date(Date.now() - 3_600_000)
  await db('mails').insert({
    id: mail,
    kind: 'test.stale',
    message_id: `<${mail}@test.example>`,
    to_name: 'Sam Person',
    to_address: 'sam@partner.example',
    subject: 'Too late',
    created_at: longAgo,
    stale_at: longAgo,
    next_attempt_at: longAgo,
  })
  const transaction = await db.transaction()
  const release = async () => {
    if (!transaction.isCompleted()) await transaction.rollback()
  }
  leftOpen.push(() => release().catch(() => {}))
  await transaction('mails').where({ id: mail }).forUpdate().select('id')
  await db.raw(`select graphile_worker.add_job('mail.sweep', '{}'::json, job_key => 'held')`)
  await until(async () => (await findJob(db))?.is_locked === true)
  await wait(300)
  return { mail, release }
}

test('an end under load: 503 first, then the port closes, and nobody is cut off', async () => {
  const server = run('server', { ...productionSettings(port, database.url), LOG_LEVEL: 'error' })
  await answers(address('/readyz'))
  const agent = new Agent({ keepAlive: true, maxSockets: 16 })
  const seen = { answered: 0, wrong: [] as string[] }
  let isOver = false
  const ask = (path: string) =>
    new Promise<number | string>((resolve) => {
      get(address(path), { agent }, (answer) => answer.resume().on('end', () => resolve(answer.statusCode!))).on(
        'error',
        (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message),
      )
    })
  // As behind a load balancer, which asks whether the server is ready and sends people there as long as it is.
  const client = async () => {
    while (!isOver) {
      const answer = await ask('/sign-in')
      if (answer === 200) seen.answered++
      else seen.wrong.push(String(answer))
    }
  }
  const balancer = async () => {
    while (!isOver) {
      isOver = (await ask('/readyz')) !== 200
      await wait(200)
    }
  }
  const clients = [balancer(), ...Array.from({ length: 12 }, client)]
  await wait(1000)

  // One who has connected and says nothing, and one whose form is still on its way when the port closes.
  const silent = openSocket(port, 'localhost').on('error', () => {})
  const slow = openSocket(port, 'localhost')
  leftOpen.push(
    () => silent.destroy(),
    () => slow.destroy(),
    () => (isOver = true),
    () => agent.destroy(),
  )
  let slowAnswer = ''
  slow.setEncoding('utf8').on('data', (text: string) => (slowAnswer += text))
  const origin = address('').replace(/\/$/, '')
  const body = 'email=somebody%40partner.example'
  slow.write(
    `POST /sign-in HTTP/1.1\r\nHost: localhost:${port}\r\nOrigin: ${origin}\r\nSec-Fetch-Site: same-origin\r\n` +
      `Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 10)}`,
  )
  await wait(200)

  const begun = performance.now()
  const ended = server.end()
  await Promise.all(clients)
  expect(performance.now() - begun).toBeLessThan(2500)
  await until(async () => (await ask('/sign-in')) === 'ECONNREFUSED')
  expect(performance.now() - begun).toBeGreaterThan(2900)
  slow.write(body.slice(10))
  expect(await ended).toBe(0)
  expect(performance.now() - begun).toBeLessThan(15_000)
  expect(seen.wrong).toEqual([])
  expect(seen.answered).toBeGreaterThan(20)
  expect(slowAnswer).toMatch(/^HTTP\/1\.1 (200|303|422|429) /)
  expect(server.output()).toBe('')
})

test('a job at work when the end comes is finished', async () => {
  const worker = run('worker', productionSettings(port, database.url))
  const { mail, release } = await startHeldJob(database.db)
  const ended = worker.end()
  await wait(2000)
  await release()
  expect(await ended).toBe(0)
  expect(await isDropped(database.db, mail)).toBe(true)
  expect(await findJob(database.db)).toBeUndefined()
})

test('a job that will not finish is handed back, and the next worker does it', async () => {
  const settings = productionSettings(port, database.url)
  const worker = run('worker', settings)
  const { mail, release } = await startHeldJob(database.db)
  const begun = performance.now()
  expect(await worker.end()).toBe(0)
  expect(performance.now() - begun).toBeLessThan(29_000)
  expect(await findJob(database.db)).toMatchObject({ is_locked: false })
  await release()
  run('worker', settings)
  await until(async () => (await isDropped(database.db, mail)) && !(await findJob(database.db)))
})

test('the jobs of a killed worker are done by another within a minute, those of a living one are left to it', async () => {
  const settings = productionSettings(port, database.url)
  const worker = run('worker', settings)
  const { mail, release } = await startHeldJob(database.db)
  const other = run('worker', settings)
  await wait(27_000) // the other one looks every 5 seconds at jobs that are held for more than 20
  expect(await findJob(database.db)).toMatchObject({ attempts: 1, is_locked: true })

  await worker.end('SIGKILL')
  await until(async () => (await findJob(database.db))?.attempts === 2)
  await release()
  await until(async () => (await isDropped(database.db, mail)) && !(await findJob(database.db)))
  expect(await other.end()).toBe(0)
})

test('the database goes away with a job at work and comes back: the server stays, says so, and works on', async () => {
  const own = await startEmbeddedPostgres({ folder: join(folder, 'own') })
  const server = run('server', { ...productionSettings(port, own.url), LOG_LEVEL: 'error' })
  await answers(address('/readyz'))
  const db = connect(own.url, { max: 4 })
  leftOpen.push(
    () => db.destroy(),
    () => own.stop(),
  )
  const { mail, release } = await startHeldJob(db)
  await own.stop()
  await release().catch(() => {})
  await answers(address('/readyz'), 503)
  await answers(address('/sign-in'), 503) // a moment later: the settings are kept for some seconds
  const page = await fetch(address('/sign-in'))
  expect(await page.text()).toContain('Sorry, the service is not available')
  expect((await fetch(address('/healthz'))).status).toBe(200)
  await wait(10_000)

  const again = await startEmbeddedPostgres({ folder: join(folder, 'own') })
  expect(again.url).toBe(own.url)
  expect(await answers(address('/readyz'))).toBeLessThan(5000)
  expect((await fetch(address('/sign-in'))).status).toBe(200)
  await until(async () => (await isDropped(db, mail)) && !(await findJob(db)))
  await db.destroy()
  expect(await server.end()).toBe(0)
  await again.stop()
})

test('the embedded Postgres is killed under a living server: it is started again, and all is there', async () => {
  const data = join(folder, 'killed')
  const settings = { DATA_DIR: data, PORT: String(port), DEMO: 'off', LOG_LEVEL: 'warn' }
  const server = run('server', settings)
  await answers(address('/readyz'))
  expect(await run('admin', settings, 'add', 'kept@partner.example', 'Kept').ended).toBe(0)
  for (let kills = 0; kills < 3; kills++) {
    process.kill(await postmaster(data), 'SIGKILL')
    await answers(address('/readyz'), 503)
    expect(await answers(address('/readyz'))).toBeLessThan(10_000)
    expect(await (await fetch(address('/dev/outbox'))).text()).toContain('kept@partner.example')
  }
  expect(server.output()).toContain('the embedded Postgres had ended and was started again')
  expect(await server.end()).toBe(0)
  await expect(stat(pidFile(data))).rejects.toThrow('ENOENT')
})

test('node is killed, or node and Postgres: the next start recovers by itself', async () => {
  const data = join(folder, 'recovered')
  const settings = { DATA_DIR: data, PORT: String(port), DEMO: 'off', LOG_LEVEL: 'warn' }
  const first = run('server', settings)
  await answers(address('/readyz'))
  expect(await run('admin', settings, 'add', 'kept@partner.example', 'Kept').ended).toBe(0)
  await first.end('SIGKILL')
  for (const alsoPostgres of [false, true]) {
    if (alsoPostgres) process.kill(await postmaster(data), 'SIGKILL')
    const next = run('server', settings)
    await answers(address('/readyz'))
    expect(await (await fetch(address('/dev/outbox'))).text()).toContain('kept@partner.example')
    await next.end('SIGKILL')
  }
  // Whoever comes last stops a Postgres that an earlier, killed process had started.
  expect(await run('admin', settings, 'add', 'last@partner.example', 'Last').ended).toBe(0)
  await expect(stat(pidFile(data))).rejects.toThrow('ENOENT')
})

test('killed at any moment of the first start: the next one is complete', async () => {
  const data = join(folder, 'cut')
  const settings = { DATA_DIR: data, PORT: String(port), DEMO: 'off' }
  for (const milliseconds of [300, 900, 1500, 2000, 2600, 3300]) {
    const server = run('server', settings)
    await wait(milliseconds)
    await server.end('SIGKILL')
  }
  const server = run('server', settings)
  await answers(address('/readyz'))
  expect((await fetch(address('/sign-in'))).status).toBe(200)
  expect(await server.end()).toBe(0)
})

test('three first starts at once on one data folder share one database', async () => {
  const data = join(folder, 'shared')
  const ports = [port, await freePort(), await freePort()]
  const servers = ports.map((at) => run('server', { DATA_DIR: data, PORT: String(at), DEMO: 'off', LOG_LEVEL: 'warn' }))
  await Promise.all(ports.map((at) => answers(address('/readyz', at))))
  const [one, ...others] = servers
  expect(await one!.end()).toBe(0)
  for (const at of ports.slice(1)) expect((await fetch(address('/readyz', at))).status).toBe(200)
  expect(await Promise.all(others.map((server) => server.end()))).toEqual([0, 0])
  await until(async () =>
    stat(pidFile(data)).then(
      () => false,
      () => true,
    ),
  )
})

test('a Postgres that cannot start is tried once, and told in one sentence', async () => {
  const data = join(folder, 'older')
  await (await startEmbeddedPostgres({ folder: join(data, 'postgres'), durable: false })).stop()
  await writeFile(join(data, 'postgres/cluster/data/PG_VERSION'), '17\n')
  const server = run('server', { DATA_DIR: data, PORT: String(port), DEMO: 'off', LOG_LEVEL: 'warn' })
  expect(await server.ended).toBe(1)
  expect(server.output()).toMatch(/^Postgres did not start: [^\n]+\n$/)
  const log = await readFile(join(data, 'postgres/postgres.log'), 'utf8')
  expect(log.match(/FATAL: .*incompatible/g)).toHaveLength(1)
})
