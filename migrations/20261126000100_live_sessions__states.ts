/** A session is a draft until it is opened, and may be closed to bookings before it begins; each with who and when. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    alter table live_sessions
      -- Null: a draft, which only those who keep it see.
      add column opened_at timestamptz,
      add column opened_by uuid references people,
      -- Null: people can book. Reopening empties it; the audit keeps what was.
      add column closed_at timestamptz,
      add column closed_by uuid references people,
      add constraint live_sessions_closed_after_opened check (closed_at is null or opened_at is not null);
    create index live_sessions_opened_by on live_sessions (opened_by);
    create index live_sessions_closed_by on live_sessions (closed_by);
    update live_sessions set opened_at = created_at, opened_by = created_by;
  `)

export const down = (knex: Knex) =>
  knex.raw(`
    alter table live_sessions
      drop constraint live_sessions_closed_after_opened,
      drop column opened_at, drop column opened_by, drop column closed_at, drop column closed_by
  `)
