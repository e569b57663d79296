/** Links in the pages that learners meet today, and whether the places they lead to answered when they were asked. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    create table module_links (
      module_id uuid not null references modules on delete cascade,
      url text not null check (length(url) <= 1000),
      -- In the words of the page.
      text text not null,
      -- Null until it was asked.
      asked_at timestamptz,
      answer text check (answer in ('there', 'gone', 'faulty', 'silent', 'not-asked')),
      status int,
      -- Since when it has answered nothing good, time after time.
      failing_since timestamptz,
      primary key (module_id, url),
      check ((asked_at is null) = (answer is null)),
      check ((failing_since is not null) = coalesce(answer in ('gone', 'faulty', 'silent'), false))
    );
  `)

export const down = (knex: Knex) => knex.raw('drop table module_links')
