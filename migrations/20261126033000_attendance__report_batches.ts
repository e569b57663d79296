/** Which reports were kept together: what one upload says of two people of a name is known of all its files at once. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    -- Null: kept before this was recorded; each stands for itself.
    alter table vendor_reports add column batch_id uuid
  `)

export const down = (knex: Knex) => knex.raw('alter table vendor_reports drop column batch_id')
