/** Limits on the doors, in Postgres, exact under parallel load (rate-limiter-flexible). */
import { isIPv6 } from 'node:net'
import type { Request } from 'express'
import type { Knex } from 'knex'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { hashSecret } from '../../lib/codes.ts'
import { TooMany } from '../errors.ts'

export interface Limit {
  name: string
  points: number
  seconds: number
}

const limiters = new WeakMap<object, Map<string, RateLimiterPostgres>>()

function limiter(db: Knex, limit: Limit): RateLimiterPostgres {
  const key = db.client.config
  const ofPool = limiters.get(key) ?? new Map<string, RateLimiterPostgres>()
  limiters.set(key, ofPool)
  const known = ofPool.get(limit.name)
  if (known) return known
  const made = new RateLimiterPostgres({
    storeClient: db,
    storeType: 'knex',
    tableName: 'limits',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: limit.name,
    points: limit.points,
    duration: limit.seconds,
  })
  ofPool.set(limit.name, made)
  return made
}

/** Kept as a hash: an address of any length fits the column, and the table tells nobody who tried to sign in. */
const keptAs = (key: string): string => hashSecret(key).toString('base64url')

/** Counts one try of `key`; throws TooMany once the limit is passed. */
export async function countTry(db: Knex, limit: Limit, key: string): Promise<void> {
  try {
    await limiter(db, limit).consume(keptAs(key))
  } catch (refused) {
    if (refused instanceof RateLimiterRes) throw new TooMany(Math.ceil(refused.msBeforeNext / 1000))
    throw refused
  }
}

/** Forgets the tries of `key`: after a success. */
export async function forgetTries(db: Knex, limit: Limit, key: string): Promise<void> {
  await limiter(db, limit).delete(keptAs(key))
}

/**
 * The network a request comes from: one address of IPv4, a /64 of IPv6, however the address is spelled. A proxy may write
 * the port behind it, which is another one for each connection.
 */
export function network(req: Request): string {
  const written = req.ip ?? 'unknown'
  const address = written.replace(/^\[([^\]]+)\](:\d+)?$|^([\d.]+):\d+$/, '$1$3').replace(/%.*$/, '')
  const old = /^::ffff:([\d.]+)$/i.exec(address)?.[1]
  if (old !== undefined || !isIPv6(address)) return old ?? address
  const [head = '', tail] = address.toLowerCase().split('::')
  const groups = head.split(':').filter(Boolean)
  const behind = tail?.split(':').filter(Boolean).length ?? 0
  const missing = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - groups.length - behind) }, () => '0')
  return [...groups, ...missing, ...(tail ?? '').split(':')]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}
