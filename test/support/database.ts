/** A database of its own for each test file, cloned from the run's template; emptied to the template's state by `reset`. */
import { randomBytes } from 'node:crypto'
import type { Knex } from 'knex'
import { connect } from '../../src/platform/db/connect.ts'
import { rows } from '../../src/platform/db/connect.ts'

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
        await admin.raw(`create database ${name} template template strategy file_copy`)
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
  const emptying = await emptyingSql(db)
  return {
    db,
    url,
    reset: async () => {
      await db.raw(emptying)
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

/**
 * One statement list that deletes from every table, children before parents, and puts back what the reference seed had
 * made, from a copy taken now; the triggers that keep rows append-only are off meanwhile (the owner of a table may do
 * that, the product never does).
 */
async function emptyingSql(db: Knex): Promise<string> {
  const tables = await rows<{ name: string; parents: string[]; has_triggers: boolean }>(
    db,
    `select c.oid::regclass::text as name,
       coalesce((select array_agg(distinct f.confrelid::regclass::text) from pg_constraint f
                 where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid), '{}') as parents,
       exists (select from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal) as has_triggers
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and (n.nspname = 'public' and c.relname not like 'knex%'
       or n.nspname = 'graphile_worker' and c.relname in ('_private_jobs', '_private_job_queues'))`,
  )
  const copies = new Map<string, string>()
  await db.raw('create schema seeded')
  for (const { name } of tables) {
    const [found] = await rows<{ has: boolean }>(db, `select exists (select from ${name}) as has`)
    if (!found?.has || ['audit_events', 'graphile_worker._private_jobs'].includes(name)) continue
    copies.set(name, `seeded.${name.replace('.', '_')}`)
    await db.raw(`create table ${copies.get(name)} as table ${name}`)
  }
  const ordered: string[] = []
  const visit = (name: string) => {
    if (ordered.includes(name)) return
    for (const child of tables.filter((table) => table.parents.includes(name))) visit(child.name)
    if (!ordered.includes(name)) ordered.push(name)
  }
  for (const table of tables) visit(table.name)
  const triggers = (on: 'enable' | 'disable') =>
    tables.filter((table) => table.has_triggers).map((table) => `alter table ${table.name} ${on} trigger user`)
  const seeded = ordered.toReversed().filter((name) => copies.has(name))
  return [
    'begin',
    ...triggers('disable'),
    ...ordered.map((name) => `delete from ${name}`),
    ...seeded.map((name) => `insert into ${name} overriding system value table ${copies.get(name)}`),
    ...triggers('enable'),
    'commit',
  ].join(';\n')
}
