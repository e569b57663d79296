/** Rules of an attempt: delay, what counts, feedback, time limit; and when the server was away, for time stops then. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    alter table quiz_versions
      add column delay_hours int check (delay_hours between 1 and 720),
      add column counts text not null default 'best' check (counts in ('best', 'last')),
      add column feedback text not null default 'end' check (feedback in ('at-once', 'end', 'never')),
      add column time_limit_minutes int check (time_limit_minutes between 1 and 600);

    -- Handed in because its time was over.
    alter table attempts add column is_time_up boolean not null default false;

    -- Where feedback comes at once: from then on the answer stays.
    alter table answers add column checked_at timestamptz;

    -- The last sign of life of any web process, by the real clock; one row.
    create table server_beats (
      id int primary key default 1 check (id = 1),
      beat_at timestamptz not null
    );

    -- From when until when no web process reached the database.
    create table outages (
      id bigint primary key generated always as identity,
      started_at timestamptz not null unique,
      ended_at timestamptz not null check (ended_at > started_at)
    );
    create index outages_ended_at on outages (ended_at);
  `)

export const down = (knex: Knex) =>
  knex.raw(`
    drop table outages, server_beats;
    alter table answers drop column checked_at;
    alter table attempts drop column is_time_up;
    alter table quiz_versions
      drop column delay_hours, drop column counts, drop column feedback, drop column time_limit_minutes;
  `)
