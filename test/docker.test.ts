/** Dockerfile and docker-compose.yml, read as text: every variable is one the product knows, everything it needs is copied. */
import { existsSync } from 'node:fs'
import { parse } from 'yaml'
import { readConfig, variables } from '../src/platform/config.ts'
import { filesBelow, importsOf, read, root } from './support/sources.ts'

interface Service {
  build?: string
  image?: string
  command?: string[]
  environment?: Record<string, string>
  depends_on?: Record<string, unknown>
  volumes?: string[]
}

const compose = parse(read('docker-compose.yml'), { merge: true }) as {
  services: Record<string, Service>
  volumes: Record<string, unknown>
}
const ours = Object.values(compose.services).filter((service) => service.build)

/** Of Node and the C library, as `npm start` sets them. */
const ofRuntime = ['NODE_COMPILE_CACHE', 'MALLOC_ARENA_MAX']

/** Of the database's own image; everything else must be a setting of ours. */
const isForPostgres = (name: string) => name.startsWith('POSTGRES_')

const instructions = read('Dockerfile')
  .replaceAll(/\\\n/g, ' ')
  .split('\n')
  .filter((line) => /^[A-Z]+ /.test(line))
  .map((line) => ({ name: line.split(' ', 1)[0]!, rest: line.slice(line.indexOf(' ') + 1).trim() }))
const listInstructions = (name: string) => instructions.filter((one) => one.name === name).map((one) => one.rest)
const copied = listInstructions('COPY').flatMap((rest) => rest.split(/\s+/).slice(0, -1))

/** What compose would set with these variables around it. */
function fill(text: string, env: Record<string, string>): string {
  const inner = /\$\{(\w+)(?::([-?])([^${}]*))?\}/
  for (let filled = text; ;) {
    const found = inner.exec(filled)
    if (!found) return filled
    const [whole, name, kind, rest] = found
    filled = filled.replace(whole, () => env[name!] || (kind === '-' ? rest! : ''))
  }
}

test('every variable in docker-compose.yml is a setting of ours', () => {
  expect(ours).toHaveLength(2)
  const names = ours.flatMap((service) => Object.keys(service.environment ?? {}))
  expect(names.filter((name) => !variables.has(name))).toEqual([])
  const filledIn = [...read('docker-compose.yml').matchAll(/\$\{(\w+)/g)].map((found) => found[1]!)
  expect(filledIn.filter((name) => !variables.has(name) && !isForPostgres(name))).toEqual([])
  expect(filledIn).toContain('SESSION_SECRET')
})

test('.env.example holds exactly what docker-compose.yml fills in', () => {
  const example = [...read('.env.example').matchAll(/^([A-Z_]+)=/gm)].map((found) => found[1]!)
  const filledIn = new Set([...read('docker-compose.yml').matchAll(/\$\{(\w+)/g)].map((found) => found[1]!))
  expect(example.toSorted()).toEqual([...filledIn].toSorted())
})

test('filled in, it is a good set of settings, and both processes have the same', () => {
  const env = { SESSION_SECRET: 's'.repeat(44), POSTGRES_PASSWORD: 'abc123' }
  const [app, worker] = ours.map((service) =>
    readConfig(
      Object.fromEntries(Object.entries(service.environment!).map(([name, value]) => [name, fill(value, env)])),
    ),
  )
  expect(app).toMatchObject({
    production: true,
    database_url: 'postgres://upstander:abc123@database:5432/upstander',
    smtp_url: 'smtp://mail:1025',
    base_url: 'http://localhost:3000',
  })
  expect({ ...worker, worker: app!.worker }).toEqual(app)
})

test('services and volumes that are named are there', () => {
  for (const service of Object.values(compose.services)) {
    for (const other of Object.keys(service.depends_on ?? {})) expect(compose.services).toHaveProperty(other)
    for (const volume of service.volumes ?? []) expect(compose.volumes).toHaveProperty(volume.split(':')[0]!)
    if (service.command) expect(existsSync(`${root}/${service.command.at(-1)}`)).toBe(true)
  }
  expect(compose.services.database!.image).toBe('postgres:18')
})

test('every path the Dockerfile copies exists and is not kept out', () => {
  expect(copied.filter((path) => !existsSync(`${root}/${path}`))).toEqual([])
  const keptOut = read('.dockerignore').split('\n').filter(Boolean)
  expect(copied.filter((path) => keptOut.some((out) => path === out || path.startsWith(`${out}/`)))).toEqual([])
})

test('what the server imports from outside src is copied', () => {
  const isCopied = (path: string) => copied.some((folder) => path === folder || path.startsWith(`${folder}/`))
  const outside = ['src', 'seeds/reference', 'migrations']
    .flatMap((folder) => filesBelow(folder, '.ts'))
    .flatMap(importsOf)
    .map(({ to }) => to)
  // The demo is loaded in development only.
  const left = [...new Set(outside)].filter((path) => !isCopied(path))
  expect(left.toSorted()).toEqual(['seeds/demo/seed.ts'])
  for (const folder of ['views', 'public', 'assets/fonts']) expect(copied).toContain(folder)
})

test('it runs the server as an ordinary user, in production, and is asked whether it is ready', () => {
  expect(listInstructions('USER')).toEqual(['node'])
  expect(JSON.parse(listInstructions('CMD')[0]!)).toEqual(['node', '--max-semi-space-size=2', 'src/server.ts'])
  expect(listInstructions('HEALTHCHECK')[0]).toContain('/readyz')
  const set = listInstructions('ENV').map((rest) => rest.split('=', 1)[0]!)
  expect(set.filter((name) => !variables.has(name))).toEqual(ofRuntime)
  const { start } = (JSON.parse(read('package.json')) as { scripts: { start: string } }).scripts
  for (const name of ofRuntime) expect(start).toContain(`${name}=`)
})
