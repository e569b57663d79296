/** The only reader of process.env: one schema, every fault listed at once. */
import { resolve } from 'node:path'
import { z } from 'zod'

const number = (min: number, max: number) =>
  z.coerce.number({ message: 'must be a whole number' }).int('must be a whole number').min(min).max(max)

const isLocal = (url: URL) => url.hostname === 'localhost' || url.hostname === '127.0.0.1' || url.hostname === '[::1]'

const baseUrl = z.string().transform((text, issue) => {
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol)) {
    issue.addIssue({ code: 'custom', message: 'must be an address such as https://champions.example.police.uk' })
    return z.NEVER
  }
  if (url.protocol === 'http:' && !isLocal(url)) {
    issue.addIssue({ code: 'custom', message: 'must begin with https:// (http:// is for localhost only)' })
    return z.NEVER
  }
  if (url.pathname !== '/' || url.search || url.hash || url.username) {
    issue.addIssue({ code: 'custom', message: 'must be an address without a path' })
    return z.NEVER
  }
  return url.origin
})

const url = (protocols: string[], example: string) =>
  z
    .string()
    .refine((text) => protocols.includes(URL.parse(text)?.protocol ?? ''), `must be an address such as ${example}`)

const databaseUrl = url(['postgres:', 'postgresql:'], 'postgres://user:password@host:5432/upstander')
const smtpUrl = url(['smtp:', 'smtps:'], 'smtp://user:password@host:587')

const shared = {
  PORT: number(0, 65_535).default(3000),
  TRUST_PROXY: z
    .string()
    .regex(/^(\d+|[\w.:/, -]+)$/, 'must be a number of hops or a list of addresses')
    .transform((text) => (/^\d+$/.test(text) ? Number(text) : text))
    .default(0),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  WORKER: z.enum(['on', 'off']).default('on'),
  DATABASE_POOL: number(2, 200).default(10),
}

const production = z.object({
  ...shared,
  NODE_ENV: z.literal('production'),
  DATABASE_URL: databaseUrl,
  SMTP_URL: smtpUrl,
  BASE_URL: baseUrl,
  SESSION_SECRET: z.string().min(32, 'must have at least 32 characters'),
  CLOCK: z.undefined({ message: 'must not be set in production' }),
})

const development = z.object({
  ...shared,
  NODE_ENV: z.enum(['development', 'test']).default('development'),
  DATABASE_URL: databaseUrl.optional(),
  SMTP_URL: smtpUrl.optional(),
  BASE_URL: baseUrl.optional(),
  SESSION_SECRET: z.string().min(1).default('development only'),
  CLOCK: z.iso.datetime({ offset: true, message: 'must be a moment such as 2027-04-20T09:00:00Z' }).optional(),
  DEMO: z.enum(['on', 'off']).default('on'),
})

/** Every variable the product knows, for the test that reads docker-compose.yml and the documentation. */
export const variables = new Set([...Object.keys(production.shape), ...Object.keys(development.shape), 'DATA_DIR'])

export interface Config {
  environment: 'production' | 'development' | 'test'
  production: boolean
  port: number
  base_url: string
  trust_proxy: number | string
  log_level: string
  /** Undefined: the embedded Postgres in `data_dir`. */
  database_url: string | undefined
  database_pool: number
  /** Undefined: mails stay in the outbox, to be read at /dev/outbox. */
  smtp_url: string | undefined
  session_secret: string
  data_dir: string
  worker: boolean
  clock: Date | undefined
  demo: boolean
}

export class ConfigError extends Error {}

/** Reads and checks the settings; throws a ConfigError that lists every fault, one a line. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  // An empty variable, as compose files write them, is one that was not set.
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const isProduction = set.NODE_ENV === 'production'
  const read = (isProduction ? production : development).safeParse(set)
  if (!read.success) {
    const faults = read.error.issues.map((issue) => `  ${issue.path.join('.')}: ${faultWords(issue)}`)
    throw new ConfigError(`These settings need attention:\n${faults.join('\n')}`)
  }
  const values = read.data
  return {
    environment: values.NODE_ENV,
    production: isProduction,
    port: values.PORT,
    base_url: values.BASE_URL ?? `http://localhost:${values.PORT}`,
    trust_proxy: values.TRUST_PROXY,
    log_level: values.LOG_LEVEL,
    database_url: values.DATABASE_URL,
    database_pool: values.DATABASE_POOL,
    smtp_url: values.SMTP_URL,
    session_secret: values.SESSION_SECRET,
    data_dir: resolve(set.DATA_DIR ?? '.data'),
    worker: values.WORKER === 'on',
    clock: values.CLOCK === undefined ? undefined : new Date(values.CLOCK),
    demo: 'DEMO' in values && values.DEMO === 'on',
  }
}

function faultWords(issue: z.core.$ZodIssue): string {
  return issue.code === 'invalid_type' && issue.input === undefined ? 'must be set' : issue.message
}
