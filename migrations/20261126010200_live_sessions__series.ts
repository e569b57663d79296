/** Sessions scheduled together on several days; each is a session like any other and knows which series it is of. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    create table live_session_series (
      id uuid primary key,
      every text not null check (every in ('week', 'two weeks', 'month')),
      created_at timestamptz not null,
      created_by uuid references people
    );
    create index live_session_series_created_by on live_session_series (created_by);
    alter table live_sessions add column series_id uuid references live_session_series;
    create index live_sessions_series on live_sessions (series_id);
  `)

export const down = (knex: Knex) =>
  knex.raw(`
    alter table live_sessions drop column series_id;
    drop table live_session_series;
  `)
