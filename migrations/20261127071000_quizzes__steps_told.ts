/** How far somebody has come in a case that is told in steps: what was told can no longer be chosen otherwise. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    -- Of how many steps it was told what followed.
    alter table answers add column steps_told smallint not null default 0 check (steps_told between 0 and 8);
  `)

export const down = (knex: Knex) => knex.raw('alter table answers drop column steps_told')
