/** Counts of tries are worth nothing after a crash: they need not wait for the disk, which the public check did at each asking. */
import type { Knex } from 'knex'

export const up = (knex: Knex) => knex.raw(`alter table limits set unlogged`)

export const down = (knex: Knex) => knex.raw(`alter table limits set logged`)
