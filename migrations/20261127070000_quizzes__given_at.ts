/** When and where an answer was given, as far as its device says, and how long the question took. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    alter table answers
      -- Null for what was answered before this was asked: then it is when it was saved.
      add column given_at timestamptz,
      -- The browser tab in which it was given.
      add column given_in text check (length(given_in) between 1 and 40),
      -- Null where nobody can know: answered together with others, or after a break.
      add column taken_ms int check (taken_ms >= 0);
  `)

export const down = (knex: Knex) =>
  knex.raw('alter table answers drop column taken_ms, drop column given_in, drop column given_at')
