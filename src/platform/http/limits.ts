/** Limits on the doors, in Postgres, exact under parallel load (rate-limiter-flexible). */
import { isIPv6 } from 'node:net'
import type { Request } from 'express'
import type { Knex } from 'knex'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { hashSecret } from '../../lib/codes.ts'
import { row } from '../db/connect.ts'
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

/**
 * The same, and at once what is asked for: one question to the database for both, where a door is open to everybody and
 * counting would cost as much as answering. `sql` finds at most one row and takes `bindings` by name; `limits` counts as
 * the other limiters do.
 */
export async function countTryAndFind<Row>(
  db: Knex,
  limit: Limit,
  key: string,
  sql: string,
  bindings: Record<string, unknown>,
): Promise<Row | undefined> {
  const now = Date.now()
  const counted = await row<Row & { tried_points: number; tried_until: number; is_found: true | null }>(
    db,
    `with tried as (
       insert into limits as l (key, points, expire) values (:tried_key, 1, :tried_until)
       on conflict (key) do update set
         points = case when l.expire <= :tried_at then 1 else l.points + 1 end,
         expire = case when l.expire <= :tried_at then excluded.expire else l.expire end
       returning points, expire)
     select found.*, tried.points as tried_points, tried.expire as tried_until
     from tried left join (select true as is_found, asked.* from (${sql}) asked) found on true`,
    {
      ...bindings,
      tried_key: `${limit.name}:${keptAs(key)}`,
      tried_until: now + limit.seconds * 1000,
      tried_at: now,
    },
  )
  const { tried_points, tried_until, is_found, ...found } = counted!
  if (tried_points > limit.points) throw new TooMany(Math.ceil((tried_until - now) / 1000))
  return is_found ? (found as Row) : undefined
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
