/** What a certificate says in Welsh, for people who read Welsh; where it is not given they get the English words. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    alter table programmes
      add column name_cy text check (length(name_cy) between 1 and 120),
      add column certificate_wording_cy text check (length(certificate_wording_cy) between 1 and 400)
  `)

export const down = (knex: Knex) =>
  knex.raw(`alter table programmes drop column name_cy, drop column certificate_wording_cy`)
