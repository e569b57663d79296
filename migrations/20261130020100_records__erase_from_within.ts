/** The facts open to nobody but the function that erases, not even in the transaction in which it has done so. */
import type { Knex } from 'knex'

const erasedHere = `select records_of(person_id) from erasures where id = nullif(current_setting('upstander.erasure', true), '')::uuid
        and done_in = pg_current_xact_id_if_assigned()::text::bigint`

export const up = (knex: Knex) =>
  knex.raw(`
    -- Which words of others may go only that function knows, so nothing beside it may take any.
    create or replace function people_being_erased() returns uuid[] language plpgsql stable as $$
    declare stack text;
    begin
      get diagnostics stack = pg_context;
      if position('erase_person(uuid,uuid[],' in stack) = 0 then return null; end if;
      return (${erasedHere});
    end $$;
  `)

export const down = (knex: Knex) =>
  knex.raw(`
    create or replace function people_being_erased() returns uuid[] language sql stable as $$
      ${erasedHere}
    $$;
  `)
