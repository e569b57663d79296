/** What somebody new agreed to when a trainer put them on a register: the words, who heard it, when. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    create table walk_in_consents (
      id bigint generated always as identity primary key,
      person_id uuid not null references people,
      live_session_part_id uuid not null references live_session_parts,
      words text not null check (length(words) between 1 and 1000),
      recorded_by uuid not null references people,
      recorded_at timestamptz not null
    );
    create index walk_in_consents_person on walk_in_consents (person_id);
    create index walk_in_consents_part on walk_in_consents (live_session_part_id);
    create index walk_in_consents_recorded_by on walk_in_consents (recorded_by);
    create trigger walk_in_consents_append_only before update or delete or truncate on walk_in_consents
      for each statement execute function refuse_change();
  `)

export const down = (knex: Knex) => knex.raw(`drop table walk_in_consents`)
