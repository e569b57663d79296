/** A key that somebody else may have is withdrawn: nothing it signed counts any more. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    alter table badge_keys
      -- From then on it is not published.
      add column withdrawn_at timestamptz check (withdrawn_at is null or retired_at is not null)
  `)

export const down = (knex: Knex) => knex.raw(`alter table badge_keys drop column withdrawn_at`)
