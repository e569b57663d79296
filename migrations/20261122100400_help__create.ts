/** Where to report and who supports, as data with an owner and a review date. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    create table help_entries (
      id uuid primary key,
      kind text not null check (kind in ('route', 'centre', 'support')),
      name text not null check (length(name) between 1 and 200),
      description text not null check (length(description) between 1 and 2000),
      phone text check (length(phone) between 2 and 40),
      url text check (url ~ '^https://' and length(url) <= 500),
      is_anonymous boolean not null default false,
      area_id uuid references areas,
      owner text not null check (length(owner) between 1 and 120),
      -- When somebody last made sure that it is still true, and when that is due again.
      checked_on date not null,
      review_on date not null,
      position int not null default 0,
      withdrawn_at timestamptz,
      updated_at timestamptz not null
    );
    create index help_entries_area on help_entries (area_id);
  `)

export const down = (knex: Knex) => knex.raw(`drop table help_entries`)
