/** The doors: mailed codes and passwords. Only hashes are kept. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    create table sign_in_codes (
      id uuid primary key,
      email text not null check (length(email) <= 254),
      -- Null until the worker has found the person: the asking request does the same work for every address.
      person_id uuid references people,
      code_hash bytea check (length(code_hash) = 32),
      link_hash bytea unique check (length(link_hash) = 32),
      browser_hash bytea not null check (length(browser_hash) = 32),
      asked_at timestamptz not null,
      expires_at timestamptz not null,
      tries int not null default 0 check (tries between 0 and 5),
      used_at timestamptz,
      check ((person_id is null) = (code_hash is null) and (code_hash is null) = (link_hash is null))
    );
    create index sign_in_codes_browser on sign_in_codes (browser_hash, asked_at desc);
    create index sign_in_codes_person on sign_in_codes (person_id);
    create index sign_in_codes_expires on sign_in_codes (expires_at);

    create table passwords (
      person_id uuid primary key references people,
      hash text not null,
      set_at timestamptz not null
    );
  `)

export const down = (knex: Knex) => knex.raw(`drop table passwords, sign_in_codes`)
