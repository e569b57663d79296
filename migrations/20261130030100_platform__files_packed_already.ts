/** Papers, pictures and films are packed already: trying to pack them once more cost as much as writing them. */
import type { Knex } from 'knex'

export const up = (knex: Knex) => knex.raw(`alter table files alter column bytes set storage external`)

export const down = (knex: Knex) => knex.raw(`alter table files alter column bytes set storage extended`)
