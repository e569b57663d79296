/** The only reader of process.env: one schema, every fault listed at once. */
import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { z } from 'zod'
import { isEmailAddress } from '../lib/text.ts'
import { StartError } from './start-error.ts'

const number = (min: number, max: number) => {
  const words = `must be a whole number between ${min} and ${max}`
  return z
    .string()
    .regex(/^\d+$/, words)
    .transform(Number)
    .refine((value) => value >= min && value <= max, words)
}

const choice = <const Words extends [string, ...string[]]>(words: Words) =>
  z.enum(words, `must be ${words.slice(0, -1).join(', ')} or ${words.at(-1)}`)

const isLocal = (url: URL) => url.hostname === 'localhost' || url.hostname === '127.0.0.1' || url.hostname === '[::1]'

const baseUrl = z.string().transform((text, issue) => {
  const url = URL.parse(text)
  const refuse = (message: string) => {
    issue.addIssue({ code: 'custom', message })
    return z.NEVER
  }
  if (!url || !/^https?:$/.test(url.protocol))
    return refuse('must be an address such as https://champions.example.police.uk')
  if (url.protocol === 'http:' && !isLocal(url))
    return refuse('must begin with https:// (http:// is for localhost only)')
  if (url.pathname !== '/' || url.search || url.hash || url.username) return refuse('must be an address without a path')
  return url.origin
})

const url = (protocols: string[], example: string) =>
  z.string().refine((text) => {
    const url = URL.parse(text)
    return url !== null && protocols.includes(url.protocol) && (url.hostname !== '' || url.searchParams.has('host'))
  }, `must be an address such as ${example}`)

const databaseUrl = url(['postgres:', 'postgresql:'], 'postgres://user:password@host:5432/upstander')
const smtpUrl = url(['smtp:', 'smtps:'], 'smtp://user:password@host:587')
const imapUrl = url(['imap:', 'imaps:'], 'imaps://user:password@host:993/INBOX')

/** What express understands: a number of hops, or addresses, networks and their names between commas. */
function isProxyList(text: string): boolean {
  return text.split(',').every((part) => {
    const [address, bits, ...rest] = part.trim().split('/')
    if (['loopback', 'linklocal', 'uniquelocal'].includes(part.trim())) return true
    const version = isIP(address ?? '')
    if (version === 0 || rest.length > 0) return false
    return (
      bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) > 0 && Number(bits) <= (version === 4 ? 32 : 128))
    )
  })
}

const shared = {
  PORT: number(1, 65_535).default(3000),
  TRUST_PROXY: z
    .string()
    .refine((text) => /^\d{1,2}$/.test(text) || isProxyList(text), 'must be a number of hops or a list of addresses')
    .transform((text) => (/^\d+$/.test(text) ? Number(text) : text))
    .default(0),
  LOG_LEVEL: choice(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  WORKER: choice(['on', 'off']).default('on'),
  DATABASE_POOL: number(2, 200).default(10),
  DATABASE_PREPARED: choice(['on', 'off']).default('on'),
  REPORTS_SECRET: z
    .string()
    .regex(/^\S{32,500}$/, 'must have at least 32 characters, and no spaces')
    .optional(),
  IMAP_URL: imapUrl.optional(),
  RETURN_ADDRESS: z.string().refine(isEmailAddress, 'must be an address such as returned@example.police.uk').optional(),
}

const production = z.object({
  ...shared,
  LINK_CHECKS: choice(['on', 'off']).default('on'),
  NODE_ENV: z.literal('production'),
  DATABASE_URL: databaseUrl,
  SMTP_URL: smtpUrl,
  BASE_URL: baseUrl,
  PACKAGE_URL: baseUrl.optional(),
  SESSION_SECRET: z.string().min(32, 'must have at least 32 characters'),
  CLOCK: z.undefined({ message: 'must not be set in production' }).optional(),
})

const development = z.object({
  ...shared,
  LINK_CHECKS: choice(['on', 'off']).default('off'),
  NODE_ENV: choice(['development', 'test', 'production']).default('development'),
  DATABASE_URL: databaseUrl.optional(),
  SMTP_URL: smtpUrl.optional(),
  BASE_URL: baseUrl.optional(),
  PACKAGE_URL: baseUrl.optional(),
  SESSION_SECRET: z.string().min(1).default('development only'),
  CLOCK: z.iso.datetime({ offset: true, message: 'must be a moment such as 2027-04-20T09:00:00Z' }).optional(),
  DEMO: choice(['on', 'off']).default('on'),
})

/** Every variable the product knows, for the test that reads docker-compose.yml and the documentation. */
export const variables = new Set([...Object.keys(production.shape), ...Object.keys(development.shape), 'DATA_DIR'])

export interface Config {
  environment: 'production' | 'development' | 'test'
  production: boolean
  port: number
  base_url: string
  /** Where training packages run, under another host name than everything else; undefined: none can be used. */
  package_url: string | undefined
  trust_proxy: number | string
  log_level: string
  /** Undefined: the embedded Postgres in `data_dir`. */
  database_url: string | undefined
  database_pool: number
  /** Off behind a pooler that cannot keep prepared statements. */
  database_prepared: boolean
  /** Undefined: mails stay in the outbox, to be read at /dev/outbox. */
  smtp_url: string | undefined
  /** With it delivery reports may be posted; undefined: they may not. */
  reports_secret: string | undefined
  /** The mailbox that delivery reports are read from, if any. */
  imap_url: string | undefined
  /** Where delivery reports go, if not to the sender. */
  return_address: string | undefined
  session_secret: string
  data_dir: string
  worker: boolean
  /** Whether other websites are asked by night if links to them answer. */
  link_checks: boolean
  clock: Date | undefined
  demo: boolean
}

export class ConfigError extends StartError {}

/** Reads and checks the settings; throws a ConfigError that lists every fault, one a line. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  // An empty variable, as compose files write them, is one that was not set.
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const isProduction = set.NODE_ENV === 'production'
  const read = (isProduction ? production : development).safeParse(set)
  const faults = (read.error?.issues ?? []).map((issue) => `  ${issue.path.join('.')}: ${faultWords(issue, set)}`)
  // The server itself speaks http: it learns from a proxy it trusts that the browser came by https.
  if (/^https:/i.test(set.BASE_URL ?? '') && ['0', undefined].includes(set.TRUST_PROXY?.trim()))
    faults.push(
      '  TRUST_PROXY: must be set where BASE_URL is https: the number of proxies in front (often 1), or their addresses',
    )
  if (!isProduction && read.success && read.data.BASE_URL !== undefined && !isLocal(new URL(read.data.BASE_URL)))
    faults.push(
      '  NODE_ENV: must be production where BASE_URL is not localhost: otherwise anyone could be anyone at /dev',
    )
  const base_url = read.data && (read.data.BASE_URL ?? `http://localhost:${read.data.PORT}`)
  const package_url = read.data?.PACKAGE_URL ?? (base_url && otherNameOf(base_url))
  const packageFault = base_url && package_url && hostNamesFault(base_url, package_url)
  if (packageFault) faults.push(`  PACKAGE_URL: ${packageFault}`)
  if (!read.success || faults.length > 0) throw new ConfigError(`These settings need attention:\n${faults.join('\n')}`)
  const values = read.data
  return {
    environment: values.NODE_ENV,
    production: isProduction,
    port: values.PORT,
    base_url: base_url!,
    package_url,
    trust_proxy: values.TRUST_PROXY,
    log_level: values.LOG_LEVEL,
    database_url: values.DATABASE_URL,
    database_pool: values.DATABASE_POOL,
    database_prepared: values.DATABASE_PREPARED === 'on',
    smtp_url: values.SMTP_URL,
    reports_secret: values.REPORTS_SECRET,
    imap_url: values.IMAP_URL,
    return_address: values.RETURN_ADDRESS,
    session_secret: values.SESSION_SECRET,
    data_dir: resolve(set.DATA_DIR ?? '.data'),
    worker: values.WORKER === 'on',
    link_checks: values.LINK_CHECKS === 'on',
    clock: values.CLOCK === undefined ? undefined : new Date(values.CLOCK),
    demo: 'DEMO' in values && values.DEMO === 'on',
  }
}

/** On one machine 127.0.0.1 is another host than localhost to a browser, cookies included. */
function otherNameOf(baseUrl: string): string | undefined {
  const url = new URL(baseUrl)
  if (!isLocal(url)) return undefined
  url.hostname = url.hostname === '127.0.0.1' ? 'localhost' : '127.0.0.1'
  return url.origin
}

/** Cookies ignore ports, and may be set for all that lies below a name: neither may lie above or below the other. */
function hostNamesFault(baseUrl: string, packageUrl: string): string | null {
  const [base, other] = [new URL(baseUrl), new URL(packageUrl)]
  if (base.hostname === other.hostname) return 'must have another host name than BASE_URL: another port is not enough'
  if (base.hostname.endsWith(`.${other.hostname}`) || other.hostname.endsWith(`.${base.hostname}`))
    return 'must not lie above or below the host name of BASE_URL, but beside it'
  if (base.protocol !== other.protocol) return 'must begin as BASE_URL does: both with https://, or both with http://'
  return null
}

/** zod does not tell a missing value from a wrong one; the environment does. */
function faultWords(issue: z.core.$ZodIssue, set: NodeJS.ProcessEnv): string {
  return set[issue.path.join('.')] === undefined ? 'must be set' : issue.message
}
