/** Private links from which a calendar program reads a person's sessions, or all of them; made anew by revoking the old one. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    create table calendar_feeds (
      id uuid primary key,
      person_id uuid not null references people,
      kind text not null check (kind in ('own', 'programme')),
      token text not null unique check (length(token) = 22),
      created_at timestamptz not null,
      revoked_at timestamptz
    );
    create unique index calendar_feeds_open on calendar_feeds (person_id, kind) where revoked_at is null;
    create index calendar_feeds_person on calendar_feeds (person_id);
  `)

export const down = (knex: Knex) => knex.raw('drop table calendar_feeds')
