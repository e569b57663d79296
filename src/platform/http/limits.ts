/** Limits on the doors, in Postgres, exact under parallel load (rate-limiter-flexible). */
import type { Request } from 'express'
import type { Knex } from 'knex'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
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

/** Counts one try of `key`; throws TooMany once the limit is passed. */
export async function countTry(db: Knex, limit: Limit, key: string): Promise<void> {
  try {
    await limiter(db, limit).consume(key)
  } catch (refused) {
    if (refused instanceof RateLimiterRes) throw new TooMany(Math.ceil(refused.msBeforeNext / 1000))
    throw refused
  }
}

/** Forgets the tries of `key`: after a success. */
export async function forgetTries(db: Knex, limit: Limit, key: string): Promise<void> {
  await limiter(db, limit).delete(key)
}

/** The network a request comes from: one address of IPv4, a /64 of IPv6. */
export function network(req: Request): string {
  const address = req.ip ?? 'unknown'
  return address.includes(':') && !address.startsWith('::ffff:') ? address.split(':').slice(0, 4).join(':') : address
}
