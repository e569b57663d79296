/** The embedded Postgres: it keeps what it was given, whoever starts it, and says plainly why it cannot. */
import { execFile, spawn } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { EmbeddedPostgresError, startEmbeddedPostgres } from '../../../src/platform/db/embedded.ts'

const root = process.getuid?.() === 0
const door = join(import.meta.dirname, '../../../src/platform/db/embedded.ts')

let base: string
let folder: string

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'embedded-'))
  folder = join(base, 'private/db')
  await mkdir(join(base, 'private'), { mode: 0o700 }) // As root: the server's user cannot enter it by its path
})

afterAll(async () => {
  await (await start()).stop()
  await rm(base, { recursive: true, force: true })
})

const start = () => startEmbeddedPostgres({ folder, durable: false })

const pidFile = () => join(folder, 'cluster/data/postmaster.pid')

const postmaster = async () => Number((await readFile(pidFile(), 'utf8')).split('\n')[0])

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client(url)
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.flat()
  } finally {
    await client.end()
  }
}

test('a prepared cluster that cannot be copied is no hindrance', async () => {
  const server = await startEmbeddedPostgres({
    folder: join(base, 'unprepared'),
    durable: false,
    findPrepared: async () => join(base, 'nowhere'),
  })
  expect(await ask(server.url, 'select 1')).toEqual([1])
  await server.stop()
})

test('what was stored is there after a stop and a start, at the same address', async () => {
  const first = await start()
  await ask(first.url, 'create table kept as select 1 as n')
  await first.stop()
  await expect(ask(first.url, 'select 1')).rejects.toThrow('connect ENOENT')
  await first.stop() // a second stop is harmless

  const second = await start()
  expect(second.url).toBe(first.url)
  expect(await ask(second.url, 'select n from kept')).toEqual([1])
})

test('it sorts by code point, keeps UTC, checks its pages, listens on loopback only', async () => {
  const { url } = await start()
  const names = ['server_encoding', 'timezone', 'data_checksums', 'listen_addresses']
  const settings = await ask(url, `select ${names.map((name) => `current_setting('${name}')`).join()}`)
  expect(settings).toEqual(['UTF8', 'UTC', 'on', '127.0.0.1'])
  expect(await ask(url, 'select datlocale from pg_database where datname = current_database()')).toEqual(['C.UTF-8'])
})

test('it is spoken to at a socket among its data; below a path too long for one, at 127.0.0.1', async () => {
  const { url } = await start()
  expect(new URL(url).hostname).toBe(encodeURIComponent(join(folder, 'cluster/data')))
  const far = await startEmbeddedPostgres({ folder: join(base, 'é'.repeat(40), "it's a %41"), durable: false })
  expect(new URL(far.url).hostname).toBe('127.0.0.1')
  expect(await ask(far.url, 'select 1')).toEqual([1])
  await far.stop()
  const odd = await startEmbeddedPostgres({ folder: join(base, "é's %41"), durable: false })
  expect(await ask(odd.url, 'select inet_client_addr() is null')).toEqual([true])
  expect(new URL(odd.url).hostname).not.toBe('127.0.0.1')
  await odd.stop()
})

test('the app is no superuser, yet makes databases and the extensions it needs', async () => {
  const { url } = await start()
  expect(await ask(url, 'select rolsuper, rolcreatedb from pg_roles where rolname = current_user')).toEqual([
    false,
    true,
  ])
  await ask(url, 'create extension btree_gist')
})

test('a wrong password is refused, and the right one is for our eyes only', async () => {
  const { port } = await start()
  await expect(ask(`postgres://upstander:guess@127.0.0.1:${port}/upstander`, 'select 1')).rejects.toThrow('password')
  expect((await stat(join(folder, 'cluster/password'))).mode & 0o077).toBe(0)
})

test('two starts at once share one server', async () => {
  await (await start()).stop()
  const [one, two] = await Promise.all([start(), start()])
  expect(one.url).toBe(two.url)
})

test('a server whose parent was killed is attached to, and stopped like our own', async () => {
  await (await start()).stop()
  const script = `
    const { startEmbeddedPostgres } = await import(${JSON.stringify(door)})
    await startEmbeddedPostgres({ folder: ${JSON.stringify(folder)}, durable: false })
    process.kill(process.pid, 'SIGKILL')`
  await expect(promisify(execFile)('node', ['--input-type=module', '-e', script])).rejects.toThrow()
  const left = await postmaster()

  const attached = await start()
  expect(await postmaster()).toBe(left)
  expect(await ask(attached.url, 'select n from kept')).toEqual([1])
  await attached.stop()
  await expect(stat(pidFile())).rejects.toThrow('ENOENT')
})

test('after a kill of Postgres itself the next start recovers', async () => {
  await (await start()).stop()
  const first = await startEmbeddedPostgres({ folder }) // durable: otherwise the last moments may be lost
  await ask(first.url, 'create table recovered as select 2 as n')
  process.kill(await postmaster(), 'SIGKILL')
  const { url } = await start()
  expect(await ask(url, 'select n from recovered')).toEqual([2])
})

test('a stale pid file whose number went to another process does not stop it', async () => {
  const first = await start()
  const note = await readFile(pidFile(), 'utf8')
  const owner = await stat(pidFile())
  await first.stop()
  // The stranger runs as the server's user: Postgres itself would take it for a server
  const stranger = spawn('sleep', ['60'], { uid: owner.uid, gid: owner.gid })
  await writeFile(pidFile(), note.replace(/^\d+/, String(stranger.pid)))
  const { url } = await start()
  expect(await ask(url, 'select 1')).toEqual([1])
  expect(stranger.exitCode ?? stranger.signalCode).toBeNull()
  stranger.kill()
})

test('a port taken by something else is left to it', async () => {
  const first = await start()
  await first.stop()
  const other = createServer((socket) => socket.destroy())
  await new Promise<void>((resolve) => other.listen(first.port, '127.0.0.1', resolve))
  const second = await start()
  expect(second.port).not.toBe(first.port)
  expect(await ask(second.url, 'select n from kept')).toEqual([1])
  await new Promise((resolve) => other.close(resolve))
})

test('a folder that cannot be written is told in one sentence', async () => {
  const file = join(base, 'file')
  await writeFile(file, '')
  const attempt = startEmbeddedPostgres({ folder: join(file, 'db') })
  await expect(attempt).rejects.toThrow(EmbeddedPostgresError)
  await expect(attempt).rejects.toThrow(/^The database folder \S+ cannot be used: [^\n]+\.$/)
})

const onLinux = process.platform === 'linux' ? test : test.skip

onLinux('a place where nobody can make a folder is refused, and not tried for ever', async () => {
  const attempt = startEmbeddedPostgres({ folder: '/proc/nowhere/db' })
  await expect(attempt).rejects.toThrow(/^The database folder \/proc\/nowhere\/db cannot be used: [^\n]+\.$/)
})

// As an ordinary user every test above is that case already
const asRoot = root ? test : test.skip

asRoot('an ordinary user runs it too, and is told when the folder is not theirs', async () => {
  const home = join(base, 'home')
  await chmod(base, 0o755)
  await mkdir(home)
  await chmod(home, 0o777)
  const script = `
    const { startEmbeddedPostgres } = await import(${JSON.stringify(door)})
    const server = await startEmbeddedPostgres({ folder: process.argv[1], durable: false })
    await server.stop()
    console.log(process.getuid(), 'ran it')`
  const runAsNobody = (target: string) =>
    promisify(execFile)(process.execPath, ['--input-type=module', '-e', script, target], { uid: 65534, gid: 65534 })

  await expect(runAsNobody(join(home, 'db'))).resolves.toMatchObject({ stdout: '65534 ran it\n' })
  expect((await stat(join(home, 'db/cluster/data'))).uid).toBe(65534)
  await expect(runAsNobody(join(base, 'private/other'))).rejects.toThrow('cannot be used: permission denied')
})

test('nothing half made stays in the folder', async () => {
  await start()
  expect((await readdir(folder)).sort()).toEqual(['cluster', 'port', 'postgres.log'])
})

if (root)
  test('a cluster that could be given to its user in part only is given whole by a later start', async () => {
    const own = join(base, 'copied back')
    await (await startEmbeddedPostgres({ folder: own, durable: false })).stop()
    const data = join(own, 'cluster/data')
    await promisify(execFile)('chown', ['-R', '0:0', join(own, 'cluster')])
    // What an immutable file does to the system's program: the rest is given, and it fails.
    const programs = join(base, 'programs')
    await mkdir(programs)
    const fault = "chown: changing ownership of 'PG_VERSION': Operation not permitted"
    const words = `#!/bin/sh\nPATH=/usr/bin:/bin\nchown "$@"\nchown 0:0 '${data}/PG_VERSION'\necho "${fault}" >&2\nexit 1\n`
    await writeFile(join(programs, 'chown'), words, { mode: 0o755 })
    const script = `
      const { startEmbeddedPostgres } = await import(${JSON.stringify(door)})
      await startEmbeddedPostgres({ folder: ${JSON.stringify(own)}, durable: false }).catch((e) => console.log(e.name, e.message))`
    const env = { ...process.env, PATH: `${programs}:${process.env.PATH}` }
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { env })
    expect(stdout).toMatch(/^EmbeddedPostgresError .*'PG_VERSION': Operation not permitted\.\n$/)
    await (await startEmbeddedPostgres({ folder: own, durable: false })).stop()
    expect((await stat(join(data, 'PG_VERSION'))).uid).not.toBe(0)
  })

test('a Postgres that cannot be used is not left to run', async () => {
  const own = join(base, 'other password')
  await (await startEmbeddedPostgres({ folder: own, durable: false })).stop()
  await writeFile(join(own, 'cluster/password'), 'another')
  await expect(startEmbeddedPostgres({ folder: own, durable: false })).rejects.toThrow('not the one of its database')
  await expect(stat(join(own, 'cluster/data/postmaster.pid'))).rejects.toThrow('ENOENT')
})
