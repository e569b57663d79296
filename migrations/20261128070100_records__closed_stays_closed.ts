/** A record that is part of another, or waits to be erased, is not opened again before that is undone. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    create function refuse_opening() returns trigger language plpgsql as $$
    begin
      if exists (select from person_merges where merged_id = new.id and undone_at is null)
          or exists (select from erasures where person_id = new.id and cancelled_at is null and done_at is null) then
        raise exception 'this record is merged or to be erased' using errcode = 'restrict_violation';
      end if;
      return new;
    end $$;
    create trigger people_stay_closed before update of disabled_at on people for each row
      when (old.disabled_at is not null and new.disabled_at is null) execute function refuse_opening();
  `)

export const down = (knex: Knex) =>
  knex.raw(`
    drop trigger people_stay_closed on people;
    drop function refuse_opening;
  `)
