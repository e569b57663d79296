/**
 * A database of its own for each test file, cloned from the run's template; emptied to the template's state by `reset`.
 * What a file gives back in that state, the next file of the same process has: to clone and to drop takes longer than
 * many a file.
 */
import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Knex } from 'knex'
import { connect, row } from '../../src/platform/db/connect.ts'

export interface TestDatabase {
  db: Knex
  url: string
  /** Removes every row the reference seed did not make, append-only tables included. */
  reset(): Promise<void>
  drop(): Promise<void>
}

const givenBack: string[] = []

export async function createTestDatabase(): Promise<TestDatabase> {
  const name = givenBack.pop() ?? (await clone())
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
      if (await isAsCloned(name)) givenBack.push(name)
      else await asAdmin((admin) => dropDatabase(admin, name))
    },
  }
}

const urlOf = (database: string) =>
  Object.assign(new URL(process.env.TEST_DATABASE_URL!), { pathname: `/${database}` }).toString()

async function asAdmin<T>(act: (admin: Knex) => Promise<T>): Promise<T> {
  const admin = connect(urlOf('postgres'), { max: 1 })
  return act(admin).finally(() => admin.destroy())
}

async function clone(): Promise<string> {
  const name = `test_${randomBytes(6).toString('hex')}`
  await asAdmin(async (admin) => {
    // Nobody may be connected to a template while it is copied: another worker may be copying it just now.
    for (let tries = 0; ; tries++) {
      try {
        await admin.raw(`create database ${name} template upstander strategy file_copy`)
        break
      } catch (error) {
        if ((error as { code?: string }).code !== '55006' || tries > 100) throw error
        await wait(20)
      }
    }
  })
  return name
}

/** Empties it, where nobody else is connected any more and nothing but rows was changed. */
async function isAsCloned(name: string): Promise<boolean> {
  const own = connect(urlOf(name), { max: 1 })
  try {
    for (let tries = 0; tries < 20; tries++) {
      const { others, same } = (await row<{ others: number; same: boolean }>(
        own,
        `select (select count(*) from pg_stat_activity
           where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid())::int as others,
           seeded.shape() = (select shape from seeded.made) as same`,
      ))!
      if (!same) return false
      if (others === 0) {
        await own.raw('select seeded.reset()')
        return true
      }
      await wait(10)
    }
    return false
  } catch {
    return false
  } finally {
    await own.destroy()
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
      await wait(200)
    }
  }
}
