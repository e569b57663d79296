/** Makes the function that empties a test database to the state of the template, which every clone then has. */
import type { Knex } from 'knex'
import { row, rows } from '../../src/platform/db/connect.ts'

/**
 * `seeded.reset()` deletes from every table that holds something; where what the reference seed had made is no longer as
 * it was, it puts that back too, from copies made now. No trigger, and so no foreign key, is heeded meanwhile: for that
 * `db` needs the right to set session_replication_role, which only the tests' role is given.
 */
export async function makeResetFunction(db: Knex): Promise<void> {
  const tables = await listTables(db)
  await db.raw('create schema seeded')
  const kept: { name: string; copy: string; count: number }[] = []
  for (const name of tables) {
    if (['audit_events', 'graphile_worker._private_jobs'].includes(name)) continue
    const { count } = (await row<{ count: number }>(db, `select count(*) as count from ${name}`))!
    if (count === 0) continue
    const copy = `seeded.${name.replace('.', '_')}`
    await db.raw(`create table ${copy} as table ${name}`)
    kept.push({ name, copy, count })
  }
  // Whatever a clone writes later has a higher number.
  const { last } = (await row<{ last: number }>(db, 'select pg_current_xact_id()::text::int8 as last'))!
  const changed = kept.map(
    ({ name, count }) =>
      `(select count(*) from ${name}) <> ${count} or exists (select from ${name} where xmin::text::int8 > ${last})`,
  )
  const others = tables.filter((table) => !kept.some(({ name }) => name === table))
  await db.raw(
    `create function seeded.reset() returns void language plpgsql set session_replication_role = replica as $$
     begin
       ${others.map((name) => `if exists (select from ${name}) then delete from ${name}; end if;`).join('\n')}
       if ${changed.join(' or ')} then
         ${kept
           .map(({ name, copy }) => `delete from ${name}; insert into ${name} overriding system value table ${copy};`)
           .join('\n')}
       end if;
     end $$`,
  )
}

const listTables = async (db: Knex) =>
  (
    await rows<{ name: string }>(
      db,
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind = 'r' and (n.nspname = 'public' and c.relname not like 'knex%'
         or n.nspname = 'graphile_worker' and c.relname in ('_private_jobs', '_private_job_queues'))`,
    )
  ).map(({ name }) => name)
