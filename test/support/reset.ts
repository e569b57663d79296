/** Makes the functions that empty a test database to the state of the template, and say whether the next may have it. */
import type { Knex } from 'knex'
import { row, rows } from '../../src/platform/db/connect.ts'

/** Where whatever alters tables, functions or rights leaves a younger row. */
const catalogues = ['class', 'attribute', 'constraint', 'index', 'trigger', 'proc', 'namespace']

/**
 * `seeded.reset()` deletes from every table that holds or held something; where what the reference seed had made is no
 * longer as it was, it puts that back too, from copies made now. It is for a connection that heeds no trigger, and so no
 * foreign key: by session_replication_role, which only the tests' role may set.
 *
 * `seeded.hand_back()` sends away whoever else is connected, and empties the database too, if nothing but rows has changed.
 * It answers which tables hold or held something, or null.
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
  const others = tables.filter((table) => !kept.some(({ name }) => name === table))
  // Whatever is written later has a higher number.
  await db.raw('create table seeded.marks (rows_at int8 not null, schema_at int8 not null)')
  const changed = kept.map(
    ({ name, count }) =>
      `(select count(*) from ${name}) <> ${count} or exists (select from ${name} where xmin::text::int8 > mark)`,
  )
  await db.raw(
    `create function seeded.reset() returns void language plpgsql as $$
     declare
       name regclass;
       mark int8 := (select rows_at from seeded.marks);
     begin
       -- Its size, because to plan a look into each of them takes longer than all the rest.
       for name in select t from unnest('{${others.join()}}'::regclass[]) t where pg_relation_size(t) > 0 loop
         execute format('delete from %s', name);
       end loop;
       if ${changed.join(' or ')} then
         ${kept
           .map(({ name, copy }) => `delete from ${name}; insert into ${name} overriding system value table ${copy};`)
           .join('\n')}
         update seeded.marks set rows_at = pg_current_xact_id()::text::int8;
       end if;
     end $$`,
  )
  const younger = catalogues.map((name) => `exists (select from pg_${name} where xmin::text::int8 > schema_at)`)
  await db.raw(
    `create function seeded.hand_back() returns text language plpgsql as $$
     begin
       perform pg_terminate_backend(pid, 2000) from pg_stat_activity
         where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid();
       if (select ${younger.join(' or ')} from seeded.marks) then
         return null;
       end if;
       perform seeded.reset();
       return (select string_agg(t::text, ',') from unnest('{${tables.join()}}'::regclass[]) t where pg_relation_size(t) > 0);
     end $$`,
  )
  await db.raw('insert into seeded.marks select now, now from (select pg_current_xact_id()::text::int8 as now) as now')
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
