/** Questions to the roster that somebody keeps under a name, and the links to them that come by mail. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    create table roster_views (
      id uuid primary key,
      owner_id uuid not null references people,
      name text not null check (length(name) between 1 and 100),
      -- The filters as an address has them; without a day it is always as at today.
      query text not null check (length(query) <= 4000),
      mails text not null check (mails in ('never', 'weekly', 'monthly')),
      created_at timestamptz not null
    );
    create unique index roster_views_name on roster_views (owner_id, lower(name));
    create index roster_views_owner on roster_views (owner_id);

    create table roster_links (
      id uuid primary key,
      view_id uuid not null references roster_views on delete cascade,
      token_hash bytea not null unique check (length(token_hash) = 32),
      as_at date not null,
      created_at timestamptz not null,
      expires_at timestamptz not null,
      -- A job that runs twice makes one link a day.
      unique (view_id, as_at)
    );
  `)

export const down = (knex: Knex) => knex.raw('drop table roster_links, roster_views')
