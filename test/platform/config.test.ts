/** Settings: every fault is listed at once, in words an administrator understands. */
import { readConfig } from '../../src/platform/config.ts'

const production = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://upstander:secret@db:5432/upstander',
  SMTP_URL: 'smtp://mail:587',
  BASE_URL: 'https://champions.example.police.uk',
  SESSION_SECRET: 'x'.repeat(32),
  TRUST_PROXY: '1',
}

/** The lines of the refusal, without their heading. */
function faults(env: NodeJS.ProcessEnv): string[] {
  try {
    readConfig(env)
    return []
  } catch (error) {
    const [heading, ...lines] = (error as Error).message.split('\n')
    expect(heading).toBe('These settings need attention:')
    return lines.map((line) => line.trim())
  }
}

test('nothing set: a development server with everything of its own', () => {
  expect(readConfig({})).toMatchObject({
    environment: 'development',
    production: false,
    port: 3000,
    base_url: 'http://localhost:3000',
    database_url: undefined,
    smtp_url: undefined,
    worker: true,
    demo: true,
  })
})

test('an empty variable, as compose files write them, is one that is not set', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: '', DEMO: '' })).toEqual(readConfig({}))
})

test('production: the address loses its slash, hops become a number, there is no demo', () => {
  expect(readConfig({ ...production, BASE_URL: `${production.BASE_URL}/`, DEMO: 'on' })).toMatchObject({
    production: true,
    base_url: 'https://champions.example.police.uk',
    trust_proxy: 1,
    demo: false,
  })
})

test('packages have a host name of their own: by itself beside localhost, elsewhere only where it is given', () => {
  const packageUrl = (env: NodeJS.ProcessEnv) => readConfig(env).package_url
  expect(packageUrl({})).toBe('http://127.0.0.1:3000')
  expect(packageUrl({ BASE_URL: 'http://127.0.0.1:8000' })).toBe('http://localhost:8000')
  expect(packageUrl(production)).toBeUndefined()
  const beside = 'https://champions-packages.example.police.uk'
  expect(packageUrl({ ...production, PACKAGE_URL: beside })).toBe(beside)
})

test.each([
  ['https://champions.example.police.uk:8443', 'must have another host name than BASE_URL: another port is not enough'],
  ['https://example.police.uk', 'must not lie above or below the host name of BASE_URL, but beside it'],
  ['https://p.champions.example.police.uk', 'must not lie above or below the host name of BASE_URL, but beside it'],
  ['https://packages.example/files', 'must be an address without a path'],
  ['http://localhost:3000', 'must begin as BASE_URL does: both with https://, or both with http://'],
])('PACKAGE_URL=%s', (address, words) => {
  expect(faults({ ...production, PACKAGE_URL: address })).toEqual([`PACKAGE_URL: ${words}`])
})

test('every fault is listed at once', () => {
  expect(
    faults({ NODE_ENV: 'production', PORT: '80000', WORKER: 'yes', SESSION_SECRET: 'short', CLOCK: '2027-01-01' }),
  ).toEqual([
    'PORT: must be a whole number between 1 and 65535',
    'WORKER: must be on or off',
    'DATABASE_URL: must be set',
    'SMTP_URL: must be set',
    'BASE_URL: must be set',
    'SESSION_SECRET: must have at least 32 characters',
    'CLOCK: must not be set in production',
  ])
})

test.each([
  ['PORT', '0', 'must be a whole number between 1 and 65535'],
  ['PORT', '3000.5', 'must be a whole number between 1 and 65535'],
  ['PORT', ' 3000', 'must be a whole number between 1 and 65535'],
  ['DATABASE_POOL', '1', 'must be a whole number between 2 and 200'],
  ['DATABASE_PREPARED', 'maybe', 'must be on or off'],
  ['LOG_LEVEL', 'loud', 'must be silent, error, warn, info or debug'],
  ['BASE_URL', 'champions.example', 'must be an address such as https://champions.example.police.uk'],
  ['BASE_URL', 'ftp://champions.example', 'must be an address such as https://champions.example.police.uk'],
  ['BASE_URL', 'http://champions.example', 'must begin with https:// (http:// is for localhost only)'],
  ['BASE_URL', 'https://champions.example/training', 'must be an address without a path'],
  ['DATABASE_URL', 'mysql://db/upstander', 'must be an address such as postgres://user:password@host:5432/upstander'],
  ['SMTP_URL', 'mail.example', 'must be an address such as smtp://user:password@host:587'],
  ['SMTP_URL', 'smtp://', 'must be an address such as smtp://user:password@host:587'],
  ['TRUST_PROXY', 'true', 'must be a number of hops or a list of addresses'],
  ['TRUST_PROXY', '10.0.0.0/40', 'must be a number of hops or a list of addresses'],
])('%s=%s', (name, value, words) => {
  expect(faults({ ...production, [name]: value })).toEqual([`${name}: ${words}`])
})

test('https needs a proxy that is trusted, or the browser would never get its cookie', () => {
  const words =
    'TRUST_PROXY: must be set where BASE_URL is https: the number of proxies in front (often 1), or their addresses'
  expect(faults({ ...production, TRUST_PROXY: undefined })).toEqual([words])
  expect(faults({ ...production, TRUST_PROXY: '0' })).toEqual([words])
  // It is listed beside the others, too.
  expect(faults({ ...production, TRUST_PROXY: undefined, SMTP_URL: undefined })).toEqual([
    'SMTP_URL: must be set',
    words,
  ])
  expect(faults({ ...production, TRUST_PROXY: undefined, BASE_URL: 'http://localhost:3000' })).toEqual([])
})

test('the doors of development are never open where others can come in: a forgotten NODE_ENV is a fault', () => {
  const words = 'NODE_ENV: must be production where BASE_URL is not localhost: otherwise anyone could be anyone at /dev'
  expect(faults({ ...production, NODE_ENV: undefined })).toEqual([words])
  expect(faults({ ...production, NODE_ENV: 'test' })).toEqual([words])
  expect(faults({ BASE_URL: 'http://localhost:4000' })).toEqual([])
})

test.each(['2', 'loopback', '10.0.0.0/8, ::1', 'uniquelocal,192.0.2.7'])('a proxy may be trusted by %s', (value) => {
  expect(faults({ ...production, TRUST_PROXY: value })).toEqual([])
})

test.each(['staging', 'Production'])('NODE_ENV=%s is no environment', (value) => {
  expect(faults({ NODE_ENV: value })).toEqual(['NODE_ENV: must be development, test or production'])
})
