/**
 * A database for each test file, cloned from the run's template; emptied to the template's state by `reset`. What a file
 * gives back goes to the next one of the same process, for that takes a tenth of the time of a new one.
 */
import { randomBytes } from 'node:crypto'
import type { Knex } from 'knex'
import pg from 'pg'
import { connect } from '../../src/platform/db/connect.ts'

export interface TestDatabase {
  db: Knex
  url: string
  /** Removes every row the reference seed did not make, append-only tables included. */
  reset(): Promise<void>
  drop(): Promise<void>
}

/** With the one connection that empties it: each other would have to plan anew how. */
interface Clone {
  name: string
  url: string
  keeper: pg.Client & Record<'ref' | 'unref', () => void>
}

let spare: Clone | undefined

export async function createTestDatabase(): Promise<TestDatabase> {
  const clone = spare ?? (await makeClone())
  spare = undefined
  const { url } = clone
  const db = connect(url, { max: 10 })
  return {
    db,
    url,
    reset: () => ask(clone, 'select seeded.reset()'),
    drop: async () => {
      await db.destroy()
      const used = spare === undefined ? await ask<string | null>(clone, 'select seeded.hand_back()') : null
      if (used === null) return dropClone(clone)
      // Else the next file's rows would lie in the gaps, in another order.
      await ask(clone, `vacuum (skip_database_stats) ${used}`)
      spare = clone
    },
  }
}

/** Resolves to the value answered. A connection that waits keeps no process from ending. */
async function ask<Value = void>({ keeper }: Clone, sql: string): Promise<Value> {
  keeper.ref()
  try {
    return ((await keeper.query({ text: sql, rowMode: 'array' })).rows[0] ?? [])[0]
  } finally {
    keeper.unref()
  }
}

const urlOf = (database: string) =>
  Object.assign(new URL(process.env.TEST_DATABASE_URL!), { pathname: `/${database}` }).toString()

async function makeClone(): Promise<Clone> {
  const name = `test_${randomBytes(6).toString('hex')}`
  await asAdmin(async (admin) => {
    // Nobody may be connected to a template while it is copied: another worker may be copying it just now.
    for (let tries = 0; ; tries++) {
      try {
        await admin.raw(`create database ${name} template upstander strategy file_copy`)
        break
      } catch (error) {
        if ((error as { code?: string }).code !== '55006' || tries > 100) throw error
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    }
  })
  const url = urlOf(name)
  const keeper = new pg.Client(url) as Clone['keeper']
  keeper.on('error', () => {}) // The server may end before us
  await keeper.connect()
  // Here, not in the function: each change of it throws away what was planned.
  await keeper.query('set session_replication_role = replica')
  keeper.unref()
  return { name, url, keeper }
}

async function dropClone({ name, keeper }: Clone): Promise<void> {
  keeper.ref()
  await keeper.end()
  await asAdmin((admin) => dropDatabase(admin, name))
}

async function asAdmin(work: (admin: Knex) => Promise<void>): Promise<void> {
  const admin = connect(urlOf('postgres'), { max: 1 })
  await work(admin).finally(() => admin.destroy())
}

/** Tries again where autovacuum looks at the database just now: only a superuser may end that. */
async function dropDatabase(admin: Knex, name: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      await admin.raw(`drop database if exists ${name} with (force)`)
      return
    } catch (error) {
      if ((error as { code?: string }).code !== '42501' || tries > 50) throw error
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }
}
