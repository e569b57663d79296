/** Makes the function that empties a test database to the state of the template, which every clone then has. */
import type { Knex } from 'knex'
import { row, rows } from '../../src/platform/db/connect.ts'

interface Table {
  name: string
  parents: string[]
  has_triggers: boolean
}

/**
 * `seeded.reset()` deletes from every table that holds something, children before parents; where what the reference seed
 * had made is no longer as it was, it puts that back too, from copies made now. The triggers that keep rows append-only
 * are off meanwhile (the owner of a table may do that, the product never does).
 */
export async function makeResetFunction(db: Knex): Promise<void> {
  const ordered = childrenFirst(await listTables(db))
  await db.raw('create schema seeded')
  const kept: (Table & { copy: string; count: number })[] = []
  for (const table of ordered) {
    if (['audit_events', 'graphile_worker._private_jobs'].includes(table.name)) continue
    const { count } = (await row<{ count: number }>(db, `select count(*) as count from ${table.name}`))!
    if (count === 0) continue
    const copy = `seeded.${table.name.replace('.', '_')}`
    await db.raw(`create table ${copy} as table ${table.name}`)
    kept.push({ ...table, copy, count })
  }
  // Whatever a clone writes later has a higher number.
  const { last } = (await row<{ last: number }>(db, 'select pg_current_xact_id()::text::int8 as last'))!
  const isKept = (table: Table) => kept.some(({ name }) => name === table.name)
  const changed = ({ name, count }: { name: string; count: number }) =>
    `(select count(*) from ${name}) <> ${count} or exists (select from ${name} where xmin::text::int8 > ${last})`
  await db.raw(
    `create function seeded.reset() returns void language plpgsql as $$
     declare
       is_changed boolean := ${kept.map(changed).join(' or ')};
     begin
       ${ordered
         .map((table) => {
           const holds = isKept(table) ? 'is_changed' : `exists (select from ${table.name})`
           return `if ${holds} then ${withoutTriggers(table, `delete from ${table.name}`)} end if;`
         })
         .join('\n')}
       if is_changed then
         ${kept
           .toReversed()
           .map((table) =>
             withoutTriggers(table, `insert into ${table.name} overriding system value table ${table.copy}`),
           )
           .join('\n')}
       end if;
     end $$`,
  )
}

const withoutTriggers = ({ name, has_triggers }: Table, act: string) =>
  has_triggers
    ? `alter table ${name} disable trigger user; ${act}; alter table ${name} enable trigger user;`
    : `${act};`

const listTables = (db: Knex) =>
  rows<Table>(
    db,
    `select c.oid::regclass::text as name,
       coalesce((select array_agg(distinct f.confrelid::regclass::text) from pg_constraint f
                 where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid), '{}') as parents,
       exists (select from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal) as has_triggers
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and (n.nspname = 'public' and c.relname not like 'knex%'
       or n.nspname = 'graphile_worker' and c.relname in ('_private_jobs', '_private_job_queues'))`,
  )

function childrenFirst(tables: Table[]): Table[] {
  const ordered: Table[] = []
  const visit = (table: Table) => {
    if (ordered.includes(table)) return
    for (const child of tables.filter(({ parents }) => parents.includes(table.name))) visit(child)
    if (!ordered.includes(table)) ordered.push(table)
  }
  for (const table of tables) visit(table)
  return ordered
}
