/** A session of several parts: each with its own breaks, and with its own trainers and link where they differ. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    -- Null: the link of the session.
    alter table live_session_parts add column join_url text check (join_url ~ '^https://' and length(join_url) <= 2000);

    -- Parts are renumbered when one is added, moved or dropped: what must be unique is so at the end.
    alter table live_session_parts drop constraint live_session_parts_live_session_id_position_key;
    alter table live_session_parts
      add constraint live_session_parts_position unique (live_session_id, position) deferrable initially deferred,
      add constraint live_session_parts_each_once unique (live_session_id, live_part_id) deferrable initially deferred,
      add constraint live_session_parts_one_at_a_time
        exclude using gist (live_session_id with =, tstzrange(starts_at, ends_at) with &&) deferrable initially deferred;

    -- A part without rows here is trained by the trainers of its session, who are everyone that trains any part of it.
    create table live_session_part_trainers (
      live_session_part_id uuid not null references live_session_parts on delete cascade,
      person_id uuid not null references people,
      primary key (live_session_part_id, person_id)
    );
    create index live_session_part_trainers_person on live_session_part_trainers (person_id);

    create table live_session_breaks (
      live_session_part_id uuid not null references live_session_parts on delete cascade,
      position int not null,
      starts_at timestamptz not null,
      ends_at timestamptz not null,
      primary key (live_session_part_id, position),
      check (ends_at > starts_at),
      constraint live_session_breaks_one_at_a_time
        exclude using gist (live_session_part_id with =, tstzrange(starts_at, ends_at) with &&)
    );
  `)

export const down = (knex: Knex) =>
  knex.raw(`
    drop table live_session_breaks, live_session_part_trainers;
    alter table live_session_parts
      drop constraint live_session_parts_position,
      drop constraint live_session_parts_each_once,
      drop constraint live_session_parts_one_at_a_time,
      drop column join_url;
    alter table live_session_parts
      add constraint live_session_parts_live_session_id_position_key unique (live_session_id, position);
  `)
