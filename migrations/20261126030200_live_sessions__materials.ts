/** Files and links of a live session: what to read before it, and what stays after it. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    create table live_session_materials (
      id uuid primary key,
      live_session_id uuid not null references live_sessions,
      moment text not null check (moment in ('before', 'after')),
      title text not null check (length(title) between 1 and 200),
      file_id uuid references files,
      url text check (url ~ '^https://' and length(url) <= 2000),
      created_at timestamptz not null,
      created_by uuid references people,
      check (num_nonnulls(file_id, url) = 1)
    );
    create index live_session_materials_session on live_session_materials (live_session_id, created_at, id);
    create index live_session_materials_file on live_session_materials (file_id);
    create index live_session_materials_created_by on live_session_materials (created_by);
  `)

export const down = (knex: Knex) => knex.raw('drop table live_session_materials')
