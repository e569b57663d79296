/** What a force shows to everybody: its figures, and which organisations have champions; each by somebody's decision. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    create table publications (
      only_row boolean primary key default true check (only_row),
      shows_figures boolean not null default false,
      shows_directory boolean not null default false
    );
    insert into publications default values;

    create table directory_entries (
      organisation_id uuid primary key references organisations,
      -- A mailbox of the organisation, never of a person.
      mailbox text not null check (mailbox = lower(mailbox) and length(mailbox) between 3 and 254),
      agreed_by uuid references people,
      agreed_at timestamptz not null
    );
    create index directory_entries_agreed_by on directory_entries (agreed_by);
  `)

export const down = (knex: Knex) => knex.raw('drop table directory_entries, publications')
