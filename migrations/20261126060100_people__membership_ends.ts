/** When it was recorded that somebody leaves: a roster as at a day counts only what was known by its end. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    -- An end only ever moves earlier; the membership itself has the one that counts today.
    create table membership_ends (
      id bigint generated always as identity primary key,
      membership_id uuid not null references memberships,
      ends_on date not null,
      recorded_at timestamptz not null
    );
    create index membership_ends_membership on membership_ends (membership_id);
    insert into membership_ends (membership_id, ends_on, recorded_at)
      select m.id, m.ends_on, coalesce(
        (select max(a.at) from audit_events a
         where a.action = 'people.end-membership' and a.before->>'membership_id' = m.id::text), m.ends_on)
      from memberships m where m.ends_on is not null;
    create trigger membership_ends_append_only before update or delete or truncate on membership_ends
      for each statement execute function refuse_change();
  `)

export const down = (knex: Knex) => knex.raw(`drop table membership_ends`)
