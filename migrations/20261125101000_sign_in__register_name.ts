/** Somebody who asks to join is nobody here until the mailed code proves the address: their name waits with the code. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    alter table sign_in_codes
      add column register_name text check (length(register_name) between 1 and 200),
      drop constraint sign_in_codes_check,
      add constraint sign_in_codes_check check (
        (code_hash is null) = (link_hash is null)
        and (person_id is null or code_hash is not null)
        and (code_hash is null or person_id is not null or register_name is not null))
  `)

export const down = (knex: Knex) =>
  knex.raw(`
    delete from sign_in_codes where person_id is null and code_hash is not null;
    alter table sign_in_codes
      drop constraint sign_in_codes_check,
      add constraint sign_in_codes_check
        check ((person_id is null) = (code_hash is null) and (code_hash is null) = (link_hash is null)),
      drop column register_name
  `)
