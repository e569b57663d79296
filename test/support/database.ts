/** A database of its own for each test file, cloned from the run's template; emptied to the template's state by `reset`. */
import { randomBytes } from 'node:crypto'
import type { Knex } from 'knex'
import { connect } from '../../src/platform/db/connect.ts'

export interface TestDatabase {
  db: Knex
  url: string
  /** Removes every row the reference seed did not make, append-only tables included. */
  reset(): Promise<void>
  drop(): Promise<void>
}

export async function createTestDatabase(): Promise<TestDatabase> {
  const server = process.env.TEST_DATABASE_URL!
  const name = `test_${randomBytes(6).toString('hex')}`
  const urlOf = (database: string) => Object.assign(new URL(server), { pathname: `/${database}` }).toString()
  const admin = connect(urlOf('postgres'), { max: 1 })
  try {
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
  } finally {
    await admin.destroy()
  }
  const url = urlOf(name)
  const db = connect(url, { max: 10 })
  return {
    db,
    url,
    reset: async () => {
      await db.raw('select seeded.reset()')
    },
    drop: async () => {
      await db.destroy()
      const admin = connect(urlOf('postgres'), { max: 1 })
      await dropDatabase(admin, name)
      await admin.destroy()
    },
  }
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
